-- purpose:    All that temporary accommodation measures are made of, so that distinct households can be counted under any filters.
-- grain:      one row per council, month, event, group of like households (or of placements) and place that the group has
-- parameters: none
-- columns:    council VARCHAR; month DATE, its first day; event VARCHAR, households or placements at the month's end, moves in the month or stays up to its end; household_group BIGINT, number of the group in its month and event; side VARCHAR, before or after a move; directorate VARCHAR; service VARCHAR; accommodation_type VARCHAR; with_children BOOLEAN; out_of_area BOOLEAN; over_six_weeks BOOLEAN, a family in bed and breakfast for more than 42 days; stay_days INTEGER, since the household's unbroken stay in temporary accommodation began, over 730 to the month and at most 3,653; cases BIGINT, households or placements; costed BIGINT, placements whose cost is known; nightly_cost_gbp DOUBLE, what these cost a night
-- reads:      temporary_accommodation_newest, loaded_months
--
-- A household with two placements counts once in each of their services and once in the council, so counts of
-- households do not add up. They are kept by the whole set of places that a household has: under any filters a
-- household is counted once if any of its places passes.
WITH newest AS (
    SELECT
        * EXCLUDE (dependent_children, end_date),
        coalesce(end_date, DATE '9999-12-31') AS end_date,
        accommodation_type = 'bed_and_breakfast' AS bed_and_breakfast,
        dependent_children > 0 AS with_children
    FROM temporary_accommodation_newest
),

chained AS (
    SELECT
        *,
        max(end_date) OVER earlier AS ended_before,
        max(CASE WHEN bed_and_breakfast THEN end_date END) OVER earlier AS bed_and_breakfast_ended_before
    FROM newest
    WINDOW earlier AS (
        PARTITION BY council, household_id
        ORDER BY start_date, end_date, placement_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

-- a stay is unbroken where the next placement starts at the latest on the day after the last one ended
dated AS (
    SELECT
        *,
        max(CASE WHEN ended_before IS NULL OR start_date > ended_before + 1 THEN start_date END)
            OVER so_far
            AS stay_start,
        max(
            CASE
                WHEN
                    bed_and_breakfast
                    AND (bed_and_breakfast_ended_before IS NULL OR start_date > bed_and_breakfast_ended_before + 1)
                    THEN start_date
            END
        ) OVER so_far AS bed_and_breakfast_start
    FROM chained
    WINDOW so_far AS (
        PARTITION BY council, household_id
        ORDER BY start_date, end_date, placement_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),

at_month_ends AS (
    SELECT
        dated.*,
        loaded_months.month,
        last_day(loaded_months.month) AS day,
        date_diff('day', stay_start, day)::INTEGER AS stay_days,
        bed_and_breakfast AND with_children AND date_diff('day', bed_and_breakfast_start, day) > 42 AS over_six_weeks
    FROM dated
    INNER JOIN loaded_months
        ON
            dated.council = loaded_months.council
            AND dated.start_date <= last_day(loaded_months.month)
            AND dated.end_date > last_day(loaded_months.month)
),

starts AS (
    SELECT DISTINCT council, household_id, start_date FROM dated
),

-- a household that the system moves from one day to the next has not left in between, whatever a night's gap says;
-- at a month's last day it has, since it is not counted there either
bridged AS (
    SELECT
        dated.* EXCLUDE (end_date),
        dated.end_date
        + (dated.end_date <> last_day(dated.end_date) AND starts.start_date IS NOT NULL)::INTEGER AS left_date
    FROM dated
    LEFT JOIN starts
        ON
            dated.council = starts.council
            AND dated.household_id = starts.household_id
            AND dated.end_date + 1 = starts.start_date
),

days_of_change AS (
    SELECT council, household_id, start_date AS day FROM bridged
    UNION
    SELECT council, household_id, left_date AS day FROM bridged
),

-- where each household is at a month's end, and on each side of a day on which it moves
placed AS (
    SELECT
        council,
        month,
        'households' AS event,
        household_id,
        day,
        stay_days,
        NULL AS side,
        directorate,
        service,
        accommodation_type,
        with_children,
        out_of_area,
        over_six_weeks
    FROM at_month_ends
    UNION ALL
    SELECT
        bridged.council,
        date_trunc('month', day)::DATE AS month,
        'moves' AS event,
        bridged.household_id,
        day,
        NULL AS stay_days,
        side,
        directorate,
        service,
        accommodation_type,
        NULL AS with_children,
        NULL AS out_of_area,
        NULL AS over_six_weeks
    FROM days_of_change
    INNER JOIN bridged
        ON days_of_change.council = bridged.council AND days_of_change.household_id = bridged.household_id
    INNER JOIN (VALUES ('before', 1), ('after', 0)) AS sides (side, days_back)
        ON start_date <= day - days_back AND left_date > day - days_back
),

households AS (
    SELECT
        council,
        month,
        event,
        household_id,
        day,
        max(stay_days) AS stay_days,
        list_sort(list_distinct(list({
            'side': side,
            'directorate': directorate,
            'service': service,
            'accommodation_type': accommodation_type,
            'with_children': with_children,
            'out_of_area': out_of_area,
            'over_six_weeks': over_six_weeks
        }))) AS places
    FROM placed
    GROUP BY ALL
),

grouped AS (
    SELECT council, month, event, places, NULL::INTEGER AS stay_days, count(*) AS cases
    FROM households
    GROUP BY ALL
    UNION ALL
    SELECT
        council,
        month,
        'stays' AS event,
        places,
        -- beyond two years to the month and up to ten, so that a cube's size does not follow from how long stays get
        if(stay_days <= 730, stay_days, least(ceil(round(stay_days / 30.44) * 30.44), 3653))::INTEGER AS stay_days,
        count(*) AS cases
    FROM households
    WHERE event = 'households'
    GROUP BY ALL
),

numbered AS (
    SELECT
        *,
        dense_rank() OVER (PARTITION BY council, month, event ORDER BY places, stay_days) AS household_group
    FROM grouped
),

opened AS (
    SELECT council, month, event, household_group, unnest(places) AS place, stay_days, cases
    FROM numbered
)

SELECT
    council,
    month,
    event,
    household_group,
    place.side,
    place.directorate,
    place.service,
    place.accommodation_type,
    place.with_children,
    place.out_of_area,
    place.over_six_weeks,
    stay_days,
    cases,
    NULL::BIGINT AS costed,
    NULL::DOUBLE AS nightly_cost_gbp
FROM opened
UNION ALL
SELECT
    council,
    month,
    'placements' AS event,
    row_number() OVER (
        PARTITION BY council, month ORDER BY directorate, service, accommodation_type
    ) AS household_group,
    NULL AS side,
    directorate,
    service,
    accommodation_type,
    NULL AS with_children,
    NULL AS out_of_area,
    NULL AS over_six_weeks,
    NULL AS stay_days,
    count(*) AS cases,
    count(nightly_cost_gbp) AS costed,
    -- rounded, because sums of fractions carry dust that depends on their order
    round(sum(nightly_cost_gbp), 4) AS nightly_cost_gbp
FROM at_month_ends
GROUP BY council, month, directorate, service, accommodation_type
ORDER BY ALL
