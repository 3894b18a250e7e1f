-- purpose:    The placements behind a number, one page of them, as the newest extracts give them.
-- grain:      one row per placement
-- columns:    placement_id VARCHAR; household_id VARCHAR; directorate VARCHAR; service VARCHAR; accommodation_type VARCHAR; start_date DATE; end_date DATE, planned where it lies after the last day; nights BIGINT, up to the end or the last day; dependent_children BIGINT; out_of_area BOOLEAN; nightly_cost_gbp DOUBLE
-- reads:      matching
SELECT
    placement_id,
    household_id,
    directorate,
    service,
    accommodation_type,
    start_date,
    end_date,
    date_diff('day', start_date, least(coalesce(end_date, $last_day), $last_day)) AS nights,
    dependent_children,
    out_of_area,
    nightly_cost_gbp
FROM matching
