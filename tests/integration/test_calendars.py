"""Each council's working days are counted by the bank holidays of its nation and its own closing days."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import FREELY, complaints, line, written
from opened import COMPLAINTS as PAGE

from dashboard.basics.config import Settings
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.store.data import Data

QUARTER = "2020-21-Q1"
# Easter Monday, 13 April 2020, is a holiday in England alone: the tenth working day after 2 April is the 20th there and
# the 17th in Scotland
ROWS = [
    line(complaint_id=day, stage="corporate_stage_1", received_date="2020-04-02", responded_date=day)
    for day in ("2020-04-17", "2020-04-20", "2020-04-21")
]
COUNCILS = "council,code,region_code,neighbours\nkent,E10000016,E12000008,\nfife,S12000047,S92000003,\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The same complaints of three councils, one of them in Scotland and one that nobody described."""
    store = tmp_path / "store"
    decide(store, "councils.csv", COUNCILS)
    for council in ("kent", "fife", "cardiff"):
        file = written(tmp_path, complaints(*ROWS), f"{council}.csv")
        load(store, "complaints", file, council, QUARTER, options=FREELY)
    return store


def decide(store: Path, file: str, text: str) -> None:
    (store / "catalogue").mkdir(parents=True, exist_ok=True)
    written(store / "catalogue", text, file)


def in_time(store: Path, council: str) -> float:
    found = figures(Data(Settings(data=store)), "complaints_timeliness", council=council, quarter=QUARTER)
    return float(found["numerator"][0])


def days_listed(store: Path, council: str) -> list[int]:
    view, _ = PAGE.content(Data(Settings(data=store)), f"?council={council}&quarter={QUARTER}&records=responded")
    return sorted(row["working_days"] for row in view.records.table.rows)


def thanks(store: Path, tmp_path: Path) -> None:
    """A load of anything."""
    file = written(tmp_path, "month,directorate,service,compliments\n2020-04,Place,Waste,3\n", "thanks.csv")
    load(store, "compliments", file, "kent", QUARTER)


def test_a_council_has_the_holidays_of_its_nation(store: Path) -> None:
    assert [in_time(store, council) for council in ("kent", "fife", "cardiff")] == [2, 1, 2]
    assert days_listed(store, "kent") == [9, 10, 11]
    assert days_listed(store, "fife") == [10, 11, 12]
    view, _ = PAGE.content(Data(Settings(data=store)), f"?council=fife&quarter={QUARTER}")
    assert "without Scotland's bank holidays." in view.card("answer_days").about.definition


def test_a_nation_can_be_named(store: Path, tmp_path: Path) -> None:
    text = COUNCILS.replace("neighbours\n", "neighbours,nation\n").replace(",\n", ",,\n", 1)
    decide(store, "councils.csv", text.replace("S92000003,", "S92000003,,england"))
    thanks(store, tmp_path)
    assert in_time(store, "fife") == 2


def test_closing_days_are_no_working_days_once_they_are_counted(store: Path, tmp_path: Path) -> None:
    decide(store, "closing_days.csv", "council,date,reason\nfife,2020-04-14,Local holiday\n")
    data = Data(Settings(data=store))
    assert data.redefined == ["complaints"]
    view, _ = PAGE.content(data, f"?council=fife&quarter={QUARTER}")
    assert "still counted by an older definition" in " ".join(view.notices)
    assert in_time(store, "fife") == 1
    thanks(store, tmp_path)
    assert Data(Settings(data=store)).redefined == []
    assert [in_time(store, council) for council in ("kent", "fife")] == [2, 2]
    assert days_listed(store, "fife") == [9, 10, 11]
    assert check(store).wrong == check(store).notes == ()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("closing_days.csv", "council,date,reason\nfife,14 April,Easter\n", 'line 2, date: "14 April"'),
        ("closing_days.csv", "council,date,reason\nfife,2020-04-14,\n", "line 2, reason"),
        ("closing_days.csv", "council,date,reason\nfive,2020-04-14,x\n", 'line 2, council: "five" has no effect'),
        (
            "closing_days.csv",
            "council,date,reason\nfife,2020-04-14,x\nfife,2020-04-14,y\n",
            "Line 2 already says this",
        ),
        (
            "councils.csv",
            COUNCILS.replace(",\n", ",,\n").replace("urs\n", "urs,nation\n").replace("3,,", "3,,scots"),
            'nation: "scots". It must be one of: england, wales, scotland, northern_ireland',
        ),
    ],
)
def test_a_row_that_cannot_be_is_told(store: Path, file: str, text: str, said: str) -> None:
    decide(store, file, text)
    assert said in str(check(store))
