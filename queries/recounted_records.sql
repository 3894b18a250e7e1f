-- purpose:    The records that can count in the months that are counted anew, once some more extracts are known: open in their newest version so far, or with a day in one.
-- grain:      one row per council and record
-- parameters: none
-- columns:    council VARCHAR; place BIGINT, of its newest version so far; then the columns of its key, as one
-- reads:      records_chosen, records_next, recounted_since
WITH possible AS (
    SELECT
        records_next.council,
        records_next.place,
        records_next.key
    FROM records_next
    INNER JOIN recounted_since ON records_next.council = recounted_since.council
    WHERE records_next.ended IS NULL OR records_next.last_day >= recounted_since.month
    UNION ALL
    SELECT
        records_chosen.council,
        records_chosen.place,
        records_chosen.key
    FROM records_chosen
)

SELECT
    possible.council,
    possible.place,
    possible.key
FROM possible
ANTI JOIN records_next AS later
    ON possible.council = later.council AND possible.key = later.key AND possible.place < later.place
ORDER BY possible.place
