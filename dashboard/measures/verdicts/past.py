"""One number against its own past: which comparison is right for it. Pure."""

from __future__ import annotations

from dashboard.catalogue.judging import Judging
from dashboard.measures.verdicts.counts import judge_level, judge_season
from dashboard.measures.verdicts.rates import counted, judge_rate
from dashboard.measures.verdicts.record import TOO_FEW, TargetWord, Verdict
from dashboard.measures.verdicts.series import Series, per_year

MET, MISSED = ("green", "achieved"), ("amber", "red", "failed")


def judge_past(series: Series) -> Verdict:
    """The verdict on a number's change. A sum over the year so far or over several years is set beside the same point
    a year before and nothing else; a number that is not known has no verdict."""
    if series.now[0] is None:
        return Verdict()
    if series.read_as in ("cumulative", "rolling"):
        return series.beside(per_year(series.period), "not_judged") or Verdict("", "no_past")
    if series.proportion and counted(series):
        return judge_rate(series)
    return judge_season(series) if series.read_as == "seasonal" and per_year(series.period) > 1 else judge_level(series)


def judge_target(
    status: str, target: float | None, interval: tuple[float, float] | None, cases: float | None, how: Judging
) -> TargetWord:
    """What is said of the target that a status code is about: met or missed, or too few to say of a share of so few
    cases that nothing is said of it, and of one of few that might as well be on the target's other side."""
    if target is None or status not in (*MET, *MISSED):
        return ""
    if is_unsure(target, interval, cases, how):
        return TOO_FEW
    return "met" if status in MET else "missed"


def is_unsure(target: float, interval: tuple[float, float] | None, cases: float | None, how: Judging) -> bool:
    """Whether a share is of too few cases to say on which side of its target it lies."""
    if interval is None or cases is None:
        return False
    beyond = not interval[0] <= target <= interval[1]
    return cases < how.fewest_cases or (cases < how.target_cases and not beyond)
