"""Signing on and out in a real browser, at a real provider, which is another site to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from browser.page import PHONE, Page
from dash.testing.browser import Browser
from encrypting import encrypting
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from serving import ROOT, command, environment, free_port, started
from signing import CLIENT, CLIENT_SECRET, OTHER_SECRET, ROLES, SECRET, provider

FILTERED = "/complaints?council=medway&quarter=2019-20-Q3&stage=corporate_stage_2"
SLIDE = "/present?council=medway&quarter=2019-20-Q4&slides=complaints:timeliness,complaints:services"
POLICY = "Content Security Policy"
QUARTER = "app-filter-quarter-select"
IDLE = 8  # seconds, in the test that waits until they are over
Serve = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="module")
def ports() -> tuple[int, int, int]:
    return free_port(), free_port(), free_port()


@pytest.fixture(scope="module")
def issuer(ports: tuple[int, int, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    addresses = [f"http://127.0.0.1:{port}" for port in ports[:2]] + [f"https://127.0.0.1:{ports[2]}"]
    with provider(tmp_path_factory.mktemp("provider"), *addresses, host="localhost") as address:
        yield address


@pytest.fixture
def serve(issuer: str, ports: tuple[int, int, int], sample_store: Path, tmp_path: Path) -> Serve:
    """Starts a dashboard that asks the provider; `second` starts another one beside it."""

    @contextlib.contextmanager
    def start(*, second: bool = False, **more: Any) -> Iterator[str]:
        given = {
            "ACCESS": "oidc", "HOSTS": "127.0.0.1", "ISSUER": issuer, "CLIENT_ID": CLIENT, "ROLES": ROLES,
            "CLIENT_SECRET": CLIENT_SECRET, "SECRETS": SECRET,
        } | more  # fmt: skip
        own = environment() | {f"SCRUTINY_{name}": str(value) for name, value in given.items()}
        log = tmp_path / f"server-{second}.log"
        with started(command("serve", "--data", sample_store), ROOT, own, log, ports[second]) as address:
            yield address

    return start


def at(browser: Browser, address: str) -> Page:
    """A fresh page on the dashboard, of somebody whom neither it nor the provider knows."""
    page = Page(browser, address)
    page.reset()
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    return page


def sign_on(page: Page) -> None:
    """Goes through the provider's forms, which have been opened."""
    page.one("input[name=login]").send_keys("jo")
    page.one("input[name=password]").send_keys("x", Keys.ENTER)
    page.wait(lambda: not page.all("input[name=password]"), "the provider does not take the password")
    if page.driver.current_url.startswith("http://localhost"):
        page.one("button[type=submit]").click()
    page.wait(lambda: page.driver.current_url.startswith(page.address), "the provider does not send back")
    page.settle()


def to_sign_on(page: Page) -> bool:
    """Waits until the provider asks who it is."""
    return bool(page.wait(lambda: page.all("input[name=password]"), "nobody is asked to sign on"))


def path_of(page: Page) -> str:
    return str(page.run("return location.pathname + location.search"))


def pick(page: Page, quarter: str) -> None:
    Select(page.one(f"#{QUARTER}")).select_by_value(quarter)


def over(page: Page) -> None:
    """Waits until the page says that one has to sign on again."""
    page.wait(lambda: page.one("#app-failure").is_displayed(), "nothing is said")
    page.wait(lambda: page.texts("#app-failure-title") == ["You have to sign on again"], "something else is said")
    assert page.texts("#app-retry-button") == ["Sign on"]


def test_one_signs_on_lands_on_the_page_that_was_asked_for_and_signs_out(
    browser: Browser, serve: Serve, issuer: str
) -> None:
    with serve() as address:
        page = at(browser, address)
        page.driver.get(address + FILTERED)
        to_sign_on(page)
        sign_on(page)
        assert path_of(page) == FILTERED
        assert page.texts("#app-signed-on .account") == ["jo"]
        assert "scrutiny" not in page.run("return document.cookie")
        with page.one_answer():
            pick(page, "2019-20-Q2")
        assert page.state["quarter"] == ["2019-20-Q2"]
        page.must_be_accessible()
        page.resize(*PHONE)
        page.must_be_accessible()
        assert page.run("return document.documentElement.scrollWidth") <= PHONE[0]
        page.open(FILTERED)
        page.press_tab_until(lambda: page.run("return document.activeElement.textContent") == "Sign out")
        page.press(Keys.ENTER)
        page.wait(lambda: page.driver.current_url.startswith("http://localhost"), "the provider is not told")
        page.one("button[name=logout]").click()
        page.wait(lambda: page.texts("main h1") == ["You have signed out"], "nothing is said")
        assert path_of(page).startswith("/signed-out")
        page.must_be_accessible()
        while not page.driver.current_url.startswith(f"{issuer}/interaction"):
            page.driver.back()  # to pages that the browser might have kept
            assert "/complaints" not in page.driver.current_url
        page.driver.get(address + FILTERED)
        to_sign_on(page)
        page.read_logs()
        faults = [
            line for line in page.console_seen if line.startswith("SEVERE") and (address in line or POLICY in line)
        ]
        assert faults == []  # others are the provider's: its own pages ask for a font elsewhere


def test_who_was_away_is_told_where_they_are_and_is_back_there_after_signing_on(browser: Browser, serve: Serve) -> None:
    with serve() as address:
        page = at(browser, address)
        page.driver.get(address + FILTERED)
        sign_on(page)
        cookie = page.driver.get_cookie("scrutiny")
        page.driver.delete_cookie("scrutiny")
        pick(page, "2019-20-Q2")
        over(page)
        page.driver.add_cookie(cookie)  # as if one had signed on in another tab
        with page.one_answer():
            pick(page, "2019-20-Q4")
        assert not page.one("#app-failure").is_displayed()
        page.driver.delete_cookie("scrutiny")
        pick(page, "2019-20-Q1")
        over(page)
        assert page.state["quarter"] == ["2019-20-Q1"]
        page.must_be_accessible()
        page.click("#app-retry-button")  # the provider still knows who it is
        page.wait(lambda: not page.all("#app-failure:not([hidden])"), "one is not back")
        page.settle()
        assert page.state["quarter"] == ["2019-20-Q1"]
        assert page.run("return document.getElementById(arguments[0]).value", QUARTER) == "2019-20-Q1"
        assert page.texts("#app-signed-on .account") == ["jo"]


def test_who_does_nothing_for_long_signs_on_again(browser: Browser, serve: Serve) -> None:
    with serve(IDLE_SECONDS=IDLE) as address:
        page = at(browser, address)
        page.driver.get(address + FILTERED)
        sign_on(page)
        refused = "return fetch('/api/v1/measures').then((answer) => answer.status)"
        assert page.run(refused) == 200
        page.run(f"window.since = performance.now(); window.idle = {1000 * IDLE + 1000}")
        page.wait(lambda: page.run("return performance.now() - window.since > window.idle"), "the clock stands still")
        assert page.run(refused) == 401
        pick(page, "2019-20-Q2")
        over(page)


def test_a_slide_and_an_export_say_it_too(browser: Browser, serve: Serve) -> None:
    with serve() as address:
        page = at(browser, address)
        page.driver.get(address + SLIDE)
        sign_on(page)
        page.driver.delete_cookie("scrutiny")
        page.press("/")
        pick(page, "2019-20-Q1")
        over(page)
        assert page.state["quarter"] == ["2019-20-Q1"]
        page.click("#app-retry-button")
        page.wait(lambda: page.texts("#present-quarter-text") == ["Q1 2019/20"], "one is not back")
        page.open(FILTERED)
        page.driver.delete_cookie("scrutiny")
        page.click("#app-export-button")
        page.click("[data-export='docx'][data-page='complaints']")
        over(page)
        assert "not signed on" in page.one("#app-export-progress").text
        page.click("#app-retry-button")
        page.wait(lambda: not page.all("#app-failure:not([hidden])"), "one is not back")
        assert path_of(page) == FILTERED


def test_two_servers_know_one_session_also_after_a_restart_and_with_another_secret(
    browser: Browser, serve: Serve
) -> None:
    with serve() as address:
        page = at(browser, address)
        page.driver.get(address + FILTERED)
        sign_on(page)
        with serve(second=True) as other:  # a cookie is one for every port of a name
            assert Page(browser, other).open(FILTERED).texts("#app-signed-on .account") == ["jo"]
    with serve(SECRETS=f"{OTHER_SECRET}, {SECRET}") as again:
        page = Page(browser, again).open(FILTERED)
        with page.one_answer():
            pick(page, "2019-20-Q2")
        assert page.texts("#app-signed-on .account") == ["jo"]


def test_over_https_cookies_are_sent_by_https_alone_and_by_no_other_name(
    browser: Browser, serve: Serve, ports: tuple[int, int, int], tmp_path: Path
) -> None:
    with serve(TLS="true"), encrypting(ports[0], ports[2], tmp_path) as address:
        page = at(browser, address)
        page.driver.execute_cdp_cmd("Security.setIgnoreCertificateErrors", {"ignore": True})
        try:
            page.driver.get(address + FILTERED)
            sign_on(page)
            assert path_of(page) == FILTERED
            with page.one_answer():
                pick(page, "2019-20-Q2")
            (cookie,) = [one for one in page.driver.get_cookies() if "scrutiny" in one["name"]]
            assert cookie["name"] == "__Host-scrutiny"
            assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
            page.click("#app-signed-on a")
            page.one("button[name=logout]").click()
            page.wait(lambda: page.texts("main h1") == ["You have signed out"], "nothing is said")
            assert not [one for one in page.driver.get_cookies() if "scrutiny" in one["name"]]
        finally:
            page.driver.execute_cdp_cmd("Security.setIgnoreCertificateErrors", {"ignore": False})
