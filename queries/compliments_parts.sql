-- purpose:    Compliments received, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; splits VARCHAR[], of directorate, service, month and '' for none; directorates VARCHAR[], services VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    split VARCHAR; place BIGINT; part VARCHAR; compliments BIGINT
-- reads:      compliments_counts
SELECT
    splits.split,
    counts.place,
    CASE splits.split
        WHEN 'directorate' THEN counts.directorate
        WHEN 'service' THEN counts.service
        WHEN 'month' THEN counts.month
        ELSE ''
    END AS part,
    sum(counts.compliments)::BIGINT AS compliments
FROM compliments_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
WHERE
    counts.council = $council
    AND counts.basis = $basis
    AND counts.kind = $kind
    AND counts.place BETWEEN $first AND $last
    AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], counts.directorate))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], counts.service))
    AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
GROUP BY ALL
ORDER BY splits.split, counts.place, part
