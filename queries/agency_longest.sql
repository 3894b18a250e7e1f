-- purpose:    The agency assignments that have gone on for the most months in a row at a month's end, longest first.
-- grain:      one row per assignment
-- columns:    assignment_id VARCHAR; directorate VARCHAR; service VARCHAR; role_category VARCHAR; reason VARCHAR; months BIGINT, in a row; fte DOUBLE; spend_gbp DOUBLE, in these months
-- reads:      in_period
SELECT
    assignment_id,
    directorate,
    service,
    role_category,
    reason,
    months,
    fte,
    spend_gbp
FROM in_period
WHERE event = 'longest' AND at_end
ORDER BY months DESC, spend_gbp DESC, assignment_id ASC
LIMIT 20
