-- purpose:    A cube without rows, on which the first release of a dataset builds.
-- grain:      no rows
-- parameters: none
-- columns:    basis VARCHAR; then the columns of the dataset's own cube query
-- reads:      figures_now
SELECT
    'first_published' AS basis,
    *
FROM figures_now
LIMIT 0
