"""The complaints behind a number: the last step of the way down, without a word about who complained."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from dashboard import formatting as fmt
from dashboard.quarters import month_id
from dashboard.views.common import RECORD_WORDS
from dashboard.views.parts import Column, Crumb, Records, Table

if TYPE_CHECKING:
    from dashboard.views.complaints import Complaints

PAGE_SIZE = 25
ALL_ROWS = 1_000_000
COLUMNS = (
    Column("complaint_id", "Reference"),
    Column("service", "Service"),
    Column("stage_label", "Stage"),
    Column("received_date", "Received", "date"),
    Column("responded_date", "Answered", "date"),
    Column("working_days", "Working days", "count"),
    Column("outcome_label", "Outcome"),
    Column("theme", "Theme"),
    Column("channel_label", "Channel"),
)
SORTS = {"stage_label": "stage", "outcome_label": "outcome", "channel_label": "channel"}


def record_links(page: Complaints) -> tuple[Crumb, ...]:
    """Links to the records received, answered and open behind the numbers on show."""
    row = page.in_quarter[""].row(page.quarter)
    if row is None:
        return ()
    counts = {"received": row["received"], "responded": row["responded"], "open": row["open"]}
    return tuple(
        Crumb(f"{fmt.number(count)} {RECORD_WORDS[event]}", page.to(records=event) if count else None)
        for event, count in counts.items()
    )


def days_shown(page: Complaints) -> tuple[dt.date, dt.date]:
    """The first and last day of the month chosen, or of the quarter."""
    months = [month for month in page.quarter.months if month_id(month) == page.state.month]
    if not months:
        return page.quarter.first_day, page.quarter.last_day
    following = (months[0].replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return months[0], following - dt.timedelta(days=1)


def found(page: Complaints, size: int, skip: int) -> list[dict[str, Any]]:
    """The records of the state, with their codes in words."""
    first, last = days_shown(page)
    filters = {**page.place, "stage": page.focus}
    label = page.data.catalogue.label
    rows = page.data.rows(
        "complaints_records",
        council=page.offer.council,
        event=page.state.records or "responded",
        first_day=first,
        last_day=last,
        find=page.state.find,
        sort=page.state.sort,
        size=size,
        skip=skip,
        **{f"{name}s": list(values) or None for name, values in filters.items()},
    )
    return [
        {
            **row,
            "stage_label": label("complaints", "stage", row["stage"]),
            "outcome_label": label("complaints", "outcome", row["outcome"]) if row["outcome"] else None,
            "channel_label": label("complaints", "channel", row["channel"]) if row["channel"] else None,
        }
        for row in rows
    ]


def records(page: Complaints) -> Records:
    """The page of records that the state asks for; past the last page, the last."""
    rows = found(page, PAGE_SIZE, (page.state.page - 1) * PAGE_SIZE)
    at = page.state.page
    if not rows and at > 1:
        at = max(1, -(-total(found(page, 1, 0)) // PAGE_SIZE))
        rows = found(page, PAGE_SIZE, (at - 1) * PAGE_SIZE)
    count = total(rows)
    kind = "illustrative record" if page.data.illustrative(page.offer.council) else "record"
    return Records(
        title=f"{page.stage_words}: {fmt.plural(count, kind)} {RECORD_WORDS[page.state.records]}, {page.when}",
        table=Table(COLUMNS, tuple(rows)),
        total=count,
        page=at,
        pages=max(1, -(-count // PAGE_SIZE)),
    )


def total(rows: list[dict[str, Any]]) -> int:
    """How many records match, on all pages."""
    return rows[0]["total"] if rows else 0


def all_records(page: Complaints) -> Table:
    """Every record of the state, for the download."""
    return Table(COLUMNS, tuple(found(page, ALL_ROWS, 0)))
