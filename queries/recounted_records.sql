-- purpose:    The records that can count in the months that are counted anew: open in some version, or with a day in one.
-- grain:      one row per record, as a number that seldom another has as well
-- parameters: none
-- columns:    identity UBIGINT
-- reads:      records_now, recounted_since
SELECT DISTINCT identity
FROM records_now
INNER JOIN recounted_since ON records_now.council = recounted_since.council
WHERE ended IS NULL OR last_day >= recounted_since.month
ORDER BY identity
