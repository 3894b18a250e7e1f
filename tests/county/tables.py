"""The Ministry's tables of the county's eight quarters: workbooks with invented numbers, and what they come to."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from ministry import ENGLAND, LONDON, flow_values, place_values, workbook

from county.catalogue import AREA, NEIGHBOUR, REGION
from county.days import QUARTERS, months_of, quarters_of, span_of

KINDS = (
    "bed_and_breakfast",
    "nightly_paid",
    "hostel",
    "private_leased",
    "council_or_housing_association",
    "other",
)
NAMES = {code: f"Borough {code}" for code in (AREA, NEIGHBOUR, REGION)} | {ENGLAND: "England", LONDON: "London"}
PLACES = {
    "statutory_ta_households": "ta_households",
    "statutory_ta_households_per_1000": "ta_households_per_1000",
    "statutory_ta_with_children": "ta_with_children",
    "statutory_ta_children": "ta_children",
    "statutory_ta_bb_families_over_six_weeks": "bb_with_children_over_six_weeks",
    "statutory_ta_out_of_district": "out_of_district",
    "statutory_households_in_area": "households_in_area",
}
FLOWS = {
    "statutory_assessments": "assessments",
    "statutory_owed_a_duty": "owed_a_duty",
    "statutory_prevention_duty": "prevention_duty",
    "statutory_relief_duty": "relief_duty",
}
OF_A_KIND = {"statutory_ta_households": "", "statutory_ta_with_children": "_with_children"}
SPANS = {"1": "April to June", "2": "July to September", "3": "October to December", "4": "January to March"}


def numbers(quarter: str) -> dict[str, tuple[Any, float, Any]]:
    """Households, thousands of households in the area and assessments; the county did not report one quarter."""
    chance = random.Random(quarter)
    found: dict[str, tuple[Any, float, Any]] = {
        code: (chance.randint(20, 90), thousands, chance.randint(80, 400))
        for code, thousands in ((ENGLAND, 400.5), (LONDON, 90.0), (REGION, 150.25), (AREA, 98.0), (NEIGHBOUR, 60.5))
    }
    if quarter == "2022-23-Q3":
        found[AREA] = ("..", 98.0, found[AREA][2])
    return found


def write(folder: Path) -> list[Path]:
    """A workbook for each quarter."""
    folder.mkdir(parents=True)
    return [workbook(folder / f"{quarter}.xlsx", numbers=numbers(quarter), **titles(quarter)) for quarter in QUARTERS]


def titles(quarter: str) -> dict[str, str]:
    """How a workbook says which quarter it is of."""
    last = span_of(quarter)[1]
    return {"at_end": f"{last:%d %B %Y}", "span": f"{SPANS[quarter[-1]]} {months_of(quarter)[0][:4]}"}


def answer(measure: str, period: str, by: str, part: str) -> float | None:
    """The number as printed of a period's last quarter; assessments and duties of all its quarters together."""
    code = next(code for code, name in NAMES.items() if name == part) if by == "area" else AREA
    if measure in FLOWS:
        each = [numbers(one)[code] for one in quarters_of(period)]
        return float(sum(flow_values(count, thousands)[FLOWS[measure]] for _, thousands, count in each))
    households, thousands, _ = numbers(quarters_of(period)[-1])[code]
    printed = place_values(households, thousands)
    cell = printed[part + OF_A_KIND[measure] if by == "accommodation_type" else PLACES[measure]]
    if not isinstance(cell, int | float):
        return None
    return cell * 1000 if measure == "statutory_households_in_area" else float(cell)
