-- purpose:    How projects and workstreams stood in each loaded period, as its newest extract gives them and as its first one did.
-- grain:      one row per basis, council, period, workstream and project
-- parameters: none
-- columns:    basis VARCHAR, latest or first_published; council VARCHAR; period VARCHAR; period_end DATE; period_months INTEGER; workstream VARCHAR; project VARCHAR, NULL for the workstream as a whole; status VARCHAR; commentary VARCHAR
-- reads:      projects_extracts
SELECT
    basis,
    council,
    quarter AS period,
    period_end,
    period_months,
    workstream,
    project,
    status,
    commentary
FROM projects_extracts
ORDER BY ALL
