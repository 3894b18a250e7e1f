"""What the county's complaints come to, counted row by row and day by day."""

from __future__ import annotations

import datetime as dt

import holidays

from county.catalogue import CLOSING_DAYS, DEADLINES
from county.days import DAY, Span
from county.records import Row

CLOSED = {*holidays.country_holidays("GB", subdiv="ENG", years=range(2022, 2026))} | {
    dt.date.fromisoformat(day) for day in CLOSING_DAYS
}
UPHELD = ("upheld", "partly_upheld", "resolved_early")
USUAL = {"childrens_stage_1": 20, "adults": 20}


def within(day: str, span: Span) -> bool:
    """Whether a day was one of the span's."""
    return bool(day) and span[0].isoformat() <= day <= span[1].isoformat()


def received(row: Row, span: Span) -> bool:
    """Whether it came in then."""
    return within(row["received_date"], span)


def responded(row: Row, span: Span) -> bool:
    """Whether it was answered then."""
    return row["outcome"] != "withdrawn" and within(row["responded_date"], span)


def acknowledged(row: Row, span: Span) -> bool:
    """Whether it was acknowledged then."""
    return within(row["acknowledged_date"], span)


def open_at_the_end(row: Row, span: Span) -> bool:
    """Whether the span's last evening found it unanswered."""
    last = span[1].isoformat()
    waits = not row["responded_date"] or row["responded_date"] > last
    return row["outcome"] != "withdrawn" and row["received_date"] <= last and waits


def deadline(stage: str, day: str) -> tuple[int, str] | None:
    """The working days for a complaint of that stage received on that day, and the day from which they count."""
    for name, since, until, days, counted_from in DEADLINES:
        if name == stage and since <= day <= (until or "9999"):
            return days, counted_from
    return (USUAL[stage], "received") if stage in USUAL else None


def with_deadline(row: Row, span: Span) -> bool:
    """Whether it was answered then and there was a day by which it had to be."""
    return responded(row, span) and deadline(row["stage"], row["received_date"]) is not None


def in_time(row: Row, span: Span) -> bool:
    """Whether it was answered then, and soon enough."""
    rule = deadline(row["stage"], row["received_date"])
    if rule is None or not responded(row, span):
        return False
    start = (rule[1] == "acknowledged" and row["acknowledged_date"]) or row["received_date"]
    soon = working_days(start, row["responded_date"]) <= rule[0]
    return soon or bool(row["extended_to"] and row["responded_date"] <= row["extended_to"])


def acknowledged_in_time(row: Row, span: Span) -> bool:
    """Whether it was acknowledged then, and soon enough."""
    rule = deadline("acknowledgement", row["received_date"])
    soon = acknowledged(row, span) and working_days(row["received_date"], row["acknowledged_date"])
    return rule is not None and soon is not False and soon <= rule[0]


def working_days(first: str, last: str) -> int:
    """The county's working days after the first day, up to and including the last."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    days = [start + DAY * number for number in range(1, (end - start).days + 1)]
    return sum(day.weekday() < 5 and day not in CLOSED for day in days)


def upheld(row: Row, span: Span) -> bool:
    """Whether it was answered then, and justified at least in part."""
    return responded(row, span) and row["outcome"] in UPHELD


def outcome_known(row: Row, span: Span) -> bool:
    """Whether it was answered then with an outcome."""
    return responded(row, span) and bool(row["outcome"])
