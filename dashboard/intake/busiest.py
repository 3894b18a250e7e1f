"""The period in which most rows of a file lie: often the one that was meant where the file does not fit its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.basics.errors import counted
from dashboard.basics.quarters import Kind, Period


@dataclass(frozen=True)
class Busiest:
    """The period, and how many of the `of` rows have their last day in it."""

    period: Period
    rows: int
    of: int

    def __str__(self) -> str:
        """Where most rows lie, and how to load them."""
        where, lie = self.period.label, "lies" if self.rows == 1 else "lie"
        return (
            f"{self.rows:,} of {counted(self.of, 'row')} {lie} in {where}. If the file is of {where}, load it with "
            f"--quarter {self.period.id}."
        )


def latest_days(frame: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    """The last of these days of each row that has any."""
    return frame[list(names)].max(axis=1).dropna() if names else pd.Series(dtype="datetime64[s]")


def busiest(frame: pd.DataFrame, names: Sequence[str], kind: Kind) -> Busiest | None:
    """The period of this kind in which most rows have their last day, of several the first; None without any day."""
    months = latest_days(frame, names).dt.to_period("M").value_counts()
    found: dict[Period, int] = {}
    for month, count in months.items():
        period = Period.holding(month.start_time.date(), kind)
        found[period] = found.get(period, 0) + int(count)
    if not found:
        return None
    period, rows = max(sorted(found.items()), key=lambda item: item[1])
    return Busiest(period, rows, len(frame))
