-- purpose:    The measures of a council's plan over time, oldest first.
-- grain:      one row per service area, measure and period
-- parameters: council VARCHAR; basis VARCHAR
-- columns:    period VARCHAR; period_end DATE; period_months INTEGER; reported VARCHAR, the period of the extract; measure VARCHAR; measure_code VARCHAR; service_area VARCHAR; priority VARCHAR; outcome VARCHAR; programme VARCHAR; value VARCHAR, as printed; unit VARCHAR; nature VARCHAR, flow, stock or rate; polarity VARCHAR; target VARCHAR, as printed; outturn VARCHAR, as printed; note VARCHAR; numerator DOUBLE; denominator DOUBLE; place BIGINT, of the row in its file
-- reads:      kpis_cube
SELECT
    period,
    period_end,
    period_months,
    reported,
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
    place
FROM kpis_cube
WHERE council = $council AND basis = $basis
ORDER BY service_area, measure, period_end, period_months
