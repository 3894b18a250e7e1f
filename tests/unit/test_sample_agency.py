"""The sample's agency staff: printed figures exactly, contracts kept, nothing that jumps."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import agency
from dashboard.sample.build import SEED

TODAY = dt.date(2020, 4, 1)
Extracts = dict[Period, pd.DataFrame]


@pytest.fixture(scope="module")
def thurrock() -> Extracts:
    return agency.thurrock(SEED)


@pytest.fixture(scope="module")
def medway() -> Extracts:
    return agency.medway(SEED)


def spend(extracts: Extracts, year: str) -> float:
    return sum(float(frame["spend_gbp"].sum()) for quarter, frame in extracts.items() if quarter.id.startswith(year))


def fte(frame: pd.DataFrame) -> float:
    """Of the last month; unknown ones are left out."""
    return round(float(frame.loc[frame["month"] == frame["month"].max(), "fte"].sum()), 6)


def test_thurrocks_spend_comes_out_as_printed_in_thousands(thurrock: Extracts) -> None:
    assert round(spend(thurrock, "2015-16") / 1000) == 8861
    assert round(spend(thurrock, "2016-17-Q1") / 1000) == 2421


def test_thurrocks_full_time_equivalents_come_out_as_printed(thurrock: Extracts) -> None:
    assert fte(thurrock[Period.parse("2015-16-Q4")]) == 210
    assert fte(thurrock[Period.parse("2016-17-Q1")]) == 227


def test_every_extract_keeps_its_contract(thurrock: Extracts, medway: Extracts) -> None:
    for extracts in (thurrock, medway):
        for quarter, frame in extracts.items():
            assert CONTRACTS["agency"].failures(frame, quarter, TODAY) == []


def test_every_month_of_a_quarter_has_assignments_and_a_quarter_some_credits(medway: Extracts) -> None:
    for quarter, frame in medway.items():
        assert {day.date() for day in frame["month"]} == set(quarter.months)
    whole = pd.concat(medway.values())
    assert 20 < (whole["spend_gbp"] < 0).sum() < len(whole) / 50


def test_medway_has_every_quarter_and_no_quarter_jumps(medway: Extracts) -> None:
    assert len(medway) == 20
    totals = [float(frame["spend_gbp"].sum()) for _, frame in sorted(medway.items())]
    assert all(abs(after / before - 1) < 0.12 for before, after in pairwise(totals))


def test_some_hours_and_contracts_are_unknown_in_the_first_years_alone(medway: Extracts) -> None:
    first, last = medway[Period.parse("2015-16-Q1")], medway[Period.parse("2019-20-Q4")]
    for column in ("fte", "on_contract"):
        assert 0 < first[column].isna().sum() < len(first) / 10
        assert last[column].notna().all()


def test_the_same_seed_makes_the_same_extracts_and_another_makes_others(thurrock: Extracts) -> None:
    quarter = Period.parse("2016-17-Q1")
    pd.testing.assert_frame_equal(agency.thurrock(SEED)[quarter], thurrock[quarter])
    assert not agency.thurrock("another")[quarter].equals(thurrock[quarter])
