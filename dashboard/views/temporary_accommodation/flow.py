"""The temporary accommodation page's own cards of what moves: who came and left, and homelessness in the area."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import MONTH_NAMES
from dashboard.measures.components import Components
from dashboard.store.database import Row
from dashboard.views.cards import line_rows
from dashboard.views.declared.cards import query
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

HOMELESSNESS = ("homelessness_applications", "homelessness_preventions", "homelessness_acceptances")
COUNTS = ("applications", "preventions", "reliefs", "acceptances")
# the duties since 2018, each with the counts of who was owed it, whom it ended for and who had a home then
DUTIES = {
    "prevention": ("prevention_duties_owed", "prevention_duties_ended", "prevention_secured"),
    "relief": ("relief_duties_owed", "relief_duties_ended", "relief_secured"),
}


def bridge(page: TemporaryAccommodation) -> Card | None:
    """From the last period's households to this one's: who came and who left; none without a period before."""
    row = page.row
    if not row or (page.before is None and not page.state.month):
        return None
    now, came, left = row["households"], row["started"], row["ended"]
    before = now - came + left if page.before is None else round(page.before)
    corrected = now - (before + came - left)
    first, last = ends(page)
    rows: list[dict[str, Any]] = [
        {"label": first, "value": before, "total": True},
        {"label": "Came", "value": came, "total": False, "link": page.to(records="received")},
        {"label": "Left", "value": -left, "total": False, "link": page.to(records="responded")},
        *([{"label": "Corrections", "value": corrected, "total": False}] if corrected else []),
        {"label": last, "value": now, "total": True, "link": page.to(records="open")},
    ]
    came_words = f"{fmt.plural(came, 'household').capitalize()} came and {fmt.number(left) if left else 'none'} left"
    moves = " A move from a service or type that is not chosen counts as coming." if page.filtered else ""
    return Card(
        key="bridge",
        title=f"Who came and who left, {page.when}",
        finding=f"{came_words}: {net(came - left)}.",
        figure=figures.bridge(rows),
        table=Table((Column("label", "Households"), Column("value", "Number", "count")), tuple(rows)),
        about=about(
            page.focus,
            query(page),
            extra="A household comes on the day its first placement begins, and leaves on the day its last one ends; "
            "moves from one placement to the next at the latest on the day after are neither.",
        ),
        note=f"Households, not placements.{moves}"
        + (" Corrections are to what was known of the earlier date." if corrected else ""),
    )


def net(change: int) -> str:
    """`15 more than at the start`."""
    if not change:
        return "as many as at the start"
    return f"{fmt.number(abs(change))} {'more' if change > 0 else 'fewer'} than at the start"


def ends(page: TemporaryAccommodation) -> tuple[str, str]:
    """What the two totals are called: the quarters, or the months where one is chosen."""
    if not page.state.month:
        return (page.quarter - 1).label, page.quarter.label
    year, month = (int(part) for part in page.state.month.split("-"))
    before = f"{MONTH_NAMES[month - 2]} {year if month > 1 else year - 1}"
    return before, f"{MONTH_NAMES[month - 1]} {year}"


def homelessness(page: TemporaryAccommodation) -> Card | None:
    """Applications, preventions and acceptances by quarter; none where the council counts nothing."""
    if not page.has("homelessness"):
        return None
    parts, measures = page.homeless(), [page.measure(name) for name in HOMELESSNESS]
    rows = [row for one in measures for row in line_rows(page, one, parts, {"": one.short_title})]
    if all(row["value"] is None for row in rows):
        return None
    table = [
        {
            **(parts.row(quarter) or dict.fromkeys((*COUNTS, *(name for names in DUTIES.values() for name in names)))),
            **{duty: parts.value(page.measure(f"homelessness_{duty}_secured"), quarter) for duty in DUTIES},
            "period": quarter.label,
            "link": page.quarter_link(quarter),
        }
        for quarter in reversed(page.quarters)
    ]
    known = [duty for duty, names in DUTIES.items() if any(row[name] is not None for row in table for name in names)]
    part = " The whole council: these counts are not by service or type." if page.filtered else ""
    return Card(
        key="homelessness",
        council_wide=True,
        title="Homelessness applications and preventions",
        finding=" ".join(
            [
                counted(page, parts.row(page.quarter), parts.row(page.quarter.year_before())),
                *(ended(page, parts, duty) for duty in known),
            ]
        ).strip(),
        figure=figures.quarterly_lines(rows, unit="count", decimals=0),
        table=Table.linked(
            (
                Column("period", "Quarter"),
                *(Column(name, name.capitalize(), "count") for name in COUNTS),
                *(column for duty in known for column in duty_columns(page, duty)),
            ),
            table,
        ),
        about=about(measures[0], "homelessness_components", extra=" ".join(one.definition for one in measures[1:])),
        note=f"Acceptances: households the council owes the main duty to house.{part}",
    )


def duty_columns(page: TemporaryAccommodation, duty: str) -> list[Column]:
    """The columns of one duty: its counts and the share that they come to."""
    labels = page.data.catalogue.datasets["homelessness"].columns
    counts = [Column(name, labels[name].label, "count") for name in DUTIES[duty]]
    return [*counts, Column(duty, f"{duty.capitalize()}: secured, %", "percent", 1)]


def ended(page: TemporaryAccommodation, parts: Components, duty: str) -> str:
    """`Of 40 prevention duties that ended, 25 (62.5%) ended with accommodation secured.`; nothing where unknown."""
    now = parts.reading(page.measure(f"homelessness_{duty}_secured"), page.quarter)
    if now.value is None:
        return ""
    duties = f"{duty} {'duty' if now.denominator == 1 else 'duties'} that ended"
    return (
        f"Of {fmt.number(now.denominator)} {duties}, {fmt.number(now.numerator)} ({fmt.percent(now.value)}) ended with "
        "accommodation secured."
    )


def counted(page: TemporaryAccommodation, now: Row | None, then: Row | None) -> str:
    """`309 applications, 131 preventions and 56 households accepted in Q4 2019/20; a year before 280, 120 and 60.`."""
    if not now:
        return f"No homelessness counts are loaded for {page.quarter.label}."
    nouns = {"applications": "application", "preventions": "prevention", "acceptances": "household"}
    said = (
        f"{fmt.listed([fmt.plural(now[name], noun) for name, noun in nouns.items()])} accepted in {page.quarter.label}"
    )
    return f"{said}; a year before {fmt.listed([fmt.number(then[name]) for name in nouns])}." if then else f"{said}."
