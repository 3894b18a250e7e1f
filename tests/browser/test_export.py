"""A page is taken along: the Export menu by keyboard, the file that arrives, and the web page that it can be."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.common.keys import Keys

from dashboard.basics.config import Settings
from dashboard.report.content import whole
from dashboard.report.html.webpage import write_webpage
from dashboard.store.data import Data

COMPLAINTS = "/complaints?council=medway&quarter=2019-20-Q4"
SECONDS = 60


def saved(page: Page) -> Path:
    """The file that the menu says it saved, once it is there whole."""
    deadline = time.monotonic() + SECONDS
    while not (links := page.texts("#app-export-progress a")):
        assert time.monotonic() < deadline, page.texts("#app-export-progress")
        assert not page.all(".export-failed"), page.texts(".export-failed")
        time.sleep(0.1)
    path = Path(page.browser.download_path) / links[0]
    page.wait(path.exists, f"no file {path.name}")
    return path


def test_the_keyboard_opens_the_menu_and_escape_gives_the_focus_back(page: Page) -> None:
    page.open(COMPLAINTS)
    page.press_tab_until(lambda: page.run("return document.activeElement.id") == "app-export-button")
    page.press(Keys.ENTER)
    page.press(Keys.TAB)
    assert page.run("return document.activeElement.dataset.export") == "docx"
    page.press(Keys.ESCAPE)
    assert page.run("return document.activeElement.id") == "app-export-button"
    assert not page.one("#app-export-panel").is_displayed()


def test_a_file_arrives_with_the_state_of_the_moment(page: Page) -> None:
    page.open(COMPLAINTS)
    with page.one_answer():
        page.click("#app-filter-stage-details > summary")
        page.click("#app-filter-stage-choices input[value=adults]")
    page.click("#app-export-button")
    page.click("[data-export=xlsx][data-page=complaints]")
    path = saved(page)
    assert path.name == "medway-complaints-adult-social-care-2019-20-q4.xlsx"
    assert "Filters: Adult social care" in [cell.value for cell in openpyxl.load_workbook(path)["Cover"]["A"]]


def test_the_page_answers_while_a_report_is_written(page: Page) -> None:
    page.open(COMPLAINTS)
    page.click("#app-export-button")
    page.click("[data-export=html][data-page='']")
    page.wait(lambda: page.all("#app-export-bar") or page.all("#app-export-progress a"), "no progress")
    with page.one_answer():
        page.click("#app-filter-stage-details > summary")
        page.click("#app-filter-stage-choices input[value=adults]")
    page.click("#app-export-button")
    assert saved(page).name == "medway-report-2019-20-q4.html"


def test_what_went_wrong_is_said_in_the_menu(page: Page) -> None:
    page.expected_console = ("/report", "400")
    page.open(COMPLAINTS)
    page.run("history.replaceState({}, '', location.search + '&find=' + 'x'.repeat(5000))")
    page.click("#app-export-button")
    page.click("[data-export=xlsx][data-page=complaints]")
    page.wait(lambda: page.texts(".export-failed"), "no error")
    assert "Choose fewer filters" in page.texts(".export-failed")[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_the_open_menu_and_it_fits(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(COMPLAINTS)
    page.click("#app-export-button")
    page.must_be_accessible()
    box = page.one("#app-export-panel").rect
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]


@pytest.fixture(scope="module")
def web_page(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as a web page, of pages with tables of the same names: what is found in some is found in all."""
    out = tmp_path_factory.mktemp("report") / "report.html"
    report = whole(Data(Settings(data=sample_store)), "?council=medway&quarter=2019-20-Q4")
    some = tuple(one for one in report.chapters if one.page.key in ("plan", "agency", "temporary_accommodation"))
    write_webpage(replace(report, chapters=some), out)
    return out


@pytest.mark.parametrize("size", [(1366, 768), PHONE], ids=["laptop", "phone"])
def test_tables_of_the_report_as_a_web_page_are_tab_stops_where_they_scroll(
    page: Page, web_page: Path, size: tuple[int, int]
) -> None:
    page.resize(*size)
    page.driver.get(web_page.as_uri())
    tables = page.run(
        """return [...document.querySelectorAll(".scroll")].map((box) => [
            box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight,
            box.querySelector(".reach").checkVisibility(),
        ])"""
    )
    assert all(scrolls == stops for scrolls, stops in tables)
    assert {scrolls for scrolls, _ in tables} == {True, False}
    first = page.press_tab_until(lambda: page.run("return document.activeElement.matches('.reach')"))
    page.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    moved = "const box = arguments[0].parentElement; return box.scrollTop + box.scrollLeft > 0"
    page.wait(lambda: page.run(moved, first), "the arrow keys do not move it")
    assert all(address.startswith(("file:", "data:")) for address in page.requests())
    page.requests_seen.clear()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_the_report_as_a_web_page(page: Page, web_page: Path, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.driver.get(web_page.as_uri())
    page.must_be_accessible()
    assert page.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert not [address for address in page.requests() if not address.startswith(("file:", "data:"))]
    page.requests_seen.clear()
