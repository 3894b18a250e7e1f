-- purpose:    What the Ministry's homelessness tables print of the council's area, of its accommodation types, or of every area, by period.
-- grain:      one row per period, way of splitting and split value
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, indexes of the first and last period; splits VARCHAR[], of area, accommodation_type and '' for none; accommodation_types VARCHAR[], NULL for all
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; ta_households BIGINT, at the end of the period; ta_with_children BIGINT, of them; ta_households_per_1000 DOUBLE, as printed; households_in_area BIGINT; ta_children BIGINT; bb_with_children_over_six_weeks BIGINT; out_of_district BIGINT; duty_owed_no_accommodation BIGINT; assessments BIGINT, in the period; owed_a_duty BIGINT; prevention_duty BIGINT; relief_duty BIGINT
-- reads:      statutory_homelessness_cube, council_areas, periods
--
-- Every area has a row in every loaded period, so that what a workbook leaves out is unknown and never zero.
WITH asked AS (
    SELECT
        period_index,
        first_month,
        last_day(last_month) AS period_end,
        date_diff('month', first_month, last_month) // 3 + 1 AS quarters
    FROM periods
    WHERE dataset = 'statutory_homelessness' AND kind = $kind AND period_index BETWEEN $first AND $last
),

printed AS (
    SELECT
        *,
        [
            {
                'kind': 'bed_and_breakfast',
                'households': bed_and_breakfast,
                'with_children': bed_and_breakfast_with_children
            },
            {'kind': 'nightly_paid', 'households': nightly_paid, 'with_children': nightly_paid_with_children},
            {'kind': 'hostel', 'households': hostel, 'with_children': hostel_with_children},
            {'kind': 'private_leased', 'households': private_leased, 'with_children': private_leased_with_children},
            {
                'kind': 'council_or_housing_association',
                'households': council_or_housing_association,
                'with_children': council_or_housing_association_with_children
            },
            {'kind': 'other', 'households': other, 'with_children': other_with_children}
        ] AS kinds
    FROM statutory_homelessness_cube
    WHERE basis = $basis AND period_months = 3
),

by_kind AS (
    SELECT area_code, period_end, unnest(kinds, recursive := TRUE)
    FROM printed
),

chosen_kinds AS (
    SELECT *
    FROM by_kind
    WHERE $accommodation_types::VARCHAR[] IS NULL OR list_contains($accommodation_types::VARCHAR[], kind)
),

-- a sum of chosen types is known where each of them is; the total is printed and never added up
households AS (
    SELECT
        area_code,
        period_end,
        '' AS kind,
        ta_households AS households,
        ta_with_children AS with_children
    FROM printed
    WHERE $accommodation_types::VARCHAR[] IS NULL
    UNION ALL
    SELECT
        area_code,
        period_end,
        '',
        CASE WHEN count(households) = count(*) THEN sum(households) END,
        CASE WHEN count(with_children) = count(*) THEN sum(with_children) END
    FROM chosen_kinds
    WHERE $accommodation_types::VARCHAR[] IS NOT NULL
    GROUP BY area_code, period_end
    UNION ALL
    SELECT area_code, period_end, kind, households, with_children
    FROM chosen_kinds
),

-- what the tables print of a whole area only
of_the_whole AS (
    SELECT *
    FROM printed
    WHERE $accommodation_types::VARCHAR[] IS NULL
),

flows AS (
    SELECT
        asked.period_index,
        of_the_whole.area_code,
        CASE WHEN count(assessments) = any_value(asked.quarters) THEN sum(assessments) END AS assessments,
        CASE WHEN count(owed_a_duty) = any_value(asked.quarters) THEN sum(owed_a_duty) END AS owed_a_duty,
        CASE WHEN count(prevention_duty) = any_value(asked.quarters) THEN sum(prevention_duty) END AS prevention_duty,
        CASE WHEN count(relief_duty) = any_value(asked.quarters) THEN sum(relief_duty) END AS relief_duty
    FROM asked
    INNER JOIN of_the_whole ON of_the_whole.period_end BETWEEN asked.first_month AND asked.period_end
    GROUP BY asked.period_index, of_the_whole.area_code
),

own AS (
    SELECT (
        SELECT area_code FROM council_areas
        WHERE council = $council AND role = 'own'
    ) AS area_code
),

named AS (
    SELECT area_code, arg_max(area, period_end) AS area
    FROM printed
    GROUP BY area_code
),

parts AS (
    SELECT '' AS split, '' AS part, area_code, '' AS kind
    FROM own
    UNION ALL
    SELECT
        'area',
        CASE WHEN count(*) OVER (PARTITION BY area) > 1 THEN area || ' (' || area_code || ')' ELSE area END,
        area_code,
        ''
    FROM named
    UNION ALL
    SELECT 'accommodation_type', kinds.kind, own.area_code, kinds.kind
    FROM own CROSS JOIN (SELECT DISTINCT kind FROM chosen_kinds) AS kinds
)

SELECT
    parts.split,
    asked.period_index,
    parts.part,
    households.households::BIGINT AS ta_households,
    households.with_children::BIGINT AS ta_with_children,
    of_the_whole.ta_households_per_1000,
    of_the_whole.households_in_area,
    of_the_whole.ta_children,
    of_the_whole.bb_with_children_over_six_weeks,
    of_the_whole.out_of_district,
    of_the_whole.duty_owed_no_accommodation,
    flows.assessments::BIGINT AS assessments,
    flows.owed_a_duty::BIGINT AS owed_a_duty,
    flows.prevention_duty::BIGINT AS prevention_duty,
    flows.relief_duty::BIGINT AS relief_duty
FROM asked
INNER JOIN parts ON list_contains($splits::VARCHAR[], parts.split)
LEFT JOIN households
    ON
        parts.area_code = households.area_code
        AND parts.kind = households.kind
        AND asked.period_end = households.period_end
LEFT JOIN of_the_whole
    ON parts.kind = '' AND parts.area_code = of_the_whole.area_code AND asked.period_end = of_the_whole.period_end
LEFT JOIN flows
    ON parts.kind = '' AND parts.area_code = flows.area_code AND asked.period_index = flows.period_index
ORDER BY parts.split, asked.period_index, parts.part
