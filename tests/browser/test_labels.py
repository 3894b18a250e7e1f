"""The words in a chart stay whole: on the narrowest screen, and with the spacing that WCAG 1.4.12 lets readers set."""

from __future__ import annotations

import pytest
from browser.page import Page

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


def drawn(page: Page, path: str) -> None:
    """Opens the page and waits until each of its charts is drawn."""
    page.open(path)
    for chart in page.run("return [...document.querySelectorAll('.card:not([hidden]) .chart')].map((one) => one.id)"):
        page.run("document.getElementById(arguments[0]).scrollIntoView({block: 'center'})", chart)
        page.wait(lambda chart=chart: page.all(f"#{chart} .main-svg, #{chart}.empty"), f"{chart} is not drawn")


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
    page.run(SPACED)
    assert page.run(CUT, A_LITTLE) == []
    assert page.run("return document.documentElement.scrollWidth") <= LAPTOP[0]
