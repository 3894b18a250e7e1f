"""The months of agency assignments behind a number: the last step of the way down, without a worker's name."""

from __future__ import annotations

from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.views.agency.scope import Agency
from dashboard.views.pieces import Column, Crumb, Records, Table
from dashboard.views.records import days_shown, one_page, whole

COLUMNS = (
    Column("assignment_id", "Assignment"),
    Column("month_label", "Month"),
    Column("service", "Service"),
    Column("role_category", "Role"),
    Column("reason_label", "Reason"),
    Column("fte", "FTE", "number", 1),
    Column("spend_gbp", "Spend", "gbp", 2),
    Column("on_contract_label", "On contract"),
)
NOT_OF_PAYMENTS = ("reason_label", "fte", "on_contract_label")
CONTRACT = {True: "Yes", False: "No"}


def record_links(page: Agency) -> tuple[Crumb, ...]:
    """The link to the records behind the numbers on show."""
    row = page.shown.row(page.quarter)
    if row is None:
        return ()
    count = row["assignments"]
    words = ("monthly sum", "monthly sums") if page.sums_alone else ("month of an assignment", "months of assignments")
    return (
        Crumb(
            fmt.plural(count, *words),
            page.to(records="counts") if count else None,
        ),
    )


def columns(page: Agency) -> tuple[Column, ...]:
    """The columns of the records; published payments fill fewer."""
    return tuple(one for one in COLUMNS if not page.sums_alone or one.key not in NOT_OF_PAYMENTS)


def found(page: Agency, size: int, skip: int) -> list[dict[str, Any]]:
    """The records of the state, with their codes in words."""
    first, last = days_shown(page)
    rows = page.data.rows(
        "agency_records",
        council=page.offer.council,
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
            "month_label": fmt.month(row["month"]),
            "reason_label": page.data.catalogue.label("agency", "reason", row["reason"]),
            "on_contract_label": CONTRACT.get(row["on_contract"]),
        }
        for row in rows
    ]


def records(page: Agency) -> Records:
    """The page of records that the state asks for."""
    about = f"{page.phrase[0].upper()}{page.phrase[1:]}"
    return one_page(page, columns(page), partial(found, page), about=about, word=page.record_words["counts"])


def all_records(page: Agency) -> Table:
    """Every record of the state, for the download."""
    return whole(columns(page), partial(found, page))
