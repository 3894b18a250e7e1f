-- purpose:    From which month on a council's figures may be others than in the cube before, since records have changed.
-- grain:      one row per council with a record that has changed
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day
-- reads:      versions_before, versions_now
WITH before AS (
    SELECT *
    FROM versions_before
    QUALIFY row_number() OVER (PARTITION BY council, key ORDER BY period_end DESC, period_months ASC) = 1
),

now AS (
    SELECT *
    FROM versions_now
    QUALIFY row_number() OVER (PARTITION BY council, key ORDER BY period_end DESC, period_months ASC) = 1
)

SELECT
    coalesce(before.council, now.council) AS council,
    min(date_trunc('month', CASE
        -- of a record that is as it was but for its end, all before that end is as it was
        WHEN
            before.lasting IS DISTINCT FROM now.lasting OR before.apart OR now.apart
            OR (before.ended IS NULL AND now.ended IS NULL)
            THEN least(before.first_day, now.first_day)
        ELSE least(before.ended, now.ended)
    END)::DATE) AS month
FROM before
FULL JOIN now ON before.council = now.council AND before.key = now.key
WHERE before.lasting IS DISTINCT FROM now.lasting OR before.closing IS DISTINCT FROM now.closing
GROUP BY ALL
ORDER BY ALL
