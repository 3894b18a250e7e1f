-- purpose:    The counts and sums that every procurement measure is made of, by period and by each of several ways of splitting them.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, indexes of the first and last period; splits VARCHAR[], of directorate, service, category, month and '' for none; directorates VARCHAR[], services VARCHAR[], categories VARCHAR[], months VARCHAR[] (2019-10), each NULL for all
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; contracts BIGINT, awarded in the period; contracts_with_benefits BIGINT; value_gbp DOUBLE; benefits_gbp DOUBLE, of both kinds; revenue_gbp DOUBLE; non_revenue_gbp DOUBLE; year_value_gbp DOUBLE, of contracts awarded in the financial year to the period's end; year_benefits_gbp DOUBLE, of the same; five_year_benefits_gbp DOUBLE, of that year to date and the four before it
-- reads:      procurement_counts
WITH chosen AS (
    SELECT
        splits.split,
        counts.* EXCLUDE (year_value_pence, year_pence, five_year_pence),
        -- split by month, or with a month chosen, running sums are those at the end of the month
        CASE
            WHEN splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL THEN year_value_pence_in_month
            ELSE year_value_pence
        END AS year_value_pence,
        CASE WHEN splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL THEN year_pence_in_month ELSE year_pence END
            AS year_pence,
        CASE
            WHEN splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL THEN five_year_pence_in_month
            ELSE five_year_pence
        END AS five_year_pence,
        CASE splits.split
            WHEN '' THEN ''
            WHEN 'directorate' THEN counts.directorate
            WHEN 'service' THEN counts.service
            WHEN 'category' THEN counts.category
            WHEN 'month' THEN counts.month
        END AS part
    FROM procurement_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        counts.council = $council
        AND counts.basis = $basis
        AND counts.kind = $kind
        AND counts.period_index BETWEEN $first AND $last
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], counts.directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], counts.service))
        AND ($categories::VARCHAR[] IS NULL OR list_contains($categories::VARCHAR[], counts.category))
        AND ($months::VARCHAR[] IS NULL OR list_contains($months::VARCHAR[], counts.month))
)

SELECT
    split,
    period_index,
    part,
    sum(contracts)::BIGINT AS contracts,
    sum(contracts_with_benefits)::BIGINT AS contracts_with_benefits,
    sum(value_pence) / 100 AS value_gbp,
    sum(revenue_pence + non_revenue_pence) / 100 AS benefits_gbp,
    sum(revenue_pence) / 100 AS revenue_gbp,
    sum(non_revenue_pence) / 100 AS non_revenue_gbp,
    sum(year_value_pence) / 100 AS year_value_gbp,
    sum(year_pence) / 100 AS year_benefits_gbp,
    sum(five_year_pence) / 100 AS five_year_benefits_gbp
FROM chosen
GROUP BY ALL
ORDER BY split, period_index, part
