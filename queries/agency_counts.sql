-- purpose:    The agency cube as the additive parts of its measures, by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period, month, directorate, service, role and reason
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; at_end BOOLEAN, whether it is the period's last month; directorate VARCHAR; service VARCHAR; role_category VARCHAR; reason VARCHAR; assignments BIGINT; fte_known BIGINT; fte DOUBLE; spend_gbp DOUBLE; costed_gbp DOUBLE; contract_known BIGINT; contract_known_gbp DOUBLE; off_contract_gbp DOUBLE
-- reads:      periods, agency_cube
SELECT
    periods.kind,
    periods.period_index,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.month = periods.last_month AS at_end,
    cube.directorate,
    cube.service,
    cube.role_category,
    cube.reason,
    sum(cube.assignments)::BIGINT AS assignments,
    sum(cube.fte_known)::BIGINT AS fte_known,
    coalesce(sum(cube.fte), 0) AS fte,
    sum(cube.spend_gbp) AS spend_gbp,
    sum(cube.costed_gbp) AS costed_gbp,
    count(cube.on_contract) AS contract_known,
    coalesce(sum(cube.spend_gbp) FILTER (cube.on_contract IS NOT NULL), 0) AS contract_known_gbp,
    coalesce(sum(cube.spend_gbp) FILTER (NOT cube.on_contract), 0) AS off_contract_gbp
FROM periods
INNER JOIN agency_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'agency' AND cube.event = 'paid'
GROUP BY ALL
ORDER BY ALL
