-- purpose:    The directorates, services and categories that contracts have had, for the filters to offer.
-- grain:      one row per directorate, service and category
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; category VARCHAR
-- reads:      procurement_counts
SELECT DISTINCT directorate, service, category
FROM procurement_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service, category
