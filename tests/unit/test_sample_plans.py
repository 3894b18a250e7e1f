"""The sample's plans, budgets, projects and notes say what the papers say."""

import datetime as dt

import pytest

from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_catalogue
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import maidstone, thurrock
from dashboard.sample.build import MAKERS
from dashboard.sample.plans import council_plan

PLANS = [maker for maker in MAKERS if CONTRACTS[maker[0]].by_period]


@pytest.mark.parametrize(("dataset", "council", "make"), PLANS, ids=[f"{maker[1]} {maker[0]}" for maker in PLANS])
def test_every_extract_keeps_its_contract(dataset, council, make):
    for period, frame in make("any seed").items():
        assert len(frame)
        assert CONTRACTS[dataset].failures(frame, period, dt.date(2021, 1, 1)) == []
        assert CONTRACTS[dataset].remarks(frame) == []


def test_the_programme_has_the_projects_that_the_paper_rates():
    frame = maidstone.projects("")[Period.parse("2013-14-H2")]
    assert (frame["project"].notna().sum(), frame["project"].isna().sum()) == (26, 6)
    ratings = frame["status"].value_counts().to_dict()
    assert ratings == {"green": 19, "amber": 10, "not_applicable": 2, "for_information": 1}


def test_a_workstreams_colour_is_not_the_worst_of_its_projects():
    frame = maidstone.projects("")[Period.parse("2013-14-H2")].set_index("workstream")
    transformation = frame.loc["Transformation"]
    assert set(transformation["status"]) == {"green", "amber"}
    assert transformation[transformation["project"].isna()]["status"].tolist() == ["green"]


def test_budgets_add_up_to_the_totals_printed():
    frame = thurrock.budgets("")[Period.parse("2016-17-Q1")]
    assert frame["full_year_budget_gbp"].sum() == 1_206_756 + 2_548_345 + 481_671 + 1_839_218 + 436_508
    assert (frame["full_year_budget_gbp"] == frame["full_year_forecast_gbp"]).all()


def test_made_up_quarters_add_up_to_the_year_printed():
    quarters = [council_plan.kpis("")[Period.parse(f"2016-17-Q{number}")] for number in (1, 2, 3, 4)]
    name = council_plan.IMPROVED_HOMES.measure
    assert sum(int(frame.set_index("measure")["value"][name]) for frame in quarters) == 571


def test_notes_name_measures_that_there_are():
    for kpis, notes in ((council_plan.kpis, council_plan.notes), (thurrock.kpis, thurrock.notes)):
        known = set(read_catalogue().measures) | {name for frame in kpis("").values() for name in frame["measure"]}
        assert {name for frame in notes("").values() for name in frame["measure"]} <= known
