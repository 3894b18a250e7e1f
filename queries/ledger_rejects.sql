-- purpose:    The lines of one published ledger that cannot be read, in the file's order.
-- grain:      one row per line
-- parameters: file BIGINT; most BIGINT, how many to give
-- columns:    place BIGINT, among all the file's lines, from 0; outcome VARCHAR; found VARCHAR, the text that cannot be read
-- reads:      ledger_rows
SELECT
    rowid - (
        SELECT min(first_lines.rowid) FROM ledger_rows AS first_lines
        WHERE first_lines.file = $file
    ) AS place,
    outcome,
    found
FROM ledger_rows
WHERE file = $file AND outcome NOT IN ('read', 'blank')
ORDER BY place
LIMIT $most
