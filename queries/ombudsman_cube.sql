-- purpose:    All that ombudsman measures are made of, counted from the referrals as the newest extracts give them.
-- grain:      one row per council, month, directorate, service, event and decision
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; event VARCHAR, referred or decided; decision VARCHAR, of those decided, NULL where unknown; cases BIGINT
-- reads:      ombudsman_newest
SELECT
    newest.council,
    date_trunc('month', CASE events.event WHEN 'referred' THEN newest.referred_date ELSE newest.decided_date END)::DATE
        AS month,
    newest.directorate,
    newest.service,
    events.event,
    CASE events.event WHEN 'decided' THEN newest.decision END AS decision,
    count(*) AS cases
FROM ombudsman_newest AS newest, (VALUES ('referred'), ('decided')) AS events (event)
WHERE events.event = 'referred' OR newest.decided_date IS NOT NULL
GROUP BY ALL
ORDER BY ALL
