"""What the plan's statuses and directions mean, in words."""

from __future__ import annotations

from dashboard.catalogue.judging import Judging
from dashboard.measures.status import WORDS
from dashboard.views.pieces import Passage, Section, Status
from dashboard.views.plan.benchmarks import MEANING
from dashboard.views.plan.lines import said

KEYS = {
    "rag": {
        "green": "The target is met or exceeded.",
        "amber": "The value is short of the target by {margin} or less.",
        "red": "The value is short of the target by more than {margin}.",
    },
    "achieved_failed": {
        "achieved": "The target is met or exceeded.",
        "failed": "The value is short of the target, by however little.",
    },
}
BOTH_KEYS = {
    "data_only": "There is no target, or neither more nor less of it is better.",
    "not_available": "There is no value for this period.",
}


LONG = {
    "mean_of_four": "against the average of the four {period}s before, or the year before where these are not all "
    "known.",
    "with_this_quarter": "against the average of this {period} and the three before, or the year before where these "
    "are not all known.",
    "year_before": "against the same {period} of the year before.",
}


def points(width: str) -> str:
    """`5 percentage points`."""
    return f"{width} percentage point{'' if width == '1' else 's'}"


def key(how: Judging, period_word: str = "", benchmarked: bool = False) -> Section:
    """What the statuses and directions mean, in words; trends too where the measures have them by `period_word`, and
    benchmarks where some are `benchmarked`."""
    width = f"{how.amber:g}"
    within = f"{width}% of the target" if how.margin == "of_target" else points(width)
    meanings = {**KEYS[how.scheme], **BOTH_KEYS}
    passages = [
        Passage(
            title="",
            status=Status(code, WORDS[code][0].format(worse="short of"), WORDS[code][1]),
            text=text.format(margin=within),
        )
        for code, text in meanings.items()
    ]
    better, worse = said("improved", "lower"), said("worsened", "higher")
    passages.append(
        Passage(
            title="Direction of travel",
            text=f"Against the year before. The first word says which way the number went, the second whether that is "
            f"good: “{better}”, “{worse}”. Where neither is good, the first stands alone.",
        )
    )
    if period_word:
        passages.append(
            Passage(
                title="Trends",
                text=f"Short: since last {period_word}. Long: {LONG[how.long_trend].format(period=period_word)}",
            )
        )
    if benchmarked:
        passages.append(MEANING)
    return Section(key="key", title="What the words mean", passages=tuple(passages))
