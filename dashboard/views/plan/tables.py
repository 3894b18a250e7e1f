"""The plan's tables, group by group, as a paper prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.plan.lines import MET, MISSED, POLARITY, Line
from dashboard.views.plan.scope import Plan

MOST_GROUPS = 12
GROUPS = tuple(f"group_{place}" for place in range(1, MOST_GROUPS + 1))
QUERIES = ("kpis_history",)
DEFINITION = (
    "The measures of the council's plan with the values and targets that it prints. A target in words, such as "
    "Reduction, is held against the year before. What is counted up over the year is held against this period's share "
    "of it. A rate, or a number at a date, is held against the figure itself."
)


UNKNOWN = "No target in this table can be held against a value."


def about(counted: str = "", of: str = "") -> About:
    """Where the plan's measures come from."""
    return About(DEFINITION, counted, of, QUERIES)


def groups(page: Plan) -> list[Card]:
    """One table for each group of the plan; where there are very many, the last holds all the rest."""
    names = list(dict.fromkeys(line.group for line in page.shown))
    found = []
    for place, name in enumerate(names[:MOST_GROUPS]):
        rest = place == MOST_GROUPS - 1 and len(names) > MOST_GROUPS
        its = [line for line in page.shown if line.group == name or (rest and line.group in names[place:])]
        found.append(group(page, GROUPS[place], "Other groups" if rest else name, its))
    return found


def group(page: Plan, card: str, title: str, found: Sequence[Line]) -> Card:
    """The table of one group, as a paper would print it."""
    met, judged = page.with_status(found, MET), page.with_status(found, (*MET, *MISSED))
    told = counted(page, met, judged) if judged or all(line.target == fmt.NOTHING for line in found) else UNKNOWN
    where = [part for part in dict.fromkeys(found[0].place) if part and part != title]
    finding = " ".join([*([f"{': '.join(where)}."] if where else []), told])
    columns = columns_of(page, found)
    return Card(
        key=card,
        title=title,
        subject=title,
        finding=finding,
        figure=None,
        table=Table(columns, tuple(row(line) for line in found), tuple(line.link for line in found)),
        about=about(),
        wide=True,
    )


def counted(page: Plan, met: int, judged: int) -> str:
    """How many measures of a table with a target met it."""
    if not judged:
        return "No measure in this table has a target."
    verb = "achieved" if page.scheme == "achieved_failed" else "met"
    if met == judged:
        return (
            f"{'Both' if met == 2 else f'All {met}'} with a target {verb} it." if met > 1 else f"The target is {verb}."
        )
    return f"{fmt.number(met) if met else 'None'} of {fmt.number(judged)} with a target {verb} it."


def columns_of(page: Plan, found: Sequence[Line]) -> tuple[Column, ...]:
    """The columns of a table; those in which nothing stands are left out."""
    year = page.quarter.as_kind("year") - 1
    compared = (
        (Column("long", "Long trend"), Column("short", "Short trend"))
        if page.quarterly
        else (Column("travel", "Direction of travel"),)
    )
    every = (
        Column("name", "Measure"),
        Column("group", "Group"),
        Column("number", "Code"),
        Column("polarity", "Good is"),
        Column("year_before", f"{year.label} outturn", "number"),
        Column("previous", (page.quarter - 1).label, "number"),
        Column("value", page.quarter.label, "number"),
        Column("target", "Target"),
        Column("status", "Status", "status"),
        *compared,
        Column("benchmark", "Benchmark"),
        Column("year_target", "Target for the year", "number"),
        Column("note", "Note"),
    )
    several = len({line.group for line in found}) > 1
    needed = {
        "name",
        *(("group",) if several else ()),
        "polarity",
        "value",
        "status",
        *(column.key for column in compared),
    }
    rows = [row(line) for line in found]
    kept = [c for c in every if several or c.key != "group"]
    return tuple(c for c in kept if c.key in needed or any(one[c.key] not in (None, fmt.NOTHING) for one in rows))


def row(line: Line) -> dict[str, Any]:
    """A line as a row of its table."""
    return {
        "name": line.name,
        "group": line.group,
        "number": line.number or None,
        "polarity": POLARITY[line.polarity],
        "period": line.period.label,
        "service_area": line.service_area,
        "year_before": line.year_before,
        "previous": line.previous,
        "value": line.value,
        "target": line.target,
        "status": line.status,
        "travel": line.travel,
        "long": trend_words(line.long_trend),
        "short": trend_words(line.short_trend),
        "benchmark": line.benchmark,
        "year_target": line.year_target,
        "note": line.note or None,
    }


def trend_words(direction: str) -> str:
    """A trend over quarters in a word, or a dash."""
    return fmt.NOTHING if direction == "not_available" else direction.capitalize()


def others(page: Plan) -> Card | None:
    """What the same paper reports for other periods, such as an academic year; None where there is nothing."""
    found = page.filtered(page.elsewhere)
    if not found:
        return None
    counted = sum(line.counted for line in found)
    return Card(
        key="elsewhere",
        title="Reported with these, for other periods",
        finding=f"{fmt.plural(len(found), 'measure')} that the extract of {page.quarter.label} gives beside its own"
        + (f"; {counted_words(counted, len(found))} in the totals above." if counted else "."),
        figure=None,
        table=Table(
            (
                Column("name", "Measure"),
                Column("service_area", "Service area"),
                Column("period", "Period"),
                Column("year_before", "Year before", "number"),
                Column("value", "Value", "number"),
                Column("target", "Target"),
                Column("status", "Status", "status"),
                Column("travel", "Direction of travel"),
                Column("note", "Note"),
            ),
            tuple(row(line) for line in found),
            tuple(line.link for line in found),
        ),
        about=about(),
        wide=True,
    )


def counted_words(counted: int, of: int) -> str:
    """`it counts`, `all count`, `two count`: how many are in the totals of the page."""
    if counted == of:
        return "it counts" if of == 1 else "all count"
    return f"{fmt.in_words(counted)} {'counts' if counted == 1 else 'count'}"
