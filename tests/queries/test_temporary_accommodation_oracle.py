"""Households in temporary accommodation worked out a second way: plain Python that looks at every household each day.

It shares nothing with the queries. The records are few and crowded on purpose: many households have several
placements, at once, one after the other or a day or two apart, in several services, corrected later.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from typing import Any

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.store import database
from dashboard.store.days import PERIOD_TYPES
from dashboard.store.publish import MONTH_TYPES, helper_views, months_frame

DAY = dt.timedelta(days=1)
QUARTERS = [Period.parse(text) for text in ("2019-20-Q2", "2019-20-Q3", "2019-20-Q4")]
SERVICES = ("Housing", "Children", "Young people")
TYPES = ("bed_and_breakfast", "hostel", "nightly_paid")
SQL_TYPES = "VARCHAR, household_id VARCHAR, service VARCHAR, accommodation_type VARCHAR, start_date DATE, end_date DATE"


@dataclass(frozen=True)
class Placement:
    """One version of a placement."""

    placement_id: str
    household_id: str
    service: str
    accommodation_type: str
    start_date: dt.date
    end_date: dt.date | None
    dependent_children: int
    out_of_area: bool

    def on(self, day: dt.date) -> bool:
        """Whether the household is there at the day's end."""
        return self.start_date <= day and (self.end_date is None or self.end_date > day)


def extracts(seed: int) -> dict[Period, list[Placement]]:
    """Overlapping extracts: each quarter new placements, and some of the old ones corrected or given an end."""
    chance = random.Random(seed)
    found: dict[Period, list[Placement]] = {}
    known: list[Placement] = []
    for quarter in QUARTERS:
        first, days = quarter.first_day, (quarter.last_day - quarter.first_day).days
        known = [replace(one, end_date=end(one, quarter, chance)) if chance.random() < 0.4 else one for one in known]
        for number in range(40):
            start = first + DAY * chance.randint(0, days)
            ended = [one.end_date for one in known if one.end_date and one.end_date <= quarter.last_day - 2 * DAY]
            if ended and chance.random() < 0.6:  # next to the end of another one
                start = chance.choice(ended) + DAY * chance.randint(0, 2)
            new = Placement(
                f"{quarter.id}/{number}",
                f"H{chance.randint(1, 25)}",
                chance.choice(SERVICES),
                chance.choice(TYPES),
                start,
                None,
                chance.randint(0, 1),
                chance.random() < 0.3,
            )
            known.append(replace(new, end_date=end(new, quarter, chance)))
        found[quarter] = [one for one in known if one.start_date <= quarter.last_day]
    return found


def end(one: Placement, quarter: Period, chance: random.Random) -> dt.date | None:
    """When it ends as the quarter's extract has it: some day from its start, perhaps planned, or nobody knows."""
    if chance.random() < 0.25:
        return None
    return min(one.start_date + DAY * chance.randint(0, 70), quarter.last_day + DAY * chance.randint(0, 20))


def newest(found: dict[Period, list[Placement]]) -> list[Placement]:
    """Of each placement the version of the last extract that has it."""
    return list({one.placement_id: one for quarter in QUARTERS for one in found[quarter]}.values())


def homes(placements: Sequence[Placement]) -> dict[str, list[Placement]]:
    """The placements of each household."""
    return {
        name: [one for one in placements if one.household_id == name]
        for name in sorted({p.household_id for p in placements})
    }


def days_in_a_row(mine: Sequence[Placement], day: dt.date) -> int:
    """For how many days before this one the household has been there, a single night's gap between two aside."""
    back = day
    while True:
        earlier = back - DAY
        there = any(one.on(earlier) for one in mine)
        moved = any(one.end_date == earlier for one in mine) and any(one.start_date == back for one in mine)
        stayed_no_night = any(one.start_date == earlier == one.end_date for one in mine)
        if not (there or moved or stayed_no_night):
            return (day - back).days
        back = earlier


def expected(placements: Sequence[Placement], quarter: Period, chosen: Callable[[Placement], bool]) -> dict[str, int]:
    """The parts of one quarter for the placements chosen, household by household and day by day."""
    last = quarter.last_day
    result = dict.fromkeys(
        ("households", "with_children", "out_of_area", "bb_families_over_six_weeks", "started", "ended", "placements"),
        0,
    )
    for mine in homes(placements).values():
        here = [one for one in mine if one.on(last) and chosen(one)]
        result["placements"] += len(here)
        result["households"] += bool(here)
        result["with_children"] += any(one.dependent_children for one in here)
        result["out_of_area"] += any(one.out_of_area for one in here)
        breakfasts = [one for one in mine if one.accommodation_type == "bed_and_breakfast"]
        family = any(one.accommodation_type == "bed_and_breakfast" and one.dependent_children for one in here)
        result["bb_families_over_six_weeks"] += family and days_in_a_row(breakfasts, last) > 42
        day = quarter.first_day
        while day <= last:
            then, now = (there(mine, when, chosen) for when in (day - DAY, day))
            result["started"] += now and not then
            result["ended"] += then and not now
            day += DAY
    return result


def there(mine: Sequence[Placement], day: dt.date, chosen: Callable[[Placement], bool]) -> bool:
    """Whether the household is in a chosen place at the day's end, or on its way from one into the next day's."""
    if any(one.on(day) and chosen(one) for one in mine):
        return True
    if (day + DAY).day == 1:  # at a month's end it counts as having left
        return False
    leaving = any(one.end_date == day and chosen(one) for one in mine)
    return leaving and any(one.start_date == day + DAY for one in mine)


@contextmanager
def counted(found: dict[Period, list[Placement]]) -> Iterator[database.Connection]:
    """A database in which the records have been counted as publishing and the dashboard count them."""
    with database.connect() as connection:
        connection.execute(
            f"CREATE TABLE temporary_accommodation_extracts (placement_id {SQL_TYPES}, dependent_children BIGINT, "
            "out_of_area BOOLEAN, directorate VARCHAR, nightly_cost_gbp DOUBLE, council VARCHAR, period_end DATE, "
            "period_months INTEGER)"
        )
        records = [
            (*astuple(one), "Place", None, "medway", quarter.last_day, 3)
            for quarter in QUARTERS
            for one in found[quarter]
        ]
        marks = ", ".join("?" * (len(fields(Placement)) + 5))
        connection.executemany(f"INSERT INTO temporary_accommodation_extracts VALUES ({marks})", records)
        months = months_frame([("medway", month) for quarter in QUARTERS for month in quarter.months])
        database.store_frame(connection, "loaded_months", months, MONTH_TYPES)
        helper_views(connection, "temporary_accommodation")
        cube = database.frame(connection, "temporary_accommodation_cube")
        database.store_frame(connection, "temporary_accommodation_cube", cube.assign(basis="latest"))
        periods = [
            ("temporary_accommodation", "medway", "quarter", q.index, q.id, q.months[0], q.months[-1]) for q in QUARTERS
        ]
        database.store_frame(connection, "periods", pd.DataFrame(periods, columns=list(PERIOD_TYPES)), PERIOD_TYPES)
        database.table_from_query(connection, "temporary_accommodation_counts", "temporary_accommodation_counts")
        yield connection


def ask(connection: database.Connection, **values: Any) -> dict[tuple[int, str], dict[str, Any]]:
    """The parts of every quarter."""
    asked = dict.fromkeys(database.parameters("temporary_accommodation_components")) | {
        "council": "medway",
        "basis": "latest",
        "kind": "quarter",
        "first": QUARTERS[0].index,
        "last": QUARTERS[-1].index,
        **values,
    }
    rows = database.rows(connection, "temporary_accommodation_components", **asked)
    return {(row["period_index"], row["part"]): row for row in rows}


@pytest.mark.parametrize("seed", range(6))
def test_households_under_any_filter_agree_with_plain_python(seed: int) -> None:
    found = extracts(seed)
    placements, late = newest(found), 0
    with counted(found) as connection:
        for services in (None, ["Housing"], ["Children", "Housing"]):
            for types in (None, ["bed_and_breakfast"], ["hostel", "nightly_paid"]):
                rows = ask(connection, splits=[""], services=services, accommodation_types=types)

                def chosen(one: Placement, services: Any = services, types: Any = types) -> bool:
                    return one.service in (services or SERVICES) and one.accommodation_type in (types or TYPES)

                for quarter in QUARTERS:
                    wanted = expected(placements, quarter, chosen)
                    row = rows.get((quarter.index, ""), dict.fromkeys(wanted, 0))
                    assert {name: row[name] for name in wanted} == wanted, f"{quarter.id} {services} {types}"
                    late += wanted["bb_families_over_six_weeks"]
    assert late, "some families stay too long, or this would prove nothing"


@pytest.mark.parametrize("seed", range(3))
def test_services_agree_with_plain_python_and_need_not_add_up(seed: int) -> None:
    found = extracts(seed)
    with counted(found) as connection:
        rows = ask(connection, splits=["", "service"])
    for quarter in QUARTERS:
        for service in SERVICES:
            wanted = expected(newest(found), quarter, lambda one, service=service: one.service == service)
            assert {name: rows[quarter.index, service][name] for name in wanted} == wanted
    parts = sum(rows[quarter.index, service]["households"] for quarter in QUARTERS for service in SERVICES)
    assert parts > sum(rows[quarter.index, ""]["households"] for quarter in QUARTERS)


@pytest.mark.parametrize("seed", range(3))
def test_what_came_and_left_leads_from_one_quarter_to_the_next(seed: int) -> None:
    with counted(extracts(seed)) as connection:
        for services in (None, ["Housing"], ["Children", "Housing"]):
            rows = ask(connection, splits=[""], services=services)
            for before, now in itertools.pairwise(QUARTERS):
                then, row = rows[before.index, ""], rows[now.index, ""]
                assert then["households"] + row["started"] - row["ended"] == row["households"]
