"""The sample's complaints, counted in plain Python from the records: what papers print comes out exactly.

Working days are counted day by day here; nothing is shared with the generator but its plan.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

import holidays
import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import complaints
from dashboard.sample.build import SEED
from dashboard.sample.plans.complaints import FIRST, LAST, read_plan

Row = dict[str, Any]
DAY = dt.timedelta(days=1)
DEADLINES = {"corporate_stage_1": 10, "corporate_stage_2": 15, "childrens_stage_1": 20, "adults": 20}
CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2021))

# stage, quarter, received, answered, answered in time, as the papers print them; None where they do not
PRINTED = [
    ("corporate_stage_1", "2017-18-Q1", 344, 320, 285),
    ("corporate_stage_1", "2017-18-Q2", 448, 447, 399),
    ("corporate_stage_1", "2016-17-Q2", 453, None, None),
    ("corporate_stage_1", "2018-19-Q4", 241, None, None),
    ("corporate_stage_1", "2019-20-Q3", 333, 355, 341),
    ("corporate_stage_1", "2019-20-Q4", 227, 225, 203),
    ("corporate_stage_2", "2017-18-Q1", 46, 40, None),
    ("corporate_stage_2", "2017-18-Q2", 39, 41, 35),
    ("corporate_stage_2", "2018-19-Q4", 47, None, None),
    ("corporate_stage_2", "2019-20-Q3", 50, 43, 33),
    ("corporate_stage_2", "2019-20-Q4", 42, 54, 41),
    ("childrens_stage_1", "2017-18-Q1", 21, 24, 21),
    ("childrens_stage_1", "2017-18-Q2", 29, 20, 15),
    ("childrens_stage_1", "2019-20-Q3", 30, 40, 33),
    ("childrens_stage_1", "2019-20-Q4", 35, 30, 27),
    ("adults", "2017-18-Q1", 22, 18, None),
    ("adults", "2017-18-Q2", 26, 23, 10),
    ("adults", "2019-20-Q3", 25, 28, 17),
    ("adults", "2019-20-Q4", 23, 21, 10),
]


def working_days(received: dt.date, responded: dt.date) -> int:
    """Counted one day after another."""
    days = (received + DAY * offset for offset in range(1, (responded - received).days + 1))
    return sum(day.weekday() < 5 and day not in CLOSED for day in days)


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The records as dictionaries with plain dates and None."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{k: v.date() if isinstance(v, pd.Timestamp) else v for k, v in row.items()} for row in rows]


@pytest.fixture(scope="module")
def extracts() -> dict[Period, list[Row]]:
    return {quarter: rows_of(frame) for quarter, frame in complaints.extracts(SEED).items()}


@pytest.fixture(scope="module")
def latest(extracts: dict[Period, list[Row]]) -> list[Row]:
    """Each complaint as the newest extract has it."""
    newest: dict[str, Row] = {}
    for quarter in sorted(extracts):
        newest.update({row["complaint_id"]: row for row in extracts[quarter]})
    return list(newest.values())


@pytest.fixture(scope="module")
def counts(latest: list[Row]) -> Counter[tuple[str, str, str]]:
    return count(latest)


def count(rows: list[Row]) -> Counter[tuple[str, str, str]]:
    """Received, answered and answered in time by stage and quarter."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        found[row["stage"], Period.holding(row["received_date"]).id, "received"] += 1
        if row["responded_date"]:
            quarter = Period.holding(row["responded_date"]).id
            found[row["stage"], quarter, "answered"] += 1
            found[row["stage"], quarter, "within"] += in_time(row)
    return found


def in_time(row: Row) -> bool:
    return working_days(row["received_date"], row["responded_date"]) <= DEADLINES[row["stage"]]


@pytest.mark.parametrize(("stage", "quarter", "received", "answered", "within"), PRINTED)
def test_printed_cells_come_out_exactly(
    counts: Counter[tuple[str, str, str]],
    stage: str,
    quarter: str,
    received: int,
    answered: int | None,
    within: int | None,
) -> None:
    assert counts[stage, quarter, "received"] == received
    assert answered is None or counts[stage, quarter, "answered"] == answered
    assert within is None or counts[stage, quarter, "within"] == within


@pytest.mark.parametrize(
    ("stage", "quarter", "printed"),
    [
        ("corporate_stage_1", "2015-16-Q2", 89.1),
        ("corporate_stage_1", "2016-17-Q2", 78.9),
        ("corporate_stage_1", "2017-18-Q4", 95.9),
        ("corporate_stage_1", "2018-19-Q4", 91.1),
        ("corporate_stage_2", "2017-18-Q1", 82.5),
        ("adults", "2017-18-Q1", 33.3),
    ],
)
def test_printed_percentages_come_out(
    counts: Counter[tuple[str, str, str]], stage: str, quarter: str, printed: float
) -> None:
    assert round(100 * counts[stage, quarter, "within"] / counts[stage, quarter, "answered"], 1) == printed


def test_the_records_add_up_to_the_whole_plan(counts: Counter[tuple[str, str, str]]) -> None:
    for stage, plan in read_plan().items():
        for totals in plan.quarters:
            if totals.quarter >= FIRST:
                found = [counts[stage, totals.quarter.id, name] for name in ("received", "answered", "within")]
                assert found == [totals.received, totals.answered, totals.within], (stage, totals.quarter.id)


def test_q3_2019_20_was_first_given_one_more_in_time(extracts: dict[Period, list[Row]]) -> None:
    quarter = Period.parse("2019-20-Q3")
    first_given = [row for row in extracts[quarter] if row["responded_date"] and row["stage"] == "corporate_stage_1"]
    answered = [row for row in first_given if Period.holding(row["responded_date"]) == quarter]
    assert (len(answered), sum(map(in_time, answered))) == (355, 342)


def test_only_the_corrected_record_changes_after_its_answer(extracts: dict[Period, list[Row]]) -> None:
    told: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for rows in extracts.values():
        for row in rows:
            if row["responded_date"]:
                told[row["complaint_id"]].add(tuple(row.values()))
    assert sum(len(versions) > 1 for versions in told.values()) == 1


@pytest.mark.parametrize("month", [(2017, 6), (2017, 9)])
def test_every_stage_2_answer_of_june_and_september_2017_was_in_time(latest: list[Row], month: tuple[int, int]) -> None:
    answers = [row for row in latest if row["stage"] == "corporate_stage_2" and answered_in(row, month)]
    assert answers
    assert all(map(in_time, answers))


def answered_in(row: Row, month: tuple[int, int]) -> bool:
    answered = row["responded_date"]
    return answered is not None and (answered.year, answered.month) == month


def test_march_2020_is_the_low_point_of_its_quarter(latest: list[Row]) -> None:
    months = [(2020, 1), (2020, 2), (2020, 3)]
    for stage in ("corporate_stage_1", "corporate_stage_2"):
        received = [sum(r["stage"] == stage and month_of(r["received_date"]) == m for r in latest) for m in months]
        assert received[2] == min(received)
        assert received[2] < received[1]
    adults = [[in_time(r) for r in latest if r["stage"] == "adults" and answered_in(r, m)] for m in months]
    shares = [sum(month) / len(month) for month in adults]
    assert shares[2] < min(shares[:2])


def month_of(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def test_an_extract_holds_what_came_or_was_open_and_nothing_later(extracts: dict[Period, list[Row]]) -> None:
    correction = 1
    for quarter, rows in extracts.items():
        older = [row for row in rows if row["received_date"] < quarter.first_day]
        closed = [row for row in older if row["responded_date"] and row["responded_date"] < quarter.first_day]
        assert len(closed) == (correction if quarter == LAST else 0)
        days = [row[name] for row in rows for name in ("received_date", "responded_date") if row[name]]
        assert max(days) <= quarter.last_day


def test_a_complaint_left_open_comes_again_in_the_next_extract(extracts: dict[Period, list[Row]]) -> None:
    for quarter in sorted(extracts)[:-1]:
        left = {r["complaint_id"] for r in extracts[quarter] if not r["responded_date"] and r["outcome"] != "withdrawn"}
        assert left
        assert left <= {row["complaint_id"] for row in extracts[quarter + 1]}


def test_a_stage_2_follows_the_answer_to_its_own_stage_1(latest: list[Row]) -> None:
    by_id = {row["complaint_id"]: row for row in latest}
    second = [row for row in latest if row["stage"] == "corporate_stage_2"]
    pairs = [(row, by_id.get(row["complaint_id"].removesuffix("-2"))) for row in second]
    known = [(row, first) for row, first in pairs if first]
    assert len(known) > 0.95 * len(second)  # the first ones had their stage 1 before the sample begins
    for row, first in known:
        assert first["stage"] == "corporate_stage_1"
        assert first["service"] == row["service"]
        assert first["responded_date"] < row["received_date"]


def test_nobody_answers_when_the_offices_are_closed(latest: list[Row]) -> None:
    answers = [row["responded_date"] for row in latest if row["responded_date"]]
    assert all(day.weekday() < 5 and day not in CLOSED for day in answers)


def test_a_third_to_a_half_are_upheld_and_few_outcomes_or_themes_are_missing(latest: list[Row]) -> None:
    answered = [row for row in latest if row["responded_date"]]
    known = [row for row in answered if row["outcome"]]
    assert 1 / 3 <= sum(row["outcome"] in ("upheld", "partly_upheld") for row in known) / len(known) <= 1 / 2
    assert 0 < len(answered) - len(known) < 0.05 * len(answered)
    assert 0 < sum(row["theme"] is None for row in latest) < 0.05 * len(latest)


def test_most_childrens_complaints_are_answered_within_ten_days(latest: list[Row]) -> None:
    rows = [row for row in latest if row["stage"] == "childrens_stage_1" and row["responded_date"]]
    assert sum(working_days(row["received_date"], row["responded_date"]) <= 10 for row in rows) > len(rows) / 2


def test_complaints_move_online(latest: list[Row]) -> None:
    def online(year: int) -> float:
        channels = [row["channel"] for row in latest if row["received_date"].year == year]
        return channels.count("online") / len(channels)

    assert online(2015) < 0.35
    assert online(2019) > 0.45


def test_every_extract_keeps_the_contract() -> None:
    for quarter, frame in complaints.extracts(SEED).items():
        assert CONTRACTS["complaints"].failures(frame, quarter, dt.date(2020, 4, 1)) == []


def test_the_same_seed_gives_the_same_records_and_another_seed_others() -> None:
    one, again, other = (complaints.extracts(seed) for seed in (SEED, SEED, "scrutiny 3"))
    assert all(one[quarter].equals(again[quarter]) for quarter in one)
    assert not one[FIRST].equals(other[FIRST])
