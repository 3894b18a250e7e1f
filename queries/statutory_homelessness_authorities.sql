-- purpose:    The authorities of the Ministry's homelessness tables, each by the name that the newest tables with it print.
-- grain:      one row per authority
-- parameters: none
-- columns:    area_code VARCHAR; area VARCHAR; last_day DATE, of the newest tables with it
-- reads:      statutory_homelessness_cube
SELECT
    area_code,
    arg_max(area, period_end) AS area,
    max(period_end) AS last_day
FROM statutory_homelessness_cube
WHERE basis = 'latest' AND level = 'authority'
GROUP BY area_code
ORDER BY area, area_code
