"""Whether anything happened in the period that a file is loaded for."""

from __future__ import annotations

import pandas as pd

from dashboard.intake.busiest import busiest
from dashboard.intake.oddities.held import Held


def days_of(held: Held) -> list[str]:
    """The columns whose days say when a record came in and was closed, or else all that say when something was."""
    rule = held.declaration.dataset.open
    if rule:
        return [rule.since, rule.until]
    return [field.name for field in held.contract.fields if field.kind == "date" and field.dated]


def within(held: Held, name: str) -> pd.Series:
    """Which rows have this day in the period."""
    first, last = pd.Timestamp(held.period.first_day), pd.Timestamp(held.period.last_day)
    found: pd.Series = held.frame[name].between(first, last).fillna(False).astype(bool)
    return found


def nothing_happened(held: Held) -> list[str]:
    """A warning of a file without a day in its period, with the period in which most of its rows lie."""
    names = days_of(held)
    most = busiest(held.frame, names, held.period.kind)
    if most is None or any(within(held, name).any() for name in names):
        return []
    return [f"Warning: no row has a day in {held.period.label} ({', '.join(names)}); {most}"]
