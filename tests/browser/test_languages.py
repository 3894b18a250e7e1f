"""The choice of a language at the foot of a page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browser.page import Page
from dash.testing.browser import Browser
from serving import serving

WELSH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Complaints"
msgstr "Cwynion"
"""


def test_another_language_shows_what_the_filters_have_come_to(
    browser: Browser, sample_store: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_store, tmp_path / "store")
    catalogue = tmp_path / "store" / "catalogue" / "languages"
    catalogue.mkdir(parents=True)
    (catalogue / "cy.po").write_text(WELSH, encoding="utf-8")
    (catalogue / "ar.po").write_text(WELSH.replace("Cwynion", "شكاوى"), encoding="utf-8")
    with serving(tmp_path / "store", tmp_path / "server.log") as address:
        page = Page(browser, address)
        page.reset()
        page.open("/complaints?council=medway&quarter=2019-20-Q4")
        with page.one_answer():
            page.run("document.querySelector('.record-links a').click()")
        shown = page.search
        assert "records=" in shown
        page.must_be_accessible(".footer")
        page.click("#app-languages [lang=cy]")
        page.wait(lambda: page.run("return document.documentElement.lang") == "cy", "no Welsh")
        page.settle()
        assert page.search == f"{shown}&lang=cy"
        assert page.texts("nav.navigation [aria-current]") == ["Cwynion"]
        assert page.texts("#app-languages [aria-current]") == ["Cymraeg"]
        present, print_ = (page.one(f"#app-{name}").rect for name in ("present-link", "print-button"))
        assert 0 < print_["x"] - present["x"] - present["width"] < 24  # they stand together
        page.click("#app-languages [lang=en-GB]")
        page.wait(lambda: page.run("return document.documentElement.lang") == "en-GB", "no English")
        page.settle()
        assert page.search == shown
        mirrored(page)
        page.must_be_clean()


def mirrored(page: Page) -> None:
    """In a language that begins at the right, menus and the arrows of lists stand the other way round."""
    page.open("/complaints?council=medway&lang=ar")
    assert page.run("return document.dir") == "rtl"
    menu = "#complaints-timeliness-card .downloads"
    page.click(f"{menu} > summary")
    opener, opened = (page.one(f"{menu} > {part}").rect for part in ("summary", "div"))
    assert opened["x"] + opened["width"] == pytest.approx(opener["x"] + opener["width"], abs=1)
    place = page.one("#app-filter-quarter-select").value_of_css_property("background-position-x")
    assert not place.startswith("calc(100%")
