"""The procurement page as a member meets it: from the council to one contract."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page

Q4 = "/procurement?council=medway&quarter=2019-20-Q4"


def test_a_journey_from_the_council_to_one_contract(page: Page) -> None:
    page.open(Q4)
    assert page.headline.startswith("Contracts awarded in the last five years bring £60.8 million")
    assert page.texts(".tile .figure")[2] == "£60.8 million"
    page.click("#procurement-categories-table-tab")
    with page.one_answer():
        page.click("#procurement-categories-table-panel tbody tr:first-child a")
    page.click("#procurement-ending-table-tab")
    contract = page.texts("#procurement-ending-table-panel tbody tr:first-child a")[0]
    with page.one_answer():
        page.click("#procurement-ending-table-panel tbody tr:first-child a")
    assert page.texts("#procurement-records-title")[0].endswith(contract)
    assert page.texts("#procurement-records-summary")[0].startswith("Construction. Awarded to")
    with page.one_answer():
        page.click("#procurement-records-close-link")
    assert page.all("#procurement-records:not([hidden])") == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    [
        Q4 + "&records=awarded",
        Q4 + "&records=ending&find=C1617-077",
        Q4 + "&directorate=Children+and+Adults&service=School+Admissions&month=2020-01",
        "/procurement?quarter=2013-14-Q1&service=Waste+Services&years=all",
    ],
)
def test_axe_finds_nothing_and_nothing_runs_off_the_screen(page: Page, path: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(path).must_be_accessible()
    assert page.run("return document.documentElement.scrollWidth") <= size[0]
