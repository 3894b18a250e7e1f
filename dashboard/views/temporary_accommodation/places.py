"""The temporary accommodation page's cards on the way down: directorates, services, the months of a service."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id, month_label
from dashboard.measures.readings import Components
from dashboard.views.cards import highest_first, rank_card, rank_rows
from dashboard.views.pieces import Card, Column
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

QUERIES = ("temporary_accommodation_components",)
PLACE_COLUMNS = (
    Column("value", "Households", "count"),
    Column("with_children", "With children", "count"),
    Column("out_of_area", "Out of area", "count"),
    Column("started", "Came", "count"),
    Column("ended", "Left", "count"),
)


def directorates(page: TemporaryAccommodation) -> Card | None:
    """The directorates by their households; none where there is one, or one is chosen."""
    parts = page.in_quarter["directorate"]
    names = parts.names([page.quarter])
    if len(names) < 2 or page.state.of("service"):
        return None
    return places(page, "directorates", "Directorate", parts, {n: page.to(directorate=(n,), service=()) for n in names})


def services(page: TemporaryAccommodation) -> Card | None:
    """The services by their households; none where there is one, or one is chosen."""
    parts = page.in_quarter["service"]
    names = parts.names([page.quarter])
    if len(names) < 2:
        return None
    return places(page, "services", "Service", parts, {name: page.service_link(name) for name in names})


def places(page: TemporaryAccommodation, key: str, title: str, parts: Components, links: dict[str, str]) -> Card:
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
    if not any(row["value"] for row in rows):
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
