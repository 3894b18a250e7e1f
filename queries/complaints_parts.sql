-- purpose:    The counts that every complaints measure is made of, by period and by one way of splitting them.
-- grain:      one row per loaded period and split value; without a split, one row per loaded period
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; split VARCHAR, directorate, service, stage, month, outcome or theme, or '' for none; directorates VARCHAR[], services VARCHAR[], stages VARCHAR[], outcomes VARCHAR[], themes VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    place BIGINT; part VARCHAR; received BIGINT; responded BIGINT; within_deadline BIGINT; upheld BIGINT; fully_upheld BIGINT; partly_upheld BIGINT; not_upheld BIGINT; outcome_known BIGINT; stage_1_received BIGINT; stage_2_received BIGINT; open BIGINT; overdue BIGINT
-- reads:      periods, complaints_cube
WITH asked AS (
    SELECT place, first_month, last_month
    FROM periods
    WHERE dataset = 'complaints' AND council = $council AND kind = $kind AND place BETWEEN $first AND $last
),

counted AS (
    SELECT
        asked.place,
        -- open complaints are a stock: a period has those of its last month, a month its own
        cube.event <> 'open' OR cube.month = asked.last_month OR $split = 'month' AS counts,
        CASE $split
            WHEN 'directorate' THEN cube.directorate
            WHEN 'service' THEN cube.service
            WHEN 'stage' THEN cube.stage
            WHEN 'month' THEN strftime(cube.month, '%Y-%m')
            WHEN 'outcome' THEN CASE WHEN cube.event = 'responded' THEN coalesce(cube.outcome, 'not_recorded') END
            WHEN 'theme' THEN CASE WHEN cube.event = 'received' THEN coalesce(cube.theme, 'Not recorded') END
            ELSE ''
        END AS part,
        cube.event,
        cube.stage,
        cube.outcome,
        cube.cases,
        cube.within_deadline
    FROM asked
    INNER JOIN complaints_cube AS cube ON cube.month BETWEEN asked.first_month AND asked.last_month
    WHERE
        cube.council = $council
        AND cube.basis = $basis
        AND cube.event <> 'answer_days'
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
        AND ($stages::VARCHAR[] IS NULL OR list_contains($stages::VARCHAR[], cube.stage))
        AND ($outcomes::VARCHAR[] IS NULL OR list_contains($outcomes::VARCHAR[], coalesce(cube.outcome, 'not_recorded')))
        AND ($themes::VARCHAR[] IS NULL OR list_contains($themes::VARCHAR[], coalesce(cube.theme, 'Not recorded')))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], strftime(cube.month, '%Y-%m')))
)

SELECT
    asked.place,
    coalesce(counted.part, '') AS part,
    coalesce(sum(cases) FILTER (event = 'received'), 0)::BIGINT AS received,
    coalesce(sum(cases) FILTER (event = 'responded'), 0)::BIGINT AS responded,
    coalesce(sum(within_deadline) FILTER (event = 'responded'), 0)::BIGINT AS within_deadline,
    coalesce(sum(cases) FILTER (event = 'responded' AND outcome IN ('upheld', 'partly_upheld')), 0)::BIGINT AS upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND outcome = 'upheld'), 0)::BIGINT AS fully_upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND outcome = 'partly_upheld'), 0)::BIGINT AS partly_upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND outcome = 'not_upheld'), 0)::BIGINT AS not_upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND outcome IS NOT NULL), 0)::BIGINT AS outcome_known,
    coalesce(sum(cases) FILTER (event = 'received' AND stage = 'corporate_stage_1'), 0)::BIGINT AS stage_1_received,
    coalesce(sum(cases) FILTER (event = 'received' AND stage = 'corporate_stage_2'), 0)::BIGINT AS stage_2_received,
    coalesce(sum(cases) FILTER (event = 'open' AND counts), 0)::BIGINT AS open,
    coalesce(sum(cases - within_deadline) FILTER (event = 'open' AND counts), 0)::BIGINT AS overdue
FROM asked
LEFT JOIN counted ON asked.place = counted.place AND counted.part IS NOT NULL
WHERE $split = '' OR counted.part IS NOT NULL
GROUP BY ALL
ORDER BY asked.place, part
