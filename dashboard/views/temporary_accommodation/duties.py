"""The temporary accommodation page's own card of the duties since 2018: how many end with a home."""

from __future__ import annotations

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.store.database import Row
from dashboard.views.cards import line_rows
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

DUTIES = ("prevention", "relief")


def duties(page: TemporaryAccommodation) -> Card | None:
    """The share of prevention and of relief duties that ended with a home, by quarter; none where neither is known."""
    if not page.has("homelessness"):
        return None
    parts = page.homeless()
    measures = {duty: page.measure(f"homelessness_{duty}_secured") for duty in DUTIES}
    found = [row for duty, one in measures.items() for row in line_rows(page, one, parts, {"": duty.capitalize()})]
    known = {row["quarter"] for row in found if row["value"] is not None}
    if not known:
        return None
    table = [
        {
            **(parts.row(quarter) or {}),
            **{duty: parts.value(one, quarter) for duty, one in measures.items()},
            "period": quarter.label,
            "link": page.quarter_link(quarter),
        }
        for quarter in reversed(page.quarters)
        if quarter >= min(known)
    ]
    columns = [
        column
        for duty in DUTIES
        for column in (
            Column(f"{duty}_duties_owed", f"{duty.capitalize()} duties begun", "count"),
            Column(f"{duty}_known", "Ended", "count"),
            Column(f"{duty}_secured", "With a home", "count"),
            Column(duty, "Share, %", "percent", 1),
        )
    ]
    part = " The whole council: these counts are not by service or type." if page.filtered else ""
    return Card(
        key="duties",
        council_wide=True,
        title="Homelessness duties that ended with a home",
        finding=ended(page, parts.row(page.quarter)),
        figure=figures.quarterly_lines([row for row in found if row["quarter"] >= min(known)], unit="percent"),
        table=Table.linked((Column("period", "Quarter"), *columns), table),
        about=about(measures["prevention"], "homelessness_components", extra=measures["relief"].definition),
        note=f"Prevention: people who would have lost their home. Relief: people who had none.{part}",
    )


def ended(page: TemporaryAccommodation, now: Row | None) -> str:
    """`In Q4 2019/20 a home was secured at the end of 131 of 230 prevention duties and 84 of 200 relief duties.`."""
    told = [
        f"{fmt.share_of(now[f'{duty}_secured'], now[f'{duty}_known'])} {duty} duties"
        for duty in DUTIES
        if now and now[f"{duty}_known"]
    ]
    if not told:
        return f"How duties ended is not known for {page.quarter.label}."
    return f"In {page.quarter.label} a home was secured at the end of {fmt.listed(told)}."
