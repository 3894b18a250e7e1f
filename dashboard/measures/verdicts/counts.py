"""A count, a stock or any other number against limits that its earlier quarters alone have made. Pure."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import sqrt
from statistics import fmean

from dashboard.basics.formatting import in_words
from dashboard.basics.languages import N_, _
from dashboard.basics.statistics import FEWEST_POINTS, TRIAL_POINTS, process_reach
from dashboard.measures.verdicts.limits import limits_of
from dashboard.measures.verdicts.record import Verdict
from dashboard.measures.verdicts.series import (
    TRENDING,
    WORDS_FOR,
    Series,
    autocorrelation,
    levels,
    per_year,
    trend_words,
)

RARE = 2.0  # a mean below which a count is nearly always nought, and limits mean nothing
SIGMAS = 3.0  # in which process limits are reckoned
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
    found = limits_of(series, known, centre, partial(either_side, reach / SIGMAS))
    since = series.back(len(recent))
    grade = found.grade if len(known) >= TRIAL_POINTS else found.grade and "look"
    reason = "" if grade else special(series, known, centre)
    return Verdict(
        "",
        series.told(grade or ("look" if reason else ""), centre),
        series.direction(centre),
        _("its usual range since {since}", since=since.label),
        centre,
        found.lower,
        found.upper,
        since=since,
        reason=reason,
        of_level=True,
    )


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
    found = limits_of(series, known, means[-1], partial(either_side, deviation))
    grade = found.grade if len(known) >= TRUSTED_SEASONS else found.grade and "look"
    season = series.period.label.split()[0]
    return Verdict(
        "",
        series.told(grade, means[-1]),
        series.direction(means[-1]),
        _("{season} of earlier years", season=season),
        means[-1],
        found.lower,
        found.upper,
    )


def without_limits(series: Series, known: list[float]) -> bool:
    """Whether the past is too still to say what is usual: always the same, or a count that is nearly always nought."""
    return min(known) == max(known) or (series.counted and fmean(known) < RARE)


def either_side(deviation: float, sigmas: float) -> tuple[float, float]:
    """How far below and above its centre a number may lie at so many of its standard deviations."""
    return sigmas * deviation, sigmas * deviation


def special(series: Series, known: list[float], centre: float) -> str:
    """In words that the number ends a run of seven on one side of the centre, or one of seven that rise or fall on its
    way beyond it; empty where it does not."""
    run = [*known, series.value][-series.rules.run :]
    side = series.value - centre
    steps = [b - a for a, b in pairwise(run)]
    if len(run) < series.rules.run or not side:
        return ""
    above, words = side > 0, f"{in_words(len(run))} {_(WORDS_FOR[series.period.kind])}"
    if all((value - centre) * side > 0 for value in run):
        higher, lower = N_("the last of {words} above its mean"), N_("the last of {words} below its mean")
        return _(higher if above else lower, words=words)
    if not all(step * side > 0 for step in steps):
        return ""
    rise, fall = N_("the last of {words} that rise"), N_("the last of {words} that fall")
    return _(rise if above else fall, words=words)
