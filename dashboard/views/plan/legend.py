"""What the plan's statuses and directions mean, in words."""

from __future__ import annotations

from dashboard.measures.status import WORDS
from dashboard.views.pieces import Passage, Section, Status
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


def key(scheme: str, margin: str, period_word: str = "") -> Section:
    """What the statuses and directions mean, in words; trends too where the measures have them by `period_word`."""
    within = "5% of the target" if margin == "of_target" else "5 percentage points"
    meanings = {**KEYS[scheme], **BOTH_KEYS}
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
            text=f"Against the year before. The arrow says which way the number went, the word whether that is good: "
            f"“{better}”, “{worse}”. Where neither is good, the word is Higher or Lower alone.",
        )
    )
    if period_word:
        passages.append(
            Passage(
                title="Trends",
                text=f"Short: since last {period_word}. Long: against the average of the four {period_word}s "
                "before, or the year before where these are not all known.",
            )
        )
    return Section(key="key", title="What the words mean", passages=tuple(passages))
