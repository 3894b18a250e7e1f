-- purpose:    The directorates, services and channels that transactions have had, for the filters to offer.
-- grain:      one row per directorate, service and channel
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; channel VARCHAR
-- reads:      digital_counts
SELECT DISTINCT directorate, service, channel
FROM digital_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service, channel
