"""A draft is seen by who asks for it alone, on every face, until all drafts are made public at once."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loads import FREELY, complaints, contents, line, written
from opened import COMPLAINTS
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, StoreError, UsageError
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.publication import publish
from dashboard.intake.releases import releases, withdraw
from dashboard.intake.sources.options import Options
from dashboard.measures.readings import figures
from dashboard.report import write
from dashboard.store.data import Data, Source
from dashboard.store.manifest import read_manifest

Q3, Q4 = "2019-20-Q3", "2019-20-Q4"
BANNER = "Draft, not published: "
BASES = ("latest", "first_published")
THANKS = "month,directorate,service,compliments\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A quarter of complaints in public."""
    take(tmp_path, Q3, "A", "B")
    return tmp_path / "store"


def take(folder: Path, quarter: str, *ids: str, council: str = "kent", draft: bool = False) -> str:
    """The report of loading complaints received in the quarter."""
    day = {Q3: "2019-11-04", Q4: "2020-02-03"}[quarter]
    file = written(folder, complaints(*(line(complaint_id=one, received_date=day) for one in ids)), f"{quarter}.csv")
    return load(folder / "store", "complaints", file, council, quarter, options=replace(FREELY, draft=draft))


def opened(store: Path, *, draft: bool) -> Data:
    return Data(Settings(data=store, release="draft" if draft else "public"))


def received(store: Path, basis: str = "latest", *, draft: bool = False, council: str = "kent") -> dict[str, float]:
    """The complaints received, quarter by quarter; gaps are left out."""
    found = figures(opened(store, draft=draft), "complaints_received", council=council, since=Q3, basis=basis)
    return {row["quarter"]: row["value"] for row in found.to_dict("records") if row["value"] is not None}


def client(store: Path, *, draft: bool) -> FlaskClient:
    source = Source(Settings(data=store, release="draft" if draft else "public"))
    return create_app(source.settings, source).server.test_client()


def test_a_draft_is_seen_by_who_asks_for_it_alone(store: Path, tmp_path: Path) -> None:
    before = {path: client(store, draft=False).get(path).text for path in ("/complaints", "/", "/sources")}
    cubes = contents(store / "cubes")
    said = take(tmp_path, Q4, "C", draft=True)
    take(tmp_path, Q3, "S9", council="surrey", draft=True)
    assert said.startswith("Release 2, a draft: complaints of kent")
    assert "`scrutiny publish` makes all drafts public" in said
    assert contents(store / "cubes") == cubes
    public, drafts = client(store, draft=False), client(store, draft=True)
    assert opened(store, draft=False).councils() == ["kent"]
    for path, text in before.items():
        shown = public.get(path).text
        assert len(shown) == len(text)
        assert BANNER not in shown
        assert "surrey" not in shown.lower()
        assert "release 3" not in shown
    asked = "/api/v1/figures/complaints_received.csv?council=surrey"
    assert (public.get(asked).status_code == 200, drafts.get(asked).status_code == 200) == (False, True)
    assert received(store) == {Q3: 2}
    for basis in BASES:
        assert received(store, basis, draft=True) == {Q3: 2, Q4: 1}
    assert check(store).wrong == check(store).notes == ()
    assert [one["state"] for one in releases(store)] == ["", "draft", "draft"]


# of gptables, which writes the workbook
@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
@pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning")
def test_every_face_says_that_it_shows_drafts(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    data = opened(store, draft=True)
    view, _ = COMPLAINTS.content(data, "?council=kent")
    assert view.notices[0].startswith(BANNER)
    assert "Q4 2019/20 (release 2)" in view.notices[0]
    drafts = client(store, draft=True)
    for path in ("/", "/complaints", "/sources", "/plan", "/measure", "/present"):
        assert BANNER in drafts.get(path).text, path
    assert "2 (draft, not published)" in drafts.get("/download/complaints/summary.csv?council=kent").text
    for kind in ("html", "docx", "pptx", "xlsx"):
        found = write.asked_for(data, page="complaints", council="kent")
        write.write(found, kind, tmp_path / f"report.{kind}")
        words = words_of(tmp_path / f"report.{kind}")
        assert BANNER in words, kind
        assert "2 (draft, not published)" in words, kind


def words_of(document: Path) -> str:
    """The text of a document, be it in parts."""
    if not zipfile.is_zipfile(document):
        return document.read_text(encoding="utf-8")
    with zipfile.ZipFile(document) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def test_publish_makes_all_drafts_public_in_one_release(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    take(tmp_path, Q3, "S9", council="surrey", draft=True)
    seen = {basis: received(store, basis, draft=True) for basis in BASES}
    said = publish(store, by="Ann")
    assert said.startswith("Release 4: Drafts made public: 2, 3.")
    assert "Public now: complaints of kent, Q4 2019/20, from 2019-20-Q4.csv (release 2)." in said
    assert {basis: received(store, basis) for basis in BASES} == seen
    assert received(store, council="surrey") == {Q3: 1}
    assert opened(store, draft=True).drafts == ()
    assert [one["state"] for one in releases(store)] == ["", "draft, published by 4", "draft, published by 4", ""]
    assert "There is nothing to publish" in publish(store)
    assert check(store).wrong == check(store).notes == ()


def test_what_was_first_published_is_that_of_the_release_that_made_it_public(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    take(tmp_path, Q4, "C", "D")
    assert "There is nothing to publish" in publish(store)
    assert received(store, "first_published") == received(store) == {Q3: 2, Q4: 2}


def test_an_older_draft_gives_way_to_a_public_load_and_to_a_newer_draft(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    assert "The draft of release 2 (complaints of kent, Q4 2019/20) is older" in take(
        tmp_path, Q4, "C", "D", draft=True
    )
    assert "The draft of release 3 (complaints of kent, Q4 2019/20) is older" in take(tmp_path, Q4, "C", "D", "E")
    assert received(store, draft=True) == received(store) == {Q3: 2, Q4: 3}
    assert [one["state"] for one in releases(store)] == ["", "draft, replaced", "draft, replaced", ""]
    take(tmp_path, Q4, "F", draft=True)
    assert received(store, draft=True) == {Q3: 2, Q4: 1}
    publish(store)
    assert (received(store), received(store, "first_published")) == ({Q3: 2, Q4: 1}, {Q3: 2, Q4: 3})


def test_a_draft_that_is_withdrawn_is_dropped_and_comes_back(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    assert "nothing that is public has changed" in withdraw(store, 2, "the wrong file")
    assert received(store, draft=True) == {Q3: 2}
    assert opened(store, draft=False).release == opened(store, draft=False).release == "1"
    assert "There is nothing to publish" in publish(store)
    withdraw(store, 3, "it was right")
    assert received(store, draft=True) == {Q3: 2, Q4: 1}


def test_a_published_draft_is_withdrawn_like_any_load(store: Path, tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    publish(store)
    with pytest.raises(UsageError, match=r"Release 3 published drafts\. Withdraw the one that is wrong: 2"):
        withdraw(store, 3, "x")
    withdraw(store, 2, "the wrong file")
    assert received(store) == received(store, draft=True) == {Q3: 2}
    assert check(store).wrong == ()


def test_a_store_of_drafts_alone_is_public_to_nobody(tmp_path: Path) -> None:
    take(tmp_path, Q4, "C", draft=True)
    store = tmp_path / "store"
    with pytest.raises(StoreError, match=r"are drafts. `--release draft` shows them, `scrutiny publish` makes them"):
        opened(store, draft=False)
    assert received(store, draft=True) == {Q4: 1}
    assert check(store).wrong == ()
    publish(store)
    assert received(store) == received(store, "first_published") == {Q4: 1}


def test_measures_of_a_plan_are_drafts_too(store: Path, tmp_path: Path) -> None:
    heading = "measure,service_area,period,value,unit,nature,polarity\n"
    for value, draft in ((5, False), (7, True)):
        file = written(tmp_path, f"{heading}Visits,Web,{Q4},{value},number,flow,higher\n", f"{value}.csv")
        load(store, "kpis", file, "kent", Q4, options=replace(FREELY, draft=draft))
    values = [
        list(figures(opened(store, draft=draft), "kpi:Visits", council="kent", quarter=Q4, basis=basis)["value"])
        for draft in (False, True)
        for basis in BASES
    ]
    assert values == [[5], [5], [7], [5]]


def test_drafts_that_would_be_counted_twice_or_cannot_be_read_are_not_published(store: Path, tmp_path: Path) -> None:
    year = written(tmp_path, f"{THANKS}2019-04,Place,Waste,9\n", "year.csv")
    load(store, "compliments", year, "kent", "2019-20", options=replace(FREELY, draft=True))
    load(store, "compliments", written(tmp_path, f"{THANKS}2020-02,Place,Waste,3\n", "q4.csv"), "kent", Q4)
    before = contents(store)
    with pytest.raises(LoadError, match="would count some of its months twice"):
        publish(store)
    assert contents(store) == before
    withdraw(store, 2, "we load quarters")
    take(tmp_path, Q4, "C", draft=True)
    draft = store / read_manifest(store).pending[0].path
    draft.write_bytes(b"x")
    with pytest.raises(LoadError, match=r"The draft of release 5 .* is damaged"):
        publish(store)


def test_a_record_that_another_system_gave_since_is_not_published_twice(store: Path, tmp_path: Path) -> None:
    for source, draft in (("crm", True), ("care", False)):
        file = written(tmp_path, complaints(line(complaint_id="C", received_date="2020-02-03")), f"{source}.csv")
        load(store, "complaints", file, "kent", Q4, options=Options(source=source, draft=draft))
    with pytest.raises(LoadError, match=r"The draft of release 2 .* have 1 row in common, .* counted twice"):
        publish(store)
    again = written(tmp_path, complaints(line(complaint_id="C", received_date="2020-02-03")), "again.csv")
    with pytest.raises(LoadError, match=r"would be counted twice"):
        load(store, "complaints", again, "kent", Q4, options=Options(source="third", draft=True))
    withdraw(store, 2, "care has it")
    assert received(store) == received(store, draft=True) == {Q3: 2, Q4: 1}


def test_a_folder_is_a_draft_too(store: Path, tmp_path: Path) -> None:
    (store / "catalogue").mkdir(exist_ok=True)
    (store / "catalogue" / "sources.csv").write_text(
        "council,dataset,file\nkent,complaints,crm.csv\n", encoding="utf-8"
    )
    (tmp_path / "q4").mkdir()
    written(tmp_path / "q4", complaints(line(complaint_id="C", received_date="2020-02-03")), "crm.csv")
    said = scrutiny("load", tmp_path / "q4", "--quarter", Q4, "--draft", "--data", store).stdout
    assert said.startswith("Release 2, a draft: ")
    assert received(store) == {Q3: 2}
    assert received(store, draft=True) == {Q3: 2, Q4: 1}
    assert [one["state"] for one in releases(store)] == ["", "draft"]


def test_the_command_line_asks_for_drafts(store: Path, tmp_path: Path) -> None:
    file = written(tmp_path, complaints(line()), "q4.csv")
    arguments = ("load", "complaints", file, "--council", "kent", "--quarter", Q4, "--draft", "--data", store)
    assert scrutiny(*arguments).stdout.startswith("Release 2, a draft:")
    asked = ("figures", "complaints_received", "--format", "csv", "--data", store)
    assert Q4 not in scrutiny(*asked).stdout
    assert Q4 in scrutiny(*asked, "--release", "draft").stdout
    wrong = scrutiny(*asked, "--release", "drafts")
    assert (wrong.returncode, wrong.stderr) == (1, 'There is no release "drafts" to look at. Write public or draft.\n')
