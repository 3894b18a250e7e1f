"""The sample's ombudsman cases and compliments: printed figures exactly, contracts kept."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample import compliments, ombudsman
from dashboard.sample.build import SEED

TODAY = dt.date(2020, 4, 1)


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    """Each ombudsman case as the newest extract has it."""
    extracts = ombudsman.extracts(SEED)
    return pd.concat([extracts[q] for q in sorted(extracts)]).drop_duplicates("reference", keep="last")


def between(days: pd.Series, quarter: str) -> pd.Series:
    period = Period.parse(quarter)
    return days.between(pd.Timestamp(period.first_day), pd.Timestamp(period.last_day))


@pytest.mark.parametrize(
    ("quarter", "printed"), [("2015-16-Q2", 12), ("2016-17-Q2", 10), ("2017-18-Q2", 12), ("2019-20-Q4", 10)]
)
def test_referrals_come_out_as_printed(cases: pd.DataFrame, quarter: str, printed: int) -> None:
    assert between(cases["referred_date"], quarter).sum() == printed


@pytest.mark.parametrize(
    ("quarter", "printed"),
    [
        ("2017-18-Q2", {"upheld": 2, "out_of_jurisdiction": 2, "no_further_action": 3}),
        (
            "2019-20-Q4",
            {
                "upheld": 1,
                "out_of_jurisdiction": 7,
                "no_further_action": 6,
                "premature": 2,
                "not_upheld": 2,
                "referred_back": 1,
            },
        ),
    ],
)
def test_decisions_come_out_by_kind_as_printed(cases: pd.DataFrame, quarter: str, printed: dict[str, int]) -> None:
    decided = cases.loc[between(cases["decided_date"], quarter), "decision"]
    assert decided.value_counts().to_dict() == printed


def test_decisions_come_after_the_referral_and_an_investigation_takes_months(cases: pd.DataFrame) -> None:
    days = (cases["decided_date"] - cases["referred_date"]).dt.days
    assert days.min() >= 0
    assert days[cases["decision"] == "upheld"].median() > 60 > days[cases["decision"] == "premature"].median()


def test_compliments_of_q4_2019_20_come_out_as_printed() -> None:
    frame = compliments.extracts(SEED)[Period.parse("2019-20-Q4")]
    by_service = frame.groupby("service")["compliments"].sum()
    assert frame["compliments"].sum() == 50
    assert (by_service["Waste Services"], by_service["Customer and Business Support"]) == (15, 13)
    assert len(by_service) > 5


def test_every_extract_keeps_its_contract() -> None:
    for contract, module in ((CONTRACTS["ombudsman"], ombudsman), (CONTRACTS["compliments"], compliments)):
        for quarter, frame in module.extracts(SEED).items():
            assert contract.failures(frame, quarter, TODAY) == []
