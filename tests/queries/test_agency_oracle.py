"""Agency spend, full-time equivalents and months in a row, worked out a second way: plain Python over random records.

Python keeps the newest version of each assignment's month in a dictionary and walks it; it shares nothing with
the queries.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import astuple, dataclass

import pandas as pd
import pytest

from dashboard.basics.quarters import Period, month_id, span
from dashboard.store import database

QUARTERS = span(Period.parse("2018-19-Q4"), Period.parse("2019-20-Q3"))
SERVICES = {"Waste": "Place", "Parks": "Place", "Home care": "People"}
REASONS = ("vacancy", "project")


@dataclass(frozen=True)
class Month:
    """A month of an assignment, as one extract gives it."""

    assignment_id: str
    month: dt.date
    directorate: str
    service: str
    role_category: str
    reason: str
    fte: float | None
    spend_gbp: float
    on_contract: bool | None


def extracts(seed: int) -> dict[Period, list[Month]]:
    """An extract a quarter of assignments that come, pause, are credited and go."""
    chance = random.Random(seed)
    found: dict[Period, list[Month]] = {quarter: [] for quarter in QUARTERS}
    for number in range(60):
        service, reason = chance.choice(tuple(SERVICES)), chance.choice(REASONS)
        fte, contract = chance.choice((None, 0.3, 0.6, 1.0)), chance.choice((None, True, False))
        for quarter in QUARTERS:
            for month in quarter.months:
                if chance.random() < 0.35:
                    continue
                credit = chance.random() < 0.1
                spend = -chance.randint(1, 90_000) / 100 if credit else chance.randint(50_000, 900_000) / 100
                hours = 0.0 if credit else fte
                found[quarter].append(
                    Month(f"a{number}", month, SERVICES[service], service, "Driver", reason, hours, spend, contract)
                )
    return found


def expected(months: list[Month], last: dt.date) -> dict[str, float | None]:
    """The parts of some months of assignments in a period that ends with the month `last`."""
    at_end = [one for one in months if one.month == last]
    known = [one.fte for one in at_end if one.fte is not None]
    ever = any(one.fte is not None for one in months)
    contract = [one for one in months if one.on_contract is not None]
    off = sum(one.spend_gbp for one in contract if not one.on_contract)
    return {
        "assignments": len(months),
        "spend_gbp": sum(one.spend_gbp for one in months),
        "fte": sum(known) if known else (0 if not at_end and ever else None),
        "costed_gbp": sum(one.spend_gbp for one in months if one.fte is not None),
        "contract_known_gbp": sum(one.spend_gbp for one in contract) if contract else None,
        "off_contract_gbp": off if contract else None,
    }


def stretch(every: dict[tuple[str, dt.date], Month], one: Month) -> int:
    """How many months in a row, up to this one, the assignment was worked."""
    count, month = 0, one.month
    while (found := every.get((one.assignment_id, month))) and (found.spend_gbp > 0 or (found.fte or 0) > 0):
        count, month = count + 1, (month - dt.timedelta(days=1)).replace(day=1)
    return count


@pytest.fixture(params=range(4))
def found(request: pytest.FixtureRequest) -> dict[Period, list[Month]]:
    return extracts(request.param)


@pytest.fixture
def connection(found: dict[Period, list[Month]]) -> database.Connection:
    """A database in which the dataset has been published."""
    made = database.connect()
    rows = [(*astuple(one), "medway", q.id, q.last_day, 3) for q in QUARTERS for one in found[q]]
    made.execute(
        "CREATE TABLE agency_extracts (assignment_id VARCHAR, month DATE, directorate VARCHAR, service VARCHAR, "
        "role_category VARCHAR, reason VARCHAR, fte DOUBLE, spend_gbp DOUBLE, on_contract BOOLEAN, council VARCHAR, "
        "quarter VARCHAR, period_end DATE, period_months INTEGER)"
    )
    made.executemany(f"INSERT INTO agency_extracts VALUES ({', '.join('?' * 13)})", rows)
    made.execute("CREATE TABLE loaded_months AS SELECT DISTINCT council, month FROM agency_extracts")
    cube = database.frame(made, "agency_cube")
    database.store_frame(made, "agency_cube", cube.assign(basis="latest"))
    periods = pd.DataFrame(
        [("agency", "medway", "quarter", q.index, q.id, q.months[0], q.months[-1]) for q in QUARTERS],
        columns=["dataset", "council", "kind", "period_index", "period", "first_month", "last_month"],
    )
    database.store_frame(
        made, "periods", periods.astype({"first_month": "datetime64[s]", "last_month": "datetime64[s]"})
    )
    database.table_from_query(made, "agency_counts", "agency_counts")
    return made


def test_the_parts_agree_with_plain_python(found: dict[Period, list[Month]], connection: database.Connection) -> None:
    asked = dict.fromkeys(database.parameters("agency_components")) | {
        "council": "medway", "basis": "latest", "kind": "quarter", "splits": ["", "service", "reason", "month"],
        "first": QUARTERS[0].index, "last": QUARTERS[-1].index,
    }  # fmt: skip
    rows = database.rows(connection, "agency_components", **asked)
    assert {row["split"] for row in rows} == {"", "service", "reason", "month"}
    for row in rows:
        quarter, part = Period("quarter", row["period_index"]), row["part"]
        mine = [one for one in found[quarter] if part in ("", one.service, one.reason, month_id(one.month))]
        last = mine[0].month if row["split"] == "month" else quarter.months[-1]
        wanted = expected(mine, last)
        assert {name: row[name] for name in wanted} == pytest.approx(wanted), f"{quarter.id} {row['split']} {part}"


def test_the_longest_assignments_agree_with_plain_python(
    found: dict[Period, list[Month]], connection: database.Connection
) -> None:
    every = {(one.assignment_id, one.month): one for quarter in QUARTERS for one in found[quarter]}
    for month in QUARTERS[-1].months:
        here = [one for one in every.values() if one.month == month and one.service == "Waste"]
        counts = sorted((count for one in here if (count := stretch(every, one))), reverse=True)
        rows = database.rows(
            connection, "agency_longest", council="medway", basis="latest", kind="quarter",
            period_index=QUARTERS[-1].index, months=[month_id(month)],
            directorates=None, services=["Waste"], reasons=None,
        )  # fmt: skip
        assert [row["months"] for row in rows] == counts[:20]
        assert counts
