"""The calendar of working days: Monday to Friday without the bank holidays of a nation and days of one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import holidays
import pandas as pd

from dashboard.basics.languages import _

FIRST_YEAR = 1990
THIS_YEAR = 2026  # of this version: a clock that was set back takes no working days away
CALENDAR_TYPES = {"day": "DATE", "working_day_number": "INTEGER"}
ENGLAND = "england"
# each nation as the package `holidays` knows it
NATIONS = {ENGLAND: "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


@dataclass(frozen=True)
class Calendar:
    """Whose bank holidays are no working days, and which other days are none."""

    nation: str = ENGLAND
    closed: frozenset[dt.date] = frozenset()

    def in_words(self) -> str:
        """`Scotland's bank holidays and the council's own closing days`."""
        own = _(" and the council's own closing days") if self.closed else ""
        return _("{nation}'s bank holidays{own}", nation=_(self.nation.replace("_", " ").title()), own=own)

    def __str__(self) -> str:
        """All that it says, in one line."""
        return " ".join([self.nation, *(day.isoformat() for day in sorted(self.closed))])


USUAL = Calendar()


def working_days(last_year: int | None = None, calendar: Calendar = USUAL) -> pd.DataFrame:
    """Every day from 1990 to the end of a year (default: next year) with its place in the count of working days.

    **shape**: day (date), working_day_number (how many working days there are up to and including it). The
    working days after one day up to and including another are the difference of their numbers.
    **source**: bank holidays of the nation, one-off ones and substitute days included, from the package `holidays`.
    """
    last_year = last_year or max(today().year, THIS_YEAR) + 1
    days = pd.date_range(f"{FIRST_YEAR}-01-01", f"{last_year}-12-31", unit="s")
    closed: Collection[dt.date] = {*bank_holidays(last_year, calendar.nation), *calendar.closed}
    working = (days.day_of_week < 5) & ~days.isin(pd.DatetimeIndex(sorted(closed)))
    return pd.DataFrame({"day": days, "working_day_number": working.cumsum().astype("int32")})


def today() -> dt.date:
    """The day it is here; nothing in an extract may lie after it."""
    return dt.datetime.now().astimezone().date()


def bank_holidays(last_year: int, nation: str = ENGLAND) -> dict[dt.date, str]:
    """Every bank holiday of a nation from 1990 to the end of a year, by day."""
    return dict(holidays.country_holidays("GB", subdiv=NATIONS[nation], years=range(FIRST_YEAR, last_year + 1)))
