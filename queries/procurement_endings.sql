-- purpose:    The contracts that run out in the twelve months after a day, the first to end first, as the newest extracts give them.
-- grain:      one row per contract
-- parameters: council VARCHAR; last_day DATE, by which a contract was awarded and after which it ends; directorates VARCHAR[], services VARCHAR[], categories VARCHAR[], each NULL for all
-- columns:    contract_id VARCHAR; title VARCHAR; service VARCHAR; supplier VARCHAR; end_date DATE; value_gbp DOUBLE
-- reads:      procurement_extracts
WITH newest AS (
    -- the register is read for every view of the page, so only what the list shows is taken from it
    SELECT
        contract_id,
        title,
        directorate,
        service,
        category,
        supplier,
        award_date,
        end_date,
        contract_value_gbp AS value_gbp
    FROM procurement_extracts
    WHERE council = $council
    QUALIFY row_number() OVER (
        PARTITION BY contract_id
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
    contract_id,
    title,
    service,
    supplier,
    end_date,
    value_gbp
FROM newest
WHERE
    award_date <= $last_day
    AND end_date > $last_day
    -- to the end of the month, so that the year after 28 February holds a 29 February
    AND end_date <= last_day(($last_day + INTERVAL 12 MONTH)::DATE)
    AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
    AND ($categories::VARCHAR[] IS NULL OR list_contains($categories::VARCHAR[], category))
ORDER BY end_date, value_gbp DESC, contract_id
