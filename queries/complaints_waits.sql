-- purpose:    How many working days the answers of a period took, and how long those still open at its end have waited.
-- grain:      one row per event and number of working days that occurs
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR; period_index BIGINT; directorates VARCHAR[], services VARCHAR[], stages VARCHAR[], each NULL for all; month VARCHAR, 2019-10, or '' for the whole period
-- columns:    event VARCHAR, answered or open; working_days BIGINT; cases BIGINT; late BIGINT, open past their deadline
-- reads:      periods, complaints_cube
SELECT
    CASE cube.event WHEN 'open' THEN 'open' ELSE 'answered' END AS event,
    cube.working_days::BIGINT AS working_days,
    sum(cube.cases)::BIGINT AS cases,
    coalesce(sum(cube.with_deadline - cube.within_deadline), 0)::BIGINT AS late
FROM periods
INNER JOIN complaints_cube AS cube
    ON
        -- open complaints are those at the end of the month chosen, or of the period
        CASE
            WHEN $month <> '' THEN strftime(cube.month, '%Y-%m') = $month
            WHEN cube.event = 'open' THEN cube.month = periods.last_month
            ELSE cube.month BETWEEN periods.first_month AND periods.last_month
        END
WHERE
    periods.dataset = 'complaints'
    AND periods.council = $council
    AND periods.kind = $kind
    AND periods.period_index = $period_index
    AND cube.council = $council
    AND cube.basis = $basis
    AND cube.event IN ('answer_days', 'open')
    AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
    AND ($stages::VARCHAR[] IS NULL OR list_contains($stages::VARCHAR[], cube.stage))
GROUP BY ALL
ORDER BY event, working_days
