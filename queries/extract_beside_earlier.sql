-- purpose:    How the records of an extract that is loaded stand beside those of its system's earlier extracts.
-- grain:      one row
-- parameters: none
-- columns:    known BIGINT, records that an earlier extract has too; changed BIGINT, those of them that are otherwise now; missing BIGINT, records open in the last earlier extract that are not in this one; moved BIGINT, those of them of which the key's first column is in this one
-- reads:      records_loaded, records_earlier, records_last
WITH earlier AS (
    SELECT *
    FROM records_earlier
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY period_end DESC, period_months ASC) = 1
),

both_have AS (
    SELECT
        count(*) AS known,
        count(*) FILTER (loaded.said IS DISTINCT FROM earlier.said) AS changed
    FROM records_loaded AS loaded
    INNER JOIN earlier ON loaded.key = earlier.key
),

still_open AS (
    SELECT records_last.key_start
    FROM records_last
    ANTI JOIN records_loaded ON records_last.key = records_loaded.key
    WHERE records_last.ended IS NULL AND NOT records_last.apart
)

SELECT
    both_have.known,
    both_have.changed,
    (SELECT count(*) FROM still_open) AS missing,
    (
        SELECT count(*) FROM still_open
        WHERE key_start IN (SELECT key_start FROM records_loaded)
    ) AS moved
FROM both_have
ORDER BY ALL
