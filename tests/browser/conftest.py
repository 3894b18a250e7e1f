"""A real Chromium in front of the server that `scrutiny serve` starts.

The browser is dash[testing]'s, with its `server_url` on the production server: nothing here runs Dash's
development server. One browser serves all tests; each gets a fresh page of it, and at its end the console
must be empty and nothing may have been asked of another host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browser.chromium import ListeningOptions, with_flags
from browser.page import WATCH, Page
from dash.testing.browser import Browser


@pytest.fixture(scope="session")
def new_browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Browser]:
    """Starts a browser of its own, with a profile and a download folder of its own."""

    def start() -> Browser:
        browser = Browser(
            "chrome",
            headless=True,
            options=[with_flags(ListeningOptions(), tmp_path_factory.mktemp("profile"))],
            download_path=str(tmp_path_factory.mktemp("downloads")),
            percy_run=False,
        )
        browser.driver.implicitly_wait(0)
        browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        return browser

    return start


@pytest.fixture(scope="session")
def browser(new_browser: Callable[[], Browser]) -> Iterator[Browser]:
    """The browser that the tests share."""
    with new_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser, sample_address: str) -> Iterator[Page]:
    """A fresh page on the sample; it must leave a clean console and a quiet network."""
    fresh = Page(browser, sample_address)
    fresh.reset()
    yield fresh
    fresh.must_be_clean()
