-- purpose:    The directorates and services that homelessness counts have: none, they are the whole council's.
-- grain:      no rows
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR
-- reads:      homelessness_counts
SELECT
    NULL::VARCHAR AS directorate,
    NULL::VARCHAR AS service
FROM homelessness_counts
WHERE council = $council AND false
