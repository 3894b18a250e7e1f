-- purpose:    Children who came into care and left it in each month, and those in care at its end.
SELECT
    council,
    date_trunc('month', start_date)::DATE AS month,
    service,
    placement,
    count(*) AS started,
    0 AS ended,
    0 AS children
FROM care_newest
GROUP BY ALL
UNION ALL
SELECT
    council,
    date_trunc('month', end_date)::DATE AS month,
    service,
    placement,
    0 AS started,
    count(*) AS ended,
    0 AS children
FROM care_newest
WHERE end_date IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT council, month, service, placement, 0 AS started, 0 AS ended, count(*) AS children
FROM care_open
GROUP BY ALL
