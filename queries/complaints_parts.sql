-- purpose:    The counts that every complaints measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; splits VARCHAR[], of directorate, service, stage, month, outcome, theme and '' for none; directorates VARCHAR[], services VARCHAR[], stages VARCHAR[], outcomes VARCHAR[], themes VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    split VARCHAR; place BIGINT; part VARCHAR; received BIGINT; responded BIGINT; within_deadline BIGINT; upheld BIGINT; fully_upheld BIGINT; partly_upheld BIGINT; not_upheld BIGINT; outcome_known BIGINT; stage_1_received BIGINT; stage_2_received BIGINT; open BIGINT
-- reads:      complaints_counts
WITH chosen AS (
    SELECT
        splits.split,
        counts.* EXCLUDE (open),
        -- split by month, or with a month chosen, open complaints are those at the end of the month
        CASE WHEN splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL THEN open_in_month ELSE open END AS open,
        CASE splits.split
            WHEN '' THEN ''
            WHEN 'directorate' THEN counts.directorate
            WHEN 'service' THEN counts.service
            WHEN 'stage' THEN counts.stage
            WHEN 'month' THEN counts.month
            WHEN 'outcome' THEN counts.outcome
            WHEN 'theme' THEN counts.theme
        END AS part
    FROM complaints_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        counts.council = $council
        AND counts.basis = $basis
        AND counts.kind = $kind
        AND counts.place BETWEEN $first AND $last
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], counts.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], counts.service))
        AND ($stages::VARCHAR[] IS NULL OR list_contains($stages::VARCHAR[], counts.stage))
        AND ($outcomes::VARCHAR[] IS NULL OR list_contains($outcomes::VARCHAR[], counts.outcome))
        AND ($themes::VARCHAR[] IS NULL OR list_contains($themes::VARCHAR[], counts.theme))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
)

SELECT
    split,
    place,
    part,
    sum(received)::BIGINT AS received,
    sum(responded)::BIGINT AS responded,
    sum(within_deadline)::BIGINT AS within_deadline,
    sum(upheld)::BIGINT AS upheld,
    sum(fully_upheld)::BIGINT AS fully_upheld,
    sum(partly_upheld)::BIGINT AS partly_upheld,
    sum(not_upheld)::BIGINT AS not_upheld,
    sum(outcome_known)::BIGINT AS outcome_known,
    sum(stage_1_received)::BIGINT AS stage_1_received,
    sum(stage_2_received)::BIGINT AS stage_2_received,
    sum(open)::BIGINT AS open
FROM chosen
WHERE part IS NOT NULL
GROUP BY ALL
ORDER BY split, place, part
