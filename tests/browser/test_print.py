"""Any page prints as an A4 document that holds all the view shows, and leaves the screen as it was."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from browser.page import Page

from dashboard.pages.registry import PAGES, PRESENT

UPRIGHT, ACROSS = (595, 842), (842, 595)  # A4 in points
BETWEEN_MARGINS = {"auto": 680, "across": 1009}  # in pixels, what a page of each name has room for
EACH = pytest.mark.parametrize("path", [page.path for page in PAGES if page.key != PRESENT])
OF_EACH_COUNCIL = pytest.mark.parametrize(
    "path",
    [
        "/?council=thurrock",
        "/plan?council=medway",
        "/plan?council=thurrock",
        "/plan?council=maidstone",
        "/programme?council=maidstone",
        "/measure?council=thurrock",
        "/complaints?council=medway&quarter=2019-20-Q4&records=received",
        "/procurement?council=medway&records=awarded",
    ],
)

# What stands further right than the named page that it is on has room for.
TOO_WIDE = """
const room = arguments[0], name = arguments[1];
const pageOf = (node) => {
    for (; node; node = node.parentElement) {
        const page = getComputedStyle(node).page;
        if (page !== "auto") return page;
    }
    return "auto";
};
return [...document.querySelectorAll("#app-page *")]
    .filter((node) => !node.closest("svg") && !node.closest(".visually-hidden, .announcer") && node.checkVisibility())
    .filter((node) => node.getBoundingClientRect().right > room + 1 && pageOf(node) === name)
    .map((node) => `${node.id || node.className || node.tagName}: ${node.textContent.slice(0, 40)}`);
"""

# What a card of the paper lacks.
INCOMPLETE = """
const seen = (node) => node && node.checkVisibility() && node.getBoundingClientRect().height > 1;
return [...document.querySelectorAll(".card:not([hidden])")].flatMap((card) => {
    const chart = card.querySelector(".chart"), lacks = [];
    const drawing = chart && chart.querySelector(".main-svg");
    if (chart && !seen(drawing) && !chart.classList.contains("empty")) lacks.push("chart");
    if (drawing && drawing.getBoundingClientRect().width !== 680) lacks.push("a chart of the paper's width");
    if (!seen(card.querySelector(".panel-table tbody"))) lacks.push("table");
    if (!seen(card.querySelector(".panel-about dl"))) lacks.push("definition");
    return lacks.map((what) => `${card.id} has no ${what}`);
});
"""

# What a reader sees of the page, and how large its charts are.
ON_SCREEN = """
return [...document.querySelectorAll("#app-page *")]
    .filter((node) => !node.closest(".chart") && node.checkVisibility() && node.childElementCount === 0)
    .map((node) => node.textContent)
    .concat([...document.querySelectorAll(".chart")].map((chart) => `${chart.id} ${chart.clientHeight}`))
    .concat([...document.querySelectorAll(".chart .main-svg:first-child")]
        .filter((svg) => svg.checkVisibility())
        .filter((svg) => svg.getBoundingClientRect().top < innerHeight)
        .map((svg) => svg.getBoundingClientRect().width))
    .concat([...document.querySelectorAll("details")].filter((box) => box.checkVisibility()).map((box) => box.open));
"""

SEEN = "return document.querySelector(arguments[0])?.checkVisibility() ?? false"


@pytest.fixture
def paper(page: Page) -> Iterator[Page]:
    """A page whose browser can show what paper would; afterwards it shows the screen again."""
    yield page
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def lay_out(paper: Page, path: str) -> None:
    """Opens the page and lays it out as for print, as wide as upright paper."""
    paper.open(path)
    paper.wait(lambda: paper.run("return !document.querySelector('.chart') || 'Plotly' in window"), "no Plotly")
    paper.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    paper.resize(BETWEEN_MARGINS["auto"], 900)
    paper.wait(lambda: paper.run(SEEN, "#app-print-facts .address"), "it was not made ready for paper")


def must_fit(paper: Page) -> None:
    """Fails with what is too wide for the sheet that it is on, upright or across."""
    for name, width in BETWEEN_MARGINS.items():
        paper.resize(width, 900)
        assert paper.run(TOO_WIDE, width, name) == []


def facts_on(paper: Page) -> dict[str, str]:
    """What the head of the document says of its origin."""
    return dict(zip(paper.texts("#app-print-facts dt"), paper.texts("#app-print-facts dd"), strict=True))


def pdf(page: Page) -> bytes:
    """What the browser prints."""
    answer = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "generateTaggedPDF": True})
    return base64.b64decode(answer["data"])


def sheets(printed: bytes) -> list[tuple[int, int]]:
    """The sizes of a PDF's sheets, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@EACH
def test_every_page_prints_on_a4_with_words_for_every_picture(page: Page, path: str) -> None:
    page.open(path)
    printed = pdf(page)
    found = sheets(printed)
    assert found
    assert set(found) <= {UPRIGHT, ACROSS}
    assert found[0] == UPRIGHT
    figures = re.findall(rb"/S\s*/Figure(?:(?!endobj).)*?endobj", printed, re.DOTALL)
    drawn = page.run(
        "return [...document.querySelectorAll('.chart')].filter((chart) => chart.querySelector('svg')).length"
    )
    assert len(figures) >= drawn
    assert all(b"/Alt" in figure for figure in figures)


@EACH
def test_paper_shows_where_the_page_comes_from_and_nothing_to_click(paper: Page, path: str) -> None:
    lay_out(paper, path)
    facts = facts_on(paper)
    assert facts["Address"].startswith(paper.address + path)
    assert facts["Release"].isdecimal()
    for tool in ("nav.navigation", ".filter-strip", ".skip-link", ".tabs", ".downloads", "main button", ".footer ul"):
        assert not paper.run(SEEN, tool), tool


@EACH
def test_paper_holds_every_tab_of_every_card(paper: Page, path: str) -> None:
    lay_out(paper, path)
    assert paper.run(INCOMPLETE) == []


@EACH
def test_nothing_runs_off_the_paper(paper: Page, path: str) -> None:
    lay_out(paper, path)
    must_fit(paper)


@OF_EACH_COUNCIL
def test_nothing_runs_off_the_paper_of_another_council_or_list(paper: Page, path: str) -> None:
    lay_out(paper, path)
    assert paper.run(INCOMPLETE) == []
    must_fit(paper)


def test_paper_says_what_the_page_is_filtered_by_and_since_when_it_is_known(paper: Page) -> None:
    lay_out(paper, "/complaints?council=medway&quarter=2019-20-Q4&stage=adults&basis=first_published")
    facts = facts_on(paper)
    assert facts["Period"] == "Q4 2019/20 (Jan to Mar 2020)"
    assert facts["Filters"] == "Adult social care"
    assert facts["Figures"] == "As first published"
    assert facts["Data to"] == "31 March 2020"
    assert facts["Address"].endswith("&stage=adults&basis=first_published")


def test_notes_and_passages_are_unfolded_on_paper(paper: Page) -> None:
    lay_out(paper, "/complaints?council=medway&quarter=2019-20-Q4")
    assert paper.run(
        "return [...document.querySelectorAll('.quotes blockquote > details')].map((box) => box.open)"
    ) == [True]


def test_what_can_be_done_only_on_a_screen_is_left_out_of_notes(paper: Page) -> None:
    lay_out(paper, "/complaints?council=medway&quarter=2019-20-Q4")
    assert "Select a bar to look inside." in paper.texts("#complaints-directorates-note")[0]
    assert (
        paper.one("#complaints-directorates-note").text
        == "Corporate stage 1, most late first; under ten answers last. Thin lines are 95% intervals."
    )


def test_the_scorecard_lies_across(page: Page) -> None:
    page.open("/?council=medway&quarter=2019-20-Q4")
    laid = sheets(pdf(page))
    upright = laid.count(UPRIGHT)
    assert laid == [UPRIGHT] * upright + [ACROSS] * (len(laid) - upright)
    assert 0 < upright < len(laid)


def test_a_slide_is_one_sheet(page: Page) -> None:
    page.open("/present?council=medway&quarter=2019-20-Q4&slide=complaints:timeliness")
    assert sheets(pdf(page)) == [ACROSS]


@pytest.mark.parametrize("tab", ["chart", "table"])
def test_the_screen_is_as_before(page: Page, tab: str) -> None:
    page.open("/complaints?council=medway&quarter=2019-20-Q4")
    page.run("document.getElementById('complaints-services-card').scrollIntoView()")
    page.run("document.getElementById(arguments[0]).click()", f"complaints-timeliness-{tab}-tab")
    page.settle()
    before = page.run(ON_SCREEN)
    assert sheets(pdf(page))
    assert page.run(ON_SCREEN) == before


def test_the_button_asks_the_browser_to_print(page: Page) -> None:
    page.open("/complaints")
    page.run("window.print = () => { window.asked = true; }")
    page.click("#app-print-button")
    assert page.run("return window.asked")
