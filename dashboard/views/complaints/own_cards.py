"""The complaints page's own cards: how long answers took and others have waited, by theme, and the paper's table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median_low

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Picture, Row
from dashboard.views.measure import most

BANDS = ((5, "0 to 5"), (10, "6 to 10"), (15, "11 to 15"), (20, "16 to 20"), (40, "21 to 40"), (10**6, "Over 40"))
MOST_DAYS = 250  # to an answer: of longer ones the cube keeps no more than that they took as long
NO_THEME = "Not recorded"


def answer_days(page: Complaints) -> Picture:
    """How many working days the answers took."""
    rows = [{"days": row["working_days"], "cases": row["cases"]} for row in page.waits if row["event"] == "answered"]
    total = sum(row["cases"] for row in rows)
    finding = f"No {page.phrase} were answered in {page.when}. Try another quarter or fewer filters."
    deadline = page.deadline if page.deadline is None or page.deadline < MOST_DAYS else None
    if total:
        middle = median_low([row["days"] for row in rows for _ in range(row["cases"])])
        took = fmt.days(middle) + (" or longer" if middle == MOST_DAYS else "")
        late = sum(row["cases"] for row in rows if deadline and row["days"] > deadline)
        finding = f"Half of {page.phrase} {'took' if middle == MOST_DAYS else 'were answered within'} {took}"
        if total == 1:
            finding = f"The one answer took {took}"
            finding += f", longer than {deadline}" if late else ""
        elif deadline:
            finding += f"; {fmt.number(late) if late else 'none'} of {fmt.number(total)} took longer than {deadline}"
        finding += "."
    note = f"{page.stage_words}, {fmt.plural(total, 'answer')} in {page.when}."
    if any(row["days"] == MOST_DAYS for row in rows):
        note += f" {fmt.days(MOST_DAYS)} stands for all that took as long or longer."
    return Picture(finding, rows, figures.histogram(rows, deadline=deadline), note)


def still_open(page: Complaints) -> Picture:
    """Complaints open at the end of the quarter by how long they have waited."""
    rows = banded(row for row in page.waits if row["event"] == "open")
    total, overdue = sum(row["cases"] for row in rows), sum(row["late"] for row in rows)
    end = f"the end of {page.last_month}"
    finding = f"No {page.phrase} were open at {end}."
    if total:
        whole = "both of them" if total == 2 else "all of them"
        past = whole if overdue == total else f"{fmt.number(overdue)} of them" if overdue else "none of them"
        finding = f"{page.counted(total, 'open')} at {end}, {past} past the deadline."
    if total and page.timeless:
        finding = f"{page.counted(total, 'open')} at {end}; there is no deadline."
    elif total == 1:
        finding = f"{page.counted(total, 'open')} at {end}, {'past' if overdue else 'not past'} the deadline."
    return Picture(finding, rows, figures.banded_bars(rows))


def banded(waits: Iterable[Row]) -> list[Row]:
    """Open complaints in bands of working days waited, those without any left out."""
    bands = {label: {"label": label, "cases": 0, "late": 0} for _, label in BANDS}
    for row in waits:
        band = bands[next(label for most, label in BANDS if row["working_days"] <= most)]
        band["cases"] += row["cases"]
        band["late"] += row["late"]
    return [band for band in bands.values() if band["cases"]]


def themes(page: Complaints) -> Picture:
    """What complaints are about, this quarter against last."""
    measure, parts, last = page.measure("complaints_received"), page.in_quarter["theme"], page.quarter - 1
    rows: list[Row] = []
    for name in parts.names([page.quarter, last]):
        before = None if page.state.month else parts.value(measure, last, name)
        rows.append(compared(before, parts.value(measure, page.quarter, name), label=name))
    rows.sort(key=lambda row: (-(row["now"] or 0), row["label"]))
    total, named = sum(row["now"] or 0 for row in rows), [row for row in rows if row["label"] != NO_THEME]
    if not total:
        return Picture(f"No {page.phrase} were received in {page.when}. Try another quarter or fewer filters.", rows)
    if not named:
        return Picture(f"The extract of {page.quarter.label} says of no complaint what it is about.", rows)
    finding = most_common(page, named, total)
    return Picture(finding, rows, figures.paired_bars(rows, now_label=page.when, before_label=last.label))


def most_common(page: Complaints, named: Sequence[Row], total: float) -> str:
    """The theme that is clearly the most common, with those that chance alone might set below it, or that none is."""
    first, of = most.leading(named, "now"), page.counted(total)
    if sum(bool(row["now"]) for row in named) == 1:
        return f"{named[0]['label']} was the theme of {fmt.number(named[0]['now'])} of {of}."
    if len(first) == 1:
        before = first[0]["before"]
        since = "" if before is None else f", from {fmt.number(before)} last quarter"
        return f"{first[0]['label']} was the most common theme: {fmt.number(first[0]['now'])} of {of}{since}."
    if first:
        return f"{most.with_values(first, fmt.number, 'now')} were clearly more common than other themes of {of}."
    return f"No theme of {of} is clearly the most common{most.each_of(named, fmt.number, 'now')}."


def summary(page: Complaints) -> Picture:
    """The paper's own table: four areas, this quarter beside the one before."""
    last = page.quarter - 1
    finding = f"Volumes and timeliness of complaints, {page.quarter.label} beside {last.label}."
    if last not in page.offer.quarters:
        finding = f"Volumes and timeliness of complaints, {page.quarter.label}; nothing is loaded for {last.label}."
    return Picture(finding, [row for stage in page.stages for row in of_stage(page, stage)])


def of_stage(page: Complaints, stage: str) -> list[Row]:
    """A stage's counts and its share in time."""
    parts = page.loaded["stage"]
    then, now = (parts.row(quarter, stage) or {} for quarter in (page.quarter - 1, page.quarter))
    share, name = parts.reading(page.focus, page.quarter, stage), page.stage_names[stage]
    in_time = f"Answered {page.within([stage])}"
    lines = {"received": "Received", "responded": "Answered", "within_deadline": in_time}
    counts = [compared(then.get(key), now.get(key), stage=name, line=lines[key], direction="") for key in lines]
    verdict = share.verdict.change_words.capitalize()
    return [*counts, compared(share.previous, share.value, "percent", stage=name, line="In time", direction=verdict)]


def compared(before: float | None, now: float | None, unit: str = "count", **more: str) -> Row:
    """Two values and, where both are known, their difference as shown."""
    change = None
    if before is not None and now is not None:
        change = difference(now, before, 1) if unit == "percent" else now - before
    return {**more, "unit": unit, "before": before, "now": now, "change": change}
