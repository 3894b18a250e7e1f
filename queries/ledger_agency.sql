-- purpose:    What published ledgers paid for agency staff, as months of assignments: the name of each is what the lines have in common.
-- grain:      one row per month, directorate, service, category and, where they are kept, supplier
-- parameters: none
-- columns:    assignment_id VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; role_category VARCHAR; spend_gbp DECIMAL(38,6), credits included
-- reads:      ledger_rows
WITH summed AS (
    SELECT
        month,
        directorate,
        service,
        agency,
        supplier,
        concat_ws(
            ' / ', agency, directorate, CASE WHEN service <> directorate THEN service END, supplier
        ) AS name,
        sum(amount) AS spend_gbp
    FROM ledger_rows
    WHERE outcome = 'read' AND agency IS NOT NULL
    GROUP BY ALL
),

named AS (
    -- names that hold the separator themselves could read the same
    SELECT
        *,
        row_number() OVER (PARTITION BY month, name ORDER BY directorate, service, supplier) AS place
    FROM summed
)

SELECT
    -- by its beginning, the cube tells these sums from assignments
    'spend: ' || name || CASE WHEN place > 1 THEN ' (' || place || ')' ELSE '' END AS assignment_id,
    month,
    directorate,
    service,
    agency AS role_category,
    spend_gbp
FROM named
ORDER BY month, assignment_id
