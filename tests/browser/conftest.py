"""A real Chromium in front of the server that `scrutiny serve` starts.

The browser is dash[testing]'s, with its `server_url` on the production server: nothing here runs Dash's
development server. One browser serves all tests; each gets a fresh page of it, and at its end the console
must be empty and nothing may have been asked of another host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.page import WATCH, Page
from dash.testing.browser import Browser
from selenium.webdriver.chrome.options import Options

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class ListeningOptions(Options):
    """Chromium's options with everything logged: dash[testing] would ask for severe console messages only."""

    def set_capability(self, name: str, value: object) -> None:
        """Sets a capability; that of the logs is ours."""
        super().set_capability(name, {"browser": "ALL", "performance": "ALL"} if name == "goog:loggingPrefs" else value)


def chromium(profile: Path) -> list[Options]:
    """Options of a Chromium that shows no window, calls nobody and remembers nothing."""
    options = ListeningOptions()
    for flag in (*FLAGS, "--headless", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return [options]


@pytest.fixture(scope="session")
def new_browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Browser]:
    """Starts a browser of its own, with a profile and a download folder of its own."""

    def start() -> Browser:
        browser = Browser(
            "chrome",
            headless=True,
            options=chromium(tmp_path_factory.mktemp("profile")),
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
