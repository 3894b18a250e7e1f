"""How the county's numbers are judged: by its targets, its amber, the quarter before and the same one a year ago."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal

from serving import ROOT

from county.catalogue import AMBER, TARGETS
from county.days import QUARTERS

with (ROOT / "data" / "catalogue" / "measures.csv").open(encoding="utf-8", newline="") as file:
    MEASURES = {row["id"]: row for row in csv.DictReader(file)}


def as_shown(value: float, measure: str) -> Decimal:
    """The value as it is printed."""
    places = Decimal(1).scaleb(-int(MEASURES[measure]["decimals"]))
    return Decimal(repr(float(value))).quantize(places, ROUND_HALF_UP)


def target(measure: str, by: str, part: str) -> float | None:
    """The target that is in force: the stage's own, or the whole council's for it and the rates of its parts."""
    area = part if by == "stage" else ""
    if by not in ("", "stage") and MEASURES[measure]["nature"] != "rate":
        return None
    return next((float(value) for name, where, value in TARGETS if (name, where) == (measure, area)), None)


def status(measure: str, value: float | None, wanted: float | None) -> str:
    """Green, amber where it is short by no more than the county's points, or red."""
    polarity = MEASURES[measure]["polarity"]
    if value is None:
        return "not_available"
    if wanted is None or polarity == "neither":
        return "data_only"
    short = Decimal(str(wanted)) - as_shown(value, measure)
    short = short if polarity == "higher" else -short
    return "green" if short <= 0 else "amber" if short <= AMBER else "red"


def trend(measure: str, value: float | None, before: float | None) -> str:
    """Whether it is better than before, at the precision printed."""
    if value is None or before is None:
        return "not_available"
    now, then = as_shown(value, measure), as_shown(before, measure)
    words = {"neither": ("same", "higher", "lower"), "higher": ("static", "improved", "worsened")}
    words["lower"] = ("static", "worsened", "improved")
    same, more, less = words[MEASURES[measure]["polarity"]]
    return same if now == then else more if now > then else less


def earlier(quarter: str, back: int) -> str | None:
    """The quarter so many before it, of those that the county has."""
    at = QUARTERS.index(quarter) - back
    return QUARTERS[at] if at >= 0 else None
