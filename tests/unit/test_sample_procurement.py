"""The sample's contract register: printed figures exactly, contracts kept, contracts that could be real."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import procurement
from dashboard.sample.build import SEED
from dashboard.sample.places import SERVICES
from dashboard.sample.plans.procurement import CORRECTED, CORRECTION

TODAY = dt.date(2020, 4, 1)
Extracts = dict[Period, pd.DataFrame]


@pytest.fixture(scope="module")
def extracts() -> Extracts:
    return procurement.extracts(SEED)


@pytest.fixture(scope="module")
def register(extracts: Extracts) -> pd.DataFrame:
    """Each contract as the newest extract has it, with its benefits of both kinds."""
    newest = pd.concat([extracts[q] for q in sorted(extracts)]).drop_duplicates("contract_id", keep="last")
    return newest.assign(benefits=newest["benefit_revenue_gbp"] + newest["benefit_non_revenue_gbp"])


def awarded(register: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The contracts awarded from one quarter to another."""
    days = pd.Timestamp(Period.parse(first).first_day), pd.Timestamp(Period.parse(last).last_day)
    return register[register["award_date"].between(*days)]


def test_the_first_half_of_2017_18_comes_out_as_printed(register: pd.DataFrame) -> None:
    half = awarded(register, "2017-18-Q1", "2017-18-Q2")
    millions = [
        round(float(half[column].sum()) / 1e6, 1)
        for column in ("benefits", "benefit_non_revenue_gbp", "benefit_revenue_gbp")
    ]
    assert millions == [16.6, 13.1, 3.5]
    assert ((half["benefit_revenue_gbp"] != 0) | (half["benefit_non_revenue_gbp"] != 0)).sum() == 28


def test_both_five_year_figures_come_out_as_printed(register: pd.DataFrame) -> None:
    assert round(float(awarded(register, "2013-14-Q1", "2017-18-Q2")["benefits"].sum()) / 1e6, 1) == 47.5
    assert 61e6 * 0.99 <= awarded(register, "2015-16-Q1", "2019-20-Q4")["benefits"].sum() <= 61e6


def test_every_extract_keeps_its_contract(extracts: Extracts) -> None:
    assert len(extracts) == 28
    for quarter, frame in extracts.items():
        assert CONTRACTS["procurement"].failures(frame, quarter, TODAY) == []


def test_some_contracts_have_no_benefits_and_some_cost_more_than_before(register: pd.DataFrame) -> None:
    shares = register["benefits"] / register["contract_value_gbp"]
    assert 0.4 < (register["benefits"] == 0).mean() < 0.7
    assert 0.01 < (register["benefits"] < 0).mean() < 0.06
    assert -0.1 < shares.min() < shares.max() < 0.4


def test_each_quarter_awards_about_as_many_contracts_in_working_time(extracts: Extracts) -> None:
    assert all(12 <= len(frame) <= 40 for frame in extracts.values())
    for frame in extracts.values():
        assert frame["award_date"].dt.day_of_week.max() < 5
        assert (frame["start_date"] > frame["award_date"]).all()


def test_contracts_belong_to_services_of_the_council(register: pd.DataFrame) -> None:
    services = {(service.name, service.directorate) for service in SERVICES}
    assert set(zip(register["service"], register["directorate"], strict=True)) <= services
    assert register["category"].nunique() == 10


def test_one_contract_is_put_right_in_the_next_extract(extracts: Extracts) -> None:
    first, later = (extracts[q].set_index("contract_id") for q in (CORRECTED, CORRECTED + 1))
    both = first.index.intersection(later.index)
    assert len(both) == 1
    corrected = later.loc[both[0], "benefit_non_revenue_gbp"] - first.loc[both[0], "benefit_non_revenue_gbp"]
    assert corrected == CORRECTION


def test_the_same_seed_gives_the_same_register(extracts: Extracts) -> None:
    again = procurement.extracts(SEED)
    assert all(frame.equals(again[quarter]) for quarter, frame in extracts.items())
