"""The page with a keyboard alone."""

from __future__ import annotations

from browser.page import Page
from selenium.webdriver.common.keys import Keys


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return page.run("return document.activeElement.id")


def tab_to(page: Page, element_id: str) -> None:
    """Moves the focus there with the Tab key."""
    page.press_tab_until(lambda: focused(page) == element_id)


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    page.open("/complaints")
    page.press(Keys.TAB)
    assert page.driver.switch_to.active_element.text == "Skip to main content"
    page.press(Keys.ENTER)
    assert focused(page) == "app-main"


def test_a_filter_is_chosen_and_left_with_the_keyboard(page: Page) -> None:
    page.open("/complaints")
    summary = "#app-filter-stage-details > summary"
    page.press_tab_until(lambda: page.run("return document.activeElement.matches(arguments[0])", summary))
    page.press(Keys.ENTER, Keys.TAB)
    with page.one_answer():
        page.press(Keys.SPACE)
    assert len(page.state["stage"]) == 1
    page.press(Keys.ESCAPE)
    assert page.run("return document.activeElement.matches(arguments[0])", summary)
    assert not page.all("#app-filter-stage-details[open]")


def test_a_select_keeps_the_focus_when_the_page_is_repainted(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    tab_to(page, "app-filter-quarter-select")
    with page.one_answer():
        page.press(Keys.ARROW_DOWN)
    assert focused(page) == "app-filter-quarter-select"
    assert page.state["quarter"] == ["2019-20-Q3"]


def test_tabs_answer_to_arrow_keys(page: Page) -> None:
    page.open("/complaints")
    tab_to(page, "complaints-timeliness-chart-tab")
    page.press(Keys.ARROW_RIGHT)
    assert focused(page) == "complaints-timeliness-table-tab"
    assert page.one("#complaints-timeliness-table-panel").is_displayed()
    page.press(Keys.END)
    assert focused(page) == "complaints-timeliness-about-tab"
    page.press(Keys.ARROW_RIGHT)
    assert focused(page) == "complaints-timeliness-chart-tab"
    assert page.one("#complaints-timeliness-graph").is_displayed()


def test_a_table_s_links_lead_down_and_the_focus_is_not_lost(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    tab_to(page, "complaints-services-chart-tab")
    page.press(Keys.ARROW_RIGHT)
    link = page.press_tab_until(
        lambda: page.run("return document.activeElement.matches('#complaints-services-table-panel tbody a')")
    )
    service = link.text
    with page.one_answer():
        page.press(Keys.ENTER)
    assert page.state["service"] == [service]
    assert page.texts("nav.crumbs li")[-1] == service
    assert page.run("return document.activeElement !== document.body")


def test_a_change_is_announced_to_a_screen_reader(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    assert page.texts("#app-announcer") == [""]
    tab_to(page, "app-filter-quarter-select")
    with page.one_answer():
        page.press(Keys.ARROW_DOWN)
    assert page.texts("#app-announcer") == [page.headline]
