"""A cube's size follows from what a council is, not from how many records it has or how old they get."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.store.writing import NewExtract, commit

QUARTER = Period.parse("2019-20-Q4")
MONTHS, BASES, YEARS = 3, 2, 25
SERVICES = ("Housing", "Waste")
FEW, MANY = 800, 8_000
Make = Callable[[int, random.Random], dict[str, Any]]


def long_ago(chance: random.Random) -> dt.date:
    """A day of the last 25 years."""
    return QUARTER.last_day - dt.timedelta(days=chance.randrange(YEARS * 365))


def in_quarter(chance: random.Random) -> dt.date:
    """A day of the quarter."""
    return QUARTER.first_day + dt.timedelta(days=chance.randrange(91))


def place(chance: random.Random) -> dict[str, Any]:
    """A directorate and one of its services."""
    return {"directorate": "Place", "service": chance.choice(SERVICES)}


def complaint(number: int, chance: random.Random) -> dict[str, Any]:
    """One that has waited for up to 25 years; every second is answered in the quarter."""
    received, answered = long_ago(chance), in_quarter(chance)
    known = {"stage": "adults", "received_date": received, "theme": chance.choice(("Delay", "Staff"))}
    if number % 2 and received <= answered:
        known |= {"responded_date": answered, "outcome": chance.choice(("upheld", "not_upheld"))}
    return {"complaint_id": str(number), **place(chance), **known}


def placement(number: int, chance: random.Random) -> dict[str, Any]:
    """A household that has stayed for up to 25 years."""
    return {
        "placement_id": str(number),
        "household_id": str(number),
        **place(chance),
        "accommodation_type": "hostel",
        "start_date": long_ago(chance),
        "dependent_children": 0,
        "out_of_area": False,
        "nightly_cost_gbp": chance.randrange(9_000) / 100,
    }


def assignment(number: int, chance: random.Random) -> dict[str, Any]:
    """A month of agency work."""
    paid = {"reason": "vacancy", "fte": chance.random(), "spend_gbp": chance.randrange(9_000), "on_contract": True}
    month = chance.choice(QUARTER.months)
    return {"assignment_id": str(number), "month": month, **place(chance), "role_category": "Admin", **paid}


def contract(number: int, chance: random.Random) -> dict[str, Any]:
    """A contract of the quarter."""
    day = in_quarter(chance)
    named = {"contract_id": str(number), "title": f"Contract {number}", **place(chance), "category": "Works"}
    days = {"supplier": f"Supplier {number}", "award_date": day, "start_date": day, "end_date": day}
    money = ("contract_value_gbp", "benefit_revenue_gbp", "benefit_non_revenue_gbp")
    return named | days | {name: chance.randrange(9_000) for name in money}


def referral(number: int, chance: random.Random) -> dict[str, Any]:
    """One referred to the ombudsman up to 25 years ago."""
    day = long_ago(chance)
    decided = in_quarter(chance) if number % 2 else None
    decision = chance.choice(("upheld", "not_upheld")) if decided else None
    return {
        "reference": str(number),
        **place(chance),
        "referred_date": min(day, decided or day),
        "decided_date": decided,
        "decision": decision,
    }


# For each month and service: received by theme, answered by outcome, by up to 250 days to an answer and open by up to
# 41; households, placements and stays up to two years to the day and ten to the month; paid and the 20 longest; the
# contracts of a category; referred and decided by decision.
BOUNDS: dict[str, tuple[Make, int]] = {
    "complaints": (complaint, 2 + 2 + 251 + 42),
    "temporary_accommodation": (placement, 1 + 1 + 731 + 97 + 3),  # and those who moved in in the month
    "agency": (assignment, 1 + 20),
    "procurement": (contract, 1),
    "ombudsman": (referral, 1 + 2),
}


def rows_of(store: Path, dataset: str, records: int) -> int:
    """How many rows the cube of a store with so many records has."""
    make, _ = BOUNDS[dataset]
    chance = random.Random(records)
    frame = pd.DataFrame([make(number, chance) for number in range(records)])
    manifest = commit(store, [NewExtract(dataset, "medway", QUARTER, frame, "file.csv", "")])
    return manifest.cubes[dataset].rows


@pytest.mark.parametrize("dataset", BOUNDS)
def test_ten_times_the_records_make_no_cube_larger_than_its_dimensions_ask_for(dataset: str, tmp_path: Path) -> None:
    bound = BASES * MONTHS * len(SERVICES) * BOUNDS[dataset][1]
    few, many = (rows_of(tmp_path / str(records), dataset, records) for records in (FEW, MANY))
    assert few <= many <= bound
