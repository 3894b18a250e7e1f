"""XLS, the workbooks of Excel up to 2003, read with xlrd, which knows their number formats."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard.intake.formats.number_formats import shown
from dashboard.intake.formats.sheets import Sheet


def sheets(path: Path) -> list[Sheet]:
    """The sheets of the workbook."""
    import xlrd

    book = xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO())
    return [sheet_of(book, one) for one in book.sheets()]


def sheet_of(book: Any, sheet: Any) -> Sheet:
    """One of them."""

    def rows() -> Iterator[list[str]]:
        for number in range(sheet.nrows):
            yield [text_of(book, cell) for cell in sheet.row(number)]

    spans = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(sheet.name, sheet.nrows, rows, lambda: spans)


def text_of(book: Any, cell: Any) -> str:
    """A cell as the workbook shows it."""
    import xlrd

    number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    value: Any = cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#VALUE!"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype == xlrd.XL_CELL_DATE:
        value = day_or_time(value, book.datemode, number_format)
    return shown(value, number_format)


def day_or_time(value: float, datemode: int, number_format: str) -> Any:
    """The date, or the time where there is no day in it or where hours are counted beyond a day."""
    import xlrd

    if "[" in number_format and number_format.lower().startswith(("[h", "[m", "[s")):
        return dt.timedelta(days=value)
    try:
        when = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return "#VALUE!"
    return when.time() if value < 1 else when
