"""The complaints page's cards of waiting: how many working days answers took, and how long others have been open."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median_low

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Picture, Row

BANDS = ((5, "0 to 5"), (10, "6 to 10"), (15, "11 to 15"), (20, "16 to 20"), (40, "21 to 40"), (10**6, "Over 40"))


def answer_days(page: Complaints) -> Picture:
    """How many working days the answers took."""
    rows = [{"days": row["working_days"], "cases": row["cases"]} for row in page.waits if row["event"] == "answered"]
    total = sum(row["cases"] for row in rows)
    finding = f"No {page.phrase} were answered in {page.when}. Try another quarter or fewer filters."
    if total:
        middle = median_low([row["days"] for row in rows for _ in range(row["cases"])])
        finding = f"Half were answered within {fmt.days(middle)}"
        if page.deadline:
            late = sum(row["cases"] for row in rows if row["days"] > page.deadline)
            finding += f"; {fmt.number(late) if late else 'none'} took longer than {page.deadline}"
        finding += "."
    note = f"{page.stage_words}, {fmt.plural(total, 'answer')} in {page.when}."
    return Picture(finding, rows, figures.histogram(rows, deadline=page.deadline), note)


def still_open(page: Complaints) -> Picture:
    """Complaints open at the end of the quarter by how long they have waited."""
    rows = banded(row for row in page.waits if row["event"] == "open")
    total, overdue = sum(row["cases"] for row in rows), sum(row["late"] for row in rows)
    end = f"the end of {page.month_words or fmt.month(page.quarter.last_day)}"
    finding = f"No {page.phrase} were open at {end}."
    if total:
        past = f"{fmt.number(overdue)} of them" if overdue else "none of them"
        finding = f"{fmt.number(total)} were open at {end}, {past} past the deadline."
    if total == 1:
        finding = f"1 was open at {end}, {'past' if overdue else 'not past'} the deadline."
    return Picture(finding, rows, figures.banded_bars(rows))


def banded(waits: Iterable[Row]) -> list[Row]:
    """Open complaints in bands of working days waited, those without any left out."""
    bands = {label: {"label": label, "cases": 0, "late": 0} for _, label in BANDS}
    for row in waits:
        band = bands[next(label for most, label in BANDS if row["working_days"] <= most)]
        band["cases"] += row["cases"]
        band["late"] += row["late"]
    return [band for band in bands.values() if band["cases"]]
