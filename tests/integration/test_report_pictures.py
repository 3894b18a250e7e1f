"""The charts of the report as a web page: each is one picture with its words, also in a PDF made from it."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from dashboard.basics.config import Settings
from dashboard.report.content import whole
from dashboard.report.html import webpage
from dashboard.store.data import Data


def test_each_chart_is_one_picture_that_has_words(sample_store: Path) -> None:
    report = whole(Data(Settings(data=sample_store)), "?council=medway&quarter=2019-20-Q4")
    written = html.fromstring(webpage.page(report))
    drawings = written.xpath("//svg")
    assert drawings
    assert all(one.get("role") == "img" and one.get("aria-label") for one in drawings)
    assert not written.xpath("//svg/ancestor::figure")  # which a PDF would hold as a second picture, without words
