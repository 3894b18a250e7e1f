"""A page whose data a council lacks says so, can be left by its links, and comes back to life with another council."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.support.select import Select

LACKING = "/complaints?council=thurrock"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_says_what_is_missing_and_leads_to_what_there_is(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(LACKING).must_be_accessible()
    assert page.headline == "No complaints data have been loaded for Thurrock"
    page.click(".record-links a[href^='/agency']")
    page.wait(lambda: "agency" in page.headline.lower(), "the page that has data did not open")


def test_another_council_brings_its_charts(page: Page) -> None:
    page.open(LACKING)
    assert not page.all(".card:not([hidden])")
    Select(page.one("#app-filter-council-select")).select_by_value("medway")
    page.wait(lambda: "corporate stage 1 complaints were answered" in page.headline, "Medway did not come")
    assert page.all(".card:not([hidden])")
