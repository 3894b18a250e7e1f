"""A template as a workbook: the table to fill in on the first sheet, what its columns mean on the second."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import Contract, Field

ROWS = 5000  # that dropdowns and formats reach; more may be filled in
FORMATS = {
    "date": "yyyy-mm-dd",
    "whole": "0",
    "number": "General",
    "money": "#,##0.00",
}
WIDTHS = {"Column": 28, "Needed": 16, "How it is written": 54, "Meaning": 70}
TEXT = "@"  # keeps 007 from becoming 7
FILL = PatternFill("solid", fgColor="1D3557")
FONT = {"name": "Calibri", "size": 11}
WHITE = Font(bold=True, color="FFFFFF", **FONT)
BOLD = Font(bold=True, **FONT)
USUAL = Font(**FONT)
TOP = Alignment(vertical="top", wrap_text=True)


def workbook(contract: Contract, rows: Sequence[Mapping[str, str]], period: Period) -> bytes:
    """The workbook with these rows, which are an example of this period."""
    book = Workbook()
    book.properties.title = f"Template: {contract.name}"
    book.properties.creator = "Scrutiny"
    fill_table(book.active, contract, rows)
    explain(book.create_sheet("Columns"), contract, period)
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill_table(sheet: Any, contract: Contract, rows: Sequence[Mapping[str, str]]) -> None:
    """Writes headings and rows, and makes each column take what the contract wants."""
    sheet.title = contract.name
    sheet.freeze_panes = "A2"
    for at, field in enumerate(contract.fields, start=1):
        letter = get_column_letter(at)
        heading = sheet.cell(1, at, field.name)
        heading.font, heading.fill, heading.alignment = WHITE, FILL, Alignment(vertical="center")
        longest = max(len(one) for one in (field.name, *field.values, *(row[field.name] for row in rows)))
        sheet.column_dimensions[letter].width = longest + 4
        sheet.column_dimensions[letter].number_format = FORMATS.get(field.kind, TEXT)
        for number, row in enumerate(rows, start=2):
            cell = sheet.cell(number, at, typed(field, row[field.name]))
            cell.number_format = FORMATS.get(field.kind, TEXT)
        if limit := validation(field):
            sheet.add_data_validation(limit)
            limit.add(f"{letter}2:{letter}{ROWS}")


def typed(field: Field, text: str) -> str | float | dt.date | None:
    """The cell's value: days are days and numbers numbers; everything else stays text."""
    if not text:
        return None
    if field.kind == "date":
        return dt.date.fromisoformat(text)
    return float(text) if field.kind in ("whole", "number", "money") else text


def validation(field: Field) -> DataValidation | None:
    """The dropdown of a column that takes a few values, or the limit of a column of days."""
    limit = None
    choices = field.values or (("yes", "no") if field.kind == "flag" else ())
    if choices:
        limit = DataValidation("list", formula1=f'"{",".join(choices)}"')
        limit.error = "Choose one of the values in the list."
    elif field.kind == "date":
        limit = DataValidation("date", operator="greaterThanOrEqual", formula1="DATE(1990,1,1)")
        limit.error = "Write a day from 1990, such as 2019-10-31."
    if limit is not None:
        limit.allow_blank, limit.errorTitle, limit.showErrorMessage = not field.required, field.name, True
    return limit


def explain(sheet: Any, contract: Contract, period: Period) -> None:
    """Writes what a row is, how to load the file and what each column holds."""
    first = (
        f"{contract.name}: one row is {contract.title}.",
        contract.description.replace("`", ""),
        f"The two rows on the first sheet are invented, of {period.long_label}. Put your own in their place.",
        f"Then load the file: scrutiny load {contract.name} FILE.xlsx --council COUNCIL --quarter {period.id}",
        f"No two rows have the same {' and '.join(contract.key)}.",
    )
    for number, text in enumerate(first, start=1):
        sheet.cell(number, 1, text).font = BOLD if number == 1 else USUAL
    start = len(first) + 2
    for at, (heading, width) in enumerate(WIDTHS.items(), start=1):
        cell = sheet.cell(start, at, heading)
        cell.font, cell.fill = WHITE, FILL
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, field in enumerate(contract.fields, start=start + 1):
        written = field.written.replace("`", "")
        texts = (field.name, "yes" if field.required else "may be empty", written, field.description.replace("`", ""))
        for at, text in enumerate(texts, start=1):
            cell = sheet.cell(number, at, text)
            cell.alignment, cell.font = TOP, USUAL
        lines = max(-(-len(text) // (width - 4)) for text, width in zip(texts, WIDTHS.values(), strict=True))
        sheet.row_dimensions[number].height = 15 * lines + 3
    sheet.freeze_panes = f"A{start + 1}"
