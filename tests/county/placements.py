"""The county's households in temporary accommodation on one evening, looked at placement by placement."""

from __future__ import annotations

import datetime as dt

from county.days import DAY, Span
from county.records import Row

BREAKFAST = ("bed_and_breakfast", "shared_annexe")
SIX_WEEKS = 42
OPEN = dt.date(9999, 1, 1)


def there(row: Row, span: Span) -> bool:
    """Whether the household was in the placement on the span's last evening."""
    return row["start_date"] <= span[1].isoformat() and ends(row) > span[1]


def ends(row: Row) -> dt.date:
    """The day on which the placement ends, as far as is known."""
    return dt.date.fromisoformat(row["end_date"]) if row["end_date"] else OPEN


def households(rows: list[Row], kept: list[Row], span: Span) -> int:
    """The different households among those that are there. All `rows` are known, `kept` are looked at."""
    return len({row["household_id"] for row in kept if there(row, span)})


def families_too_long(rows: list[Row], kept: list[Row], span: Span) -> int:
    """Households with children that have been in bed and breakfast for more than six weeks without a break."""
    return len(
        {
            row["household_id"]
            for row in kept
            if there(row, span)
            and row["accommodation_type"] in BREAKFAST
            and int(row["dependent_children"])
            and (span[1] - stay_began(row, rows)).days > SIX_WEEKS
        }
    )


def stay_began(row: Row, rows: list[Row]) -> dt.date:
    """When the unbroken stay began: a placement goes on where the next began by the day after it ended."""
    began = dt.date.fromisoformat(row["start_date"])
    before = [
        one for one in rows if one["household_id"] == row["household_id"] and one["accommodation_type"] in BREAKFAST
    ]
    for one in sorted(before, key=lambda one: one["start_date"], reverse=True):
        start = dt.date.fromisoformat(one["start_date"])
        if start < began and ends(one) + DAY >= began:
            began = start
    return began
