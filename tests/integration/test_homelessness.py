"""The duties since 2018 beside the counts from before: read, held to each other, counted and shown where known."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from loads import written
from opened import TEMPORARY_ACCOMMODATION as PAGE

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.store.data import Data

BEFORE = "month,applications,preventions,acceptances\n2019-10,10,5,3\n2019-11,11,6,4\n2019-12,12,7,5\n"
DUTIES = """\
month,applications,preventions,acceptances,prevention_duties_owed,prevention_duties_ended,prevention_secured,relief_duties_owed,relief_duties_ended,relief_secured
2020-01,20,5,3,30,20,12,40,35,10
2020-02,21,6,4,31,22,11,41,36,12
2020-03,22,7,5,32,24,16,42,37,
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A quarter without the duties and one with them, of whose last month one count is unknown."""
    store = tmp_path / "store"
    for quarter, text in (("2019-20-Q3", BEFORE), ("2019-20-Q4", DUTIES)):
        load(store, "homelessness", written(tmp_path, text, f"{quarter}.csv"), "kent", quarter)
    return store


def values(store: Path, measure: str) -> list[float | None]:
    found = figures(Data(Settings(data=store)), measure, council="kent", since="2019-20-Q3", quarter="2019-20-Q4")
    return list(found["value"])


def test_duties_are_counted_where_every_month_knows_them(store: Path) -> None:
    rows = pd.read_csv(io.StringIO(DUTIES))
    assert values(store, "homelessness_prevention_owed") == [None, rows["prevention_duties_owed"].sum()]
    assert values(store, "homelessness_relief_owed") == [None, rows["relief_duties_owed"].sum()]
    secured = 100 * rows["prevention_secured"].sum() / rows["prevention_duties_ended"].sum()
    assert values(store, "homelessness_prevention_secured") == [None, pytest.approx(secured)]
    assert values(store, "homelessness_relief_secured") == [None, None]
    assert values(store, "homelessness_applications") == [33, 63]


def test_the_card_shows_what_is_known(store: Path) -> None:
    data = Data(Settings(data=store))
    view, _ = PAGE.content(data, "?council=kent&quarter=2019-20-Q4")
    card = view.card("homelessness")
    assert "Of 66 prevention duties that ended, 39 (59.1%) ended with accommodation secured." in card.finding
    assert "relief" not in card.finding
    labels = [column.label for column in card.table.columns]
    assert labels[5:9] == [
        "Prevention duties owed",
        "Prevention duties ended",
        "Prevention: accommodation secured",
        "Prevention: secured, %",
    ]
    now, before = card.table.rows[:2]
    assert (now["prevention_duties_owed"], now["relief_duties_owed"], now["relief_secured"]) == (93, 123, None)
    assert before["prevention_duties_owed"] is None


def test_without_the_duties_the_card_is_what_it_was(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(store, "homelessness", written(tmp_path, BEFORE), "kent", "2019-20-Q3")
    view, _ = PAGE.content(Data(Settings(data=store)), "?council=kent")
    assert len(view.card("homelessness").table.columns) == 5


@pytest.mark.parametrize(("old", "new"), [("30,20,12", "30,20,21"), ("40,35,10", "40,35,36")])
def test_no_more_can_be_secured_than_ended(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(LoadError, match="secured"):
        load(tmp_path / "store", "homelessness", written(tmp_path, DUTIES.replace(old, new)), "kent", "2019-20-Q4")


def test_a_share_of_which_one_half_is_unknown_has_no_value(store: Path, tmp_path: Path) -> None:
    load(store, "homelessness", written(tmp_path, DUTIES.replace("30,20,12", "30,,12")), "kent", "2019-20-Q4")
    assert values(store, "homelessness_prevention_secured") == [None, None]
