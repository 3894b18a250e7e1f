-- purpose:    The contract register, one page of it: contracts awarded in a period, or running out in the year after it, as the newest extracts give them.
-- grain:      one row per contract
-- parameters: event VARCHAR, awarded, with_benefits (awarded, with a benefit other than zero) or ending (awarded by the last day, ending in the twelve months after it); first_day DATE and last_day DATE of the period
-- columns:    contract_id VARCHAR; title VARCHAR; directorate VARCHAR; service VARCHAR; category VARCHAR; supplier VARCHAR; award_date DATE; start_date DATE; end_date DATE; value_gbp DOUBLE; revenue_gbp DOUBLE; non_revenue_gbp DOUBLE; benefits_gbp DOUBLE, of both kinds
-- reads:      matching
SELECT
    contract_id,
    title,
    directorate,
    service,
    category,
    supplier,
    award_date,
    start_date,
    end_date,
    contract_value_gbp AS value_gbp,
    benefit_revenue_gbp AS revenue_gbp,
    benefit_non_revenue_gbp AS non_revenue_gbp,
    benefit_revenue_gbp + benefit_non_revenue_gbp AS benefits_gbp
FROM matching
WHERE
    CASE $event
        WHEN 'awarded' THEN award_date BETWEEN $first_day AND $last_day
        WHEN 'with_benefits'
            THEN
                award_date BETWEEN $first_day AND $last_day
                AND (benefit_revenue_gbp <> 0 OR benefit_non_revenue_gbp <> 0)
        -- to the end of the month, so that the year after 28 February holds a 29 February
        WHEN 'ending'
            THEN
                award_date <= $last_day
                AND end_date > $last_day
                AND end_date <= last_day(($last_day + INTERVAL 12 MONTH)::DATE)
    END
