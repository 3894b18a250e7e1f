"""Words that a page explains: dotted where its prose first uses them, they open their meaning where the reader is."""

from __future__ import annotations

import pytest
from browser.page import PHONE, Page
from selenium.webdriver.common.keys import Keys

COMPLAINTS = "/complaints?quarter=2019-20-Q4"
NARROW = (320, 640)
IS_OPEN = "return document.querySelector('#app-meaning')?.matches(':popover-open') ?? false"
ON_TERM = "return document.activeElement.matches('a.term')"
# those that stand in no sentence of the page's own, and the words that are marked twice
MISPLACED = """
const terms = [...document.querySelectorAll("a.term")];
const ids = terms.map((term) => term.hash);
return [...terms.filter((term) => term.parentElement.closest("a, table, .chart, .quotes, [hidden]")),
        ...ids.filter((id, place) => ids.indexOf(id) !== place)].map(String);
"""
WITHIN = """
const box = document.querySelector("#app-meaning").getBoundingClientRect();
return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
"""


@pytest.mark.parametrize("size", [NARROW, PHONE, (1920, 1080)], ids=["narrow", "phone", "wide"])
def test_a_press_opens_the_meaning_in_the_window_and_another_closes_it(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(COMPLAINTS)
    for term in page.all("h1 a.term"):
        page.run("arguments[0].scrollIntoView({block: 'center'})", term)
        term.click()
        assert page.run(IS_OPEN)
        assert page.run(WITHIN)
        term.click()
        assert not page.run(IS_OPEN)


def test_the_keyboard_opens_and_closes_it_and_stays_where_it_is(page: Page) -> None:
    page.open(COMPLAINTS)
    term = page.press_tab_until(lambda: page.run(ON_TERM))
    for _ in range(2):
        page.press(Keys.ENTER)
        assert page.run(IS_OPEN)
        assert term.get_attribute("aria-expanded") == "true"
        assert page.texts("#app-announcer") == ["Stage 1: " + page.texts("#app-meaning p")[0].removeprefix("Stage 1 ")]
        page.must_be_accessible()
        page.press(Keys.ESCAPE)
        assert not page.run(IS_OPEN)
        assert term.get_attribute("aria-expanded") == "false"
        assert page.driver.switch_to.active_element == term
    term.click()
    page.click(".support")
    assert not page.run(IS_OPEN)
    page.run("arguments[0].focus()", term)
    page.press(Keys.ENTER)
    assert page.run(IS_OPEN)
    page.press(Keys.TAB, Keys.ENTER)
    page.wait(lambda: page.driver.current_url.endswith("/glossary?council=medway#stage-1"), "its link leads elsewhere")
    page.settle()


def test_a_word_is_marked_once_whatever_the_page_comes_to_say(page: Page) -> None:
    page.open(COMPLAINTS)
    before = page.texts("a.term")
    assert len(before) > 5
    with page.one_answer():
        page.run("document.querySelector('#app-filter-quarter-select').value = '2018-19-Q1'")
        page.run(
            "document.querySelector('#app-filter-quarter-select').dispatchEvent(new Event('change', {bubbles: true}))"
        )
    assert page.run(MISPLACED) == []
    assert "upheld" in " ".join(page.texts("a.term"))
    page.run("document.querySelector('#complaints-timeliness-about-tab').click()")
    assert page.run(MISPLACED) == []
    page.click(".navigation a[href^='/temporary-accommodation']")
    page.wait(lambda: "temporary accommodation" in page.texts("a.term"), "nothing is marked on the next page")
    page.settle()
    assert page.run(MISPLACED) == []


def test_without_scripts_a_word_leads_to_the_page_of_all(page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.driver.get(page.address + COMPLAINTS)
        page.one("h1 a.term:first-of-type").click()
        page.wait(lambda: page.driver.current_url.endswith("/glossary?council=medway#stage-1"), "it leads elsewhere")
        assert "first step" in page.one("dt:target + dd").text
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_on_paper_words_are_plain_text(page: Page) -> None:
    page.open(COMPLAINTS)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        look = "const {textDecorationLine, display} = getComputedStyle(document.querySelector('a.term'));"
        assert page.run(look + "return [textDecorationLine, display]") == ["none", "inline"]
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
