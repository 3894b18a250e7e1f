"""The periods that are loaded, and the table that says so to queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.basics.quarters import Period

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
