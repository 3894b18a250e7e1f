-- purpose:    What each line of a published ledger says: its month, its amount, whether it is agency staff, or why it cannot be read.
-- grain:      one row per line, in the file's order
-- parameters: file BIGINT, the file's place in the import; date_formats VARCHAR[], as strptime writes them; period_format VARCHAR, financial or calendar, NULL where the lines have dates; separator VARCHAR, between directorate and service in one column, NULL where there is none; categories VARCHAR[], those of agency staff, with single spaces; stated_month DATE, of all lines, NULL where they have dates or periods; keep_suppliers BIGINT, 1 or 0; today DATE
-- columns:    file BIGINT; outcome VARCHAR, read, blank, total, or what is wrong: no_amount, amount, no_date, date, future; month DATE, its first day; amount DECIMAL(24,6), pounds, NULL where unreadable; category VARCHAR, as the file writes it; agency VARCHAR, the category as the mapping writes it, NULL for other lines; directorate VARCHAR, of agency staff; service VARCHAR, likewise; supplier VARCHAR, likewise and only if kept; day_order VARCHAR, of a date in digits: day, month or either first; found VARCHAR, the text that cannot be read
-- reads:      ledger_lines
WITH seen AS (
    -- what nobody sees is no part of a text: invisible characters, and HTML's way to write others
    SELECT
        regexp_replace(
            replace(
                replace(
                    replace(
                        replace(
                            replace(
                                regexp_replace(coalesce(COLUMNS(*), ''), '&nbsp;|&#160;|&#[xX][aA]0;', ' ', 'g'),
                                '&lt;',
                                '<'
                            ),
                            '&gt;',
                            '>'
                        ),
                        '&quot;',
                        '"'
                    ),
                    '&#39;',
                    ''''
                ),
                '&amp;',
                '&'
            ),
            '[\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]',
            '',
            'g'
        )
    FROM ledger_lines
),

trimmed AS (
    -- words are parted by one space, whatever blanks a file has there
    SELECT
        trim(
            regexp_replace(
                COLUMNS(*), '[\s\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]+', ' ', 'g'
            )
        )
    FROM seen
),

bare AS (
    SELECT
        *,
        -- ledgers write a credit as -12.50, 12.50-, (12.50) or 12.50CR
        regexp_replace(replace(upper(amount_text), '−', '-'), '[£\s\x{A0}]', '', 'g') AS bare_amount,
        regexp_replace(date_text, '[T ]\d{1,2}:\d{2}.*$', '') AS bare_date,
        list_position(list_transform($categories::VARCHAR[], LAMBDA name: lower(name)), lower(category)) AS place
    FROM trimmed
),

numbered AS (
    SELECT
        *,
        try_cast(
            CASE
                WHEN bare_amount = '-' THEN '0'
                WHEN
                    regexp_full_match(
                        bare_amount,
                        replace('[-+]?N|\(N\)|N(?:-|CR)', 'N', '(?:(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)')
                    )
                    THEN regexp_replace(bare_amount, '[^0-9.]', '', 'g')
            END AS DECIMAL(24, 6)
        ) AS size,
        CASE WHEN $period_format::VARCHAR IS NULL THEN try_strptime(bare_date, $date_formats::VARCHAR[])::DATE END
            AS day,
        try_cast(regexp_extract(date_text, '^(\d{4})\D?\d{2}$', 1) AS BIGINT) AS period_year,
        try_cast(regexp_extract(date_text, '^\d{4}\D?(\d{2})$', 1) AS BIGINT) AS period_number,
        try_cast(regexp_extract(bare_date, '^(\d{1,2})[/.-]\d{1,2}[/.-]\d{2,4}$', 1) AS BIGINT) AS first_number,
        try_cast(regexp_extract(bare_date, '^\d{1,2}[/.-](\d{1,2})[/.-]\d{2,4}$', 1) AS BIGINT) AS second_number
    FROM bare
),

placed AS (
    SELECT
        *,
        CASE WHEN regexp_matches(bare_amount, '^[-(]|(?:-|CR)$') THEN -size ELSE size END AS amount,
        CASE
            WHEN $stated_month::DATE IS NOT NULL THEN $stated_month::DATE
            WHEN $period_format::VARCHAR IS NULL THEN date_trunc('month', day)
            WHEN period_number BETWEEN 1 AND 12
                THEN
                    make_date(period_year, CASE $period_format::VARCHAR WHEN 'financial' THEN 4 ELSE 1 END, 1)
                    + to_months(period_number - 1)
        END::DATE AS month
    FROM numbered
),

judged AS (
    SELECT
        *,
        CASE
            WHEN concat(date_text, amount_text, supplier, directorate, service, category) = '' THEN 'blank'
            -- the sum below a table, which would count everything twice
            WHEN
                (month IS NULL OR $stated_month::DATE IS NOT NULL) AND amount IS NOT NULL
                -- by its beginning only where no date and no category make it a payment: suppliers are called Total, too
                AND regexp_full_match(date_text, '(?i)|(?:grand |sub-?)?totals?\b.*')
                AND regexp_full_match(category, '(?i)|(?:grand |sub-?)?totals?\b.*')
                AND (
                    concat(date_text, supplier, directorate, category) = ''
                    OR regexp_matches(
                        concat_ws(chr(10), date_text, supplier, directorate, category),
                        '(?im)^(?:grand |sub-?)?totals?\b'
                    )
                )
                THEN 'total'
            WHEN amount_text = '' THEN 'no_amount'
            WHEN amount IS NULL THEN 'amount'
            WHEN month IS NULL AND date_text = '' THEN 'no_date'
            WHEN month IS NULL OR month < DATE '1990-01-01' THEN 'date'
            WHEN month > $today THEN 'future'
            ELSE 'read'
        END AS outcome,
        instr(directorate, $separator::VARCHAR) AS joined_at
    FROM placed
)

-- no ORDER BY: the lines keep the file's order, by which they are found again
SELECT
    $file::BIGINT AS file,
    outcome,
    CASE WHEN outcome = 'read' THEN month END AS month,
    amount::DECIMAL(24, 6) AS amount,
    category,
    ($categories::VARCHAR[])[place] AS agency,
    CASE
        WHEN place IS NOT NULL
            THEN coalesce(
                nullif(trim(CASE WHEN joined_at > 0 THEN left(directorate, joined_at - 1) ELSE directorate END), ''),
                'Not stated'
            )
    END AS directorate,
    CASE
        WHEN place IS NOT NULL
            THEN coalesce(
                nullif(
                    trim(
                        CASE
                            WHEN joined_at > 0 THEN substr(directorate, joined_at + length($separator::VARCHAR))
                            ELSE service
                        END
                    ),
                    ''
                ),
                'Not stated'
            )
    END AS service,
    CASE WHEN place IS NOT NULL AND $keep_suppliers = 1 THEN coalesce(nullif(supplier, ''), 'Not stated') END
        AS supplier,
    CASE
        WHEN first_number > 12 THEN 'day'
        WHEN second_number > 12 THEN 'month'
        WHEN first_number <> second_number THEN 'either'
    END AS day_order,
    CASE
        WHEN outcome = 'amount' THEN amount_text
        WHEN outcome IN ('date', 'future') THEN date_text
    END AS found
FROM judged
