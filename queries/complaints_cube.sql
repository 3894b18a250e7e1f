-- purpose:    All that complaints measures are made of, counted from the records as the newest extracts give them.
-- grain:      one row per council, month, directorate, service, stage, event and what that event is split by
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; stage VARCHAR; event VARCHAR, received, acknowledged, responded, answer_days or open; theme VARCHAR, of those received; outcome VARCHAR, of those responded to; working_days SMALLINT, from receipt to answer, 250 where more, or, of those open, to the month's end, 41 where more; cases BIGINT; with_deadline BIGINT, of those acknowledged, responded to or open; within_deadline BIGINT, of those with one
-- reads:      complaints_newest, working_days, deadlines, loaded_months
WITH timed AS (
    SELECT
        newest.*,
        (newest.outcome IS NOT DISTINCT FROM 'withdrawn') AS withdrawn,
        received.working_day_number AS received_number,
        responded.working_day_number AS responded_number,
        acknowledged.working_day_number AS acknowledged_number,
        received.working_day_number + in_time.working_days AS acknowledge_by,
        -- counted from receipt where nothing was acknowledged: forgetting it gains no time
        deadlines.working_days + CASE deadlines.counted_from
            WHEN 'acknowledged' THEN coalesce(acknowledged.working_day_number, received.working_day_number)
            ELSE received.working_day_number
        END AS answer_by
    FROM complaints_newest AS newest
    INNER JOIN working_days AS received ON newest.council = received.council AND newest.received_date = received.day
    LEFT JOIN
        working_days AS acknowledged
        ON newest.council = acknowledged.council AND newest.acknowledged_date = acknowledged.day
    LEFT JOIN working_days AS responded ON newest.council = responded.council AND newest.responded_date = responded.day
    LEFT JOIN deadlines
        ON
            newest.council = deadlines.council
            AND newest.stage = deadlines.stage
            AND newest.received_date >= deadlines.from_date
            AND (deadlines.to_date IS NULL OR newest.received_date <= deadlines.to_date)
    LEFT JOIN deadlines AS in_time
        ON
            newest.council = in_time.council
            AND in_time.stage = 'acknowledgement'
            AND newest.received_date >= in_time.from_date
            AND (in_time.to_date IS NULL OR newest.received_date <= in_time.to_date)
),

-- what happened to each complaint on which working day, that it was open at a month's end too, and by when it was due
happened AS (
    SELECT
        timed.*,
        events.event,
        CASE events.event
            WHEN 'received' THEN timed.received_date
            WHEN 'acknowledged' THEN timed.acknowledged_date
            ELSE timed.responded_date
        END AS day,
        CASE events.event
            WHEN 'received' THEN timed.received_number
            WHEN 'acknowledged' THEN timed.acknowledged_number
            ELSE timed.responded_number
        END AS number,
        CASE events.event
            WHEN 'acknowledged' THEN timed.acknowledge_by
            WHEN 'responded' THEN timed.answer_by
        END AS due
    FROM timed, (VALUES ('received'), ('acknowledged'), ('responded'), ('answer_days')) AS events (event)
    UNION ALL
    SELECT
        timed.*,
        'open' AS event,
        ends.day,
        ends.working_day_number AS number,
        timed.answer_by AS due
    FROM timed
    INNER JOIN loaded_months ON timed.council = loaded_months.council
    INNER JOIN working_days AS ends
        ON
            loaded_months.council = ends.council
            AND last_day(loaded_months.month) = ends.day
            AND timed.received_date <= ends.day
            AND (timed.responded_date IS NULL OR timed.responded_date > ends.day)
),

judged AS (
    SELECT
        *,
        number <= due
        OR (event <> 'acknowledged' AND due IS NOT NULL AND coalesce(day <= extended_to, FALSE)) AS in_time
    FROM happened
    -- withdrawn complaints count as received and acknowledged, so that totals match what came in, and as nothing else
    WHERE day IS NOT NULL AND (event IN ('received', 'acknowledged') OR NOT withdrawn)
)

SELECT
    council,
    date_trunc('month', day)::DATE AS month,
    directorate,
    service,
    stage,
    event,
    CASE event WHEN 'received' THEN theme END AS theme,
    CASE event WHEN 'responded' THEN outcome END AS outcome,
    -- so that a cube's size follows from what a council is, not from how long its oldest complaints wait
    CASE event
        WHEN 'answer_days' THEN least(number - received_number, 250)
        WHEN 'open' THEN least(number - received_number, 41)
    END::SMALLINT AS working_days,
    count(*) AS cases,
    sum((in_time IS NOT NULL)::INTEGER) FILTER (event IN ('acknowledged', 'responded', 'open'))::BIGINT
        AS with_deadline,
    sum(coalesce(in_time, FALSE)::INTEGER) FILTER (event IN ('acknowledged', 'responded', 'open'))::BIGINT
        AS within_deadline
FROM judged
GROUP BY ALL
ORDER BY ALL
