-- purpose:    All that agency measures are made of, from the records as the newest extracts give them, and the longest assignments of each month.
-- grain:      one row per council, month, directorate, service, role, reason and whether on contract; for event longest one per assignment
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; role_category VARCHAR; reason VARCHAR; on_contract BOOLEAN, NULL where unknown; event VARCHAR, paid or longest; assignment_id VARCHAR, of the longest; months BIGINT, in a row up to this one, of the longest; assignments BIGINT; fte_known BIGINT, of the assignments; fte DOUBLE, of those known; spend_gbp DOUBLE, of the longest in all its months so far; costed_gbp DOUBLE, of those with FTE known
-- reads:      agency_extracts
WITH newest AS (
    SELECT *
    FROM agency_extracts
    QUALIFY row_number() OVER (
        PARTITION BY council, assignment_id, month
        ORDER BY period_end DESC, period_months ASC
    ) = 1
),

placed AS (
    SELECT
        newest.* EXCLUDE (month),
        newest.month::DATE AS month,
        -- an extract of a half-year or year that has only its first month means the whole of it: FTE are those of its end
        CASE
            WHEN period_months > 3 AND max(newest.month) OVER whole_extract <= period_end - to_months(period_months - 1)
                THEN date_trunc('month', period_end)::DATE
            ELSE newest.month::DATE
        END AS staffed_month
    FROM newest
    WINDOW whole_extract AS (PARTITION BY council, quarter)
),

worked AS (
    -- a credit alone is no month of work; neither is an extract of a year a month, or a sum of published payments
    SELECT
        *,
        date_diff('month', DATE '1990-01-01', month)
        - row_number() OVER (PARTITION BY council, assignment_id ORDER BY month) AS stretch
    FROM placed
    WHERE (spend_gbp > 0 OR fte > 0) AND period_months = 3 AND NOT starts_with(assignment_id, 'spend: ')
),

stretches AS (
    SELECT
        * EXCLUDE (spend_gbp),
        row_number() OVER so_far AS months,
        sum(spend_gbp) OVER so_far AS spend_gbp
    FROM worked
    WINDOW so_far AS (PARTITION BY council, assignment_id, stretch ORDER BY month)
)

-- rounded, because sums of fractions carry dust that depends on their order
SELECT
    council,
    CASE WHEN staff THEN staffed_month ELSE month END AS month,
    directorate,
    service,
    role_category,
    reason,
    on_contract,
    'paid' AS event,
    NULL AS assignment_id,
    NULL AS months,
    count(*) FILTER (staff) AS assignments,
    count(fte) FILTER (staff) AS fte_known,
    round(sum(fte) FILTER (staff), 6) AS fte,
    round(coalesce(sum(spend_gbp) FILTER (NOT staff), 0), 4) AS spend_gbp,
    round(coalesce(sum(spend_gbp) FILTER (NOT staff AND fte IS NOT NULL), 0), 4) AS costed_gbp
-- what is paid counts in its month, staff in the one that they are counted in
FROM placed, (VALUES (TRUE), (FALSE)) AS sides (staff)
GROUP BY ALL
UNION ALL
SELECT
    council,
    month,
    directorate,
    service,
    role_category,
    reason,
    on_contract,
    'longest' AS event,
    assignment_id,
    months,
    NULL AS assignments,
    NULL AS fte_known,
    fte,
    round(spend_gbp, 4) AS spend_gbp,
    NULL AS costed_gbp
FROM stretches
-- the most that a list shows, for each choice of filters, so that a page never reads the records
QUALIFY
    row_number() OVER (
        PARTITION BY council, month, directorate, service, reason
        ORDER BY months DESC, assignment_id ASC
    ) <= 20
ORDER BY ALL
