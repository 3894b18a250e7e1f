"""The plan, the programme and the sources in a browser: their own states, and what opens on request."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page

THURROCK = "/plan?council=thurrock&quarter=2016-17-Q1&scheme=achieved_failed"
BOARD = "/programme?council=maidstone&quarter=2013-14-H2"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    [
        THURROCK,
        f"{THURROCK}&service_area=Improvement&status=failed",
        "/plan?council=medway&quarter=2017-18-Q2",
        "/plan?council=maidstone",
        BOARD,
        f"{BOARD}&status=amber",
        "/programme?council=maidstone&quarter=2013-14-H1",
        "/programme?council=medway",
    ],
)
def test_axe_finds_nothing(page: Page, path: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(path).must_be_accessible()
    assert page.run("return document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("path", [BOARD, "/sources"])
def test_axe_finds_nothing_with_everything_opened(page: Page, path: str) -> None:
    page.open(path)
    page.run("document.querySelectorAll('main details').forEach((box) => { box.open = true })")
    page.must_be_accessible()


def test_a_project_s_words_open_with_the_keyboard(page: Page) -> None:
    page.open(BOARD)
    summary = page.all(".passage summary")[0]
    words = page.all(".passage details p")[0]
    assert not words.is_displayed()
    page.run("arguments[0].focus()", summary)
    summary.send_keys(" ")
    page.wait(words.is_displayed, "the words did not open")


def test_the_board_follows_the_filters(page: Page) -> None:
    page.open(BOARD)
    assert len(page.all(".passage")) == 28  # the projects, and two workstreams that are told of as a whole
    with page.one_answer():
        page.click(".tiles li:nth-child(2) a")
    assert len(page.all(".passage")) == 8
    assert page.all(".passage-amber")


def test_a_status_is_a_word_and_a_shape_in_its_table(page: Page) -> None:
    page.open(THURROCK)
    chips = page.texts("[id^=plan-group-] .status")
    assert "✓Achieved" in chips
    assert all(not chip[0].isalpha() and chip[1:] for chip in chips)


def test_the_way_leads_from_an_area_to_its_measures(page: Page) -> None:
    page.open(THURROCK)
    page.click("#plan-areas-table-tab")
    with page.one_answer():
        page.click("#plan-areas-table-panel tbody tr:first-child a")
    assert page.headline == "0 of 4 measures in Improvement with a target achieved it in Q1 2016/17"
    assert page.texts(".card.wide:not([hidden]) .card-title") == ["Improvement"]


def test_another_council_brings_its_own_tables(page: Page) -> None:
    page.open("/plan?council=medway&quarter=2019-20-Q4")
    shown = page.texts(".card.wide:not([hidden]) .card-title")
    page.open(THURROCK)
    assert page.texts(".card.wide:not([hidden]) .card-title") != shown
    assert len(page.all(".card.wide:not([hidden]) table")) == 5
