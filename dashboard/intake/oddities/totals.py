"""Totals that have moved by more than half since the period before."""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics.quarters import Period
from dashboard.intake.oddities.dates import days_of, within
from dashboard.intake.oddities.held import Held

HALF = 0.5


def moved(held: Held) -> list[str]:
    """A warning of each total, and of rows, against the period before, or the same one a year ago where that is
    closer."""
    now = totals(held)
    against = {period: earlier for period in compared_with(held.period) if (earlier := totals_of(held, period))}
    found: dict[Period, list[str]] = {}
    for name, value in now.items():
        periods = [period for period in against if against[period].get(name)]
        if not periods:
            continue
        nearest = min(periods, key=lambda period: abs(value - against[period][name]))
        before = against[nearest][name]
        if abs(value - before) > HALF * abs(before):
            found.setdefault(nearest, []).append(f"{name} {number(value)} (then {number(before)})")
    return [
        f"Warning: moved by more than half against {period.label}: {', '.join(names)}."
        for period, names in found.items()
    ]


def compared_with(period: Period) -> list[Period]:
    """The period before, and the same one a year ago."""
    return [period - 1, period.year_before()]


def totals_of(held: Held, period: Period) -> dict[str, float]:
    """The totals of its system's extract of another period; nothing without one."""
    rows = held.of(period, [*days_of(held), *flows_of(held)] or held.contract.key[:1])
    return {} if rows is None else totals(replace(held, period=period, frame=rows))


def totals(held: Held) -> dict[str, float]:
    """How many rows there are and have each of their days in the period, and the sum of each column that adds up and is
    not empty."""
    found: dict[str, float] = {"rows": len(held.frame)}
    if held.declaration.dataset.open:
        found |= {f"rows with {name} in the period": int(within(held, name).sum()) for name in days_of(held)}
    return found | {name: float(held.frame[name].sum()) for name in flows_of(held) if held.frame[name].notna().any()}


def flows_of(held: Held) -> list[str]:
    """The columns that add up."""
    return held.columns(held.declaration.dataset.flows, "whole", "number", "money")


def number(value: float) -> str:
    """A total with separators, and pence where it has any."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"
