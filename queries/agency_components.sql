-- purpose:    The sums that every agency measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; assignments BIGINT, their months; spend_gbp DOUBLE; fte DOUBLE, at the end, NULL where unknown; costed_gbp DOUBLE, the spend on those whose FTE are known; contract_known_gbp DOUBLE, the spend known to be on or off contract, NULL where none is; off_contract_gbp DOUBLE, NULL likewise
-- reads:      chosen
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
