"""The complaints page's cards over time, and the table that the paper prints."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.measures.scorecard_counts import ON_TARGET
from dashboard.views.cards import WHOLE, line_card, line_rows
from dashboard.views.complaints.scope import Complaints
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

QUARTER = Column("quarter", "Quarter")
DECISIONS = (("upheld", "Upheld"), ("not_upheld", "Not upheld"), ("closed", "Closed without a finding"))


def timeliness(page: Complaints) -> Card:
    """Answered in time by quarter and stage, with the target of the stage in focus."""
    return line_card(
        page,
        key="timeliness",
        title="Answered in time, by quarter",
        measure=page.timeliness,
        parts=page.by_stage,
        names={stage: page.stage_names[stage] for stage in page.stages},
        order=[page.stage_names[stage] for stage in page.focus],
        halves=("In time", "Answered"),
        series="Stage",
        target_of=page.stage_words if page.one_stage else "",
        finding=met_in(page),
        note=page.marks(),
        queries=["complaints_components"],
    )


def met_in(page: Complaints) -> str:
    """In how many of the quarters shown the target was met, or how far the value has ranged."""
    readings = [page.over_time.reading(page.timeliness, quarter) for quarter in page.quarters]
    known = [r for r in readings if r.value is not None]
    if not known:
        return f"No {page.phrase} were answered in these quarters. Try a longer period or fewer filters."
    judged = [r for r in known if r.target is not None]
    if judged:
        met = sum(r.status in ON_TARGET for r in judged)
        shown = fmt.plural(len(judged), "quarter")
        if met == len(judged):
            return f"{page.stage_words} met its target in {'the' if met == 1 else 'all'} {shown} shown."
        return f"{page.stage_words} met its target in {fmt.in_words(met) if met else 'none'} of the {shown} shown."
    low, high = min(known, key=lambda r: r.value or 0), max(known, key=lambda r: r.value or 0)
    if len(known) == 1:
        return f"{page.stage_words} was {fmt.percent(low.value)} in {low.period.label}; it has no target."
    if low.value == high.value:
        return f"{page.stage_words} was {fmt.percent(low.value)} in each quarter with answers; it has no target."
    return (
        f"{page.stage_words} ranged from {fmt.percent(low.value)} in {low.period.label} "
        f"to {fmt.percent(high.value)} in {high.period.label}; it has no target."
    )


def volumes(page: Complaints) -> Card:
    """Received and answered by quarter."""
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        row = page.over_time.row(quarter)
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                "bar": row and row["received"],
                "line": row and row["responded"],
                "published": page.published("complaints_received", quarter, page.one_stage),
                "link": page.quarter_link(quarter),
            }
        )
    now, before = page.over_time.row(page.quarter), page.over_time.row(page.quarter - 1)
    finding = f"No extract has been loaded for {page.quarter.label}."
    if now:
        finding = (
            f"{fmt.number(now['received'])} received{versus(now['received'], before['received'] if before else None)}; "
        )
        finding += f"{fmt.number(now['responded'])} answered."
    return Card(
        key="volumes",
        title="Received and answered",
        finding=finding,
        figure=figures.bars_and_line(rows, bars="Received", line_name="Answered"),
        table=Table.linked(
            (Column("period", "Quarter"), Column("bar", "Received", "count"), Column("line", "Answered", "count")),
            reversed(rows),
        ),
        about=about(
            page.measure("complaints_received"),
            "complaints_components",
            extra=page.measure("complaints_responded").definition,
        ),
        note=f"{page.stage_words}. Answers include complaints received in earlier quarters.",
    )


def versus(now: float, before: float | None) -> str:
    """`, 31.8% fewer than last quarter (333)`."""
    if not before:
        return ""
    if now == before:
        return ", as many as last quarter"
    share = fmt.percent(abs(now - before) / before * 100)
    return f", {share} {'more' if now > before else 'fewer'} than last quarter ({fmt.number(before)})"


def outcomes(page: Complaints) -> Card:
    """Upheld, partly upheld and not, by quarter, with the upheld rate."""
    measure = page.measure("complaints_upheld_rate")
    rows = [
        {
            **(page.over_time.row(quarter) or {"fully_upheld": None, "partly_upheld": None, "not_upheld": None}),
            "quarter": quarter,
            "period": quarter.label,
            "rate": page.over_time.value(measure, quarter),
            "link": page.quarter_link(quarter),
        }
        for quarter in page.quarters
    ]
    now = page.over_time.reading(measure, page.quarter)
    finding = f"No outcome is recorded for {page.quarter.label}."
    if now.value is not None:
        moved = ""
        if now.previous is not None:
            change = difference(now.value, now.previous, 1)
            moved = f", {fmt.points(change)} on last quarter" if change else ", the same as last quarter"
        finding = (
            f"{fmt.percent(now.value)} were upheld in full or in part "
            f"({fmt.share_of(now.numerator, now.denominator)}){moved}."
        )
    return Card(
        key="outcomes",
        title="Outcomes, by quarter",
        finding=finding,
        figure=figures.stacked_bars(
            rows,
            parts=(("fully_upheld", "Upheld"), ("partly_upheld", "Partly upheld"), ("not_upheld", "Not upheld")),
            above="rate",
            above_label="Upheld in full or in part",
        ),
        table=Table.linked(
            (
                Column("period", "Quarter"),
                Column("fully_upheld", "Upheld", "count"),
                Column("partly_upheld", "Partly upheld", "count"),
                Column("not_upheld", "Not upheld", "count"),
                Column("rate", "Upheld in full or in part", "percent", 1),
            ),
            reversed(rows),
        ),
        about=about(measure, "complaints_components"),
        note=f"{page.stage_words}. The percentage above each bar is the share upheld in full or in part.",
    )


def same_quarter(page: Complaints) -> Card:
    """The same quarter over the years."""
    quarter = page.quarter
    rows = line_rows(page, page.timeliness, page.over_time, WHOLE, [quarter - 4 * back for back in range(4, -1, -1)])
    while rows and rows[0]["value"] is None:
        rows.pop(0)
    known = [row for row in reversed(rows) if row["value"] is not None]
    finding = f"No {page.phrase} were answered in this quarter of any year."
    if known:
        earlier = [f"{fmt.percent(row['value'])} in {row['label']}" for row in known[1:]]
        finding = f"{fmt.percent(known[0]['value'])} in {known[0]['period']}"
        finding += f", against {fmt.listed(earlier)}." if earlier else "; no earlier year is loaded."
    return Card(
        key="same_quarter",
        title=f"Q{quarter.number} over the years",
        finding=finding,
        figure=figures.year_bars(rows, target=page.now.target),
        table=Table.linked(
            (
                Column("period", "Quarter"),
                Column("denominator", "Answered", "count"),
                Column("numerator", "Answered in time", "count"),
                Column("value", "In time", "percent", 1),
            ),
            reversed(rows),
        ),
        about=about(page.timeliness, "complaints_components"),
        note=f"{page.stage_words}, answered {page.in_time}.",
    )


def ombudsman(page: Complaints) -> Card:
    """Referrals and decisions of the Ombudsman by quarter."""
    quarters = page.offer.quarters
    parts = page.parts(quarters[0], "", "decision", filters=page.place, dataset="ombudsman", last=quarters[-1])
    whole, kinds = parts[""], parts["decision"]
    codes = page.data.catalogue.codes("ombudsman", "decision")
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        total = whole.row(quarter)
        counts = {code: (cell and cell["decided"]) for code in codes for cell in [kinds.row(quarter, code)]}
        closed = [counts[code] for code in codes if code not in ("upheld", "not_upheld")]
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                "referred": total and total["referred"],
                "decided": total and total["decided"],
                **{code: counts[code] if total and counts[code] is not None else total and 0 for code in codes},
                "closed": sum(count or 0 for count in closed) if total else None,
                "link": page.quarter_link(quarter),
            }
        )
    now = whole.reading(page.measure("ombudsman_upheld_rate"), page.quarter)
    total = whole.row(page.quarter)
    finding = f"No Ombudsman cases have been loaded for {page.quarter.label}."
    if total:
        finding = (
            f"{fmt.plural(total['referred'], 'case').capitalize()} referred, {fmt.plural(total['decided'], 'decision')}"
        )
        upheld = (
            f"{fmt.in_words(total['upheld'])} upheld ({fmt.percent(now.value)})" if total["upheld"] else "none upheld"
        )
        finding += f", {upheld}." if total["decided"] else "."
    return Card(
        key="ombudsman",
        title="Ombudsman decisions",
        finding=finding,
        figure=figures.stacked_bars(rows, parts=DECISIONS),
        table=Table.linked(
            (
                Column("period", "Quarter"),
                Column("referred", "Referred", "count"),
                Column("decided", "Decisions", "count"),
                *(Column(code, page.data.catalogue.label("ombudsman", "decision", code), "count") for code in codes),
            ),
            reversed(rows),
        ),
        about=about(
            page.measure("ombudsman_decisions"),
            "ombudsman_components",
            extra=page.measure("ombudsman_referrals").definition,
        ),
        note="All stages. Cases referred and cases decided in a quarter are not the same ones.",
    )


def summary(page: Complaints) -> Card:
    """The paper's own table: four areas, this quarter beside the one before."""
    quarter, before = page.quarter, page.quarter - 1
    rows: list[dict[str, Any]] = []
    for stage in page.stages:
        days = page.days_allowed(stage)
        now, then = page.by_stage.row(quarter, stage), page.by_stage.row(before, stage)
        reading = page.by_stage.reading(page.timeliness, quarter, stage)
        lines = (
            ("Received", "received"),
            ("Answered", "responded"),
            (f"Answered within {fmt.days(days)}", "within_deadline"),
        )
        for label, key in lines:
            rows.append(
                {
                    "stage": page.stage_names[stage],
                    "line": label,
                    "before": then and then[key],
                    "now": now and now[key],
                    "change": now[key] - then[key] if now and then else None,
                    "unit": "count",
                    "direction": "",
                }
            )
        rows.append(
            {
                "stage": page.stage_names[stage],
                "line": "In time",
                "before": reading.previous,
                "now": reading.value,
                "change": difference(reading.value, reading.previous, 1)
                if reading.value is not None and reading.previous is not None
                else None,
                "unit": "percent",
                "direction": DIRECTIONS[reading.short_trend],
            }
        )
    return Card(
        key="summary",
        title="Timeliness compared with the previous quarter",
        finding=f"Volumes and timeliness, {quarter.label} beside {before.label}.",
        figure=None,
        table=Table(
            (
                Column("stage", "Area"),
                Column("line", "Count or share"),
                Column("before", before.label, "in_unit", 1),
                Column("now", quarter.label, "in_unit", 1),
                Column("change", "Change", "change_in_unit", 1),
                Column("direction", "Direction"),
            ),
            tuple(rows),
        ),
        about=about(page.timeliness, "complaints_components"),
        wide=True,
    )


DIRECTIONS = {"improved": "Improved", "worsened": "Worsened", "static": "Static", "not_available": "Not available"}
