"""The months, services and channels behind the digital take-up page: nothing finer is recorded of a transaction."""

from __future__ import annotations

from functools import partial
from typing import Any

from dashboard.basics.quarters import month_id, month_label
from dashboard.views.digital.scope import Digital
from dashboard.views.pieces import Column, Crumb, Records, Table
from dashboard.views.records import one_page, whole

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
    return (Crumb(page.record_words[EVENT], page.to(records=EVENT)),)


def found(page: Digital, size: int, skip: int) -> list[dict[str, Any]]:
    """The rows of the state, with their codes in words."""
    filters = {**page.place_and_month, "channel": page.state.of("channel")}
    rows = page.data.rows(
        "digital_records",
        council=page.offer.council,
        basis=page.state.basis,
        kind=page.quarter.kind,
        period_index=page.quarter.index,
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
    """The page of rows that the state asks for."""
    return one_page(page, COLUMNS, partial(found, page), about="Transactions", word=page.record_words[EVENT])


def all_rows(page: Digital) -> Table:
    """Every row of the state, for the download."""
    return whole(COLUMNS, partial(found, page))
