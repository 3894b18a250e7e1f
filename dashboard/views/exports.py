"""Tables as text files: numbers unrounded, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.basics import formatting as fmt
from dashboard.basics.csv_text import cell, csv_text
from dashboard.basics.errors import unknown
from dashboard.views.pieces import Status, Table

FORMATS = ("table", "csv", "json")


def figures_text(table: pd.DataFrame, output: str) -> str:
    """A measure's numbers as csv, json or an aligned table."""
    columns: list[str] = list(table.columns)
    rows = [dict(zip(columns, values, strict=True)) for values in table.itertuples(index=False, name=None)]
    return rows_text(columns, rows, output)


def rows_text(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], output: str) -> str:
    """Rows as csv, json or an aligned table."""
    if output not in FORMATS:
        raise unknown("format", output, FORMATS)
    if output == "csv":
        return csv_text(columns, rows)
    if output == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return aligned(columns, rows)


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
        writer.writerow([*map(cell, origin.values()), *(cell(words(row.get(column.key))) for column in table.columns)])
    return text.getvalue()


def words(value: Any) -> Any:
    """A status as its word, anything else as it is."""
    return value.word if isinstance(value, Status) else value


def file_name(*parts: str) -> str:
    """A name for a download from words: `medway-complaints-timeliness-2019-20-q4-data-to-2020-03-31`."""
    words = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return "-".join(word for word in words if word)[:150]
