"""The navigation leads only to pages for which the council on show has data, and takes council and quarter along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.basics.config import Settings
from dashboard.pages.registry import PAGES, asked, page_called
from dashboard.store.data import Data
from layouts.shell import navigation_links


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def links(data: Data, key: str, search: str) -> dict[str, Any]:
    """The addresses in the navigation by their titles."""
    page = page_called(key)
    found = [item.children for item in navigation_links(page, data, asked(data, page, search)[0])]
    return {link.children: link.href for link in found}


def test_a_council_with_part_of_the_data_has_part_of_the_pages(data: Data) -> None:
    maidstone, medway = (links(data, "digital", f"?council={name}") for name in ("maidstone", "medway"))
    assert "Digital take-up" in maidstone
    assert "Complaints" not in maidstone
    assert {"Complaints", "Digital take-up"} <= medway.keys()


def test_links_keep_the_council_and_the_quarter(data: Data) -> None:
    found = links(data, "digital", "?council=medway&quarter=2018-19-Q2&channel=post&service=Licensing")
    assert found["Complaints"] == "/complaints?council=medway&quarter=2018-19-Q2"


def test_a_quarter_that_the_other_page_does_not_have_is_left_out(data: Data) -> None:
    found = links(data, "complaints", "?council=medway&quarter=2015-16-Q1")
    assert found["Digital take-up"] == "/digital?council=medway"


def test_one_link_is_that_of_the_page_itself(data: Data) -> None:
    page = page_called("digital")
    found = navigation_links(page, data, asked(data, page, "")[0])
    here = [item.children.children for item in found if getattr(item.children, "aria-current", None)]
    assert here == ["Digital take-up"]


def test_every_page_is_in_reach_where_nothing_is_known_of_the_council() -> None:
    found = navigation_links(page_called("digital"), None, None)
    assert len(found) == sum(page.in_navigation for page in PAGES)
