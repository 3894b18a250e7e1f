"""The working days of each council, as a table that queries read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from dashboard.basics.calendars import CALENDAR_TYPES, Calendar, working_days

DAY_TYPES = {"council": "VARCHAR", **CALENDAR_TYPES}


def days_by_council(calendars: Mapping[str, Calendar]) -> pd.DataFrame:
    """Every day of each council with its place in the count of its working days."""
    found = [worked_out(calendar).assign(council=council) for council, calendar in calendars.items()]
    return pd.concat(found)[list(DAY_TYPES)] if found else pd.DataFrame(columns=list(DAY_TYPES))


@lru_cache(maxsize=32)
def worked_out(calendar: Calendar) -> pd.DataFrame:
    """The working days of a calendar, worked out once."""
    return working_days(calendar=calendar)
