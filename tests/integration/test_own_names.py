"""What a council makes its own in text files, told where it is wrong and shown wherever it is right."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from loads import complaints, line, written

from dashboard.basics.config import Settings
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.store.data import Data

TARGETS = "measure,council,area,from_quarter,to_quarter,kind,value\n"
FRACTION = TARGETS + "complaints_timeliness,kent,adults,2019-20-Q1,,number,0.85\n"
QUARTER = "2019-20-Q4"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of a quarter of one council."""
    file = written(tmp_path, complaints(line(responded_date="2020-01-10")))
    load(tmp_path / "store", "complaints", file, "kent", QUARTER)
    (tmp_path / "store" / "catalogue").mkdir()
    return tmp_path / "store"


def again(store: Path) -> str:
    """What another load says."""
    file = written(store.parent, complaints(line(), line(complaint_id="C2", responded_date="2020-01-10")))
    return load(store, "complaints", file, "kent", QUARTER)


def told(store: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What `scrutiny check`, `scrutiny load` and the server's log say."""
    with caplog.at_level(logging.WARNING):
        Data(Settings(data=store))
    return [str(check(store)), again(store), caplog.text]


def test_a_target_that_is_a_fraction_is_refused_everywhere(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    written(store / "catalogue", FRACTION, "targets.csv")
    for said in told(store, caplog):
        assert 'targets.csv, line 2, value: "0.85". A percentage is written as 85' in said
    assert check(store).wrong
    assert Data(Settings(data=store)).catalogue.targets == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("targets.csv", TARGETS + "complaints_timeliness,kentt,adults,2019-20-Q1,,number,85\n"),
        ("plan.csv", "measure,council,priority,outcome,programme,named\ncomplaints_timeliness,kentt,Well run,,,\n"),
        ("councils.csv", "council,code,region_code,neighbours\nkentt,E10000016,E12000008,\n"),
    ],
)
def test_a_council_of_which_nothing_is_loaded_is_named_with_the_nearest(
    store: Path, caplog: pytest.LogCaptureFixture, name: str, text: str
) -> None:
    written(store / "catalogue", text, name)
    for said in told(store, caplog):
        assert f'catalogue/{name}, line 2, council: "kentt" has no effect' in said
        assert 'Did you mean "kent"?' in said
    assert check(store).wrong == ()


def test_another_council_of_the_national_tables_is_no_mistake(store: Path) -> None:
    text = "council,code,region_code,neighbours\nkent,E10000016,E12000008,\nessex,E10000012,E12000006,\n"
    written(store / "catalogue", text, "councils.csv")
    assert check(store).notes == ()
