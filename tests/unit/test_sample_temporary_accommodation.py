"""The sample's placements and homelessness counts: printed figures exactly, contracts kept, nothing odd."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import homelessness, temporary_accommodation
from dashboard.sample.build import SEED
from dashboard.sample.plans.complaints import FIRST, LAST
from dashboard.sample.plans.temporary_accommodation import AT_QUARTER_ENDS

TODAY = dt.date(2020, 4, 1)
Extracts = dict[Period, pd.DataFrame]


@pytest.fixture(scope="module")
def extracts() -> Extracts:
    return temporary_accommodation.extracts(SEED)


@pytest.fixture(scope="module")
def placements(extracts: Extracts) -> pd.DataFrame:
    """Each placement as the newest extract has it."""
    return pd.concat([extracts[q] for q in sorted(extracts)]).drop_duplicates("placement_id", keep="last")


def there(placements: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """The placements in force at the day's end."""
    at = pd.Timestamp(day)
    return placements[(placements["start_date"] <= at) & ~(placements["end_date"] <= at)]


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (dt.date(2017, 3, 31), 351),
        (dt.date(2017, 6, 30), 327),
        (dt.date(2017, 8, 31), 352),
        (dt.date(2017, 9, 30), 354),
    ],
)
def test_households_come_out_as_printed(placements: pd.DataFrame, day: dt.date, printed: int) -> None:
    assert there(placements, day)["household_id"].nunique() == printed


def test_every_quarter_ends_with_the_planned_households(placements: pd.DataFrame) -> None:
    ends = [Period("quarter", index).last_day for index in range(FIRST.index, LAST.index + 1)]
    assert tuple(there(placements, day)["household_id"].nunique() for day in ends) == AT_QUARTER_ENDS


def test_no_family_is_in_bed_and_breakfast_on_the_day_the_paper_says_so(placements: pd.DataFrame) -> None:
    here = there(placements, dt.date(2017, 9, 30))
    assert not ((here["accommodation_type"] == "bed_and_breakfast") & (here["dependent_children"] > 0)).any()


def test_printed_quarters_were_right_when_first_published_and_some_others_were_not(extracts: Extracts) -> None:
    first = {q: there(frame, q.last_day)["household_id"].nunique() for q, frame in extracts.items()}
    now = dict(zip(sorted(extracts), AT_QUARTER_ENDS, strict=True))
    corrected = {q.id for q in first if first[q] != now[q]}
    assert corrected
    assert not corrected & {"2016-17-Q4", "2017-18-Q1", "2017-18-Q2"}
    assert all(0 <= first[q] - now[q] <= 3 for q in first)


def test_a_household_may_have_two_places_at_once_but_rarely(placements: pd.DataFrame) -> None:
    here = there(placements, dt.date(2020, 3, 31))
    doubled = here["household_id"].duplicated().sum()
    assert 0 < doubled < 12


def test_households_leave_the_sample_by_number_only(placements: pd.DataFrame) -> None:
    assert placements["household_id"].str.fullmatch(r"H\d+").all()


@pytest.mark.parametrize(
    ("quarter", "column", "printed"),
    [
        ("2017-18-Q2", "applications", 212),
        ("2017-18-Q1", "applications", 113),
        ("2017-18-Q2", "preventions", 95),
        ("2017-18-Q2", "acceptances", 87),
        ("2016-17-Q2", "acceptances", 112),
    ],
)
def test_homelessness_comes_out_as_printed(quarter: str, column: str, printed: int) -> None:
    assert homelessness.extracts(SEED)[Period.parse(quarter)][column].sum() == printed


def test_reliefs_are_unknown_before_councils_had_to_count_them() -> None:
    found = homelessness.extracts(SEED)
    assert found[Period.parse("2017-18-Q4")]["reliefs"].isna().all()
    assert found[Period.parse("2018-19-Q1")]["reliefs"].notna().all()


def test_a_prevention_of_the_sample_is_a_duty_that_ended_with_a_home() -> None:
    found = homelessness.extracts(SEED)
    assert found[Period.parse("2017-18-Q4")]["prevention_duties_owed"].isna().all()
    now = found[Period.parse("2019-20-Q4")]
    assert now["prevention_secured"].equals(now["preventions"])
    assert now["relief_secured"].equals(now["reliefs"])


def test_every_extract_keeps_its_contract(extracts: Extracts) -> None:
    for quarter, frame in extracts.items():
        assert CONTRACTS["temporary_accommodation"].failures(frame, quarter, TODAY) == []
    for quarter, frame in homelessness.extracts(SEED).items():
        assert CONTRACTS["homelessness"].failures(frame, quarter, TODAY) == []


def test_the_same_seed_gives_the_same_placements(extracts: Extracts) -> None:
    again = temporary_accommodation.extracts(SEED)
    assert all(frame.equals(again[quarter]) for quarter, frame in extracts.items())
