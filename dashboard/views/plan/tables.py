"""The plan's tables, group by group, as a paper prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.plan.lines import MET, MISSED, POLARITY, Line
from dashboard.views.plan.scope import Plan

MOST_GROUPS = 12
GROUPS = tuple(f"group_{place}" for place in range(1, MOST_GROUPS + 1))
QUERIES = ("kpis_history",)
DEFINITION = N_(
    "The measures of the council's plan with the values and targets that it prints. A target in words, such "
    "as Reduction, is held against the year before. What is counted up over the year is held against this "
    "period's share of it. A rate, or a number at a date, is held against the figure itself."
)


UNKNOWN = N_("No target in this table can be held against a value.")

# the words for codes of `status.trend`, which `_` says
TRENDS = (N_("Improved"), N_("Worsened"), N_("Static"), N_("Higher"), N_("Lower"), N_("Same"))


def about(counted: str = "", of: str = "") -> About:
    """Where the plan's measures come from."""
    return About(_(DEFINITION), counted, of, QUERIES)


def groups(page: Plan) -> list[Card]:
    """One table for each group of the plan; where there are very many, the last holds all the rest."""
    names = list(dict.fromkeys(line.group for line in page.shown))
    found = []
    for place, name in enumerate(names[:MOST_GROUPS]):
        rest = place == MOST_GROUPS - 1 and len(names) > MOST_GROUPS
        its = [line for line in page.shown if line.group == name or (rest and line.group in names[place:])]
        found.append(group(page, GROUPS[place], _("Other groups") if rest else name, its))
    return found


def group(page: Plan, card: str, title: str, found: Sequence[Line]) -> Card:
    """The table of one group, as a paper would print it."""
    met, judged = page.with_status(found, MET), page.with_status(found, (*MET, *MISSED))
    told = counted(page, met, judged) if judged or all(line.target == fmt.NOTHING for line in found) else _(UNKNOWN)
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


# how many met their target, and in the words of the scheme that says achieved: the only one, both, all, some
COUNTED = (
    (
        N_("The target is met."),
        N_("Both with a target met it."),
        N_("All {met} with a target met it."),
        N_("{met} of {judged} with a target met it."),
    ),
    (
        N_("The target is achieved."),
        N_("Both with a target achieved it."),
        N_("All {met} with a target achieved it."),
        N_("{met} of {judged} with a target achieved it."),
    ),
)


def counted(page: Plan, met: int, judged: int) -> str:
    """How many measures of a table with a target met it."""
    if not judged:
        return _("No measure in this table has a target.")
    one, both, every, some = COUNTED[page.scheme == "achieved_failed"]
    if met == judged:
        return _({1: one, 2: both}.get(met, every), met=met)
    return _(some, met=fmt.number(met) if met else _("None"), judged=fmt.number(judged))


def columns_of(page: Plan, found: Sequence[Line]) -> tuple[Column, ...]:
    """The columns of a table; those in which nothing stands are left out."""
    year = page.quarter.as_kind("year") - 1
    compared = (
        (Column("long", _("Long trend")), Column("short", _("Short trend")))
        if page.quarterly
        else (Column("travel", _("Direction of travel")),)
    )
    every = (
        Column("name", _("Measure")),
        Column("group", _("Group")),
        Column("number", _("Code")),
        Column("polarity", _("Good is")),
        Column("year_before", _("{year} outturn", year=year.label), "number"),
        Column("previous", (page.quarter - 1).label, "number"),
        Column("value", page.quarter.label, "number"),
        Column("target", _("Target")),
        Column("status", _("Status"), "status"),
        *compared,
        Column("benchmark", _("Benchmark")),
        Column("year_target", _("Target for the year"), "number"),
        Column("note", _("Note")),
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
        "polarity": _(POLARITY[line.polarity]),
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
    return fmt.NOTHING if direction == "not_available" else _(direction.capitalize())


def others(page: Plan) -> Card | None:
    """What the same paper reports for other periods, such as an academic year; None where there is nothing."""
    found = page.filtered(page.elsewhere)
    if not found:
        return None
    counted = sum(line.counted for line in found)
    return Card(
        key="elsewhere",
        title=_("Reported with these, for other periods"),
        finding=_(
            "{count} that the extract of {quarter} gives beside its own",
            count=fmt.plural(len(found), "measure", "measures"),
            quarter=page.quarter.label,
        )
        + (
            _("; {counted_words} in the totals above.", counted_words=counted_words(counted, len(found)))
            if counted
            else "."
        ),
        figure=None,
        table=Table(
            (
                Column("name", _("Measure")),
                Column("service_area", _("Service area")),
                Column("period", _("Period")),
                Column("year_before", _("Year before"), "number"),
                Column("value", _("Value"), "number"),
                Column("target", _("Target")),
                Column("status", _("Status"), "status"),
                Column("travel", _("Direction of travel")),
                Column("note", _("Note")),
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
        return _("it counts") if of == 1 else _("all count")
    return f"{fmt.in_words(counted)} {(_('counts') if counted == 1 else _('count'))}"
