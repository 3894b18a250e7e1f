-- purpose:    All that ombudsman measures are made of, counted from the referrals as the newest extracts give them.
-- grain:      one row per council, month, directorate, service, event and decision
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; directorate VARCHAR; service VARCHAR; event VARCHAR, referred or decided; decision VARCHAR, of those decided, NULL where unknown; cases BIGINT
-- reads:      ombudsman_newest, loaded_months
WITH counted AS (
    SELECT
        council,
        date_trunc('month', referred_date)::DATE AS month,
        directorate,
        service,
        'referred' AS event,
        NULL AS decision,
        count(*) AS cases
    FROM ombudsman_newest AS newest
    GROUP BY ALL
    UNION ALL
    SELECT
        council,
        date_trunc('month', decided_date)::DATE AS month,
        directorate,
        service,
        'decided' AS event,
        decision,
        count(*) AS cases
    FROM ombudsman_newest AS newest
    WHERE decided_date IS NOT NULL
    GROUP BY ALL
)

SELECT
    counted.council,
    counted.month,
    counted.directorate,
    counted.service,
    counted.event,
    counted.decision,
    counted.cases
FROM counted
INNER JOIN loaded_months
    ON
        counted.council = loaded_months.council
        AND counted.month = loaded_months.month
ORDER BY ALL
