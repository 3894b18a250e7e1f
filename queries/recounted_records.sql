-- purpose:    The records that can count in the months that are counted anew, once one more extract is known: its own that are open or have a day in one, and those of earlier extracts that it has no version of.
-- grain:      one row per council and record
-- parameters: none
-- columns:    council VARCHAR; place BIGINT, of its newest version; then the columns of its key, as one
-- reads:      records_chosen, records_next, recounted_since
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
ANTI JOIN records_next ON records_chosen.council = records_next.council AND records_chosen.key = records_next.key
ORDER BY place
