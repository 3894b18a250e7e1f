"""What a workbook consists of, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Spans = list[tuple[int, int, int, int]]
NO_RESULT = "a formula without a saved result"
SHEET_ERRORS = dict.fromkeys(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"),
    "is an error of the spreadsheet; correct the formula or the value",
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first one on, blank ones included, each as texts.

    `spans` gives its merged cells as first row, first column, last row, last column, counted from 0; `height` is how
    many rows it seems to have, for the progress of reading it.
    """

    title: str
    height: int
    rows: Callable[[], Iterator[list[str]]]
    spans: Callable[[], Spans]


def letters(column: int) -> str:
    """A column's letters in a spreadsheet; the first is 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
