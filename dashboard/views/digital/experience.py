"""The digital take-up page's cards of how it goes for people: who drops out, who is satisfied."""

from __future__ import annotations

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.views.cards import line_card, lowest_first, rank_card, rank_rows, value_column
from dashboard.views.digital.scope import Digital
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

QUERY = "digital_components"
MOST_PAIRS = 8
FEWEST_ANSWERS = 20


def completion(page: Digital) -> Card | None:
    """Started against completed: where people drop out. Left out where neither is recorded."""
    measure = page.measure("digital_completion_rate")
    if not page.known(measure):
        return None
    now = page.whole.reading(measure, page.quarter)
    whole = f"{fmt.percent(now.value)} of {fmt.number(now.denominator)} transactions begun were completed"
    if page.one_service:
        return line_card(
            page,
            key="completion",
            title=f"Completed, by {page.period_word}",
            measure=measure,
            parts=page.over_time[""],
            halves=("Completed", "Started"),
            finding=f"{whole} in {page.when}.",
            note=f"{page.rated}. {fmt.listed(page.state.of('service'))}.",
            queries=(QUERY,),
        )
    parts = page.in_quarter["service"]
    links = {name: page.to(service=(name,)) for name in parts.names([page.quarter])}
    rows = rank_rows(page, measure, parts, links)
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
        about=about(measure, QUERY),
        note=f"{page.rated}, {page.when}, most given up first.{more}",
    )


def satisfaction(page: Digital) -> Card | None:
    """Who was satisfied, with the number who answered. Left out where nobody was asked."""
    measure = page.measure("digital_satisfaction")
    if not page.known(measure):
        return None
    now = page.whole.reading(measure, page.quarter)
    whole = f"{fmt.percent(now.value)} of {fmt.number(now.denominator)} people who answered were satisfied"
    if page.one_service:
        return line_card(
            page,
            key="satisfaction",
            title=f"Satisfied, by {page.period_word}",
            measure=measure,
            parts=page.over_time[""],
            halves=("Satisfied", "Answers"),
            finding=f"{whole} in {page.when}.",
            note=f"{page.rated}. {fmt.listed(page.state.of('service'))}.",
            queries=(QUERY,),
        )
    parts = page.in_quarter["service"]
    links = {name: page.to(service=(name,)) for name in parts.names([page.quarter])}
    rows = lowest_first(rank_rows(page, measure, parts, links))
    # one of a handful of answers says nothing about a service
    many = [row for row in rows if row["of"] >= FEWEST_ANSWERS]
    if len(many) > 1:
        whole += f"; fewest in {many[0]['label']}, {fmt.percent(many[0]['value'])} of {fmt.number(many[0]['of'])}"
    return rank_card(
        key="satisfaction",
        title="Satisfaction and how many answered",
        measure=measure,
        rows=rows,
        columns=(
            Column("label", "Service"),
            Column("satisfaction_responses", "Answers", "count"),
            Column("satisfied_responses", "Satisfied", "count"),
            value_column(measure, "Satisfied, %"),
            Column("low", "95% from", "percent", 1),
            Column("high", "95% to", "percent", 1),
        ),
        finding=f"{whole}.",
        note=f"{page.rated}, {page.when}, lowest first. Thin lines are 95% intervals; with few answers they are long.",
        queries=(QUERY,),
    )
