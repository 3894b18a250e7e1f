-- purpose:    The complaints behind a number, one page of them, as the newest extracts give them.
-- grain:      one row per complaint
-- parameters: council VARCHAR; event VARCHAR, received, responded or open; first_day DATE and last_day DATE of the period; directorates VARCHAR[], services VARCHAR[], stages VARCHAR[], each NULL for all; find VARCHAR, text in the reference, service, theme or outcome, or ''; sort VARCHAR, a column's name, with - before it for descending; size BIGINT and skip BIGINT, the rows to give and to pass over
-- columns:    complaint_id VARCHAR; directorate VARCHAR; service VARCHAR; stage VARCHAR; received_date DATE; responded_date DATE; working_days BIGINT, so far where unanswered; outcome VARCHAR; theme VARCHAR; channel VARCHAR; total BIGINT, on all pages
-- reads:      complaints_extracts, working_days
WITH touched AS (
    -- only complaints of which some version lies in the period need their versions compared
    SELECT DISTINCT complaint_id
    FROM complaints_extracts
    WHERE
        council = $council
        AND received_date <= $last_day
        AND (
            ($event = 'received' AND received_date >= $first_day)
            OR ($event = 'responded' AND responded_date BETWEEN $first_day AND $last_day)
            OR ($event = 'open' AND (responded_date IS NULL OR responded_date > $last_day))
        )
),

newest AS (
    SELECT records.*
    FROM complaints_extracts AS records
    INNER JOIN touched ON records.complaint_id = touched.complaint_id
    WHERE records.council = $council
    QUALIFY row_number() OVER (
        PARTITION BY records.complaint_id
        ORDER BY records.period_end DESC, records.period_months ASC
    ) = 1
),

matching AS (
    SELECT *
    FROM newest
    WHERE
        (
            ($event = 'received' AND received_date BETWEEN $first_day AND $last_day)
            OR (
                $event = 'responded'
                AND responded_date BETWEEN $first_day AND $last_day
                AND outcome IS DISTINCT FROM 'withdrawn'
            )
            OR (
                $event = 'open'
                AND received_date <= $last_day
                AND (responded_date IS NULL OR responded_date > $last_day)
                AND outcome IS DISTINCT FROM 'withdrawn'
            )
        )
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
        AND ($stages::VARCHAR[] IS NULL OR list_contains($stages::VARCHAR[], stage))
        AND (
            $find = ''
            OR contains(
                lower(concat_ws(' ', complaint_id, service, theme, replace(outcome, '_', ' '))), lower($find)
            )
        )
),

aged AS (
    SELECT
        matching.*,
        ends.working_day_number - starts.working_day_number AS days
    FROM matching
    INNER JOIN working_days AS starts ON matching.received_date = starts.day
    INNER JOIN working_days AS ends
        ON ends.day = CASE WHEN $event = 'open' THEN $last_day ELSE coalesce(matching.responded_date, $last_day) END
)

SELECT
    complaint_id,
    directorate,
    service,
    stage,
    received_date,
    responded_date,
    days::BIGINT AS working_days,
    outcome,
    theme,
    channel,
    count(*) OVER () AS total
FROM aged
ORDER BY
    CASE $sort
        WHEN 'service' THEN service
        WHEN 'stage' THEN stage
        WHEN 'outcome' THEN outcome
        WHEN 'theme' THEN theme
        WHEN 'channel' THEN channel
        WHEN 'complaint_id' THEN complaint_id
    END ASC NULLS LAST,
    CASE $sort
        WHEN '-service' THEN service
        WHEN '-stage' THEN stage
        WHEN '-outcome' THEN outcome
        WHEN '-theme' THEN theme
        WHEN '-channel' THEN channel
        WHEN '-complaint_id' THEN complaint_id
    END DESC NULLS LAST,
    CASE $sort
        WHEN 'received_date' THEN date_diff('day', DATE '1990-01-01', received_date)
        WHEN '-received_date' THEN date_diff('day', received_date, DATE '1990-01-01')
        WHEN 'responded_date' THEN date_diff('day', DATE '1990-01-01', responded_date)
        WHEN '-responded_date' THEN date_diff('day', responded_date, DATE '1990-01-01')
        WHEN 'working_days' THEN days
        ELSE -days
    END NULLS LAST,
    complaint_id
LIMIT $size OFFSET $skip
