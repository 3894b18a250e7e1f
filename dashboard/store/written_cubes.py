"""The SQL that is asked once a release: a dataset's records as they are now, its cube, and what it is by period."""

from __future__ import annotations

from dashboard.catalogue.datasets import Declaration, Open
from dashboard.store.written import indented, listed, meant, plural, query, types_of


def newest(one: Declaration) -> str:
    """The records as the newest extracts give them, with the working days that each took where it has a deadline.

    Extracts overlap: of each record the version of the later period counts, the finer period's where both end alike.
    """
    if one.dataset.snapshot:
        return standing(one)
    key, columns = one.dataset.key, {"council": "VARCHAR", **one.sql_types}
    said = [f"{name} {kind}" for name, kind in columns.items()]
    chosen, joins = [f"versions.{name}" for name in columns], ""
    if due := one.dataset.deadline:
        said += ["taken_working_days BIGINT, NULL while unanswered", "within_deadline BOOLEAN, NULL likewise"]
        taken = "ended.working_day_number - began.working_day_number"
        chosen += [f"{taken} AS taken_working_days", f"{taken} <= {due.working_days} AS within_deadline"]
        joins = (
            f"\nLEFT JOIN working_days AS began\n"
            f"    ON versions.council = began.council AND versions.{due.since} = began.day"
            f"\nLEFT JOIN working_days AS ended\n"
            f"    ON versions.council = ended.council AND versions.{due.until} = ended.day"
        )
    return query(
        f"""\
WITH versions AS (
    SELECT *
    FROM {one.id}_extracts
    QUALIFY row_number() OVER (
        PARTITION BY council, {", ".join(key)}
        ORDER BY period_end DESC, period_months ASC
    ) = 1
)

SELECT
{indented(chosen)}
FROM versions{joins}
ORDER BY versions.council, {", ".join(f"versions.{name}" for name in key)}""",
        purpose=f"The records of {one.id} as the newest extracts give them.",
        grain=f"one row per council, {listed(key)}",
        parameters="none",
        columns="; ".join(said),
        reads=f"{one.id}_extracts" + (", working_days" if due else ""),
    )


def standing(one: Declaration) -> str:
    """The rows of each period's own list, under the last month of the period.

    A list is taken whole: where periods end alike, such as a year and its last quarter, it is the finer one's.
    """
    columns = {"council": "VARCHAR", "month": "DATE, the last of the period", **one.sql_types}
    return query(
        f"""\
SELECT
{indented(["council", "date_trunc('month', period_end)::DATE AS month", *one.columns])}
FROM {one.id}_extracts
QUALIFY rank() OVER (PARTITION BY council, period_end ORDER BY period_months ASC) = 1
ORDER BY council, month, {", ".join(one.dataset.key)}""",
        purpose=f"The records of {one.id} as they stood at the end of each loaded period.",
        grain=f"one row per council, month, {listed(one.dataset.key)}",
        parameters="none",
        columns="; ".join(f"{name} {kind}" for name, kind in columns.items()),
        reads=f"{one.id}_extracts",
    )


def open_at_month_ends(one: Declaration, open_: Open) -> str:
    """Each record once for every loaded month at whose end it is open."""
    unless = "".join(f"\n    AND records.{name} IS DISTINCT FROM '{value}'" for name, value in open_.unless.items())
    columns = {"month": "DATE", "council": "VARCHAR", **one.sql_types}
    return query(
        f"""\
SELECT
    loaded_months.month,
{indented([f"records.{name}" for name in ("council", *one.columns)])}
FROM {one.id}_newest AS records
INNER JOIN loaded_months ON records.council = loaded_months.council
WHERE
    records.{open_.since} <= last_day(loaded_months.month)
    AND (records.{open_.until} IS NULL OR records.{open_.until} > last_day(loaded_months.month)){unless}
ORDER BY loaded_months.month, {", ".join(f"records.{name}" for name in one.dataset.key)}""",
        purpose=f"The records of {one.id} that are open at the end of each loaded month.",
        grain="one row per month and record open at its end",
        parameters="none",
        columns="; ".join(f"{name} {kind}" for name, kind in columns.items()),
        reads=f"{one.id}_newest, loaded_months",
    )


def has_its_months(one: Declaration) -> bool:
    """Whether the records are months that have every column of the cube, so that there is nothing to count."""
    needed = {"month", *one.dataset.dimensions, *one.dataset.values} - one.dataset.beside.keys()
    return bool(one.dataset.values) and needed <= one.columns.keys() and not one.dataset.by_period


def cube(one: Declaration) -> str:
    """The cube of a dataset whose records are months already."""
    beside = one.dataset.beside
    columns = {
        "council": "VARCHAR",
        "month": "DATE, its first day",
        **dict.fromkeys(one.dataset.dimensions, "VARCHAR"),
        **types_of(one),
    }
    return query(
        f"SELECT\n{indented(in_month(one, name) for name in columns)}\nFROM {one.id}_newest\nORDER BY ALL",
        purpose=f"All that measures of {one.id} are made of, as the newest extracts give it.",
        grain=f"one row per council, {listed(['month', *one.dataset.dimensions])}",
        parameters="none",
        columns="; ".join(
            f"{name} {kind}" + (f", where {beside[name].known} is known" if name in beside else "")
            for name, kind in columns.items()
        ),
        reads=f"{one.id}_newest",
    )


def in_month(one: Declaration, name: str) -> str:
    """A column of a month's row: where it needs another to be known, empty where that is."""
    if not (its := one.dataset.beside.get(name)):
        return name
    return f"CASE WHEN {its.known} IS NOT NULL THEN {its.of or name} END AS {name}"


def counts(one: Declaration) -> str:
    """What the cube counts in each month, made once a release and summed over periods at every click."""
    dataset, types = one.dataset, types_of(one)
    columns = [
        *("council VARCHAR", "basis VARCHAR", "month VARCHAR, 2019-10"),
        *(f"{name} VARCHAR" for name in dataset.dimensions),
        *(f"{name} {types[name]}" for name in dataset.flows),
        *(f"{name} {types[name]}, at the end of the month" for name in dataset.stocks),
    ]
    chosen = [
        *("cube.council", "cube.basis", "strftime(cube.month, '%Y-%m') AS month"),
        *(dimension(one, name) for name in dataset.dimensions),
        *(value(one, name, types[name]) for name in dataset.values),
    ]
    rows = f"\nWHERE {meant(dataset.where)}" if dataset.where else ""
    return query(
        f"""\
SELECT
{indented(chosen)}
FROM {one.id}_cube AS cube{rows}{chr(10) + "GROUP BY ALL" if dataset.sums else ""}
ORDER BY ALL""",
        purpose=f"What the {one.id} cube counts in each month: made once a release, added up at every click.",
        grain=f"one row per {listed(['council', 'basis', 'month', *dataset.dimensions])}",
        parameters="none",
        columns="; ".join(columns),
        reads=f"{one.id}_cube",
    )


def dimension(one: Declaration, name: str) -> str:
    """A dimension as counts have it: an empty value in words, where there should be one."""
    if not (unknown := one.dataset.unknown.get(name)):
        return f"cube.{name}"
    words = unknown.written.replace("'", "''")
    return f"CASE WHEN {meant(unknown.where)} THEN coalesce(cube.{name}, '{words}') END AS {name}"


def value(one: Declaration, name: str, kind: str) -> str:
    """A flow or stock as counts have it."""
    if not one.dataset.sums:
        return f"cube.{name}"
    if not (made := one.dataset.sums.get(name)):
        return f"sum(cube.{name})::{kind} AS {name}"
    total = f"sum(cube.{made.of})" if made.of else "count(*)"
    rows = f" FILTER ({meant(made.where)})" if made.where else ""
    return f"coalesce({total}{rows}, 0)::{kind} AS {name}"


def places(one: Declaration) -> str:
    """The values of the filters that occur together; rows that belong to whole periods are read as they are."""
    names, source = one.dataset.offered, f"{one.id}_{'cube' if one.dataset.by_period else 'counts'}"
    return query(
        f"""\
SELECT DISTINCT {", ".join(names)}
FROM {source}
WHERE council = $council AND basis = 'latest'
ORDER BY {", ".join(names)}""",
        purpose=f"The {listed([plural(name).replace('_', ' ') for name in names])} of {one.id}, for filters to offer.",
        grain=f"one row per {listed(names)}",
        parameters="council VARCHAR",
        columns="; ".join(f"{name} VARCHAR" for name in names),
        reads=source,
    )


def dimensions(one: Declaration) -> str:
    """By which dimensions what is counted is known at all."""
    pairs = [(value, name) for value in one.dataset.values for name in one.dataset.dimensions]
    rows = "\nUNION ALL\n".join(
        f"""\
SELECT
    '{value}' AS counted,
    '{name}' AS dimension,
    NOT coalesce(bool_or({value} <> 0), FALSE)
    OR bool_or({value} <> 0 AND {name} IS NOT NULL) AS known
FROM {one.id}_cube"""
        for value, name in pairs
    )
    return query(
        f"{rows}\nORDER BY counted, dimension",
        purpose=f"By which dimensions each count of {one.id} is known; one without cases is taken to be known by all.",
        grain="one row per counted column and dimension",
        parameters="none",
        columns="counted VARCHAR; dimension VARCHAR; known BOOLEAN",
        reads=f"{one.id}_cube",
    )
