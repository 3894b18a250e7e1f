"""ODS: the table's own XML, which says of each cell whether it is a percentage, a date, a time or a formula.

The readers that there are for this format forget that a cell is a percentage, so that 91.3% would arrive as 0.913.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard.intake.formats.number_formats import plain
from dashboard.intake.formats.sheets import NO_RESULT, SHEET_ERRORS, Sheet

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
MOST_BLANK_ROWS, MOST_COLUMNS = 100_000, 16_384
LENGTH = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


def sheets(path: Path) -> list[Sheet]:
    """The sheets of the workbook."""
    titles = [one.get(f"{TABLE}name", "") for one in walked(path) if one.tag == f"{TABLE}table"]
    if not titles:
        raise ValueError("no sheet is in it")
    return [sheet_of(path, at, title) for at, title in enumerate(titles)]


def sheet_of(path: Path, at: int, title: str) -> Sheet:
    """One of them."""

    def rows() -> Iterator[list[str]]:
        blank = 0
        for row in elements_of(path, at):
            texts = texts_of(row)
            repeated = int(row.get(f"{TABLE}number-rows-repeated", 1))
            if not any(texts):
                blank += repeated  # a sheet ends with a million of them
                continue
            yield from ([] for _ in range(min(blank, MOST_BLANK_ROWS)))
            blank = 0
            for _ in range(repeated):
                yield list(texts)

    return Sheet(title, 0, rows, lambda: list(spans(path, at)))


def walked(path: Path) -> Iterator[Any]:
    """The beginning of each table and then its rows, whole; each row is forgotten after it has been used."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as source:
        wanted = (f"{TABLE}table", f"{TABLE}table-row")
        for event, element in etree.iterparse(source, events=("start", "end"), tag=wanted, resolve_entities=False):
            if element.tag == f"{TABLE}table":
                if event == "start":
                    yield element
            elif event == "end":
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def elements_of(path: Path, wanted: int) -> Iterator[Any]:
    """The rows of the table of this number."""
    at = -1
    for element in walked(path):
        if element.tag == f"{TABLE}table":
            at += 1
        elif at == wanted:
            yield element


def texts_of(row: Any) -> list[str]:
    """The row's cells as they are shown, without the empty ones at its end."""
    texts: list[str] = []
    for cell in row.iterchildren(*CELLS):
        text = text_of(cell)
        repeated = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        texts += [text] * min(repeated, MOST_COLUMNS - len(texts))
    while texts and not texts[-1]:
        texts.pop()
    return texts


def text_of(cell: Any) -> str:
    """A cell as the workbook shows it, where that changes what its value means."""
    written = "\n".join(map(line_of, cell.iterchildren(f"{TEXT}p")))
    kind = cell.get(f"{OFFICE}value-type")
    if any(name.endswith("value-type") and value == "error" for name, value in cell.attrib.items()):
        return written if written in SHEET_ERRORS else "#VALUE!"
    if kind is None:
        return NO_RESULT if cell.get(f"{TABLE}formula") else written
    if kind == "percentage":
        return written.strip() if written.strip().endswith("%") else f"{plain(100 * value_of(cell))}%"
    if kind == "date":
        return day_of(cell.get(f"{OFFICE}date-value", ""), written)
    if kind == "time":
        return written.strip() or length_of(cell.get(f"{OFFICE}time-value", ""))
    if kind == "boolean":
        return str(cell.get(f"{OFFICE}boolean-value", "")).upper()
    if kind in ("float", "currency"):
        number = value_of(cell)
        padded = re.fullmatch(r"0\d+", written.strip()) and float(written) == number
        return written.strip() if padded else plain(number)
    return str(cell.get(f"{OFFICE}string-value") or written)


def line_of(line: Any) -> str:
    """A line of a cell; spaces and line breaks within it may be elements of their own."""
    breaks = (f"{TEXT}s", f"{TEXT}line-break", f"{TEXT}tab")
    return "".join(
        part if isinstance(part, str) else " "
        for one in line.iter()
        for part in ([one] if one.tag in breaks else [one.text or ""]) + ([] if one is line else [one.tail or ""])
    )


def value_of(cell: Any) -> float:
    """The cell's number."""
    return float(cell.get(f"{OFFICE}value"))


def day_of(value: str, written: str) -> str:
    """The day of a date cell, with its time if it has one; its month alone where no day is shown."""
    day, _, time = value.partition("T")
    if re.fullmatch(r"[A-Za-z]{3,9}[ .'/-]{0,2}\d{2}(\d{2})?|\d{1,2}/\d{4}", written.strip()):
        return day[:7]
    return day if not time.strip("0:.") else f"{day} {time[:8]}"


def length_of(value: str) -> str:
    """`PT08H23M00S` as `08:23:00`."""
    match = LENGTH.fullmatch(value)
    if not match:
        return value
    length = dt.timedelta(
        days=int(match[2] or 0), hours=int(match[3] or 0), minutes=int(match[4] or 0), seconds=float(match[5] or 0)
    )
    total = int(length.total_seconds())
    return f"{match[1]}{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


def spans(path: Path, wanted: int) -> Iterator[tuple[int, int, int, int]]:
    """The merged cells of a table."""
    number = 0
    for row in elements_of(path, wanted):
        column = 0
        for cell in row.iterchildren(*CELLS):
            wide, high = (int(cell.get(f"{TABLE}number-{of}-spanned", 1)) for of in ("columns", "rows"))
            if wide > 1 or high > 1:
                yield number, column, number + high - 1, column + wide - 1
            column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
        number += int(row.get(f"{TABLE}number-rows-repeated", 1))
