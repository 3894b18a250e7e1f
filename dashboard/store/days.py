"""The working days of each council, and the periods that are loaded of each dataset, as tables that queries read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from dashboard.basics.calendars import CALENDAR_TYPES, Calendar, working_days
from dashboard.basics.quarters import Period

DAY_TYPES = {"council": "VARCHAR", **CALENDAR_TYPES}
PERIOD_TYPES = {
    "dataset": "VARCHAR",
    "council": "VARCHAR",
    "kind": "VARCHAR",
    "period_index": "BIGINT",
    "period": "VARCHAR",
    "first_month": "DATE",
    "last_month": "DATE",
}
Available = Mapping[tuple[str, str], set[Period]]  # by dataset and council


def days_by_council(calendars: Mapping[str, Calendar]) -> pd.DataFrame:
    """Every day of each council with its place in the count of its working days."""
    found = [worked_out(calendar).assign(council=council) for council, calendar in calendars.items()]
    return pd.concat(found)[list(DAY_TYPES)] if found else pd.DataFrame(columns=list(DAY_TYPES))


@lru_cache(maxsize=32)
def worked_out(calendar: Calendar) -> pd.DataFrame:
    """The working days of a calendar, worked out once."""
    return working_days(calendar=calendar)


def available_periods(keys: Iterable[tuple[str, str, Period]]) -> dict[tuple[str, str], set[Period]]:
    """For each dataset and council the periods that are whole: loaded as such, or both halves are."""
    found: dict[tuple[str, str], set[Period]] = {}
    for dataset, council, period in keys:
        found.setdefault((dataset, council), set()).add(period)
    for periods in found.values():
        for kind in ("half_year", "year"):
            for period in {p.as_kind(kind) for p in periods}:
                halves = period.halves
                if halves and periods.issuperset(halves):
                    periods.add(period)
    return found


def periods_frame(available: Available) -> pd.DataFrame:
    """The loaded periods of each dataset and council, with their place among periods of their kind."""
    return pd.DataFrame(
        [
            (dataset, council, p.kind, p.index, p.id, p.months[0], p.months[-1])
            for (dataset, council), periods in available.items()
            for p in sorted(periods)
        ],
        columns=list(PERIOD_TYPES),
    )
