"""The calendar of working days: Monday to Friday without the bank holidays of England."""

from __future__ import annotations

import datetime as dt

import holidays
import pandas as pd

FIRST_YEAR = 1990
CALENDAR_TYPES = {"day": "DATE", "working_day_number": "INTEGER"}


def working_days(last_year: int | None = None) -> pd.DataFrame:
    """Every day from 1990 to the end of a year (default: next year) with its place in the count of working days.

    **shape**: day (date), working_day_number (how many working days there are up to and including it). The
    working days after one day up to and including another are the difference of their numbers.
    **source**: bank holidays in England, one-off ones and substitute days included, from the package `holidays`.
    """
    last_year = last_year or today().year + 1
    days = pd.date_range(f"{FIRST_YEAR}-01-01", f"{last_year}-12-31", unit="s")
    closed = bank_holidays(last_year)
    working = (days.day_of_week < 5) & ~days.isin(pd.DatetimeIndex(sorted(closed)))
    return pd.DataFrame({"day": days, "working_day_number": working.cumsum().astype("int32")})


def today() -> dt.date:
    """The day it is here; nothing in an extract may lie after it."""
    return dt.datetime.now().astimezone().date()


def bank_holidays(last_year: int) -> dict[dt.date, str]:
    """Every bank holiday in England from 1990 to the end of a year, by day."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, last_year + 1)))
