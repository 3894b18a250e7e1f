-- purpose:    The homelessness cube by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period and month
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; place BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; applications BIGINT; preventions BIGINT; reliefs BIGINT, empty where not known; acceptances BIGINT
-- reads:      periods, homelessness_cube
SELECT
    periods.kind,
    periods.place,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.applications,
    cube.preventions,
    cube.reliefs,
    cube.acceptances
FROM periods
INNER JOIN homelessness_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'homelessness'
ORDER BY ALL
