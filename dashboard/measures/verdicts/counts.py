"""A count, a stock or any other number against limits that its earlier quarters alone have made. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt
from statistics import fmean

from dashboard.basics.statistics import FEWEST_POINTS, TRIAL_POINTS, process_reach
from dashboard.measures.verdicts.record import Verdict
from dashboard.measures.verdicts.series import (
    TRENDING,
    Series,
    autocorrelation,
    levels,
    per_year,
    trend_words,
)

RARE = 2.0  # a mean below which a count is nearly always nought, and limits mean nothing
SIGMAS = 3.0  # in which process limits are reckoned
SAFE = 6  # digits behind those shown that are no error of arithmetic
FEWEST_SEASONS = 2  # earlier years that need to know the quarter
TRUSTED_SEASONS = 16  # quarters from which on the spread about the seasons can be trusted


def judge_level(series: Series) -> Verdict:
    """The verdict on a number that keeps to a level, by XmR limits since its last step."""
    values = series.values
    starts = levels(values, series.rules.run)
    recent = values[starts[-1] :]
    known = [value for value in recent if value is not None]
    pairs = sum(a is not None and b is not None for a, b in pairwise(recent))
    if len(known) < FEWEST_POINTS or pairs < FEWEST_POINTS - 1:
        return series.unjudged("no_past")
    centre, reach = process_reach(recent)
    if without_limits(series, known) or not reach:
        return series.unjudged()
    if autocorrelation(values, starts) > TRENDING:
        return series.unjudged(trending=trend_words([*values, series.value], series.period.kind))
    found = limits_of(series, known, centre, reach / SIGMAS)
    compared = f"its usual range since {series.back(len(recent)).label}"
    grade = found.grade if len(known) >= TRIAL_POINTS else found.grade and "look"
    grade = grade or ("look" if special(series, known, centre) else "")
    return Verdict("", series.told(grade, centre), series.direction(centre), compared, centre, found.lower, found.upper)


def judge_season(series: Series) -> Verdict:
    """The verdict on a number that has seasons: against the same quarters of earlier years, by how far each quarter
    has been from the mean of its own."""
    values, seasons = series.values, per_year(series.period)
    known = [value for value in values if value is not None]
    if len(known) < TRIAL_POINTS:
        return series.unjudged("no_past")
    of_season = [[v for v in values[len(values) - back :: -seasons] if v is not None] for back in range(1, seasons + 1)]
    same = of_season[-1]
    if len(same) < FEWEST_SEASONS:
        return series.unjudged("no_past")
    if without_limits(series, known):
        return series.unjudged()
    means = [fmean(one) if one else 0.0 for one in of_season]
    away = [None if v is None else v - means[(len(values) - place - 1) % seasons] for place, v in enumerate(values)]
    if autocorrelation(away) > TRENDING:
        return series.unjudged(trending=trend_words([*values, series.value], series.period.kind))
    freedom = len(known) - sum(bool(one) for one in of_season)
    deviation = sqrt(sum(v * v for v in away if v is not None) / freedom * (1 + 1 / len(same)))
    found = limits_of(series, known, means[-1], deviation)
    grade = found.grade if len(known) >= TRUSTED_SEASONS else found.grade and "look"
    season = series.period.label.split()[0]
    return Verdict(
        "",
        series.told(grade, means[-1]),
        series.direction(means[-1]),
        f"{season} of earlier years",
        means[-1],
        found.lower,
        found.upper,
    )


def without_limits(series: Series, known: list[float]) -> bool:
    """Whether the past is too still to say what is usual: always the same, or a count that is nearly always nought."""
    return min(known) == max(known) or (series.counted and fmean(known) < RARE)


@dataclass(frozen=True)
class Limits:
    """Limits about a centre, and what a number is worth beside them: `clearly`, a `look` or nothing."""

    grade: str
    lower: float
    upper: float


def limits_of(series: Series, known: list[float], centre: float, deviation: float) -> Limits:
    """The limits of a number with this past, rounded inwards so that a number outside reads as outside. A move by the
    least that can be shown is never told."""
    clear, look = (max(sigmas * deviation, series.unit) for sigmas in (series.rules.clear, series.rules.look))
    away, places = abs(series.value - centre), 10.0**series.decimals
    lower = series.seen(ceil(round((centre - clear) * places, SAFE)) / places)
    upper = series.seen(floor(round((centre + clear) * places, SAFE)) / places)
    least, most = min(*known, series.value), max(*known, series.value)
    return Limits(
        grade="clearly" if away > clear else "look" if away > look else "",
        lower=max(lower, 0.0) if least >= 0 else lower,
        upper=min(upper, 100.0) if series.proportion and most <= 100 else upper,
    )


def special(series: Series, known: list[float], centre: float) -> bool:
    """Whether the number ends a run of seven on one side of the centre, or one of seven that rise or fall on its way
    beyond it."""
    run = [*known, series.value][-series.rules.run :]
    side = series.value - centre
    steps = [b - a for a, b in pairwise(run)]
    return len(run) == series.rules.run and (
        all((value - centre) * side > 0 for value in run) or all(step * side > 0 for step in steps)
    )
