-- purpose:    How many working days the answers of a period took, and how long those still open at its end have waited.
-- grain:      one row per event and number of working days that occurs
-- columns:    event VARCHAR, answered or open; working_days BIGINT, 250 of answers and 41 of those open where more; cases BIGINT; late BIGINT, open past their deadline
-- reads:      in_period
SELECT
    CASE event WHEN 'open' THEN 'open' ELSE 'answered' END AS event,
    working_days::BIGINT AS working_days,
    sum(cases)::BIGINT AS cases,
    coalesce(sum(with_deadline - within_deadline), 0)::BIGINT AS late
FROM in_period
WHERE event = 'answer_days' OR (event = 'open' AND at_end)
GROUP BY ALL
ORDER BY event, working_days
