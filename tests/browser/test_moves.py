"""From page to page without opening the document anew."""

from __future__ import annotations

import pytest
from browser.page import Page

COMPLAINTS = "/complaints?council=medway&quarter=2019-20-Q3"
DIGITAL = "/digital?council=medway&quarter=2019-20-Q3"
TO_DIGITAL = "#app-navigation a[href^='/digital']"
MARK = "window.document_is_the_same = true"
IS_SAME = "return window.document_is_the_same === true"

# What stands on the page, charts aside: how far they are drawn depends on the moment.
WRITTEN = """
const written = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.hidden) return "";
    if (node.matches(".chart")) return `<chart ${node.id} ${node.ariaLabel}>\\n`;
    const attributes = [...node.attributes].filter(({name}) => !["style", "data-query"].includes(name))
        .map(({name, value}) => `${name}=${value}`).sort().join(" ");
    return `<${node.localName} ${attributes}>\\n${[...node.childNodes].map(written).join("")}</>`;
};
document.activeElement.blur();
return [...document.querySelectorAll("#app-header, #app-filters, main, footer")].map(written).join("").split("\\n");
"""


def headline(page: Page) -> str:
    """The finding, whichever element holds it at this moment."""
    return page.run("return document.querySelector('main h1')?.textContent ?? ''")


def test_a_link_leads_to_another_page_in_the_same_document(page: Page) -> None:
    page.open(COMPLAINTS)
    page.run(MARK)
    page.run("scrollTo(0, 900)")
    page.one(TO_DIGITAL).send_keys("\n")
    page.wait(lambda: page.run("return document.title").startswith("Digital take-up, "), "it has another title")
    page.settle()
    assert page.run(IS_SAME)
    assert page.run("return location.pathname") == "/digital"
    assert page.texts("#app-navigation [aria-current]") == ["Digital take-up"]
    assert page.run("return document.activeElement.id") == "app-headline"
    assert page.texts("#app-announcer") == ["Digital take-up, Q3 2019/20, Medway - Scrutiny"]
    assert page.run("return scrollY") == 0
    page.must_be_accessible()


def test_back_and_forward_lead_to_the_pages_as_they_were(page: Page) -> None:
    page.open(COMPLAINTS)
    page.run(MARK)
    first = headline(page)
    page.run("scrollTo(0, 900)")
    page.run(f'document.querySelector("{TO_DIGITAL}").click()')
    page.wait(lambda: headline(page) not in ("", first), "no other page came")
    other = headline(page)
    page.driver.back()
    page.wait(lambda: headline(page) == first, "the page did not come back")
    assert page.run("return scrollY") == 900
    page.driver.forward()
    page.wait(lambda: headline(page) == other, "the other page did not come again")
    page.settle()
    assert page.run(IS_SAME)


@pytest.mark.parametrize("path", ["/", "/digital", "/agency", "/procurement", "/plan", "/temporary-accommodation"])
def test_a_page_that_is_moved_to_is_as_when_it_is_opened(page: Page, path: str) -> None:
    page.open(COMPLAINTS)
    page.run(MARK)
    before = headline(page)
    page.run("document.querySelector(arguments[0]).click()", f"#app-header a[href^='{path}?']")
    page.wait(lambda: headline(page) not in ("", before), "no other page came")
    page.settle()
    assert page.run(IS_SAME)
    moved, address = page.run(WRITTEN), page.run("return location.pathname + location.search")
    page.open(address)
    assert page.run(WRITTEN) == moved


def test_what_an_answer_writes_is_as_when_it_is_opened(page: Page) -> None:
    page.open("/complaints?council=medway&quarter=2017-18-Q1&stage=adults")
    with page.one_answer():
        page.click("#app-filter-clear-link")
    answered = page.run(WRITTEN)
    page.open("/complaints" + page.search)
    assert page.run(WRITTEN) == answered


def test_filters_answer_on_the_page_that_is_moved_to(page: Page) -> None:
    page.open(COMPLAINTS)
    page.run(MARK)
    page.click(TO_DIGITAL)
    page.wait(lambda: page.run("return document.title").startswith("Digital take-up, "), "no other page came")
    page.settle()
    with page.one_answer():
        page.run(
            "const select = document.getElementById('app-filter-quarter-select');"
            "select.value = '2019-20-Q1'; select.dispatchEvent(new Event('change', {bubbles: true}))"
        )
    written = page.run(WRITTEN)
    assert page.run(IS_SAME)
    assert page.state["quarter"] == ["2019-20-Q1"]
    page.open("/digital" + page.search)
    assert page.run(WRITTEN) == written


@pytest.mark.parametrize("blocked", ["*/_dash-layout*"])
def test_a_page_that_cannot_be_moved_to_is_opened(page: Page, blocked: str) -> None:
    page.expected_console = ("ERR_BLOCKED_BY_CLIENT",)
    page.open(COMPLAINTS)
    page.run(MARK)
    with page.without(blocked):
        page.click(TO_DIGITAL)
        page.wait(lambda: not page.run(IS_SAME), "it is not opened")
        page.settle()
    assert page.run("return document.title").startswith("Digital take-up, ")


def test_a_page_of_text_is_opened_as_every_address_is(page: Page) -> None:
    page.open(COMPLAINTS)
    page.run(MARK)
    page.click("footer a[href^='/sources']")
    page.wait(lambda: page.run("return location.pathname") == "/sources", "no other page came")
    page.settle()
    assert not page.run(IS_SAME)
