"""The county's eight quarters, as the calendar has them."""

from __future__ import annotations

import calendar
import datetime as dt
import random

COUNTY = "northmoor"
DAY = dt.timedelta(days=1)
QUARTERS = [f"{year}-{year - 1999}-Q{number}" for year in (2022, 2023) for number in (1, 2, 3, 4)]
YEARS = ["2022-23", "2023-24"]
HALVES = [f"{year}-H{half}" for year in YEARS for half in (1, 2)]
Span = tuple[dt.date, dt.date]


def months_of(quarter: str) -> list[str]:
    """`2022-04`, `2022-05` and `2022-06` of `2022-23-Q1`."""
    year, number = int(quarter[:4]), int(quarter[-1])
    first = {1: 4, 2: 7, 3: 10, 4: 1}[number]
    return [f"{year + (number == 4)}-{month:02}" for month in range(first, first + 3)]


def days_of(month: str) -> Span:
    """The first and last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def span_of(quarter: str) -> Span:
    """The first and last day of a quarter."""
    months = months_of(quarter)
    return days_of(months[0])[0], days_of(months[-1])[1]


def quarters_of(period: str) -> list[str]:
    """The quarters of a quarter, a half-year or a year."""
    year, end = period[:7], period[8:]
    numbers = {"": "1234", "H1": "12", "H2": "34"}.get(end, end[1:])
    return [f"{year}-Q{number}" for number in numbers]


def some_day(chance: random.Random, span: Span) -> dt.date:
    """A day of the span."""
    return span[0] + DAY * chance.randint(0, (span[1] - span[0]).days)
