"""Places that are set side by side, each with its number in every quarter and with what is said of the one on show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import difference, shown
from dashboard.measures.components import Components, Reading
from dashboard.views.measure import splits
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.pieces import Status
from dashboard.views.scope import status_of


@dataclass(frozen=True)
class Place:
    """A directorate, a service, or the council, with an empty name among its own parts."""

    page: OneMeasure
    parts: Components
    part: str
    label: str

    def value(self, quarter: Period) -> float | None:
        """Its number in a quarter."""
        return self.parts.value(self.page.focus, quarter, self.part)

    def few(self, quarter: Period) -> bool:
        """Whether its share rests on too few cases to be judged."""
        cases = self.parts.halves(self.page.focus, quarter, self.part)[2] if self.page.focus.proportion else None
        return bool(cases and cases < self.page.judging.fewest_cases)

    @cached_property
    def reading(self) -> Reading:
        """Its number in the quarter on show, with the verdict on it."""
        return self.parts.reading(self.page.focus, self.page.quarter, self.part)

    @cached_property
    def moved(self) -> float | None:
        """How far it lies from a year before, as both are shown; None where one of them is not known or rests on too
        few cases."""
        now, then = self.page.quarter, self.page.quarter.year_before()
        value, before = self.reading.value, self.value(then)
        if value is None or before is None or self.few(now) or self.few(then):
            return None
        return difference(value, before, self.page.focus.decimals)

    def status(self, quarter: Period) -> Status | None:
        """How its rate stands against its target; None of counts, which have no target for places, and of fewer cases
        than are judged at all."""
        measure, now = self.page.focus, self.parts.halves(self.page.focus, quarter, self.part)
        if measure.nature != "rate" or now[0] is None or self.few(quarter):
            return None
        target, strict = self.parts.target(measure, quarter, self.part)
        if target is None or measure.polarity == "neither":
            return None
        code, target_word = self.parts.level(measure, now, target, strict=strict, how=self.page.judging)
        return status_of(code, target_word, measure)


def places(page: OneMeasure, by: str, quarters: Sequence[Period]) -> list[Place]:
    """Those that occur in these quarters: of rates that ought to be high the lowest first, of all else the highest;
    those too few to judge after the others, those without a number last."""
    parts, measure, label = page.loaded[by], page.focus, page.data.catalogue.label
    found = [
        Place(page, parts, part, label(page.dataset, by, part) if part else _(splits.NOT_RECORDED))
        for part in parts.names(quarters, measure)
    ]
    sign = 1 if measure.nature == "rate" and measure.polarity == "higher" else -1

    def order(one: Place) -> tuple[bool, bool, float, str]:
        value = one.reading.value
        return value is None, one.few(page.quarter), sign * (value or 0), one.label

    return sorted(found, key=order)


def adds_up(page: OneMeasure, found: Sequence[Place], quarters: Sequence[Period]) -> bool:
    """Whether the places come to what they are parts of in every quarter; of rates nobody expects it."""
    measure = page.focus
    if measure.nature == "rate":
        return True
    totals = [
        (sum(one.value(quarter) or 0 for one in found), page.over_time.value(measure, quarter)) for quarter in quarters
    ]
    return all(
        whole is None or shown(total, measure.decimals) == shown(whole, measure.decimals) for total, whole in totals
    )
