-- purpose:    What became of people who asked for help with homelessness, as the newest extracts give it.
-- grain:      one row per council, month
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; applications BIGINT; preventions BIGINT; reliefs BIGINT; acceptances BIGINT; prevention_duties_owed BIGINT; prevention_duties_ended BIGINT; prevention_known BIGINT, ended duties of months that also say how many homes were secured; prevention_secured BIGINT, of those; relief_duties_owed BIGINT; relief_duties_ended BIGINT; relief_known BIGINT, likewise; relief_secured BIGINT, of those
-- reads:      homelessness_newest
-- where one half of a share is unknown, the month counts in neither
SELECT
    council,
    month,
    applications,
    preventions,
    reliefs,
    acceptances,
    prevention_duties_owed,
    prevention_duties_ended,
    CASE WHEN prevention_secured IS NOT NULL THEN prevention_duties_ended END AS prevention_known,
    CASE WHEN prevention_duties_ended IS NOT NULL THEN prevention_secured END AS prevention_secured,
    relief_duties_owed,
    relief_duties_ended,
    CASE WHEN relief_secured IS NOT NULL THEN relief_duties_ended END AS relief_known,
    CASE WHEN relief_duties_ended IS NOT NULL THEN relief_secured END AS relief_secured
FROM homelessness_newest
ORDER BY ALL
