"""A click in a real Chromium: on the dashboard, and on a bare page that gives the same charts to Plotly."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotly
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.chromium import with_flags

WIDTH, HEIGHT = 1280, 2000  # tall enough whatever is said above the charts
CHARTS = 5

# Keeps what the server answered by what was asked, for the next quarter is asked ahead; and turns one change of a
# filter into the time until the last chart has been redrawn and the browser has shown it.
WATCH = """
window.bench = {address: "", answers: {}};
const fetched = window.fetch;
window.fetch = async function (...request) {
    const answer = await fetched.apply(this, request);
    if (String(request[0].url || request[0]).includes("_dash-update-component")) {
        bench.address = String(request[0].url || request[0]);
        bench.answers[request[1].body] = answer.clone();
    }
    return answer;
};
window.shown = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
// The milliseconds from `start` until the first and the last of these cards' charts are shown as the answer has them.
window.redrawn = (keys, start) => new Promise((done) => {
    const left = new Set(keys), times = [], since = () => times.push(performance.now() - start);
    const mark = performance.mark;
    performance.mark = function (name, options) {
        const first = left.size === keys.length;
        if (name === "chart" && left.delete(options.detail)) {
            if (first) shown().then(since);
            if (!left.size) {
                performance.mark = mark;
                shown().then(since).then(() => done(times));
            }
        }
        return mark.apply(performance, [name, options]);
    };
});
"""

# The charts that the page redraws at once: those in the window or near it.
NEAR = """
return [...document.querySelectorAll(".card:not([hidden]) .chart")]
    .filter((chart) => chart.clientWidth && chart.querySelector(".main-svg"))
    .map((chart) => chart.id);
"""

CHANGE = """
const [ids, value] = arguments, done = arguments[arguments.length - 1];
const select = document.getElementById("app-filter-quarter-select");
const keys = ids.map((id) => document.getElementById(id).closest("[data-card]").dataset.card);
const start = performance.now();
redrawn(keys, start).then(done);
select.value = value;
select.dispatchEvent(new Event("change", {bubbles: true}));
"""

ANSWER = """
const done = arguments[arguments.length - 1];
const body = Object.keys(bench.answers).find((one) => one.includes(JSON.stringify(location.search)));
bench.answers[body].text().then((text) => done([bench.address, body, text]));
"""

BARE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Plotly alone</title>
<script src="plotly.min.js"></script><body style="margin:0">%s</body></html>"""

BARE_LOADED = """<script>
const figures = %s;
Promise.all(figures.map((figure, place) => Plotly.newPlot("chart" + place, figure.data, figure.layout,
    {displayModeBar: false, responsive: false, doubleClick: false})))
    .then(() => requestAnimationFrame(() => requestAnimationFrame(() => { window.took = performance.now(); })));
</script>"""

BARE_CHANGE = """
const figures = arguments[0], done = arguments[arguments.length - 1];
const charts = figures.map((figure, place) => document.getElementById("chart" + place));
const start = performance.now();
Promise.all(figures.map((figure, place) => Plotly.react(charts[place], figure.data, figure.layout,
    {displayModeBar: false, responsive: false, doubleClick: false})))
    .then(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
    .then(() => done(performance.now() - start));
"""

# Until every chart in the window or near it has been drawn, from the moment the address was asked for.
OPENED = """
const wanted = arguments[0], done = arguments[arguments.length - 1];
const drawn = () => [...document.querySelectorAll(".chart")].filter((chart) => chart.querySelector(".main-svg"));
const look = () => drawn().length >= wanted
    ? shown().then(() => done(performance.now()))
    : requestAnimationFrame(look);
look();
"""


# Goes to another page by its link in the navigation, until the first chart is shown there.
MOVE = """
const [path] = arguments, done = arguments[arguments.length - 1];
const before = document.querySelector("main h1");
const start = performance.now();
[...document.querySelectorAll("#app-navigation a")].find((link) => link.pathname === path).click();
const look = () => document.querySelector("main h1") !== before && document.querySelector(".chart .main-svg")
    ? shown().then(() => done(performance.now() - start))
    : requestAnimationFrame(look);
look();
"""

# The bytes that came over the network for what is on the page.
BYTES = """
return performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
    .reduce((sum, one) => sum + one.transferSize, 0);
"""


@dataclass(frozen=True)
class Click:
    """One change of the quarter: how long it took, what was asked, and what the server answered."""

    first: float  # milliseconds until the first chart was shown
    milliseconds: float  # until the last one was
    busy: float  # milliseconds of the page's main thread until then
    address: str
    body: str
    figures: list[dict[str, Any]]


@contextmanager
def chromium(profile: Path) -> Iterator[webdriver.Chrome]:
    """A browser of its own with a window tall enough for five charts."""
    driver = webdriver.Chrome(options=with_flags(Options(), profile))
    try:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False},
        )
        driver.execute_cdp_cmd("Performance.enable", {})
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


class Dashboard:
    """The complaints page, with five charts and a table in sight."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address
        self.charts: list[str] = []

    def open(self, search: str = "") -> float:
        """The milliseconds from asking for the page, in this state, to its charts being shown."""
        self.driver.get("about:blank")
        self.driver.get(f"{self.address}/complaints{search}")
        return float(self.driver.execute_async_script(OPENED, CHARTS))

    def open_cold(self) -> tuple[float, float]:
        """The same with an empty cache, and the bytes that came."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        milliseconds = self.open()
        return milliseconds, float(self.driver.execute_script(BYTES))

    def pages(self) -> list[str]:
        """The paths that the navigation leads to."""
        return list(
            self.driver.execute_script(
                "return [...document.querySelectorAll('#app-navigation a')].map((link) => link.pathname)"
            )
        )

    def move(self, path: str) -> float:
        """The milliseconds from following a link to another page to its first chart being shown."""
        return float(self.driver.execute_async_script(MOVE, path))

    def busy(self) -> float:
        """The milliseconds that the page's main thread has worked."""
        metrics = self.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    def settle(self) -> None:
        """Opens the Table tab of every chart but five."""
        near: list[str] = self.driver.execute_script(NEAR)
        for chart in near[CHARTS:]:
            self.driver.execute_script(
                "document.getElementById(arguments[0]).click()", chart.removesuffix("graph") + "table-tab"
            )
        self.charts = near[:CHARTS]
        if len(self.charts) < CHARTS:
            raise RuntimeError(f"Only {len(near)} charts are near a window {HEIGHT} pixels tall; make it taller.")

    def quarters(self) -> list[str]:
        """The quarters that the filter offers."""
        return list(
            self.driver.execute_script(
                "return [...document.querySelectorAll('#app-filter-quarter-select option')].map((o) => o.value)"
            )
        )

    def click(self, quarter: str) -> Click:
        """Chooses a quarter and waits for the charts."""
        before = self.busy()
        first, last = map(float, self.driver.execute_async_script(CHANGE, self.charts, quarter))
        busy = self.busy() - before
        address, body, text = self.driver.execute_async_script(ANSWER)
        return Click(first, last, busy, address, body, [self.fitted(chart, text) for chart in self.charts])

    def fitted(self, chart: str, text: str) -> dict[str, Any]:
        """The figure of a chart out of the server's answer, as wide as the page draws it."""
        answer = json.loads(text)["response"]
        cards = next(part["data"]["cards"] for part in answer.values() if "data" in part)
        figure: dict[str, Any] = next(
            card["figure"] for card in cards if f"-{card['key'].replace('_', '-')}-graph" in chart
        )
        width = self.driver.execute_script("return document.getElementById(arguments[0]).clientWidth", chart)
        return {"data": figure["data"], "layout": {**figure["layout"], "width": width}}


class Bare:
    """A page without anything but Plotly and places for five charts."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        places = "".join(f'<div id="chart{place}" style="width:50%"></div>' for place in range(CHARTS))
        self.html = BARE % places
        (folder / "index.html").write_text(self.html, encoding="utf-8")
        bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        (folder / "plotly.min.js").write_bytes(bundle.read_bytes())
        handler = functools.partial(Quiet, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        driver.get(self.address + "/index.html")

    def draw(self, figures: list[dict[str, Any]]) -> float:
        """The milliseconds from ready figures to their being shown."""
        return float(self.driver.execute_async_script(BARE_CHANGE, figures))

    def open_cold(self, figures: list[dict[str, Any]]) -> float:
        """The milliseconds, with an empty cache, from asking for a page with these figures to their being shown."""
        inside = json.dumps(figures).replace("</", "<\\/")
        (self.folder / "loaded.html").write_text(self.html + BARE_LOADED % inside, encoding="utf-8")
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        self.driver.get("about:blank")
        self.driver.get(self.address + "/loaded.html")
        return float(WebDriverWait(self.driver, 60).until(lambda one: one.execute_script("return window.took")))

    def close(self) -> None:
        """Ends the page's server."""
        self.server.shutdown()
        self.server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the folder without a word."""

    def log_message(self, format: str, *values: Any) -> None:  # noqa: A002 the name that the class gives it
        """Says nothing."""
