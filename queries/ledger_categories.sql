-- purpose:    The categories that published ledgers sort their spending into, largest first.
-- grain:      one row per category
-- parameters: first DATE and last DATE, the months looked at by their first days, NULL for all
-- columns:    category VARCHAR; is_agency BOOLEAN, whether the mapping names it; lines BIGINT; amount DECIMAL(38,6), credits included
-- reads:      ledger_rows
SELECT
    category,
    agency IS NOT NULL AS is_agency,
    count(*) AS lines,
    coalesce(sum(amount), 0)::DECIMAL(38, 6) AS amount
FROM ledger_rows
WHERE
    outcome = 'read'
    AND ($first::DATE IS NULL OR month >= $first::DATE)
    AND ($last::DATE IS NULL OR month <= $last::DATE)
GROUP BY ALL
ORDER BY amount DESC, category
