"""By which rules a council's measures are judged: its own, and the server's settings where it has none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from dashboard.basics.config import Margin, Scheme, Settings

LongTrend = Literal["mean_of_four", "with_this_quarter", "year_before"]
AMBER_OF: dict[str, Margin] = {"target": "of_target", "points": "points"}
CLEAR, LOOK = 3.0, 2.0
FEWEST_CASES, TARGET_CASES = 5, 30
RUN = 7


@dataclass(frozen=True)
class Judging:
    """The words for statuses, how far amber reaches (in per cent of the target, or in points), and what the long trend
    compares with: the four quarters before, these with the present one instead of the oldest, or the same quarter of
    the year before.

    The rest is what verdicts go by: beyond how many standard deviations of its past a number is clearly better or
    worse, and beyond how many worth a look; with how few cases on a side nothing is said of a share; with how few a
    target that lies in the share's 95% interval is neither met nor missed; and how many quarters on one side of the
    mean are a new level."""

    scheme: Scheme = Settings.scheme
    amber: float = Settings.amber
    margin: Margin = Settings.margin
    long_trend: LongTrend = "mean_of_four"
    clear: float = CLEAR
    look: float = LOOK
    fewest_cases: int = FEWEST_CASES
    target_cases: int = TARGET_CASES
    run: int = RUN

    def under(self, scheme: str | None) -> Judging:
        """The same rules under another scheme, where one is named."""
        return replace(self, scheme=cast(Scheme, scheme)) if scheme else self


def of_settings(settings: Settings) -> Judging:
    """The rules for councils without any of their own."""
    long_trend: LongTrend = "with_this_quarter" if settings.long_trend_counts_this_quarter else "mean_of_four"
    return Judging(settings.scheme, settings.amber, settings.margin, long_trend)
