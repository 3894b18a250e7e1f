"""A share of cases against the four quarters before: is the difference more than chance and habit bring? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from dashboard.basics.statistics import FEWEST_POINTS
from dashboard.measures.verdicts.record import Verdict
from dashboard.measures.verdicts.series import (
    NO_LEVEL,
    TRENDING,
    WORDS_FOR,
    Series,
    autocorrelation,
    levels,
    trend_words,
)

BACK = 4
FEWEST_BACK = 3  # of the four that have to be known
Share = tuple[float, float]  # so many of so many


def shares(values: Sequence[tuple[float | None, float | None, float | None]]) -> list[Share]:
    """Numerator and denominator of the periods of which both are known and make a share."""
    return [(part, of) for _, part, of in values if part is not None and of and 0 <= part <= of]


def pooled(known: Sequence[Share]) -> float:
    """The share of all of them together, 0 to 1."""
    return sum(part for part, _ in known) / sum(of for _, of in known)


def spread(known: Sequence[Share]) -> float:
    """By how much more the shares vary than chance alone would have them (phi): chi-squared over its degrees of
    freedom, at least 1. A rate of hundreds of thousands of cases wanders by far more than chance."""
    if len(known) < 2 or not 0 < (share := pooled(known)) < 1:
        return 1.0
    chi_squared = sum((part - of * share) ** 2 / (of * share * (1 - share)) for part, of in known)
    return max(1.0, chi_squared / (len(known) - 1))


def distance(now: Share, before: Share, phi: float = 1.0) -> float:
    """How many standard deviations lie between two shares, each of so many cases."""
    (part, of), (earlier, earlier_of) = now, before
    both = pooled([now, before])
    deviation = sqrt(phi * both * (1 - both) * (1 / of + 1 / earlier_of))
    return abs(part / of - earlier / earlier_of) / deviation if deviation else 0.0


def judge_rate(series: Series) -> Verdict:
    """The verdict on a share of cases."""
    past = series.past
    start = levels(series.values, series.rules.run)[-1]
    recent, known = shares(past[max(start, len(past) - BACK) :]), shares(past[start:])
    now = shares([series.now])
    if len(recent) < FEWEST_BACK or not now:
        return series.unjudged("no_past")
    base = sum(part for part, _ in recent), sum(of for _, of in recent)
    value = 100 * base[0] / base[1]
    words = WORDS_FOR[series.period.kind]
    compared = f"the four {words} before" if len(recent) == BACK else f"the three {words} known of the four before"
    if min(now[0][1], base[1]) < series.rules.fewest_cases:
        return Verdict("", "too_few", series.direction(value), compared, value)
    change = series.told(series.grade(distance(now[0], base, spread(known))), value)
    found = Verdict("", change, series.direction(value), compared, value)
    trending = trend_of(series, start) if change == "no_clear_change" else ""
    return replace(found, change="not_judged", trending=trending) if trending else found


def trend_of(series: Series, start: int) -> str:
    """In words where a rate has been going, if each quarter follows the one before: its spread is then that of the way
    it has gone, and hides the next step of it."""
    values = series.values[start:]
    if len([one for one in values if one is not None]) < FEWEST_POINTS or autocorrelation(values) <= TRENDING:
        return ""
    words = trend_words([*values, series.value], series.period.kind)
    return "" if words == NO_LEVEL else words
