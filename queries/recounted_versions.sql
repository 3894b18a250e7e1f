-- purpose:    The records whose newest version is another one than when the cube before was counted.
-- grain:      one row per council and record
-- parameters: none
-- columns:    council VARCHAR; before BIGINT, the place of its newest version then, NULL where it had none; now BIGINT, of the one now, NULL likewise; first_day DATE, the first of any version
-- reads:      versions_before, versions_now
WITH every AS (
    SELECT
        council,
        key,
        place AS before,
        NULL AS now,
        first_day
    FROM versions_before
    UNION ALL
    SELECT
        council,
        key,
        NULL AS before,
        place AS now,
        first_day
    FROM versions_now
)

SELECT
    council,
    max(before) AS before,
    max(now) AS now,
    min(first_day) AS first_day
FROM every
GROUP BY council, key
HAVING max(before) IS DISTINCT FROM max(now)
ORDER BY ALL
