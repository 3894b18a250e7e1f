-- purpose:    Compliments received, as the newest extracts give them.
-- grain:      one row per council, month, directorate and service
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; compliments BIGINT
-- reads:      compliments_newest, loaded_months
SELECT
    newest.council,
    newest.month,
    newest.directorate,
    newest.service,
    newest.compliments
FROM compliments_newest AS newest
INNER JOIN loaded_months
    ON
        newest.council = loaded_months.council
        AND newest.month = loaded_months.month
ORDER BY ALL
