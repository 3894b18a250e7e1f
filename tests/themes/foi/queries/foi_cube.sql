-- purpose:    Requests received and answered in each month, and those open at its end.
SELECT
    council,
    date_trunc('month', received_date)::DATE AS month,
    directorate,
    service,
    NULL AS result,
    count(*) AS received,
    0 AS answered,
    0 AS in_time,
    0 AS open
FROM foi_newest
GROUP BY ALL
UNION ALL
SELECT
    council,
    date_trunc('month', answered_date)::DATE AS month,
    directorate,
    service,
    result,
    0 AS received,
    count(*) AS answered,
    count(*) FILTER (within_deadline) AS in_time,
    0 AS open
FROM foi_newest
WHERE answered_date IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT council, month, directorate, service, NULL AS result, 0 AS received, 0 AS answered, 0 AS in_time, count(*) AS open
FROM foi_open
GROUP BY ALL
