"""The complaints page's comparisons with the quarter before: by theme, and the table that the paper prints."""

from __future__ import annotations

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Picture, Row

NO_THEME = "Not recorded"


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
    top = named[0]
    since = "" if top["before"] is None else f", from {fmt.number(top['before'])} last quarter"
    finding = f"{top['label']} was the most common: {fmt.share_of(top['now'], total)}{since}."
    return Picture(finding, rows, figures.paired_bars(rows, now_label=page.when, before_label=last.label))


def summary(page: Complaints) -> Picture:
    """The paper's own table: four areas, this quarter beside the one before."""
    finding = f"Volumes and timeliness, {page.quarter.label} beside {(page.quarter - 1).label}."
    return Picture(finding, [row for stage in page.stages for row in of_stage(page, stage)])


def of_stage(page: Complaints, stage: str) -> list[Row]:
    """A stage's counts and its share in time."""
    parts = page.loaded["stage"]
    then, now = (parts.row(quarter, stage) or {} for quarter in (page.quarter - 1, page.quarter))
    share, name = parts.reading(page.focus, page.quarter, stage), page.stage_names[stage]
    in_time = f"Answered within {fmt.days(page.days_allowed(stage))}"
    lines = {"received": "Received", "responded": "Answered", "within_deadline": in_time}
    counts = [compared(then.get(key), now.get(key), stage=name, line=lines[key], direction="") for key in lines]
    moved = share.short_trend.replace("_", " ").capitalize()
    return [*counts, compared(share.previous, share.value, "percent", stage=name, line="In time", direction=moved)]


def compared(before: float | None, now: float | None, unit: str = "count", **more: str) -> Row:
    """Two values and, where both are known, their difference as shown."""
    change = None
    if before is not None and now is not None:
        change = difference(now, before, 1) if unit == "percent" else now - before
    return {**more, "unit": unit, "before": before, "now": now, "change": change}
