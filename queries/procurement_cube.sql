-- purpose:    All that procurement measures are made of, summed from the contracts as the newest extracts give them.
-- grain:      one row per council, month, directorate, service and category with an award in the month or the years before it
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; category VARCHAR; contracts BIGINT, awarded in the month, as are the next four; contracts_with_benefits BIGINT; value_pence BIGINT; revenue_pence BIGINT; non_revenue_pence BIGINT; year_value_pence BIGINT, value of contracts awarded in this financial year to the month's end; year_pence BIGINT, their benefits; five_year_pence BIGINT, benefits of this financial year to the month's end and of the four before it
-- reads:      procurement_newest, loaded_months
WITH awarded AS (
    -- whole pence, because pounds as floating numbers would add up to slightly different sums in another order
    SELECT
        council,
        date_trunc('month', award_date)::DATE AS month,
        directorate,
        service,
        category,
        round(100 * contract_value_gbp)::BIGINT AS value_pence,
        round(100 * benefit_revenue_gbp)::BIGINT AS revenue_pence,
        round(100 * benefit_non_revenue_gbp)::BIGINT AS non_revenue_pence
    FROM procurement_newest AS newest
    SEMI JOIN loaded_months
        ON
            newest.council = loaded_months.council
            AND date_trunc('month', newest.award_date)::DATE = loaded_months.month
),

months AS (
    SELECT
        council,
        month,
        make_date(year(month - INTERVAL 3 MONTH), 4, 1) AS year_start
    FROM loaded_months
)

SELECT
    months.council,
    months.month,
    awarded.directorate,
    awarded.service,
    awarded.category,
    count(*) FILTER (awarded.month = months.month) AS contracts,
    -- a gain and a loss that cancel out are benefits all the same
    count(*) FILTER (awarded.month = months.month AND (revenue_pence <> 0 OR non_revenue_pence <> 0))
        AS contracts_with_benefits,
    coalesce(sum(value_pence) FILTER (awarded.month = months.month), 0)::BIGINT AS value_pence,
    coalesce(sum(revenue_pence) FILTER (awarded.month = months.month), 0)::BIGINT AS revenue_pence,
    coalesce(sum(non_revenue_pence) FILTER (awarded.month = months.month), 0)::BIGINT AS non_revenue_pence,
    coalesce(sum(value_pence) FILTER (awarded.month >= months.year_start), 0)::BIGINT AS year_value_pence,
    coalesce(sum(revenue_pence + non_revenue_pence) FILTER (awarded.month >= months.year_start), 0)::BIGINT
        AS year_pence,
    sum(revenue_pence + non_revenue_pence)::BIGINT AS five_year_pence
FROM months
INNER JOIN awarded
    ON
        months.council = awarded.council
        AND awarded.month BETWEEN months.year_start - INTERVAL 4 YEAR AND months.month
GROUP BY ALL
ORDER BY ALL
