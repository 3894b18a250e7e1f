"""The temporary accommodation page as a member meets it."""

from __future__ import annotations

import pytest
from browser.page import DESKTOP, PHONE, Page

KEY = "temporary_accommodation"
Q4 = "/temporary-accommodation?council=medway&quarter=2019-20-Q4"


def test_a_journey_from_the_council_to_the_placements_of_a_month(page: Page) -> None:
    page.open(Q4)
    assert page.headline.startswith("412 households were in temporary accommodation at the end of March 2020")
    assert page.texts(".tile .figure") == ["412", "2", "131"]
    for card, row in (("directorates", "first"), ("services", "last"), ("months", "last")):
        page.click(f"#{KEY}-{card}-table-tab")
        with page.one_answer():
            page.click(f"#{KEY}-{card}-table-panel tbody tr:{row}-child a")
    assert page.texts("nav.crumbs li")[2:] == ["Housing Management", "March 2020"]
    assert page.headline.startswith("64 households")
    with page.one_answer():
        page.click(".record-links a:first-of-type")
    assert len(page.texts(f"#{KEY}-records-table tbody tr")) == 25


def test_a_type_alone_has_its_own_households_and_no_card_of_types(page: Page) -> None:
    page.open(Q4)
    with page.one_answer():
        page.click(".tile-title a")
    assert page.headline.startswith("10 households were in temporary accommodation (bed and breakfast)")
    shown = page.run("return [...document.querySelectorAll('.card:not([hidden])')].map((card) => card.dataset.card)")
    assert "bed_and_breakfast" in shown
    assert not {"types", "rate"} & set(shown)


def test_the_bridge_is_told_in_words_and_in_its_table(page: Page) -> None:
    page.open("/temporary-accommodation?council=medway&quarter=2017-18-Q2")
    finding = "146 households came into temporary accommodation and 119 left: 27 more than at the start."
    assert page.one(f"#{KEY}-bridge-finding").text == finding
    page.click(f"#{KEY}-bridge-table-tab")
    assert page.texts(f"#{KEY}-bridge-table-panel tbody td") == ["327", "146", "−119", "354"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "query",
    [
        "&service=Housing+Management&month=2020-02&records=open",
        "&accommodation_type=hostel&accommodation_type=other&basis=first_published&years=all",
        "&service=Housing+Management&accommodation_type=hostel",
    ],
)
def test_axe_finds_nothing_in_its_other_states(page: Page, query: str, size: tuple[int, int]) -> None:
    page.resize(*size)
    page.open(Q4 + query).must_be_accessible()
