"""Records that live longer than a quarter: complaints, the Ombudsman's cases, placements and contracts.

Every extract has what was open at some time in its quarter, and now and then corrects what an earlier one said.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator

from county.days import DAY, QUARTERS, Span, days_of, months_of, some_day, span_of

Row = dict[str, str]
PLACES = [
    ("Place", "Refuse"),
    ("Place", "Roads"),
    ("Resources", "Council tax"),
    ("Resources", "Housing options"),
]
SINCE_2023 = {"Place": "Highways and Environment", "Refuse": "Waste and Recycling"}
CARE = [("People", "Fostering"), ("People", "Home care")]
OUTCOMES = ["upheld", "partly_upheld", "not_upheld", "resolved_early", ""]


def named(quarter: str, place: tuple[str, str]) -> Row:
    """Directorate and service, as the county called them in that quarter."""
    new = SINCE_2023 if quarter >= "2023-24" else {}
    return {"directorate": new.get(place[0], place[0]), "service": new.get(place[1], place[1])}


def living(
    fresh: Callable[[str, random.Random], Iterator[Row]], later: Callable[[Row, Span, random.Random], Row], seed: int
) -> dict[str, list[Row]]:
    """The extracts of eight quarters: what is new in each, and what was open before or is corrected, as it then is."""
    chance = random.Random(seed)
    extracts: dict[str, list[Row]] = {}
    known: list[Row] = []
    for quarter in QUARTERS:
        span = span_of(quarter)
        known += fresh(quarter, chance)
        known = [later(row, span, chance) for row in known]
        extracts[quarter] = [dict(row) for row in known]
        known = [row for row in known if not over(row, span[1]) or chance.random() < 0.2]
    return extracts


def over(row: Row, day: dt.date) -> bool:
    """Whether the record ended by that day; a contract always has."""
    end = row.get("responded_date", row.get("decided_date", row.get("end_date") if "placement_id" in row else "-"))
    return bool(end) and (end == "-" or end <= day.isoformat())


def crm() -> dict[str, list[Row]]:
    """Corporate complaints: references that keep their number from stage to stage."""
    return living(new_complaints, later_complaint, 11)


def new_complaints(quarter: str, chance: random.Random) -> Iterator[Row]:
    """Complaints received in the quarter; every fifth is at two stages under one reference."""
    for number in range(40):
        day = some_day(chance, span_of(quarter))
        stages = ["corporate_stage_1", *(["corporate_stage_2"] if number % 5 == 0 else [])]
        for stage in stages if number % 11 else ["corporate_stage_3"]:
            yield {
                "complaint_id": f"{quarter[:4]}{quarter[-1]}/{number:03}",
                **named(quarter, PLACES[number % len(PLACES)]),
                "stage": stage,
                "received_date": day.isoformat(),
                "responded_date": "",
                "outcome": "withdrawn" if chance.random() < 0.08 else "",
                "theme": chance.choice(["Delay", "Staff", ""]),
                "channel": chance.choice(["online", "web_chat", "telephone", ""]),
                "acknowledged_date": "",
                "extended_to": "",
            }


def later_complaint(row: Row, span: Span, chance: random.Random) -> Row:
    """A complaint at the quarter's end: acknowledged, extended, answered, corrected, or as it was."""
    received = dt.date.fromisoformat(row["received_date"])
    row = dict(row)
    told = received + DAY * chance.randint(0, 9)
    if not row["acknowledged_date"] and chance.random() < 0.8 and told <= span[1]:
        row["acknowledged_date"] = told.isoformat()
    if not row["extended_to"] and chance.random() < 0.1:
        row["extended_to"] = (received + DAY * chance.randint(10, 60)).isoformat()
    answered = received + DAY * chance.randint(0, 60)
    if answered <= span[1] and (not row["responded_date"] or chance.random() < 0.4):
        row["responded_date"] = answered.isoformat()
        row["outcome"] = row["outcome"] or chance.choice(OUTCOMES)
    return row


def care() -> dict[str, list[Row]]:
    """Complaints of a second system, with headings, days and words of its own."""
    return living(new_care, later_care, 12)


def new_care(quarter: str, chance: random.Random) -> Iterator[Row]:
    """Complaints about social care received in the quarter."""
    for number in range(12):
        place = CARE[number % 2]
        yield {
            "Case": f"SC-{quarter}-{number}",
            "Dept": place[0],
            "Team": place[1],
            "Procedure": "Children Act, stage 1" if number % 2 else "Adult social care",
            "Logged": some_day(chance, span_of(quarter)).strftime("%d/%m/%Y"),
            "Closed": "",
            "Finding": "Dropped" if chance.random() < 0.1 else "",
            "Customer": "A. Invented",
        }


def later_care(row: Row, span: Span, chance: random.Random) -> Row:
    """The same at the quarter's end."""
    logged = dt.date(*map(int, reversed(row["Logged"].split("/"))))
    closed = logged + DAY * chance.randint(0, 70)
    if row["Closed"] or closed > span[1]:
        return row
    return row | {
        "Closed": closed.strftime("%d/%m/%Y"),
        "Finding": row["Finding"] or chance.choice(["Fault", "No fault"]),
    }


def ombudsman() -> dict[str, list[Row]]:
    """The Ombudsman's cases."""
    return living(new_referrals, later_referral, 13)


def new_referrals(quarter: str, chance: random.Random) -> Iterator[Row]:
    """Cases referred in the quarter."""
    for number in range(5):
        yield {
            "reference": f"LGO-{quarter}-{number}",
            **named(quarter, chance.choice([*PLACES, *CARE])),
            "referred_date": some_day(chance, span_of(quarter)).isoformat(),
            "decided_date": "",
            "decision": "",
        }


def later_referral(row: Row, span: Span, chance: random.Random) -> Row:
    """A case at the quarter's end."""
    decided = dt.date.fromisoformat(row["referred_date"]) + DAY * chance.randint(0, 150)
    if decided > span[1]:
        return row
    kinds = ["upheld", "not_upheld", "premature", "no_further_action"]
    return row | {"decided_date": decided.isoformat(), "decision": chance.choice(kinds)}


def placements() -> dict[str, list[Row]]:
    """Placements of households, some of which move from one to the next, on the same day or the day after."""
    return living(new_placements, later_placement, 14)


def new_placements(quarter: str, chance: random.Random) -> Iterator[Row]:
    """Placements that began in the quarter: of every third household two, one after the other or at once."""
    first, last = span_of(quarter)
    kinds = ["bed_and_breakfast", "shared_annexe", "hostel", "private_leased"]
    for number in range(9):
        household = f"H{quarter[:4]}{quarter[-1]}{number}"
        start = some_day(chance, (first, last - DAY * 20))
        moves = number % 3 == 0
        moved = start + DAY * chance.randint(5, 18)
        days = [(start, (moved - DAY * chance.randint(0, 2)).isoformat() if moves else "")]
        days += [(moved, "")] if moves else []
        children = chance.randint(0, 2)
        for step, (begins, ends) in enumerate(days):
            yield {
                "placement_id": f"{household}-{step}",
                "household_id": household,
                "directorate": "Resources",
                "service": chance.choice(["Housing options", "Council tax"]),
                "accommodation_type": chance.choice(kinds[:2] if children else kinds),
                "start_date": begins.isoformat(),
                "end_date": ends,
                "dependent_children": str(children),
                "out_of_area": chance.choice(["yes", "no"]),
                "nightly_cost_gbp": chance.choice(["", f"{chance.randint(30, 90)}.50"]),
            }


def later_placement(row: Row, span: Span, chance: random.Random) -> Row:
    """A placement at the quarter's end, which may have ended or be planned to."""
    if row["end_date"] or chance.random() < 0.6:
        return row
    start = dt.date.fromisoformat(row["start_date"])
    return row | {"end_date": (max(start, span[0]) + DAY * chance.randint(0, 120)).isoformat()}


def contracts() -> dict[str, list[Row]]:
    """Contracts by the day of their award; later extracts correct the benefits of some."""
    return living(new_contracts, later_contract, 15)


def new_contracts(quarter: str, chance: random.Random) -> Iterator[Row]:
    """Contracts awarded in the quarter, with benefits of either sign or none."""
    for number in range(6):
        day = some_day(chance, days_of(months_of(quarter)[number % 3]))
        yield {
            "contract_id": f"K-{quarter}-{number}",
            "title": f"Supply {number}",
            **named(quarter, PLACES[number % len(PLACES)]),
            "category": chance.choice(["Works", "Services"]),
            "supplier": f"Supplier {number}",
            "award_date": day.isoformat(),
            "start_date": (day + DAY * 30).isoformat(),
            "end_date": (day + DAY * 900).isoformat(),
            "contract_value_gbp": f"£{chance.randint(10, 900)},000.00".replace("£", chance.choice(["£", ""])),
            "benefit_revenue_gbp": chance.choice(["0", "0", "-1200.25", f"{chance.randint(1, 40_000)}.10"]),
            "benefit_non_revenue_gbp": chance.choice(["0", f"{chance.randint(1, 9_000)}.05"]),
        }


def later_contract(row: Row, span: Span, chance: random.Random) -> Row:
    """A contract as it was, or in a later quarter with benefits that were worked out anew."""
    if row["award_date"] >= span[0].isoformat() or chance.random() < 0.5:
        return row
    return row | {"benefit_revenue_gbp": f"{chance.randint(1, 40_000)}.35"}
