-- purpose:    What each service area may spend in the year and was expected to spend, as of one period.
-- grain:      one row per service area
-- parameters: council VARCHAR; basis VARCHAR; period VARCHAR
-- columns:    service_area VARCHAR; full_year_budget_gbp DOUBLE; full_year_forecast_gbp DOUBLE; variance_gbp DOUBLE, forecast less budget
-- reads:      budgets_cube
SELECT
    service_area,
    full_year_budget_gbp,
    full_year_forecast_gbp,
    full_year_forecast_gbp - full_year_budget_gbp AS variance_gbp
FROM budgets_cube
WHERE council = $council AND basis = $basis AND period = $period
ORDER BY service_area
