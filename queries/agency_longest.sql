-- purpose:    The agency assignments that have gone on for the most months in a row at a month's end, longest first.
-- grain:      one row per assignment
-- parameters: council VARCHAR; basis VARCHAR; month VARCHAR (2019-10); directorates VARCHAR[], services VARCHAR[], reasons VARCHAR[], each NULL for all
-- columns:    assignment_id VARCHAR; directorate VARCHAR; service VARCHAR; role_category VARCHAR; reason VARCHAR; months BIGINT, in a row; fte DOUBLE; spend_gbp DOUBLE, in these months
-- reads:      agency_cube
SELECT
    assignment_id,
    directorate,
    service,
    role_category,
    reason,
    months,
    fte,
    spend_gbp
FROM agency_cube
WHERE
    council = $council
    AND basis = $basis
    AND event = 'longest'
    AND strftime(month, '%Y-%m') = $month
    AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
    AND ($reasons::VARCHAR[] IS NULL OR list_contains($reasons::VARCHAR[], reason))
ORDER BY months DESC, spend_gbp DESC, assignment_id ASC
LIMIT 20
