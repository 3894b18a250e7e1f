-- purpose:    The directorates and services that ombudsman have had, for the filters to offer.
-- grain:      one row per directorate and service
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR
-- reads:      ombudsman_counts
SELECT DISTINCT directorate, service
FROM ombudsman_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service
