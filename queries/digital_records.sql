-- purpose:    The months, services and channels behind a number, one page of them: the finest that transactions are known by.
-- grain:      one row per month, service and channel
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period; directorates VARCHAR[], services VARCHAR[], channels VARCHAR[], months VARCHAR[] (2019-10), each NULL for all; find VARCHAR, text in the service or channel, or ''; sort VARCHAR, a column's name, with - before it for descending; size BIGINT and skip BIGINT, the rows to give and to pass over
-- columns:    month VARCHAR, 2019-10; directorate VARCHAR; service VARCHAR; channel VARCHAR; transactions BIGINT; started BIGINT; completed BIGINT; cost_gbp DOUBLE; satisfaction_responses BIGINT; satisfied_responses BIGINT; total BIGINT, on all pages
-- reads:      digital_counts
WITH matching AS (
    SELECT *
    FROM digital_counts
    WHERE
        council = $council
        AND basis = $basis
        AND kind = $kind
        AND period_index = $period_index
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
        AND ($channels::VARCHAR[] IS NULL OR list_contains($channels::VARCHAR[], channel))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], month))
        AND ($find = '' OR contains(lower(concat_ws(' ', service, replace(channel, '_', ' '))), lower($find)))
)

SELECT
    month,
    directorate,
    service,
    channel,
    transactions,
    started,
    completed,
    cost_gbp,
    satisfaction_responses,
    satisfied_responses,
    count(*) OVER () AS total
FROM matching
ORDER BY
    CASE $sort WHEN 'service' THEN service WHEN 'channel' THEN channel WHEN 'month' THEN month END ASC,
    CASE $sort WHEN '-service' THEN service WHEN '-channel' THEN channel WHEN '-month' THEN month END DESC,
    CASE $sort
        WHEN 'transactions' THEN transactions
        WHEN 'started' THEN started
        WHEN 'completed' THEN completed
        WHEN 'cost_gbp' THEN cost_gbp
        WHEN 'satisfaction_responses' THEN satisfaction_responses
        WHEN 'satisfied_responses' THEN satisfied_responses
    END ASC NULLS LAST,
    CASE $sort
        WHEN '-transactions' THEN transactions
        WHEN '-started' THEN started
        WHEN '-completed' THEN completed
        WHEN '-cost_gbp' THEN cost_gbp
        WHEN '-satisfaction_responses' THEN satisfaction_responses
        WHEN '-satisfied_responses' THEN satisfied_responses
    END DESC NULLS LAST,
    month,
    directorate,
    service,
    channel
LIMIT $size OFFSET $skip
