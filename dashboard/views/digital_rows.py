"""The months, services and channels behind the digital take-up page: nothing finer is recorded of a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard import formatting as fmt
from dashboard.quarters import month_id, month_label
from dashboard.views.parts import Column, Crumb, Records, Table

if TYPE_CHECKING:
    from dashboard.views.digital import Digital

PAGE_SIZE = 25
ALL_ROWS = 1_000_000
EVENT = "counts"
COLUMNS = (
    Column("month_label", "When"),
    Column("service", "Service"),
    Column("channel_label", "Channel"),
    Column("transactions", "Transactions", "count"),
    Column("started", "Started", "count"),
    Column("completed", "Completed", "count"),
    Column("cost_gbp", "Cost", "gbp"),
    Column("satisfaction_responses", "Answers", "count"),
    Column("satisfied_responses", "Satisfied", "count"),
)


def row_links(page: Digital) -> tuple[Crumb, ...]:
    """The link to the rows behind the numbers on show."""
    if page.whole.row(page.quarter) is None:
        return ()
    return (Crumb(by_what(page), page.to(records=EVENT)),)


def by_what(page: Digital) -> str:
    """What the rows are by; the extract of a half-year or year knows no months."""
    return "by month, service and channel" if page.quarter.kind == "quarter" else "by service and channel"


def found(page: Digital, size: int, skip: int) -> list[dict[str, Any]]:
    """The rows of the state, with their codes in words."""
    filters = {**page.place_and_month, "channel": page.state.channel}
    rows = page.data.rows(
        "digital_rows",
        council=page.offer.council,
        basis=page.state.basis,
        kind=page.quarter.kind,
        place=page.quarter.index,
        find=page.state.find,
        sort=page.state.sort,
        size=size,
        skip=skip,
        **{f"{name}s": list(values) or None for name, values in filters.items()},
    )
    return [
        {
            **row,
            "month_label": month_words(page, row["month"]),
            "channel_label": page.data.catalogue.label("digital", "channel", row["channel"]),
        }
        for row in rows
    ]


def month_words(page: Digital, month: str) -> str:
    """`March 2020`, or the whole period where its extract does not say in which month."""
    if page.quarter.kind != "quarter":
        return page.quarter.label
    return next(month_label(one) for one in page.quarter.months if month_id(one) == month)


def rows(page: Digital) -> Records:
    """The page of rows that the state asks for; past the last page, the last."""
    listed = found(page, PAGE_SIZE, (page.state.page - 1) * PAGE_SIZE)
    at = page.state.page
    if not listed and at > 1:
        at = max(1, -(-total(found(page, 1, 0)) // PAGE_SIZE))
        listed = found(page, PAGE_SIZE, (at - 1) * PAGE_SIZE)
    count = total(listed)
    return Records(
        title=f"Transactions {by_what(page)}, {page.when}: {fmt.plural(count, 'row')}",
        table=Table(COLUMNS, tuple(listed)),
        total=count,
        page=at,
        pages=max(1, -(-count // PAGE_SIZE)),
    )


def total(listed: list[dict[str, Any]]) -> int:
    """How many rows match, on all pages."""
    return listed[0]["total"] if listed else 0


def all_rows(page: Digital) -> Table:
    """Every row of the state, for the download."""
    return Table(COLUMNS, tuple(found(page, ALL_ROWS, 0)))
