-- purpose:    The directorates, services and types of accommodation that placements have had, for the filters to offer.
-- grain:      one row per directorate, service and accommodation_type
-- parameters: council VARCHAR
-- columns:    directorate VARCHAR; service VARCHAR; accommodation_type VARCHAR
-- reads:      temporary_accommodation_counts
SELECT DISTINCT directorate, service, accommodation_type
FROM temporary_accommodation_counts
WHERE council = $council AND basis = 'latest'
ORDER BY directorate, service, accommodation_type
