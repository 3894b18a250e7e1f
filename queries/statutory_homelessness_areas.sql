-- purpose:    The rate of households in temporary accommodation in every area of a quarter's tables, authorities ranked from the highest.
-- grain:      one row per area
-- parameters: council VARCHAR; basis VARCHAR; period VARCHAR, a quarter's id
-- columns:    area_code VARCHAR; area VARCHAR; level VARCHAR, country, region or authority; role VARCHAR, own, region, neighbour or NULL, what the area is to the council; ta_households BIGINT; ta_households_per_1000 DOUBLE, as printed; place BIGINT, among the authorities that reported, 1 the highest, equal where the rate is equal at two decimals; quartile BIGINT, 1 the highest quarter of them; reported BIGINT, authorities with a rate; missing BIGINT, authorities without
-- reads:      statutory_homelessness_cube, council_areas
WITH areas AS (
    SELECT
        *,
        level = 'authority' AND ta_households_per_1000 IS NOT NULL AS ranked
    FROM statutory_homelessness_cube
    WHERE basis = $basis AND period = $period
),

placed AS (
    SELECT
        *,
        CASE
            WHEN ranked THEN rank() OVER (PARTITION BY ranked ORDER BY round(ta_households_per_1000, 2) DESC)
        END AS place,
        count(*) FILTER (ranked) OVER () AS reported,
        count(*) FILTER (level = 'authority' AND NOT ranked) OVER () AS missing
    FROM areas
)

SELECT
    placed.area_code,
    placed.area,
    placed.level,
    council_areas.role,
    placed.ta_households,
    placed.ta_households_per_1000,
    placed.place,
    ceil(4.0 * placed.place / placed.reported)::BIGINT AS quartile,
    placed.reported,
    placed.missing
FROM placed
LEFT JOIN council_areas ON placed.area_code = council_areas.area_code AND council_areas.council = $council
ORDER BY placed.ta_households_per_1000 DESC NULLS LAST, placed.area_code
