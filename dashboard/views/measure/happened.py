"""What happened to a measure in the quarters on show: marks on its chart, and sentences below it."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any, NamedTuple

from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.catalogue.events import STEP, last_step
from dashboard.catalogue.records import Event
from dashboard.measures.components import Entered
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.measure.usual import has_range


class Mark(NamedTuple):
    """An event with the letter that stands for it in the chart, the period that it is in, and its sentence."""

    letter: str
    period: Period
    step: bool
    text: str

    @property
    def sentence(self) -> str:
        """`A, Q1 2018/19: The law changed.`."""
        return f"{self.letter}, {self.period.label}: {self.text}"

    @property
    def drawn(self) -> dict[str, Any]:
        """The mark as a figure takes it."""
        return {"quarter": self.period, "label": self.letter, "step": self.step}


def marks(page: OneMeasure, first: Period) -> list[Mark]:
    """The events of what is shown, from this period to the one on show, in their order."""
    council, measure, area = page.offer.council, page.focus.id, area_of(page)
    events = page.data.catalogue.events
    found = sorted(
        (event for event in events if event.about(measure, council, area)), key=lambda event: event.quarter.first_day
    )
    kind = page.quarter.kind
    placed = [(Period.holding(event.quarter.first_day, kind), event) for event in found]
    inside = [(period, event) for period, event in placed if first <= period <= page.quarter]
    since = last_step(events, measure, council, area, page.quarter)
    ranged = has_range(page.over_time.change(page.focus, page.quarter))
    return [
        Mark(letter, period, event.kind == STEP, told(event, since=ranged and period == since))
        for letter, (period, event) in zip(ascii_uppercase, inside, strict=False)
    ]


def told(event: Event, *, since: bool) -> str:
    """What happened, and of the last new level that the usual range begins there."""
    text = event.text if event.text.endswith((".", "!", "?")) else f"{event.text}."
    return _("{text} The usual range is worked out since then.", text=text) if since and event.kind == STEP else text


def area_of(page: OneMeasure) -> str:
    """The stage or service area on show, where it is one."""
    over_time = page.over_time
    if isinstance(over_time, Entered):
        kpi = over_time.kpi(page.focus, page.quarter)
        return kpi.service_area if kpi else ""
    return over_time.area


def in_period(found: Sequence[Mark], period: Period) -> str:
    """What happened in a period, for the table."""
    return " ".join(mark.sentence for mark in found if mark.period == period)
