"""The complaints page's own cards: how long answers took and others have waited, by theme, and the paper's table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.statistics import difference, middle
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Picture, Row
from dashboard.views.measure import most

BANDS = (
    (5, N_("0 to 5")),
    (10, N_("6 to 10")),
    (15, N_("11 to 15")),
    (20, N_("16 to 20")),
    (40, N_("21 to 40")),
    (10**6, N_("Over 40")),
)
MOST_DAYS = 250  # to an answer: of longer ones the cube keeps no more than that they took as long
NO_THEME = N_("Not recorded")


def answer_days(page: Complaints) -> Picture:
    """How many working days the answers took."""
    rows = [{"days": row["working_days"], "cases": row["cases"]} for row in page.waits if row["event"] == "answered"]
    total = sum(row["cases"] for row in rows)
    finding = _(
        "No {phrase} were answered in {when}. Try another quarter or fewer filters.", phrase=page.phrase, when=page.when
    )
    deadline = page.deadline if page.deadline is None or page.deadline < MOST_DAYS else None
    if total:
        half = middle((row["days"], row["cases"]) for row in rows)
        took = fmt.days(half) + (_(" or longer") if half == MOST_DAYS else "")
        late = sum(row["cases"] for row in rows if deadline and row["days"] > deadline)
        longer, within = N_("Half of {phrase} took {took}"), N_("Half of {phrase} were answered within {took}")
        finding = _(longer if half == MOST_DAYS else within, phrase=page.phrase, took=took)
        if total == 1:
            finding = _("The one answer took {took}", took=took)
            finding += _(", longer than {deadline}", deadline=deadline) if late else ""
        elif deadline:
            finding += _(
                "; {late} of {total} took longer than {deadline}",
                late=fmt.number(late) if late else _("none"),
                total=fmt.number(total),
                deadline=deadline,
            )
        finding += "."
    note = _(
        "{stage_words}, {total} in {when}.",
        stage_words=page.stage_words,
        total=fmt.plural(total, "answer", "answers"),
        when=page.when,
    )
    if any(row["days"] == MOST_DAYS for row in rows):
        note += _(" {most_days} stands for all that took as long or longer.", most_days=fmt.days(MOST_DAYS))
    return Picture(finding, rows, figures.histogram(rows, deadline=deadline), note)


def still_open(page: Complaints) -> Picture:
    """Complaints open at the end of the quarter by how long they have waited."""
    rows = banded(row for row in page.waits if row["event"] == "open")
    total, overdue = sum(row["cases"] for row in rows), sum(row["late"] for row in rows)
    end = _("the end of {last_month}", last_month=page.last_month)
    finding = _("No {phrase} were open at {end}.", phrase=page.phrase, end=end)
    if total:
        whole = _("both of them") if total == 2 else _("all of them")
        past = (
            whole
            if overdue == total
            else _("{overdue} of them", overdue=fmt.number(overdue))
            if overdue
            else _("none of them")
        )
        finding = _(
            "{counted} at {end}, {past} past the deadline.", counted=page.counted(total, _("open")), end=end, past=past
        )
    if total and page.timeless:
        finding = _("{counted} at {end}; there is no deadline.", counted=page.counted(total, _("open")), end=end)
    elif total == 1:
        late, early = N_("{counted} at {end}, past the deadline."), N_("{counted} at {end}, not past the deadline.")
        finding = _(late if overdue else early, counted=page.counted(total, _("open")), end=end)
    return Picture(finding, rows, figures.banded_bars(rows))


def banded(waits: Iterable[Row]) -> list[Row]:
    """Open complaints in bands of working days waited, those without any left out."""
    bands = {
        label: {"label": _(label), "name": _("{label} working days", label=_(label)), "cases": 0, "late": 0}
        for _rest, label in BANDS
    }
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
        return Picture(
            _(
                "No {phrase} were received in {when}. Try another quarter or fewer filters.",
                phrase=page.phrase,
                when=page.when,
            ),
            rows,
        )
    if not named:
        return Picture(
            _("The extract of {quarter} says of no complaint what it is about.", quarter=page.quarter.label), rows
        )
    finding = most_common(page, named, total)
    return Picture(finding, rows, figures.paired_bars(rows, now_label=page.when, before_label=last.label))


def most_common(page: Complaints, named: Sequence[Row], total: float) -> str:
    """The theme that is clearly the most common, with those that chance alone might set below it, or that none is."""
    first, of = most.leading(named, "now"), page.counted(total)
    if sum(bool(row["now"]) for row in named) == 1:
        return _(
            "{label} was the theme of {now} of {of}.", label=named[0]["label"], now=fmt.number(named[0]["now"]), of=of
        )
    if len(first) == 1:
        before = first[0]["before"]
        since = "" if before is None else _(", from {before} last quarter", before=fmt.number(before))
        return _(
            "{label} was the most common theme: {now} of {of}{since}.",
            label=first[0]["label"],
            now=fmt.number(first[0]["now"]),
            of=of,
            since=since,
        )
    if first:
        return _(
            "{with_values} were clearly more common than other themes of {of}.",
            with_values=most.with_values(first, fmt.number, "now"),
            of=of,
        )
    return _(
        "No theme of {of} is clearly the most common{each_of}.",
        of=of,
        each_of=most.each_of(named, fmt.number, "now"),
    )


def summary(page: Complaints) -> Picture:
    """The paper's own table: four areas, this quarter beside the one before."""
    last = page.quarter - 1
    finding = _(
        "Volumes and timeliness of complaints, {quarter} beside {last}.", quarter=page.quarter.label, last=last.label
    )
    if last not in page.offer.quarters:
        finding = _(
            "Volumes and timeliness of complaints, {quarter}; nothing is loaded for {last}.",
            quarter=page.quarter.label,
            last=last.label,
        )
    return Picture(finding, [row for stage in page.stages for row in of_stage(page, stage)])


def of_stage(page: Complaints, stage: str) -> list[Row]:
    """A stage's counts and its share in time."""
    parts = page.loaded["stage"]
    then, now = (parts.row(quarter, stage) or {} for quarter in (page.quarter - 1, page.quarter))
    share, name = parts.reading(page.focus, page.quarter, stage), page.stage_names[stage]
    in_time = _("Answered {within}", within=page.within([stage]))
    lines = {"received": _("Received"), "responded": _("Answered"), "within_deadline": in_time}
    counts = [compared(then.get(key), now.get(key), stage=name, line=lines[key], direction="") for key in lines]
    verdict = share.verdict.change_words.capitalize()
    return [*counts, compared(share.previous, share.value, "percent", stage=name, line=_("In time"), direction=verdict)]


def compared(before: float | None, now: float | None, unit: str = "count", **more: str) -> Row:
    """Two values and, where both are known, their difference as shown."""
    change = None
    if before is not None and now is not None:
        change = difference(now, before, 1) if unit == "percent" else now - before
    return {**more, "unit": unit, "before": before, "now": now, "change": change}
