"""What the county's plan consists of: its own measures, budgets, projects, savings and actions, and comments."""

from __future__ import annotations

import random

from county.days import DAY, QUARTERS, span_of
from county.records import Row

CALLS, VISITS, REGISTER, REPAIRS = "Calls answered in time", "Web visits", "Households on the register", "Repairs done"
WHOLE = "Whole council"
AREAS = ["Customer centre", "Housing"]


def kpis() -> dict[str, list[Row]]:
    """A rate with its counts in two areas, a flow and a stock of the whole council, a flow in two areas."""
    chance = random.Random(31)
    return {quarter: of_quarter(quarter, chance) for quarter in QUARTERS}


def of_quarter(quarter: str, chance: random.Random) -> list[Row]:
    """The plan's rows of a quarter."""
    rows = []
    for area in AREAS:
        calls = chance.randint(200, 900)
        answered = chance.randint(100, calls)
        rate = {"value": f"{100 * answered / calls:.1f}%", "numerator": str(answered), "denominator": str(calls)}
        rows.append(line(CALLS, area, quarter, "percent", "rate", "higher") | {"target": "85%"} | rate)
        rows.append(line(REPAIRS, area, quarter, "repairs", "flow", "higher") | {"value": str(chance.randint(50, 200))})
    rows.append(
        line(VISITS, WHOLE, quarter, "visits", "flow", "neither") | {"value": f"{chance.randint(1000, 2000):,}"}
    )
    rows.append(
        line(REGISTER, WHOLE, quarter, "households", "stock", "lower") | {"value": str(chance.randint(900, 1200))}
    )
    return rows


def line(measure: str, area: str, quarter: str, unit: str, nature: str, polarity: str) -> Row:
    """What is the same in every row of a measure."""
    names = {"measure": measure, "service_area": area, "priority": "A well-run county", "period": quarter}
    return names | {
        "unit": unit,
        "nature": nature,
        "polarity": polarity,
        "target": "",
        "numerator": "",
        "denominator": "",
    }


def budgets() -> dict[str, list[Row]]:
    """Budget and forecast of three service areas."""
    chance = random.Random(32)
    return {
        quarter: [
            {
                "service_area": area,
                "full_year_budget_gbp": str(1_000_000 * number),
                "full_year_forecast_gbp": str(1_000_000 * number + chance.randint(-90_000, 90_000)),
            }
            for number, area in enumerate(("Roads", "Schools", "Care"), start=3)
        ]
        for quarter in QUARTERS
    }


def projects() -> dict[str, list[Row]]:
    """A workstream's own rating and two of its projects."""
    chance = random.Random(33)
    return {
        quarter: [
            {
                "workstream": "Better buildings",
                "project": project,
                "status": chance.choice(["red", "amber", "green"]),
                "commentary": f"{project or 'All'} as of {quarter}",
            }
            for project in ("", "New depot", "Library roof")
        ]
        for quarter in QUARTERS
    }


def actions() -> dict[str, list[Row]]:
    """The whole list of savings in every quarter, each getting on in its own way."""
    chance = random.Random(34)
    due = {number: span_of(chance.choice(QUARTERS))[1] - DAY * chance.randint(0, 40) for number in range(14)}
    return {
        quarter: [
            {
                "action": f"Saving {number}",
                "priority": ["Spend less", "Earn more"][number % 2],
                "service_area": ["Roads", "Schools", ""][number % 3],
                "owner_role": "Head of finance",
                "due_date": due[number].isoformat() if number % 4 else "",
                "status": chance.choice(["not_started", "on_track", "late", "done", "stopped"]),
                "saving_planned_gbp": f"{10_000 * number}.10" if number % 5 else "",
                "saving_made_gbp": f"{chance.randint(0, 60_000)}.25" if chance.random() < 0.8 else "",
                "note": "",
            }
            for number in range(12 if quarter < "2023-24" else 14)
        ]
        for quarter in QUARTERS
    }


def comments(role: str, measure: str) -> dict[str, list[Row]]:
    """One person's comment of each quarter on a measure."""
    return {
        quarter: [
            {
                "measure": measure,
                "kind": "comment",
                "author_role": role,
                "written_date": (span_of(quarter)[1] + DAY * 9).isoformat(),
                "text": f"What the {role} said after {quarter}.",
            }
        ]
        for quarter in QUARTERS
    }
