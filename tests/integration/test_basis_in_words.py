"""The basis and the status words on show stand in words on every page, with the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.basics.config import Settings
from dashboard.pages.registry import page_called
from dashboard.store.data import Data
from layouts.themed import ThemedPage, header

QUARTER = "council=medway&quarter=2019-20-Q4"
FIRST, LATEST = "Figures as first published.", "Show the latest figures"
PAGES = {"attention": "", "complaints": "", "plan": "", "measure": "&measure=complaints_timeliness"}


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def shown(data: Data, key: str, search: str) -> str:
    """The head of a page as it is laid out, as text."""
    page = page_called(key, data)
    view, _ = ThemedPage.of(data, page).content(data, f"?{QUARTER}{search}{PAGES[key]}")
    return str(header(page, view))


@pytest.mark.parametrize("key", PAGES)
def test_the_basis_stands_in_words_with_the_way_back(data: Data, key: str) -> None:
    usual, first = shown(data, key, ""), shown(data, key, "&basis=first_published")
    assert FIRST not in usual
    assert FIRST in first
    assert first.partition(LATEST)[2].split("href='", 1)[1].split("'")[0] == f"?{QUARTER}{PAGES[key]}"


@pytest.mark.parametrize("key", PAGES)
def test_chosen_status_words_stand_there_too(data: Data, key: str) -> None:
    assert "Status words chosen" not in shown(data, key, "")
    assert "Status words chosen: Achieved or failed. " in shown(data, key, "&scheme=achieved_failed").replace(
        "', ' '", " "
    )
