"""XLSX: openpyxl reads the cells row by row; what it does not tell, the sheet's own text does."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from dashboard.intake.formats.number_formats import shown
from dashboard.intake.formats.sheets import NO_RESULT, Sheet, Spans

FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
BLOCK = 1 << 20


def sheets(path: Path) -> list[Sheet]:
    """The sheets of the workbook."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that hold no data
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    return [sheet_of(path, book, one) for one in book.worksheets]


def sheet_of(path: Path, book: Any, sheet: Any) -> Sheet:
    """One of them."""
    place = sheet._worksheet_path  # noqa: SLF001 - the library has no public name for it
    height = sheet.max_row or 0

    def rows() -> Iterator[list[str]]:
        lacking = without_results(path, place, uncalculated=bool(book.calculation and book.calculation.fullCalcOnLoad))
        sheet.reset_dimensions()  # some programs write the wrong ones
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a cell whose date is out of range comes as an error text
            for number, row in enumerate(sheet.iter_rows(), start=1):
                texts = [shown(cell.value, cell.number_format) for cell in row]
                for column in lacking.get(number, ()):
                    texts[column - 1] = NO_RESULT
                yield texts

    return Sheet(sheet.title, height, rows, lambda: spans(path, place))


def without_results(path: Path, place: str, *, uncalculated: bool) -> dict[int, list[int]]:
    """The columns, by row, of formulas whose result has not been saved, counted from 1.

    Some programs write a formula with the result 0 and ask for it to be worked out when the workbook is opened; of
    such an `uncalculated` workbook a zero is no result.
    """
    from openpyxl.utils.cell import coordinate_to_tuple

    with zipfile.ZipFile(path) as archive:
        with archive.open(place) as source:
            if not any(FORMULA.search(block) for block in overlapping(source)):
                return {}
        found: dict[int, list[int]] = {}
        empty = ("", "0") if uncalculated else ("",)
        with archive.open(place) as source:
            for cell in elements(source, "c", "row"):
                if cell.find("{*}f") is not None and cell.get("t", "n") == "n" and value_of(cell) in empty:
                    row, column = coordinate_to_tuple(cell.get("r"))
                    found.setdefault(row, []).append(column)
    return found


def value_of(cell: Any) -> str:
    """The saved result of a cell."""
    return (cell.findtext("{*}v") or "").strip()


def spans(path: Path, place: str) -> Spans:
    """The merged cells of a sheet."""
    from openpyxl.utils.cell import range_boundaries

    with zipfile.ZipFile(path) as archive, archive.open(place) as source:
        merged = [range_boundaries(one.get("ref")) for one in elements(source, "mergeCell", "row")]
    return [(top - 1, left - 1, bottom - 1, right - 1) for left, top, right, bottom in merged]


def elements(source: IO[bytes], name: str, within: str) -> Iterator[Any]:
    """The elements of this name; what has been read is forgotten after each one called `within`."""
    from lxml import etree

    reader = etree.iterparse(source, tag=(f"{{*}}{name}", f"{{*}}{within}"), resolve_entities=False)
    for _, element in reader:
        if etree.QName(element).localname == name:
            yield element
        else:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def overlapping(source: IO[bytes]) -> Iterator[bytes]:
    """The source in blocks, each with the end of the one before."""
    before = b""
    while block := source.read(BLOCK):
        yield before + block
        before = block[-20:]
