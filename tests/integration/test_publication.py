"""Definitions and figures belong together: a change is told, and counted by a release that says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import FREELY, complaints, contents, line, written
from opened import COMPLAINTS
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import StoreError
from dashboard.catalogue.files import read_catalogue
from dashboard.catalogue.themes import built_in
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.publication import publish
from dashboard.intake.releases import releases, withdraw
from dashboard.measures.readings import figures
from dashboard.store import definitions
from dashboard.store.data import Data
from dashboard.store.manifest import read_manifest
from dashboard.store.queries import OURS

Q3, Q4 = "2019-20-Q3", "2019-20-Q4"
FIVE = "stage,from_date,to_date,working_days,source\ncorporate_stage_1,1990-01-01,,5,our own policy\n"
OF_THEIR_TIME = "are counted by the definitions of their time"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two quarters of answers after 4, 7 and 13 working days, and a dataset beside them."""
    for quarter, received, days in (
        (Q3, "2019-11-04", ("2019-11-08", "2019-11-13", "2019-11-21")),
        (Q4, "2020-02-03", ("2020-02-07", "2020-02-12", "2020-02-20")),
    ):
        answered(tmp_path, quarter, received, days)
    thanks = written(tmp_path, "month,directorate,service,compliments\n2020-02,Place,Waste,3\n", "thanks.csv")
    load(tmp_path / "store", "compliments", thanks, "kent", Q4)
    return tmp_path / "store"


def answered(folder: Path, quarter: str, received: str, days: tuple[str, ...]) -> str:
    """The report of loading complaints that were answered on these days."""
    lines = [
        line(complaint_id=f"{quarter}{day}", stage="corporate_stage_1", received_date=received, responded_date=day)
        for day in days
    ]
    return load(folder / "store", "complaints", written(folder, complaints(*lines), f"{quarter}.csv"), "kent", quarter)


def decide(store: Path) -> None:
    """The council answers within five days now."""
    (store / "catalogue").mkdir(exist_ok=True)
    written(store / "catalogue", FIVE, "deadlines.csv")


def in_time(store: Path, basis: str = "latest") -> list[float]:
    found = figures(Data(Settings(data=store)), "complaints_timeliness", since=Q3, quarter=Q4, basis=basis)
    return [float(value) for value in found["numerator"]]


def said(store: Path, basis: str) -> str:
    """The notices of the complaints page."""
    view, _ = COMPLAINTS.content(Data(Settings(data=store)), f"?council=kent&quarter={Q4}&basis={basis}")
    return " ".join(view.notices)


def test_publish_counts_changed_definitions_as_a_release_with_its_reason(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    decide(store)
    assert "`scrutiny publish`, or the next load of any file, counts them anew" in str(check(store))
    assert "`scrutiny publish`, or the next load of any file, counts them anew" in said(store, "latest")
    assert "The figures of complaints are counted by former definitions" in caplog.text
    assert in_time(store) == [2, 2]
    beside = {name: cube for name, cube in read_manifest(store).cubes.items() if name != "complaints"}
    told = publish(store, "answers within 5 days", "Ann")
    assert told.startswith("Release 4: answers within 5 days\nThe figures of complaints were counted anew")
    assert (in_time(store), in_time(store, "first_published")) == ([1, 1], [2, 2])
    assert {name: read_manifest(store).cubes[name] for name in beside} == beside
    assert check(store).wrong == check(store).notes == ()
    newest = releases(store)[-1]
    assert (newest["what"], newest["who"], newest["reason"]) == ("publish figures", "Ann", "answers within 5 days")


def test_what_was_first_published_by_another_definition_is_marked(store: Path, tmp_path: Path) -> None:
    assert OF_THEIR_TIME not in said(store, "first_published")
    decide(store)
    publish(store)
    assert "as first published before release 4 (" in said(store, "first_published")
    assert OF_THEIR_TIME not in said(store, "latest")
    answered(tmp_path, "2020-21-Q1", "2020-05-04", ("2020-05-20",))
    assert "as first published before release 4 (" in said(store, "first_published")


def test_a_council_of_after_the_change_has_nothing_to_mark(store: Path, tmp_path: Path) -> None:
    decide(store)
    publish(store)
    load(store, "complaints", written(tmp_path, complaints(line())), "surrey", Q4, options=FREELY)
    view, _ = COMPLAINTS.content(Data(Settings(data=store)), "?council=surrey&basis=first_published")
    assert OF_THEIR_TIME not in " ".join(view.notices)


def test_nothing_to_publish_is_said_and_makes_no_release(store: Path) -> None:
    before = contents(store)
    printed = scrutiny("publish", "--data", store)
    assert (printed.returncode, "There is nothing to publish" in printed.stdout) == (0, True)
    assert contents(store) == before


def test_publish_mends_a_damaged_file_of_figures(store: Path) -> None:
    before = in_time(store)
    (store / read_manifest(store).cubes["complaints"].path).write_bytes(b"x")
    assert "The file of the figures of complaints (cubes/complaints-2.parquet) was damaged" in publish(store)
    assert check(store).wrong == ()
    assert in_time(store) == before


def test_a_release_that_counted_anew_cannot_be_withdrawn(store: Path) -> None:
    decide(store)
    publish(store)
    with pytest.raises(Exception, match="Release 4 counted figures anew and brought no data"):
        withdraw(store, 4, "x")


def test_there_is_nothing_to_publish_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        publish(tmp_path)


def test_a_part_of_the_definitions_that_is_added_counts_as_a_change(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    monkeypatch.setitem(definitions.PARTS, "renames", lambda by: texts if by.dataset.id == "complaints" else [])
    assert check(store).notes == ()
    texts.append("Waste,Refuse")
    assert "The figures of complaints are counted by an older definition" in str(check(store))
    publish(store)
    assert check(store).notes == ()
    texts.clear()
    assert "The figures of complaints are counted by an older definition" in str(check(store))
    counting = definitions.Counting(built_in()["complaints"], OURS, read_catalogue())
    assert set(definitions.of(counting)) == {"calendar", "declaration", "query", "renames"}
