"""What a reader sees when something does not arrive: a script, an answer, or scripts altogether."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.page import DESKTOP, PHONE, Page
from dash.testing.browser import Browser
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from serving import serving

COMPLAINTS = "/complaints?quarter=2019-20-Q4"
SLIDE = "/present?quarter=2019-20-Q4&slides=complaints:timeliness,complaints:services"
PLOTLY = "*/plotly-basic*"
ANSWERS = "*_dash-update-component*"
QUARTER = "app-filter-quarter-select"


def value(page: Page, select: str) -> str:
    """What a filter says is shown."""
    return page.run("return document.getElementById(arguments[0]).value", select)


def in_view(page: Page, selector: str) -> bool:
    """Whether all of an element is in the window and nothing lies over its middle."""
    return page.run(
        """const [element] = document.querySelectorAll(arguments[0]); const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && element.contains(top)""",
        selector,
    )


def fails(page: Page) -> None:
    """Waits until the page says that an answer did not come, and has gone back to what it shows."""
    page.wait(lambda: page.one("#app-failure").is_displayed(), "no word of the failure")
    page.wait(lambda: in_view(page, "#app-failure"), "the word of the failure is out of view")


@pytest.mark.parametrize(
    ("path", "script"),
    [
        ("/complaints", "*/scripts/*/cards.js"),
        ("/agency", "*dash_renderer*"),
        ("/sources", "*/dash/html/*"),
        (SLIDE, "*/scripts/*/present.js"),
    ],
)
def test_without_a_script_the_page_is_text_and_says_what_to_do(page: Page, path: str, script: str) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT", "Uncaught TypeError")  # what else stood on the missing script
    with page.without(script):
        page.driver.get(page.address + path)
        page.wait(lambda: page.texts(".plain-missing"), "nothing is said")
        assert "Open the page again" in page.texts(".plain-missing")[0]
        assert page.headline
        for size in (DESKTOP, PHONE):
            page.resize(*size)
            page.must_be_accessible()
            assert page.run("return document.documentElement.scrollWidth") <= size[0]
    page.click(".plain-missing a")
    page.settle()
    assert page.all("#app-page")


def test_without_its_script_the_export_menu_is_not_offered(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    with page.without("*/scripts/*/export.js"):
        page.open(COMPLAINTS)
        assert not page.one("#app-export-button").is_displayed()
        assert page.one(".export-missing").is_displayed()
        page.must_be_accessible(".page-tools")
    page.open(COMPLAINTS)
    assert page.one("#app-export-button").is_displayed()
    assert not page.one(".export-missing").is_displayed()


def test_a_page_needs_no_request_to_open(page: Page) -> None:
    with page.without("*_dash-layout*", "*_dash-dependencies*"):
        page.open("/agency?council=thurrock")
        assert page.texts("nav.navigation [aria-current]") == ["Agency staff"]
        assert page.one("#app-council").text == "Thurrock Council"
    assert page.requests("_dash-") == page.requests("_dash-component-suites")


DENIED = """for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {get() { throw new DOMException("denied", "SecurityError"); }});
}"""


def test_in_a_browser_that_keeps_nothing_everything_can_be_chosen_all_the_same(page: Page) -> None:
    script = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": DENIED})
    try:
        page.open("/?council=medway")
        Select(page.one("#app-filter-council-select")).select_by_value("thurrock")
        page.wait(lambda: page.state["council"] == ["thurrock"], "another council is not shown")
        page.settle()
        page.open(SLIDE)
        page.press("?")
        page.click("#present-letters-button")
        assert page.texts("#present-letters-button") == ["Letter keys are off"]
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_without_the_referrer_every_address_shows_its_own_page(page: Page) -> None:
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Referer": ""}})
    try:
        page.open("/complaints?council=medway&quarter=2018-19-Q2")
        assert page.texts("nav.navigation [aria-current]") == ["Complaints"]
        assert value(page, QUARTER) == "2018-19-Q2"
    finally:
        page.driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {}})


def test_without_scripts_the_page_is_text(page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.driver.get(page.address + COMPLAINTS)
        assert "needs JavaScript" in page.one(".plain-scripts").text
        assert page.headline.startswith("90.2%")
        assert not page.one("#react-entry-point").is_displayed()
        page.click(".record-links a[href*='records=received']")
        assert "records=received" in page.driver.current_url
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def shows_its_table(page: Page, card: str, why: str) -> None:
    """The card's table is on show, under the reason for it."""
    page.wait(lambda: page.one(f"#{card}-table-panel").is_displayed(), "the table is not shown")
    (said,) = page.texts(f"#{card}-table-panel .chart-missing")
    assert why in said
    assert "Here are its numbers" in said
    assert page.texts(f"#{card}-table-panel tbody tr")


def test_a_chart_that_cannot_be_drawn_says_where_its_numbers_are(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    with page.without(PLOTLY):
        page.driver.get(page.address + COMPLAINTS)
        page.wait(lambda: page.texts("#complaints-timeliness-graph .chart-missing"), "nothing is said")
        assert "Table tab" in page.texts("#complaints-timeliness-graph")[0]
        shows_its_table(page, "complaints-timeliness", "a file did not arrive")
        page.click("#complaints-timeliness-menu-summary")
        assert not page.one("#complaints-timeliness-png-button").is_displayed()
        page.must_be_accessible()
        page.click("#complaints-timeliness-table-tab")
        assert page.texts("#complaints-timeliness-table-panel tbody tr")
        page.driver.get(page.address + SLIDE)
        page.wait(lambda: page.texts("#present-graph .chart-missing"), "nothing is said on the slide")
        page.must_be_accessible()
    page.open(COMPLAINTS)
    page.click("#complaints-timeliness-menu-summary")
    assert page.one("#complaints-timeliness-png-button").is_displayed()


BREAKS = """window.react = Plotly.react;
Plotly.react = (chart, ...rest) => {
    if (chart.id === "complaints-timeliness-graph") throw new Error("no room for it");
    return react(chart, ...rest);
};"""


def test_a_chart_that_fails_takes_no_other_with_it(page: Page) -> None:
    page.expected_console = ("no room for it",)
    page.open(COMPLAINTS)
    page.run(BREAKS)
    with page.one_answer():
        Select(page.one(f"#{QUARTER}")).select_by_value("2019-20-Q3")
    shows_its_table(page, "complaints-timeliness", "could not be drawn")
    page.must_be_accessible()
    page.run("scrollTo(0, document.body.scrollHeight)")
    page.settle()
    page.click("#complaints-timeliness-chart-tab")
    assert page.one("#complaints-timeliness-graph .chart-missing").is_displayed()
    assert not page.one("#complaints-timeliness-table-panel").is_displayed()
    page.run("Plotly.react = react")
    page.click("#complaints-timeliness-table-tab")
    page.click("#complaints-timeliness-chart-tab")
    page.wait(lambda: page.all("#complaints-timeliness-graph .main-svg"), "it is not tried again")
    page.click("#complaints-timeliness-table-tab")
    assert not page.all(".chart-missing")


def test_a_view_that_does_not_come_leaves_the_page_as_it_was_and_can_be_had_again(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT", "did not respond")
    page.open(COMPLAINTS)
    with page.one_answer():
        Select(page.one(f"#{QUARTER}")).select_by_value("2019-20-Q3")
    before = page.search, page.headline
    page.run("scrollTo(0, 2500)")
    page.settle()
    with page.without(ANSWERS):
        Select(page.one(f"#{QUARTER}")).select_by_value("2018-19-Q2")
        fails(page)
        page.wait(lambda: page.search == before[0], "the address says something else")
        assert value(page, QUARTER) == "2019-20-Q3"
        assert page.headline == before[1]
        page.must_be_accessible()
        page.driver.back()
        page.wait(lambda: page.search == before[0], "the way back leads to what is not shown")
        fails(page)
        assert value(page, QUARTER) == "2019-20-Q3"
    with page.one_answer():
        page.click("#app-retry-button")  # the way back
    assert value(page, QUARTER) == "2019-20-Q4"
    assert page.headline.startswith("90.2%")
    assert not page.one("#app-failure").is_displayed()
    with page.one_answer():
        page.driver.forward()
    assert (page.search, page.headline) == before


def test_the_record_list_stays_where_it_is_when_no_answer_comes(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT", "did not respond")
    page.open(COMPLAINTS + "&records=received")
    rows = page.texts("#complaints-records-table tbody tr")
    with page.without(ANSWERS):
        page.click("#complaints-records-next-link")
        fails(page)
        page.wait(lambda: "page" not in page.state, "the address says another page")
        assert page.texts("#complaints-records-table tbody tr") == rows
    with page.one_answer():
        page.click("#app-retry-button")
    assert page.state["page"] == ["2"]
    assert page.texts("#complaints-records-table tbody tr") != rows


def test_an_answer_that_takes_too_long_is_given_up(page: Page) -> None:
    page.expected_console = ("did not respond",)
    page.open(COMPLAINTS)
    page.run("const timeout = AbortSignal.timeout; AbortSignal.timeout = () => timeout.call(AbortSignal, 300)")
    slow = {"offline": False, "latency": 60_000, "downloadThroughput": -1, "uploadThroughput": -1}
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    try:
        Select(page.one(f"#{QUARTER}")).select_by_value("2019-20-Q3")
        fails(page)
        page.wait(lambda: page.state["quarter"] == ["2019-20-Q4"], "the address says something else")
        assert value(page, QUARTER) == "2019-20-Q4"
    finally:
        page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {**slow, "latency": 0})


def test_a_slide_that_does_not_come_leaves_the_one_that_is_shown(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    page.open(SLIDE)
    before = page.search, page.texts("#present-place")
    with page.without("*slide.json*"):
        page.press("/")
        Select(page.one(f"#{QUARTER}")).select_by_value("2019-20-Q3")
        fails(page)
        page.wait(lambda: page.search == before[0], "the address says something else")
        assert value(page, QUARTER) == "2019-20-Q4"
        assert page.texts("#present-quarter-text") == ["Q4 2019/20"]
        page.must_be_accessible()
    page.click("#app-retry-button")
    page.wait(lambda: page.texts("#present-quarter-text") == ["Q3 2019/20"], "the slide is not asked for again")
    assert page.state["quarter"] == ["2019-20-Q3"]
    page.driver.back()
    page.wait(lambda: page.texts("#present-quarter-text") == ["Q4 2019/20"], "there is no way back")


def test_a_file_that_is_not_written_is_said_where_the_reader_is(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    page.open(COMPLAINTS)
    with page.without("*/report*"):
        page.click("#app-export-button")
        page.click("[data-export='docx'][data-page='complaints']")
        page.run("scrollTo(0, 2500)")
        fails(page)
        assert "Word" in page.one("#app-failure").text
        page.must_be_accessible()
    page.click("#app-retry-button")
    page.wait(lambda: page.texts("#app-export-progress a[download]"), "it is not tried again")


@pytest.fixture
def breaking(sample_store: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server over a copy of the sample that the test may break, and the copy."""
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    with serving(store, tmp_path / "server.log") as address:
        yield address, store


def test_a_server_that_fails_is_told_like_one_that_is_silent(browser: Browser, breaking: tuple[str, Path]) -> None:
    address, store = breaking
    page = Page(browser, address)
    page.reset()
    page.open(COMPLAINTS)
    shutil.rmtree(store)
    page.click(".record-links a[href*='records=received']")
    fails(page)
    page.wait(lambda: "records" not in page.state, "the address says something else")


# Council and measure

OUT = "#app-present-link, #present-back-link"  # leads to the page's presentation, or back from it


def on(page: Page, name: str) -> str:
    """Moves the keyboard to this filter, the way round by the Tab key; its element's id."""
    select = f"app-filter-{name}-select"
    page.press_tab_until(lambda: page.run("return document.activeElement.id") == select)
    page.run("window.stays = true")
    return select


def shown_in_place(page: Page, select: str, name: str, chosen: str) -> None:
    """Waits until the same document shows the choice; the keyboard is where it was."""
    page.wait(lambda: page.state.get(name) == [chosen], "the address says something else")
    page.wait(
        lambda: f"{name}={chosen}" in page.run("return document.querySelector(arguments[0])?.href ?? ''", OUT),
        "not shown",
    )
    page.settle()
    assert page.run("return window.stays")
    page.wait(lambda: page.run("return document.activeElement.id") == select, "the focus is lost")


@pytest.mark.parametrize(("path", "name"), [("/?council=medway", "council"), ("/measure?council=medway", "measure")])
def test_arrow_keys_only_choose_and_enter_shows(page: Page, path: str, name: str) -> None:
    page.open(path)
    select = on(page, name)
    shown, address = value(page, select), page.search
    page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    chosen = value(page, select)
    assert chosen != shown
    assert "press Enter" in page.one(f"[data-filter={name}] label").text
    assert (page.run("return window.stays"), page.search) == (True, address)
    assert page.run("return document.activeElement.id") == select
    page.must_be_accessible()
    page.press(Keys.ESCAPE)
    assert value(page, select) == shown
    page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    shown_in_place(page, select, name, chosen)
    assert value(page, select) == chosen


def test_leaving_the_box_shows_what_was_chosen_and_the_keyboard_goes_on_from_there(page: Page) -> None:
    page.open("/?council=medway")
    select = on(page, "council")
    page.press(Keys.ARROW_DOWN)
    chosen = value(page, select)
    page.press(Keys.TAB)
    shown_in_place(page, QUARTER, "council", chosen)
    assert value(page, select) == chosen


def test_a_council_picked_with_the_mouse_is_shown_at_once(page: Page) -> None:
    page.open("/?council=medway")
    page.run("window.stays = true")
    Select(page.one("#app-filter-council-select")).select_by_value("thurrock")
    shown_in_place(page, "app-filter-council-select", "council", "thurrock")
    assert page.one("#app-council").text == "Thurrock Council"
    with_thurrock = page.headline
    page.driver.back()
    page.wait(lambda: page.texts("#app-council") == ["Medway Council"], "there is no way back")
    page.settle()
    assert page.headline != with_thurrock
    assert value(page, "app-filter-council-select") == "medway"


def test_the_way_back_to_an_address_without_a_council_shows_the_first_one(page: Page) -> None:
    page.open("/")
    assert page.texts("#app-council") == ["Medway Council"]
    Select(page.one("#app-filter-council-select")).select_by_value("thurrock")
    page.wait(lambda: page.texts("#app-council") == ["Thurrock Council"], "another council is not shown")
    page.settle()
    page.driver.back()
    page.wait(lambda: page.texts("#app-council") == ["Medway Council"], "the first one is not shown")


def test_a_council_that_does_not_come_leaves_the_one_that_is_shown(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    page.open("/?council=medway")
    before = page.search, page.headline
    with page.without("*/_dash-layout*"):
        Select(page.one("#app-filter-council-select")).select_by_value("thurrock")
        fails(page)
        page.wait(lambda: page.search == before[0], "the address says something else")
        assert value(page, "app-filter-council-select") == "medway"
        assert page.headline == before[1]
    page.click("#app-retry-button")
    page.wait(lambda: page.texts("#app-council") == ["Thurrock Council"], "it is not tried again")
    page.settle()
    assert not page.one("#app-failure").is_displayed()


def test_a_page_that_is_not_reached_leaves_the_one_that_is_shown(page: Page) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    page.open(COMPLAINTS)
    page.run("window.stays = true")
    before = page.search, page.headline
    with page.without("*/_dash-layout*", "*/digital*"):
        page.click("nav.navigation a[href^='/digital']")
        fails(page)
        page.wait(lambda: page.run("return location.pathname") == "/complaints", "the address is another page's")
        assert (page.search, page.headline) == before
        assert page.texts("nav.navigation [aria-current]") == ["Complaints"]
        assert page.run("return window.stays")
    page.click("#app-retry-button")
    page.wait(lambda: page.texts("nav.navigation [aria-current]") == ["Digital take-up"], "it is not tried again")
    page.settle()
    assert page.run("return window.stays")


def test_a_council_is_chosen_in_a_presentation_by_the_same_keys(page: Page) -> None:
    page.open("/present?council=medway")
    page.press("/")
    select = on(page, "council")
    page.press(Keys.ARROW_DOWN)
    chosen = value(page, select)
    page.press(Keys.ESCAPE)
    assert value(page, select) == "medway"
    assert page.one(f"#{select}").is_displayed()
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    shown_in_place(page, select, "council", chosen)
