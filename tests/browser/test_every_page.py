"""What holds for every page of the list, whichever theme it shows."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page

from dashboard.pages.registry import PAGES

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
EACH = pytest.mark.parametrize("path", [page.path for page in PAGES])
EACH_WITH_DATA = pytest.mark.parametrize("path", [page.path for page in PAGES if page.dataset])


@EACH_WITH_DATA
def test_it_opens_with_a_finding_and_draws_every_chart(page: Page, path: str) -> None:
    page.open(path)
    assert page.headline
    assert page.requests("_dash-update-component") == []
    charts = page.run("return [...document.querySelectorAll('.card:not([hidden]) .chart')].map((chart) => chart.id)")
    assert charts or page.all(".sparkline")  # the start page draws each measure's past as a small picture
    for chart in charts:
        page.run("document.getElementById(arguments[0]).scrollIntoView({block: 'center'})", chart)
        page.wait(lambda chart=chart: page.all(f"#{chart} .main-svg, #{chart}.empty"), f"{chart} is not drawn")


NARROWEST = (320, 640)
ACROSS = "return document.documentElement.scrollWidth"


@SIZES
@EACH
def test_axe_finds_nothing_and_nothing_runs_off_the_screen(page: Page, path: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(path).must_be_accessible()
    assert page.run(ACROSS) <= size[0]
    if size == PHONE:
        page.resize(*NARROWEST)
        page.open(f"{path}?lang=en-XA")  # words are longer, as in other languages
        assert page.run(ACROSS) <= NARROWEST[0]


def test_the_bare_address_shows_the_first_page(page: Page) -> None:
    page.open("/")
    assert page.headline
    assert page.texts("nav.navigation [aria-current]") == [PAGES[0].title]


A_FEW = 40  # pixels, for which nobody should have to move a table
# The cards whose tables do not fit, and by how much; the bar that moves them up and down takes none of it.
TOO_WIDE = """
return [...document.querySelectorAll(".card:not([hidden]) .panel-table:has(table)")]
    .map((panel) => [panel.id, panel.scrollWidth - panel.clientWidth]).filter(([, over]) => over > 0);
"""


@pytest.mark.parametrize("tab", ["table", "about"])
@EACH_WITH_DATA
def test_axe_finds_nothing_with_every_tab_open_and_no_table_is_a_little_too_wide(
    page: Page, path: str, tab: str
) -> None:
    page.open(path)
    for button in page.all(f".card:not([hidden]) [id$='-{tab}-tab']"):
        page.run("arguments[0].click()", button)
    if tab == "about":
        for summary in page.all(".panel-about summary"):
            page.run("arguments[0].click()", summary)
        page.wait(lambda: all(page.texts(".panel-about pre")), "no SQL")
    page.must_be_accessible()
    for width in (1280, 1440, 1920):
        page.resize(width, 900)
        assert [name for name, over in page.run(TOO_WIDE) if over < A_FEW] == []


@EACH_WITH_DATA
def test_cards_are_reached_in_the_order_in_which_they_are_seen_and_leave_no_corner_empty(page: Page, path: str) -> None:
    page.open(path)
    for size in ((1280, 900), (1700, 900), (1920, 1080)):
        page.resize(*size)
        cards = page.run(
            """return [...document.querySelectorAll(".card:not([hidden])")].map((card) => {
                const {top, left, right} = card.getBoundingClientRect();
                return [top, left, right].map(Math.round);
            })"""
        )
        assert cards or page.all(".sparkline")
        assert cards == sorted(cards)
        rows = [[card for card in cards if card[0] == top] for top in {card[0] for card in cards}]
        assert len({(min(left for _, left, _ in row), max(right for _, _, right in row)) for row in rows}) == bool(
            cards
        )
