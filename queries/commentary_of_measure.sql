-- purpose:    Everything that was said about a measure, newest first.
-- grain:      one row per note
-- parameters: council VARCHAR; basis VARCHAR; measures VARCHAR[], the names it goes by
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
WHERE council = $council AND basis = $basis AND list_contains($measures, measure)
ORDER BY period_end DESC, kind, written_date DESC
