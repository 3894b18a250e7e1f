"""From the text of a cell to a value: one parser for each kind of column.

A parser takes trimmed text that is not empty. What it cannot read it refuses with a ValueError whose words
follow the value found: `"31/10/2019" is not an ISO date; ...`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dashboard.basics.errors import UsageError, nearest
from dashboard.basics.quarters import Period
from dashboard.intake.words import same, tidy

if TYPE_CHECKING:
    from dashboard.contracts.datasets import Field

DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}.*))?")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
MIDNIGHT = re.compile(r"00:00(?::00(?:\.0+)?)?")
DIGITS = r"[0-9]+(?:,[0-9]{3})*"
TINY = r"(?:[eE]-[0-9]{1,3})?"  # as spreadsheets write what their sums leave of a zero: 1E-18
NUMBER = re.compile(rf"[+-]?(?:{DIGITS}(?:\.[0-9]*)?|\.[0-9]+){TINY}")
MONEY = re.compile(rf"[+-]?£? ?[+-]?(?:{DIGITS}(?:\.[0-9]*)?|\.[0-9]+){TINY}")
LARGEST, SMALLEST = 10**15, 1e-9
FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
WRITE_DAY = "write it as year-month-day: 2019-10-31"


def parser(field: Field) -> Callable[[str], Any]:
    """The function that reads this column's cells."""
    parsers: dict[str, Callable[[str], Any]] = {
        "text": tidy,
        "enum": enum_parser(field.values),
        "date": parse_date,
        "month": parse_month,
        "period": parse_period,
        "whole": parse_whole,
        "number": parse_number,
        "money": parse_money,
        "flag": parse_flag,
    }
    return parsers[field.kind]


def enum_parser(values: tuple[str, ...]) -> Callable[[str], str]:
    """The function that finds one of these values, in whatever case it is written."""
    known = {same(value): value for value in values}

    def parse(text: str) -> str:
        found = known.get(same(text))
        if found is None:
            raise ValueError(f"is not one of the values.{nearest(text[:100], values)}")
        return found

    return parse


def parse_date(text: str) -> dt.date:
    """The day; a time of day may follow if it is midnight."""
    match = DAY.fullmatch(text)
    if not match:
        if text.isdecimal():
            raise ValueError("is a plain number, not a date; " + WRITE_DAY)
        raise ValueError("is not an ISO date; " + WRITE_DAY)
    if match[4] and not MIDNIGHT.fullmatch(match[4]):
        raise ValueError("has a time of day; write the day alone")
    return existing_day(match[1], match[2], match[3])


def parse_month(text: str) -> dt.date:
    """The first day of the month."""
    if (as_day := DAY.fullmatch(text)) and as_day[4] and MIDNIGHT.fullmatch(as_day[4]):
        text = text[:10]
    match = MONTH.fullmatch(text)
    if not match:
        raise ValueError("is not a month; write it as 2019-10 or as its first day, 2019-10-01")
    day = existing_day(match[1], match[2], match[3] or "01")
    if day.day != 1:
        raise ValueError("is not the first day of a month; write the month as 2019-10 or 2019-10-01")
    return day


def parse_period(text: str) -> str:
    """The period's id."""
    try:
        return Period.parse(text.upper()).id
    except UsageError:
        raise ValueError("is not a period; write it as 2019-20-Q4, 2017-18-H1 or 2019-20") from None


def existing_day(year: str, month: str, day: str) -> dt.date:
    """The day, if the calendar has it."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("is a date that does not exist; correct it") from None


def parse_whole(text: str) -> int:
    """A whole number; a spreadsheet's `12.0` is 12, and so is what its sums make of it, 11.9999999999999."""
    value = bounded(float(text.replace(",", ""))) if NUMBER.fullmatch(text) else 0.5
    if abs(value - round(value)) > SMALLEST:
        raise ValueError("is not a whole number; write digits alone, such as 12")
    return round(value)


def parse_number(text: str) -> float:
    """A number in digits."""
    if not NUMBER.fullmatch(text):
        raise ValueError("is not a number; write it in digits, such as 1234.5")
    return bounded(float(text.replace(",", "")))


def parse_money(text: str) -> float:
    """Pounds; `£1,234.50` is 1234.5."""
    if not MONEY.fullmatch(text):
        raise ValueError("is not an amount of money; write pounds as 1234.50 or £1,234.50")
    digits = re.sub("[£, ]", "", text)
    if sum(digits.casefold().partition("e")[0].count(sign) for sign in "+-") > 1:
        raise ValueError("has two signs; write one")
    return bounded(float(digits))


def parse_flag(text: str) -> bool:
    """True or false."""
    if text.casefold() not in FLAGS:
        raise ValueError("is neither true nor false; write true or false, yes or no, 1 or 0")
    return FLAGS[text.casefold()]


def bounded(value: float) -> float:
    """The value, unless no council can have so many; zero where a spreadsheet's sums left next to nothing."""
    if abs(value) > LARGEST:
        raise ValueError("is too large to be right; correct it")
    return 0.0 if abs(value) < SMALLEST else value
