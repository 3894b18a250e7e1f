"""SQL that has the same shape for every dataset, written once at start from the dataset's declaration.

A file of the same name in `queries/` (or in a council's own `catalogue/queries/`) takes its place where a dataset is
truly different. Every name that stands in the text is an identifier that the declaration has checked; values are
bound, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PERIOD_COLUMNS = "kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period among its kind"


@dataclass(frozen=True)
class Shape:
    """What the SQL of a dataset depends on: its dimensions, which of them pages filter by, and which columns of its
    cube add up (`flows`) and which are a month's end's (`stocks`), with their SQL types.

    `key` and `columns` (with their SQL types) are those of the records; a record is open from `opened` until `closed`
    unless a column has a value; `deadline` is from which day until which, and the working days between them.
    """

    name: str
    dimensions: tuple[str, ...]
    filters: tuple[str, ...]
    flows: tuple[str, ...]
    stocks: tuple[str, ...]
    types: Mapping[str, str]
    by_period: bool
    key: tuple[str, ...]
    columns: Mapping[str, str]
    opened: str = ""
    closed: str = ""
    unless: Mapping[str, str] = field(default_factory=dict)
    deadline: tuple[str, str, int] | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """Flows and stocks."""
        return (*self.flows, *self.stocks)


def plural(name: str) -> str:
    """The parameter of a query that takes the values of a filter: `services`, `categories`."""
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def listed(names: Sequence[str]) -> str:
    """`directorate, service and result`."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def counts(shape: Shape) -> str:
    """The cube by loaded period, made once a release and summed at every click.

    A stock stands twice: as the period's, which is that of its last month, and as that of each month.
    """
    grain = listed(["council", "basis", "period", "month", *shape.dimensions])
    columns = [
        PERIOD_COLUMNS,
        "council VARCHAR",
        "basis VARCHAR",
        "month VARCHAR, 2019-10",
        *(f"{name} VARCHAR" for name in shape.dimensions),
        *(f"{name} {shape.types[name]}" for name in shape.flows),
        *(f"{name} {shape.types[name]}, at the end of the period" for name in shape.stocks),
        *(f"{name}_in_month {shape.types[name]}, at the end of the month" for name in shape.stocks),
    ]
    chosen = [
        "periods.kind",
        "periods.period_index",
        "cube.council",
        "cube.basis",
        "strftime(cube.month, '%Y-%m') AS month",
        *(f"cube.{name}" for name in (*shape.dimensions, *shape.flows)),
        *(f"CASE WHEN cube.month = periods.last_month THEN cube.{name} ELSE 0 END AS {name}" for name in shape.stocks),
        *(f"cube.{name} AS {name}_in_month" for name in shape.stocks),
    ]
    return f"""\
-- purpose:    The {shape.name} cube by loaded period: made once a release, summed at every click.
-- grain:      one row per {grain}
-- parameters: none
-- columns:    {"; ".join(columns)}
-- reads:      periods, {shape.name}_cube
SELECT
{indented(chosen)}
FROM periods
INNER JOIN {shape.name}_cube AS cube
    ON
        periods.council = cube.council
        AND cube.month BETWEEN periods.first_month AND periods.last_month
WHERE periods.dataset = '{shape.name}'
ORDER BY ALL
"""


def components(shape: Shape) -> str:
    """What measures are made of, by period and by each way of splitting them; filters are lists of values."""
    splits = [*shape.dimensions, "month"]
    whens = "\n".join(f"            WHEN '{name}' THEN counts.{name}" for name in splits)
    month_stocks = "".join(
        f",\n        CASE WHEN splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL THEN counts.{name}_in_month "
        f"ELSE counts.{name} END AS {name}"
        for name in shape.stocks
    )
    except_stocks = f" EXCLUDE ({', '.join(shape.stocks)})" if shape.stocks else ""
    conditions = "".join(
        f"\n        AND (${plural(name)}::VARCHAR[] IS NULL "
        f"OR list_contains(${plural(name)}::VARCHAR[], counts.{name}))"
        for name in splits
    )
    parameters = ", ".join(f"{plural(name)} VARCHAR[]" for name in splits)
    columns = "; ".join(f"{name} {shape.types[name]}" for name in shape.values)
    return f"""\
-- purpose:    What every {shape.name} measure is made of, by period and by each of several ways of splitting it.
-- grain:      one row per period, way of splitting and split value that occur
-- parameters: council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last BIGINT, \
indexes of the first and last period; splits VARCHAR[], of {listed([*splits, "'' for none"])}; {parameters} (2019-10), \
each NULL for all
-- columns:    split VARCHAR; period_index BIGINT; part VARCHAR; {columns}
-- reads:      {shape.name}_counts
WITH chosen AS (
    SELECT
        splits.split,
        counts.*{except_stocks}{month_stocks},
        CASE splits.split
            WHEN '' THEN ''
{whens}
        END AS part
    FROM {shape.name}_counts AS counts, unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        counts.council = $council
        AND counts.basis = $basis
        AND counts.kind = $kind
        AND counts.period_index BETWEEN $first AND $last{conditions}
)

SELECT
    split,
    period_index,
    part,
{indented([f"sum({name})::{shape.types[name]} AS {name}" for name in shape.values])}
FROM chosen
WHERE part IS NOT NULL
GROUP BY ALL
ORDER BY split, period_index, part
"""


def places(shape: Shape) -> str:
    """The values of the filters that occur together; rows that belong to whole periods are read as they are."""
    names, source = shape.filters, f"{shape.name}_{'cube' if shape.by_period else 'counts'}"
    return f"""\
-- purpose:    The {listed([plural(name).replace("_", " ") for name in names])} of {shape.name}, for filters to offer.
-- grain:      one row per {listed(names)}
-- parameters: council VARCHAR
-- columns:    {"; ".join(f"{name} VARCHAR" for name in names)}
-- reads:      {source}
SELECT DISTINCT {", ".join(names)}
FROM {source}
WHERE council = $council AND basis = 'latest'
ORDER BY {", ".join(names)}
"""


def dimensions(shape: Shape) -> str:
    """By which dimensions what is counted is known at all."""
    pairs = [(value, name) for value in shape.values for name in shape.dimensions]
    rows = "\nUNION ALL\n".join(
        f"""\
SELECT
    '{value}' AS counted,
    '{name}' AS dimension,
    NOT coalesce(bool_or({value} <> 0), FALSE)
    OR bool_or({value} <> 0 AND {name} IS NOT NULL) AS known
FROM {shape.name}_cube"""
        for value, name in pairs
    )
    return f"""\
-- purpose:    By which dimensions each count of {shape.name} is known; one without cases is taken to be known by all.
-- grain:      one row per counted column and dimension
-- parameters: none
-- columns:    counted VARCHAR; dimension VARCHAR; known BOOLEAN
-- reads:      {shape.name}_cube
{rows}
ORDER BY counted, dimension
"""


def newest(shape: Shape) -> str:
    """The records as the newest extracts give them, with the working days that each took where it has a deadline.

    Extracts overlap: of each record the version of the later period counts, the finer period's where both end alike.
    """
    taken = within = joins = ""
    columns = [f"{name} {kind}" for name, kind in {"council": "VARCHAR", **shape.columns}.items()]
    if shape.deadline:
        since, until, days = shape.deadline
        columns += ["taken_working_days BIGINT, NULL while unanswered", "within_deadline BOOLEAN, NULL likewise"]
        taken = ",\n    ended.working_day_number - began.working_day_number AS taken_working_days"
        within = f",\n    ended.working_day_number - began.working_day_number <= {days} AS within_deadline"
        joins = (
            f"\nLEFT JOIN working_days AS began ON versions.{since} = began.day"
            f"\nLEFT JOIN working_days AS ended ON versions.{until} = ended.day"
        )
    tables = f"{shape.name}_extracts" + (", working_days" if shape.deadline else "")
    return f"""\
-- purpose:    The records of {shape.name} as the newest extracts give them.
-- grain:      one row per council, {listed(shape.key)}
-- parameters: none
-- columns:    {"; ".join(columns)}
-- reads:      {tables}
WITH versions AS (
    SELECT *
    FROM {shape.name}_extracts
    QUALIFY row_number() OVER (
        PARTITION BY council, {", ".join(shape.key)}
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
{indented([f"versions.{name}" for name in ("council", *shape.columns)])}{taken}{within}
FROM versions{joins}
ORDER BY versions.council, {", ".join(f"versions.{name}" for name in shape.key)}
"""


def open_at_month_ends(shape: Shape) -> str:
    """Each record once for every loaded month at whose end it is open."""
    unless = "".join(f"\n    AND records.{name} IS DISTINCT FROM '{value}'" for name, value in shape.unless.items())
    columns = {"month": "DATE", "council": "VARCHAR", **shape.columns}
    return f"""\
-- purpose:    The records of {shape.name} that are open at the end of each loaded month.
-- grain:      one row per month and record open at its end
-- parameters: none
-- columns:    {"; ".join(f"{name} {kind}" for name, kind in columns.items())}
-- reads:      {shape.name}_newest, loaded_months
SELECT
    loaded_months.month,
{indented([f"records.{name}" for name in ("council", *shape.columns)])}
FROM {shape.name}_newest AS records
INNER JOIN loaded_months ON records.council = loaded_months.council
WHERE
    records.{shape.opened} <= last_day(loaded_months.month)
    AND (records.{shape.closed} IS NULL OR records.{shape.closed} > last_day(loaded_months.month)){unless}
ORDER BY loaded_months.month, {", ".join(f"records.{name}" for name in shape.key)}
"""


def records(shape: Shape) -> str:
    """The records behind a number, one page of them: those received, answered or open, or the months counted."""
    month = next((name for name, kind in shape.columns.items() if name == "month"), "")
    ours = [name for name in shape.filters if name in shape.columns]
    text = [name for name, kind in shape.columns.items() if kind == "VARCHAR"]
    numbers = [name for name, kind in shape.columns.items() if kind in ("BIGINT", "DOUBLE", "BOOLEAN")]
    dates = [name for name, kind in shape.columns.items() if kind == "DATE"]
    conditions = [
        f"(${plural(name)}::VARCHAR[] IS NULL OR list_contains(${plural(name)}::VARCHAR[], {name}))" for name in ours
    ]
    words = ", ".join(f"replace({name}, '_', ' ')" for name in text)
    conditions.append(f"($find = '' OR contains(lower(concat_ws(' ', {words})), lower($find)))")
    if shape.opened:
        unless = "".join(f" AND {name} IS DISTINCT FROM '{value}'" for name, value in shape.unless.items())
        shown = (
            f"($event = 'received' AND {shape.opened} BETWEEN $first_day AND $last_day)\n"
            f"        OR ($event = 'responded' AND {shape.closed} BETWEEN $first_day AND $last_day{unless})\n"
            f"        OR ($event = 'open' AND {shape.opened} <= $last_day"
            f" AND ({shape.closed} IS NULL OR {shape.closed} > $last_day){unless})"
        )
        asked = "event VARCHAR, received, responded or open; "
    else:
        shown = f"{month} BETWEEN $first_day AND $last_day"
        asked = ""
    filters = "".join(f"{plural(name)} VARCHAR[], " for name in ours)
    usual = shape.opened or month
    orders = [
        *(f"CASE $sort WHEN '{name}' THEN {name} END ASC NULLS LAST" for name in text),
        *(f"CASE $sort WHEN '-{name}' THEN {name} END DESC NULLS LAST" for name in text),
        *(f"CASE $sort WHEN '{name}' THEN {name} END ASC NULLS LAST" for name in (*dates, *numbers)),
        *(f"CASE $sort WHEN '-{name}' THEN {name} END DESC NULLS LAST" for name in (*dates, *numbers)),
        usual,
        *(name for name in shape.key if name != usual),
    ]
    return f"""\
-- purpose:    The records of {shape.name} behind a number, one page of them, as the newest extracts give them.
-- grain:      one row per {listed(shape.key)}
-- parameters: council VARCHAR; {asked}first_day DATE and last_day DATE of the period; {filters}each NULL for all; \
find VARCHAR, text in any column, or ''; sort VARCHAR, a column's name, with - before it for descending; size BIGINT \
and skip BIGINT, the rows to give and to pass over
-- columns:    {"; ".join(f"{name} {kind}" for name, kind in shape.columns.items())}; total BIGINT, on all pages
-- reads:      {shape.name}_extracts
WITH newest AS (
    SELECT *
    FROM {shape.name}_extracts
    WHERE council = $council
    QUALIFY row_number() OVER (
        PARTITION BY {", ".join(shape.key)}
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
{indented([*shape.columns, "count(*) OVER () AS total"])}
FROM newest
WHERE
    (
        {shown}
    )
    AND {(chr(10) + "    AND ").join(conditions)}
ORDER BY
{indented(orders)}
LIMIT $size OFFSET $skip
"""


def indented(lines: Sequence[str]) -> str:
    """The lines as a list of SELECT."""
    return ",\n".join(f"    {line}" for line in lines)
