"""A small council with few complaints, all about people: what it publishes, loads and corrects."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from attack import Leaf
from loads import FREELY, complaints, line, written

from dashboard.basics.quarters import Period
from dashboard.intake.loading import load

HEADING = "dataset,dimensions,periods,measures\n"
TABLES = HEADING + "".join(
    f"complaints,{dimension},{periods},complaints_received|complaints_responded|complaints_timeliness\n"
    for dimension, periods in (
        ("", "quarter|half_year|year"),
        ("stage", "quarter|half_year|year"),
        ("service", "quarter|year"),
    )
)
STAGES = ("childrens_stage_1", "adults")  # both are about people
SERVICES = ("Homes", "Waste")
QUARTERS = [Period.parse(f"2019-20-Q{number}") for number in (1, 2, 3, 4)]
COUNTED = ("received", "responded", "with_deadline", "within_deadline")
# in these data every complaint is answered in its quarter, which whoever sees the tables takes for granted
ALIKE = [("received", "responded"), ("responded", "with_deadline")]
PARTS = [("within_deadline", "with_deadline"), *ALIKE, *((one, other) for other, one in ALIKE)]
# the counts that each measure is made of
HALVES = {
    "complaints_received": ("received", ""),
    "complaints_responded": ("responded", ""),
    "complaints_timeliness": ("within_deadline", "with_deadline"),
}
Complaints = list[tuple[str, str, bool]]  # stage, service, and whether in time


def quarter_of(chance: random.Random) -> Complaints:
    """A quarter's complaints, some places with few."""
    return [
        (stage, service, chance.random() < 0.7)
        for stage in STAGES
        for service in SERVICES
        for _ in range(chance.choice([1, 3, 9, 20]))
    ]


def lines_of(made: Complaints, quarter: Period) -> Iterable[str]:
    """The complaints as a file has them."""
    day = quarter.first_day + dt.timedelta(days=9)
    for number, (stage, service, in_time) in enumerate(made):
        yield line(
            complaint_id=f"{quarter.id}-{number}",
            service=service,
            stage=stage,
            received_date=day.isoformat(),
            responded_date=(day + dt.timedelta(days=3 if in_time else 60)).isoformat(),
            outcome="upheld",
        )


def leaves_of(years: dict[Period, Complaints]) -> dict[Leaf, int]:
    """What there is to count in what was loaded so far."""
    found: dict[Leaf, int] = {
        (counted, stage, service, quarter): 0
        for counted in COUNTED
        for stage in STAGES
        for service in SERVICES
        for quarter in years
    }
    for quarter, made in years.items():
        for (stage, service, in_time), count in Counter(made).items():
            for counted in COUNTED if in_time else COUNTED[:-1]:
                found[counted, stage, service, quarter] += count
    return found


def own_list(store: Path, text: str) -> None:
    (store / "catalogue").mkdir(parents=True, exist_ok=True)
    written(store / "catalogue", text, "public.csv")


def releases(folder: Path, store: Path, seed: int) -> Iterator[dict[Leaf, int]]:
    """Four quarters, each loaded as a release, and then one of them again, corrected: what each has to count."""
    chance = random.Random(seed)
    own_list(store, TABLES)
    years: dict[Period, Complaints] = {}
    corrected = QUARTERS[chance.randrange(4)]
    for quarter in [*QUARTERS, corrected]:
        again = quarter in years
        years[quarter] = years[quarter][1:] + [(STAGES[1], SERVICES[0], True)] * 2 if again else quarter_of(chance)
        file = written(folder, complaints(*lines_of(years[quarter], quarter)))
        load(store, "complaints", file, "kent", quarter.id, options=FREELY)
        yield leaves_of(years)
