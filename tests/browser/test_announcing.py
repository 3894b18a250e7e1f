"""What is said of an update to those who do not see it: what changed and the count, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.page import Page
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

Q4 = "?council=medway&quarter=2019-20-Q4"
RECORDS = f"/complaints{Q4}&records=received"

# Notes each text that a screen reader is given from now on.
LISTEN = """
window.heard = [];
window.hearing?.disconnect();
const announcer = document.getElementById("app-announcer");
window.hearing = new MutationObserver(() => announcer.textContent && heard.push(announcer.textContent));
hearing.observe(announcer, {childList: true, characterData: true, subtree: true});
"""


def listen(page: Page) -> None:
    """Notes what is said from now on."""
    page.run(LISTEN)


def heard(page: Page) -> list[str]:
    """What has been said, slow answers aside."""
    return [text for text in page.run("return window.heard") if text != "The answer takes a moment."]


def said(page: Page, does: Callable[[], None]) -> str:
    """What is said of what this does, which is one thing."""
    listen(page)
    with page.one_answer():
        does()
    (text,) = heard(page)
    return text


def choose(page: Page, name: str, value: str) -> None:
    """Chooses in a filter, on which the keyboard is."""
    select = page.one(f"#app-filter-{name}-select")
    page.run("arguments[0].focus()", select)
    Select(select).select_by_value(value)


def test_a_filter_s_finding_is_said_without_the_choice_that_its_box_says(page: Page) -> None:
    page.open("/complaints" + Q4)
    assert said(page, lambda: choose(page, "quarter", "2019-20-Q3")) == page.headline


def test_where_the_finding_stays_what_changed_is_said_all_the_same(page: Page) -> None:
    page.open("/complaints" + Q4)
    headline = page.headline
    assert said(page, lambda: choose(page, "years", "2")) == f"Looking back: 2 years. {headline}"
    assert page.headline == headline
    assert said(page, page.driver.back) == f"Looking back: 3 years. {headline}"


def test_the_way_back_says_where_it_leads(page: Page) -> None:
    page.open("/complaints" + Q4)
    with page.one_answer():
        choose(page, "quarter", "2019-20-Q3")
    page.run("document.activeElement.blur()")
    text = said(page, page.driver.back)
    assert text == f"Quarter: Q4 2019/20. {page.headline}"


def test_a_finding_that_the_keyboard_goes_to_is_not_said_twice(page: Page) -> None:
    page.open("/complaints" + Q4)
    page.click("#complaints-services-table-tab")
    page.run("document.querySelector('#complaints-services-table-panel tbody a').focus()")
    text = said(page, lambda: page.press(Keys.ENTER))
    assert page.run("return document.activeElement.id") == "app-headline"
    assert text.startswith("Directorate: ")
    assert text.endswith("Service: Waste Services.")


def test_a_list_that_opens_says_how_many_and_one_that_closes_that_it_has(page: Page) -> None:
    page.open("/complaints" + Q4)
    text = said(page, lambda: page.click(".record-links a[href*='records=received']"))
    assert text == page.texts("#complaints-records-count")[0] + "."
    assert text.startswith("Page 1 of 10, 227 ")
    assert said(page, lambda: page.click("#complaints-records-close-link")) == "The list is closed."


def test_a_list_that_is_searched_sorted_and_paged_says_so(page: Page) -> None:
    page.open(RECORDS)
    assert said(page, lambda: page.click("#complaints-records-next-link")).startswith("Page 2 of 10, 227 ")
    text = said(page, lambda: page.click("#complaints-records-table thead a[href*='sort=service']"))
    assert text.startswith("Sorted by Service, ascending. Page 1 of 10, 227 ")
    text = said(page, lambda: page.one("#complaints-records-find-input").send_keys("waste"))
    assert text == f"With “waste”: {page.texts('#complaints-records-count')[0]}."
    text = said(page, lambda: page.one("#complaints-records-find-input").send_keys(Keys.BACKSPACE * 5))
    assert text.startswith("All of them: Page 1 of 10, 227 ")


def test_another_page_and_another_council_are_said(page: Page) -> None:
    page.open("/" + Q4)
    listen(page)
    page.run("document.querySelector(\"#app-navigation a[href^='/digital']\").click()")
    page.wait(lambda: heard(page) == ["Digital take-up, Q4 2019/20, Medway - Scrutiny"], "it is not said")
    page.settle()
    page.open("/" + Q4)
    listen(page)
    choose(page, "council", "thurrock")
    page.wait(lambda: page.texts("#app-council") == ["Thurrock Council"], "it is not shown")
    page.settle()
    assert heard(page) == [page.headline]


def test_a_slow_answer_is_said(page: Page) -> None:
    page.open("/complaints" + Q4)
    listen(page)
    slow = {"offline": False, "latency": 3000, "downloadThroughput": -1, "uploadThroughput": -1}
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    try:
        choose(page, "quarter", "2019-20-Q3")
        page.wait(lambda: page.run("return heard[0]") == "The answer takes a moment.", "it is not said")
        page.wait(lambda: heard(page) == [page.headline], "the answer is not said")
    finally:
        page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {**slow, "latency": 0})


@pytest.mark.parametrize("step", ["Down", "tick"])
def test_an_agenda_says_what_has_become_of_a_slide(page: Page, step: str) -> None:
    page.open(f"/present{Q4}&slides=complaints:timeliness,complaints:services,digital:take_up")
    page.press("a")
    page.wait(lambda: page.all(".chosen li"), "no list of slides")
    listen(page)
    slide, text = {
        "Down": ("complaints:timeliness", "Complaints: Answered in time, by quarter is now 2 of 3."),
        "tick": ("complaints:services", "Services, Q4 2019/20 is off the agenda, which has 2 slides."),
    }[step]
    page.run("document.getElementById(arguments[0]).click()", f"present-agenda-{step}-{slide}")
    page.wait(lambda: heard(page), "it is not said")
    assert heard(page) == [text]
