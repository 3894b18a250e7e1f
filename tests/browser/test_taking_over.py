"""The server's page stands at once; the dashboard takes its place without a jump, or never comes, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.common.keys import Keys

from dashboard.pages.registry import PAGES

COMPLAINTS = "/complaints?quarter=2019-20-Q4"
RENDERER = "*dash_renderer*"

# Where what both pages have stands, by id: what they are made of, controls and what only one of them has aside.
PLACES = """
const kinds = "h1, h2, .finding, .note, .panel, .attention, .section, [id$=-select], .records, .footer";
return Object.fromEntries([...document.querySelectorAll(arguments[0])].flatMap((page) =>
    [...page.querySelectorAll(kinds)].filter((one) => one.id && one.getBoundingClientRect().height).map((one) => {
        const {x, y, width, height} = one.getBoundingClientRect();
        return [one.id.replace(/-(chart|table)-panel$/, "-panel"), [x, y + scrollY, width, height].map(Math.round)];
    })));
"""

# Letters are those of our own font, and of no other until it comes.
WRITTEN = """
return document.fonts.status === "loaded" && [...document.fonts].some((face) => face.status === "loaded");
"""

# As if the renderer were on its way: nothing has been said to be missing yet.
STILL_COMING = """
document.querySelector(".plain-missing").hidden = true;
for (const sheet of document.querySelectorAll("link[href*='plain.css']")) sheet.remove();
"""


@pytest.fixture
def without_scripts(page: Page) -> Iterator[Page]:
    """A page in a browser whose scripts are switched off."""
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield page
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_without_scripts_every_page_is_whole_and_accessible(
    without_scripts: Page, path: str, size: tuple[int, int]
) -> None:
    without_scripts.resize(*size)
    without_scripts.driver.get(without_scripts.address + path)
    assert without_scripts.one(".plain-scripts").is_displayed()
    assert without_scripts.one("main h1").is_displayed()
    assert all(button.is_displayed() for button in without_scripts.all("form button"))
    for strip in without_scripts.all(".filter-strip"):
        assert strip.value_of_css_property("padding-top") != "0px"  # its words do not stick to the rules around it
    # axe is a script itself; those of the page have had their time
    without_scripts.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    without_scripts.must_be_accessible()
    assert without_scripts.run("return document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_filters_and_drilling_lead_on(without_scripts: Page) -> None:
    page = without_scripts
    page.driver.get(page.address + COMPLAINTS)
    page.click("#complaints-directorates-chart-panel tbody tr:first-child a")
    page.wait(lambda: "directorate" in page.driver.current_url, "the link leads nowhere")
    page.click("#app-filter-clear-link")
    page.wait(lambda: "directorate" not in page.driver.current_url, "the filter stays")
    page.click("#app-filter-stage-details summary")
    page.click("#app-filter-stage-details input[value=adults]")
    page.click("#app-filters .form-button")
    wanted = page.address + "/complaints?council=medway&quarter=2019-20-Q4&stage=adults"
    page.wait(lambda: page.driver.current_url == wanted, "the form asks for something else")
    assert "dult" in page.headline


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", [page.path for page in PAGES if not page.bare])
def test_nothing_stands_elsewhere_once_the_dashboard_has_taken_over(
    page: Page, path: str, size: tuple[int, int]
) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT", "Uncaught TypeError")
    page.resize(*size)
    with page.without(RENDERER):
        page.driver.get(page.address + path)
        page.wait(lambda: page.texts("link[href*='plain.css']"), "the missing script is not noticed")
        page.run(STILL_COMING)
        page.wait(lambda: page.run(WRITTEN), "no font")
        before = page.run(PLACES, "#app-plain")
    page.open(path)
    page.wait(lambda: page.run(WRITTEN), "no font")
    after = page.run(PLACES, "#app-page")
    both = before.keys() & after.keys()
    assert {"app-headline"} <= both or path in {"/sources", "/glossary", "/accessibility"}
    assert {name: before[name] for name in both} == {name: after[name] for name in both}


def test_the_keyboard_keeps_its_place(page: Page) -> None:
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    start = """
    addEventListener("DOMContentLoaded", () => {
        document.querySelector("#complaints-services-menu-summary").focus();
        watched.focused = document.activeElement.id;
    }, {capture: true});"""
    script = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": start})
    try:
        page.open(COMPLAINTS)
        assert page.run("return watched.focused") == "complaints-services-menu-summary"
        assert page.run("return document.activeElement.id") == "complaints-services-menu-summary"
        assert page.run("return document.activeElement.closest('#app-page') !== null")
        assert page.run(
            "const box = document.activeElement.getBoundingClientRect(); return box.y > 0 && box.y < innerHeight"
        )
    finally:
        page.driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_a_form_that_is_being_filled_in_is_left_to_its_reader(page: Page) -> None:
    start = """
    addEventListener("DOMContentLoaded", () => {
        document.querySelector("#app-filter-quarter-select").value = "2019-20-Q2";
    }, {capture: true});"""
    script = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": start})
    try:
        page.driver.get(page.address + COMPLAINTS)
        page.wait(lambda: page.all("#react-entry-point #app-page"), "Dash has not laid out the page")
        page.click("#app-plain #app-filter-quarter-select")
        page.press(Keys.ESCAPE)
        assert page.one("#app-plain").is_displayed()
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    page.click("#app-plain #app-filters .form-button")
    page.settle()
    assert page.state == {"council": ["medway"], "quarter": ["2019-20-Q2"]}
