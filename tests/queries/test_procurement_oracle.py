"""Procurement benefits worked out a second way: plain Python over seeded random contracts."""

from __future__ import annotations

import datetime as dt
import random
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pytest

from dashboard.basics.quarters import Period, span
from dashboard.store import database
from dashboard.store.publish import helper_views

# a gap of one quarter, over the turn of several financial years
LOADED = [q for q in span(Period.parse("2012-13-Q3"), Period.parse("2018-19-Q2")) if q.id != "2015-16-Q2"]
DAY = dt.timedelta(days=1)
CATEGORIES = ("Works", "Care")


@dataclass(frozen=True)
class Contract:
    """One version of a contract; money in pence, so that plain Python adds exactly."""

    contract_id: str
    category: str
    award_date: dt.date
    end_date: dt.date
    value: int
    revenue: int
    non_revenue: int


def extracts(seed: int) -> dict[Period, list[Contract]]:
    """Random contracts by the quarter of their extract; some come again, corrected, in a later one."""
    chance = random.Random(seed)
    found: dict[Period, list[Contract]] = {}
    old: list[Contract] = []
    for quarter in LOADED:
        corrected = [replace(one, revenue=chance.randint(-900_000, 900_000)) for one in old if chance.random() < 0.03]
        days = (quarter.last_day - quarter.first_day).days
        new = [contract(f"{quarter.id}/{number}", quarter.first_day, days, chance) for number in range(8)]
        found[quarter] = corrected + new
        old += new
    return found


def contract(name: str, first: dt.date, days: int, chance: random.Random) -> Contract:
    """A contract awarded within so many days; some have no benefits, some benefits that cancel out."""
    awarded = first + DAY * chance.randint(0, days)
    revenue, non_revenue = chance.choice(
        [(0, 0), (5_000, -5_000), (chance.randint(-100_000, 900_000), 0), (chance.randint(1, 99), 123_456_789)]
    )
    ends = awarded + DAY * chance.randint(30, 1500)
    return Contract(name, chance.choice(CATEGORIES), awarded, ends, chance.randint(1, 10**9), revenue, non_revenue)


def newest(found: dict[Period, list[Contract]]) -> list[Contract]:
    """Of each contract the version of the last extract that has it."""
    return list({one.contract_id: one for quarter in LOADED for one in found[quarter]}.values())


def expected(contracts: list[Contract], quarter: Period, category: str) -> dict[str, float]:
    """The parts of one quarter and category, by looking at each contract."""
    mine = [one for one in contracts if one.category == category]
    now = [one for one in mine if quarter.first_day <= one.award_date <= quarter.last_day]
    year_start = dt.date(quarter.year_start, 4, 1)
    year = [one for one in mine if year_start <= one.award_date <= quarter.last_day]
    five = [one for one in mine if dt.date(quarter.year_start - 4, 4, 1) <= one.award_date <= quarter.last_day]

    def benefits(some: list[Contract]) -> float:
        return sum(one.revenue + one.non_revenue for one in some) / 100

    return {
        "contracts": len(now),
        "contracts_with_benefits": sum(one.revenue != 0 or one.non_revenue != 0 for one in now),
        "value_gbp": sum(one.value for one in now) / 100,
        "benefits_gbp": benefits(now),
        "revenue_gbp": sum(one.revenue for one in now) / 100,
        "non_revenue_gbp": sum(one.non_revenue for one in now) / 100,
        "year_value_gbp": sum(one.value for one in year) / 100,
        "year_benefits_gbp": benefits(year),
        "five_year_benefits_gbp": benefits(five),
    }


def tables(connection: database.Connection, found: dict[Period, list[Contract]]) -> None:
    """Makes the tables that the cube's and the register's queries read."""
    connection.execute(
        "CREATE TABLE procurement_extracts (contract_id VARCHAR, title VARCHAR, directorate VARCHAR, service VARCHAR, "
        "category VARCHAR, supplier VARCHAR, award_date DATE, start_date DATE, end_date DATE, "
        "contract_value_gbp DOUBLE, benefit_revenue_gbp DOUBLE, benefit_non_revenue_gbp DOUBLE, council VARCHAR, "
        "period_end DATE, period_months INTEGER)"
    )
    rows = [
        (one.contract_id, "t", "Place", "Highways", one.category, "s", one.award_date, one.award_date, one.end_date,
         one.value / 100, one.revenue / 100, one.non_revenue / 100, "medway", quarter.last_day, 3)
        for quarter in LOADED
        for one in found[quarter]
    ]  # fmt: skip
    connection.executemany(f"INSERT INTO procurement_extracts VALUES ({', '.join('?' * 15)})", rows)
    connection.execute("CREATE TABLE loaded_months (council VARCHAR, month DATE)")
    months = [("medway", month) for quarter in LOADED for month in quarter.months]
    connection.executemany("INSERT INTO loaded_months VALUES (?, ?)", months)
    helper_views(connection, "procurement")
    cube = database.frame(connection, "procurement_cube")
    database.store_frame(connection, "procurement_cube", cube.assign(basis="latest"))
    periods = pd.DataFrame(
        [("procurement", "medway", "quarter", q.index, q.id, q.months[0], q.months[-1]) for q in LOADED],
        columns=["dataset", "council", "kind", "period_index", "period", "first_month", "last_month"],
    )
    database.store_frame(
        connection, "periods", periods.astype({"first_month": "datetime64[s]", "last_month": "datetime64[s]"})
    )
    database.table_from_query(connection, "procurement_counts", "procurement_counts")


def asked(query: str, **values: Any) -> dict[str, Any]:
    """What a query is asked: these values, and nothing filtered."""
    return dict.fromkeys(database.parameters(query)) | {"council": "medway"} | values


@pytest.mark.parametrize("seed", range(3))
def test_benefits_of_a_quarter_a_year_and_five_years_agree_with_plain_python(seed: int) -> None:
    found = extracts(seed)
    with database.connect() as connection:
        tables(connection, found)
        period = {"basis": "latest", "kind": "quarter", "first": LOADED[0].index, "last": LOADED[-1].index}
        values = asked("procurement_components", **period, splits=["category"])
        rows = {
            (row["period_index"], row["part"]): row
            for row in database.rows(connection, "procurement_components", **values)
        }
    zero = dict.fromkeys(database.columns("procurement_components"), 0)
    for quarter in LOADED:
        for category in CATEGORIES:
            row, wanted = rows.get((quarter.index, category), zero), expected(newest(found), quarter, category)
            assert {name: row[name] for name in wanted} == wanted, f"{quarter.id} {category}"


@pytest.mark.parametrize("seed", range(3))
def test_contracts_that_end_within_twelve_months_agree_with_plain_python(seed: int) -> None:
    found = extracts(seed)
    with database.connect() as connection:
        tables(connection, found)
        for quarter in LOADED:
            day = quarter.last_day
            until = dt.date(day.year + 1, day.month, monthrange(day.year + 1, day.month)[1])
            wanted = {one.contract_id for one in newest(found) if one.award_date <= day < one.end_date <= until}
            listed = database.rows(
                connection,
                "procurement_records",
                **asked("procurement_records", event="ending", first_day=day, last_day=day)
                | {"find": "", "sort": "", "size": 1000, "skip": 0},
            )
            assert {row["contract_id"] for row in listed} == wanted, quarter.id
