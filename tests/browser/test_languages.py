"""The choice of a language at the foot of a page."""

from __future__ import annotations

import shutil
from pathlib import Path

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
        page.click("#app-languages [lang=en-GB]")
        page.wait(lambda: page.run("return document.documentElement.lang") == "en-GB", "no English")
        page.settle()
        assert page.search == shown
        page.must_be_clean()
