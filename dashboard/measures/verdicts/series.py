"""A number and its past, as a verdict looks at them: what is asked, and the places of the quarters that count. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from statistics import fmean

from dashboard.basics.formatting import in_words
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Kind, Period
from dashboard.basics.statistics import shown
from dashboard.catalogue.judging import Judging
from dashboard.measures.status import Value
from dashboard.measures.verdicts.record import Direction, Verdict

MOST_PAST = 20  # quarters that a verdict looks back on
TREND_STEPS = 12
RUNNING, MOSTLY = 4, 2 / 3  # steps the same way on end, or of all, that are told
NO_LEVEL = N_("has no steady level")
TRENDING = 0.5  # the correlation of each quarter with the one before, above which limits mean nothing
WORDS_FOR: dict[Kind, str] = {
    "quarter": N_("quarters"),
    "half_year": N_("half-years"),
    "year": N_("years"),
}
USUAL = Judging()
UP: dict[bool, Direction] = {True: "up", False: "down"}


@dataclass(frozen=True)
class Series:
    """A number, what it was before, and how it is read.

    `earlier` are the periods of the same kind before it, the oldest first, `(None, None, None)` for a gap, each with
    value, numerator and denominator. `step` is the period in which its level last changed for a reason that is known,
    such as a new law: what was before is left out. `read_as` is level, seasonal, cumulative or rolling; `proportion`
    says that it is a share of cases, of which chance can say something, `share` that it is one of cases or of money,
    from 0 to 100; `counted` that it is a number of things.
    """

    period: Period
    now: Value
    earlier: Sequence[Value]
    polarity: str
    decimals: int
    read_as: str = "level"
    proportion: bool = False
    share: bool = False
    counted: bool = False
    step: Period | None = None
    rules: Judging = USUAL

    @property
    def value(self) -> float:
        """The number at the precision shown; one that is not known has no verdict."""
        return self.seen(self.now[0] or 0.0)

    def seen(self, value: float) -> float:
        """A number as a reader sees it."""
        return shown(value, self.decimals)

    @property
    def unit(self) -> float:
        """The least by which two numbers shown can differ."""
        return 10.0**-self.decimals

    @cached_property
    def past(self) -> list[Value]:
        """The earlier periods that count: from the first that is known, at most so many, and none from before a
        step that is known."""
        most = MOST_PAST if self.step is None else min(MOST_PAST, self.period.index - self.step.index)
        found = list(self.earlier[-most:]) if most > 0 else []
        first = next((place for place, one in enumerate(found) if any(half is not None for half in one)), len(found))
        return found[first:]

    @cached_property
    def values(self) -> list[float | None]:
        """Their values at the precision shown."""
        return [None if value is None else self.seen(value) for value, _rest, _rest in self.past]

    def back(self, count: int) -> Period:
        """The period so many before."""
        return self.period - count

    def direction(self, base: float) -> Direction:
        """Which way the number lies from another, as a reader sees both."""
        other = self.seen(base)
        return "same" if self.value == other else UP[self.value > other]

    def told(self, grade: str, base: float) -> str:
        """The code of a change from a base that is `clearly` or worth a `look`: on which side it lies, by polarity."""
        direction = self.direction(base)
        if not grade or direction == "same":
            return "no_clear_change"
        if self.polarity == "neither":
            return f"{grade}_{'higher' if direction == 'up' else 'lower'}"
        return f"{grade}_{'better' if (direction == 'up') == (self.polarity == 'higher') else 'worse'}"

    def beside(self, count: int, change: str, trending: str = "") -> Verdict | None:
        """The verdict that sets the number beside that of so many periods before, and judges nothing; None of a gap."""
        if count > len(self.earlier) or (base := self.earlier[-count][0]) is None:
            return None
        direction = self.direction(base)
        if direction == "same" and not trending and change == "not_judged":
            change = "no_clear_change"
        return Verdict("", change, direction, self.back(count).label, base, trending=trending)

    def unjudged(self, change: str = "not_judged", trending: str = "") -> Verdict:
        """The verdict where nothing tells chance from change: beside a year ago or, where that is a gap, beside the
        period before."""
        plain = Verdict("", change, trending=trending)
        return self.beside(per_year(self.period), change, trending) or self.beside(1, change, trending) or plain


def per_year(period: Period) -> int:
    """How many periods of this kind a year has."""
    return period.index - period.year_before().index


def levels(values: Sequence[float | None], run: int) -> list[int]:
    """The places at which a level begins: 0, and then where so many on one side of the mean say that it has moved."""
    starts = [0]
    while True:
        points = [(place, value) for place, value in enumerate(values) if value is not None and place >= starts[-1]]
        if len(points) < 2 * run:
            return starts
        centre = fmean(value for _rest, value in points)
        found = last_run([value - centre for _rest, value in points], run)
        if not found:
            return starts
        starts.append(points[found][0])


def last_run(away: Sequence[float], run: int) -> int:
    """Where the last of the runs on one side begins that are long enough, or 0."""
    length = 0
    for place in range(len(away) - 1, -1, -1):
        length = length + 1 if length and away[place] * away[place + 1] > 0 else 1
        if length >= run and (place == 0 or away[place] * away[place - 1] <= 0):
            return place
    return 0


def autocorrelation(values: Sequence[float | None], starts: Sequence[int] = (0,)) -> float:
    """How much each value follows the one before, from -1 to 1, each level's own mean taken off; 0 of a constant."""
    ends = [*starts[1:], len(values)]
    away: list[float | None] = []
    for start, end in zip(starts, ends, strict=True):
        known = [value for value in values[start:end] if value is not None]
        centre = fmean(known) if known else 0.0
        away += [None if value is None else value - centre for value in values[start:end]]
    squares = sum(value * value for value in away if value is not None)
    together = sum(
        a * b
        for place, (a, b) in enumerate(pairwise(away), 1)
        if a is not None and b is not None and place not in starts
    )
    return together / squares if squares else 0.0


def trend_words(values: Sequence[float | None], kind: Kind) -> str:
    """`has risen for five quarters running`, or `has risen in nine of 12 quarters`: of the last twelve steps from one
    known value to the next, unless the last two have turned."""
    steps = [b - a for a, b in pairwise(values) if a is not None and b is not None][-TREND_STEPS:]
    for sign, word in ((1, _("risen")), (-1, _("fallen"))):
        running = len(list(takewhile(lambda step: sign * step > 0, reversed(steps))))  # noqa: B023 it is used at once
        often = sum(sign * step > 0 for step in steps)
        if running >= RUNNING:
            return _(
                "has {word} for {running} {words_for} running",
                word=word,
                running=in_words(running),
                words_for=_(WORDS_FOR[kind]),
            )
        turned = all(sign * step < 0 for step in steps[-2:])
        if often >= MOSTLY * len(steps) and not turned:
            newest = _(" but not in the newest") if sign * steps[-1] <= 0 else ""
            return _(
                "has {word} in {often} of {count} {words_for}{newest}",
                word=word,
                often=in_words(often),
                count=in_words(len(steps)),
                words_for=_(WORDS_FOR[kind]),
                newest=newest,
            )
    return _(NO_LEVEL)
