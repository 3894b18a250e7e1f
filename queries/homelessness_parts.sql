-- purpose:    Homelessness applications, preventions, reliefs and acceptances, by period and by month.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, places of the first and last period; splits VARCHAR[], of month and '' for none; months VARCHAR[] (2019-10), NULL for all
-- columns:    split VARCHAR; place BIGINT; part VARCHAR; applications BIGINT; preventions BIGINT; reliefs BIGINT, empty where not known; acceptances BIGINT
-- reads:      homelessness_counts
SELECT
    splits.split,
    counts.place,
    CASE splits.split WHEN 'month' THEN counts.month ELSE '' END AS part,
    sum(counts.applications)::BIGINT AS applications,
    sum(counts.preventions)::BIGINT AS preventions,
    sum(counts.reliefs)::BIGINT AS reliefs,
    sum(counts.acceptances)::BIGINT AS acceptances
FROM homelessness_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
WHERE
    counts.council = $council
    AND counts.basis = $basis
    AND counts.kind = $kind
    AND counts.place BETWEEN $first AND $last
    AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
GROUP BY ALL
ORDER BY splits.split, counts.place, part
