"""Working days by number, so that "ten working days later" is an addition."""

from __future__ import annotations

import bisect
import datetime as dt
import functools

from dashboard.basics.calendars import working_days

LAST_YEAR = 2021


class Calendar:
    """Turns days into places in the count of working days, and back."""

    def __init__(self) -> None:
        days = working_days(LAST_YEAR)
        self.first: dt.date = days["day"].iloc[0].date()
        self.numbers: list[int] = days["working_day_number"].tolist()

    def number(self, day: dt.date) -> int:
        """How many working days there are up to and including this day."""
        return self.numbers[(day - self.first).days]

    def day(self, number: int) -> dt.date:
        """The working day with this number."""
        return self.first + dt.timedelta(days=bisect.bisect_left(self.numbers, number))

    def is_working(self, day: dt.date) -> bool:
        """Whether the day is a working day."""
        return self.number(day) > self.number(day - dt.timedelta(days=1))


@functools.cache
def calendar() -> Calendar:
    """The calendar, made once."""
    return Calendar()
