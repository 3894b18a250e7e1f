"""The complaints page's cards of waiting: how many working days answers took, and how long others have been open."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median_low

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Row
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

BANDS = ((5, "0 to 5"), (10, "6 to 10"), (15, "11 to 15"), (20, "16 to 20"), (40, "21 to 40"), (10**6, "Over 40"))
COUNTED = (
    "Working days are Mondays to Fridays after the day of receipt up to the day of the answer, without {}; an answer "
    "on the same day took 0."
)


def answer_days(page: Complaints) -> Card:
    """How many working days the answers took."""
    found = [row for row in page.waits if row["event"] == "answered"]
    total = sum(row["cases"] for row in found)
    finding = f"No {page.phrase} were answered in {page.when}. Try another quarter or fewer filters."
    if total:
        middle = median_low([row["working_days"] for row in found for _ in range(row["cases"])])
        finding = f"Half were answered within {fmt.days(middle)}"
        if page.deadline:
            late = sum(row["cases"] for row in found if row["working_days"] > page.deadline)
            finding += f"; {fmt.number(late) if late else 'none'} took longer than {page.deadline}"
        finding += "."
    return Card(
        key="answer_days",
        title="How long an answer takes",
        finding=finding,
        figure=figures.histogram(
            [{"days": row["working_days"], "cases": row["cases"]} for row in found], deadline=page.deadline
        ),
        table=Table(
            (Column("working_days", "Working days to answer", "days"), Column("cases", "Answers", "count")),
            tuple(found),
        ),
        about=about(
            page.measure("complaints_responded"),
            "complaints_waits",
            extra=COUNTED.format(page.data.catalogue.calendar(page.offer.council).in_words()),
        ),
        note=f"{page.stage_words}, {fmt.plural(total, 'answer')} in {page.when}.",
    )


def banded(waits: Iterable[Row]) -> list[Row]:
    """Open complaints in bands of working days waited, those without any left out."""
    bands = {label: {"label": label, "cases": 0, "late": 0} for _, label in BANDS}
    for row in waits:
        band = bands[next(label for most, label in BANDS if row["working_days"] <= most)]
        band["cases"] += row["cases"]
        band["late"] += row["late"]
    return [band for band in bands.values() if band["cases"]]


def still_open(page: Complaints) -> Card:
    """Complaints open at the end of the quarter by how long they have waited."""
    found = banded(row for row in page.waits if row["event"] == "open")
    total, overdue = sum(row["cases"] for row in found), sum(row["late"] for row in found)
    end = f"the end of {page.month_words or fmt.month(page.quarter.last_day)}"
    finding = f"No {page.phrase} were open at {end}."
    if total:
        past = f"{fmt.number(overdue)} of them" if overdue else "none of them"
        finding = f"{fmt.number(total)} were open at {end}, {past} past the deadline."
    if total == 1:
        finding = f"1 was open at {end}, {'past' if overdue else 'not past'} the deadline."
    return Card(
        key="open",
        title="Still open, by age",
        finding=finding,
        figure=figures.banded_bars(found),
        table=Table(
            (
                Column("label", "Working days since receipt"),
                Column("cases", "Open", "count"),
                Column("late", "Past the deadline", "count"),
            ),
            tuple(found),
        ),
        about=about(page.measure("complaints_open"), "complaints_waits"),
        note=f"{page.stage_words}. Working days since receipt.",
    )
