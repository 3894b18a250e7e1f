-- purpose:    What a cube keeps of the one before: the figures as they were of all months that are not counted anew.
-- grain:      one row per row of the dataset's own cube query
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; then the columns of the dataset's own cube query
-- reads:      figures_before, recounted_since
SELECT figures_before.* EXCLUDE (basis)
FROM figures_before
LEFT JOIN recounted_since ON figures_before.council = recounted_since.council
WHERE
    figures_before.basis = 'latest'
    AND (recounted_since.month IS NULL OR figures_before.month < recounted_since.month)
ORDER BY ALL
