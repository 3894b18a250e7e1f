-- purpose:    The counts and sums that every digital measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, indexes of the first and last period; splits VARCHAR[], of directorate, service, channel, month and '' for none; directorates VARCHAR[], services VARCHAR[], channels VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; transactions BIGINT; online_transactions BIGINT, whatever channels are chosen; all_transactions BIGINT, of all channels; started BIGINT; completed BIGINT; cost_gbp DOUBLE; costed_transactions BIGINT; satisfaction_responses BIGINT; satisfied_responses BIGINT
-- reads:      digital_counts
WITH chosen AS (
    SELECT
        splits.split,
        counts.*,
        CASE splits.split
            WHEN '' THEN ''
            WHEN 'directorate' THEN counts.directorate
            WHEN 'service' THEN counts.service
            WHEN 'channel' THEN counts.channel
            WHEN 'month' THEN counts.month
        END AS part,
        $channels::VARCHAR[] IS NULL OR list_contains($channels::VARCHAR[], counts.channel) AS asked,
        -- completion, cost and satisfaction are the online channel's, unless a channel is asked for
        CASE
            WHEN $channels::VARCHAR[] IS NOT NULL THEN list_contains($channels::VARCHAR[], counts.channel)
            ELSE splits.split = 'channel' OR counts.channel = 'online'
        END AS rated
    FROM digital_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        counts.council = $council
        AND counts.basis = $basis
        AND counts.kind = $kind
        AND counts.period_index BETWEEN $first AND $last
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], counts.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], counts.service))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
)

-- take-up is a share of all channels, so a choice of channels leaves it as it is
SELECT
    split,
    period_index,
    part,
    coalesce(sum(transactions) FILTER (asked), 0)::BIGINT AS transactions,
    coalesce(sum(transactions) FILTER (channel = 'online'), 0)::BIGINT AS online_transactions,
    sum(transactions)::BIGINT AS all_transactions,
    coalesce(sum(started) FILTER (rated), 0)::BIGINT AS started,
    coalesce(sum(completed) FILTER (rated), 0)::BIGINT AS completed,
    coalesce(sum(cost_gbp) FILTER (rated), 0)::DOUBLE AS cost_gbp,
    coalesce(sum(costed_transactions) FILTER (rated), 0)::BIGINT AS costed_transactions,
    coalesce(sum(satisfaction_responses) FILTER (rated), 0)::BIGINT AS satisfaction_responses,
    coalesce(sum(satisfied_responses) FILTER (rated), 0)::BIGINT AS satisfied_responses
FROM chosen
WHERE split <> 'channel' OR asked
GROUP BY ALL
ORDER BY split, period_index, part
