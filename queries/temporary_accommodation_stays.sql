-- purpose:    How long the households in temporary accommodation at the end of a period have been in it, without a break.
-- grain:      one row per number of days that occurs
-- columns:    stay_days BIGINT, over 730 to the month and at most 3,653; households BIGINT
-- reads:      in_period
WITH households AS (
    -- a group of households counts once, whichever of its places are chosen
    SELECT
        stay_days,
        any_value(cases) AS cases
    FROM in_period
    WHERE event = 'stays' AND at_end
    GROUP BY month, household_group, stay_days
)

SELECT
    stay_days::BIGINT AS stay_days,
    sum(cases)::BIGINT AS households
FROM households
GROUP BY stay_days
ORDER BY stay_days
