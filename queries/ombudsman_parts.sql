-- purpose:    The counts that every ombudsman measure is made of, by period and by one way of splitting them.
-- grain:      one row per loaded period and split value; without a split, one row per loaded period
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; split VARCHAR, directorate, service, month or decision, or '' for none; directorates VARCHAR[], services VARCHAR[], decisions VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    place BIGINT; part VARCHAR; referred BIGINT; decided BIGINT; upheld BIGINT
-- reads:      periods, ombudsman_cube
WITH asked AS (
    SELECT place, first_month, last_month
    FROM periods
    WHERE dataset = 'ombudsman' AND council = $council AND kind = $kind AND place BETWEEN $first AND $last
),

counted AS (
    SELECT
        asked.place,
        CASE $split
            WHEN 'directorate' THEN cube.directorate
            WHEN 'service' THEN cube.service
            WHEN 'month' THEN strftime(cube.month, '%Y-%m')
            WHEN 'decision' THEN cube.decision
            ELSE ''
        END AS part,
        cube.event,
        cube.decision,
        cube.cases
    FROM asked
    INNER JOIN ombudsman_cube AS cube ON cube.month BETWEEN asked.first_month AND asked.last_month
    WHERE
        cube.council = $council
        AND cube.basis = $basis
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
        AND ($decisions::VARCHAR[] IS NULL OR list_contains($decisions::VARCHAR[], cube.decision))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], strftime(cube.month, '%Y-%m')))
)

SELECT
    asked.place,
    coalesce(counted.part, '') AS part,
    coalesce(sum(cases) FILTER (event = 'referred'), 0)::BIGINT AS referred,
    coalesce(sum(cases) FILTER (event = 'decided'), 0)::BIGINT AS decided,
    coalesce(sum(cases) FILTER (event = 'decided' AND decision = 'upheld'), 0)::BIGINT AS upheld
FROM asked
LEFT JOIN counted ON asked.place = counted.place AND counted.part IS NOT NULL
WHERE $split = '' OR counted.part IS NOT NULL
GROUP BY ALL
ORDER BY asked.place, part
