-- purpose:    Compliments received, by period and by one way of splitting them.
-- grain:      one row per loaded period and split value; without a split, one row per loaded period
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; split VARCHAR, directorate, service or month, or '' for none; directorates VARCHAR[], services VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    place BIGINT; part VARCHAR; compliments BIGINT
-- reads:      periods, compliments_cube
WITH asked AS (
    SELECT place, first_month, last_month
    FROM periods
    WHERE dataset = 'compliments' AND council = $council AND kind = $kind AND place BETWEEN $first AND $last
),

counted AS (
    SELECT
        asked.place,
        CASE $split
            WHEN 'directorate' THEN cube.directorate
            WHEN 'service' THEN cube.service
            WHEN 'month' THEN strftime(cube.month, '%Y-%m')
            ELSE ''
        END AS part,
        cube.compliments
    FROM asked
    INNER JOIN compliments_cube AS cube ON cube.month BETWEEN asked.first_month AND asked.last_month
    WHERE
        cube.council = $council
        AND cube.basis = $basis
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], strftime(cube.month, '%Y-%m')))
)

SELECT
    asked.place,
    coalesce(counted.part, '') AS part,
    coalesce(sum(compliments), 0)::BIGINT AS compliments
FROM asked
LEFT JOIN counted ON asked.place = counted.place
GROUP BY ALL
HAVING $split = '' OR count(counted.part) > 0
ORDER BY asked.place, part
