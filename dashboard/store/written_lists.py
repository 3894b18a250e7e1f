"""The SQL of records: those behind a number, searched, sorted and cut into pages."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from dashboard.catalogue.datasets import Declaration, Listed, Open
from dashboard.store.written import (
    asked_for,
    body_of,
    followed,
    indented,
    kinds_of,
    listed,
    months_of_periods,
    plural,
    query,
    said_in,
    types_of,
)

TOTAL = "total BIGINT, on all pages"


def records(one: Declaration, rules: Listed, own: str = "") -> str:
    """The records behind a number, one page of them, or the counts; `own` is the file that says what is shown."""
    counted, said = rules.of == "counts", said_in(own)
    steps, source = (
        (matching_counts(one), f"periods, {one.id}_counts") if counted else (matching(one), f"{one.id}_extracts")
    )
    shown = {name: kind for name, kind in types(one, counted).items() if name in (rules.columns or [name])}
    kinds = kinds_of(own) or shown
    columns = said.get("columns") or "; ".join(f"{name} {kind}" for name, kind in shown.items())
    if own:
        steps += f",\n\nlisted AS (\n{indent(body_of(own).strip(), ' ' * 4)}\n)"
    asked = [
        parameters(one, said, counted),
        f"find VARCHAR, text in {', '.join(rules.find) or 'any column'}, or ''",
        "sort VARCHAR, a column's name, with - before it for descending",
        "size BIGINT and skip BIGINT, the rows to give and to pass over",
    ]
    return query(
        followed(steps, one_page(one, rules, kinds, "listed" if own else "matching")),
        own,
        purpose=f"The {'counts' if counted else 'records'} of {one.id} behind a number, one page of them.",
        grain=f"one row per {listed(key_of(one, counted))}",
        parameters="; ".join(asked),
        columns=f"{columns}; {TOTAL}",
        reads=said.get("reads", "matching").replace("matching", source),
    )


def of_matching(one: Declaration, own: str) -> str:
    """A question of the dataset's own about its matching records."""
    said = {"purpose": "", "grain": "", "columns": "", **said_in(own)}
    return query(
        followed(matching(one), body_of(own)),
        **{
            **said,
            "parameters": parameters(one, said),
            "reads": said["reads"].replace("matching", f"{one.id}_extracts"),
        },
    )


def of_period(one: Declaration, own: str) -> str:
    """A question of the dataset's own about the rows of its cube in a period, or in a month of it."""
    names, said = [*one.dataset.offered, "month"], {"purpose": "", "grain": "", "columns": "", **said_in(own)}
    columns = f"cube.*, cube.month = periods.last_month OR ${plural('month')}::VARCHAR[] IS NOT NULL AS at_end"
    rows = f"periods\n    INNER JOIN {one.id}_cube AS cube ON periods.council = cube.council"
    conditions = [
        f"periods.dataset = '{one.id}'",
        "periods.council = $council",
        "periods.kind = $kind",
        "periods.period_index = $period_index",
        "cube.month BETWEEN periods.first_month AND periods.last_month",
        "cube.basis = $basis",
        *(asked_for(name, f"cube.{name}") for name in one.dataset.offered),
        asked_for("month", "strftime(cube.month, '%Y-%m')"),
    ]
    chosen = f"{', '.join(f'{plural(name)} VARCHAR[]' for name in names)} (2019-10), each NULL for all"
    return query(
        followed("WITH " + step("in_period", rows, conditions, columns), body_of(own)),
        **{
            **said,
            "parameters": f"council VARCHAR; basis VARCHAR; kind VARCHAR; period_index BIGINT; {chosen}",
            "reads": said["reads"].replace("in_period", f"periods, {one.id}_cube"),
        },
    )


def types(one: Declaration, counted: bool) -> dict[str, str]:
    """The SQL types of what can be listed."""
    if not counted:
        return one.sql_types
    return {"month": "VARCHAR", **dict.fromkeys(one.dataset.dimensions, "VARCHAR"), **types_of(one)}


def key_of(one: Declaration, counted: bool) -> list[str]:
    """What tells one row from another."""
    return ["month", *one.dataset.dimensions] if counted else one.dataset.key


def filters_of(one: Declaration, counted: bool) -> list[str]:
    """What the rows can be chosen by."""
    return [*one.dataset.offered, "month"] if counted else [name for name in one.dataset.offered if name in one.columns]


def parameters(one: Declaration, said: Mapping[str, str], counted: bool = False) -> str:
    """The parameters of matching rows, and those that the dataset's own file adds."""
    days = "first_day DATE and last_day DATE of the period"
    found = ["council VARCHAR"]
    if counted:
        found.append("basis VARCHAR; kind VARCHAR, quarter, half_year or year; period_index BIGINT, of the period")
    elif one.dataset.open:
        found.append(f"event VARCHAR, received, responded or open; {days}")
    elif one.dataset.snapshot:
        found.append("last_day DATE of the period")
    elif "month" in one.columns:
        found.append(days)
    found += [said["parameters"]] if "parameters" in said else []
    names = [f"{plural(name)} VARCHAR[]" for name in filters_of(one, counted)]
    return "; ".join([*found, *([f"{', '.join(names)}, each NULL for all"] if names else [])])


def matching_counts(one: Declaration) -> str:
    """The counts of a period that are among the values chosen."""
    conditions = ["council = $council", "basis = $basis", "month IN (SELECT month FROM months)"]
    conditions += [asked_for(name, name) for name in filters_of(one, True)]
    matching = step("matching", f"{one.id}_counts", conditions)
    return f"WITH {months_of_periods(one, '= $period_index')},\n\n{matching}"


def matching(one: Declaration) -> str:
    """The records of the days asked for that are among the values chosen, as the newest extracts give them."""
    key, open_, name = one.dataset.key, one.dataset.open, f"{one.id}_extracts"
    conditions = [asked_for(name, name) for name in filters_of(one, False)]
    if one.dataset.snapshot:
        return "WITH " + ",\n\n".join([standing(name), step("matching", "newest", conditions)])
    mine, steps = ["council = $council"], []
    if open_:
        why = "only records of which some version lies in the period need their versions compared"
        record = f"({', '.join(key)})" if key[1:] else key[0]
        steps.append(step("touched", name, [*mine, lies_in(open_, {})], f"DISTINCT {record} AS record", why))
        conditions.insert(0, lies_in(open_, open_.unless))
        mine.append(f"{record} IN (FROM touched)")
    elif "month" in one.columns:
        conditions.insert(0, "month BETWEEN $first_day AND $last_day")
    newest = f"""\
newest AS (
    SELECT *
    FROM {name}
    WHERE {" AND ".join(mine)}
    QUALIFY row_number() OVER (
        PARTITION BY {", ".join(key)}
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)"""
    return "WITH " + ",\n\n".join([*steps, newest, step("matching", "newest", conditions)])


def standing(source: str) -> str:
    """The whole list of the period that ends on the day asked for, the finer one's where periods end alike."""
    return f"""\
newest AS (
    SELECT *
    FROM {source}
    WHERE council = $council AND period_end = $last_day
    QUALIFY rank() OVER (ORDER BY period_months ASC) = 1
)"""


def step(name: str, source: str, conditions: list[str], columns: str = "*", why: str = "") -> str:
    """One named step: the rows of a table under conditions."""
    comment = f"    -- {why}\n" if why else ""
    where = f"\n    WHERE\n        {(chr(10) + '        AND ').join(conditions)}" if conditions else ""
    return f"{name} AS (\n{comment}    SELECT {columns}\n    FROM {source}{where}\n)"


def lies_in(open_: Open, unless: Mapping[str, str]) -> str:
    """Whether a record was received or answered in the period, or is open at its end, as is asked."""
    since, until = open_.since, open_.until
    but = "".join(f"\n                AND {name} IS DISTINCT FROM '{value}'" for name, value in unless.items())
    return f"""\
CASE $event
            WHEN 'received' THEN
                {since} BETWEEN $first_day AND $last_day
            WHEN 'responded' THEN
                {until} BETWEEN $first_day AND $last_day{but}
            WHEN 'open' THEN
                {since} <= $last_day
                AND ({until} IS NULL OR {until} > $last_day){but}
        END"""


def one_page(one: Declaration, rules: Listed, kinds: Mapping[str, str], source: str) -> str:
    """The rows that hold the text looked for, sorted, one page of them."""
    codes = {name for name, column in one.columns.items() if column.values}
    text = rules.find or [name for name, kind in kinds.items() if kind == "VARCHAR"]
    words = ", ".join(f"replace({name}, '_', ' ')" if name in codes else name for name in text)
    found = f"\nWHERE $find = '' OR contains(lower(concat_ws(' ', {words})), lower($find))" if words else ""
    return f"""\
SELECT
{indented([*kinds, "count(*) OVER () AS total"])}
FROM {source}{found}
ORDER BY
{indented(order(one, rules, kinds))}
LIMIT $size OFFSET $skip"""


def order(one: Declaration, rules: Listed, kinds: Mapping[str, str]) -> list[str]:
    """How the rows are sorted: by the column asked for, else as the declaration says, and by the key in the end."""
    text = [name for name, kind in kinds.items() if kind == "VARCHAR"]
    numbers = {
        f"{sign}{name}": number(f"{sign}{name}", kinds) for name in kinds if name not in text for sign in ("", "-")
    }
    usual, *ties = rules.order or ["", one.dataset.open.since if one.dataset.open else "month"]
    if usual in text:
        usual, ties = "", [usual, *ties]
    ties = [name for name in ties if name.lstrip("-") in kinds]
    ties += [name for name in key_of(one, rules.of == "counts") if name not in ties]
    sorts = [
        (dict(zip(text, text, strict=True)), "", "ASC NULLS LAST"),
        ({f"-{name}": name for name in text}, "", "DESC NULLS LAST"),
        (numbers, unsorted(rules, kinds) if usual else "", "NULLS LAST"),
    ]
    return [
        *(f"CASE $sort{whens(names)}{other}\n    END {way}" for names, other, way in sorts if names),
        *(f"{name[1:]} DESC" if name.startswith("-") else name for name in ties),
    ]


def whens(values: Mapping[str, str]) -> str:
    """The branches of a CASE."""
    return "".join(f"\n        WHEN '{name}' THEN {value}" for name, value in values.items())


def unsorted(rules: Listed, kinds: Mapping[str, str]) -> str:
    """The branch of those rows that nobody sorts."""
    usual = number(rules.order[0], kinds)
    first = "".join(f" WHEN '{event}' THEN {number(name, kinds)}" for event, name in rules.first.items())
    return f"\n        ELSE CASE $event{first} ELSE {usual} END" if first else f"\n        ELSE {usual}"


def number(name: str, kinds: Mapping[str, str]) -> str:
    """A column as a number that grows in the order asked for: with - before its name from the greatest down."""
    column, down = name.removeprefix("-"), name.startswith("-")
    if kinds.get(column) == "DATE":
        days = ["DATE '1990-01-01'", column]
        return f"date_diff('day', {', '.join(reversed(days) if down else days)})"
    value = f"{column}::INTEGER" if kinds.get(column) == "BOOLEAN" else column
    return f"-{value}" if down else value
