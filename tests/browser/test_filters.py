"""The address is the state: filters, steps down, the back button, a second browser."""

from __future__ import annotations

from collections.abc import Callable

from browser.page import Page
from dash.testing.browser import Browser
from selenium.webdriver.support.select import Select

DIRECTORATES = "#app-filter-directorate-details"
SERVICES = "#app-filter-service-choices"
BAR = "#complaints-services-graph .bars .point path"


def choices(page: Page, name: str) -> list[str]:
    """What a filter offers."""
    return page.texts(f"#app-filter-{name}-choices label")


def choose(page: Page, name: str, label: str) -> None:
    """Opens a filter, ticks one of its choices and closes it."""
    page.click(f"#app-filter-{name}-details > summary")
    option = next(item for item in page.all(f"#app-filter-{name}-choices label") if item.text == label)
    with page.one_answer():
        option.click()
    page.click(f"#app-filter-{name}-details > summary")


def click_a_bar(page: Page) -> None:
    """Clicks the ranking's first bar where one sees it."""
    page.run("document.querySelector('#complaints-services-graph').scrollIntoView({block: 'center'})")
    bar = page.wait(lambda: page.all(BAR), "no bar")[0]
    page.run("arguments[0].scrollIntoView({block: 'center'})", bar)
    page.settle()
    with page.one_answer():
        page.press_on(bar)


def test_a_journey_down_and_back_and_to_another_browser(page: Page, new_browser: Callable[[], Browser]) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    every_service = choices(page, "service")

    directorate = choices(page, "directorate")[0]
    choose(page, "directorate", directorate)
    assert page.state["directorate"] == [directorate]
    assert page.state["quarter"] == ["2019-20-Q4"]
    narrowed = choices(page, "service")
    assert narrowed
    assert set(narrowed) < set(every_service)
    assert page.texts("nav.crumbs li") == ["Medway Council", directorate]
    headline = page.headline

    click_a_bar(page)
    (service,) = page.state["service"]
    assert service in narrowed
    assert page.state["directorate"] == [directorate]
    assert page.texts("nav.crumbs li") == ["Medway Council", directorate, service]

    with new_browser() as other:
        elsewhere = Page(other, page.address)
        elsewhere.reset()
        elsewhere.open("/complaints" + page.search)
        for part in ("main h1", ".support", "nav.crumbs li", ".tile", ".card:not([hidden]) .finding"):
            assert elsewhere.texts(part) == page.texts(part)
        elsewhere.must_be_clean()

    with page.one_answer():
        page.driver.back()
    assert "service" not in page.state
    assert page.headline == headline
    assert page.texts("nav.crumbs li") == ["Medway Council", directorate]

    with page.one_answer():
        page.click("nav.crumbs li:first-child a")
    assert "directorate" not in page.state
    assert page.state["quarter"] == ["2019-20-Q4"]


def test_several_directorates_can_be_chosen_and_cleared(page: Page) -> None:
    page.open("/complaints")
    first, second = choices(page, "directorate")[:2]
    choose(page, "directorate", first)
    choose(page, "directorate", second)
    assert page.state["directorate"] == [first, second]
    with page.one_answer():
        page.click("#app-filter-clear-link")
    assert "directorate" not in page.state


def test_another_directorate_drops_the_services_it_does_not_have(page: Page) -> None:
    page.open("/complaints")
    first, second = choices(page, "directorate")[:2]
    choose(page, "directorate", first)
    service = choices(page, "service")[0]
    choose(page, "service", service)
    choose(page, "directorate", second)
    choose(page, "directorate", first)  # takes its tick away
    assert page.state["directorate"] == [second]
    assert "service" not in page.state


def test_a_changed_filter_is_one_question_and_moves_nothing(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4&years=3")
    page.run("watched.moved = 0; watched.movers = []")
    asked = len(page.requests("_dash-update-component"))
    with page.one_answer():
        Select(page.one("#app-filter-years-select")).select_by_value("2")
    assert page.state["years"] == ["2"]
    assert len(page.requests("_dash-update-component")) - asked == 1
    moved = page.run("return watched.moved")
    assert moved < 0.01, page.run("return watched.movers")


def test_another_quarter_repaints_every_chart_in_one_answer(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    before = page.run("return document.querySelector('#complaints-timeliness-graph').data[0].y.slice()")
    with page.one_answer():
        Select(page.one("#app-filter-quarter-select")).select_by_value("2019-20-Q3")
    assert len(page.requests("_dash-update-component")) == 1
    after = page.run("return document.querySelector('#complaints-timeliness-graph').data[0].y.slice()")
    assert after != before
    assert page.headline.startswith("96.1%")


def test_a_target_that_a_stage_does_not_have_is_not_left_on_its_chart(page: Page) -> None:
    lines = "#complaints-timeliness-graph .shapelayer path"
    page.open("/complaints?quarter=2019-20-Q4&stage=corporate_stage_1")
    page.wait(lambda: page.all(lines), "no target is drawn")
    choose(page, "stage", "Corporate stage 1")  # takes its tick away
    choose(page, "stage", "Adult social care")
    page.settle()
    assert page.run("return document.querySelector('#complaints-timeliness-graph').layout.shapes || []") == []
    assert not page.all(lines)


def test_what_was_first_published_can_be_shown(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q3&basis=first_published")
    assert page.headline.startswith("96.3%")


def test_the_way_down_ends_at_the_records(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4&stage=corporate_stage_1")
    with page.one_answer():
        page.click(".record-links a[href*='records=responded']")
    assert "225" in page.one("#complaints-records-count").text
    first = page.texts("#complaints-records-table tbody tr")
    with page.one_answer():
        page.click("#complaints-records-next-link")
    assert page.state["page"] == ["2"]
    assert page.texts("#complaints-records-table tbody tr") != first
    with page.one_answer():
        page.click("#complaints-records-table thead a[href*='sort=service']")
    assert page.texts("#complaints-records-table th[aria-sort='ascending']")
    with page.one_answer():
        page.one("#complaints-records-find-input").send_keys("waste")
    rows = page.texts("#complaints-records-table tbody tr")
    assert rows
    assert all("waste" in row.lower() for row in rows)
    with page.one_answer():
        page.click("#complaints-records-close-link")
    assert "records" not in page.state
    assert page.state["stage"] == ["corporate_stage_1"]


def test_records_name_nobody(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4&records=received")
    headings = " ".join(page.texts("#complaints-records-table thead th")).lower()
    assert "service" in headings
    assert "name" not in headings
    assert "address" not in headings
