"""The complaints page's cards of one quarter: its places and months, days to answer, age, themes, compliments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id, month_label
from dashboard.measures.readings import Components
from dashboard.views.cards import lowest_first, rank_card, rank_rows
from dashboard.views.complaints.scope import Complaints
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

QUERIES = ("complaints_components",)
NO_THEME = "Not recorded"
FEW_CASES = 5


def ranking_columns(first: str) -> tuple[Column, ...]:
    """The columns beside ranked bars."""
    return (
        Column("label", first),
        Column("received", "Received", "count"),
        Column("of", "Answered", "count"),
        Column("within_deadline", "In time", "count"),
        Column("value", "Share in time", "percent", 1),
        Column("low", "Interval from", "percent", 1),
        Column("high", "Interval to", "percent", 1),
    )


def below_target(page: Complaints, rows: list[dict[str, Any]], kind: str) -> str:
    """Which parts fell short of the target, or which was lowest where there is none."""
    if not rows:
        return f"No {page.phrase} were answered in {page.when}. Try another quarter or fewer filters."
    target = page.now.target
    if target is None:
        low = rows[0]
        return f"Lowest: {low['label']}, {fmt.percent(low['value'])} of {fmt.number(low['of'])}. There is no target."
    below = [row for row in rows if fmt.rounded(row["value"], 1) < target]
    if not below:
        return f"Every {kind} met the {fmt.target(target)} target."
    names = [row["label"] for row in sorted(below, key=lambda row: -row["of"])]
    if len(names) > 3:
        names = [*names[:2], f"{fmt.in_words(len(names) - 2)} others"]
    few = max(row["of"] for row in below) < FEW_CASES
    cases = f" (of {fmt.plural(sum(row['of'] for row in below), 'answer')} only)" if few else ""
    return f"{fmt.listed(names)} answered fewer than {fmt.target(target)} in time{cases}."


def directorates(page: Complaints) -> Card:
    """Each directorate's timeliness in the quarter."""
    parts = page.in_quarter["directorate"]
    links = {name: page.to(directorate=(name,), service=()) for name in parts.names([page.quarter])}
    return places(page, "directorates", "Directorates", "directorate", parts, links)


def services(page: Complaints) -> Card:
    """Each service's timeliness in the quarter."""
    parts = page.in_quarter["service"]
    links = {name: page.service_link(name) for name in parts.names([page.quarter])}
    return places(page, "services", "Services", "service", parts, links)


def places(page: Complaints, key: str, title: str, kind: str, parts: Components, links: dict[str, str]) -> Card:
    """Parts of the council by the share they answered in time, the lowest first: it needs attention."""
    rows = lowest_first(rank_rows(page, page.timeliness, parts, links))
    return rank_card(
        key=key,
        title=f"{title}, {page.when}",
        measure=page.timeliness,
        rows=rows,
        columns=ranking_columns(kind.capitalize()),
        target=page.now.target,
        finding=below_target(page, rows, kind),
        note=f"{page.stage_words}, lowest first. Thin lines are 95% intervals. Select a bar to look inside.",
        queries=QUERIES,
    )


def months(page: Complaints) -> Card:
    """The months of the quarter, in order, for the service chosen."""
    parts = page.parts(page.quarter, "month", filters=page.focus_filters)["month"]
    ids = {month_id(month): month_label(month) for month in page.quarter.months}
    links = {key: page.to(month=key) for key in ids}
    rows = rank_rows(page, page.timeliness, parts, links, ids)
    finding = f"No {page.phrase} were answered in {page.quarter.label}. Try another quarter."
    if rows:
        low = min(rows, key=lambda row: row["value"])
        finding = f"{low['label']} was the lowest, {fmt.percent(low['value'])} of {fmt.number(low['of'])}."
        if len({row["value"] for row in rows}) == 1:
            finding = f"{fmt.percent(low['value'])} in every month with answers."
    return rank_card(
        key="months",
        title=f"Months of {page.quarter.label}",
        measure=page.timeliness,
        rows=rows,
        columns=ranking_columns("Month"),
        target=page.now.target,
        finding=finding,
        queries=QUERIES,
        note=f"{fmt.listed(page.state.of('service'))}: {page.stage_words}. Select a bar to see the month, then its "
        "records.",
    )


def answer_days(page: Complaints) -> Card:
    """How many working days the answers took."""
    found = [row for row in page.waits if row["event"] == "answered"]
    total = sum(row["cases"] for row in found)
    finding = f"No {page.phrase} were answered in {page.when}. Try another quarter or fewer filters."
    if total:
        finding = f"Half were answered within {fmt.days(median(found))}"
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
            extra="Working days are Mondays to Fridays after the day of receipt up to the day of the answer, "
            "without England's bank holidays; an answer on the same day took 0.",
        ),
        note=f"{page.stage_words}, {fmt.plural(total, 'answer')} in {page.when}.",
    )


def median(rows: list[dict[str, Any]]) -> int:
    """The middle one of counted days, in order: half took this long or less."""
    half, seen = sum(row["cases"] for row in rows) / 2, 0
    for row in rows:
        seen += row["cases"]
        if seen >= half:
            break
    return int(row["working_days"])


BANDS = ((5, "0 to 5"), (10, "6 to 10"), (15, "11 to 15"), (20, "16 to 20"), (40, "21 to 40"), (10**6, "Over 40"))


def banded(waits: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Open complaints in bands of working days waited, those without any left out."""
    bands = {label: {"label": label, "cases": 0, "late": 0} for _, label in BANDS}
    for row in waits:
        band = bands[next(label for most, label in BANDS if row["working_days"] <= most)]
        band["cases"] += row["cases"]
        band["late"] += row["late"]
    return [band for band in bands.values() if band["cases"]]


def open_by_age(page: Complaints) -> Card:
    """Complaints open at the end of the quarter by how long they have waited."""
    found = banded(row for row in page.waits if row["event"] == "open")
    total, overdue = sum(row["cases"] for row in found), sum(row["late"] for row in found)
    end = f"the end of {fmt.month(page.quarter.last_day)}" if not page.state.month else f"the end of {page.month_words}"
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


def themes(page: Complaints) -> Card:
    """What complaints are about, this quarter against last."""
    parts = page.in_quarter["theme"]
    rows: list[dict[str, Any]] = []
    for name in parts.names([page.quarter, page.quarter - 1]):
        now, before = parts.row(page.quarter, name), parts.row(page.quarter - 1, name)
        rows.append(
            {
                "label": name,
                "unit": "count",
                "now": now and now["received"],
                "before": before and before["received"] if not page.state.month else None,
                "change": now["received"] - before["received"] if now and before and not page.state.month else None,
            }
        )
    rows.sort(key=lambda row: (-(row["now"] or 0), row["label"]))
    total = sum(row["now"] or 0 for row in rows)
    finding = f"No {page.phrase} were received in {page.when}. Try another quarter or fewer filters."
    if total:
        top = next((row for row in rows if row["label"] != NO_THEME), rows[0])
        finding = f"{top['label']} was the most common: {fmt.share_of(top['now'], total)}"
        finding += f", from {fmt.number(top['before'])} last quarter." if top["before"] is not None else "."
    known = any(row["label"] != NO_THEME for row in rows)
    if total and not known:
        finding = f"The extract of {page.quarter.label} says of no complaint what it is about."
    before_label = (page.quarter - 1).label
    return Card(
        key="themes",
        title="What complaints are about",
        finding=finding,
        figure=figures.paired_bars(rows, now_label=page.when, before_label=before_label) if total and known else None,
        table=Table(
            (
                Column("label", "Theme"),
                Column("before", before_label, "count"),
                Column("now", page.when, "count"),
                Column("change", "Change", "change_in_unit"),
            ),
            tuple(rows),
        ),
        about=about(page.measure("complaints_received"), "complaints_components"),
        note=f"{page.stage_words}, by the theme recorded at receipt.",
    )


def compliments(page: Complaints) -> Card:
    """Compliments by service in the quarter."""
    parts = page.parts(page.quarter - 1, "service", filters=page.place_and_month, dataset="compliments")["service"]
    measure = page.measure("compliments_received")
    rows: list[dict[str, Any]] = [
        {"label": name, "value": count, "link": page.service_link(name) if name in page.offer.services() else None}
        for name in parts.names([page.quarter])
        if (count := parts.value(measure, page.quarter, name))
    ]
    rows.sort(key=lambda row: (-row["value"], row["label"]))
    total = sum(row["value"] for row in rows)
    before = sum(parts.value(measure, page.quarter - 1, name) or 0 for name in parts.names([page.quarter - 1]))
    finding = f"No compliments were recorded in {page.when}."
    if total:
        finding = f"{fmt.plural(total, 'compliment')}; {rows[0]['label']} received most, {fmt.number(rows[0]['value'])}"
        finding += f". Last quarter there were {fmt.number(before)}." if before and not page.state.month else "."
    return Card(
        key="compliments",
        title=f"Compliments, {page.when}",
        finding=finding,
        figure=figures.ranked_bars(rows, unit="count", decimals=0),
        table=Table.linked((Column("label", "Service"), Column("value", "Compliments", "count")), rows),
        about=about(measure, "compliments_components"),
        note="All compliments recorded by the service.",
    )
