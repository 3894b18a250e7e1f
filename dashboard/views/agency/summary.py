"""The table about agency staff that the paper prints: this quarter, last year's outturn, target and direction."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Reading
from dashboard.measures.scorecard import year_to_date
from dashboard.measures.status import judge, trend
from dashboard.views.agency.scope import Agency
from dashboard.views.declared.own import Picture

NO_TARGET = "None"
DIRECTIONS = {"higher": "Higher", "lower": "Lower", "same": "Same", "not_available": "Not available"}


def summary(page: Agency) -> Picture | None:
    """The paper's own table: last year's outturn, this quarter, its target, and the direction of travel.

    No card where there is neither a year nor a target to hold the quarter against.
    """
    year, rows = page.quarter.as_kind("year") - 1, []
    for measure in (page.fte, page.focus):
        reading = page.over_time.reading(measure, page.quarter)
        if reading.value is None:
            continue
        outturn = year_to_date(measure, page.over_time, year.as_kind(page.quarter.kind))
        found, target = page.data.catalogue.target(measure, page.offer.council, "", page.quarter), NO_TARGET
        if found and reading.target:
            target = found.value if reading.strict else fmt.neat(reading.target)
        rows.append(
            {
                "measure": measure.title,
                "outturn": outturn,
                "now": reading.value,
                "target": target,
                "status": page.status(reading).word,
                "direction": DIRECTIONS[direction(page, measure, reading, outturn)],
                "unit": measure.unit,
            }
        )
    if all(row["outturn"] is None and row["target"] == NO_TARGET for row in rows):
        return None
    return Picture(summary_finding(page), rows)


def direction(page: Agency, measure: Measure, reading: Reading, outturn: float | None) -> str:
    """Higher, lower or same than last year: of spend, than the share of it that falls to the period."""
    months = len(page.quarter.months)
    base = outturn * months / 12 if outturn is not None and measure.nature == "flow" else outturn
    return trend(reading.value, base, polarity="neither", decimals=measure.decimals)


def summary_finding(page: Agency) -> str:
    """Which of the targets are met."""
    readings = [page.over_time.reading(m, page.quarter) for m in (page.fte, page.focus)]
    judged = [r for r in readings if r.target is not None and r.value is not None]
    if not judged:
        return "There is no target for agency staff in this period."
    met = sum(
        judge(r.value, r.target, polarity="lower", decimals=r.measure.decimals, strict=r.strict) == "green"
        for r in judged
    )
    if len(judged) == 1:
        return f"The target is {'met' if met else 'missed'}."
    counts = {0: "Neither target is met.", 1: "One of the two targets is met.", 2: "Both targets are met."}
    return counts[met]
