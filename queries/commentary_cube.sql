-- purpose:    Notes on measures, under the period that first held them and in the words of the newest, or first, extract.
-- grain:      one row per basis, council, measure, kind, day of writing and author
-- parameters: none
-- columns:    basis VARCHAR, latest or first_published; council VARCHAR; period VARCHAR; period_end DATE; period_months INTEGER; measure VARCHAR; kind VARCHAR, comment or management_action; author_role VARCHAR; written_date DATE; text VARCHAR
-- reads:      commentary_extracts
-- a note that a later extract repeats belongs to the period it was first loaded for; its words may be corrected
WITH repeated AS (
    SELECT
        *,
        row_number() OVER latest_first AS version,
        last_value(quarter) OVER every_version AS period,
        last_value(period_end) OVER every_version AS first_end,
        last_value(period_months) OVER every_version AS first_months,
        last_value(text) OVER every_version AS first_text
    FROM commentary_extracts
    WINDOW
        latest_first AS (
            PARTITION BY basis, council, measure, kind, written_date, author_role
            ORDER BY period_end DESC, period_months ASC
        ),
        every_version AS (
            PARTITION BY basis, council, measure, kind, written_date, author_role
            ORDER BY period_end DESC, period_months ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
)

SELECT
    basis,
    council,
    period,
    first_end AS period_end,
    first_months AS period_months,
    measure,
    kind,
    author_role,
    written_date,
    if(basis = 'latest', text, first_text) AS text
FROM repeated
WHERE version = 1
ORDER BY ALL
