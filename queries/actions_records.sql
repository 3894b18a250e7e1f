-- purpose:    The savings and actions of the period asked for, with the days by which each was overdue at its end.
-- grain:      one row per action
-- columns:    action VARCHAR; priority VARCHAR; service_area VARCHAR; owner_role VARCHAR; due_date DATE; status VARCHAR; overdue BOOLEAN, said to be late, or due by the period's end and neither done nor stopped; overdue_days BIGINT, after the day it was due; saving_planned_gbp DOUBLE; saving_made_gbp DOUBLE; note VARCHAR
-- reads:      matching
SELECT
    action,
    priority,
    service_area,
    owner_role,
    due_date,
    status,
    coalesce(status = 'late' OR (due_date <= period_end AND status NOT IN ('done', 'stopped')), FALSE) AS overdue,
    CASE
        WHEN due_date <= period_end AND status NOT IN ('done', 'stopped') THEN date_diff('day', due_date, period_end)
    END AS overdue_days,
    saving_planned_gbp,
    saving_made_gbp,
    note
FROM matching
