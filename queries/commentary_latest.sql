-- purpose:    The newest note of each kind on each measure, of a period or of one before it.
-- grain:      one row per measure and kind
-- parameters: council VARCHAR; basis VARCHAR; until DATE, the last day of the period
-- columns:    period VARCHAR; period_end DATE; measure VARCHAR; kind VARCHAR, comment or management_action; author_role VARCHAR; written_date DATE; text VARCHAR
-- reads:      commentary_cube
SELECT
    period,
    period_end,
    measure,
    kind,
    author_role,
    written_date,
    text
FROM commentary_cube
WHERE council = $council AND basis = $basis AND period_end <= $until
QUALIFY
    row_number() OVER (PARTITION BY measure, kind ORDER BY period_end DESC, period_months ASC, written_date DESC) = 1
ORDER BY measure, kind
