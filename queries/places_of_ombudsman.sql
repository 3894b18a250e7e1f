-- purpose:    The directorates and services that ombudsman have had, for the filters to offer.
-- grain:      one row per directorate and service
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; stage VARCHAR, empty
-- reads:      ombudsman_counts
SELECT DISTINCT directorate, service, '' AS stage
FROM ombudsman_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service
