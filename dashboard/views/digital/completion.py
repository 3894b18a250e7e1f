"""The digital take-up page's card of where people drop out."""

from __future__ import annotations

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.views.cards import rank_rows, value_column
from dashboard.views.digital.findings import completion as completed
from dashboard.views.digital.scope import Digital
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

MOST_PAIRS = 8


def completion(page: Digital) -> Card | None:
    """Started against completed by service. Left out where neither is recorded, or for one service alone."""
    measure, whole = page.measure("digital_completion_rate"), completed(page, [])
    if not whole or page.one_service:
        return None
    parts = page.in_quarter["service"]
    rows = rank_rows(page, measure, parts, {name: page.service_link(name) for name in parts.names([page.quarter])})
    for row in rows:
        row |= {"now": row["completed"], "before": row["started"], "lost": row["started"] - row["completed"]}
    rows.sort(key=lambda row: (-row["lost"], row["label"]))
    top, more = rows[0], f" The table has all {len(rows)}." if len(rows) > MOST_PAIRS else ""
    return Card(
        key="completion",
        title="Where people drop out",
        finding=f"{whole}; most were given up in {top['label']}, {fmt.number(top['lost'])}."
        if len(rows) > 1
        else f"{whole}.",
        figure=figures.paired_bars(rows, now_label="Completed", before_label="Started", limit=MOST_PAIRS),
        table=Table.linked(
            (
                Column("label", "Service"),
                Column("started", "Started", "count"),
                Column("completed", "Completed", "count"),
                Column("lost", "Given up", "count"),
                value_column(measure, "Completed, %"),
                Column("low", "95% from", "percent", 1),
                Column("high", "95% to", "percent", 1),
            ),
            rows,
        ),
        about=about(measure, "digital_components"),
        note=f"{page.rated}, {page.when}, most given up first.{more}",
    )
