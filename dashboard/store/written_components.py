"""The SQL of components: what measures are made of, in a period and by each way of splitting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.catalogue.datasets import Component, Declaration
from dashboard.store.written import (
    asked_for,
    body_of,
    followed,
    indented,
    listed,
    months_of_periods,
    plural,
    query,
    said_in,
    types_of,
)

ANY = "any"  # the value of a dimension that stands for all of them, whatever is chosen
AT_END = "-- split by month, or with a month chosen, what stands at the end is what stood there at the month's"


def components(one: Declaration, own: str = "") -> str:
    """What measures are made of, by period and by each way of splitting them; `own` is the file that says what."""
    made = named_components(one)
    freed = {name: sorted({c.usually[name] for c in made.values() if name in c.usually}) for name in freed_by(made)}
    splits, none = [*one.dataset.dimensions, "month"], "'' for none"
    parts = "".join(f"\n            WHEN '{name}' THEN counts.{name}" for name in splits)
    chosen = [
        "splits.split",
        "months.period_index",
        "counts.*",
        f"{AT_END}\n        months.at_end OR splits.split = 'month' OR $months::VARCHAR[] IS NOT NULL AS at_end",
        f"CASE splits.split\n            WHEN '' THEN ''{parts}\n        END AS part",
        *(f"{asked_for(name, f'counts.{name}')} AS {name}_asked" for name in freed),
        *(usually(name, value) for name, values in freed.items() for value in values),
    ]
    where = [
        "counts.council = $council",
        "counts.basis = $basis",
        *(asked_for(name, f"counts.{name}") for name in splits if name not in freed),
    ]
    columns = ["split VARCHAR", "period_index BIGINT", "part VARCHAR"]
    columns += [f"{name} {kind(one, name)}{said_of(component)}" for name, component in made.items()]
    steps = f"""\
WITH {months_of_periods(one, "BETWEEN $first AND $last")},

chosen AS (
    SELECT
{indented(chosen, 8)}
    FROM months
    INNER JOIN {one.id}_counts AS counts ON months.month = counts.month
    CROSS JOIN unnest($splits::VARCHAR[]) AS splits (split)
    WHERE
        {(chr(10) + "        AND ").join(where)}
)"""
    return query(
        followed(steps, body_of(own) or sums(one, made, list(freed))),
        own,
        purpose=f"What every {one.id} measure is made of, by period and by each of several ways of splitting it.",
        grain="one row per period, way of splitting and split value that occur",
        parameters="council VARCHAR; basis VARCHAR; kind VARCHAR, quarter, half_year or year; first BIGINT and last "
        f"BIGINT, indexes of the first and last period; splits VARCHAR[], of {listed([*splits, none])}; "
        f"{', '.join(f'{plural(name)} VARCHAR[]' for name in splits)} (2019-10), each NULL for all",
        columns=said_in(own).get("columns") or "; ".join(columns),
        reads=f"periods, {one.id}_counts",
    )


def named_components(one: Declaration) -> dict[str, Component]:
    """The components of a dataset, which are its flows and stocks unless it makes something else of them."""
    return one.dataset.made or {name: Component() for name in one.dataset.values}


def said_of(component: Component) -> str:
    """Of which values a component is, in a few words."""
    always = "".join(
        f", of {'every' if value == ANY else value} {name}, whatever is chosen"
        for name, value in component.always.items()
    )
    return always + "".join(
        f", of {value} {name} unless others are chosen" for name, value in component.usually.items()
    )


def freed_by(made: Mapping[str, Component]) -> list[str]:
    """The dimensions of which some component takes other values than are chosen."""
    return list(dict.fromkeys(name for one in made.values() for name in (*one.always, *one.usually)))


def usually(name: str, value: str) -> str:
    """Whether a row counts for a component that is about one value, unless others are chosen or it is split by them."""
    return (
        f"CASE\n            WHEN ${plural(name)}::VARCHAR[] IS NOT NULL "
        f"THEN list_contains(${plural(name)}::VARCHAR[], counts.{name})\n"
        f"            ELSE splits.split = '{name}' OR counts.{name} = '{value}'\n"
        f"        END AS {name}_usually_{value}"
    )


def sums(one: Declaration, made: Mapping[str, Component], freed: Sequence[str]) -> str:
    """The sums over the rows chosen; a value by which the rows are split stands there only if it is asked for."""
    where = ["part IS NOT NULL", *(f"(split <> '{name}' OR {name}_asked)" for name in freed)]
    lines = ["split", "period_index", "part", *(sum_of(one, name, c, freed) for name, c in made.items())]
    return f"""\
SELECT
{indented(lines)}
FROM chosen
WHERE {" AND ".join(where)}
GROUP BY ALL
ORDER BY split, period_index, part"""


def sum_of(one: Declaration, name: str, component: Component, freed: Sequence[str]) -> str:
    """A component: what stands at the end is added up over the rows of the end alone, and unknown where they are."""
    stocks, of = one.dataset.stocks, component.of or [name]
    at_end = set(of) <= set(stocks)
    other = "" if at_end else " ELSE 0"
    added = " + ".join(f"CASE WHEN at_end THEN {column}{other} END" if column in stocks else column for column in of)
    rows = [
        f"{at}_usually_{component.usually[at]}" if at in component.usually else f"{at}_asked"
        for at in freed
        if at not in component.always
    ]
    rows += [f"{at} = '{value}'" for at, value in component.always.items() if value != ANY]
    total = f"coalesce(sum({added}) FILTER ({' AND '.join(rows)}), 0)" if rows else f"sum({added})"
    if not rows and at_end:
        total = f"CASE WHEN bool_or(at_end) THEN {total} ELSE 0 END"
    return f"({total} / 100)::DOUBLE AS {name}" if in_pence(name, of) else f"({total})::{kind(one, name)} AS {name}"


def in_pence(name: str, of: Sequence[str]) -> bool:
    """Whether a component in pounds is made of pence."""
    return name.endswith("_gbp") and all(column.endswith("_pence") for column in of)


def kind(one: Declaration, name: str) -> str:
    """A component's SQL type."""
    return types_of(one).get(name) or ("DOUBLE" if name.endswith("_gbp") else "BIGINT")
