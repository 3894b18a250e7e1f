"""The temporary accommodation page's cards of the households at a period's end: how many, where, with children."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.measures.readings import Components
from dashboard.views.cards import line_card
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

QUERIES = ("temporary_accommodation_components",)
MOST_TYPES = 4
OTHERS = "others"


def households(page: TemporaryAccommodation) -> Card:
    """Households at the end of each quarter, with the target."""
    return line_card(
        page,
        key="households",
        title=f"Households at the end of each {page.period_word}",
        measure=page.households,
        parts=page.over_time,
        target_of=page.households.short_title,
        finding=met_in(page),
        note=page.marks(),
        queries=QUERIES,
    )


def met_in(page: TemporaryAccommodation) -> str:
    """In how many of the quarters shown the target was met, or how far the number has ranged."""
    readings = [page.over_time.reading(page.households, quarter) for quarter in page.quarters]
    known = [r for r in readings if r.value is not None]
    if not known:
        return "No placements are loaded for these quarters. Try a longer period."
    judged = [r for r in known if r.target is not None]
    if judged:
        met = sum((r.value or 0) <= (r.target or 0) for r in judged)
        count = "every one" if met == len(judged) else fmt.in_words(met) if met else "none"
        target = fmt.number(judged[-1].target)
        return f"At or below the target of {target} in {count} {of_shown(page, len(judged))}."
    low, high = min(known, key=lambda r: r.value or 0), max(known, key=lambda r: r.value or 0)
    if low.value == high.value:
        return f"{fmt.number(low.value)} in each {page.period_word} shown."
    return (
        f"From {fmt.number(low.value)} in {low.period.label} to {fmt.number(high.value)} in {high.period.label} "
        f"at the lowest and highest."
    )


def of_shown(page: TemporaryAccommodation, count: int) -> str:
    """`of two quarters shown`."""
    return f"of {fmt.in_words(count)} {page.period_word}{'' if count == 1 else 's'} shown"


def types(page: TemporaryAccommodation) -> Card | None:
    """Households by type of accommodation, the smallest types together; none where one type alone is shown."""
    parts, labels = page.every_quarter["accommodation_type"], page.types
    here = [kind for kind in labels if kind in parts.names(page.quarters)]
    if len(here) < 2:
        return None
    rows = [type_row(page, parts, quarter, here) for quarter in page.quarters]
    last = next((row for row in reversed(rows) if row[here[0]] is not None), rows[-1])
    ranked = sorted(here, key=lambda kind: -(last[kind] or 0))
    own = ranked if len(ranked) <= MOST_TYPES else ranked[: MOST_TYPES - 1]
    for row in rows:
        known = [row[kind] for kind in here if kind not in own and row[kind] is not None]
        row[OTHERS] = sum(known) if known else None
    drawn = [(kind, labels[kind]) for kind in own] + ([(OTHERS, "Other types")] if own != ranked else [])
    return Card(
        key="types",
        title="By type of accommodation",
        finding=largest(page),
        figure=figures.stacked_bars(rows, parts=drawn),
        table=Table.linked(
            (Column("period", "Quarter"), *(Column(kind, labels[kind], "count") for kind in ranked)), reversed(rows)
        ),
        about=about(page.households, *QUERIES),
        note="A household with places of two types counts in both."
        + (" The table has every type." if own != ranked else ""),
    )


def type_row(page: TemporaryAccommodation, parts: Components, quarter: Any, kinds: list[str]) -> dict[str, Any]:
    """One quarter's households of each type."""
    counts = {kind: parts.value(page.households, quarter, kind) for kind in kinds}
    return {"quarter": quarter, "period": quarter.label, "link": page.quarter_link(quarter), **counts}


def largest(page: TemporaryAccommodation) -> str:
    """The type that most households are in, and what last quarter's number was."""
    parts = page.in_quarter["accommodation_type"]
    counts = {kind: parts.value(page.households, page.quarter, kind) or 0 for kind in parts.names([page.quarter])}
    if not any(counts.values()):
        return f"No household was in temporary accommodation at {page.end}."
    top = max(counts, key=lambda kind: counts[kind])
    sentence = f"{page.types[top]} has most: {fmt.share_of(counts[top], page.now.value)} households"
    before = None if page.state.month else parts.value(page.households, page.quarter - 1, top)
    return sentence + (f", from {fmt.number(before)} last {page.period_word}." if before is not None else ".")


def fastest_growing(page: TemporaryAccommodation) -> list[str]:
    """The type whose households rose most since last quarter, where several are shown."""
    parts, last = page.every_quarter["accommodation_type"], page.quarter - 1
    kinds = parts.names([page.quarter])
    if page.before is None or len(kinds) < 2:
        return []
    values = {kind: parts.value(page.households, page.quarter, kind) or 0 for kind in kinds}
    rises = {kind: value - (parts.value(page.households, last, kind) or 0) for kind, value in values.items()}
    most = max(rises, key=lambda kind: (rises[kind], kind))
    if rises[most] <= 0:
        return []
    return [f"{page.types[most]} rose most, by {fmt.number(rises[most])} to {fmt.number(values[most])}."]


def families(page: TemporaryAccommodation) -> Card | None:
    """Households with and without children, and the share placed outside the area; none where there never were any."""
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        row = page.over_time.row(quarter)
        count = row["households"] if row else 0
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                "with_children": row and row["with_children"],
                "without_children": row and count - row["with_children"],
                "out_of_area": row and row["out_of_area"],
                "away": 100 * row["out_of_area"] / count if row and count else None,
                "link": page.quarter_link(quarter),
            }
        )
    now = page.in_quarter[""].row(page.quarter)
    if not any(row["with_children"] or row["without_children"] for row in rows):
        return None
    some_away = any(row["away"] for row in rows)
    finding = f"No household was in temporary accommodation at {page.end}."
    if now and now["households"]:
        children, away = (100 * now[key] / now["households"] for key in ("with_children", "out_of_area"))
        finding = f"{fmt.percent(children)} have children ({fmt.share_of(now['with_children'], now['households'])}); "
        outside = f"{fmt.percent(away)} are placed outside the area ({fmt.number(now['out_of_area'])})."
        finding += outside if away else "none is placed outside the area."
    return Card(
        key="families",
        title="With children, and out of area",
        finding=finding,
        figure=figures.stacked_bars(
            rows,
            parts=(("with_children", "With children"), ("without_children", "No children")),
            above="away" if some_away else "",
            above_label="Outside the area",
        ),
        table=Table.linked(
            (
                Column("period", "Quarter"),
                Column("with_children", "With children", "count"),
                Column("without_children", "No children", "count"),
                Column("out_of_area", "Out of area", "count"),
                Column("away", "Out of area, %", "percent", 1),
            ),
            reversed(rows),
        ),
        about=about(page.households, *QUERIES),
        note="The percentage above each bar is the share placed outside the council's area." if some_away else "",
    )


def bed_and_breakfast(page: TemporaryAccommodation) -> Card | None:
    """Families in bed and breakfast for more than six weeks; none where no bed and breakfast is shown."""
    if "bed_and_breakfast" not in page.types_here:
        return None
    measure = page.measure("ta_bb_families_over_six_weeks")
    counts = [page.over_time.value(measure, quarter) for quarter in page.quarters]
    known = [count for count in counts if count is not None]
    over = sum(count > 0 for count in known)
    finding = f"None at the end of any {page.period_word} shown."
    if over:
        finding = f"At least one at the end of {fmt.in_words(over)} {of_shown(page, len(known))}."
    return line_card(
        page,
        key="bed_and_breakfast",
        title="Families in bed and breakfast over six weeks",
        measure=measure,
        parts=page.over_time,
        names={"": "Families"},
        target_of="Families",
        finding=finding,
        note="The law sets six weeks as the limit for families.",
        queries=QUERIES,
    )
