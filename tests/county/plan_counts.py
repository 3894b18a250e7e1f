"""The measures of the county's plan, out of the rows that its file has of them."""

from __future__ import annotations

from county.answers import Halves
from county.counts import number
from county.days import quarters_of
from county.plan import AREAS, CALLS, REGISTER, REPAIRS, VISITS, WHOLE
from county.read import Known

AREAS_OF = {CALLS: AREAS, REPAIRS: AREAS, VISITS: [WHOLE], REGISTER: [WHOLE]}


def answer(known: Known, measure: str, period: str, area: str) -> Halves:
    """Value, numerator and denominator of a service area, or of all of them where none is named."""
    quarters = quarters_of(period)
    if measure == REGISTER:
        quarters = quarters[-1:]
    rows = [
        row
        for quarter in quarters
        for row in known[quarter]
        if row["measure"] == measure and area in ("", row["service_area"])
    ]
    if measure == CALLS:
        answered, calls = (float(sum(number(row[half]) for row in rows)) for half in ("numerator", "denominator"))
        return 100 * answered / calls, answered, calls
    value = float(sum(number(row["value"]) for row in rows))
    return value, value, None
