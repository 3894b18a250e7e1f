-- purpose:    Savings and actions as they stood at the end of each loaded period, and what they save.
-- grain:      one row per council, month that ends a loaded period, priority, service area and status
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; priority VARCHAR; service_area VARCHAR; status VARCHAR; actions BIGINT; done BIGINT; late BIGINT, said to be late, or due by the month's end and neither done nor stopped; planned_pence BIGINT, as far as known; made_pence BIGINT, likewise; compared_planned_pence BIGINT, of actions with both amounts; compared_made_pence BIGINT, likewise
-- reads:      actions_newest
WITH in_pence AS (
    -- whole pence, because pounds as floating numbers would add up to slightly different sums in another order
    SELECT
        *,
        status = 'late' OR (due_date <= last_day(month) AND status NOT IN ('done', 'stopped')) AS is_late,
        round(100 * saving_planned_gbp)::BIGINT AS planned_pence,
        round(100 * saving_made_gbp)::BIGINT AS made_pence
    FROM actions_newest
)

SELECT
    council,
    month,
    priority,
    service_area,
    status,
    count(*) AS actions,
    count(*) FILTER (status = 'done') AS done,
    count(*) FILTER (is_late) AS late,
    sum(planned_pence)::BIGINT AS planned_pence,
    sum(made_pence)::BIGINT AS made_pence,
    sum(planned_pence) FILTER (made_pence IS NOT NULL)::BIGINT AS compared_planned_pence,
    sum(made_pence) FILTER (planned_pence IS NOT NULL)::BIGINT AS compared_made_pence
FROM in_pence
GROUP BY ALL
ORDER BY ALL
