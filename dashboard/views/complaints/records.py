"""The complaints behind a number: the last step of the way down, without a word about who complained."""

from __future__ import annotations

from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.views.complaints.scope import Complaints
from dashboard.views.pieces import Column, Crumb, Records, Table
from dashboard.views.records import days_shown, one_page, whole

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


def record_links(page: Complaints) -> tuple[Crumb, ...]:
    """Links to the records received, answered and open behind the numbers on show."""
    row = page.in_quarter[""].row(page.quarter)
    if row is None:
        return ()
    counts = {"received": row["received"], "responded": row["responded"], "open": row["open"]}
    return tuple(
        Crumb(f"{fmt.number(count)} {page.record_words[event]}", page.to(records=event) if count else None)
        for event, count in counts.items()
    )


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
    """The page of records that the state asks for."""
    word = page.record_words[page.state.records]
    return one_page(page, COLUMNS, partial(found, page), about=page.stage_words, word=word)


def all_records(page: Complaints) -> Table:
    """Every record of the state, for the download."""
    return whole(COLUMNS, partial(found, page))
