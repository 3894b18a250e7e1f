-- purpose:    The ombudsman cube as the additive parts of its measures, by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period, month, directorate, service and decision
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; directorate VARCHAR; service VARCHAR; decision VARCHAR, of cases decided; referred BIGINT; decided BIGINT; upheld BIGINT
-- reads:      periods, ombudsman_cube
SELECT
    periods.kind,
    periods.period_index,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.directorate,
    cube.service,
    CASE WHEN cube.event = 'decided' THEN coalesce(cube.decision, 'not_recorded') END AS decision,
    coalesce(sum(cases) FILTER (event = 'referred'), 0)::BIGINT AS referred,
    coalesce(sum(cases) FILTER (event = 'decided'), 0)::BIGINT AS decided,
    coalesce(sum(cases) FILTER (event = 'decided' AND cube.decision = 'upheld'), 0)::BIGINT AS upheld
FROM periods
INNER JOIN ombudsman_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'ombudsman'
GROUP BY ALL
ORDER BY ALL
