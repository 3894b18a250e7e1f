-- purpose:    The temporary accommodation cube by loaded period, without lengths of stay: made once a release, counted at every click.
-- grain:      one row per council, basis, period, month, event, group of like households (or of placements) and place that the group has
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period among its kind; at_end BOOLEAN, whether it is the period's last month; month VARCHAR, 2019-10; household_group BIGINT, number of the group among all; basis VARCHAR; council VARCHAR; event VARCHAR; side VARCHAR; directorate VARCHAR; service VARCHAR; accommodation_type VARCHAR; with_children BOOLEAN; out_of_area BOOLEAN; over_six_weeks BOOLEAN; cases BIGINT; costed BIGINT; nightly_cost_gbp DOUBLE
-- reads:      periods, temporary_accommodation_cube
SELECT
    periods.kind,
    periods.period_index,
    cube.month = periods.last_month AS at_end,
    strftime(cube.month, '%Y-%m') AS month,
    dense_rank() OVER (
        ORDER BY cube.council, cube.basis, cube.month, cube.event, cube.household_group
    ) AS household_group,
    cube.* EXCLUDE (month, household_group, stay_days)
FROM periods
INNER JOIN temporary_accommodation_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'temporary_accommodation' AND cube.event <> 'stays'
ORDER BY ALL
