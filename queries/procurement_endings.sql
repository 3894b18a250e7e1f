-- purpose:    The contracts that run out in the twelve months after a day, the first to end first, as the newest extracts give them.
-- grain:      one row per contract
-- parameters: last_day DATE, by which a contract was awarded and after which it ends
-- columns:    contract_id VARCHAR; title VARCHAR; service VARCHAR; supplier VARCHAR; end_date DATE; value_gbp DOUBLE
-- reads:      matching
SELECT
    contract_id,
    title,
    service,
    supplier,
    end_date,
    contract_value_gbp AS value_gbp
FROM matching
WHERE
    award_date <= $last_day
    AND end_date > $last_day
    -- to the end of the month, so that the year after 28 February holds a 29 February
    AND end_date <= last_day(($last_day + INTERVAL 12 MONTH)::DATE)
ORDER BY end_date, value_gbp DESC, contract_id
