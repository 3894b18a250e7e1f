"""What a person does with a page and sees on it, for tests to say in words."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from dash.testing.browser import Browser
from PIL import Image
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

DESKTOP = (1280, 900)
PHONE = (390, 844)
SECONDS = 10

# What axe-core finds by every rule that it has switched on, and by target-size, which it keeps for WCAG 2.2. What keeps
# a rule is not gathered, which takes a tenth of the time.
AXE = """
const done = arguments[arguments.length - 1];
axe.run(arguments[0] || document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
    .then((results) => done(results.violations), (error) => done(String(error)));
"""

# Runs before the page's own scripts: counts what the server is asked, and how far things jump. Chromium leaves out
# of its own score what moves within half a second of a click; here every movement counts.
WATCH = """
(() => {
window.watched = {asked: 0, answered: 0, quietSince: 0, moved: 0, movers: []};
const fetched = window.fetch;
window.fetch = function (...request) {
    const answer = fetched.apply(this, request);
    if (/_dash-(update-component|layout)/.test(request[0].url || request[0])) {
        watched.asked += 1;
        const done = () => { watched.answered += 1; watched.quietSince = performance.now(); };
        answer.then((response) => response.clone().text()).then(done, done);
    }
    return answer;
};
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
        watched.moved += entry.value;
        watched.movers.push(...entry.sources.map(({node}) => node && (node.id || node.className || node.nodeName)));
    }
}).observe({type: "layout-shift", buffered: true});
})();
"""

# The page stands, no answer is outstanding, and every chart on the screen has been drawn.
SETTLED = """
const onScreen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < window.innerHeight;
};
// a move between pages changes the address first
const laidOut = document.getElementById("app-page")?.dataset.page;
const asked = location.pathname.slice(1).replaceAll("-", "_") || "attention";
return document.readyState === "complete"
    && document.getElementById("app-plain") === null  // the dashboard has taken over
    && document.querySelector("main h1") !== null
    && (!laidOut || laidOut === asked)
    && watched.asked === watched.answered
    && performance.now() - watched.quietSince > 150
    && [...document.querySelectorAll(".chart:not(.empty)")]
        .filter(onScreen)
        .every((chart) => chart.querySelector(".main-svg"));
"""


class Page:
    """One tab of a browser, on one server."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.driver = browser.driver
        self.address = address
        self.expected_console: tuple[str, ...] = ()
        self.console_seen: list[str] = []
        self.requests_seen: list[dict[str, Any]] = []

    # What the person does

    def reset(self, size: tuple[int, int] = DESKTOP) -> None:
        """Forgets what earlier tests left: page, storage, logs, window size."""
        self.driver.get("about:blank")
        # A history of fifty entries is full; Chromium then drops those first that a script alone has left.
        self.driver.execute_cdp_cmd("Page.resetNavigationHistory", {})
        self.driver.execute_cdp_cmd(
            "Storage.clearDataForOrigin",
            {"origin": self.address, "storageTypes": "cookies,local_storage,session_storage"},
        )
        self.resize(*size)
        self.read_logs()
        self.console_seen.clear()
        self.requests_seen.clear()

    def open(self, path: str) -> Page:
        """Opens an address of the server and waits until the page stands."""
        self.driver.get(self.address + path)
        self.settle()
        assert "could not be read" not in self.headline
        return self

    @contextlib.contextmanager
    def one_answer(self) -> Iterator[None]:
        """What is done inside leads to an answer of the server, unless it was asked for ahead; afterwards it has been
        painted."""
        look = "return [watched.answered, location.search]"
        answered, search = self.run(look)

        def came() -> bool:
            now = self.run(look)
            return bool(now[0] > answered or now[1] != search)

        yield
        self.wait(came, "no answer came")
        self.settle()

    @contextlib.contextmanager
    def without(self, *addresses: str) -> Iterator[None]:
        """Inside, nothing arrives from addresses like these; the browser's own copies are not used either."""
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
        self.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": list(addresses)})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
            self.driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})

    def resize(self, width: int, height: int) -> None:
        """Gives the page this many CSS pixels; unlike a window, it may be as narrow as a phone."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def press(self, *keys: str) -> None:
        """Presses keys, wherever the focus is."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def press_tab_until(self, reached: Callable[[], bool], most: int = 120) -> WebElement:
        """What has the focus once the Tab key has moved it to where one wants it."""
        for _ in range(most):
            self.press(Keys.TAB)
            if reached():
                return self.driver.switch_to.active_element
        raise AssertionError(f"{most} presses of Tab did not reach it")

    def click(self, selector: str) -> None:
        """Clicks the element, brought into view as a person would."""
        element = self.one(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def press_on(self, element: WebElement) -> None:
        """Moves the mouse onto the element and clicks, as charts want it, which listen to the mouse itself."""
        ActionChains(self.driver).move_to_element(element).pause(0.1).click().perform()

    # What the person sees

    def one(self, selector: str) -> WebElement:
        """The only element that the selector finds, once it is there."""
        found = self.wait(lambda: self.all(selector), f"no {selector}")
        assert len(found) == 1, f"{len(found)} elements are {selector}"
        return found[0]

    def all(self, selector: str) -> list[WebElement]:
        """The elements that the selector finds now."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """What stands in each of these elements, in the page's order."""
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent.trim())", selector
        )

    @property
    def search(self) -> str:
        """The address's query string."""
        return self.run("return location.search")

    def wait(self, look: Callable[[], Any], otherwise: str) -> Any:
        """The first truthy thing seen, looking until it is there."""
        deadline = time.monotonic() + SECONDS
        while not (seen := look()):
            assert time.monotonic() < deadline, f"{otherwise} after {SECONDS} seconds"
            time.sleep(0.05)
        return seen

    def settle(self) -> None:
        """Waits until what is on the screen has been drawn."""
        self.wait(lambda: self.run(SETTLED), "the page has not settled")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def focus_pixels(self) -> int:
        """How many pixels of the window have the colour that frames what has the focus."""
        picture = Image.open(io.BytesIO(self.driver.get_screenshot_as_png())).convert("RGB")
        return sum(
            count for count, (red, green, blue) in picture.getcolors(1 << 24) if red > 240 > green > 200 > 60 > blue
        )

    @property
    def state(self) -> dict[str, list[str]]:
        """What the address asks for."""
        return parse_qs(self.search.lstrip("?"))

    @property
    def headline(self) -> str:
        """The finding."""
        look = (
            "return [...document.querySelectorAll('main h1')].map((head) => head.innerText)"  # one may just be replaced
        )
        (found,) = self.wait(lambda: self.run(look), "no headline")
        return found.replace("\n", " ")

    # What the browser noted

    def read_logs(self) -> None:
        """Takes what the browser has noted since it was last asked."""
        self.console_seen += [f"{entry['level']} {entry['message']}" for entry in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests_seen.append(message["params"]["request"])

    def requests(self, part: str = "") -> list[str]:
        """The addresses asked for since the page was opened, those with this part."""
        self.read_logs()
        return [request["url"] for request in self.requests_seen if part in request["url"]]

    def must_be_clean(self) -> None:
        """Fails if the console holds anything unexpected, or another host was asked for anything."""
        self.read_logs()
        unexpected = [line for line in self.console_seen if not any(part in line for part in self.expected_console)]
        assert not unexpected, "The console says:\n" + "\n".join(unexpected)
        own = (self.address, "data:", "blob:", "about:", "chrome:")
        elsewhere = [request["url"] for request in self.requests_seen if not request["url"].startswith(own)]
        assert not elsewhere, "Another host was asked for " + ", ".join(elsewhere)

    # Accessibility

    def must_be_accessible(self, part: str = "") -> None:
        """Fails with what axe-core finds on the page, or in a part of it, as it stands."""
        if not self.run("return 'axe' in window"):
            self.run(axe_source())
        found = self.driver.execute_async_script(AXE, part)
        assert isinstance(found, list), found
        assert not found, "\n".join(
            f"{fault['id']}: {fault['help']}\n    " + "\n    ".join(node["html"][:200] for node in fault["nodes"][:5])
            for fault in found
        )


def axe_source() -> str:
    """axe-core's script, out of the package that carries it."""
    package = importlib.util.find_spec("axe_playwright_python")
    assert package is not None, (
        "axe-core is missing. Install it with: pip install --no-deps -c constraints.txt axe-playwright-python"
    )
    return (Path(str(package.origin)).parent / "axe.min.js").read_text(encoding="utf-8")
