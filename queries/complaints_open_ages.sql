-- purpose:    Complaints open at the end of a period by how long they have waited, and how many are past their deadline.
-- grain:      one row per age band that occurs
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR; place BIGINT; directorates VARCHAR[], services VARCHAR[], stages VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    band VARCHAR, working days since receipt; cases BIGINT; overdue BIGINT
-- reads:      periods, complaints_cube
WITH banded AS (
    SELECT
        CASE
            WHEN cube.working_days <= 5 THEN '0 to 5'
            WHEN cube.working_days <= 10 THEN '6 to 10'
            WHEN cube.working_days <= 15 THEN '11 to 15'
            WHEN cube.working_days <= 20 THEN '16 to 20'
            WHEN cube.working_days <= 40 THEN '21 to 40'
            ELSE 'Over 40'
        END AS band,
        cube.working_days,
        cube.cases,
        cube.cases - cube.within_deadline AS overdue
    FROM periods
    INNER JOIN complaints_cube AS cube
        -- a month's own open complaints where one is chosen, else those at the end of the period
        ON cube.month = periods.last_month OR ($months::VARCHAR[] IS NOT NULL AND cube.month >= periods.first_month)
    WHERE
        periods.dataset = 'complaints'
        AND periods.council = $council
        AND periods.kind = $kind
        AND periods.place = $place
        AND cube.month <= periods.last_month
        AND cube.council = $council
        AND cube.basis = $basis
        AND cube.event = 'open'
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], cube.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], cube.service))
        AND ($stages::VARCHAR[] IS NULL OR list_contains($stages::VARCHAR[], cube.stage))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], strftime(cube.month, '%Y-%m')))
)

SELECT
    band,
    sum(cases)::BIGINT AS cases,
    sum(overdue)::BIGINT AS overdue
FROM banded
GROUP BY band
ORDER BY min(working_days)
