"""Tables as text files: numbers unrounded, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import unknown
from dashboard.views.pieces import Status, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
FORMATS = ("table", "csv", "json")


def figures_text(table: pd.DataFrame, output: str) -> str:
    """A measure's numbers as csv, json or an aligned table."""
    if output not in FORMATS:
        raise unknown("format", output, FORMATS)
    columns: list[str] = list(table.columns)
    rows = [dict(zip(columns, values, strict=True)) for values in table.itertuples(index=False, name=None)]
    if output == "csv":
        return csv_text(columns, rows)
    if output == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return aligned(columns, rows)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV under these headings; an empty cell is not available."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def cell(value: Any) -> Any:
    """The value as a CSV cell; text that would run as a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Status):
        return value.word
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def aligned(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as a table for a terminal, numbers at the right and rounded to two decimals."""
    lines = [list(columns), *([terminal_cell(row[column]) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    numeric = [any(isinstance(row[column], (int, float)) for row in rows) for column in columns]
    padded = [
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join(padded) + "\n"


def terminal_cell(value: Any) -> str:
    """The value in a terminal's table."""
    if isinstance(value, float):
        return fmt.number(value, 0 if value.is_integer() else 2)
    return fmt.NOTHING if value is None else str(value)


def card_csv(table: Table, origin: Mapping[str, str]) -> str:
    """A card's table as CSV; the first columns say on every row where the numbers come from.

    Columns go by position, since two may have the same heading, such as the same quarter of two measures.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*origin, *(column.label for column in table.columns)])
    for row in table.rows:
        writer.writerow([*map(cell, origin.values()), *(cell(row.get(column.key)) for column in table.columns)])
    return text.getvalue()


def file_name(*parts: str) -> str:
    """A name for a download from words: `medway-complaints-timeliness-2019-20-q4-data-to-2020-03-31`."""
    words = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return "-".join(word for word in words if word)[:150]
