"""Financial periods: quarters, half-years and years that begin on 1 April.

Everything in the dashboard that has a time has a period, written `2019-20-Q4`, `2019-20-H2` or
`2019-20`. Periods of one kind are ordered and countable, so "four quarters back" is arithmetic.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Literal

from dashboard.basics.errors import UsageError, shorten
from dashboard.basics.languages import ENGLISH, _, month, spoken

Kind = Literal["quarter", "half_year", "year"]

MONTHS_IN: dict[Kind, int] = {"quarter": 3, "half_year": 6, "year": 12}
LETTER: dict[Kind, str] = {"quarter": "Q", "half_year": "H", "year": ""}
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PATTERN = re.compile(r"(\d{4})-(\d{2})(?:-([QH])([1-4]))?")


@total_ordering
@dataclass(frozen=True)
class Period:
    """A financial quarter, half-year or year: its kind and its place in the count of such periods.

    `index` counts periods of this kind since April of the year 0, so the one before is `index - 1`.
    """

    kind: Kind
    index: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period with this id, such as `2019-20-Q4`, `2017-18-H1` or `2019-20`.

        Raises UsageError that says what was found and how a period is written.
        """
        match = PATTERN.fullmatch(text.strip()) if text.isascii() else None
        if match:
            year, end, letter, number = int(match[1]), int(match[2]), match[3], int(match[4] or 1)
            kind: Kind = {"Q": "quarter", "H": "half_year", None: "year"}[letter]  # type: ignore[assignment]
            per_year = 12 // MONTHS_IN[kind]
            if end == (year + 1) % 100 and number <= per_year and 1900 <= year < 2200:
                return cls(kind, year * per_year + number - 1)
        raise UsageError(
            f'"{shorten(text)}" is not a period. Write a quarter as 2019-20-Q4 (January to March 2020), '
            "a half-year as 2019-20-H2 or a year as 2019-20."
        )

    @classmethod
    def holding(cls, day: dt.date, kind: Kind = "quarter") -> Period:
        """The period of this kind that holds the day."""
        months = day.year * 12 + day.month - 4
        return cls(kind, months // MONTHS_IN[kind])

    def __lt__(self, other: Period) -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[int, int]:
        """What periods are sorted by: of those that end together the longest comes first. Both ends count months, which
        is quicker than days where pages compare thousands."""
        length = MONTHS_IN[self.kind]
        return (self.index + 1) * length, self.index * length

    def __add__(self, count: int) -> Period:
        """The period this many of its kind later."""
        return Period(self.kind, self.index + count)

    def __sub__(self, count: int) -> Period:
        """The period this many of its kind earlier."""
        return self + -count

    @property
    def year_start(self) -> int:
        """The calendar year in which its financial year began."""
        return self.index * MONTHS_IN[self.kind] // 12

    @property
    def number(self) -> int:
        """Its place in the financial year, from 1."""
        return self.index % (12 // MONTHS_IN[self.kind]) + 1

    @property
    def id(self) -> str:
        """`2019-20-Q4`."""
        return written(self.kind, self.index)[0]

    @property
    def year_label(self) -> str:
        """`2019/20`."""
        return f"{self.year_start}/{(self.year_start + 1) % 100:02}"

    @property
    def label(self) -> str:
        """`Q4 2019/20`, `first half of 2019/20` as `H1 2019/20`, or `2019/20`."""
        if self.kind == "year" or spoken() == ENGLISH:
            return written(self.kind, self.index)[1]
        pattern = _("Q{number} {year}") if self.kind == "quarter" else _("H{number} {year}")
        return pattern.format(number=self.number, year=self.year_label)

    @property
    def long_label(self) -> str:
        """`Q4 2019/20 (Jan to Mar 2020)`."""
        first, last = self.first_day, self.last_day
        start = short_month(first) + (f" {first.year}" if first.year != last.year else "")
        return _("{period} ({start} to {end})", period=self.label, start=start, end=f"{short_month(last)} {last.year}")

    @property
    def first_day(self) -> dt.date:
        """Its first day."""
        months = self.index * MONTHS_IN[self.kind] + 3
        return dt.date(months // 12, months % 12 + 1, 1)

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        return (self + 1).first_day - dt.timedelta(days=1)

    @property
    def months(self) -> list[dt.date]:
        """The first day of each of its months, in order."""
        start = self.index * MONTHS_IN[self.kind] + 3
        return [dt.date(m // 12, m % 12 + 1, 1) for m in range(start, start + MONTHS_IN[self.kind])]

    @property
    def halves(self) -> tuple[Period, Period] | None:
        """The two periods of the next finer kind that make it up; a quarter has none."""
        finer: dict[Kind, Kind] = {"year": "half_year", "half_year": "quarter"}
        if self.kind not in finer:
            return None
        first = Period(finer[self.kind], self.index * 2)
        return first, first + 1

    def as_kind(self, kind: Kind) -> Period:
        """The period of another kind that ends with it, or holds its last day."""
        return Period.holding(self.last_day, kind)

    def year_before(self) -> Period:
        """The same period of the year before."""
        return self - 12 // MONTHS_IN[self.kind]

    def holds(self, other: Period) -> bool:
        """Whether the other period lies wholly inside this one."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day


@lru_cache(4_096)  # a page names the same few quarters hundreds of times
def written(kind: Kind, index: int) -> tuple[str, str]:
    """A period's id and its label in English: `2019-20-Q4` and `Q4 2019/20`."""
    one = Period(kind, index)
    part, end = f"{LETTER[kind]}{one.number}", f"{(one.year_start + 1) % 100:02}"
    if kind == "year":
        return f"{one.year_start}-{end}", one.year_label
    return f"{one.year_start}-{end}-{part}", f"{part} {one.year_label}"


def span(first: Period, last: Period) -> list[Period]:
    """Every period of one kind from the first to the last, both included."""
    return [Period(first.kind, index) for index in range(first.index, last.index + 1)]


def month_id(day: dt.date) -> str:
    """`2019-10`."""
    return f"{day.year}-{day.month:02}"


def short_month(day: dt.date) -> str:
    """`Oct`."""
    return month(day, "MMM") or MONTH_NAMES[day.month - 1]


def month_name(day: dt.date) -> str:
    """`October`."""
    return month(day, "MMMM") or FULL_MONTH_NAMES[day.month - 1]


def short_months() -> list[str]:
    """The months of the calendar in short: `Jan`."""
    return [short_month(dt.date(2000, number, 1)) for number in range(1, 13)]


def full_months() -> list[str]:
    """The months of the calendar: `January`."""
    return [month_name(dt.date(2000, number, 1)) for number in range(1, 13)]


def month_label(day: dt.date) -> str:
    """`October 2019`."""
    return month(day, "yMMMM") or f"{FULL_MONTH_NAMES[day.month - 1]} {day.year}"
