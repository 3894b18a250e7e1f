"""A file of the store that cannot be used costs what it holds and no more; every way in says so, and mends it."""

from __future__ import annotations

import json
import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loads import complaints, contents, line, written
from opened import ATTENTION as START
from opened import COMPLAINTS

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError
from dashboard.catalogue.files import read_catalogue, read_usable_catalogue
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.measures.readings import figures
from dashboard.store.data import Data, Source
from dashboard.store.faults import Stamp
from dashboard.store.health import unwell

TARGETS = "measure,council,area,from_quarter,to_quarter,kind,value\n"
GOOD = TARGETS + "complaints_timeliness,kent,adults,2019-20-Q1,,number,91\n"
BAD = TARGETS + "complaints_timeliness,kent,adults,2019-20-Q1,,at_least,93\n"
QUARTERS = ("2019-20-Q3", "2019-20-Q4")
PATIENCE = 60  # seconds until a test gives up, far more than opening a release takes
ANSWERED = line(complaint_id="C2", responded_date="2020-01-10")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two quarters of complaints and one of compliments, with a target of the council's own."""
    store = tmp_path / "store"
    for quarter, *lines in (
        (QUARTERS[0], line(complaint_id="C0", received_date="2019-11-04")),
        (QUARTERS[1], ANSWERED),
    ):
        load(store, "complaints", written(tmp_path, complaints(*lines), f"{quarter}.csv"), "kent", quarter)
    thanks = written(tmp_path, "month,directorate,service,compliments\n2020-02,Place,Waste,3\n", "thanks.csv")
    load(store, "compliments", thanks, "kent", QUARTERS[1])
    catalogue(store, "targets.csv", GOOD)
    return store


def catalogue(store: Path, name: str, text: str | bytes) -> None:
    (store / "catalogue").mkdir(exist_ok=True)
    written(store / "catalogue", text, name)


def again(store: Path, tmp_path: Path) -> str:
    """Loads the newest quarter of complaints with one more."""
    file = written(tmp_path, complaints(line(), ANSWERED), "again.csv")
    return load(store, "complaints", file, "kent", QUARTERS[1])


def looking(store: Path) -> Source:
    """The store by a clock that stands, so that a look costs nothing and each call looks at all files."""
    return Source(Settings(data=store), clock=lambda: 0.0)


def client_of(source: Source) -> FlaskClient:
    return create_app(source.settings, source).server.test_client()


def health(client: FlaskClient, source: Source) -> tuple[int, str, list[str]]:
    """The status code, the status and the files that cannot be used, which are counted and not named."""
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    said = json.loads(answer.data)
    files = [one["file"] for one in unwell(source.newest())]
    assert said["damaged"] == len(files)
    assert not any(file in answer.text for file in files)
    return answer.status_code, said["status"], files


def notices(data: Data, search: str = "") -> str:
    """What the complaints page and the start page warn of."""
    return " ".join(notice for page in (COMPLAINTS, START) for notice in page.content(data, search)[0].notices)


def target(data: Data) -> list[float | None]:
    table = figures(data, "complaints_timeliness", quarter=QUARTERS[1], by="stage")
    return list(table["target"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("targets.csv", BAD),
        ("targets.csv", b"\xff\xfem\x00e\x00"),
        ("targets.csv", ""),
        ("targets.csv", TARGETS + '"' + "x" * 200_000),
        ("labels.csv", "dataset,column,code,label\ncomplaints,theme,noise,Noise, dust\n"),
        ("measures.csv", "id\nsecret_measure\n"),
    ],
)
def test_a_mistake_in_the_catalogue_leaves_the_last_good_one_in_use(
    store: Path, tmp_path: Path, name: str, text: str | bytes
) -> None:
    source = looking(store)
    client, before = client_of(source), source.newest()
    assert health(client, source) == (200, "ok", [])
    catalogue(store, name, text)
    report = again(store, tmp_path)
    assert report.startswith("Release 4:")
    assert f"so that {name} cannot be used" in report
    assert str(store / "catalogue" / name) in report
    now = source.newest()
    assert now.manifest.release == before.manifest.release + 1
    assert now.catalogue == before.catalogue
    assert target(now) == [91]
    assert f"mistakes in {name}" in notices(now)
    assert health(client, source) == (503, "damaged", [f"catalogue/{name}"])
    told = client.get("/readyz").text + notices(now)
    assert str(store) not in told
    assert "secret" not in told
    assert source.newest() is now
    (store / "catalogue" / name).unlink()
    catalogue(store, "targets.csv", GOOD)
    assert notices(source.newest()) == ""
    assert health(client, source)[0] == 200


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deadlines.csv", "stage,from_date,to_date,working_days,source\nadults,2019-04-01,,five,us\n"),
        ("closing_days.csv", "council,day\nkent,yesterday\n"),
        ("councils.csv", "council,nation\nkent,Atlantis\n"),
    ],
)
def test_nothing_is_loaded_that_would_be_counted_by_a_file_with_mistakes(
    store: Path, tmp_path: Path, name: str, text: str
) -> None:
    catalogue(store, name, text)
    held = contents(store)
    for options in (Options(), Options(dry_run=True), Options(draft=True)):
        with pytest.raises(CatalogueError) as refused:
            load(store, "complaints", written(tmp_path, complaints(line())), "kent", QUARTERS[1], options=options)
        assert str(refused.value).startswith(f"Nothing was loaded: records are counted by {name}")
        assert str(store / "catalogue" / name) in str(refused.value)
    assert {**contents(store), "lock": ""} == {**held, "lock": ""}
    (store / "catalogue" / name).unlink()
    assert again(store, tmp_path).startswith("Release 4:")


def test_a_server_that_starts_leaves_out_the_whole_file_and_says_so(store: Path) -> None:
    catalogue(store, "targets.csv", GOOD + BAD.removeprefix(TARGETS).replace("2019-20-Q1,,", "2018-19-Q1,2018-19-Q4,"))
    source = looking(store)
    assert target(source.newest()) == [None]
    assert "Without targets.csv, it is in use" in notices(source.newest())
    catalogue(store, "targets.csv", GOOD.replace("91", "92"))
    assert target(source.newest()) == [92]
    assert notices(source.newest()) == ""


def test_what_builds_on_a_file_that_is_left_out_is_left_out_with_it(store: Path) -> None:
    catalogue(store, "measures.csv", "id\nown\n")
    catalogue(store, "targets.csv", GOOD + "own,kent,,2019-20-Q1,,number,3\n")
    catalogue(store, "benchmarks.csv", "measure,comparator,comparator_code,quarter,value,source\n")
    found = read_usable_catalogue(store)
    assert found.left_out == ("measures.csv", "targets.csv")
    assert "the columns are not those expected" in found.mistakes
    assert found.measures == read_catalogue().measures


def test_check_does_not_call_a_store_whole_whose_catalogue_cannot_be_read(store: Path) -> None:
    assert check(store).wrong == ()
    catalogue(store, "targets.csv", BAD)
    found = str(check(store))
    assert 'line 2, kind: "at_least". It must be one of: number, relative.' in found
    assert "catalogue/targets.csv cannot be used" in found


def cube_of(store: Path, dataset: str) -> Path:
    (cube,) = (store / "cubes").glob(f"{dataset}-*.parquet")
    return cube


def extract_of(store: Path, quarter: str) -> Path:
    (extract,) = (store / "extracts" / "dataset=complaints").glob(f"*/quarter={quarter}/*/records.parquet")
    return extract


@pytest.mark.parametrize("content", [b"", None, b"PAR1"])
def test_a_cube_that_cannot_be_read_is_worked_out_anew_beside_the_store(
    store: Path, tmp_path: Path, content: bytes | None
) -> None:
    again(store, tmp_path)
    asked = {"since": QUARTERS[0], "by": "stage"}
    bases = ("latest", "first_published")
    before = [figures(Data(Settings(data=store)), "complaints_timeliness", basis=one, **asked) for one in bases]
    cube = cube_of(store, "complaints")
    cube.unlink() if content is None else cube.write_bytes(content)
    held = contents(store)
    source = looking(store)
    client, data = client_of(source), source.newest()
    after = [figures(data, "complaints_timeliness", basis=one, **asked) for one in bases]
    assert [table.to_dict("records") for table in after] == [table.to_dict("records") for table in before]
    assert "are worked out anew from the extracts" in notices(data)
    assert health(client, source) == (503, "damaged", [f"cubes/{cube.name}"])
    assert cube.name in str(check(store))
    assert contents(store) == held
    file = written(tmp_path, complaints(ANSWERED))
    load(store, "complaints", file, "kent", QUARTERS[1], options=Options(replace=True))
    assert notices(source.newest()) == ""
    assert health(client, source)[0] == 200
    assert check(store).wrong == ()


@pytest.mark.parametrize("damaged", [[QUARTERS[0]], [*QUARTERS]])
def test_an_extract_that_is_damaged_while_the_server_runs_costs_its_own_records(
    store: Path, damaged: list[str]
) -> None:
    source = looking(store)
    client, search = client_of(source), f"?council=kent&quarter={QUARTERS[1]}&records=received"
    address = f"/download/complaints/records.csv{search}"
    whole = {quarter: extract_of(store, quarter).read_bytes() for quarter in damaged}
    assert client.get(address).text.count("C2") == 1
    for quarter in damaged:
        extract_of(store, quarter).write_bytes(whole[quarter][:-9] + b"123456789")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.text.count("C2") == (QUARTERS[1] not in damaged)
    view, _ = COMPLAINTS.content(source.newest(), search)
    assert sum("its file is damaged" in notice for notice in view.notices) == len(damaged)
    assert view.headline.startswith("100.0%")
    assert health(client, source)[0] == 503
    for quarter in damaged:
        extract_of(store, quarter).write_bytes(whole[quarter])
    assert client.get(address).text.count("C2") == 1
    assert health(client, source)[0] == 200


def test_a_dataset_of_which_nothing_is_whole_takes_no_other_away(store: Path, tmp_path: Path) -> None:
    cube_of(store, "complaints").write_bytes(b"x")
    for quarter in QUARTERS:
        extract_of(store, quarter).write_bytes(b"x")
    data = Data(Settings(data=store))
    assert data.rows("complaints_components", **nothing(data)) == []
    assert list(figures(data, "compliments_received")["value"]) == [3]
    view, _ = START.content(data, "")
    assert sum("complaints extract" in notice for notice in view.notices) == 2
    assert load(store, "complaints", written(tmp_path, complaints(line())), "kent", QUARTERS[1]).startswith("Release 4")


def nothing(data: Data) -> dict[str, object]:
    """What a page asks of the parts, without filters."""
    lists = dict.fromkeys(("directorates", "services", "stages", "outcomes", "themes", "months"))
    return {"council": "kent", "basis": "latest", "kind": "quarter", "first": 0, "last": 9999, "splits": [""], **lists}


def test_a_store_that_is_gone_or_broken_is_not_called_well(store: Path, tmp_path: Path) -> None:
    source = looking(store)
    client = client_of(source)
    store.rename(tmp_path / "elsewhere")
    assert health(client, source) == (503, "damaged", ["manifest.json"])
    assert "The newest data could not be opened; release 3 is shown" in notices(source.newest())
    (tmp_path / "elsewhere").rename(store)
    assert health(client, source) == (200, "ok", [])
    manifest = (store / "manifest.json").read_bytes()
    for content in (b"", b"{", b"[]"):
        (store / "manifest.json").write_bytes(content)
        assert health(client, source) == (503, "damaged", ["manifest.json"])
    (store / "manifest.json").unlink()
    (store / "manifest.json").mkdir()
    assert health(client, source) == (503, "damaged", ["manifest.json"])
    (store / "manifest.json").rmdir()
    (store / "manifest.json").write_bytes(manifest)
    assert health(client, source) == (200, "ok", [])
    assert notices(source.newest()) == ""


def test_a_release_whose_files_are_copied_one_by_one_is_whole_with_the_last_of_them(
    store: Path, tmp_path: Path
) -> None:
    newer = Path(shutil.copytree(store, tmp_path / "newer"))
    again(newer, tmp_path)
    source = looking(store)
    client = client_of(source)
    source.newest()
    fresh = sorted(contents(newer).keys() - contents(store).keys())
    shutil.copy(newer / "manifest.json", store / "manifest.json")
    assert health(client, source)[0] == 503
    for name in fresh:
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(newer / name, store / name)
        source.newest()
    assert health(client, source) == (200, "ok", [])
    assert client.get("/readyz").json["release"] == 4
    assert sum(figures(source.newest(), "complaints_received", quarter=QUARTERS[1])["value"]) == 2


def test_a_failure_is_not_tried_again_at_each_click_but_when_a_file_changes_or_after_a_while(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    source = Source(Settings(data=store), clock=lambda: now[0])
    manifest = store / "manifest.json"
    kept = manifest.read_bytes()
    manifest.write_bytes(b"{")
    tried = []
    reopen = source.reopen
    monkeypatch.setattr(source, "reopen", lambda stamp: (tried.append(stamp), reopen(stamp)))
    for _ in range(5):
        source.newest()
    assert len(tried) == 1
    now[0] += 61
    for _ in range(5):
        source.newest()
    assert len(tried) == 2
    manifest.write_bytes(kept)
    os.utime(manifest, ns=(1, 1))
    assert not source.newest().unopened


def test_what_nobody_foresaw_leaves_the_last_release_in_use_too(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = looking(store)
    client, before = client_of(source), source.newest()
    with monkeypatch.context() as patched:
        patched.setattr(Data, "load", lambda _: {}["no such key"])
        os.utime(store / "manifest.json", ns=(1, 1))
        assert source.newest() is before
        assert health(client, source) == (503, "damaged", ["manifest.json"])
        assert client.get("/complaints").status_code == 200
    os.utime(store / "manifest.json", ns=(2, 2))
    assert not source.newest().unopened


def test_while_one_opens_a_release_others_are_answered_from_the_last(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = looking(store)
    before = source.newest()
    again(store, tmp_path)
    opening, go_on = threading.Event(), threading.Event()
    reopen = source.reopen

    def slowly(stamp: Stamp) -> None:
        opening.set()
        assert go_on.wait(PATIENCE)
        reopen(stamp)

    monkeypatch.setattr(source, "reopen", slowly)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(source.newest)
        assert opening.wait(PATIENCE)
        assert source.newest() is before
        go_on.set()
        assert first.result(PATIENCE).manifest.release == before.manifest.release + 1
    assert source.newest() is first.result()
