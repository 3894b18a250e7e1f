-- purpose:    The counts that every temporary accommodation measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; households BIGINT, at the end of the period; with_children BIGINT, of them; out_of_area BIGINT, of them; bb_families_over_six_weeks BIGINT; started BIGINT, households that came in the period; ended BIGINT, households that left in it; placements BIGINT, at the end of the period; costed BIGINT, of them with a known cost; nightly_cost_gbp DOUBLE, what those cost a night
-- reads:      chosen
WITH counted AS (
    -- a group of households counts once, whichever of its places are chosen
    SELECT
        split,
        period_index,
        part,
        any_value(event) AS event,
        any_value(cases) AS cases,
        bool_or(with_children) AS with_children,
        bool_or(out_of_area) AS out_of_area,
        bool_or(over_six_weeks) AS over_six_weeks,
        bool_or(side = 'before') AS before,
        bool_or(side = 'after') AS after,
        any_value(costed) AS costed,
        any_value(nightly_cost_gbp) AS nightly_cost_gbp
    FROM chosen
    -- a period has the households of its last day; a month, where one is asked for, those of its own
    WHERE part IS NOT NULL AND (at_end OR event = 'moves')
    GROUP BY split, period_index, part, household_group
)

SELECT
    split,
    period_index,
    part,
    coalesce(sum(cases) FILTER (event = 'households'), 0)::BIGINT AS households,
    coalesce(sum(cases) FILTER (event = 'households' AND with_children), 0)::BIGINT AS with_children,
    coalesce(sum(cases) FILTER (event = 'households' AND out_of_area), 0)::BIGINT AS out_of_area,
    coalesce(sum(cases) FILTER (event = 'households' AND over_six_weeks), 0)::BIGINT AS bb_families_over_six_weeks,
    coalesce(sum(cases) FILTER (event = 'moves' AND after AND NOT before), 0)::BIGINT AS started,
    coalesce(sum(cases) FILTER (event = 'moves' AND before AND NOT after), 0)::BIGINT AS ended,
    coalesce(sum(cases) FILTER (event = 'placements'), 0)::BIGINT AS placements,
    coalesce(sum(costed), 0)::BIGINT AS costed,
    coalesce(sum(nightly_cost_gbp), 0)::DOUBLE AS nightly_cost_gbp
FROM counted
GROUP BY split, period_index, part
ORDER BY split, period_index, part
