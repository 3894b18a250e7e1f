-- purpose:    What the temporary accommodation cube counts in each month, without lengths of stay: made once a release, added up at every click.
-- grain:      one row per council, basis, month, event, group of like households (or of placements) and place that the group has
-- parameters: none
-- columns:    month VARCHAR, 2019-10; household_group BIGINT, number of the group among all of the council and basis; basis VARCHAR; council VARCHAR; event VARCHAR; side VARCHAR; directorate VARCHAR; service VARCHAR; accommodation_type VARCHAR; with_children BOOLEAN; out_of_area BOOLEAN; over_six_weeks BOOLEAN; cases BIGINT; costed BIGINT; nightly_cost_gbp DOUBLE
-- reads:      temporary_accommodation_cube
SELECT
    strftime(month, '%Y-%m') AS month,
    dense_rank() OVER (PARTITION BY council, basis ORDER BY month, event, household_group) AS household_group,
    cube.* EXCLUDE (month, household_group, stay_days)
FROM temporary_accommodation_cube AS cube
WHERE event <> 'stays'
ORDER BY ALL
