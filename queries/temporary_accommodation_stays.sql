-- purpose:    How long the households in temporary accommodation at the end of a period have been in it, without a break.
-- grain:      one row per number of days that occurs
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR; period_index BIGINT; directorates VARCHAR[], services VARCHAR[], accommodation_types VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    stay_days BIGINT; households BIGINT
-- reads:      periods, temporary_accommodation_cube
WITH chosen AS (
    SELECT
        cube.stay_days,
        any_value(cube.cases) AS cases
    FROM periods
    INNER JOIN temporary_accommodation_cube AS cube
        -- a month's own households where one is chosen, else those at the end of the period
        ON
            periods.council = cube.council
            AND (
                cube.month = periods.last_month
                OR ($months::VARCHAR[] IS NOT NULL AND cube.month BETWEEN periods.first_month AND periods.last_month)
            )
    WHERE
        periods.dataset = 'temporary_accommodation'
        AND periods.council = $council
        AND periods.kind = $kind
        AND periods.period_index = $period_index
        AND cube.basis = $basis
        AND cube.event = 'stays'
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
        AND (
            $accommodation_types::VARCHAR[] IS NULL
            OR list_contains($accommodation_types::VARCHAR[], cube.accommodation_type)
        )
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], strftime(cube.month, '%Y-%m')))
    -- a group of households counts once, whichever of its places are chosen
    GROUP BY cube.month, cube.household_group, cube.stay_days
)

SELECT
    stay_days::BIGINT AS stay_days,
    sum(cases)::BIGINT AS households
FROM chosen
GROUP BY stay_days
ORDER BY stay_days
