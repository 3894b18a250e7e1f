-- purpose:    The procurement cube as the additive parts of its measures, by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period, month, directorate, service and category
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; place BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; directorate VARCHAR; service VARCHAR; category VARCHAR; contracts BIGINT; contracts_with_benefits BIGINT; value_pence BIGINT; revenue_pence BIGINT; non_revenue_pence BIGINT; year_value_pence BIGINT, at the end of the period; year_pence BIGINT, at the end of the period; five_year_pence BIGINT, at the end of the period; year_value_pence_in_month BIGINT, at the end of the month; year_pence_in_month BIGINT, at the end of the month; five_year_pence_in_month BIGINT, at the end of the month
-- reads:      periods, procurement_cube
SELECT
    periods.kind,
    periods.place,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.directorate,
    cube.service,
    cube.category,
    cube.contracts,
    cube.contracts_with_benefits,
    cube.value_pence,
    cube.revenue_pence,
    cube.non_revenue_pence,
    -- sums that run on are stocks: a period has those of its last month
    CASE WHEN cube.month = periods.last_month THEN cube.year_value_pence ELSE 0 END AS year_value_pence,
    CASE WHEN cube.month = periods.last_month THEN cube.year_pence ELSE 0 END AS year_pence,
    CASE WHEN cube.month = periods.last_month THEN cube.five_year_pence ELSE 0 END AS five_year_pence,
    cube.year_value_pence AS year_value_pence_in_month,
    cube.year_pence AS year_pence_in_month,
    cube.five_year_pence AS five_year_pence_in_month
FROM periods
INNER JOIN procurement_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'procurement'
ORDER BY ALL
