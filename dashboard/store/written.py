"""SQL that has the same shape for every dataset, written once at start from the dataset's declaration.

A file of the same name in `queries/` (or in a council's own `catalogue/queries/`) takes its place where a dataset is
truly different. Every name that stands in the text is an identifier that the declaration has checked; values are
bound, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PERIOD_COLUMNS = "kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period among its kind"


@dataclass(frozen=True)
class Shape:
    """What the SQL of a dataset depends on: its dimensions, which of them pages filter by, and which columns of its
    cube add up (`flows`) and which are a month's end's (`stocks`), with their SQL types."""

    name: str
    dimensions: tuple[str, ...]
    filters: tuple[str, ...]
    flows: tuple[str, ...]
    stocks: tuple[str, ...]
    types: Mapping[str, str]
    by_period: bool

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


def indented(lines: Sequence[str]) -> str:
    """The lines as a list of SELECT."""
    return ",\n".join(f"    {line}" for line in lines)
