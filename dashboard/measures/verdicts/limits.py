"""The usual range of a number, rounded so that what lies outside reads as outside. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from dashboard.measures.verdicts.series import Series

SAFE = 6  # digits behind those shown that are no error of arithmetic
Reach = Callable[[float], tuple[float, float]]


@dataclass(frozen=True)
class Limits:
    """Limits about a centre, and what a number is worth beside them: `clearly`, a `look` or nothing."""

    grade: str
    lower: float
    upper: float


def limits_of(series: Series, known: Sequence[float], centre: float, reach: Reach) -> Limits:
    """The limits of a number about a centre, `reach` being how far below and above it so many sigmas are. They are
    rounded inwards and the number is taken as shown, so that it is clear where it reads as outside, and only there. A
    move by the least that can be shown is never told. `known` are the values before: a range ends where none can be."""
    clear, look = (
        tuple(max(far, series.unit) for far in reach(sigmas)) for sigmas in (series.rules.clear, series.rules.look)
    )
    away, places = series.value - centre, 10.0**series.decimals
    side = away > 0
    lower = series.seen(ceil(round((centre - clear[0]) * places, SAFE)) / places)
    upper = series.seen(floor(round((centre + clear[1]) * places, SAFE)) / places)
    least = min(*known, series.value)
    whole = (series.share or series.proportion) and 0 <= series.value <= 100
    return Limits(
        grade="clearly" if abs(away) > clear[side] else "look" if abs(away) > look[side] else "",
        lower=max(lower, 0.0) if least >= 0 or whole else lower,
        upper=min(upper, 100.0) if whole else upper,
    )
