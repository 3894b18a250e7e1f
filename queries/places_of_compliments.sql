-- purpose:    The directorates and services that compliments have had, for the filters to offer.
-- grain:      one row per directorate and service
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR
-- reads:      compliments_counts
SELECT DISTINCT directorate, service
FROM compliments_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service
