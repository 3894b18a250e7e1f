-- purpose:    The sums that every agency measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, indexes of the first and last period; splits VARCHAR[], of directorate, service, role_category, reason, month and '' for none; directorates VARCHAR[], services VARCHAR[], reasons VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; assignments BIGINT, their months; spend_gbp DOUBLE; fte DOUBLE, at the end, NULL where unknown; costed_gbp DOUBLE, the spend on those whose FTE are known; contract_known_gbp DOUBLE, the spend known to be on or off contract, NULL where none is; off_contract_gbp DOUBLE, NULL likewise
-- reads:      agency_counts
WITH chosen AS (
    SELECT
        splits.split,
        counts.* EXCLUDE (at_end),
        -- split by month, or with a month chosen, FTE are those of the month
        counts.at_end OR splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL AS at_end,
        CASE splits.split
            WHEN '' THEN ''
            WHEN 'directorate' THEN counts.directorate
            WHEN 'service' THEN counts.service
            WHEN 'role_category' THEN counts.role_category
            WHEN 'reason' THEN counts.reason
            WHEN 'month' THEN counts.month
        END AS part
    FROM agency_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        counts.council = $council
        AND counts.basis = $basis
        AND counts.kind = $kind
        AND counts.period_index BETWEEN $first AND $last
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], counts.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], counts.service))
        AND ($reasons::VARCHAR[] IS NULL OR list_contains($reasons::VARCHAR[], counts.reason))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
)

SELECT
    split,
    period_index,
    part,
    sum(assignments)::BIGINT AS assignments,
    round(sum(spend_gbp), 4) AS spend_gbp,
    CASE
        WHEN sum(fte_known) FILTER (at_end) > 0 THEN round(sum(fte) FILTER (at_end), 6)
        -- nobody at the end is zero, but only where FTE were recorded before
        WHEN coalesce(sum(assignments) FILTER (at_end), 0) = 0 AND sum(fte_known) > 0 THEN 0
    END AS fte,
    round(sum(costed_gbp), 4) AS costed_gbp,
    CASE WHEN sum(contract_known) > 0 THEN round(sum(contract_known_gbp), 4) END AS contract_known_gbp,
    CASE WHEN sum(contract_known) > 0 THEN round(sum(off_contract_gbp), 4) END AS off_contract_gbp
FROM chosen
WHERE part IS NOT NULL
GROUP BY ALL
ORDER BY split, period_index, part
