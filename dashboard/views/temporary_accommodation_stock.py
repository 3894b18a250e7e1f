"""The temporary accommodation page's cards of the households at a period's end: how many, where, with children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard import figures
from dashboard import formatting as fmt
from dashboard.measures import Parts
from dashboard.quarters import month_id, month_label
from dashboard.views.cards import highest_first, line_card, rank_card, rank_rows
from dashboard.views.common import about
from dashboard.views.parts import Card, Column, Table

if TYPE_CHECKING:
    from dashboard.views.temporary_accommodation import TemporaryAccommodation

QUERIES = ("temporary_accommodation_parts",)
MOST_TYPES = 4
OTHERS = "others"
PLACE_COLUMNS = (
    Column("value", "Households", "count"),
    Column("with_children", "With children", "count"),
    Column("out_of_area", "Out of area", "count"),
    Column("started", "Came", "count"),
    Column("ended", "Left", "count"),
)


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
        return f"At or below the target of {target} in {count} of {fmt.plural(len(judged), page.period_word)} shown."
    low, high = min(known, key=lambda r: r.value or 0), max(known, key=lambda r: r.value or 0)
    if low.value == high.value:
        return f"{fmt.number(low.value)} in each {page.period_word} shown."
    return (
        f"From {fmt.number(low.value)} in {low.period.label} to {fmt.number(high.value)} in {high.period.label} "
        f"at the lowest and highest."
    )


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


def type_row(page: TemporaryAccommodation, parts: Parts, quarter: Any, kinds: list[str]) -> dict[str, Any]:
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


def families(page: TemporaryAccommodation) -> Card:
    """Households with and without dependent children, and the share that is placed outside the area."""
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
    finding = f"No household was in temporary accommodation at {page.end}."
    if now and now["households"]:
        children, away = (100 * now[key] / now["households"] for key in ("with_children", "out_of_area"))
        finding = f"{fmt.percent(children)} have children ({fmt.share_of(now['with_children'], now['households'])}); "
        finding += f"{fmt.percent(away)} are placed outside the area ({fmt.number(now['out_of_area'])})."
    return Card(
        key="families",
        title="With children, and out of area",
        finding=finding,
        figure=figures.stacked_bars(
            rows,
            parts=(("with_children", "With children"), ("without_children", "No children")),
            above="away",
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
        note="The percentage above each bar is the share placed outside the council's area.",
    )


def bed_and_breakfast(page: TemporaryAccommodation) -> Card | None:
    """Families in bed and breakfast for more than six weeks; none where no bed and breakfast is shown."""
    if "bed_and_breakfast" not in (page.state.accommodation_type or page.types):
        return None
    measure = page.measure("ta_bb_families_over_six_weeks")
    counts = [page.over_time.value(measure, quarter) for quarter in page.quarters]
    known = [count for count in counts if count is not None]
    over = sum(count > 0 for count in known)
    finding = f"None at the end of any {page.period_word} shown."
    if over:
        finding = (
            f"At least one at the end of {fmt.in_words(over)} of {fmt.plural(len(known), page.period_word)} shown."
        )
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


def directorates(page: TemporaryAccommodation) -> Card | None:
    """The directorates by their households; none where there is one, or one is chosen."""
    parts = page.in_quarter["directorate"]
    names = parts.names([page.quarter])
    if len(names) < 2 or page.state.service:
        return None
    return places(page, "directorates", "Directorate", parts, {n: page.to(directorate=(n,), service=()) for n in names})


def services(page: TemporaryAccommodation) -> Card | None:
    """The services by their households; none where there is one, or one is chosen."""
    parts = page.in_quarter["service"]
    names = parts.names([page.quarter])
    if len(names) < 2:
        return None
    return places(page, "services", "Service", parts, {name: page.service_link(name) for name in names})


def places(page: TemporaryAccommodation, key: str, title: str, parts: Parts, links: dict[str, str]) -> Card:
    """Parts of the council by their households, most first."""
    rows = highest_first(rank_rows(page, page.households, parts, dict(links)))
    top = rows[0]
    return rank_card(
        key=key,
        title=f"{title}s, {page.when}",
        measure=page.households,
        rows=rows,
        columns=(Column("label", title), *PLACE_COLUMNS),
        finding=f"{top['label']} has most: {fmt.share_of(top['value'], page.now.value)} households.",
        note=f"A household placed by two {title.lower()}s counts in both. Select a bar to look inside.",
        queries=QUERIES,
    )


def months(page: TemporaryAccommodation) -> Card | None:
    """The months of the quarter, in order, where one service is shown."""
    if len(page.in_quarter["service"].names([page.quarter])) > 1 or page.quarter.kind != "quarter":
        return None
    parts = page.parts(page.quarter, "month", filters=page.filters)["month"]
    ids = {month_id(month): month_label(month) for month in page.quarter.months}
    rows = rank_rows(page, page.households, parts, {key: page.to(month=key) for key in ids}, ids)
    if not rows:
        return None
    most = max(rows, key=lambda row: row["value"])
    finding = f"{most['label']} ended with most, {fmt.number(most['value'])}."
    if len({row["value"] for row in rows}) == 1:
        finding = f"{fmt.number(most['value'])} at the end of each month."
    return rank_card(
        key="months",
        title=f"Months of {page.quarter.label}",
        measure=page.households,
        rows=rows,
        columns=(Column("label", "Month"), *PLACE_COLUMNS),
        finding=finding,
        note="Households at the end of each month. Select a bar to see the month, then its records.",
        queries=QUERIES,
    )
