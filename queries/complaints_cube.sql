-- purpose:    All that complaints measures are made of, counted from the records as the newest extracts give them.
-- grain:      one row per council, month, directorate, service, stage, event and what that event is split by
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; stage VARCHAR; event VARCHAR, received, responded, answer_days or open; theme VARCHAR, of those received; outcome VARCHAR, of those responded to; working_days SMALLINT, from receipt to answer or, of those open, to the month's end; cases BIGINT; within_deadline BIGINT, of those responded to or open
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
        newest.responded_date,
        (newest.outcome IS NOT DISTINCT FROM 'withdrawn') AS withdrawn,
        received.working_day_number AS received_number,
        responded.working_day_number - received.working_day_number AS answer_days,
        deadlines.working_days AS deadline
    FROM complaints_newest AS newest
    INNER JOIN working_days AS received ON newest.received_date = received.day
    LEFT JOIN working_days AS responded ON newest.responded_date = responded.day
    LEFT JOIN deadlines
        ON
            newest.stage = deadlines.stage
            AND newest.received_date >= deadlines.from_date
            AND (deadlines.to_date IS NULL OR newest.received_date <= deadlines.to_date)
),

month_ends AS (
    SELECT
        loaded_months.council,
        loaded_months.month,
        working_days.day AS month_end,
        working_days.working_day_number
    FROM loaded_months
    INNER JOIN working_days ON last_day(loaded_months.month) = working_days.day
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
        deadline,
        count(*) AS cases
    FROM timed
    WHERE NOT withdrawn
    GROUP BY ALL
)

-- withdrawn complaints count as received, so that totals match what came in, and as nothing else
SELECT
    timed.council,
    date_trunc('month', CASE event WHEN 'received' THEN received_date ELSE responded_date END)::DATE AS month,
    timed.directorate,
    timed.service,
    timed.stage,
    events.event,
    CASE event WHEN 'received' THEN theme END AS theme,
    CASE event WHEN 'responded' THEN outcome END AS outcome,
    CASE event WHEN 'answer_days' THEN answer_days END::SMALLINT AS working_days,
    count(*) AS cases,
    sum(CASE event WHEN 'responded' THEN coalesce(answer_days <= deadline, FALSE)::INTEGER END)::BIGINT
        AS within_deadline
FROM timed, (VALUES ('received'), ('responded'), ('answer_days')) AS events (event)
WHERE event = 'received' OR (responded_date IS NOT NULL AND NOT withdrawn)
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
    coalesce(
        sum(spells.cases) FILTER (month_ends.working_day_number - spells.received_number <= spells.deadline), 0
    )::BIGINT AS within_deadline
FROM spells
INNER JOIN month_ends
    ON
        spells.council = month_ends.council
        AND spells.received_date <= month_ends.month_end
        AND spells.closed_date > month_ends.month_end
GROUP BY ALL
ORDER BY ALL
