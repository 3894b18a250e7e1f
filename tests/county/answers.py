"""What `scrutiny figures` is to print of the county: the halves and value of each measure, period and part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from county import counts
from county.counts import Count, Part
from county.days import QUARTERS, Span, days_of, months_of, quarters_of, span_of
from county.read import Known
from county.records import Row

EMPTY = {"outcome": "not_recorded", "theme": "Not recorded"}  # how a part without a name is called
Halves = tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Asked:
    """A measure as it is asked for: by which split, on which basis."""

    measure: str
    by: str
    basis: str

    @property
    def count(self) -> Count:
        """How it is counted."""
        return counts.COUNTS[self.measure]


def parts(known: Known, asked: Asked, period: str) -> list[str]:
    """Every part that the county's rows have, or the period's months; one empty name without a split."""
    if asked.by in ("", "month"):
        return [month for quarter in quarters_of(period) for month in months_of(quarter)] if asked.by else [""]
    return sorted({named(row, asked.by) for rows in known.values() for row in rows} - {""})


def named(row: Row, by: str) -> str:
    """The part that a row belongs to."""
    return row[by] or EMPTY.get(by, "")


def answer(known: Known, asked: Asked, period: str, part: str) -> Halves:
    """Value, numerator and denominator."""
    numerator = summed(known, asked, period, part, asked.count.numerator)
    if asked.count.denominator is None:
        return numerator, numerator, None
    denominator = summed(known, asked, period, part, asked.count.denominator)
    value = asked.count.scale * numerator / denominator if numerator is not None and denominator else None
    return value, numerator, denominator


def summed(known: Known, asked: Asked, period: str, part: str, what: Part) -> float | None:
    """What the rows of the part come to in the period: of its last quarter, or of all its quarters together."""
    quarters = quarters_of(period)
    if asked.by == "month":
        quarters = [quarter for quarter in quarters if part in months_of(quarter)]
    if asked.count.at_end:
        quarters = quarters[-1:]
    found = [in_quarter(known, asked, quarter, part, what) for quarter in quarters]
    there = [one for one in found if one is not None]
    return sum(there) if there else None


def in_quarter(known: Known, asked: Asked, quarter: str, part: str, what: Part) -> float | None:
    """The same of one quarter, by what is known now, or was when its files came."""
    rows = known[QUARTERS[-1] if asked.basis == "latest" and not is_list(asked) else quarter]
    span: Span = days_of(part) if asked.by == "month" else span_of(quarter)
    kept: Iterable[Row] = rows
    if asked.by not in ("", "month"):
        kept = [row for row in rows if named(row, asked.by) == part]
        if asked.by == "channel":
            kept = [row | {"channel": "online"} for row in kept]  # a channel that is asked for counts as it is
    return what(rows, list(kept), span)


def is_list(asked: Asked) -> bool:
    """Whether each quarter's file is the whole list, which no later one corrects."""
    return asked.count.dataset == "actions"
