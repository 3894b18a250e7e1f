"""Reads what an export holds back out of its file, each with a reader that knows nothing of how it was written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from lxml import html
from pptx import Presentation

EMPTY = ("", "—", "n/a")
SHORTHAND = ("[x]", "[z]")
NUMBER = re.compile(r"[-−+]?£?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Shown:
    """A table under its heading: headings, and rows of values."""

    title: str
    headings: list[str]
    rows: list[list[Any]]


def agrees(shown: str, value: Any) -> bool:
    """Whether a file's value is what the page shows: the same text, or a number that rounds to the one shown."""
    text = plain(shown)
    if value is None or value in SHORTHAND:
        return text in EMPTY
    if isinstance(value, dt.datetime | dt.date):
        return text == f"{value.day} {value:%b} {value.year}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text == plain(str(value)) or (text in EMPTY and not plain(str(value)))
    return rounds_to(text, value)


def rounds_to(text: str, value: float) -> bool:
    """Whether the number, rounded as readers do, is the one in the text; `no change` is nought."""
    if text == "no change":
        return value == 0
    found = NUMBER.search(text)
    if found is None:
        return False
    digits = re.sub(r"[^\d.]", "", found[0])
    negative = found[0][0] in "-−" or text.startswith("down ")
    places = len(digits.partition(".")[2])
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded == (-Decimal(digits) if negative else Decimal(digits))


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def of_workbook(path: Path) -> list[Shown]:
    """The tables of an XLSX file, each under its sheet's title."""
    found = []
    for sheet in openpyxl.load_workbook(path):
        for table in sheet.tables.values():
            rows = [[cell.value for cell in row] for row in sheet[table.ref]]
            title = re.sub(r"^Table \d+: | ?\[note \d+\]$", "", str(sheet["A1"].value))
            found.append(Shown(title, [str(one) for one in rows[0]], rows[1:]))
    return found


def of_web_page(path: Path) -> list[Shown]:
    """The tables of an HTML file, each under its chapter and its caption."""
    document = html.fromstring(path.read_text(encoding="utf-8"))
    found = []
    for chapter in document.xpath("//section[contains(@class, 'chapter')]"):
        for table in chapter.xpath(".//table"):
            rows = [[seen(cell) for cell in row.xpath("th|td")] for row in table.xpath(".//tr")]
            title = f"{seen(chapter.xpath('h2')[0])}: {seen(table.xpath('caption')[0])}"
            found.append(Shown(title, rows[0], rows[1:]))
    return found


def seen(element: Any) -> str:
    """The words of an element without the shapes that stand beside them."""
    words = element.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")
    return plain(" ".join(words))


def of_document(path: Path) -> list[Shown]:
    """The tables of a DOCX file, each under its caption."""
    found = []
    for table in docx.Document(str(path)).tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        rows = [[words_of(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        found.append(Shown("" if caption is None else caption.get(qn("w:val")), rows[0], rows[1:]))
    return found


def words_of(cell: Any) -> str:
    """A cell's text without the shape of a status."""
    lines = (p.iter(qn("w:t"), qn("w:br")) for p in cell.iter(qn("w:p")))
    return without_shape("\n".join("".join(t.text or " " for t in line) for line in lines))


def without_shape(text: str) -> str:
    """A judgement's word, or the number that is judged, without the shape; trends keep their arrows."""
    word = r"(?!Improved|Worsened|Higher|Lower|Better|Worse|\d)(?=[A-Z])"
    return re.sub(rf"^(?:[✓✕◆○–!?] {word}|[✓✕◆○] (?=[\d£−]))", "", plain(text))


def text_of_document(path: Path) -> str:
    """Every word of a DOCX file."""
    body = docx.Document(str(path)).element.body
    return plain(" ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))))


def of_slides(path: Path) -> list[Shown]:
    """The tables of a PPTX file, those that go on over several slides joined."""
    found: dict[tuple[str, ...], Shown] = {}
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[without_shape(cell.text) for cell in row.cells] for row in shape.table.rows]
                name = (alternative(shape), *rows[0])
                found.setdefault(name, Shown(name[0], rows[0], [])).rows.extend(rows[1:])
    return list(found.values())


def charts_of_slides(path: Path) -> list[tuple[str, list[float]]]:
    """The charts of a PPTX file: alternative text, and every value that its series hold."""
    return [
        (alternative(shape), [value for plot in shape.chart.plots for one in plot.series for value in numbers(one)])
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def numbers(series: Any) -> list[float]:
    """The values of a chart's series, gaps left out."""
    return [value for value in series.values if value is not None]


def alternative(shape: Any) -> str:
    """What a shape says to who cannot see it."""
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def title_of_document(path: Path) -> str:
    """What a DOCX file says that it is, and its first lines."""
    document = docx.Document(str(path))
    return " ".join([document.core_properties.title, *(one.text for one in document.paragraphs[:2])])


def title_of_slides(path: Path) -> str:
    """What a PPTX file says that it is, and its first slide."""
    deck = Presentation(str(path))
    return f"{deck.core_properties.title} {deck.slides[0].shapes.title.text}"


def title_of_workbook(path: Path) -> str:
    """What stands on an XLSX file's cover."""
    book = openpyxl.load_workbook(path, read_only=True)
    return str(next(book["Cover"].iter_rows(max_row=1, values_only=True))[0])


def title_of_web_page(path: Path) -> str:
    """What an HTML file is called."""
    return str(html.parse(str(path)).findtext(".//title"))


TITLES: dict[str, Callable[[Path], str]] = {
    "docx": title_of_document,
    "pptx": title_of_slides,
    "xlsx": title_of_workbook,
    "html": title_of_web_page,
}
