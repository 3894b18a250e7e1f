"""The list of releases, and the way back from a load: as if it had not been, on every page and both bases."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from loads import FREELY, complaints, contents, line, written
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, ScrutinyError, StoreError, UsageError
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.releases import releases, withdraw
from dashboard.measures.readings import figures
from dashboard.store.data import Data, Source
from dashboard.store.manifest import manifest_path, read_manifest

Q3, Q4, Q1 = "2019-20-Q3", "2019-20-Q4", "2020-21-Q1"
BASES = ("latest", "first_published")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two quarters of complaints of kent: release 1 and 2."""
    take(tmp_path, Q3, received("2019-11-04", "A", "B"))
    take(tmp_path, Q4, received("2020-02-03", "C"))
    return tmp_path / "store"


def received(day: str, *ids: str) -> list[str]:
    """Complaints that came in on this day."""
    return [line(complaint_id=one, received_date=day) for one in ids]


def take(folder: Path, quarter: str, lines: list[str], council: str = "kent", name: str = "") -> str:
    """The report of loading complaints."""
    file = written(folder, complaints(*lines), name or f"{quarter}.csv")
    return load(folder / "store", "complaints", file, council, quarter, options=replace(FREELY, by="Jo"))


def counted(store: Path, basis: str = "latest", council: str = "kent") -> dict[str, float]:
    """The complaints received, quarter by quarter; gaps are left out."""
    data = Data(Settings(data=store))
    found = figures(data, "complaints_received", council=council, since=Q3, basis=basis)
    return {row["quarter"]: row["value"] for row in found.to_dict("records") if row["value"] is not None}


def test_releases_say_who_did_what_why_and_what_it_changed(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, received("2020-02-03", "C", "D"), name="again.csv")
    withdraw(store, 3, "the wrong file", "Ann")
    listed = scrutiny("releases", "--format", "csv", "--data", store)
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert [(row["release"], row["who"], row["rows"], row["state"]) for row in rows] == [
        ("1", "Jo", "2", ""),
        ("2", "Jo", "1", ""),
        ("3", "Jo", "2", "withdrawn by 4"),
        ("4", "Ann", "0", ""),
    ]
    assert rows[2]["what"] == "load complaints of kent, Q4 2019/20, from again.csv"
    assert "1 row new, 0 changed, 1 unchanged, 0 gone" in rows[2]["changes"]
    assert (rows[3]["what"], rows[3]["reason"]) == ("withdraw release 3", "the wrong file")
    assert json.loads(scrutiny("releases", "--format", "json", "--data", store).stdout)[3]["who"] == "Ann"
    assert "withdrawn by 4" in scrutiny("releases", "--data", store).stdout


def test_who_loads_is_the_account_unless_somebody_is_named(store: Path, tmp_path: Path) -> None:
    file = written(tmp_path, complaints(*received("2020-05-04", "E")))
    load(store, "complaints", file, "kent", Q1)
    named = read_manifest(store).releases[-1].by
    assert named
    scrutiny("withdraw", "3", "--reason", "x", "--by", "Ann Lee", "--data", store)
    assert read_manifest(store).releases[-1].by == "Ann Lee"


def test_a_withdrawn_correction_gives_way_to_the_version_before_it(store: Path, tmp_path: Path) -> None:
    before = {basis: counted(store, basis) for basis in BASES}
    take(tmp_path, Q4, received("2020-02-03", "C", "D", "E"), name="again.csv")
    assert counted(store)[Q4] == 3
    said = withdraw(store, 3, "the wrong file")
    assert "complaints of kent, Q4 2019/20: the extract of release 2 (2019-20-Q4.csv) counts again" in said
    assert {basis: counted(store, basis) for basis in BASES} == before
    assert check(store).wrong == check(store).notes == ()


def test_first_published_skips_what_was_withdrawn_and_keeps_all_else(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q3, received("2019-11-04", "A", "B", "F"), name="late.csv")
    assert (counted(store), counted(store, "first_published")) == ({Q3: 3, Q4: 1}, {Q3: 2, Q4: 1})
    withdraw(store, 1, "the wrong file")
    assert (counted(store), counted(store, "first_published")) == ({Q3: 3, Q4: 1}, {Q3: 3, Q4: 1})
    withdraw(store, 3, "wrong too")
    assert counted(store) == counted(store, "first_published") == {Q4: 1}


def test_a_council_that_came_with_it_is_gone_from_pages_addresses_and_files(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, received("2020-02-03", "S9"), council="surrey")
    source = Source(Settings(data=store))
    client = create_app(source.settings, source).server.test_client()
    asked = "/api/v1/figures/complaints_received.csv?council=surrey"
    download = f"/download/complaints/records.csv?council=surrey&quarter={Q4}&records=received"
    assert client.get(asked).status_code == 200
    assert "S9" in client.get(download).text
    said = withdraw(store, 3, "the wrong council")
    assert "surrey has no data any more and is on no page" in said
    assert client.get(asked).status_code != 200
    assert "surrey" not in client.get(download).text.lower()
    assert "S9" not in client.get(download).text
    assert source.newest().councils() == ["kent"]
    assert "surrey" not in client.get("/complaints").text.lower()
    assert client.get("/readyz").status_code == 200


def test_the_same_file_is_loaded_again_as_a_new_release(store: Path, tmp_path: Path) -> None:
    withdraw(store, 2, "too early")
    assert list(counted(store)) == [Q3]
    assert take(tmp_path, Q4, received("2020-02-03", "C")).startswith("Release 4:")
    assert (counted(store), counted(store, "first_published")) == ({Q3: 2, Q4: 1}, {Q3: 2, Q4: 1})
    assert "Nothing was changed" in take(tmp_path, Q4, received("2020-02-03", "C"))


def test_withdrawing_a_withdrawal_brings_the_load_back(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q3, received("2019-11-04", "A"), name="late.csv")
    before = {basis: counted(store, basis) for basis in BASES}
    withdraw(store, 1, "a mistake")
    assert "the extract of release 1" not in withdraw(store, 4, "it was right")
    assert {basis: counted(store, basis) for basis in BASES} == before
    with pytest.raises(UsageError, match="Release 4 was withdrawn by release 5 already"):
        withdraw(store, 4, "again")
    withdraw(store, 1, "a mistake after all")
    assert counted(store, "first_published")[Q3] == 1


def test_the_last_load_can_be_withdrawn_too(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take(tmp_path, Q4, received("2020-02-03", "C"))
    source = Source(Settings(data=store))
    client = create_app(source.settings, source).server.test_client()
    assert "The store is empty now" in withdraw(store, 1, "a trial")
    assert (read_manifest(store).cubes, list((store / "cubes").glob("*"))) == ({}, [])
    assert check(store).wrong == check(store).notes == ()
    for path in ("/", "/complaints", "/sources"):
        assert client.get(path).status_code == 200
    assert "Nothing is loaded" in client.get("/complaints").text
    assert "No council is known" not in client.get("/complaints").text
    assert "kent" not in client.get("/complaints").text.lower()
    assert Data(source.settings).councils() == []
    assert client.get("/api/v1/figures/complaints_received.csv").status_code == 404
    assert take(tmp_path, Q4, received("2020-02-03", "C")).startswith("Release 3:")
    assert counted(store) == {Q4: 1}


def test_measures_of_a_plan_go_back_to_the_version_before(tmp_path: Path) -> None:
    store = tmp_path / "store"
    heading = "measure,service_area,period,value,unit,nature,polarity\n"
    for value in (5, 7):
        file = written(tmp_path, f"{heading}Visits,Web,{Q4},{value},number,flow,higher\n", f"{value}.csv")
        load(store, "kpis", file, "kent", Q4)
    withdraw(store, 1, "the wrong file")
    asked = {"council": "kent", "quarter": Q4}
    data = Data(Settings(data=store))
    assert [list(figures(data, "kpi:Visits", basis=basis, **asked)["value"]) for basis in BASES] == [[7], [7]]
    withdraw(store, 3, "it was right")
    withdraw(store, 2, "that one was not")
    data = Data(Settings(data=store))
    assert [list(figures(data, "kpi:Visits", basis=basis, **asked)["value"]) for basis in BASES] == [[5], [5]]


@pytest.mark.parametrize(
    ("number", "reason", "told"),
    [
        (9, "x", "There is no release 9: the store has releases 1 to 2"),
        (0, "x", "There is no release 0"),
        (1, " ", "Say why"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_and_changes_nothing(store: Path, number: int, reason: str, told: str) -> None:
    before = contents(store)
    with pytest.raises(UsageError, match=told):
        withdraw(store, number, reason)
    assert contents(store) == before


def test_a_store_without_a_load_has_nothing_to_list_or_withdraw(tmp_path: Path) -> None:
    for ask in (lambda: releases(tmp_path), lambda: withdraw(tmp_path, 1, "x")):
        with pytest.raises(StoreError, match="There is no store"):
            ask()
    assert list(tmp_path.iterdir()) == []


def test_a_load_is_not_brought_back_beside_one_that_counts_its_months(tmp_path: Path) -> None:
    store = tmp_path / "store"
    heading = "month,directorate,service,compliments\n"
    file = written(tmp_path, f"{heading}2020-02,Place,Waste,3\n", "q4.csv")
    load(store, "compliments", file, "kent", Q4)
    withdraw(store, 1, "we load years")
    load(store, "compliments", written(tmp_path, f"{heading}2019-04,Place,Waste,9\n", "year.csv"), "kent", "2019-20")
    with pytest.raises(LoadError, match="would count some of its months twice"):
        withdraw(store, 2, "back")


def test_a_store_of_before_releases_said_who_made_them_opens(store: Path) -> None:
    content = json.loads(manifest_path(store).read_text(encoding="utf-8"))
    assert content["format"] == 1
    content["releases"] = [
        {key: one[key] for key in ("number", "loaded_at", "extracts")} for one in content["releases"]
    ]
    manifest_path(store).write_text(json.dumps(content), encoding="utf-8")
    assert [(one["who"], one["what"][:4]) for one in releases(store)] == [("", "load"), ("", "load")]
    withdraw(store, 2, "the wrong file")
    assert list(counted(store)) == [Q3]


def test_a_version_that_does_not_know_withdrawals_refuses_the_store(store: Path) -> None:
    withdraw(store, 2, "the wrong file")
    content = json.loads(manifest_path(store).read_text(encoding="utf-8"))
    assert content["format"] == 2
    manifest_path(store).write_text(json.dumps(content | {"format": 3}), encoding="utf-8")
    with pytest.raises(
        ScrutinyError, match=r"newer version of Scrutiny \(format 3; this one reads up to 2\)\. Use that"
    ):
        read_manifest(store)
