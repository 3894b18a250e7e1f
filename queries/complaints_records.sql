-- purpose:    The complaints behind a number, one page of them, as the newest extracts give them.
-- grain:      one row per complaint
-- columns:    complaint_id VARCHAR; directorate VARCHAR; service VARCHAR; stage VARCHAR; received_date DATE; acknowledged_date DATE; extended_to DATE; responded_date DATE; working_days BIGINT, so far where unanswered; outcome VARCHAR; theme VARCHAR; channel VARCHAR
-- reads:      matching, working_days
SELECT
    matching.complaint_id,
    matching.directorate,
    matching.service,
    matching.stage,
    matching.received_date,
    matching.acknowledged_date,
    matching.extended_to,
    matching.responded_date,
    (ends.working_day_number - starts.working_day_number)::BIGINT AS working_days,
    matching.outcome,
    matching.theme,
    matching.channel
FROM matching
INNER JOIN working_days AS starts ON matching.council = starts.council AND matching.received_date = starts.day
INNER JOIN working_days AS ends
    ON
        matching.council = ends.council
        AND ends.day = CASE WHEN $event = 'open' THEN $last_day ELSE coalesce(matching.responded_date, $last_day) END
