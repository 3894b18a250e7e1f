-- purpose:    The directorates, services and reasons that agency assignments have had, for the filters to offer.
-- grain:      one row per directorate, service and reason
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; reason VARCHAR
-- reads:      agency_counts
SELECT DISTINCT directorate, service, reason
FROM agency_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service, reason
