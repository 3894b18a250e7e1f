"""How sure a number is: rounding as a reader does it, Wilson intervals, process limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import sqrt
from statistics import NormalDist, fmean

Z = NormalDist().inv_cdf(0.975)
NPL_FACTOR = 2.66
FEWEST_POINTS, TRIAL_POINTS = 6, 12  # from which on there are limits, and from which on they can be trusted


def shown(value: float, decimals: int) -> float:
    """The value at the precision shown, halves rounded up as a reader with a calculator would."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def difference(value: float, earlier: float, decimals: int) -> float:
    """The difference of two values as shown, so that a reader who subtracts gets it."""
    return shown(shown(value, decimals) - shown(earlier, decimals), decimals)


def wilson(count: float, of: float) -> tuple[float, float] | None:
    """The 95% Wilson interval of a proportion, in per cent; None where they are no part and its whole."""
    if not 0 <= count <= of or not of:
        return None
    share, spread = count / of, Z * Z / of
    centre = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)


def within_noise(count: float, of: float, earlier_count: float, earlier_of: float) -> bool:
    """Whether two proportions differ by no more than chance allows: Newcombe's 95% interval of the
    difference, made from the two Wilson intervals, holds zero. Of what is no proportion, chance says nothing."""
    now, before = wilson(count, of), wilson(earlier_count, earlier_of)
    if now is None or before is None:
        return False
    (low, high), (earlier_low, earlier_high) = now, before
    share, earlier = 100 * count / of, 100 * earlier_count / earlier_of
    change = share - earlier
    lower = change - sqrt((share - low) ** 2 + (earlier_high - earlier) ** 2)
    upper = change + sqrt((high - share) ** 2 + (earlier - earlier_low) ** 2)
    return lower <= 0 <= upper


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


def process_reach(values: Sequence[float | None]) -> tuple[float, float]:
    """The mean of a series with gaps, and how far XmR limits lie from it: three standard deviations, as they are told
    from one point to the next."""
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    return fmean(value for value in values if value is not None), NPL_FACTOR * fmean(ranges) if ranges else 0.0


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
