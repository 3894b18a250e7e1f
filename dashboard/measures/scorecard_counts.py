"""How many of some measures are on target and how many have improved: the sentence at the head of a paper.

Pure. Each count has its own base: measures with a target, and measures that have something to be compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.basics.languages import _

ON_TARGET = ("green", "achieved")
JUDGED = (*ON_TARGET, "amber", "red", "failed")


@dataclass(frozen=True)
class Judged:
    """What was found of one measure: the codes of its status and of its two trends."""

    status: str
    short_trend: str
    long_trend: str


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    count: int
    of: int

    def __str__(self) -> str:
        return _("{count} out of {of}", count=self.count, of=self.of)

    @property
    def percent(self) -> float | None:
        """The share, 0 to 100; None of none."""
        return 100 * self.count / self.of if self.of else None


@dataclass(frozen=True)
class Tally:
    """The counts of some measures."""

    measures: int
    on_target: Count
    improved_short: Count
    improved_long: Count


def tally(measures: Iterable[Judged]) -> Tally:
    """The counts; a measure without polarity has no trend that could be an improvement and is in no base."""
    found = list(measures)
    return Tally(
        measures=len(found),
        on_target=Count(sum(one.status in ON_TARGET for one in found), sum(one.status in JUDGED for one in found)),
        improved_short=improved(one.short_trend for one in found),
        improved_long=improved(one.long_trend for one in found),
    )


def improved(trends: Iterable[str]) -> Count:
    """How many trends are improvements, of those that could be."""
    known = [trend for trend in trends if trend in ("improved", "worsened", "static")]
    return Count(known.count("improved"), len(known))
