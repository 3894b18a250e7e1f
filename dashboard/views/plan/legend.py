"""What the plan's statuses and directions mean, in words."""

from __future__ import annotations

from dashboard.basics.languages import N_, _, n_
from dashboard.basics.quarters import Kind
from dashboard.catalogue.judging import Judging
from dashboard.measures.status import WORDS
from dashboard.views.pieces import Passage, Section, Status
from dashboard.views.plan.benchmarks import meaning
from dashboard.views.plan.lines import said
from dashboard.views.scope import PERIOD_WORDS, PERIODS_WORDS

KEYS = {
    "rag": {
        "green": N_("The target is met or exceeded."),
        "amber": N_("The value is short of the target by {margin} or less."),
        "red": N_("The value is short of the target by more than {margin}."),
    },
    "achieved_failed": {
        "achieved": N_("The target is met or exceeded."),
        "failed": N_("The value is short of the target, by however little."),
    },
}
BOTH_KEYS = {
    "data_only": N_("There is no target, or neither more nor less of it is better."),
    "not_available": N_("There is no value for this period."),
}


LONG = {
    "mean_of_four": N_(
        "against the average of the four {periods} before, or the year before where these are not all known."
    ),
    "with_this_quarter": N_(
        "against the average of this {period} and the three before, or the year before where these are not all known."
    ),
    "year_before": N_("against the same {period} of the year before."),
}


def points(width: str) -> str:
    """`5 percentage points`."""
    return n_("{size} percentage point", "{size} percentage points", float(width), size=width)


def key(how: Judging, kind: Kind | None = None, benchmarked: bool = False) -> Section:
    """What the statuses and directions mean, in words; trends too where the measures have them by this kind of period,
    and benchmarks where some are `benchmarked`."""
    width = f"{how.amber:g}"
    within = _("{width}% of the target", width=width) if how.margin == "of_target" else points(width)
    meanings = {**KEYS[how.scheme], **BOTH_KEYS}
    passages = [
        Passage(
            title="",
            status=Status(code, _(WORDS[code][0]).format(worse=_("short of")), WORDS[code][1]),
            text=_(text).format(margin=within),
        )
        for code, text in meanings.items()
    ]
    better, worse = said("improved", "lower"), said("worsened", "higher")
    passages.append(
        Passage(
            title=_("Direction of travel"),
            text=_(
                "Against the year before. The first word says which way the number went, the second whether that "
                "is good: “{better}”, “{worse}”. Where neither is good, the first stands alone.",
                better=better,
                worse=worse,
            ),
        )
    )
    if kind:
        period, periods = _(PERIOD_WORDS[kind]), _(PERIODS_WORDS[kind])
        passages.append(
            Passage(
                title=_("Trends"),
                text=_(
                    "Short: since last {period_word}. Long: {long}",
                    period_word=period,
                    long=_(LONG[how.long_trend]).format(period=period, periods=periods),
                ),
            )
        )
    if benchmarked:
        passages.append(meaning())
    return Section(key="key", title=_("What the words mean"), passages=tuple(passages))
