"""What was said of an earlier period never stands as if it were of the one on show, on any surface."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from dashboard.basics.config import Settings
from dashboard.report.content import Report, single, whole
from dashboard.report.html.webpage import page
from dashboard.report.powerpoint.slide_words import card_notes
from dashboard.report.word.document import write_document
from dashboard.store.data import Data

SEARCH = "?council=medway&quarter=2019-20-Q4"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def report(data: Data) -> Report:
    return single(data, "temporary_accommodation", SEARCH)


def test_a_web_page_folds_them(report: Report) -> None:
    told = page(report)
    folded = told.partition("<details><summary>Earlier notes (2)</summary>")[2].partition("</details>")[0]
    assert "At the end of Q2 there were 354 households" in folded
    assert "No explanation for Q4 2019/20" not in folded
    assert "No explanation for Q4 2019/20" in told


def test_a_document_puts_them_under_a_heading_after_those_of_the_period(report: Report) -> None:
    file = io.BytesIO()
    write_document(report, file)
    lines = [one.text for one in docx.Document(io.BytesIO(file.getvalue())).paragraphs]
    at = lines.index("Earlier notes (2)")
    assert lines[at + 1].endswith("(from Q2 2017/18)")
    assert lines.index("No explanation for Q4 2019/20") < at


def test_a_slide_tells_its_speaker_of_which_period_they_are(report: Report) -> None:
    chapter = report.chapters[0]
    notes = card_notes(report, chapter, chapter.view.card("households"))
    at = notes.index("Earlier notes (2):")
    assert "(from Q2 2017/18): At the end of Q2 there were 354 households" in notes[at + 1]
    assert notes[at - 1].startswith("No explanation for Q4 2019/20: ")


def test_no_table_of_the_start_page_or_the_plan_has_them(data: Data) -> None:
    told = whole(data, SEARCH)
    said = [
        str(cell)
        for chapter in told.chapters
        for card in chapter.view.cards
        if card.about.queries != ("commentary_of_measure",)
        for row in card.table.rows
        for cell in row.values()
    ]
    assert not [text for text in said if "2017)" in text]
    assert [text for text in said if text == "No explanation for Q4 2019/20."]


def test_a_note_of_the_quarter_is_not_folded(data: Data) -> None:
    now = single(data, "temporary_accommodation", SEARCH.replace("2019-20-Q4", "2017-18-Q2"))
    told = page(now)
    assert "Earlier notes" not in told
    assert "At the end of Q2 there were 354 households" in told
