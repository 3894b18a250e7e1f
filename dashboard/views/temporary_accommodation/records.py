"""The placements behind a number. A household is a reference number, with which its placements can be told apart."""

from __future__ import annotations

from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.views.pieces import Column, Crumb, Records, Table
from dashboard.views.records import days_shown, one_page, whole
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

# Households are counted once however many placements they have: without their number nobody could check the count.
COLUMNS = (
    Column("placement_id", "Placement"),
    Column("household_id", "Household"),
    Column("service", "Service"),
    Column("accommodation_type_label", "Type"),
    Column("start_date", "Start", "date"),
    Column("end_date", "End, or planned end", "date"),
    Column("nights", "Nights", "count"),
    Column("dependent_children", "Children", "count"),
    Column("out_of_area_label", "Out of area"),
    Column("nightly_cost_gbp", "Cost a night", "gbp", 2),
)


def record_links(page: TemporaryAccommodation) -> tuple[Crumb, ...]:
    """Links to the placements open at the end, started and ended."""
    row = page.in_quarter[""].row(page.quarter)
    if row is None:
        return ()
    period = "the month" if page.state.month else f"the {page.period_word}"
    open_ = fmt.plural(row["placements"], "placement")
    return (
        Crumb(f"{open_} at {page.end}", page.to(records="open") if row["placements"] else None),
        Crumb(f"those that started in {period}", page.to(records="received")),
        Crumb(f"those that ended in {period}", page.to(records="responded")),
    )


def found(page: TemporaryAccommodation, size: int, skip: int) -> list[dict[str, Any]]:
    """The placements of the state, with their codes in words."""
    first, last = days_shown(page)
    rows = page.data.rows(
        "temporary_accommodation_records",
        council=page.offer.council,
        event=page.state.records or "open",
        first_day=first,
        last_day=last,
        find=page.state.find,
        sort=page.state.sort,
        size=size,
        skip=skip,
        **{f"{name}s": list(values) or None for name, values in page.filters.items()},
    )
    return [
        {
            **row,
            "accommodation_type_label": page.types.get(row["accommodation_type"], row["accommodation_type"]),
            "out_of_area_label": "Yes" if row["out_of_area"] else "No",
        }
        for row in rows
    ]


def records(page: TemporaryAccommodation) -> Records:
    """The page of placements that the state asks for."""
    word = page.record_words[page.state.records]
    return one_page(page, COLUMNS, partial(found, page), about="Placements", word=word)


def all_records(page: TemporaryAccommodation) -> Table:
    """Every placement of the state, for the download."""
    return whole(COLUMNS, partial(found, page))
