"""What is likely to be asked for next is there when it is: where the pointer rests, and the next quarter of a walk."""

from __future__ import annotations

from browser.page import Page
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.select import Select

PLACE = "/complaints?council=medway&quarter=2019-20-Q3"
LINK = "main .card a[href^='?']:not([href*='records='])"
RECORDS = "main a[href*='records=']"
BELOW = """
const link = [...document.querySelectorAll(arguments[0])].find((one) => one.getClientRects().length);
link.scrollIntoView({block: "center"});
return link;
"""
# Answers what is asked ahead as a server that has others to answer.
BUSY = """
window.refused = 0;
const fetched = window.fetch;
window.fetch = (address, options) => {
    if (!options?.headers?.["X-Ahead"]) return fetched(address, options);
    refused += 1;
    return Promise.resolve(new Response("null"));
};
"""


def asked(page: Page) -> int:
    """How often the server has been asked for a view, all of it answered."""
    page.wait(lambda: page.run("return watched.asked === watched.answered"), "an answer is outstanding")
    found: int = page.run("return watched.asked")
    return found


def test_where_the_pointer_rests_the_answer_is_there_before_the_click(page: Page) -> None:
    page.open(PLACE)
    before = asked(page)
    link = page.run(BELOW, LINK)
    ActionChains(page.driver).move_to_element(link).perform()
    page.wait(lambda: asked(page) == before + 1, "nothing was asked ahead")
    headline, href = page.headline, link.get_attribute("href")
    link.click()
    page.wait(lambda: page.headline != headline, "the page is as it was")
    assert page.run("return location.href") == href
    assert asked(page) == before + 1


def test_a_list_of_records_is_not_asked_for_before_somebody_opens_it(page: Page) -> None:
    page.open(PLACE)
    before = asked(page)
    ActionChains(page.driver).move_to_element(page.run(BELOW, RECORDS)).perform()
    ActionChains(page.driver).move_to_element(page.run(BELOW, LINK)).perform()
    page.wait(lambda: asked(page) > before, "nothing was asked ahead")
    assert asked(page) == before + 1


def test_who_walks_through_quarters_finds_the_next_one_there(page: Page) -> None:
    page.open(PLACE)
    before = asked(page)
    headline = page.headline
    select = Select(page.one("#app-filter-quarter-select"))
    select.select_by_value("2019-20-Q2")
    page.wait(lambda: page.headline != headline, "the page is as it was")
    page.wait(lambda: asked(page) == before + 2, "the next quarter was not asked for")
    headline = page.headline
    select.select_by_value("2019-20-Q1")
    page.wait(lambda: page.headline != headline, "the page is as it was")
    page.wait(lambda: asked(page) == before + 3, "the quarter after was not asked for")
    assert page.run("return location.search").endswith("quarter=2019-20-Q1")


def test_what_a_busy_server_does_not_answer_ahead_is_asked_for_when_it_is_wanted(page: Page) -> None:
    script = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": BUSY})
    try:
        page.open(PLACE)
        before = asked(page)
        link = page.run(BELOW, LINK)
        ActionChains(page.driver).move_to_element(link).perform()
        page.wait(lambda: page.run("return refused") == 1, "nothing was asked ahead")
        headline, href = page.headline, link.get_attribute("href")
        link.click()
        page.wait(lambda: page.headline != headline, "the page is as it was")
        assert page.run("return location.href") == href
        assert asked(page) == before + 1
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
