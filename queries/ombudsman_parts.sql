-- purpose:    The counts that every ombudsman measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; splits VARCHAR[], of directorate, service, month, decision and '' for none; directorates VARCHAR[], services VARCHAR[], decisions VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    split VARCHAR; place BIGINT; part VARCHAR; referred BIGINT; decided BIGINT; upheld BIGINT
-- reads:      ombudsman_counts
WITH chosen AS (
    SELECT
        splits.split,
        counts.*,
        CASE splits.split
            WHEN '' THEN ''
            WHEN 'directorate' THEN counts.directorate
            WHEN 'service' THEN counts.service
            WHEN 'month' THEN counts.month
            WHEN 'decision' THEN counts.decision
        END AS part
    FROM ombudsman_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        counts.council = $council
        AND counts.basis = $basis
        AND counts.kind = $kind
        AND counts.place BETWEEN $first AND $last
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], counts.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], counts.service))
        AND ($decisions::VARCHAR[] IS NULL OR list_contains($decisions::VARCHAR[], counts.decision))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
)

SELECT
    split,
    place,
    part,
    sum(referred)::BIGINT AS referred,
    sum(decided)::BIGINT AS decided,
    sum(upheld)::BIGINT AS upheld
FROM chosen
WHERE part IS NOT NULL
GROUP BY ALL
ORDER BY split, place, part
