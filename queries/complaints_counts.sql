-- purpose:    The complaints cube as the additive parts of its measures, by loaded period: made once a release, summed at every click.
-- grain:      one row per council, basis, period, month, directorate, service, stage, outcome and theme
-- parameters: none
-- columns:    kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period among its kind; council VARCHAR; basis VARCHAR; month VARCHAR, 2019-10; directorate VARCHAR; service VARCHAR; stage VARCHAR; outcome VARCHAR, of answers; theme VARCHAR, of receipts; received BIGINT; responded BIGINT; within_deadline BIGINT; upheld BIGINT; fully_upheld BIGINT; partly_upheld BIGINT; not_upheld BIGINT; outcome_known BIGINT; stage_1_received BIGINT; stage_2_received BIGINT; open BIGINT, at the end of the period; open_in_month BIGINT, at the end of the month
-- reads:      periods, complaints_cube
SELECT
    periods.kind,
    periods.period_index,
    cube.council,
    cube.basis,
    strftime(cube.month, '%Y-%m') AS month,
    cube.directorate,
    cube.service,
    cube.stage,
    CASE WHEN cube.event = 'responded' THEN coalesce(cube.outcome, 'not_recorded') END AS outcome,
    CASE WHEN cube.event = 'received' THEN coalesce(cube.theme, 'Not recorded') END AS theme,
    coalesce(sum(cases) FILTER (event = 'received'), 0)::BIGINT AS received,
    coalesce(sum(cases) FILTER (event = 'responded'), 0)::BIGINT AS responded,
    coalesce(sum(within_deadline) FILTER (event = 'responded'), 0)::BIGINT AS within_deadline,
    coalesce(sum(cases) FILTER (event = 'responded' AND cube.outcome IN ('upheld', 'partly_upheld')), 0)::BIGINT
        AS upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND cube.outcome = 'upheld'), 0)::BIGINT AS fully_upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND cube.outcome = 'partly_upheld'), 0)::BIGINT AS partly_upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND cube.outcome = 'not_upheld'), 0)::BIGINT AS not_upheld,
    coalesce(sum(cases) FILTER (event = 'responded' AND cube.outcome IS NOT NULL), 0)::BIGINT AS outcome_known,
    coalesce(sum(cases) FILTER (event = 'received' AND stage = 'corporate_stage_1'), 0)::BIGINT AS stage_1_received,
    coalesce(sum(cases) FILTER (event = 'received' AND stage = 'corporate_stage_2'), 0)::BIGINT AS stage_2_received,
    -- open complaints are a stock: a period has those of its last month
    coalesce(sum(cases) FILTER (event = 'open' AND cube.month = periods.last_month), 0)::BIGINT AS open,
    coalesce(sum(cases) FILTER (event = 'open'), 0)::BIGINT AS open_in_month
FROM periods
INNER JOIN complaints_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = 'complaints' AND cube.event <> 'answer_days'
GROUP BY ALL
ORDER BY ALL
