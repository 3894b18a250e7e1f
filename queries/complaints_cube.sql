-- purpose:    All that complaints measures are made of, counted from the records as the newest extracts give them.
-- grain:      one row per council, month, directorate, service, stage, event and what that event is split by
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; stage VARCHAR; event VARCHAR, received, acknowledged, responded, answer_days or open; theme VARCHAR, of those received; outcome VARCHAR, of those responded to; working_days SMALLINT, from receipt to answer or, of those open, to the month's end; cases BIGINT; with_deadline BIGINT, of those acknowledged, responded to or open; within_deadline BIGINT, of those with one
-- reads:      complaints_newest, working_days, deadlines, loaded_months
WITH timed AS (
    SELECT
        newest.council,
        newest.directorate,
        newest.service,
        newest.stage,
        newest.theme,
        newest.outcome,
        newest.received_date,
        newest.acknowledged_date,
        newest.responded_date,
        newest.extended_to,
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

month_ends AS (
    SELECT
        loaded_months.council,
        loaded_months.month,
        working_days.day AS month_end,
        working_days.working_day_number
    FROM loaded_months
    INNER JOIN working_days
        ON loaded_months.council = working_days.council AND last_day(loaded_months.month) = working_days.day
),

-- what happened to each complaint, and whether it was in time, or has nothing to be in time for
happened AS (
    SELECT
        timed.*,
        events.event,
        CASE events.event
            WHEN 'received' THEN received_date
            WHEN 'acknowledged' THEN acknowledged_date
            ELSE responded_date
        END AS day,
        CASE events.event
            WHEN 'acknowledged' THEN acknowledged_number <= acknowledge_by
            WHEN 'responded' THEN
                responded_number <= answer_by
                OR (answer_by IS NOT NULL AND coalesce(responded_date <= extended_to, FALSE))
        END AS in_time
    FROM timed, (VALUES ('received'), ('acknowledged'), ('responded'), ('answer_days')) AS events (event)
),

-- the same days waited by the same service are counted once, which keeps the meeting with the month ends small
spells AS (
    SELECT
        council,
        directorate,
        service,
        stage,
        received_date,
        received_number,
        coalesce(responded_date, DATE '9999-12-31') AS closed_date,
        answer_by,
        extended_to,
        count(*) AS cases
    FROM timed
    WHERE NOT withdrawn
    GROUP BY ALL
)

-- withdrawn complaints count as received and acknowledged, so that totals match what came in, and as nothing else
SELECT
    council,
    date_trunc('month', day)::DATE AS month,
    directorate,
    service,
    stage,
    event,
    CASE event WHEN 'received' THEN theme END AS theme,
    CASE event WHEN 'responded' THEN outcome END AS outcome,
    CASE event WHEN 'answer_days' THEN responded_number - received_number END::SMALLINT AS working_days,
    count(*) AS cases,
    sum(CASE WHEN event IN ('acknowledged', 'responded') THEN (in_time IS NOT NULL)::INTEGER END)::BIGINT
        AS with_deadline,
    sum(CASE WHEN event IN ('acknowledged', 'responded') THEN coalesce(in_time, FALSE)::INTEGER END)::BIGINT
        AS within_deadline
FROM happened
WHERE day IS NOT NULL AND (event IN ('received', 'acknowledged') OR NOT withdrawn)
GROUP BY ALL
UNION ALL
SELECT
    spells.council,
    month_ends.month,
    spells.directorate,
    spells.service,
    spells.stage,
    'open' AS event,
    NULL AS theme,
    NULL AS outcome,
    (month_ends.working_day_number - spells.received_number)::SMALLINT AS working_days,
    sum(spells.cases)::BIGINT AS cases,
    coalesce(sum(spells.cases) FILTER (spells.answer_by IS NOT NULL), 0)::BIGINT AS with_deadline,
    coalesce(
        sum(spells.cases) FILTER (
            month_ends.working_day_number <= spells.answer_by
            OR (spells.answer_by IS NOT NULL AND month_ends.month_end <= spells.extended_to)
        ),
        0
    )::BIGINT AS within_deadline
FROM spells
INNER JOIN month_ends
    ON
        spells.council = month_ends.council
        AND spells.received_date <= month_ends.month_end
        AND spells.closed_date > month_ends.month_end
GROUP BY ALL
ORDER BY ALL
