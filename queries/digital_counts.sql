-- purpose:    The digital cube by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period, month, directorate, service and channel
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; place BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; directorate VARCHAR; service VARCHAR; channel VARCHAR; transactions BIGINT; started BIGINT; completed BIGINT; cost_gbp DOUBLE; costed_transactions BIGINT; satisfaction_responses BIGINT; satisfied_responses BIGINT
-- reads:      periods, digital_cube
SELECT
    periods.kind,
    periods.place,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.directorate,
    cube.service,
    cube.channel,
    cube.transactions,
    cube.started,
    cube.completed,
    cube.cost_gbp,
    cube.costed_transactions,
    cube.satisfaction_responses,
    cube.satisfied_responses
FROM periods
INNER JOIN digital_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'digital'
ORDER BY ALL
