"""A committee's remit on the start page, on the plan's, in the committee room and in reports."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from loads import written
from opened import ATTENTION, Opened
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.report.content import whole
from dashboard.store.data import Data
from dashboard.views.pieces import View
from dashboard.web.presenting import Presentation

NAME = "Business Support Overview and Scrutiny Committee"
QUARTER = "?council=medway&quarter=2017-18-Q2"
REMIT = f"{QUARTER}&committee=business-support"
HEAD = "council,committee,title,kind,value\n"
KPIS = "measure,service_area,period,value,unit,nature,polarity,target\n"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture
def northbeck(tmp_path: Path) -> Path:
    """A store of a plan of two service areas, and a committee that looks after one of them and one measure more."""
    rows = (
        "Roads mended,Highways,2019-20-Q4,7,roads,flow,higher,8\n"
        "Homes built,Housing,2019-20-Q4,9,homes,flow,higher,8\n"
        "Homes let,Housing,2019-20-Q4,6,homes,flow,higher,8\n"
    )
    store = tmp_path / "store"
    load(store, "kpis", written(tmp_path, KPIS + rows), "northbeck", "2019-20-Q4")
    budgets = "service_area,full_year_budget_gbp,full_year_forecast_gbp\nHousing,1000,1100\nHighways,500,500\n"
    load(store, "budgets", written(tmp_path, budgets), "northbeck", "2019-20-Q4")
    (store / "catalogue").mkdir()
    committees = (
        "northbeck,place,Place Committee,service_area,Housing\n"
        "northbeck,streets,Streets Committee,measure,kpi:Roads mended\n"
        "northbeck,empty,Empty Committee,theme,agency\n"
    )
    written(store / "catalogue", HEAD + committees, "committees.csv")
    return store


def names(view: View) -> list[str]:
    """The measures of the scorecard."""
    assert view.records is not None
    return [str(row["name"]) for row in view.records.table.rows]


def test_the_start_page_counts_what_is_in_the_remit(data: Data) -> None:
    shown, drawn = ATTENTION.content(data, REMIT)
    everything, _ = ATTENTION.content(data, QUARTER)
    assert shown.headline == f"One of seven measures with a target in the remit of the {NAME} missed it in Q2 2017/18"
    assert shown.support.startswith("Council plan: 4 of 5 on target; 0 of 4 improved since last quarter; 1 of 5")
    assert set(names(shown)) < set(names(everything))
    assert not any("agency" in name.casefold() for name in names(shown))
    assert any("agency" in name.casefold() for name in names(everything))
    control = drawn["filters"]["controls"]["committee"]
    assert control == {
        "values": ["business-support"],
        "options": [["business-support", NAME]],
        "label": "Committee",
        "all": "All committees",
    }
    assert drawn["filters"]["clear"] == QUARTER


def test_a_council_without_committees_has_no_such_filter(data: Data) -> None:
    _, drawn = ATTENTION.content(data, "?council=thurrock")
    assert "committee" not in drawn["filters"]["controls"]


def test_an_unknown_committee_gets_a_sentence_and_the_whole(data: Data) -> None:
    shown, _ = ATTENTION.content(data, f"{QUARTER}&committee=busines-support")
    everything, _ = ATTENTION.content(data, QUARTER)
    assert shown.notices == (
        'There is no committee "busines-support" here; it was left out. Did you mean "business-support"?',
    )
    assert names(shown) == names(everything)
    assert shown.headline == everything.headline


@pytest.mark.parametrize(
    ("committee", "expected"),
    [
        ("place", ["Homes built", "Homes let"]),
        ("streets", ["Roads mended"]),
        ("empty", []),
        ("place&committee=streets", ["Roads mended", "Homes built", "Homes let"]),
    ],
)
def test_the_plan_has_the_service_areas_and_measures_of_the_remit(
    northbeck: Path, committee: str, expected: list[str]
) -> None:
    opened = Data(Settings(data=northbeck))
    start, _ = ATTENTION.content(opened, f"?council=northbeck&committee={committee}")
    assert sorted(names(start)) == sorted(expected)
    shown, _ = Opened("plan").content(opened, f"?council=northbeck&committee={committee}")
    rows = [row for card in shown.cards if card.key.startswith("plan") for row in card.table.rows]
    assert all(str(row.get("name", "")).startswith(tuple(expected)) for row in rows if expected)
    areas = [row["label"] for card in shown.cards if card.key == "budgets" for row in card.table.rows]
    assert areas == (["Housing", "Total"] if "place" in committee else [])


def test_the_plan_of_a_committee_counts_its_own(northbeck: Path) -> None:
    opened, page = Data(Settings(data=northbeck)), Opened("plan")
    place, _ = page.content(opened, "?council=northbeck&committee=place")
    assert place.headline == ("1 of 2 measures with a target in the remit of the Place Committee met it in Q4 2019/20")
    empty, _ = page.content(opened, "?council=northbeck&committee=empty")
    assert empty.headline == "The plan has no measures in the remit of the Empty Committee in Q4 2019/20"
    assert empty.way_out is not None
    assert empty.way_out.link == "?council=northbeck&quarter=2019-20-Q4"


def test_the_report_has_the_pages_of_the_remit_and_names_the_committee(data: Data) -> None:
    report = whole(data, REMIT)
    assert report.title == f"Performance monitoring report: {NAME}"
    assert [one.page.key for one in report.chapters] == [
        "attention", "plan", "complaints", "temporary_accommodation", "procurement",
    ]  # fmt: skip
    assert report.missing == (("Digital take-up", "Nothing has been loaded for Q2 2017/18."),)
    assert report.file == "medway-report-business-support-overview-and-scrutiny-committee-2017-18-q2"
    listing = report.chapters[0].listing
    assert listing is not None
    shown, _ = ATTENTION.content(data, REMIT)
    assert len(listing.table.rows) == len(names(shown))


def test_a_committee_without_a_plan_gets_no_page_of_it(northbeck: Path) -> None:
    opened = Data(Settings(data=northbeck))
    report = whole(opened, "?council=northbeck&committee=empty")
    assert [one.page.key for one in report.chapters] == ["attention"]
    assert [one.page.key for one in whole(opened, "?council=northbeck&committee=place").chapters] == [
        "attention", "plan",
    ]  # fmt: skip


def test_a_report_for_a_committee_that_is_not_there_is_refused(data: Data) -> None:
    with pytest.raises(UsageError, match=r'no committee "Bussiness Support".*business-support'):
        whole(data, f"{QUARTER}&committee=Bussiness Support")


@pytest.mark.parametrize("committee", ["place", "Place Committee"])
@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "html"])
def test_the_command_takes_the_committee_by_id_or_title(
    northbeck: Path, tmp_path: Path, committee: str, kind: str
) -> None:
    out = tmp_path / f"report.{kind}"
    said = scrutiny("report", "--committee", committee, "--out", str(out), "--data", str(northbeck))
    assert said.returncode == 0, said.stderr
    assert "Performance monitoring report: Place Committee, Northbeck Council" in said.stdout
    assert out.stat().st_size > 1000
    if kind == "docx":
        text = "\n".join(one.text for one in docx.Document(str(out)).paragraphs)
        assert "Performance monitoring report: Place Committee" in text
        assert "the date of the committee's meeting" in text
        assert "Roads mended" not in text


def test_the_way_to_the_committee_room_keeps_the_committee_and_its_pages_come_first(data: Data) -> None:
    shown = Presentation(data, REMIT)
    pages = list(dict.fromkeys(slide.page for slide in shown.agenda.slides))
    assert pages == [
        "attention", "complaints", "digital", "temporary_accommodation", "procurement", "plan", "agency", "programme",
    ]  # fmt: skip
    address = shown.query(shown.agenda.slides[0])
    assert parse_qs(urlsplit(address).query)["committee"] == ["business-support"]


def test_what_names_nothing_is_told(northbeck: Path) -> None:
    lines = "northbek,place,,service_area,Housing\nnorthbeck,streets,,measure,kpi:Roads mendet\n"
    written(northbeck / "catalogue", HEAD + lines, "committees.csv")
    said = str(check(northbeck))
    assert 'catalogue/committees.csv, line 2, council: "northbek" has no effect' in said
    assert 'committees.csv, line 3, value: no measure that has been loaded is called "kpi:Roads mendet"' in said
