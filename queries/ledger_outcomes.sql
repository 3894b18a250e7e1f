-- purpose:    How the lines of published ledgers were read, and what they sum to.
-- grain:      one row per file, outcome and whether agency staff
-- parameters: none
-- columns:    file BIGINT; outcome VARCHAR; is_agency BOOLEAN; lines BIGINT; known BIGINT, of the lines those with an amount; amount DECIMAL(38,6), of those, credits included; credits DECIMAL(38,6), the negative ones alone
-- reads:      ledger_rows
SELECT
    file,
    outcome,
    agency IS NOT NULL AS is_agency,
    count(*) AS lines,
    count(amount) AS known,
    coalesce(sum(amount), 0)::DECIMAL(38, 6) AS amount,
    coalesce(sum(amount) FILTER (WHERE amount < 0), 0)::DECIMAL(38, 6) AS credits
FROM ledger_rows
GROUP BY ALL
ORDER BY file, outcome, is_agency
