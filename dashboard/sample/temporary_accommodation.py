"""The sample's placements: households come, are moved from one place to another and leave, month by month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

import pandas as pd

from dashboard.basics.quarters import Period, month_id, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.plans import temporary_accommodation as plan
from dashboard.sample.plans.complaints import FIRST, LAST

DAY = dt.timedelta(days=1)
FIRST_HOUSEHOLD, FIRST_PLACEMENT = 20117, 50302


@dataclass(eq=False)
class Placement:
    """A stay in one place. `end` is None until the household moves on or leaves."""

    household: Household
    service: tuple[str, str]
    kind: str
    start: dt.date
    end: dt.date | None
    out_of_area: bool
    cost: float | None
    id: str = ""


@dataclass(eq=False)
class Household:
    """A household as the sample's maker knows it: with the places that are still to come."""

    start: dt.date
    children: int
    pace: float
    placements: list[Placement] = field(default_factory=list)
    id: str = ""
    kept: bool = False

    def leave(self, day: dt.date) -> None:
        """Ends its stay on this day; what would have come after does not."""
        self.placements = [one for one in self.placements if one.start < day]
        for one in self.placements:
            one.end = min(one.end or day, day)


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample."""
    random = Random(f"{seed} temporary accommodation")
    placements = make_placements(random)
    late: set[str] = set()
    made: dict[Period, pd.DataFrame] = {}
    for quarter in span(FIRST, LAST):
        found = late  # these ended last quarter, and the system knows it now
        late = late_ends(placements, quarter, random)
        made[quarter] = extract(placements, quarter, found, late, random)
    return made


def make_placements(random: Random) -> list[Placement]:
    """Every placement there ever was, numbered in the order in which they began."""
    living = [
        arrive(FIRST.first_day - DAY * round(random.expovariate(1 / 200) + 1), random) for _ in range(plan.AT_START)
    ]
    for one in living:
        if too_long_in_bed_and_breakfast(one, FIRST.first_day):
            one.placements[0].end = one.start + DAY * 14
    everyone = list(living)
    for month, total in plan.month_end_totals(random):
        last = last_of(month)
        share = plan.LEAVING * plan.LEAVING_BY_MONTH[month.month - 1]
        leaving = max(round(len(living) * share) + random.randint(-3, 3), len(living) - total + 8)
        could = [one for one in living if not one.kept]
        for one in weighted_sample(could, leaving, random):
            one.leave(month + DAY * random.randrange(last.day))
            living.remove(one)
        arriving = [arrive(month + DAY * random.randrange(last.day), random) for _ in range(total - len(living))]
        for one in arriving[: plan.TOO_LONG.get(month_id(month), 0)]:
            keep_in_bed_and_breakfast(one, month + DAY * random.randrange(8), random)
        living += arriving
        fleeting = [arrive(month + DAY * random.randrange(last.day - 8), random) for _ in range(plan.FLEETING)]
        for one in fleeting:
            one.leave(one.start + DAY * random.randint(1, 7))
        everyone += arriving + fleeting
    return numbered(everyone)


def last_of(day: dt.date) -> dt.date:
    """The last day of the day's month."""
    return (day.replace(day=28) + DAY * 4).replace(day=1) - DAY


def weighted_sample(households: list[Household], count: int, random: Random) -> list[Household]:
    """So many of them, each at most once; those of a faster pace are likelier."""
    return sorted(households, key=lambda one: random.random() ** (1 / one.pace), reverse=True)[:count]


def arrive(day: dt.date, random: Random) -> Household:
    """A new household with the places it will have, one after the other, until it leaves."""
    children = 0 if random.random() < plan.NO_CHILDREN else random.choices(*zip(*plan.CHILDREN.items(), strict=True))[0]
    household = Household(day, children, random.uniform(0.3, 2))
    own = plan.CHILDRENS_ASSESSMENT if children and random.random() < plan.BY_CHILDREN_SERVICE else None
    kind, start = "nightly_paid" if own else plan.first_type(day, children > 0, random), day
    while True:
        nights = None if own else plan.nights(kind, start, children > 0, random)
        place(household, own or housing_service(kind), kind, start, random)
        if nights is None:
            break
        end = household.placements[-1].end = start + DAY * nights
        start = end + DAY if random.random() < plan.GAP and end != last_of(end) else end
        kind = random.choices(list(plan.NEXT_TYPES), list(plan.NEXT_TYPES.values()))[0]
    if children and not own and random.random() < plan.SPLIT_FAMILY:
        place(household, plan.CHILDRENS_ASSESSMENT, "nightly_paid", day + DAY * random.randint(0, 20), random)
    return household


def housing_service(kind: str) -> tuple[str, str]:
    """The directorate and service that place households in this type."""
    return plan.HOUSING_MANAGEMENT if kind == "council_stock" else plan.HOUSING_OPTIONS


def place(household: Household, service: tuple[str, str], kind: str, start: dt.date, random: Random) -> None:
    """Gives the household one more place."""
    away = random.random() < plan.OUT_OF_AREA.get(kind, 0)
    cost = plan.nightly_cost(kind, start, random)
    household.placements.append(Placement(household, service, kind, start, None, away, cost))


def too_long_in_bed_and_breakfast(one: Household, day: dt.date) -> bool:
    """Whether it would still be in bed and breakfast on the day, after more than six weeks."""
    first = one.placements[0]
    return first.kind == "bed_and_breakfast" and first.end is not None and first.end > day - DAY * plan.SIX_WEEKS


def keep_in_bed_and_breakfast(one: Household, day: dt.date, random: Random) -> None:
    """Turns it into a family that stays in bed and breakfast well past the six weeks."""
    one.start, one.children, one.kept, one.placements = day, one.children or 2, True, []
    place(one, plan.HOUSING_OPTIONS, "bed_and_breakfast", day, random)
    one.placements[0].end = moved = day + DAY * random.randint(66, 84)
    place(one, plan.HOUSING_OPTIONS, "private_leased", moved, random)


def numbered(households: list[Household]) -> list[Placement]:
    """All their placements in the order in which they began, households and placements numbered."""
    for number, one in enumerate(sorted(households, key=lambda one: one.start), start=FIRST_HOUSEHOLD):
        one.id = f"H{number}"
    placements = sorted((p for one in households for p in one.placements), key=lambda p: (p.start, p.household.id))
    for number, placement in enumerate(placements, start=FIRST_PLACEMENT):
        placement.id = f"TA{number}"
    return placements


def late_ends(placements: list[Placement], quarter: Period, random: Random) -> set[str]:
    """Placements that ended in the last days and still stand open in its extract; none where it is printed."""
    if quarter in plan.PRINTED_QUARTERS or quarter == LAST:
        return set()
    since = quarter.last_day - DAY * 10
    lasting = {
        p.household for p in placements if p.start <= quarter.last_day and (p.end is None or p.end > quarter.last_day)
    }
    could = [p.id for p in placements if p.end and since < p.end <= quarter.last_day and p.household not in lasting]
    return set(random.sample(could, min(len(could), random.randint(0, plan.LATE_ENDS))))


def extract(
    placements: list[Placement], quarter: Period, found: set[str], late: set[str], random: Random
) -> pd.DataFrame:
    """The placements open at some time in the quarter, as they stood at its end, and last quarter's corrected ones."""
    first, last = quarter.first_day, quarter.last_day
    shown = [p for p in placements if p.start <= last and (p.end is None or p.end >= first or p.id in found)]
    rows = []
    for p in shown:
        end = p.end if p.end and p.end <= last and p.id not in late else None
        if end is None and p.id not in late and p.kind in ("bed_and_breakfast", "nightly_paid"):
            planned = last + DAY * random.randint(1, 28)
            end = planned if random.random() < plan.PLANNED_END else None
        directorate, service = p.service
        rows.append(
            {
                "placement_id": p.id,
                "household_id": p.household.id,
                "directorate": directorate,
                "service": service,
                "accommodation_type": p.kind,
                "start_date": pd.Timestamp(p.start),
                "end_date": pd.Timestamp(end) if end else None,
                "dependent_children": p.household.children,
                "out_of_area": p.out_of_area,
                "nightly_cost_gbp": p.cost,
            }
        )
    return CONTRACTS["temporary_accommodation"].typed(pd.DataFrame(rows))
