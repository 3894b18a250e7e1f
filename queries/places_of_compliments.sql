-- purpose:    The directorates and services that compliments have had, for the filters to offer.
-- grain:      one row per directorate and service
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; stage VARCHAR, empty
-- reads:      compliments_counts
SELECT DISTINCT directorate, service, '' AS stage
FROM compliments_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service
