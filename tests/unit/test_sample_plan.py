"""The plan of the sample's totals: it adds up, and its years come out as printed."""

from __future__ import annotations

from itertools import accumulate

import pytest

from dashboard.basics.quarters import Period
from dashboard.sample import compliments, ombudsman
from dashboard.sample.places import SEASONS, SERVICES
from dashboard.sample.plans.complaints import FIRST, LAST, StagePlan, read_plan

PLAN = read_plan()
STAGES = list(PLAN)


def share(stage: str, year: str) -> float:
    """The percentage answered in time in a year."""
    rows = [row for row in PLAN[stage].quarters if row.quarter.as_kind("year").id == year]
    return 100 * sum(row.within for row in rows) / sum(row.answered for row in rows)


@pytest.mark.parametrize(
    ("stage", "printed"),
    [("corporate_stage_1", 93.0), ("corporate_stage_2", 81.7), ("childrens_stage_1", 91.3), ("adults", 70.3)],
)
def test_the_year_2019_20_comes_out_as_printed(stage: str, printed: float) -> None:
    assert round(share(stage, "2019-20"), 1) == printed


@pytest.mark.parametrize("stage", STAGES)
def test_no_queue_ever_runs_empty_or_away(stage: str) -> None:
    change = (row.received - row.withdrawn - row.answered for row in PLAN[stage].quarters)
    assert all(0 < count <= 0.6 * largest(PLAN[stage]) for count in accumulate(change))


def largest(plan: StagePlan) -> int:
    """The most complaints received in a quarter."""
    return max(row.received for row in plan.quarters)


@pytest.mark.parametrize("stage", STAGES)
def test_every_quarter_of_the_sample_is_planned_once(stage: str) -> None:
    quarters = [row.quarter for row in PLAN[stage].quarters]
    assert quarters == [Period("quarter", index) for index in range(quarters[0].index, LAST.index + 1)]
    assert quarters[0] < FIRST


@pytest.mark.parametrize("year", ["2015-16", "2016-17", "2017-18", "2018-19", "2019-20"])
def test_a_year_has_1300_to_1700_stage_1_complaints(year: str) -> None:
    rows = [row for row in PLAN["corporate_stage_1"].quarters if row.quarter.as_kind("year").id == year]
    assert 1300 <= sum(row.received for row in rows) <= 1700
    assert 0.04 <= sum(row.withdrawn for row in rows) / sum(row.received for row in rows) <= 0.06


def test_the_ombudsman_never_decides_more_cases_than_are_open() -> None:
    open_cases = 0
    for totals in ombudsman.read_plan().values():
        open_cases += totals["referred"] - sum(totals[kind] for kind in ombudsman.KINDS)
        assert open_cases >= 0


def test_printed_compliments_fit_into_their_quarter() -> None:
    total = dict(zip(range(FIRST.index, LAST.index + 1), compliments.TOTALS, strict=True))
    for quarter, printed in compliments.PRINTED.items():
        assert sum(printed.values()) < total[quarter.index]


def test_services_have_a_name_a_place_and_a_season_each() -> None:
    assert len({service.name for service in SERVICES}) == len(SERVICES)
    assert len({service.directorate for service in SERVICES}) == 4
    assert all(abs(sum(months) / 12 - 1) < 0.05 for months in SEASONS.values())
    assert all(service.season in SEASONS and service.themes for service in SERVICES)
