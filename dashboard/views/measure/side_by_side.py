"""Cards that set places side by side over time: a row a directorate or service, a column a quarter, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.views import changes, unequal
from dashboard.views.cards import value_column
from dashboard.views.measure import moves, splits
from dashboard.views.measure.places import Place, adds_up, places
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.pieces import Card, Column, Mark, Table
from dashboard.views.scope import about

KEYS = {"directorate": "directorates_over_time", "service": "services_over_time"}
SHARED = {
    "directorate": N_("They need not add up: what two directorates share counts in each, and once in the council."),
    "service": N_("They need not add up: what two services share counts in each, and once in the council."),
}
COUNCIL = N_("Council as a whole")
MOST_QUARTERS = 12  # columns that a page, a slide and paper have room for
TONES = 4  # how many shades lie between the lowest number and the highest
HOW = N_("Each is compared with its own number a year before and, by the rules of the verdict, with its own past.")
Row = dict[str, Any]


def cards(page: OneMeasure) -> list[Card]:
    """One card for each kind of place of which there are several to compare."""
    found = (card(page, by) for by in page.side_by_side)
    return [one for one in found if one]


def card(page: OneMeasure, by: str) -> Card | None:
    """The places by quarter, those to look at first on top and the council last; None of fewer than two places, of a
    single quarter, or where all is zero."""
    every = [quarter for quarter in reversed(page.quarters) if quarter in page.offer.quarters]
    quarters = every[:MOST_QUARTERS]
    found = places(page, by, quarters)
    if len(found) < 2 or len(quarters) < 2 or not any(one.value(quarter) for one in found for quarter in quarters):
        return None
    council = Place(page, page.everywhere, "", _(COUNCIL))
    rows = [row(one, quarters) for one in (*found, council)]
    tone = tones([one.value(quarter) for one in found for quarter in quarters])
    marks = [marks_of(one, by, quarters, tone) for one in found]
    marks.append(marks_of(council, "", quarters, {}))
    return Card(
        key=KEYS[by],
        title=_("{short_title} by {by}, over time", short_title=page.focus.short_title, by=_(by)),
        finding=moves.finding(page, found, by),
        figure=None,
        table=Table(columns(page, by, quarters, rows), tuple(rows), marks=tuple(marks)),
        about=about(page.focus, page.query, extra=_(HOW)),
        note=note(page, by, marks, len(every), adding_up=adds_up(page, found, quarters)),
        wide=True,
    )


def row(one: Place, quarters: Sequence[Period]) -> Row:
    """One place: its number in each quarter under the quarter's id, how it moved, and what its past makes of it."""
    told = _(unequal.TOLD["few"]) if one.few(one.page.quarter) else changes.cell(one.reading)
    by_quarter = {quarter.id: one.value(quarter) for quarter in quarters}
    return {"label": one.label, **by_quarter, "moved": one.moved, "told": told or None}


def columns(page: OneMeasure, by: str, quarters: Sequence[Period], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The newest quarter, how it stands beside the past, then the quarters before."""
    value = value_column(page.focus)
    newest, *before = (replace(value, key=quarter.id, label=quarter.label) for quarter in quarters)
    told = [Column("told", _("Beside its past"))] if any(row["told"] for row in rows) else []
    return (Column("label", splits.heading(by)), newest, *told, *before)


def marks_of(one: Place, by: str, quarters: Sequence[Period], tone: Mapping[float, int]) -> dict[str, Mark]:
    """What each of a row's cells is beside its number: judged where the place has a target and cases enough, pale where
    it has too few, else the darker the higher it is among the places; each leads to that place in that quarter."""
    found = {"label": Mark(link_of(one, by))}
    for quarter in quarters:
        value, judged, few = one.value(quarter), one.status(quarter), one.few(quarter)
        link = None if value is None else link_of(one, by, month="", quarter=quarter)
        found[quarter.id] = Mark(link, judged, few, 0 if value is None or judged or few else tone.get(value, 0))
    return found


def link_of(one: Place, by: str, **more: object) -> str | None:
    """The query string that leads to the place; of the council, which is of no kind, the one without any place."""
    if not by:
        return one.page.to(directorate=(), service=(), **more)
    return splits.link(one.page, by, one.part, **more)


def tones(values: Sequence[float | None]) -> dict[float, int]:
    """For each number which of the shades it has, the highest the darkest."""
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    return {value: round(TONES * (value - low) / ((high - low) or 1)) for value in known}


def note(page: OneMeasure, by: str, marks: Sequence[Mapping[str, Mark]], every: int, *, adding_up: bool) -> str:
    """What is counted, of how many quarters the newest are shown, what shapes and pale numbers mean, that places need
    not add up, and what a hand can do."""
    cells = [mark for row in marks for key, mark in row.items() if key != "label"]
    shapes = dict.fromkeys(f"{mark.status.shape} {mark.status.word}" for mark in cells if mark.status)
    few, when = any(mark.few for mark in cells), page.period_word
    sentences = (
        f"{page.counted_words}." if page.counted_words else "",
        _(
            "The newest {most_quarters} of {every} {whens}.",
            most_quarters=MOST_QUARTERS,
            every=every,
            whens=page.period_words,
        )
        if every > MOST_QUARTERS
        else "",
        f"{'; '.join(shapes)}." if shapes else "",
        _(
            "What rests on fewer than {fewest_cases} cases is not judged{what}.",
            fewest_cases=page.judging.fewest_cases,
            what=_(" and has no shape") if shapes else "",
        )
        if few
        else "",
        "" if adding_up else _(SHARED[by]),
    )
    darker = _("; the darker, the higher") if any(mark.tone for mark in cells) else ""
    pale = _("; pale ones are not judged") if few else ""
    return " ".join(
        filter(
            None,
            (
                *sentences,
                _(
                    "Select a number to see that {by} in that {when}{darker}{pale}.",
                    by=_(by),
                    when=when,
                    darker=darker,
                    pale=pale,
                ),
            ),
        )
    )
