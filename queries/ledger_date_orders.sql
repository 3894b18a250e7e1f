-- purpose:    In which order the dates of published ledgers write day and month, where one of the two numbers tells.
-- grain:      one row per order
-- parameters: none
-- columns:    day_order VARCHAR, day, month or either first; lines BIGINT
-- reads:      ledger_rows
SELECT
    day_order,
    count(*) AS lines
FROM ledger_rows
WHERE day_order IS NOT NULL
GROUP BY day_order
ORDER BY day_order
