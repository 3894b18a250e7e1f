-- purpose:    The compliments cube by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period, month, directorate and service
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; place BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; directorate VARCHAR; service VARCHAR; compliments BIGINT
-- reads:      periods, compliments_cube
SELECT
    periods.kind,
    periods.place,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.directorate,
    cube.service,
    cube.compliments
FROM periods
INNER JOIN compliments_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'compliments'
ORDER BY ALL
