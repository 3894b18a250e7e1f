"""The table about agency staff that the paper prints: this quarter, last year's outturn, target and direction."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Reading
from dashboard.measures.scorecard import year_to_date
from dashboard.measures.status import trend
from dashboard.views.agency.scope import Agency
from dashboard.views.declared.own import Picture, Row

NO_TARGET = N_("None")
DIRECTIONS = {"higher": N_("Higher"), "lower": N_("Lower"), "same": N_("Same"), "not_available": N_("Not available")}


def summary(page: Agency) -> Picture | None:
    """The paper's own table: last year's outturn, this quarter, its target, and the direction of travel.

    No card where there is neither a year nor a target to hold the quarter against.
    """
    readings = [page.over_time.reading(measure, page.quarter) for measure in (page.fte, page.focus)]
    known = [one for one in readings if one.value is not None]
    rows = [row_of(page, one) for one in known]
    if all(row["outturn"] is None and row["target"] == NO_TARGET for row in rows):
        return None
    return Picture(summary_finding([one.target_word == "met" for one in known if one.target is not None]), rows)


def row_of(page: Agency, reading: Reading) -> Row:
    """A measure's line of the table."""
    measure, year = reading.measure, page.quarter.as_kind("year") - 1
    outturn = year_to_date(measure, page.over_time, year.as_kind(page.quarter.kind))
    found, target = page.data.catalogue.target(measure, page.offer.council, "", page.quarter), _(NO_TARGET)
    if found and reading.target:
        target = found.value if reading.strict else fmt.neat(reading.target)
    return {
        "measure": measure.title,
        "outturn": outturn,
        "now": reading.value,
        "target": target,
        "status": page.status(reading).word,
        "direction": _(DIRECTIONS[direction(page, measure, reading, outturn)]),
        "unit": measure.unit,
    }


def direction(page: Agency, measure: Measure, reading: Reading, outturn: float | None) -> str:
    """Higher, lower or same than last year: of spend, than the share of it that falls to the period."""
    months = len(page.quarter.months)
    base = outturn * months / 12 if outturn is not None and measure.nature == "flow" else outturn
    return trend(reading.value, base, polarity="neither", decimals=measure.decimals)


def summary_finding(met: Sequence[bool]) -> str:
    """Which of the targets are met."""
    if not met:
        return _("There is no target for agency staff in this period.")
    if len(met) == 1:
        return _("The target for agency staff is met.") if met[0] else _("The target for agency staff is missed.")
    return (
        _("Neither target for agency staff is met."),
        _("One of the two targets for agency staff is met."),
        _("Both targets for agency staff are met."),
    )[sum(met)]
