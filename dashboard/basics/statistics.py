"""How sure a number is: rounding as a reader does it, intervals of shares and counts, how far limits reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import accumulate, pairwise
from math import sqrt
from statistics import NormalDist, fmean

import scipy  # which loads its parts when they are first used: not while a server starts

Z = NormalDist().inv_cdf(0.975)
NPL_FACTOR = 2.66
FEWEST_POINTS, TRIAL_POINTS = 6, 12  # from which on there are limits, and from which on they can be trusted


@lru_cache(20_000)  # verdicts look back over the same numbers in every quarter
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


def poisson(count: float) -> tuple[float, float]:
    """The 95% interval of a count of things that happen apart from one another (Garwood's, exact)."""
    quantile, tail = scipy.special.gammaincinv, 0.025
    return float(quantile(count, tail)) if count else 0.0, float(quantile(count + 1, 1 - tail))


def middle(counts: Iterable[tuple[int, int]]) -> int:
    """The median of values that each stand so many times, of two in the middle the lower one; StopIteration of none."""
    known = sorted(counts)
    so_far = accumulate(count for _, count in known)
    half = sum(count for _, count in known) / 2
    return next(value for (value, _), reached in zip(known, so_far, strict=True) if reached >= half)


def process_reach(values: Sequence[float | None]) -> tuple[float, float]:
    """The mean of a series with gaps, and how far XmR limits lie from it: three standard deviations, as they are told
    from one point to the next."""
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    return fmean(value for value in values if value is not None), NPL_FACTOR * fmean(ranges) if ranges else 0.0
