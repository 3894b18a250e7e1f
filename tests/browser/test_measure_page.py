"""The page of one measure, the way to it, and the council's words on a card."""

from __future__ import annotations

from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.support.select import Select

PLAN = "/measure?measure=kpi%3A%25+Retention+rate&council=medway&quarter=2017-18-Q2"
TIMELINESS = "/measure?measure=complaints_timeliness&council=medway&quarter=2019-20-Q4&stage=corporate_stage_1"
HOUSEHOLDS = "#temporary_accommodation-households"


def test_a_card_leads_to_all_about_its_measure(page: Page) -> None:
    page.open("/temporary-accommodation?quarter=2017-18-Q2")
    page.click(f"{HOUSEHOLDS}-about-tab")
    page.click(f"{HOUSEHOLDS}-about-panel .more a")
    page.wait(lambda: page.run("return location.pathname") == "/measure", "the link does not lead to the measure")
    page.settle()
    assert page.headline.startswith("Households in temporary accommodation: 354 in Q2 2017/18")
    page.click("nav.crumbs a")
    page.wait(lambda: page.run("return location.pathname") == "/temporary-accommodation", "no way back")


def test_another_measure_keeps_the_quarter_and_has_its_own_filters(page: Page) -> None:
    page.open(TIMELINESS)
    assert page.all("#app-filter-stage-details")
    Select(page.one("#app-filter-measure-select")).select_by_visible_text("Digital take-up")
    page.wait(lambda: page.state.get("measure") == ["digital_take_up"], "the address stays")
    page.settle()
    assert page.headline.startswith("Digital take-up: 50.4% in Q4 2019/20")
    assert page.state["quarter"] == ["2019-20-Q4"]
    assert page.all("#app-filter-channel-details")
    assert not page.all("#app-filter-stage-details")


def test_a_part_of_the_council_is_one_click_down_and_one_up(page: Page) -> None:
    page.open(TIMELINESS)
    page.click("#measure-by-directorate-table-tab")
    name = page.texts("#measure-by-directorate-table-panel tbody tr:first-child th")[0]
    with page.one_answer():
        page.click("#measure-by-directorate-table-panel tbody tr:first-child a")
    assert page.state["directorate"] == [name]
    assert page.texts("nav.crumbs li")[-1] == name
    assert not page.one("#measure-by-directorate-card").is_displayed()
    with page.one_answer():
        page.click("nav.crumbs li:nth-child(2) a")
    assert page.one("#measure-by-directorate-card").is_displayed()


def test_a_note_opened_stays_open_while_it_stays_the_same(page: Page) -> None:
    page.open("/temporary-accommodation?quarter=2017-18-Q2")
    page.click(f"{HOUSEHOLDS}-quotes summary")
    opened = f"{HOUSEHOLDS}-quotes details[open]"
    assert page.all(opened)
    page.click("#app-filter-more-details > summary")
    with page.one_answer():
        Select(page.one("#app-filter-scheme-select")).select_by_value("achieved_failed")
    assert page.all(opened)
    page.must_be_accessible()


def test_a_note_that_contradicts_the_figures_says_so_under_it(page: Page) -> None:
    page.open("/temporary-accommodation?quarter=2017-18-Q2")
    assert page.texts(f"{HOUSEHOLDS}-quotes .quote-doubt") == [
        "Check this against the figures. It says 327 for Q4 2016/17; the figures say 351."
    ]


def test_notes_follow_the_quarter(page: Page) -> None:
    page.open("/temporary-accommodation?quarter=2017-18-Q2")
    assert page.texts(f"{HOUSEHOLDS}-quotes .quote-mark") == []
    with page.one_answer():
        Select(page.one("#app-filter-quarter-select")).select_by_value("2019-20-Q4")
    assert page.texts(f"{HOUSEHOLDS}-quotes > blockquote .quote-heading") == ["No explanation for Q4 2019/20"]
    assert page.texts(f"{HOUSEHOLDS}-quotes > .earlier > summary") == ["Earlier notes (2)"]
    assert not page.all(f"{HOUSEHOLDS}-quotes > .earlier[open]")
    page.click(f"{HOUSEHOLDS}-quotes > .earlier > summary")
    assert set(page.texts(f"{HOUSEHOLDS}-quotes .quote-mark")) == {"from Q2 2017/18"}
    with page.one_answer():
        Select(page.one("#app-filter-quarter-select")).select_by_value("2015-16-Q4")
    assert page.texts(f"{HOUSEHOLDS}-quotes blockquote") == []


def test_a_phone_reads_every_note_without_scrolling_sideways(page: Page) -> None:
    page.resize(*PHONE)
    page.open(TIMELINESS)
    panel = page.one("#measure-comments-table-panel")
    assert page.run("return arguments[0].scrollWidth <= arguments[0].clientWidth", panel)


def test_a_measure_of_the_plan_is_a_page_that_axe_has_nothing_against(page: Page) -> None:
    page.open("/plan?council=medway&quarter=2017-18-Q2")
    page.click("#plan-group-1-table-panel tbody tr:first-child a")
    page.wait(lambda: page.run("return location.pathname") == "/measure", "the line does not lead to its measure")
    page.settle()
    assert page.headline == "% Retention rate: 94% in Q2 2017/18, on the 94% target; the same as Q2 2016/17 (94%)"
    for size in (DESKTOP, PHONE):
        page.resize(*size)
        page.open(PLAN).must_be_accessible()
        assert page.run("return document.documentElement.scrollWidth") <= size[0]
