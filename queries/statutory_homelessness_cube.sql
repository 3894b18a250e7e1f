-- purpose:    The Ministry's homelessness tables as the newest workbook of each quarter prints them and as its first one did.
-- grain:      one row per basis, period and area
-- parameters: none
-- columns:    basis VARCHAR, latest or first_published; period VARCHAR; period_end DATE; period_months INTEGER; area_code VARCHAR; area VARCHAR; level VARCHAR, country, region or authority; ta_households BIGINT; ta_households_per_1000 DOUBLE, as printed; households_in_area BIGINT; ta_with_children BIGINT; ta_children BIGINT; bed_and_breakfast BIGINT, households; bed_and_breakfast_with_children BIGINT; nightly_paid BIGINT, households; nightly_paid_with_children BIGINT; hostel BIGINT, households; hostel_with_children BIGINT; private_leased BIGINT, households; private_leased_with_children BIGINT; council_or_housing_association BIGINT, households; council_or_housing_association_with_children BIGINT; other BIGINT, households; other_with_children BIGINT; bb_with_children_over_six_weeks BIGINT; out_of_district BIGINT; duty_owed_no_accommodation BIGINT; assessments BIGINT; owed_a_duty BIGINT; prevention_duty BIGINT; relief_duty BIGINT
-- reads:      statutory_homelessness_extracts
SELECT
    basis,
    quarter AS period,
    period_end,
    period_months,
    area_code,
    area,
    level,
    ta_households,
    ta_households_per_1000,
    households_in_area,
    ta_with_children,
    ta_children,
    bed_and_breakfast,
    bed_and_breakfast_with_children,
    nightly_paid,
    nightly_paid_with_children,
    hostel,
    hostel_with_children,
    private_leased,
    private_leased_with_children,
    council_or_housing_association,
    council_or_housing_association_with_children,
    other,
    other_with_children,
    bb_with_children_over_six_weeks,
    out_of_district,
    duty_owed_no_accommodation,
    assessments,
    owed_a_duty,
    prevention_duty,
    relief_duty
FROM statutory_homelessness_extracts
ORDER BY ALL
