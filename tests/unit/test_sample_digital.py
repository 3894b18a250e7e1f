"""The sample's transactions: the printed shares exactly, a plausible story between them, contracts kept."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import contacts, digital
from dashboard.sample.build import SEED
from dashboard.sample.plans.digital import FIRST, LAST

TODAY = dt.date(2020, 4, 1)


@pytest.fixture(scope="module")
def extracts() -> dict[Period, pd.DataFrame]:
    return digital.extracts(SEED)


def share_online(*frames: pd.DataFrame) -> float:
    """The share made online, in per cent."""
    both = pd.concat(frames)
    return float(100 * both.loc[both["channel"] == "online", "transactions"].sum() / both["transactions"].sum())


@pytest.mark.parametrize(("quarter", "printed"), [("2019-20-Q3", "48.58"), ("2019-20-Q4", "50.41")])
def test_take_up_of_a_quarter_comes_out_as_printed(
    extracts: dict[Period, pd.DataFrame], quarter: str, printed: str
) -> None:
    assert f"{share_online(extracts[Period.parse(quarter)]):.2f}" == printed


def test_take_up_of_the_year_comes_out_as_printed(extracts: dict[Period, pd.DataFrame]) -> None:
    year = Period.parse("2019-20")
    assert f"{share_online(*(frame for quarter, frame in extracts.items() if year.holds(quarter))):.2f}" == "48.15"


def test_take_up_rises_in_every_quarter_without_a_jump(extracts: dict[Period, pd.DataFrame]) -> None:
    shares = [share_online(extracts[quarter]) for quarter in span(FIRST, LAST)]
    assert all(0 < now - before < 2.5 for before, now in pairwise(shares))


def test_march_2020_moves_people_from_the_counters_to_the_internet(extracts: dict[Period, pd.DataFrame]) -> None:
    months = dict(list(extracts[LAST].groupby("month")))
    february, march = months[pd.Timestamp("2020-02-01")], months[pd.Timestamp("2020-03-01")]
    visits = [frame.loc[frame["channel"] == "face_to_face", "transactions"].sum() for frame in (february, march)]
    assert share_online(march) > share_online(february) + 2
    assert visits[1] < 0.7 * visits[0]


def test_online_is_the_cheapest_channel(extracts: dict[Period, pd.DataFrame]) -> None:
    known = extracts[LAST].dropna(subset="cost_gbp")
    sums = known.groupby("channel")[["cost_gbp", "transactions"]].sum()
    each = sums["cost_gbp"] / sums["transactions"]
    assert each.idxmin() == "online"
    assert each["online"] < each["telephone"] / 4


def test_something_is_unknown(extracts: dict[Period, pd.DataFrame]) -> None:
    frame = extracts[LAST]
    assert frame["cost_gbp"].isna().any()
    assert frame.loc[frame["channel"] != "online", "started"].isna().all()


def test_every_extract_keeps_its_contract(extracts: dict[Period, pd.DataFrame]) -> None:
    for quarter, frame in (extracts | contacts.extracts(SEED)).items():
        assert CONTRACTS["digital"].failures(frame, quarter, TODAY) == []


def test_the_same_seed_gives_the_same_rows(extracts: dict[Period, pd.DataFrame]) -> None:
    again = digital.extracts(SEED)
    for quarter, frame in extracts.items():
        pd.testing.assert_frame_equal(frame, again[quarter])


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        ("2012-13", {"online": 6383, "telephone": 177684, "face_to_face": 82962}),
        ("2013-14", {"online": 7949, "telephone": 175720, "face_to_face": 74635}),
    ],
)
def test_contacts_of_maidstone_come_out_as_printed(year: str, printed: dict[str, int]) -> None:
    frame = contacts.extracts(SEED)[Period.parse(year)]
    assert frame.groupby("channel")["transactions"].sum().to_dict() == printed
    assert set(frame["month"]) == {pd.Timestamp(Period.parse(year).first_day)}


def test_whole_counts_are_shared_out_and_add_up() -> None:
    assert digital.apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert digital.apportion(0, [1, 2]) == [0, 0]
    assert sum(digital.apportion(9_999, [0.3, 7, 2.2, 0])) == 9_999


def test_a_share_that_no_whole_count_reads_is_refused() -> None:
    with pytest.raises(ValueError, match=r"48\.58"):
        digital.count_reading("48.58", 7)
