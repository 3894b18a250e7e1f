"""Whether a part of a council differs from the whole by more than chance: what the parts' unequal size allows.

A part is held against the whole's own rate: how often a part of its size would, by chance alone, have a count as far
out. The tails are binomial and mid-p, which halves the probability of the very count; the limits of a funnel are where
these tails end, so that a point lies outside a curve exactly where its verdict says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
import scipy  # of which scipy.special is loaded when it is first used; scipy.stats takes half a second to import

from dashboard.measures.status import Value

LEAST_CASES = 10  # fewer than these say nothing about a part
MAY, CLEARLY = 0.05, 0.002  # the share of parts that lie outside by chance: 95% and 99.8% limits


class Verdict(NamedTuple):
    """How far out a part is, and on which side of the whole."""

    look: Literal["few", "usual", "may", "clearly"]
    side: Literal["", "lower", "higher"] = ""


def pooled(values: Iterable[Value]) -> tuple[int, int]:
    """Counted and out of, of several periods together; those of which either is not known are left out."""
    known = [(count, of) for _, count, of in values if count is not None and of is not None]
    return round(sum(count for count, _ in known)), round(sum(of for _, of in known))


@lru_cache(20_000)  # bars, funnel and finding ask the same, as do the states of a quarter
def verdict(count: int, of: int, whole_count: int, whole_of: int) -> Verdict:
    """What can be said of a part against the whole: nothing under ten cases, outside the 99.8% limits clearly, outside
    the 95% ones maybe."""
    if of < LEAST_CASES or not whole_of:
        return Verdict("few")
    below = float(up_to(count, of, whole_count / whole_of))
    tail = min(below, 1 - below)
    if tail >= MAY / 2:
        return Verdict("usual")
    return Verdict("may" if tail >= CLEARLY / 2 else "clearly", "lower" if tail == below else "higher")


def limits(rate: float, sizes: Iterable[int], outside: float) -> list[tuple[float, float]]:
    """For parts of each size the lowest and the highest share, in per cent, that are inside; `rate` is one of 1."""
    of = np.asarray(list(sizes))
    tails = np.array([[outside / 2], [1 - outside / 2]])
    low, high = 100 * np.clip(reached(tails, of, rate), 0, of) / of
    return list(zip(low.tolist(), high.tolist(), strict=True))


def up_to(count: Any, of: Any, rate: float) -> Any:
    """How likely fewer than so many are, with half of how likely exactly so many."""
    return (at_most(count - 1, of, rate) + at_most(count, of, rate)) / 2


def at_most(count: Any, of: Any, rate: float) -> Any:
    """How likely so many or fewer are."""
    cases = np.rint(of).astype(int)
    return np.where(np.asarray(count) < 0, 0.0, scipy.special.bdtr(np.clip(count, 0, cases), cases, rate))


def reached(tail: Any, of: Any, rate: float) -> Any:
    """The count up to which the tail reaches; between two counts as on a straight line."""
    after = np.ceil(np.nan_to_num(scipy.special.bdtrik(tail, of, rate)))  # of a rate of 0 SciPy knows none
    after = np.where(up_to(after, of, rate) < tail, after + 1, after)
    before, here = up_to(after - 1, of, rate), up_to(after, of, rate)
    return after - 1 + (tail - before) / (here - before)


def sizes(most: int, steps: int = 120) -> list[int]:
    """Sizes from one case to the most, evenly over powers of ten."""
    return sorted({round(size) for size in np.geomspace(1, most, steps)})
