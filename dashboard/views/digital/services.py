"""The digital take-up page's cards of take-up: by quarter, directorate, service and month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id, month_label
from dashboard.basics.statistics import difference
from dashboard.measures.readings import Components
from dashboard.views.cards import line_card, lowest_first, rank_card, rank_rows, value_column
from dashboard.views.digital.scope import Digital
from dashboard.views.pieces import Card, Column

QUERY = "digital_components"


def take_up(page: Digital) -> Card:
    """The share made online, by quarter."""
    known = [value for q in page.quarters if (value := page.over_time[""].value(page.take_up, q)) is not None]
    finding = f"Nothing is known of the {page.period_word}s on show."
    if known:
        finding = f"{fmt.percent(known[-1])} in {page.quarter.label}"
        rises = risen(known)
        if rises > 1:
            finding += f"; it has risen {fmt.in_words(rises)} {page.period_word}s in a row"
        elif len(known) > 1:
            finding += f", from {fmt.percent(known[0])} at the start"
        finding += "."
    no_target = "Data only: no target is set." if page.now.target is None else ""
    return line_card(
        page,
        key="take_up",
        title=f"Take-up by {page.period_word}",
        measure=page.take_up,
        parts=page.over_time[""],
        halves=("Online", "All transactions"),
        finding=finding,
        target_of=page.take_up.short_title,
        note=" ".join(filter(None, [no_target, page.marks() if page.quarter.kind == "quarter" else ""])),
        queries=(QUERY,),
    )


def risen(values: Sequence[float]) -> int:
    """How many times in a row the last values rose, as they are shown."""
    count = 0
    for now, before in zip(reversed(values), reversed(values[:-1]), strict=False):
        if difference(now, before, 1) <= 0:
            break
        count += 1
    return count


def place_rows(page: Digital, parts: Components, links: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row a place: its take-up, and how it moved since last quarter and since last year."""
    rows = lowest_first(rank_rows(page, page.take_up, parts, links))
    for row in rows:
        for key, then in (("since_last", page.quarter - 1), ("since_year", page.quarter.year_before())):
            before = None if page.state.month else parts.value(page.take_up, then, row["label"])
            row[key] = None if before is None else difference(row["value"], before, 1)
    return rows


def place_columns(page: Digital, first: str) -> tuple[Column, ...]:
    """The table beside ranked take-up."""
    moved = [Column("since_last", f"Since last {page.period_word}", "points", 1)]
    if page.quarter.kind != "year":
        moved.append(Column("since_year", "Since last year", "points", 1))
    return (
        Column("label", first),
        Column("online_transactions", "Online", "count"),
        Column("all_transactions", "All", "count"),
        value_column(page.take_up, "Take-up"),
        *([] if page.state.month else moved),
    )


def spread(page: Digital, rows: Sequence[Mapping[str, Any]]) -> str:
    """From the lowest to the highest of ranked places, in a sentence."""
    if not rows:
        return f"No transactions were made in {page.when}. Try another {page.period_word} or fewer filters."
    low, high = rows[0], rows[-1]
    if len(rows) == 1:
        return f"{low['label']}: {fmt.percent(low['value'])} of {fmt.number(low['of'])} transactions."
    return f"From {fmt.percent(low['value'])} in {low['label']} to {fmt.percent(high['value'])} in {high['label']}."


def directorates(page: Digital) -> Card:
    """Each directorate's take-up in the quarter."""
    parts = page.in_quarter["directorate"]
    links = {name: page.to(directorate=(name,), service=()) for name in parts.names([page.quarter])}
    rows = place_rows(page, parts, links)
    return rank_card(
        key="directorates",
        title=f"Directorates, {page.when}",
        measure=page.take_up,
        rows=rows,
        target=page.now.target,
        columns=place_columns(page, "Directorate"),
        finding=spread(page, rows),
        note="Take-up, lowest first. Select a bar to look inside.",
        queries=(QUERY,),
    )


def ranking(page: Digital) -> Card:
    """Each service's take-up in the quarter, and how it moved."""
    parts = page.in_quarter["service"]
    rows = place_rows(page, parts, {name: page.to(service=(name,)) for name in parts.names([page.quarter])})
    finding = spread(page, rows)
    moved = "" if page.state.month else " The table shows how each moved."
    risers = [row for row in rows if (row["since_last"] or 0) > 0]
    if len(rows) > 1 and risers:
        top = max(risers, key=lambda row: row["since_last"])
        finding = (
            f"{top['label']} rose most since last {page.period_word}, by {fmt.number(top['since_last'], 1)} points to "
            f"{fmt.percent(top['value'])}; {rows[0]['label']} is lowest, {fmt.percent(rows[0]['value'])}."
        )
    return rank_card(
        key="services",
        title=f"Services, {page.when}",
        measure=page.take_up,
        rows=rows,
        target=page.now.target,
        columns=place_columns(page, "Service"),
        finding=finding,
        note=f"Take-up, lowest first.{moved} Select a bar to look inside.",
        queries=(QUERY,),
    )


def months(page: Digital) -> Card | None:
    """The months of the quarter for the service chosen: the last step of the way down. A year has none."""
    if page.quarter.kind != "quarter":
        return None
    parts = page.parts(page.quarter, "month", filters=page.chosen)["month"]
    names = {month_id(month): month_label(month) for month in page.quarter.months}
    rows = rank_rows(page, page.take_up, parts, {key: page.to(month=key) for key in names}, names)
    finding = f"No transactions were made in {page.quarter.label}. Try another quarter."
    if rows:
        finding = f"{fmt.percent(rows[-1]['value'])} in {rows[-1]['label']}"
        finding += f", from {fmt.percent(rows[0]['value'])} in {rows[0]['label']}." if len(rows) > 1 else "."
    columns = (
        Column("label", "Month"),
        Column("online_transactions", "Online", "count"),
        Column("all_transactions", "All", "count"),
        value_column(page.take_up, "Take-up"),
        Column("started", "Started", "count"),
        Column("completed", "Completed", "count"),
        Column("cost_gbp", "Cost", "gbp"),
        Column("satisfaction_responses", "Answers", "count"),
        Column("satisfied_responses", "Satisfied", "count"),
    )
    return rank_card(
        key="months",
        title=f"Months of {page.quarter.label}",
        measure=page.take_up,
        rows=rows,
        columns=columns,
        finding=finding,
        note=f"Take-up of {fmt.listed(page.state.of('service'))}. Select a bar to see the month alone.",
        queries=(QUERY,),
    )
