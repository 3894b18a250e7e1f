-- purpose:    Which months published ledgers hold, and how much of it is agency staff.
-- grain:      one row per file and month
-- parameters: none
-- columns:    file BIGINT; month DATE, its first day; lines BIGINT; agency_lines BIGINT; agency_gbp DECIMAL(38,6)
-- reads:      ledger_rows
SELECT
    file,
    month,
    count(*) AS lines,
    count(agency) AS agency_lines,
    coalesce(sum(amount) FILTER (WHERE agency IS NOT NULL), 0)::DECIMAL(38, 6) AS agency_gbp
FROM ledger_rows
WHERE outcome = 'read'
GROUP BY ALL
ORDER BY file, month
