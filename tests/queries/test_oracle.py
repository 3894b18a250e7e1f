"""The numbers behind the headline, worked out a second way: plain Python over seeded random records.

Python walks the calendar day by day and looks at every version of every complaint; it shares nothing with the
queries but the catalogue's deadlines. One of them is the council's own, counted from acknowledgement.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import holidays
import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.store import database
from dashboard.store.publish import calendar_tables, helper_views

DAY = dt.timedelta(days=1)
QUARTERS = [Period.parse(text) for text in ("2018-19-Q4", "2019-20-Q1", "2019-20-Q2", "2019-20-Q3")]
DEADLINES = {"corporate_stage_1": 10, "corporate_stage_2": 15, "childrens_stage_1": 20, "adults": 20}
OWN = """\
council,stage,from_date,to_date,working_days,counted_from,source
medway,corporate_stage_2,1990-01-01,,12,acknowledged,our policy
medway,acknowledgement,1990-01-01,,3,,our policy
kent,corporate_stage_1,1990-01-01,,1,,another council's
"""
DEADLINES["corporate_stage_2"] = 12
FROM_ACKNOWLEDGEMENT = {"corporate_stage_2"}
MOST_TO_AN_ANSWER, MOST_OPEN = 250, 41  # working days from which on a cube tells no longer how many more
ACKNOWLEDGE_IN = 3
OUTCOMES = ("upheld", "partly_upheld", "not_upheld", "withdrawn", None)
CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=(2018, 2019, 2020))


@dataclass(frozen=True)
class Complaint:
    """One version of a complaint."""

    complaint_id: str
    service: str
    stage: str
    received_date: dt.date
    responded_date: dt.date | None
    outcome: str | None
    acknowledged_date: dt.date | None = None
    extended_to: dt.date | None = None


def extracts(seed: int) -> dict[Period, list[Complaint]]:
    """Overlapping extracts of random complaints: open in one, answered, corrected or withdrawn in a later one."""
    chance = random.Random(seed)
    found: dict[Period, list[Complaint]] = {}
    living: list[Complaint] = []
    for quarter in QUARTERS:
        days = (quarter.last_day - quarter.first_day).days
        living += [
            Complaint(
                f"{quarter.id}/{number // 2}",  # two stages of one reference
                chance.choice(("Waste", "Parking", "Home care")),
                chance.choice(tuple(DEADLINES)[number % 2 :: 2]),
                quarter.first_day + DAY * chance.randint(0, days),
                None,
                "withdrawn" if chance.random() < 0.1 else None,
            )
            for number in range(60)
        ]
        living = [answered(one, quarter, chance) for one in living]
        found[quarter] = list(living)
        # answered ones leave the next extract, save some that are repeated, and perhaps corrected, in it
        living = [one for one in living if one.responded_date is None or chance.random() < 0.2]
    return found


def answered(one: Complaint, quarter: Period, chance: random.Random) -> Complaint:
    """The complaint at the quarter's end."""
    if one.acknowledged_date is None:
        told = one.received_date + DAY * chance.randint(0, 12)
        one = replace(one, acknowledged_date=told if told <= quarter.last_day else None)
    if one.extended_to is None and chance.random() < 0.1:
        one = replace(one, extended_to=one.received_date + DAY * chance.randint(0, 60))
    day = one.received_date + DAY * chance.randint(0, 45)
    if day > quarter.last_day or (one.responded_date and chance.random() < 0.5):
        return one
    return replace(one, responded_date=day, outcome=one.outcome or chance.choice(OUTCOMES))


def working_days_between(first: dt.date, last: dt.date) -> int:
    """The working days after the first day, up to and including the last."""
    days = [first + DAY * number for number in range(1, (last - first).days + 1)]
    return sum(day.weekday() < 5 and day not in CLOSED for day in days)


def expected(found: dict[Period, list[Complaint]], quarter: Period, stage: str) -> dict[str, int]:
    """The parts of one quarter and stage, by looking at each complaint's newest version."""
    mine = [one for one in newest(found) if one.stage == stage]
    first, last = quarter.first_day, quarter.last_day
    received = [one for one in mine if first <= one.received_date <= last]
    responded = [
        one for one in mine if one.outcome != "withdrawn" and one.responded_date and first <= one.responded_date <= last
    ]
    known = [one for one in responded if one.outcome]
    told = [one for one in mine if one.acknowledged_date and first <= one.acknowledged_date <= last]
    return {
        "received": len(received),
        "acknowledged": len(told),
        "acknowledged_in_time": sum(
            working_days_between(one.received_date, one.acknowledged_date) <= ACKNOWLEDGE_IN
            for one in told
            if one.acknowledged_date
        ),
        "with_deadline": len(responded),
        "responded": len(responded),
        "within_deadline": sum(in_time(one, one.responded_date) for one in responded if one.responded_date),
        "upheld": sum(one.outcome in {"upheld", "partly_upheld"} for one in known),
        "outcome_known": len(known),
        "open": len(open_at(last, mine)),
    }


def in_time(one: Complaint, day: dt.date) -> bool:
    """Whether the complaint's time was not over at the end of this day."""
    start = one.acknowledged_date if one.stage in FROM_ACKNOWLEDGEMENT and one.acknowledged_date else one.received_date
    within = working_days_between(start, day) <= DEADLINES[one.stage]
    return within or (one.extended_to is not None and day <= one.extended_to)


def open_at(day: dt.date, complaints: Iterable[Complaint]) -> list[Complaint]:
    """The complaints that a day's end finds unanswered."""
    return [
        one
        for one in complaints
        if one.outcome != "withdrawn"
        and one.received_date <= day
        and (one.responded_date is None or one.responded_date > day)
    ]


def newest(found: dict[Period, list[Complaint]]) -> list[Complaint]:
    """Of each complaint at each stage the version of the last extract that has it."""
    return list({(one.complaint_id, one.stage): one for period in QUARTERS for one in found[period]}.values())


def tables(connection: database.Connection, found: dict[Period, list[Complaint]], folder: Path) -> None:
    """Makes the tables that the cube's and the parts' queries read."""
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "deadlines.csv").write_text(OWN, encoding="utf-8")
    calendar_tables(connection, folder, ["medway"])
    records = [
        (*vars(one).values(), "Place", None, None, "medway", period.last_day, 3)
        for period in QUARTERS
        for one in found[period]
    ]
    connection.execute(
        "CREATE TABLE complaints_extracts (complaint_id VARCHAR, service VARCHAR, stage VARCHAR, received_date DATE, "
        "responded_date DATE, outcome VARCHAR, acknowledged_date DATE, extended_to DATE, "
        "directorate VARCHAR, theme VARCHAR, channel VARCHAR, council VARCHAR, "
        "period_end DATE, period_months INTEGER)"
    )
    connection.executemany("INSERT INTO complaints_extracts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", records)
    months = [("medway", month) for quarter in QUARTERS for month in quarter.months]
    connection.execute("CREATE TABLE loaded_months (council VARCHAR, month DATE)")
    connection.executemany("INSERT INTO loaded_months VALUES (?, ?)", months)
    helper_views(connection, "complaints")
    cube = database.frame(connection, "complaints_cube")
    database.store_frame(connection, "complaints_cube", cube.assign(basis="latest"))
    periods = [("complaints", "medway", "quarter", q.index, q.id, q.months[0], q.months[-1]) for q in QUARTERS]
    database.store_frame(
        connection,
        "periods",
        pd.DataFrame(
            periods, columns=["dataset", "council", "kind", "period_index", "period", "first_month", "last_month"]
        ).astype({"first_month": "datetime64[s]", "last_month": "datetime64[s]"}),
    )


def asked(query: str, **values: Any) -> dict[str, Any]:
    """What a query is asked: these values, and nothing filtered."""
    return (
        dict.fromkeys(database.parameters(query)) | {"council": "medway", "basis": "latest", "kind": "quarter"} | values
    )


@pytest.mark.parametrize("seed", range(5))
def test_cube_and_parts_agree_with_plain_python(seed: int, tmp_path: Path) -> None:
    found = extracts(seed)
    with database.connect() as connection:
        tables(connection, found, tmp_path)
        database.table_from_query(connection, "complaints_counts", "complaints_counts")
        values = asked("complaints_components", first=QUARTERS[0].index, last=QUARTERS[-1].index, splits=["stage"])
        rows = {
            (row["period_index"], row["part"]): row
            for row in database.rows(connection, "complaints_components", **values)
        }
    for quarter in QUARTERS:
        for stage in DEADLINES:
            row = rows[quarter.index, stage]
            wanted = expected(found, quarter, stage)
            assert {name: row[name] for name in wanted} == wanted, f"{quarter.id} {stage}"


@pytest.mark.parametrize("seed", range(5))
def test_days_to_an_answer_and_days_open_agree_with_plain_python(seed: int, tmp_path: Path) -> None:
    found = extracts(seed)
    with database.connect() as connection:
        tables(connection, found, tmp_path)
        for quarter in QUARTERS:
            values = asked("complaints_waits", period_index=quarter.index)
            rows = database.rows(connection, "complaints_waits", **values)
            counted = {(row["event"], row["working_days"]): (row["cases"], row["late"]) for row in rows}
            assert counted == waits(found, quarter), quarter.id


def waits(found: dict[Period, list[Complaint]], quarter: Period) -> dict[tuple[str, int], tuple[int, int]]:
    """For answers of the quarter and complaints open at its end: how many waited so many days, how many too long."""
    cases: Counter[tuple[str, int]] = Counter()
    late: Counter[tuple[str, int]] = Counter()
    for one in newest(found):
        answered_on = one.responded_date
        if one.outcome != "withdrawn" and answered_on and quarter.first_day <= answered_on <= quarter.last_day:
            cases["answered", min(working_days_between(one.received_date, answered_on), MOST_TO_AN_ANSWER)] += 1
    for one in open_at(quarter.last_day, newest(found)):
        age = min(working_days_between(one.received_date, quarter.last_day), MOST_OPEN)
        cases["open", age] += 1
        late["open", age] += not in_time(one, quarter.last_day)
    return {key: (count, late[key]) for key, count in cases.items()}
