-- purpose:    Compliments received, as the newest extracts give them.
-- grain:      one row per council, month, directorate and service
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; compliments BIGINT
-- reads:      compliments_extracts, loaded_months
WITH newest AS (
    SELECT *
    FROM compliments_extracts
    QUALIFY row_number() OVER (
        PARTITION BY council, month, directorate, service
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
    newest.council,
    newest.month,
    newest.directorate,
    newest.service,
    newest.compliments
FROM newest
INNER JOIN loaded_months
    ON
        newest.council = loaded_months.council
        AND newest.month = loaded_months.month
ORDER BY ALL
