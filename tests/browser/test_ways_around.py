"""From card to card, what a card offers, and where the keyboard is after a step: in sight, and where it was before."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

Q4 = "?council=medway&quarter=2019-20-Q4"
ZOOMED = (320, 256)  # 1280 by 1024 at 400%
HEADS = "main .card:not([hidden]) .card-title"

# Whether what has the keyboard is in the window, with nothing over its upper left corner, and marked by an outline: a
# chart's is around its box.
IN_SIGHT = """
const one = document.activeElement, box = one.getBoundingClientRect();
const over = document.elementFromPoint(Math.max(box.left, 0) + 2, Math.max(box.top, 0) + 2);
const framed = one.matches(".chart") ? one.closest(".panel-chart, .stage") : one;
return box.top >= 0 && box.top < innerHeight && (one.contains(over) || over.contains(one))
    && getComputedStyle(framed).outlineStyle !== "none";
"""


def focused(page: Page) -> str:
    """The id of what has the keyboard."""
    return page.run("return document.activeElement.id")


def in_sight(page: Page) -> bool:
    """Whether one sees where the keyboard is."""
    return page.run(IN_SIGHT)


def with_alt(page: Page, key: str) -> None:
    """Presses the key while Alt is held."""
    ActionChains(page.driver).key_down(Keys.ALT).send_keys(key).key_up(Keys.ALT).perform()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_alt_and_an_arrow_lead_through_the_cards_and_back(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open("/complaints" + Q4)
    heads = [head.get_attribute("id") for head in page.all(HEADS)]
    assert len(heads) > 10
    for head in heads:
        with_alt(page, Keys.ARROW_DOWN)
        assert focused(page) == head
        assert in_sight(page)
    with_alt(page, Keys.ARROW_UP)
    assert focused(page) == heads[-2]
    for _ in heads[:-1]:
        with_alt(page, Keys.ARROW_UP)
    assert focused(page) == "app-headline"


def test_alt_and_an_arrow_begin_with_what_needs_attention_and_leave_selects_alone(page: Page) -> None:
    page.open("/" + Q4)
    with_alt(page, Keys.ARROW_DOWN)
    assert page.run("return document.activeElement.matches('.attention > li:first-child > a')")
    page.run("document.getElementById('app-filter-quarter-select').focus()")
    with_alt(page, Keys.ARROW_UP)
    assert focused(page) == "app-filter-quarter-select"


# What has the keyboard and how far it reaches below the strip of filters; 1 where it is in the strip itself.
BELOW_STRIP = """
const one = document.activeElement, strip = document.querySelector(".held");
const below = one.getBoundingClientRect().bottom - strip.getBoundingClientRect().bottom;
return [one.id || one.textContent.trim(), strip.contains(one) || one.matches(".next-card") ? 1 : below];
"""


def test_nothing_that_the_keyboard_comes_to_stands_under_the_filters(page: Page) -> None:
    page.open("/plan" + Q4)
    page.run("document.documentElement.style.fontSize = '200%'")
    page.wait(lambda: page.run("return document.querySelector('.held').offsetHeight > 200"), "the strip stays low")
    page.run("scrollTo(0, document.body.scrollHeight)")
    page.run("[...document.querySelectorAll('.footer a')].at(-1).focus({preventScroll: true})")
    seen = []
    while not seen or not seen[-1][0].startswith("app-filter"):
        ActionChains(page.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
        seen.append(page.run(BELOW_STRIP))
    assert len(seen) > 20
    assert [stop for stop in seen if stop[1] <= 0] == []


def test_each_card_has_a_link_to_the_next(page: Page) -> None:
    page.open("/complaints" + Q4)
    heads = page.all(HEADS)
    links = page.all(".next-card")
    assert [link.get_attribute("textContent") for link in links] == [f"Skip to {head.text}" for head in heads[1:]]
    address = page.run("return location.href")
    page.press_tab_until(lambda: page.run("return document.activeElement.matches('.next-card')"))
    assert in_sight(page)
    page.must_be_accessible("#complaints-timeliness-card")
    page.press(Keys.ENTER)
    assert focused(page) == heads[1].get_attribute("id")
    assert in_sight(page)
    assert page.run("return location.href") == address
    page.press(Keys.TAB)
    assert focused(page) == "complaints-directorates-chart-tab"


@pytest.mark.parametrize("size", [DESKTOP, ZOOMED], ids=["desktop", "zoomed"])
def test_one_menu_holds_what_a_card_offers(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open("/complaints" + Q4)
    box = "#complaints-services-card .downloads"
    page.press_tab_until(lambda: focused(page) == "complaints-services-menu-summary")
    page.press(Keys.ENTER)
    offered = []
    for _ in range(4):
        page.press(Keys.TAB)
        assert in_sight(page)
        offered.append(page.run("return document.activeElement.ariaLabel"))
    title = "Services, Q4 2019/20"
    assert offered == [f"Present: {title}", *(f"Download {kind}: {title}" for kind in ("CSV", "PNG", "SVG"))]
    page.must_be_accessible("#complaints-services-card")
    assert page.run("return document.documentElement.scrollWidth") <= size[0]
    page.press(Keys.ESCAPE)
    assert focused(page) == "complaints-services-menu-summary"
    assert not page.all(f"{box}[open]")
    page.press(Keys.ENTER, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB)
    assert not page.all(f"{box}[open]")


ORDER = """
return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).map((one) => {
    const {left, top} = one.getBoundingClientRect();
    return [Math.round(top / 20), Math.round(left)];
});
"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_the_page_s_tools_are_reached_in_the_order_in_which_they_stand(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open("/complaints" + Q4)
    places = page.run(ORDER, "#app-export-button, #app-present-link, #app-print-button")
    assert len(places) == 3
    assert places == sorted(places)


def test_after_a_step_down_from_a_table_the_keyboard_is_in_sight(page: Page) -> None:
    page.open("/complaints" + Q4)
    page.click("#complaints-services-table-tab")
    page.run("document.querySelector('#complaints-services-table-panel tbody a').focus()")
    with page.one_answer():
        page.press(Keys.ENTER)
    page.wait(lambda: focused(page) == "app-headline", "the keyboard is elsewhere")
    page.wait(lambda: in_sight(page), "the keyboard is out of sight")


def test_after_a_click_into_a_chart_the_page_stays_where_it_is(page: Page) -> None:
    page.open("/complaints" + Q4)
    bar = "#complaints-services-graph .bars .point path"
    page.run("document.getElementById('complaints-services-title').scrollIntoView()")
    page.wait(lambda: page.all(bar), "no chart")
    before = page.run("return scrollY")
    with page.one_answer():
        page.press_on(page.all(bar)[0])
    assert "service" in page.state
    page.wait(lambda: focused(page) == "app-headline", "the keyboard is elsewhere")
    assert page.run("return scrollY") > before / 2


def test_closing_a_list_returns_to_the_link_that_opened_it(page: Page) -> None:
    page.open("/complaints" + Q4)
    link = page.press_tab_until(lambda: page.run("return document.activeElement.matches('.record-links a')"))
    name = link.text
    with page.one_answer():
        page.press(Keys.ENTER)
    assert focused(page) == "complaints-records-title"
    page.press(Keys.TAB)
    assert focused(page) == "complaints-records-close-link"
    with page.one_answer():
        page.press(Keys.ENTER)
    page.wait(lambda: page.driver.switch_to.active_element.text == name, "the keyboard is elsewhere")
    page.wait(lambda: in_sight(page), "the keyboard is out of sight")


def test_closing_a_list_returns_to_the_chart_that_opened_it(page: Page) -> None:
    page.open("/temporary-accommodation" + Q4)
    page.run("document.getElementById('temporary_accommodation-bridge-title').scrollIntoView()")
    page.wait(lambda: page.all("#temporary_accommodation-bridge-graph[role=listbox]"), "no chart")
    page.run("document.getElementById('temporary_accommodation-bridge-graph').focus()")
    page.press(Keys.END)
    with page.one_answer():
        page.press(Keys.ENTER)
    page.press(Keys.TAB)
    with page.one_answer():
        page.press(Keys.ENTER)
    page.wait(lambda: focused(page) == "temporary_accommodation-bridge-graph", "the keyboard is elsewhere")
    page.wait(lambda: in_sight(page), "the keyboard is out of sight")


def test_a_table_of_marked_numbers_is_one_stop_that_arrows_walk(page: Page) -> None:
    page.open("/complaints" + Q4)
    card = "#complaints-directorates-over-time"
    place = f"""
        const cell = document.activeElement.closest("{card}-card :is(td, th)");
        return cell && [cell.parentElement.sectionRowIndex, cell.cellIndex];
    """
    last = page.run(f"return [...document.querySelectorAll('{card}-card tbody tr')].at(-1).rowIndex - 1")
    page.run(f"document.querySelector('{card}-card tbody a').focus()")
    page.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN)
    assert page.run(place) == [1, 2]
    assert in_sight(page)
    page.press(*[Keys.ARROW_DOWN] * (last + 1), Keys.ARROW_LEFT)
    assert page.run(place) == [last, 1]
    page.press(Keys.TAB)
    assert focused(page) == f"{card[1:]}-menu-summary"
    page.must_be_accessible(f"{card}-card")
    page.run(f"document.querySelector('{card}-card tbody tr:nth-child(2) a').focus()")  # as the pointer does
    page.press(Keys.ARROW_DOWN, Keys.ARROW_UP)
    assert len(page.all(f"{card}-card tbody [tabindex='0']")) == 1
    with page.one_answer():
        page.press(Keys.ENTER)
    assert "directorate" in page.state
