-- purpose:    The ratings that a council's improvement programme has used, for the filters to offer.
-- grain:      one row per rating
-- parameters: council VARCHAR
-- columns:    status VARCHAR
-- reads:      projects_cube
SELECT DISTINCT status
FROM projects_cube
WHERE council = $council AND basis = 'latest'
ORDER BY status
