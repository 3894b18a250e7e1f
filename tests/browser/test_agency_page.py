"""The agency staff page as an analyst and an officer of a council with five quarters meet it."""

from __future__ import annotations

import csv
import io
import urllib.request

import pytest
from browser.page import DESKTOP, PHONE, Page

THURROCK = "/agency?council=thurrock"


def test_five_quarters_are_enough_for_the_finding_the_tiles_and_every_chart(page: Page) -> None:
    page.open(THURROCK)
    assert page.headline.startswith("Agency staff cost £2.4 million in April to June 2016, 17.5% more")
    assert page.texts(".tile .figure") == ["£2.4m", "227", "12.2%", "£10,665"]
    for card in page.all(".card:not([hidden])"):
        page.run("arguments[0].scrollIntoView({block: 'center'})", card)
        page.settle()
        assert not card.find_elements("css selector", ".chart.empty")


def test_the_way_down_leads_from_the_council_to_the_months_of_one_assignment(page: Page) -> None:
    page.open("/agency?council=medway&quarter=2019-20-Q4")
    for depth, card in enumerate(("directorates", "services", "months"), start=2):
        page.click(f"#agency-{card}-table-tab")
        with page.one_answer():
            page.click(f"#agency-{card}-table-panel tbody tr:first-child a")
        assert len(page.texts("nav.crumbs li")) == depth
    with page.one_answer():
        page.click(".record-links a")
    assert page.texts("#agency-records-table tbody tr")
    assert set(page.state) >= {"directorate", "service", "month", "records"}
    with page.one_answer():
        page.click("#agency-records-table thead th:nth-child(7) a")
    assert page.state["sort"] == ["spend_gbp"]


def test_a_number_of_places_side_by_side_leads_to_its_place_in_its_quarter(page: Page) -> None:
    page.open("/agency?council=medway&quarter=2019-20-Q4")
    with page.one_answer():
        page.click("#agency-directorates-over-time-table-panel tbody tr:first-child td:last-child a")
    assert (page.state["directorate"], page.state["quarter"]) == (["Children and Adults"], ["2017-18-Q1"])
    assert page.one("#agency-services-over-time-card").is_displayed()
    assert not page.one("#agency-directorates-over-time-card").is_displayed()


def test_a_reason_is_a_filter_that_its_own_card_sets(page: Page) -> None:
    page.open(THURROCK)
    page.click("#agency-reasons-table-tab")
    with page.one_answer():
        page.click("#agency-reasons-table-panel tbody tr:first-child a")
    assert page.state["reason"] == ["vacancy"]
    assert page.headline.startswith("Agency staff (vacancy) cost")
    assert not page.one("#agency-reasons-card").is_displayed()


def test_the_download_of_records_holds_every_month_of_the_quarter(page: Page) -> None:
    page.open(f"{THURROCK}&records=counts")
    with urllib.request.urlopen(f"{page.address}/download/agency/records.csv{page.search}") as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    assert round(sum(float(row["Spend"]) for row in rows)) == 2_420_872


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("search", ["&records=counts", "&directorate=Environment+and+Place&scheme=achieved_failed"])
def test_axe_finds_nothing(page: Page, search: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(THURROCK + search).must_be_accessible()
