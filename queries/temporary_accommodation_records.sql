-- purpose:    The placements behind a number, one page of them, as the newest extracts give them.
-- grain:      one row per placement
-- parameters: council VARCHAR; event VARCHAR, open at the last day, received (started) or responded (ended) in the period; first_day DATE and last_day DATE of the period; directorates VARCHAR[], services VARCHAR[], accommodation_types VARCHAR[], each NULL for all; find VARCHAR, text in the numbers, service or type, or ''; sort VARCHAR, a column's name, with - before it for descending; size BIGINT and skip BIGINT, the rows to give and to pass over
-- columns:    placement_id VARCHAR; household_id VARCHAR; directorate VARCHAR; service VARCHAR; accommodation_type VARCHAR; start_date DATE; end_date DATE, planned where it lies after the last day; nights BIGINT, up to the end or the last day; dependent_children BIGINT; out_of_area BOOLEAN; nightly_cost_gbp DOUBLE; total BIGINT, on all pages
-- reads:      temporary_accommodation_extracts
WITH touched AS (
    -- only placements of which some version lies in the period need their versions compared
    SELECT DISTINCT placement_id
    FROM temporary_accommodation_extracts
    WHERE
        council = $council
        AND start_date <= $last_day
        AND (
            ($event = 'open' AND (end_date IS NULL OR end_date > $last_day))
            OR ($event = 'received' AND start_date >= $first_day)
            OR ($event = 'responded' AND end_date BETWEEN $first_day AND $last_day)
        )
),

newest AS (
    SELECT records.*
    FROM temporary_accommodation_extracts AS records
    INNER JOIN touched ON records.placement_id = touched.placement_id
    WHERE records.council = $council
    QUALIFY row_number() OVER (
        PARTITION BY records.placement_id
        ORDER BY records.period_end DESC, records.period_months ASC
    ) = 1
),

matching AS (
    SELECT
        *,
        date_diff('day', start_date, least(coalesce(end_date, $last_day), $last_day)) AS nights
    FROM newest
    WHERE
        start_date <= $last_day
        AND (
            ($event = 'open' AND (end_date IS NULL OR end_date > $last_day))
            OR ($event = 'received' AND start_date >= $first_day)
            OR ($event = 'responded' AND end_date BETWEEN $first_day AND $last_day)
        )
        AND ($directorates::VARCHAR[] IS NULL OR list_contains($directorates::VARCHAR[], directorate))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
        AND (
            $accommodation_types::VARCHAR[] IS NULL
            OR list_contains($accommodation_types::VARCHAR[], accommodation_type)
        )
        AND (
            $find = ''
            OR contains(
                lower(concat_ws(' ', placement_id, household_id, service, replace(accommodation_type, '_', ' '))),
                lower($find)
            )
        )
)

SELECT
    placement_id,
    household_id,
    directorate,
    service,
    accommodation_type,
    start_date,
    end_date,
    nights::BIGINT AS nights,
    dependent_children,
    out_of_area,
    nightly_cost_gbp,
    count(*) OVER () AS total
FROM matching
ORDER BY
    CASE $sort
        WHEN 'placement_id' THEN placement_id
        WHEN 'household_id' THEN household_id
        WHEN 'service' THEN service
        WHEN 'accommodation_type' THEN accommodation_type
    END ASC NULLS LAST,
    CASE $sort
        WHEN '-placement_id' THEN placement_id
        WHEN '-household_id' THEN household_id
        WHEN '-service' THEN service
        WHEN '-accommodation_type' THEN accommodation_type
    END DESC NULLS LAST,
    CASE $sort
        WHEN 'start_date' THEN date_diff('day', DATE '1990-01-01', start_date)
        WHEN '-start_date' THEN date_diff('day', start_date, DATE '1990-01-01')
        WHEN 'end_date' THEN date_diff('day', DATE '1990-01-01', end_date)
        WHEN '-end_date' THEN date_diff('day', end_date, DATE '1990-01-01')
        WHEN 'dependent_children' THEN dependent_children
        WHEN '-dependent_children' THEN -dependent_children
        WHEN 'out_of_area' THEN out_of_area::BIGINT
        WHEN '-out_of_area' THEN -out_of_area::BIGINT
        WHEN 'nightly_cost_gbp' THEN nightly_cost_gbp
        WHEN '-nightly_cost_gbp' THEN -nightly_cost_gbp
        WHEN 'nights' THEN nights
        ELSE -nights
    END NULLS LAST,
    placement_id
LIMIT $size OFFSET $skip
