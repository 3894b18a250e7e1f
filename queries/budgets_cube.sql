-- purpose:    Budgets and forecasts of each loaded period, as its newest extract gives them and as its first one did.
-- grain:      one row per basis, council, period and service area
-- parameters: none
-- columns:    basis VARCHAR, latest or first_published; council VARCHAR; period VARCHAR; period_end DATE; period_months INTEGER; service_area VARCHAR; full_year_budget_gbp DOUBLE; full_year_forecast_gbp DOUBLE
-- reads:      budgets_extracts
SELECT
    basis,
    council,
    quarter AS period,
    period_end,
    period_months,
    service_area,
    full_year_budget_gbp,
    full_year_forecast_gbp
FROM budgets_extracts
ORDER BY ALL
