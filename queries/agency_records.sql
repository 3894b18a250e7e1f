-- purpose:    The months of agency assignments behind a number, one page of them, as the newest extracts give them.
-- grain:      one row per assignment and month
-- parameters: council VARCHAR; first_month DATE and last_month DATE; directorates VARCHAR[], services VARCHAR[], reasons VARCHAR[], each NULL for all; find VARCHAR, text in the reference, service, role or reason, or ''; sort VARCHAR, a column's name, with - before it for descending; size BIGINT and skip BIGINT, the rows to give and to pass over
-- columns:    assignment_id VARCHAR; month DATE; directorate VARCHAR; service VARCHAR; role_category VARCHAR; reason VARCHAR; fte DOUBLE; spend_gbp DOUBLE; on_contract BOOLEAN; total BIGINT, on all pages
-- reads:      agency_extracts
WITH newest AS (
    SELECT *
    FROM agency_extracts
    WHERE council = $council AND month BETWEEN $first_month AND $last_month
    QUALIFY row_number() OVER (
        PARTITION BY assignment_id, month
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
    assignment_id,
    month::DATE AS month,
    directorate,
    service,
    role_category,
    reason,
    fte,
    spend_gbp,
    on_contract,
    count(*) OVER () AS total
FROM newest
WHERE
    ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
    AND ($reasons::VARCHAR[] IS NULL OR list_contains($reasons::VARCHAR[], reason))
    AND (
        $find = ''
        OR contains(lower(concat_ws(' ', assignment_id, service, role_category, replace(reason, '_', ' '))), lower($find))
    )
ORDER BY
    CASE $sort
        WHEN 'assignment_id' THEN assignment_id
        WHEN 'directorate' THEN directorate
        WHEN 'service' THEN service
        WHEN 'role_category' THEN role_category
        WHEN 'reason' THEN reason
    END ASC NULLS LAST,
    CASE $sort
        WHEN '-assignment_id' THEN assignment_id
        WHEN '-directorate' THEN directorate
        WHEN '-service' THEN service
        WHEN '-role_category' THEN role_category
        WHEN '-reason' THEN reason
    END DESC NULLS LAST,
    CASE $sort
        WHEN 'month' THEN date_diff('month', DATE '1990-01-01', month)
        WHEN '-month' THEN date_diff('month', month, DATE '1990-01-01')
        WHEN 'fte' THEN fte
        WHEN '-fte' THEN -fte
        WHEN 'on_contract' THEN on_contract::INTEGER
        WHEN '-on_contract' THEN -on_contract::INTEGER
        WHEN 'spend_gbp' THEN spend_gbp
        ELSE -spend_gbp
    END NULLS LAST,
    assignment_id,
    month
LIMIT $size OFFSET $skip
