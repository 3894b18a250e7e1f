-- purpose:    How an improvement programme stands in a period, and how it stood in those before.
-- grain:      one row per period, workstream and project
-- parameters: council VARCHAR; basis VARCHAR; until DATE, the last day of the period; months BIGINT, the length of the periods compared
-- columns:    period VARCHAR; period_end DATE; workstream VARCHAR; project VARCHAR, NULL for the workstream as a whole; status VARCHAR; commentary VARCHAR
-- reads:      projects_cube
SELECT
    period,
    period_end,
    workstream,
    project,
    status,
    commentary
FROM projects_cube
WHERE council = $council AND basis = $basis AND period_end <= $until AND period_months = $months
ORDER BY period_end DESC, workstream, project NULLS FIRST
