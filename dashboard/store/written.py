"""SQL that has the same shape for every dataset, written once at start from the dataset's declaration.

A file of the same name in `queries/` (or in a council's own `catalogue/queries/`) takes its place where a dataset is
truly different; one that reads `chosen`, `matching` or `in_period` says only what it makes of those rows, and the rest
is written around it. Every name that stands in the text is an identifier that the declaration has checked; values are
bound, as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.basics.quarters import MONTHS_IN
from dashboard.catalogue.datasets import NAME, Declaration, Where

HEADER = ("purpose", "grain", "parameters", "columns", "reads")


def plural(name: str) -> str:
    """The parameter of a query that takes the values of a filter: `services`, `categories`."""
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def listed(names: Sequence[str]) -> str:
    """`directorate, service and result`."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def indented(lines: Iterable[str], spaces: int = 4) -> str:
    """The lines as a list of SELECT."""
    return ",\n".join(f"{' ' * spaces}{line}" for line in lines)


def said_in(text: str) -> dict[str, str]:
    """What a query says of itself in the lines that it opens with."""
    return dict(re.findall(r"-- (\w+): +(.+)\n", text[: len(text) - len(body_of(text))]))


def body_of(text: str) -> str:
    """A query without the lines that it opens with."""
    return re.sub(r"\A(?:-- \w+: .*\n)+", "", text)


def kinds_of(text: str) -> dict[str, str]:
    """The columns of a query and their SQL types, as its header declares them; what is no name is passed over."""
    items = (f"{item.replace(',', ' ')} VARCHAR".split() for item in said_in(text).get("columns", "").split("; "))
    return {item[0]: item[1] for item in items if NAME.fullmatch(item[0])}


def query(body: str, own: str = "", **header: str) -> str:
    """A query with its header; its own file may say what it is about."""
    said = {key: text for key, text in said_in(own).items() if key in ("purpose", "grain")}
    return "".join(f"-- {key + ':':<12}{said.get(key, header[key])}\n" for key in HEADER) + body.strip() + "\n"


def followed(steps: str, body: str) -> str:
    """Named steps, and a query that reads them, be it of more steps."""
    body = body.strip()
    return f"{steps},\n\n{body[5:]}" if body.startswith("WITH ") else f"{steps}\n\n{body}"


def asked_for(name: str, column: str) -> str:
    """Whether a row is among the values that are chosen of a filter, if any are."""
    values = f"${plural(name)}::VARCHAR[]"
    return f"({values} IS NULL OR list_contains({values}, {column}))"


def months_of_periods(one: Declaration, indexes: str) -> str:
    """The step that lists the months of the council's loaded periods that are asked for, as counts have them."""
    return f"""\
months AS (
    SELECT
        period_index,
        strftime(first_month + to_months(place), '%Y-%m') AS month,
        first_month + to_months(place) = last_month AS at_end
    FROM periods
    CROSS JOIN range({MONTHS_IN["year"]}) AS months_of_a_year (place)
    WHERE
        dataset = '{one.id}'
        AND council = $council
        AND kind = $kind
        AND period_index {indexes}
        AND first_month + to_months(place) <= last_month
)"""


def meant(where: Where, table: str = "cube") -> str:
    """The condition that columns have these values."""
    return " AND ".join(
        f"{table}.{name} IN ({', '.join(map(literal, value))})"
        if isinstance(value, list)
        else f"{table}.{name} = {literal(value)}"
        for name, value in where.items()
    )


def literal(value: str | bool) -> str:
    """A checked name or a yes or no, as SQL writes it."""
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"


def columns_of_cube(one: Declaration) -> dict[str, str]:
    """The columns that a dataset's cube has to have, each with its SQL type, or '' where any will do."""
    d = one.dataset
    rows = [d.where, *(made.where for made in d.sums.values()), *(unknown.where for unknown in d.unknown.values())]
    other = [*(made.of for made in d.sums.values() if made.of), *(name for where in rows for name in where)]
    plain = {name: kind for name, kind in types_of(one).items() if name not in d.sums}
    own = {"council": "VARCHAR", "month": "DATE", **dict.fromkeys(d.dimensions, "VARCHAR"), **plain}
    return {**dict.fromkeys((*own, *other), ""), **own}


def types_of(one: Declaration) -> dict[str, str]:
    """The SQL types of a dataset's flows and stocks."""
    decimal = {name for name, column in one.columns.items() if column.kind in ("number", "money")}
    return {name: "DOUBLE" if name in decimal or name.endswith("_gbp") else "BIGINT" for name in one.dataset.values}
