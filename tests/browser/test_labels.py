"""The words in a chart stay whole: on the narrowest screen, and with the spacing that WCAG 1.4.12 lets readers set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.page import Page
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from dashboard.pages.registry import PAGES

EACH = pytest.mark.parametrize("path", [page.path for page in PAGES if page.dataset])
NARROW = (320, 800)
LAPTOP = (1366, 900)
A_LITTLE = 2  # pixels: letters have room of their own around them

# The spacing of 1.4.12, as a reader's own style sheet sets it.
SPACED = """
const own = document.createElement("style");
own.textContent = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important } "
    + "* { word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
document.head.append(own);
"""

# Every label of a chart that cannot be seen whole, whatever one scrolls: what cuts it off, and by how many pixels.
CUT = """
const cut = [];
const room = (box) => {
    const {left, right} = box.getBoundingClientRect();
    const moves = /auto|scroll/.test(getComputedStyle(box).overflowX);
    return moves ? [left - box.scrollLeft, left - box.scrollLeft + box.scrollWidth] : [left, right];
};
for (const label of document.querySelectorAll(".card:not([hidden]) .chart text")) {
    const {left, right, width} = label.getBoundingClientRect();
    if (!width || !label.textContent.trim() || !label.checkVisibility({opacityProperty: true})) continue;
    let box = label.parentElement;
    for (; box && box.localName !== "main"; box = box.parentElement) {
        const cuts = box instanceof HTMLElement || box.matches(".main-svg");
        if (getComputedStyle(box).overflowX === "visible" || !cuts) continue;
        const [from, to] = room(box);
        const lost = Math.max(from - left, right - to);
        const by = box.className.baseVal ?? box.className;
        if (lost > arguments[0]) cut.push([label.textContent, by, Math.round(lost)]);
        if (/auto|scroll/.test(getComputedStyle(box).overflowX)) break;
    }
    if (!box || box.localName === "main") {
        const lost = Math.max(-left, right - document.documentElement.clientWidth);
        if (lost > arguments[0]) cut.push([label.textContent, "window", Math.round(lost)]);
    }
}
return cut;
"""

# Every two lines of words in a chart that lie over each other, and every name of an axis that lies over a bar.
OVER = """
const over = [];
const boxes = (chart, what) => [...chart.querySelectorAll(what)].filter((one) => one.getBoundingClientRect().width)
    .map((one) => [one.textContent, one.getBoundingClientRect()]);
const common = ([, one], [, other]) => Math.min(
    Math.min(one.right, other.right) - Math.max(one.left, other.left),
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
);
for (const chart of document.querySelectorAll(".card:not([hidden]) .chart")) {
    const lines = boxes(chart, "text:not(:has(.line)), .line").filter(([words]) => words.trim());
    const bars = boxes(chart, ".bars .point path");
    const pairs = lines.flatMap((one, place) => lines.slice(place + 1).map((other) => [one, other]));
    const names = boxes(chart, ".ytick text, .xtick text").flatMap((one) => bars.map((bar) => [one, bar]));
    for (const [one, other] of [...pairs, ...names]) {
        if (common(one, other) > arguments[0]) over.push([chart.id, one[0], other[0], Math.round(common(one, other))]);
    }
}
return over;
"""

# Letters half as large again, as a reader's browser has them.
LARGER = """
new MutationObserver((_, seen) => {
    if (!document.documentElement) return;
    document.documentElement.style.fontSize = "24px";
    seen.disconnect();
}).observe(document, {childList: true});
"""

# How much larger than it was drawn each chart is seen, and by how much it leaves the place that it has in its card.
GROWN = """
return [...document.querySelectorAll(".card:not([hidden]) .chart:not(.empty)")].map((chart) => {
    const {bottom, width} = chart.getBoundingClientRect();
    return [width / chart.offsetWidth, bottom - chart.parentElement.getBoundingClientRect().bottom];
});
"""


DRAWN = ".chart:not(.empty)"
# What a chart keeps free at its right, in pixels, and whether it is as wide as its panel, or as it must be at least.
RIGHT = "return document.getElementById(arguments[0]).layout.margin.r"
ROOMY = """
const {layout, parentElement} = document.getElementById(arguments[0]);
return layout.width === parentElement.clientWidth || (layout.width > parentElement.clientWidth && innerWidth < 500);
"""


def drawn(page: Page, path: str) -> None:
    """Opens the page and waits until each of its charts is drawn."""
    page.open(path)
    for chart in brought(page, ".chart"):
        page.wait(lambda chart=chart: page.all(f"#{chart} .main-svg, #{chart}.empty"), f"{chart} is not drawn")


def brought(page: Page, charts: str) -> Iterator[str]:
    """The ids of these charts, each when it has been brought to the middle of the window."""
    for chart in page.run(
        f"return [...document.querySelectorAll('.card:not([hidden]) {charts}')].map((one) => one.id)"
    ):
        page.run("document.getElementById(arguments[0]).scrollIntoView({block: 'center'})", chart)
        yield chart


@EACH
def test_on_the_narrowest_screen_every_label_can_be_seen_whole(page: Page, path: str) -> None:
    page.resize(*NARROW)
    drawn(page, path)
    assert page.run(CUT, A_LITTLE) == []
    assert page.run("return document.documentElement.scrollWidth") <= NARROW[0]


@EACH
def test_with_the_spacing_of_the_guidelines_every_label_stays_whole(page: Page, path: str) -> None:
    page.resize(*LAPTOP)
    drawn(page, path)
    right = {chart: page.run(RIGHT, chart) for chart in brought(page, DRAWN)}
    page.run(SPACED)
    for size in (LAPTOP, NARROW):
        page.resize(*size)
        for chart in brought(page, DRAWN):
            page.wait(lambda chart=chart: page.run(RIGHT, chart) != right[chart], f"{chart} keeps its room")
            page.wait(lambda chart=chart: page.run(ROOMY, chart), f"{chart} is drawn for another width")
        assert page.run(OVER, A_LITTLE) == []
        assert page.run(CUT, A_LITTLE) == []
        assert page.run("return document.documentElement.scrollWidth") <= size[0]


def test_a_slide_has_room_for_letters_that_are_apart(page: Page) -> None:
    page.resize(*LAPTOP)
    page.open("/present?council=medway&quarter=2019-20-Q4&slide=complaints:services")
    page.wait(lambda: page.all("#present-graph .main-svg"), "the slide has no chart")
    right = page.run(RIGHT, "present-graph")
    page.run(SPACED)
    page.wait(lambda: page.run(RIGHT, "present-graph") > right, "the chart keeps its room")


@pytest.fixture
def larger(page: Page) -> Iterator[Page]:
    """A page in a browser whose letters are half as large again."""
    script = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LARGER})
    yield page
    page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.mark.parametrize("size", [NARROW, LAPTOP], ids=["narrow", "laptop"])
@EACH
def test_charts_grow_with_the_reader_s_letters_and_every_label_stays_whole(
    larger: Page, path: str, size: tuple[int, int]
) -> None:
    larger.resize(*size)
    drawn(larger, path)
    for grown, outside in larger.run(GROWN):
        assert grown == pytest.approx(1.5, abs=0.01)
        assert outside <= 1
    assert larger.run(CUT, A_LITTLE) == []
    assert larger.run("return document.documentElement.scrollWidth") <= size[0]


def test_at_the_usual_size_of_letters_charts_are_as_they_are_drawn(page: Page) -> None:
    page.resize(*LAPTOP)
    drawn(page, "/complaints")
    assert {round(grown, 2) for grown, _ in page.run(GROWN)} == {1}
    assert page.run("return getComputedStyle(document.querySelector('.chart')).transform") == "none"


def test_keys_and_pointer_find_the_marks_of_a_larger_chart(larger: Page) -> None:
    larger.resize(*LAPTOP)
    drawn(larger, "/complaints?council=medway&quarter=2019-20-Q4")
    graph = "#complaints-timeliness-graph"
    larger.run("document.querySelector(arguments[0]).focus()", graph)
    larger.press(Keys.END)
    assert larger.focus_pixels() > 3000  # a frame around the chart
    ring, mark = (
        larger.run(
            "const {left, top, width, height} = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [left + width / 2, top + height / 2]",
            f"{graph} {part}",
        )
        for part in (".ring-line", ".trace.scatter:has(.point) .point:last-child")
    )
    assert ring == pytest.approx(mark, abs=2)
    larger.press(Keys.ESCAPE)
    larger.wait(lambda: not larger.all(".hovertext"), "the label stays")
    ActionChains(larger.driver).move_to_element(larger.all(f"{graph} .point")[-1]).perform()
    larger.wait(lambda: larger.all(f"{graph} .hovertext"), "the pointer finds no mark")
