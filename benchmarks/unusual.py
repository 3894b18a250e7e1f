"""What was called unusual before there were verdicts: the rules of XmR charts over a whole series, the newest quarter
among it. `simulate` sets verdicts beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.basics.statistics import FEWEST_POINTS, TRIAL_POINTS, process_reach


@dataclass(frozen=True)
class ProcessLimits:
    """An XmR chart's lines, and the places of the points that have a special cause.

    `trial` says that there are too few points (under 12) to trust the limits.
    """

    centre: float
    lower: float
    upper: float
    trial: bool
    special: tuple[int, ...]


def process_limits(values: Sequence[float | None]) -> ProcessLimits | None:
    """XmR limits of a series in time order, or None under 6 points. A gap is left out and starts no moving range."""
    points = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(points) < FEWEST_POINTS:
        return None
    numbers = [value for _, value in points]
    centre, reach = process_reach(values)
    special = {points[i][0] for i in special_causes(numbers, centre, reach)}
    return ProcessLimits(centre, centre - reach, centre + reach, len(points) < TRIAL_POINTS, tuple(sorted(special)))


def special_causes(numbers: Sequence[float], centre: float, reach: float) -> set[int]:
    """The places of points outside the limits, of seven on one side, of seven rising or falling, and of two
    of three beyond two thirds of the way to a limit. Of numbers that are all the same, none."""
    found: set[int] = set()
    if max(numbers) == min(numbers):  # whose mean may differ from them in the last of its digits
        return found
    away = [number - centre for number in numbers]
    steps = [b - a for a, b in pairwise(numbers)]
    for i, distance in enumerate(away):
        if abs(distance) > reach:
            found.add(i)
        for sign in (1, -1):
            seven = away[i - 6 : i + 1]
            if len(seven) == 7 and all(sign * d > 0 for d in seven):
                found.update(range(i - 6, i + 1))
            rises = steps[i - 6 : i]
            if len(rises) == 6 and all(sign * step > 0 for step in rises):
                found.update(range(i - 6, i + 1))
            three = range(max(0, i - 2), i + 1)
            far = [j for j in three if reach and sign * away[j] > reach * 2 / 3]
            if len(far) >= 2:
                found.update(far)
    return found
