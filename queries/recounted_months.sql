-- purpose:    From which month on a council's figures may be others than in the cube before, since records have changed.
-- grain:      one row per council with a record that has changed
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day
-- reads:      recounted_versions, versions_before, versions_now
WITH since AS (
    SELECT
        council,
        min(first_day) AS day
    FROM recounted_versions
    WHERE before IS NULL OR now IS NULL
    GROUP BY council
    UNION ALL
    SELECT
        newest.council,
        min(CASE
            -- of a record that is as it was but for its end, all before that end is as it was
            WHEN
                earlier.lasting IS DISTINCT FROM later.lasting OR earlier.apart OR later.apart
                OR (earlier.ended IS NULL AND later.ended IS NULL)
                THEN least(earlier.first_day, later.first_day)
            ELSE least(earlier.ended, later.ended)
        END) AS day
    FROM recounted_versions AS newest
    INNER JOIN versions_before AS earlier ON newest.before = earlier.place
    INNER JOIN versions_now AS later ON newest.now = later.place
    WHERE earlier.lasting IS DISTINCT FROM later.lasting OR earlier.closing IS DISTINCT FROM later.closing
    GROUP BY newest.council
)

SELECT
    council,
    date_trunc('month', min(day))::DATE AS month
FROM since
GROUP BY council
ORDER BY council
