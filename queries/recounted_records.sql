-- purpose:    The records that can count in the months that are counted anew: open in their newest version, or with a day in one.
-- grain:      one row per record, as a number that seldom another has as well
-- parameters: none
-- columns:    identity UBIGINT
-- reads:      records_now, recounted_since
WITH possible AS (
    SELECT records_now.identity
    FROM records_now
    INNER JOIN recounted_since ON records_now.council = recounted_since.council
    WHERE ended IS NULL OR last_day >= recounted_since.month
),

-- most that were ever open have ended since: only of those that are possible every version is looked at
newest AS (
    SELECT
        council,
        identity,
        ended,
        last_day
    FROM records_now
    WHERE identity IN (SELECT identity FROM possible)
    QUALIFY row_number() OVER (PARTITION BY council, key ORDER BY period_end DESC, period_months ASC) = 1
)

SELECT DISTINCT newest.identity
FROM newest
INNER JOIN recounted_since ON newest.council = recounted_since.council
WHERE newest.ended IS NULL OR newest.last_day >= recounted_since.month
ORDER BY newest.identity
