"""The dark look of the pages: where the device asks for it, or the reader; the paper stays white."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.support.select import Select

from dashboard.figures.theme import DARK, LIGHT
from dashboard.pages.registry import PAGES

COMPLAINTS = "/complaints?quarter=2019-20-Q4"
CHART = "#complaints-timeliness-graph"

# The colours that a chart is drawn in: its ground and its letters.
DRAWN = """
const chart = document.querySelector(arguments[0]);
const hex = (name, selector) => {
    const [red, green, blue] = getComputedStyle(chart.querySelector(selector))[name].match(/\\d+/g).map(Number);
    return "#" + [red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("");
};
return [hex("backgroundColor", ".main-svg"), hex("fill", ".xtick text")];
"""
GROUND = "return getComputedStyle(document.body).backgroundColor"


def rgb(colour: str) -> str:
    """A colour as the browser says it."""
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


@pytest.fixture
def dark(page: Page) -> Iterator[Page]:
    """A page on a device that asks for dark."""
    asks = {"name": "prefers-color-scheme", "value": "dark"}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [asks]})
    try:
        yield page
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", [page.path for page in PAGES if not page.bare])
def test_axe_finds_nothing_in_the_dark(dark: Page, path: str, size: tuple[int, int]) -> None:
    dark.resize(*size)
    dark.open(path)
    assert dark.run(GROUND) == rgb(DARK.paper)
    dark.must_be_accessible()


@pytest.mark.parametrize("tab", ["table", "about"])
def test_axe_finds_nothing_in_the_dark_with_every_tab_open(dark: Page, tab: str) -> None:
    dark.open(COMPLAINTS + "&records=received")
    for button in dark.all(f".card:not([hidden]) [id$='-{tab}-tab']"):
        dark.run("arguments[0].click()", button)
    dark.must_be_accessible()


def test_charts_are_dark_where_the_device_asks_for_it_and_light_on_paper(dark: Page) -> None:
    dark.open(COMPLAINTS)
    ground, letters = dark.run(DRAWN, CHART)
    assert ground == DARK.paper
    assert letters in {DARK.ink, DARK.quiet}
    dark.run("dispatchEvent(new Event('beforeprint'))")
    dark.wait(lambda: dark.run(DRAWN, CHART)[0] == LIGHT.paper, "the paper is dark")
    dark.run("dispatchEvent(new Event('afterprint'))")
    dark.wait(lambda: dark.run(DRAWN, CHART)[0] == DARK.paper, "the screen stays light")


def test_a_look_that_was_chosen_holds_on_every_page_from_its_first_byte(page: Page) -> None:
    page.open(COMPLAINTS)
    assert page.run(GROUND) == rgb(LIGHT.paper)
    choice = page.one("#app-look-select")
    page.run("arguments[0].scrollIntoView()", choice)
    Select(choice).select_by_visible_text("Dark")
    page.run("scrollTo(0, 0)")
    page.wait(lambda: page.run(DRAWN, CHART)[0] == DARK.paper, "the charts stay light")
    with page.without("*/scripts/*"):  # no script has a part in it
        page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
        page.driver.get(page.address + "/sources")
        assert page.run(GROUND) == rgb(DARK.paper)
    page.open("/agency")
    Select(page.one("#app-look-select")).select_by_visible_text("As my device has it")
    assert page.run(GROUND) == rgb(LIGHT.paper)
    page.open("/agency")
    assert page.run(GROUND) == rgb(LIGHT.paper)


def test_light_can_be_chosen_on_a_dark_device(dark: Page) -> None:
    dark.open("/agency")
    Select(dark.one("#app-look-select")).select_by_visible_text("Light")
    assert dark.run(GROUND) == rgb(LIGHT.paper)
    dark.open(COMPLAINTS)
    assert dark.run(DRAWN, CHART)[0] == LIGHT.paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_arrows_and_small_pictures_can_be_seen(page: Page, scheme: str) -> None:
    features = [{"name": "forced-colors", "value": "active"}, {"name": "prefers-color-scheme", "value": scheme}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        page.open("/?council=medway")
        arrow = page.run("return getComputedStyle(document.querySelector('.control select')).backgroundImage")
        assert ("%23fff" in arrow) == (scheme == "dark")
        ground = page.run("return getComputedStyle(document.querySelector('.sparkline')).backgroundColor")
        assert ground == rgb((DARK if scheme == "dark" else LIGHT).paper)
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
