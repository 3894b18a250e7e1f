"""What a council makes its own in text files, told where it is wrong and shown wherever it is right."""

from __future__ import annotations

import csv
import datetime as dt
import html
import logging
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loads import FREELY, complaints, line, written
from ministry import workbook
from opened import MEASURE, TEMPORARY_ACCOMMODATION
from pptx import Presentation
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.imports import mhclg
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.pages.registry import pages_of
from dashboard.sample import build
from dashboard.store.data import Data
from dashboard.store.missing import NOBODY
from dashboard.store.writing import NewExtract, commit

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


def client_of(store: Path) -> FlaskClient:
    return create_app(Settings(data=store)).server.test_client()


def test_a_council_s_own_code_polarity_and_words_stand_on_every_face(store: Path, tmp_path: Path) -> None:
    written(
        store / "catalogue",
        "measure,council,code,polarity,short_title,definition\n"
        "complaints_received,kent,KCC 7,higher,Heard,How often people spoke up.\n",
        "council_measures.csv",
    )
    client = client_of(store)
    page = client.get("/measure?council=kent&measure=complaints_received").text
    for words in ("KCC 7", "Heard", "How often people spoke up."):
        assert words in page
    (listed,) = (one for one in client.get("/api/v1/measures?council=kent").json if one["id"] == "complaints_received")
    assert (listed["code"], listed["polarity"]) == ("KCC 7", "higher")
    (usual,) = (one for one in client.get("/api/v1/measures").json if one["id"] == "complaints_received")
    assert (usual["code"], usual["polarity"]) == ("", "lower")
    assert client.get("/api/v1/measures?council=essex").status_code == 400
    assert "KCC 7" in page_text(store, tmp_path)


def page_text(store: Path, tmp_path: Path, *more: str) -> str:
    """The words of the whole report as a Word document."""
    report = scrutiny("report", "--out", tmp_path / "report.docx", "--data", store, *more)
    assert report.returncode == 0, report.stderr
    with zipfile.ZipFile(tmp_path / "report.docx") as file:
        return html.unescape(re.sub(r"<[^>]+>", " ", file.read("word/document.xml").decode()))


OF_THE_SAMPLE = re.compile(r"medway|thurrock|maidstone|gateshead|CUSBFL31i|DIGI TU 01|NI 156|HC3", re.IGNORECASE)


def belongs(one: NewExtract) -> bool:
    """Whether the records could be anybody's; the projects' words name what Medway's are called."""
    return one.council == "medway" and one.dataset != "projects"


@pytest.fixture(scope="module")
def another(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a year of every dataset of an invented council: the sample's records under its name."""
    store = tmp_path_factory.mktemp("another") / "store"
    for batch in list(build.releases())[-6:]:
        commit(store, [replace(one, council="northbeck", source="export.csv") for one in batch if belongs(one)])
    return store


def test_no_page_or_file_of_another_council_names_the_sample_s(another: Path, tmp_path: Path) -> None:
    client, data = client_of(another), Data(Settings(data=another))
    for page in pages_of(data):
        assert not OF_THE_SAMPLE.findall(client.get(page.path).text), page.path
    for address in ("/api/v1/published.csv", "/api/v1/measures", "/api/v1/figures/ta_households_per_1000.csv"):
        assert not OF_THE_SAMPLE.findall(client.get(address).text), address
    assert not OF_THE_SAMPLE.findall(page_text(another, tmp_path))
    assert scrutiny("report", "--out", tmp_path / "report.xlsx", "--data", another).returncode == 0
    with zipfile.ZipFile(tmp_path / "report.xlsx") as book:
        for name in book.namelist():
            assert not OF_THE_SAMPLE.findall(book.read(name).decode(errors="replace")), name


def test_without_a_paper_reconcile_says_how_to_enter_one(another: Path) -> None:
    ended = scrutiny("reconcile", "--data", another)
    assert ended.returncode == 0
    assert ended.stdout.startswith("No paper has been entered")
    assert "catalogue/published.csv" in ended.stdout
    csv = scrutiny("reconcile", "--format", "csv", "--data", another)
    assert (csv.returncode, csv.stdout.count("\n")) == (0, 1)
    sources = client_of(another).get("/sources").text
    assert "No paper has been entered" in sources
    assert "published figures, CSV" not in sources


def test_a_sample_store_of_before_gets_its_catalogue_and_keeps_what_was_changed(
    sample_store: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(sample_store, tmp_path / "store"))
    shutil.rmtree(store / "catalogue")
    assert Data(Settings(data=store)).catalogue.published == ()
    (store / "catalogue").mkdir()
    written(store / "catalogue", TARGETS, "targets.csv")
    said = scrutiny("sample", "--data", store).stdout
    assert "Not as the sample has them, and left alone: catalogue/targets.csv." in said
    data = Data(Settings(data=store))
    assert (len(data.catalogue.published), data.catalogue.targets) == (505, ())
    assert "left alone" not in scrutiny("sample", "--data", sample_store).stdout


def test_every_authority_of_tables_alone_can_be_chosen(tmp_path: Path) -> None:
    store = tmp_path / "store"
    said = mhclg.load(store, workbook(tmp_path / "tables.xlsx"))
    assert mhclg.ANY_AUTHORITY in said
    data = Data(Settings(data=store))
    assert data.everyone() == ["gravesham", "maidstone", "medway-towns", "westminster"]
    page = client_of(store).get("/temporary-accommodation?council=medway-towns").text
    assert "4.80 in temporary accommodation for every 1,000 households" in html.unescape(page)
    assert '["medway-towns","Medway Towns"],["westminster","Westminster"]' in page
    figure = scrutiny(
        "figures", "statutory_ta_households", "--council", "medway-towns", "--data", store, "--format", "csv"
    )
    assert [row["value"] for row in csv.DictReader(figure.stdout.splitlines())] == ["60"]


def test_tables_without_an_authority_say_how_to_name_one_s_own(tmp_path: Path) -> None:
    file = written(tmp_path, "area_code,area,level\nE92000001,England,country\n")
    load(tmp_path / "store", "statutory_homelessness", file, "england", "2021-22-Q1")
    assert html.escape(NOBODY) in client_of(tmp_path / "store").get("/temporary-accommodation").text


def test_a_council_with_data_of_its_own_comes_before_the_authorities_and_keeps_its_name(tmp_path: Path) -> None:
    store = tmp_path / "store"
    mhclg.load(store, workbook(tmp_path / "tables.xlsx"))
    quarter_of(store, "gravesham", "2021-22-Q1", 0)
    (store / "catalogue").mkdir()
    rows = "council,code,region_code,neighbours\nour-town,E06000035,E12000008,\n"
    written(store / "catalogue", rows, "councils.csv")
    data = Data(Settings(data=store))
    assert data.councils() == ["gravesham"]
    assert data.everyone() == ["gravesham", "our-town", "maidstone", "westminster"]
    assert data.catalogue.full_name("gravesham") == "Gravesham Council"
    assert data.catalogue.full_name("westminster") == "Westminster"


# rules


def quarter_of(store: Path, council: str, quarter: str, late: int) -> None:
    """Forty complaints answered in the quarter, so many tens of them late."""
    first = Period.parse(quarter).first_day
    lines = [
        line(
            complaint_id=f"{quarter}{n}",
            received_date=str(first),
            responded_date=str(first + dt.timedelta(days=60 if n < 10 * late else 1)),
        )
        for n in range(40)
    ]
    file = written(store.parent, complaints(*lines), f"{quarter}.csv")
    load(store, "complaints", file, council, quarter, options=FREELY)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five quarters of two councils alike: 100% in time a year ago, then 50%, 50%, 50% and 75% against 80%."""
    store = tmp_path_factory.mktemp("judged") / "store"
    for council in ("kent", "essex"):
        for quarter, late in zip(QUARTERS, (0, 2, 2, 2, 1), strict=True):
            quarter_of(store, council, quarter, late)
    (store / "catalogue").mkdir()
    rows = (f"complaints_timeliness,{one},adults,2018-19-Q1,,number,80\n" for one in ("kent", "essex"))
    written(store / "catalogue", TARGETS + "".join(rows), "targets.csv")
    written(store / "catalogue", "council,amber,long_trend\nkent,10,year_before\n", "rules.csv")
    return store


QUARTERS = ("2018-19-Q4", "2019-20-Q1", "2019-20-Q2", "2019-20-Q3", "2019-20-Q4")


def row_of(store: Path, council: str, **more: str) -> tuple[str, str]:
    """The status and the long trend that `scrutiny figures` prints."""
    found = figures(
        Data(Settings(data=store, **more)), "complaints_timeliness", council=council, filters={"stage": ["adults"]}
    )
    return found["status"].iloc[-1], found["long_trend"].iloc[-1]


def test_each_council_is_judged_by_its_own_rules_and_the_others_by_the_settings(judged: Path) -> None:
    assert row_of(judged, "kent") == ("amber", "worsened")
    assert row_of(judged, "essex") == ("red", "improved")
    assert row_of(judged, "essex", scheme="achieved_failed") == ("failed", "improved")
    assert row_of(judged, "essex", amber=10.0) == ("amber", "improved")


@pytest.mark.parametrize("path", ["/", "/complaints", "/measure"])
def test_pages_and_slides_are_judged_by_the_council_s_rules(judged: Path, path: str) -> None:
    client = client_of(judged)
    measure = "&measure=complaints_timeliness&stage=adults"
    kent, essex = (client.get(f"{path}?council={one}{measure}").text for one in ("kent", "essex"))
    assert "Slightly below target" in kent
    assert "Slightly below target" not in essex
    assert "Well below target" in essex
    assert "Failed" in client.get(f"{path}?council=kent{measure}&scheme=achieved_failed").text


def test_the_report_and_its_legend_follow_the_council_s_rules(judged: Path, tmp_path: Path) -> None:
    kent = page_text(judged, tmp_path, "--council", "kent")
    assert "short of the target by 10% of the target or less" in kent
    assert "Long: against the same quarter of the year before." in kent
    essex = page_text(judged, tmp_path, "--council", "essex")
    assert "short of the target by 5% of the target or less" in essex
    assert "Long: against the average of the four quarters before" in essex


def test_the_words_of_a_council_are_those_of_its_scheme_until_an_address_chooses_others(
    judged: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(judged, tmp_path / "store"))
    written(store / "catalogue", "council,scheme,amber,amber_of\nkent,achieved_failed,6,points\n", "rules.csv")
    client = client_of(store)
    assert "Failed" in client.get("/complaints?council=kent&stage=adults").text
    assert "Slightly below target" in client.get("/complaints?council=kent&stage=adults&scheme=rag").text
    assert "Failed" not in client.get("/complaints?council=essex&stage=adults").text
    assert "Failed" in page_text(store, tmp_path, "--council", "kent")
    assert "6 percentage points" in page_text(store, tmp_path, "--council", "kent", "--scheme", "rag")


# benchmarks


def test_a_benchmark_of_more_than_two_years_ago_is_dated_and_in_no_tile(sample_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(sample_store, tmp_path / "store"))
    with (store / "catalogue" / "denominators.csv").open("a", encoding="utf-8") as file:
        file.write("ta_households_per_1000,medway,2018-19-Q1,2020-21-Q4,105700,an estimate\n")
    data = Data(Settings(data=store))
    for quarter, old in (("2019-20-Q2", False), ("2019-20-Q3", True)):
        search = f"?council=medway&quarter={quarter}"
        view = TEMPORARY_ACCOMMODATION.content(data, search)[0]
        assert view.tiles[1].cases == ("" if old else "England 3.5, London 16.6")
        found = [
            view.card("rate"),
            MEASURE.content(data, f"{search}&measure=ta_households_per_1000")[0].card("benchmarks"),
        ]
        assert [card.finding.startswith("Q2 2017/18: ") for card in found] == [old, old]


# names


def test_a_council_s_full_name_is_read_as_it_is_on_every_face(store: Path, tmp_path: Path) -> None:
    written(
        store / "catalogue",
        "council,code,region_code,neighbours,name\nkent,E10000016,E12000008,,Royal County of Kent\n",
        "councils.csv",
    )
    client = client_of(store)
    for path in ("/", "/complaints", "/measure", "/present"):
        page = client.get(f"{path}?council=kent").text
        assert "Royal County of Kent" in page, path
        assert not re.search(r"Kent Council|Royal County of Kent Council", page), path
    text = page_text(store, tmp_path)
    assert "Royal County of Kent" in text
    assert "Kent Council" not in text
    assert scrutiny("report", "--out", tmp_path / "r.pptx", "--data", store).returncode == 0
    assert Presentation(tmp_path / "r.pptx").core_properties.author == "Royal County of Kent"
