-- purpose:    Measures of council plans, as the newest extracts give them and as each period's own extract first did.
-- grain:      one row per basis, council, period, service area and measure
-- parameters: none
-- columns:    basis VARCHAR, latest or first_published; council VARCHAR; period VARCHAR, that the value is for; period_end DATE; period_months INTEGER; reported VARCHAR, the period of the extract; measure VARCHAR; measure_code VARCHAR; service_area VARCHAR; priority VARCHAR; outcome VARCHAR; programme VARCHAR; value VARCHAR, as printed; unit VARCHAR; nature VARCHAR, flow, stock or rate; polarity VARCHAR; target VARCHAR, as printed; outturn VARCHAR, as printed; note VARCHAR; numerator DOUBLE; denominator DOUBLE; place BIGINT, of the row in its file
-- reads:      kpis_extracts
WITH dated AS (
    SELECT
        *,
        CASE right(period, 2)
            WHEN 'Q1' THEN 3
            WHEN 'Q2' THEN 6
            WHEN 'Q3' THEN 9
            WHEN 'H1' THEN 6
            ELSE 12
        END AS months_from_april,
        CASE
            WHEN contains(period, 'Q') THEN 3
            WHEN contains(period, 'H') THEN 6
            ELSE 12
        END AS months
    FROM kpis_extracts
),

newest AS (
    -- a later extract may repeat or correct an earlier period's figure, but not what that period first published; what
    -- is reported for a longer period than the extract's own, such as a year, was first published where it first stood
    SELECT *
    FROM dated
    WHERE basis = 'latest' OR quarter = period OR months > period_months
    QUALIFY row_number() OVER (
        PARTITION BY basis, council, measure, service_area, period
        ORDER BY
            CASE WHEN basis = 'first_published' THEN quarter <> period END,
            CASE WHEN basis = 'first_published' THEN value IS NULL END,
            CASE WHEN basis = 'first_published' THEN period_end END,
            period_end DESC,
            period_months ASC
    ) = 1
)

SELECT
    basis,
    council,
    period,
    last_day(make_date(left(period, 4)::INTEGER, 3, 1) + to_months(months_from_april)) AS period_end,
    months AS period_months,
    quarter AS reported,
    measure,
    measure_code,
    service_area,
    priority,
    outcome,
    programme,
    value,
    unit,
    nature,
    polarity,
    target,
    outturn,
    note,
    numerator,
    denominator,
    file_row_number AS place
FROM newest
ORDER BY ALL
