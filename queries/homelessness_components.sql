-- purpose:    What every homelessness measure is made of, by period and by each of several ways of splitting it.
-- grain:      one row per period, way of splitting and split value that occur
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; applications BIGINT; preventions BIGINT; reliefs BIGINT; acceptances BIGINT; prevention_duties_owed BIGINT; prevention_duties_ended BIGINT; prevention_secured BIGINT; relief_duties_owed BIGINT; relief_duties_ended BIGINT; relief_secured BIGINT, each of the last six only where every month has it
-- reads:      chosen
SELECT
    split,
    period_index,
    part,
    sum(applications)::BIGINT AS applications,
    sum(preventions)::BIGINT AS preventions,
    sum(reliefs)::BIGINT AS reliefs,
    sum(acceptances)::BIGINT AS acceptances,
    -- a month that does not say how many makes the period's number unknown rather than small
    CASE WHEN count(prevention_duties_owed) = count(*) THEN sum(prevention_duties_owed) END::BIGINT AS prevention_duties_owed,
    CASE WHEN count(prevention_duties_ended) = count(*) THEN sum(prevention_duties_ended) END::BIGINT AS prevention_duties_ended,
    CASE WHEN count(prevention_secured) = count(*) THEN sum(prevention_secured) END::BIGINT AS prevention_secured,
    CASE WHEN count(relief_duties_owed) = count(*) THEN sum(relief_duties_owed) END::BIGINT AS relief_duties_owed,
    CASE WHEN count(relief_duties_ended) = count(*) THEN sum(relief_duties_ended) END::BIGINT AS relief_duties_ended,
    CASE WHEN count(relief_secured) = count(*) THEN sum(relief_secured) END::BIGINT AS relief_secured
FROM chosen
WHERE part IS NOT NULL
GROUP BY ALL
ORDER BY split, period_index, part
