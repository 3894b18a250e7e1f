-- purpose:    The contract register, one page of it: contracts awarded in a period, or running out in the year after it, as the newest extracts give them.
-- grain:      one row per contract
-- parameters: council VARCHAR; event VARCHAR, awarded, with_benefits (awarded, with a benefit other than zero) or ending (awarded by the last day, ending in the twelve months after it); first_day DATE and last_day DATE of the period; directorates VARCHAR[], services VARCHAR[], categories VARCHAR[], each NULL for all; find VARCHAR, text in the number, title, service, category or supplier, or ''; sort VARCHAR, a column's name, with - before it for descending; size BIGINT and skip BIGINT, the rows to give and to pass over
-- columns:    contract_id VARCHAR; title VARCHAR; directorate VARCHAR; service VARCHAR; category VARCHAR; supplier VARCHAR; award_date DATE; start_date DATE; end_date DATE; value_gbp DOUBLE; revenue_gbp DOUBLE; non_revenue_gbp DOUBLE; benefits_gbp DOUBLE, of both kinds; total BIGINT, on all pages
-- reads:      procurement_extracts
WITH newest AS (
    SELECT *
    FROM procurement_extracts
    WHERE council = $council
    QUALIFY row_number() OVER (
        PARTITION BY contract_id
        ORDER BY period_end DESC, period_months ASC
    ) = 1
),

matching AS (
    SELECT
        *,
        contract_value_gbp AS value_gbp,
        benefit_revenue_gbp AS revenue_gbp,
        benefit_non_revenue_gbp AS non_revenue_gbp,
        benefit_revenue_gbp + benefit_non_revenue_gbp AS benefits_gbp
    FROM newest
    WHERE
        (
            ($event = 'awarded' AND award_date BETWEEN $first_day AND $last_day)
            OR (
                $event = 'with_benefits'
                AND award_date BETWEEN $first_day AND $last_day
                AND (benefit_revenue_gbp <> 0 OR benefit_non_revenue_gbp <> 0)
            )
            OR (
                $event = 'ending'
                AND award_date <= $last_day
                AND end_date > $last_day
                -- to the end of the month, so that the year after 28 February holds a 29 February
                AND end_date <= last_day(($last_day + INTERVAL 12 MONTH)::DATE)
            )
        )
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
        AND ($categories::VARCHAR[] IS NULL OR list_contains($categories::VARCHAR[], category))
        AND (
            $find = ''
            OR contains(lower(concat_ws(' ', contract_id, title, service, category, supplier)), lower($find))
        )
)

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
    value_gbp,
    revenue_gbp,
    non_revenue_gbp,
    benefits_gbp,
    count(*) OVER () AS total
FROM matching
ORDER BY
    CASE $sort
        WHEN 'contract_id' THEN contract_id
        WHEN 'title' THEN title
        WHEN 'directorate' THEN directorate
        WHEN 'service' THEN service
        WHEN 'category' THEN category
        WHEN 'supplier' THEN supplier
    END ASC NULLS LAST,
    CASE $sort
        WHEN '-contract_id' THEN contract_id
        WHEN '-title' THEN title
        WHEN '-directorate' THEN directorate
        WHEN '-service' THEN service
        WHEN '-category' THEN category
        WHEN '-supplier' THEN supplier
    END DESC NULLS LAST,
    CASE $sort
        WHEN 'award_date' THEN date_diff('day', DATE '1990-01-01', award_date)
        WHEN '-award_date' THEN date_diff('day', award_date, DATE '1990-01-01')
        WHEN 'start_date' THEN date_diff('day', DATE '1990-01-01', start_date)
        WHEN '-start_date' THEN date_diff('day', start_date, DATE '1990-01-01')
        WHEN 'end_date' THEN date_diff('day', DATE '1990-01-01', end_date)
        WHEN '-end_date' THEN date_diff('day', end_date, DATE '1990-01-01')
        WHEN 'value_gbp' THEN value_gbp
        WHEN '-value_gbp' THEN -value_gbp
        WHEN 'revenue_gbp' THEN revenue_gbp
        WHEN '-revenue_gbp' THEN -revenue_gbp
        WHEN 'non_revenue_gbp' THEN non_revenue_gbp
        WHEN '-non_revenue_gbp' THEN -non_revenue_gbp
        WHEN 'benefits_gbp' THEN benefits_gbp
        WHEN '-benefits_gbp' THEN -benefits_gbp
        -- unless asked otherwise, what runs out first or is worth most
        ELSE CASE WHEN $event = 'ending' THEN date_diff('day', DATE '1990-01-01', end_date) ELSE -benefits_gbp END
    END NULLS LAST,
    value_gbp DESC,
    contract_id
LIMIT $size OFFSET $skip
