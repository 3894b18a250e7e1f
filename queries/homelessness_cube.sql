-- purpose:    Homelessness applications, preventions, reliefs and acceptances, as the newest extracts give them.
-- grain:      one row per council and month
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; applications BIGINT; preventions BIGINT; reliefs BIGINT, empty where not known; acceptances BIGINT
-- reads:      homelessness_extracts, loaded_months
WITH newest AS (
    SELECT *
    FROM homelessness_extracts
    QUALIFY row_number() OVER (
        PARTITION BY council, month
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
    newest.council,
    newest.month,
    newest.applications,
    newest.preventions,
    newest.reliefs,
    newest.acceptances
FROM newest
INNER JOIN loaded_months
    ON
        newest.council = loaded_months.council
        AND newest.month = loaded_months.month
ORDER BY ALL
