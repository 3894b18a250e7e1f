-- purpose:    Homelessness applications, preventions, reliefs and acceptances, as the newest extracts give them.
-- grain:      one row per council and month
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; applications BIGINT; preventions BIGINT; reliefs BIGINT, empty where not known; acceptances BIGINT
-- reads:      homelessness_newest, loaded_months
SELECT
    newest.council,
    newest.month,
    newest.applications,
    newest.preventions,
    newest.reliefs,
    newest.acceptances
FROM homelessness_newest AS newest
INNER JOIN loaded_months
    ON
        newest.council = loaded_months.council
        AND newest.month = loaded_months.month
ORDER BY ALL
