-- purpose:    The categories that published ledgers sort their spending into, largest first.
-- grain:      one row per category
-- parameters: none
-- columns:    category VARCHAR; is_agency BOOLEAN, whether the mapping names it; lines BIGINT; amount DECIMAL(38,6), credits included
-- reads:      ledger_rows
SELECT
    category,
    agency IS NOT NULL AS is_agency,
    count(*) AS lines,
    coalesce(sum(amount), 0)::DECIMAL(38, 6) AS amount
FROM ledger_rows
WHERE outcome = 'read'
GROUP BY ALL
ORDER BY amount DESC, category
