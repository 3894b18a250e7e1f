-- purpose:    The directorates, services and stages that complaints have had, for the filters to offer.
-- grain:      one row per directorate, service and stage
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; stage VARCHAR
-- reads:      complaints_counts
SELECT DISTINCT directorate, service, stage
FROM complaints_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service, stage
