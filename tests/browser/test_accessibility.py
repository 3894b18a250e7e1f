"""axe-core finds nothing in any state of the complaints page, nor where there is no page. No rule is switched off."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page

DRILLED = "/complaints?quarter=2019-20-Q4&directorate={}"
EMPTY = "/complaints?quarter=2019-20-Q4&month=2020-02&stage=adults&service=Greenspaces"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    [
        "/complaints?quarter=2019-20-Q3&basis=first_published&scheme=achieved_failed&years=all",
        "/complaints?quarter=2019-20-Q4&stage=adults&stage=childrens_stage_1",
        "/complaints?quarter=2019-20-Q4&month=2020-02",
        "/complaints?quarter=2019-20-Q4&records=responded",
        "/complaints?quarter=2019-20-Q4&records=open&find=zzzz",
        "/complaints?quarter=1999-00-Q1&service=Wizardry",
        EMPTY,
    ],
)
def test_axe_finds_nothing(page: Page, path: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(path).must_be_accessible()


def test_axe_finds_nothing_on_the_way_down(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    for depth, card in enumerate(("directorates", "services", "months"), start=2):
        page.click(f"#complaints-{card}-table-tab")
        with page.one_answer():
            page.click(f"#complaints-{card}-table-panel tbody tr:first-child a")
        assert len(page.texts("nav.crumbs li")) == depth
        page.must_be_accessible()


@pytest.mark.parametrize("name", ["directorate", "service", "stage", "more"])
def test_axe_finds_nothing_with_a_filter_open(page: Page, name: str) -> None:
    page.open("/complaints")
    page.click(f"#app-filter-{name}-details > summary")
    page.must_be_accessible()


def test_axe_finds_nothing_with_the_phone_s_filters_open(page: Page) -> None:
    page.resize(*PHONE)
    page.open("/complaints")
    page.click("#app-filter-open-button")
    page.click("#app-filter-service-details > summary")
    page.must_be_accessible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_page_for_administrators(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.driver.get(page.address + "/admin")
    page.must_be_accessible()


def test_axe_finds_nothing_where_there_is_no_page(page: Page) -> None:
    page.expected_console = ("404",)
    page.driver.get(page.address + "/nowhere")
    page.must_be_accessible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_open_data(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.driver.get(page.address + "/data")
    assert len(page.all("main li a")) > 10
    page.must_be_accessible()


def test_axe_finds_nothing_when_no_answer_came(page: Page) -> None:
    page.expected_console = ("_dash-update-component", "did not respond")
    page.open("/complaints")
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*_dash-update-component*"]})
    try:
        page.run("document.querySelector('.record-links a').click()")
        page.wait(lambda: page.one("#app-failure").is_displayed(), "no word of the failure")
        page.must_be_accessible()
    finally:
        page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    with page.one_answer():
        page.click("#app-retry-button")
    assert not page.one("#app-failure").is_displayed()
    assert page.all("#complaints-records-table tbody tr")
