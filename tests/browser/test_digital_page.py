"""The digital take-up page as a member meets it, for a council with quarters and for one with years alone."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.support.select import Select

Q4 = "/digital?council=medway&quarter=2019-20-Q4"
MAIDSTONE = "/digital?council=maidstone&quarter=2013-14"


def cards(page: Page) -> list[str]:
    """The keys of the cards that can be seen."""
    return page.run("return [...document.querySelectorAll('.card:not([hidden])')].map((card) => card.dataset.card)")


def test_a_journey_from_the_council_to_a_service_s_months_and_rows(page: Page) -> None:
    page.open(Q4)
    assert page.headline.startswith("50.4% of transactions were made online")
    assert page.texts(".tile .figure")[0] == "50.4%"
    page.click("#digital-services-table-tab")
    with page.one_answer():
        page.click("#digital-services-table-panel tbody tr:first-child a")
    assert "months" in cards(page)
    page.click("#digital-months-table-tab")
    with page.one_answer():
        page.click("#digital-months-table-panel tbody tr:last-child a")
    assert page.texts("nav.crumbs li")[-1] == "March 2020"
    with page.one_answer():
        page.click(".record-links a")
    rows = page.texts("#digital-records-table tbody tr")
    assert rows
    assert all("March 2020" in row or not row.startswith(("January", "February")) for row in rows)


def test_another_council_brings_its_own_periods_pages_and_cards(page: Page) -> None:
    page.open(Q4)
    assert "Complaints" in page.texts("nav.navigation a")
    Select(page.one("#app-filter-council-select")).select_by_visible_text("Maidstone")
    page.wait(lambda: page.all("#app-council") and page.one("#app-council").text == "Maidstone Council", "no Maidstone")
    page.settle()
    assert page.headline.startswith("3.1% of transactions were made online")
    assert "Complaints" not in page.texts("nav.navigation a")
    assert page.texts(".notices p") == []
    assert {"completion", "costs", "satisfaction"}.isdisjoint(cards(page))
    assert "Year" in page.texts("#app-filters label")


def test_the_navigation_follows_the_quarter(page: Page) -> None:
    page.open(Q4)
    with page.one_answer():
        Select(page.one("#app-filter-quarter-select")).select_by_visible_text("Q2 2018/19")
    address = page.one("nav.navigation a[href^='/complaints']").get_attribute("href")
    assert address.endswith("/complaints?council=medway&quarter=2018-19-Q2")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    [
        MAIDSTONE,
        MAIDSTONE + "&service=Housing&records=counts",
        Q4 + "&service=Licensing",
        Q4 + "&channel=telephone&channel=post",
        Q4 + "&month=2020-03&records=counts&find=zzzz",
    ],
)
def test_axe_finds_nothing_and_nothing_runs_off_the_screen(page: Page, path: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(path).must_be_accessible()
    assert page.run("return document.documentElement.scrollWidth") <= size[0]
