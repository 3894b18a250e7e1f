"""What happened to a measure: `events.csv` names the quarters in which its level changed for a reason that is known,
and those that a reader should know of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.basics.quarters import Period
from dashboard.catalogue.cells import council_of
from dashboard.catalogue.records import Event, Measure
from dashboard.catalogue.texttables import Line

FILE = "events.csv"
COLUMNS = ("council", "measure", "area", "quarter", "kind", "text")
OPTIONAL = ("area",)
STEP, NOTE = "step", "note"


def event(line: Line, measures: Mapping[str, Measure], areas: Iterable[str], prefixes: tuple[str, ...] = ()) -> Event:
    """The event of this line."""
    name, kind = line.text("measure"), line.one_of("kind", (STEP, NOTE))
    entered = bool(prefixes) and name.startswith(prefixes) and name not in prefixes
    if not entered:
        line.one_of("measure", measures, optional=True)
    if kind == STEP and not name:
        line.note("measure", "Name the measure whose level changed; a note alone may be about all of them.")
    area = line.text("area") if entered else line.one_of("area", list(areas), optional=True)
    return Event(council_of(line), name, area, line.quarter("quarter"), kind, line.required("text"))


def last_step(events: Iterable[Event], measure: str, council: str, area: str, period: Period) -> Period | None:
    """The newest period of the same kind, this one or an earlier one, in which the level changed."""
    steps = (one for one in events if one.kind == STEP and one.about(measure, council, area))
    found = (Period.holding(one.quarter.first_day, period.kind) for one in steps)
    return max((one for one in found if one <= period), default=None)
