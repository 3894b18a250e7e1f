-- purpose:    How many working days answers took in a period, for the distribution and its median.
-- grain:      one row per number of working days that occurs
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR; place BIGINT; directorates VARCHAR[], services VARCHAR[], stages VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    working_days BIGINT; cases BIGINT
-- reads:      periods, complaints_cube
SELECT
    cube.working_days::BIGINT AS working_days,
    sum(cube.cases)::BIGINT AS cases
FROM periods
INNER JOIN complaints_cube AS cube ON cube.month BETWEEN periods.first_month AND periods.last_month
WHERE
    periods.dataset = 'complaints'
    AND periods.council = $council
    AND periods.kind = $kind
    AND periods.place = $place
    AND cube.council = $council
    AND cube.basis = $basis
    AND cube.event = 'answer_days'
    AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
    AND ($stages::VARCHAR[] IS NULL OR list_contains($stages::VARCHAR[], cube.stage))
    AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], strftime(cube.month, '%Y-%m')))
GROUP BY cube.working_days
ORDER BY cube.working_days
