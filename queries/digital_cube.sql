-- purpose:    Transactions by channel, as the newest extracts give them, with both halves of each ratio.
-- grain:      one row per council, month, directorate, service and channel
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; channel VARCHAR; transactions BIGINT; started BIGINT, where completed is known; completed BIGINT, where started is known; cost_gbp DOUBLE; costed_transactions BIGINT, those whose cost is known; satisfaction_responses BIGINT, where satisfied is known; satisfied_responses BIGINT, where responses are known
-- reads:      digital_newest, loaded_months
-- where one half of a ratio is unknown, the row counts in neither
SELECT
    newest.council,
    newest.month,
    newest.directorate,
    newest.service,
    newest.channel,
    newest.transactions,
    CASE WHEN newest.completed IS NOT NULL THEN newest.started END AS started,
    CASE WHEN newest.started IS NOT NULL THEN newest.completed END AS completed,
    newest.cost_gbp,
    CASE WHEN newest.cost_gbp IS NOT NULL THEN newest.transactions END AS costed_transactions,
    CASE WHEN newest.satisfied_responses IS NOT NULL THEN newest.satisfaction_responses END AS satisfaction_responses,
    CASE WHEN newest.satisfaction_responses IS NOT NULL THEN newest.satisfied_responses END AS satisfied_responses
FROM digital_newest AS newest
INNER JOIN loaded_months
    ON
        newest.council = loaded_months.council
        AND newest.month = loaded_months.month
ORDER BY ALL
