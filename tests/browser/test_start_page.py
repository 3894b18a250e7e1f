"""The start page: what needs attention leads on, and the scorecard answers to its headings."""

from __future__ import annotations

from browser.page import Page
from selenium.webdriver.common.keys import Keys

START = "/?council=medway&quarter=2019-20-Q4"


def test_what_needs_attention_is_reached_and_followed_with_the_keyboard(page: Page) -> None:
    page.open(START)
    first = page.press_tab_until(lambda: page.run("return document.activeElement.matches('.attention a')"))
    address = first.get_attribute("href")
    page.press(Keys.ENTER)
    page.wait(lambda: page.driver.current_url == address, "the view that explains it did not open")
    page.wait(lambda: page.headline, "it has no headline")
    assert "/measure?" in address


def test_the_scorecard_is_sorted_by_its_headings_and_keeps_its_place_in_the_address(page: Page) -> None:
    page.open(START)
    names = page.texts("#attention-records tbody tr > :first-child")
    with page.one_answer():
        page.click("#attention-records thead th:first-child a")
    ascending = page.texts("#attention-records tbody tr > :first-child")
    assert ascending == sorted(names, key=str.casefold)
    assert page.state["sort"] == ["name"]


def test_a_status_narrows_the_scorecard(page: Page) -> None:
    page.open(START)
    all_rows = len(page.all("#attention-records tbody tr"))
    with page.one_answer():
        page.click("#app-filter-status-details > summary")
        page.click("#app-filter-status-choices input[value='red']")
    assert 0 < len(page.all("#attention-records tbody tr")) < all_rows


def test_the_table_and_a_narrowed_one_are_accessible(page: Page) -> None:
    page.open(START).must_be_accessible()
    page.open("/?council=thurrock&status=red&sort=-name").must_be_accessible()
