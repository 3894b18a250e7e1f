-- purpose:    The service areas that a council's plan has measures of, for the filters to offer.
-- grain:      one row per service area
-- parameters: council VARCHAR
-- columns:    service_area VARCHAR
-- reads:      kpis_cube
SELECT DISTINCT service_area
FROM kpis_cube
WHERE council = $council AND basis = 'latest'
ORDER BY service_area
