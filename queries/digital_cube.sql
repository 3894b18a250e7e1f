-- purpose:    Transactions by channel, as the newest extracts give them, with both halves of each ratio.
-- grain:      one row per council, month, directorate, service and channel
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; channel VARCHAR; transactions BIGINT; started BIGINT, where completed is known; completed BIGINT, where started is known; cost_gbp DOUBLE; costed_transactions BIGINT, those whose cost is known; satisfaction_responses BIGINT, where satisfied is known; satisfied_responses BIGINT, where responses are known
-- reads:      digital_newest
-- where one half of a ratio is unknown, the row counts in neither
SELECT
    council,
    month,
    directorate,
    service,
    channel,
    transactions,
    CASE WHEN completed IS NOT NULL THEN started END AS started,
    CASE WHEN started IS NOT NULL THEN completed END AS completed,
    cost_gbp,
    CASE WHEN cost_gbp IS NOT NULL THEN transactions END AS costed_transactions,
    CASE WHEN satisfied_responses IS NOT NULL THEN satisfaction_responses END AS satisfaction_responses,
    CASE WHEN satisfaction_responses IS NOT NULL THEN satisfied_responses END AS satisfied_responses
FROM digital_newest
ORDER BY ALL
