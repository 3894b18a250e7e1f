-- purpose:    A dataset's cube: its figures as they are now, and each month's as first published.
-- grain:      one row per basis and row of the dataset's own cube query
-- parameters: none
-- columns:    basis VARCHAR, latest or first_published; then the columns of the dataset's own cube query
-- reads:      figures_now, figures_before, new_months, kept_months
SELECT
    'latest' AS basis,
    *
FROM figures_now
UNION ALL BY NAME
-- a month that this release is the first to hold is first published by it
SELECT
    'first_published' AS basis,
    figures_now.*
FROM figures_now
SEMI JOIN new_months
    ON
        figures_now.council = new_months.council
        AND figures_now.month = new_months.month
UNION ALL BY NAME
-- every other month keeps what was first published
SELECT figures_before.*
FROM figures_before
SEMI JOIN kept_months
    ON
        figures_before.council = kept_months.council
        AND figures_before.month = kept_months.month
WHERE figures_before.basis = 'first_published'
ORDER BY ALL
