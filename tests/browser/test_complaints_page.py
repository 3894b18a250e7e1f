"""The complaints page as a member meets it."""

from __future__ import annotations

import csv
import io
import re
import urllib.request
from urllib.parse import unquote

import pytest
from browser.page import DESKTOP, PHONE, Page

MAIN_CHART = "#complaints-timeliness-graph"


def test_the_page_opens_with_its_finding_and_its_main_chart(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    assert page.headline.startswith("90.2% of corporate stage 1 complaints were answered within 10 working days")
    assert "above the 80% target" in page.headline
    assert page.run("return document.querySelector(arguments[0]).data.length", MAIN_CHART) >= 4
    assert page.texts(".tile .figure") == ["90.2%", "75.9%", "90.0%", "47.6%"]


@pytest.mark.parametrize(("size", "abreast"), [(DESKTOP, 2), (PHONE, 1)], ids=["desktop", "phone"])
def test_each_stage_has_a_panel_with_its_target_two_abreast_or_below_each_other_on_a_phone(
    page: Page, size: tuple[int, int], abreast: int
) -> None:
    page.resize(*size)
    page.open("/complaints?quarter=2019-20-Q4")
    page.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", MAIN_CHART)
    page.settle()
    heads = page.run("return document.querySelector(arguments[0]).textContent", MAIN_CHART)
    for head in (
        "Corporate stage 1 90.2%┄ Target 80%",
        "Corporate stage 2 75.9%┄ Target 75%",
        "Children's social care stage 1 90.0%┄ Target 75% from Q1 2019/20",
        "Adult social care 47.6%No target",
    ):
        assert head in heads
    panels = "[...document.querySelectorAll(`${arguments[0]} .nsewdrag`)].map((panel) => panel.getAttribute('x'))"
    lefts = page.run(f"return {panels}", MAIN_CHART)
    assert (len(lefts), len(set(lefts))) == (4, abreast)
    assert len(page.all(f"{MAIN_CHART} .shapelayer path")) == 3


def test_the_first_view_needs_no_second_question(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4&stage=adults")
    assert page.requests("_dash-update-component") == []
    assert page.texts(".tile .figure") == ["47.6%"]


def test_every_chart_tells_a_screen_reader_its_finding(page: Page) -> None:
    page.open("/complaints")
    for card in page.all(".card:not([hidden])"):
        page.run("arguments[0].scrollIntoView({block: 'center'})", card)
        page.settle()
        for chart in card.find_elements("css selector", ".chart"):
            finding = card.find_element("css selector", ".finding").text
            assert finding
            assert finding in chart.get_attribute("aria-label")


@pytest.mark.parametrize("card", ["timeliness", "services", "volumes", "outcomes", "open", "themes"])
def test_table_and_about_stand_beside_each_chart(page: Page, card: str) -> None:
    page.open("/complaints")
    page.click(f"#complaints-{card}-table-tab")
    assert len(page.texts(f"#complaints-{card}-table-panel tbody tr")) > 1
    page.click(f"#complaints-{card}-about-tab")
    about = page.one(f"#complaints-{card}-about-panel").text
    assert "Definition" in about
    assert "SQL" in about
    page.click(f"#complaints-{card}-about-panel summary")
    page.wait(lambda: "SELECT" in page.one(f"#complaints-{card}-about-panel pre").text, "no SQL")


def test_the_table_by_stage_shows_every_quarter_without_scrolling(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    page.click("#complaints-timeliness-table-tab")
    panel = "document.querySelector('#complaints-timeliness-table-panel')"
    assert len(page.texts("#complaints-timeliness-table-panel tbody tr")) == 12
    assert page.run(f"return {panel}.scrollHeight <= {panel}.clientHeight")
    assert page.run(f"return {panel}.scrollWidth <= {panel}.clientWidth")
    assert page.texts("#complaints-timeliness-table-panel tbody small")[0] == "203 of 225"


def test_the_download_holds_the_numbers_of_the_chart(page: Page) -> None:
    page.open("/complaints?quarter=2019-20-Q4")
    address = page.one("#complaints-timeliness-csv-link").get_attribute("href")
    with urllib.request.urlopen(address) as answer:
        name = answer.headers["Content-Disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    assert "2019-20-q4" in name
    assert "data-to-2020-03-31" in name
    (row,) = (row for row in rows if (row["Quarter"], row["Stage"]) == ("Q4 2019/20", "Corporate stage 1"))
    assert {"203", "225"} <= set(row.values())
    assert row["Data to"] == "2020-03-31"


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_chart_can_be_saved_as_a_picture(page: Page, kind: str) -> None:
    page.open("/complaints")
    page.run(
        "window.saved = [];HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]); }"
    )
    page.click("#complaints-timeliness-menu-summary")
    page.click(f"#complaints-timeliness-{kind}-button")
    name, start = page.wait(lambda: page.run("return window.saved"), "nothing was saved")[0]
    assert name.startswith("complaints-timeliness-medway")
    assert name.endswith(f".{kind}")
    assert start.startswith(f"data:image/{kind}")
    if kind == "svg":
        words = " ".join(re.findall(r">([^<>]+)<", unquote(start)))
        assert "Medway Council · Q4 2019/20" in words
        assert "SHA-256" not in words
        assert len(re.findall("illustrative", words)) == 1


def test_the_page_fits_at_400_per_cent_zoom(page: Page) -> None:
    page.resize(320, 256)
    page.open("/complaints")
    assert page.run("return document.documentElement.scrollWidth") <= 320
    assert page.headline


def test_an_address_that_asks_for_the_impossible_gets_a_sentence_and_the_nearest_view(page: Page) -> None:
    page.open("/complaints?quarter=2031-32-Q1&service=Wizardry&colour=blue")
    notices = " ".join(page.texts(".notices p"))
    assert "Q1 2031/32" in notices
    assert "Wizardry" in notices
    assert "colour" in notices
    assert page.headline.startswith("90.2%")


def test_an_address_without_a_page_names_the_pages_there_are(page: Page) -> None:
    page.expected_console = ("404",)
    page.driver.get(page.address + "/nowhere")
    assert page.headline == "There is no page at this address"
    assert "Complaints" in page.texts("main li")
