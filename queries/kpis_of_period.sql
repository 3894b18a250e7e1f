-- purpose:    The measures of a council's plan in one period.
-- grain:      one row per service area and measure
-- parameters: council VARCHAR; basis VARCHAR; period VARCHAR
-- columns:    period VARCHAR; period_end DATE; period_months INTEGER; reported VARCHAR, the period of the extract; measure VARCHAR; measure_code VARCHAR; service_area VARCHAR; priority VARCHAR; outcome VARCHAR; programme VARCHAR; value VARCHAR, as printed; unit VARCHAR; nature VARCHAR, flow, stock or rate; polarity VARCHAR; target VARCHAR, as printed; outturn VARCHAR, as printed; note VARCHAR
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
    note
FROM kpis_cube
WHERE council = $council AND basis = $basis AND period = $period
ORDER BY priority NULLS LAST, outcome NULLS LAST, programme NULLS LAST, service_area, measure
