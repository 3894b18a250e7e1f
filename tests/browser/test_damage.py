"""A store with a broken file: the page says which quarter could not be read and shows the rest."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.page import Page
from dash.testing.browser import Browser
from serving import serving

QUARTER = "2018-19-Q2"


@pytest.fixture(scope="module")
def damaged_address(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the sample in which one quarter's complaints are a broken file."""
    folder = tmp_path_factory.mktemp("damaged")
    data = folder / "store"
    shutil.copytree(sample_store, data)
    (broken,) = (data / "extracts" / "dataset=complaints").glob(f"council=medway/quarter={QUARTER}/*/records.parquet")
    broken.write_bytes(broken.read_bytes()[:-100])
    with serving(data, folder / "server.log") as address:
        yield address


def test_the_page_names_the_broken_quarter_and_shows_the_rest(browser: Browser, damaged_address: str) -> None:
    page = Page(browser, damaged_address)
    page.reset()
    page.open("/complaints?quarter=2019-20-Q4")
    assert "Q2 2018/19" in " ".join(page.texts(".notices p"))
    assert page.headline.startswith("90.2%")
    assert page.all("#complaints-timeliness-graph .main-svg")
    page.must_be_accessible()
    page.must_be_clean()


def test_the_records_of_other_quarters_are_still_listed(browser: Browser, damaged_address: str) -> None:
    page = Page(browser, damaged_address)
    page.reset()
    page.open("/complaints?quarter=2019-20-Q4&records=received")
    assert page.all("#complaints-records-table tbody tr")
    page.must_be_clean()
