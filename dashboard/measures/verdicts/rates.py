"""A share of cases against the four quarters before: is the difference more than chance and habit bring? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import sqrt

from dashboard.basics.languages import _
from dashboard.basics.statistics import FEWEST_POINTS
from dashboard.catalogue.judging import CLEAR
from dashboard.measures.verdicts.limits import limits_of
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
    return [(part, of) for _rest, part, of in values if part is not None and of and 0 <= part <= of]


def together(known: Sequence[Share]) -> Share:
    """All of them as one."""
    return sum(part for part, _rest in known), sum(of for _rest, of in known)


def pooled(known: Sequence[Share]) -> float:
    """The share of all of them together, 0 to 1."""
    part, of = together(known)
    return part / of


def spread(known: Sequence[Share], clear: float = CLEAR) -> float:
    """By how much more the shares vary than chance alone would have them (phi): chi-squared over its degrees of
    freedom, at least 1. A rate of hundreds of thousands of cases wanders by far more than chance.

    A quarter that lies clearly outside what the others vary by is no part of it, up to one in four: one bad quarter
    would make the next one look usual.
    """
    rest, least = list(known), len(known) - len(known) // 4
    while len(rest) > least:
        share = pooled(rest)
        others = sorted(rest, key=lambda one: abs(excess(one, share)))
        worst = others.pop()
        if distance(worst, together(others), variation(others)) <= clear:
            break
        rest = others
    return variation(rest)


def variation(known: Sequence[Share]) -> float:
    """Chi-squared over its degrees of freedom, at least 1."""
    if len(known) < 2 or not 0 < (share := pooled(known)) < 1:
        return 1.0
    return max(1.0, sum(excess(one, share) ** 2 for one in known) / (len(known) - 1))


def excess(one: Share, share: float) -> float:
    """How many standard deviations of chance a share lies from what it is expected to be; 0 where that is certain."""
    part, of = one
    deviation = sqrt(of * share * (1 - share))
    return (part - of * share) / deviation if deviation else 0.0


def distance(now: Share, before: Share, phi: float = 1.0) -> float:
    """How many standard deviations lie between two shares, each of so many cases."""
    (part, of), (earlier, earlier_of) = now, before
    both = pooled([now, before])
    deviation = sqrt(phi * both * (1 - both) * (1 / of + 1 / earlier_of))
    return abs(part / of - earlier / earlier_of) / deviation if deviation else 0.0


def reach(of: float, before: Share, phi: float, sigmas: float) -> tuple[float, float]:
    """How far below and above the share before, in points, one of so many cases lies at this `distance`: the two
    solutions of the quadratic equation that the distance is of the share."""
    share, weight = pooled([before]), of / (of + before[1])
    scale = sigmas**2 * phi * (1 / of + 1 / before[1])
    half, whole = scale * weight * (1 - 2 * share) / 2, 1 + scale * weight**2
    root = sqrt(half**2 + whole * scale * share * (1 - share))
    return 100 * (root - half) / whole, 100 * (root + half) / whole


def counted(series: Series) -> bool:
    """Whether the number and those before it are shares of which both halves are known."""
    printed = [one for one in series.past[-BACK:] if one[0] is not None and len(shares([one])) == 0]
    return bool(shares([series.now])) and not printed


def judge_rate(series: Series) -> Verdict:
    """The verdict on a share of cases. A quarter without cases is known, and adds none."""
    past = series.past
    start = levels(series.values, series.rules.run)[-1]
    four = past[max(start, len(past) - BACK) :]
    recent = [one for one in four if one[2] is not None]
    known, before, (now,) = shares(past[start:]), shares(recent), shares([series.now])
    if len(recent) < FEWEST_BACK or not before:
        return series.unjudged("no_past")
    base = together(before)
    value = 100 * base[0] / base[1]
    words = _(WORDS_FOR[series.period.kind])
    compared = (
        _("the four {words} before", words=words)
        if len(recent) == BACK
        else _("the three {words} known of the four before", words=words)
    )
    if min(now[1], base[1]) < series.rules.fewest_cases:
        return Verdict("", "too_few", series.direction(value), compared, value)
    usual = limits_of(series, [value], value, partial(reach, now[1], base, spread(known, series.rules.clear)))
    found = Verdict("", series.told(usual.grade, value), series.direction(value), compared, value)
    trending = trend_of(series, start) if found.change == "no_clear_change" else ""
    if trending:
        return replace(found, change="not_judged", trending=trending)
    return replace(found, lower=usual.lower, upper=usual.upper, since=series.back(len(four)))


def trend_of(series: Series, start: int) -> str:
    """In words where a rate has been going, if each quarter follows the one before: its spread is then that of the way
    it has gone, and hides the next step of it."""
    values = series.values[start:]
    if len([one for one in values if one is not None]) < FEWEST_POINTS or autocorrelation(values) <= TRENDING:
        return ""
    words = trend_words([*values, series.value], series.period.kind)
    return "" if words == _(NO_LEVEL) else words
