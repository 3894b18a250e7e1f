"""Values as spreadsheet cells: numbers stay numbers with the format that the page writes them in.

Percentages are 0 to 100, as everywhere; what is not there is marked with the shorthand that government analysts use.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.csv_text import FORMULA_STARTS
from dashboard.basics.languages import N_, _
from dashboard.views import rendering
from dashboard.views.pieces import Column, Status, Table

NOT_AVAILABLE, NOT_APPLICABLE, WITHHELD = "[x]", "[z]", "[c]"
SHORTHAND = {
    NOT_AVAILABLE: N_("not available: not recorded, not loaded or not comparable"),
    NOT_APPLICABLE: N_("not applicable: there is nothing of this kind for the row, such as a target where none is set"),
    WITHHELD: N_("confidential: a small number that could point to a person"),
}
NOT_SET = ("target", "year_target")  # without a value nothing is missing: none is set
PER_CENT = '"%"'
UNIT_WORDS = {
    "percent": "%",
    "gbp": "£",
    "count": N_("number"),
    "number": N_("number"),
    "fte": N_("full-time equivalents"),
    "per_1000": N_("per 1,000 households"),
    "per_100000": N_("per 100,000"),
    "days": N_("working days"),
    "months": "months",
}
HEADING_UNITS = {"percent": ("%", N_("per cent")), "points": (N_("percentage points"), "points"), "gbp": ("£",)}
PRINTED = re.compile(r"(?P<sign>[-−]?)(?P<pound>£?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<percent>%?)")
MINUTES_A_DAY = 24 * 60  # a spreadsheet counts time in days
LETTER = 1.15  # how wide a letter of ours is, in a spreadsheet's unit, a figure of its usual typeface
PADDING = 3
MOST_LETTERS_WIDE = 56
MOST_LETTERS = 32_000  # what a spreadsheet's cell holds, and a little less


@dataclass(frozen=True)
class Cell:
    """A value and the number format it is shown in; text has none. `armed` is text that would run as a formula if
    somebody typed it; the cell then has to say that it is text."""

    value: Any
    format: str = ""
    armed: bool = False


def cell(row: Mapping[str, Any], column: Column) -> Cell:
    """A row's value under this column."""
    value = row.get(column.key)
    if value is None:
        return Cell(NOT_APPLICABLE if column.key in NOT_SET else NOT_AVAILABLE)
    if isinstance(value, str):
        return text(value) if column.kind == "text" else printed(value)
    if isinstance(value, Status):
        return text(value.word)
    if isinstance(value, dt.date):
        return Cell(value, "d mmm yyyy")
    if isinstance(value, (int, float)):
        return (
            Cell(value / MINUTES_A_DAY, "[m]:ss")
            if column.kind == "minutes"
            else Cell(value, number_format(row, column))
        )
    return text(str(value))


def text(value: str) -> Cell:
    """Text, marked as text where it would run as a formula; what stands for nothing becomes shorthand."""
    if not value.strip() or value == "n/a":
        return Cell(NOT_APPLICABLE)
    if value == formatting.NOTHING:
        return Cell(NOT_AVAILABLE)
    shown = value if len(value) <= MOST_LETTERS else value[:MOST_LETTERS] + "…"
    return Cell(shown, armed=shown.startswith(FORMULA_STARTS))


def printed(value: str) -> Cell:
    """A figure that came as text, such as a plan's `1,148` or `94%`: the number it says, or the text where it says
    something else, such as `<10` or `8:23`."""
    found = PRINTED.fullmatch(value.strip())
    if found is None or re.match(r"0\d", found["digits"]):
        return text(value)
    number = float(found["digits"].replace(",", "") + (found["rest"] or ""))
    value_format = "#,##0" if "," in found["digits"] else "0"
    value_format += "." + "0" * (len(found["rest"]) - 1) if found["rest"] else ""
    shown = ("£" if found["pound"] else "") + value_format + (PER_CENT if found["percent"] else "")
    number = -number if found["sign"] else number
    return Cell(number if found["rest"] else int(number), shown)


def number_format(row: Mapping[str, Any], column: Column) -> str:
    """The spreadsheet format in which the number comes out with the decimals and the sign that the page shows."""
    shown = str(rendering.cell(row, column))
    _rest, point, rest = shown.partition(".")
    places = sum(letter.isdigit() for letter in rest)
    plain = "#,##0" + (point + "0" * places if places else "")
    if column.kind in ("points", "signed", "change_in_unit"):
        return f"+{plain};-{plain};0"
    if "£" in shown:
        return f"£{plain};-£{plain}"
    return plain + PER_CENT if column.kind == "in_unit" and "%" in shown else plain


def flat(table: Table) -> Table:
    """The table with what stands beside a value in columns of its own."""
    every = [part for one in table.columns for part in (replace(one, beside=()), *one.beside)]
    return replace(table, columns=tuple(every))


def headings(table: Table) -> list[str]:
    """The columns' headings, each with its unit and each of its own, as a spreadsheet wants them."""
    found: list[str] = []
    for place, column in enumerate(table.columns):
        units = HEADING_UNITS.get(column.kind, ())
        heading = column.label or _("Column {place}", place=place + 1)
        if units and not any(word in heading for word in units):
            heading += f" ({units[0]})"
        same = sum(one.casefold().partition(" [")[0] == heading.casefold() for one in found)
        found.append(f"{heading} [{same + 1}]" if same else heading)
    return found


def units(table: Table) -> list[Cell] | None:
    """For a table whose rows are in different units, the unit of each; None for any other."""
    if "unit" in {column.key for column in table.columns} or not any(c.kind == "in_unit" for c in table.columns):
        return None
    found = [str(row.get("unit") or "") for row in table.rows]
    return [text(_(UNIT_WORDS.get(unit, unit))) for unit in found] if any(found) else None


def width_of(values: Sequence[Any], heading: str) -> int:
    """A column's width, in a spreadsheet's own unit: room for its longest word and for most of its text."""
    words = max((len(word) for word in re.split(r"\s+", heading)), default=0)
    longest = max((len(str(value)) for value in values), default=0)
    return ceil(LETTER * max(8, min(words, 24), min(longest, MOST_LETTERS_WIDE))) + PADDING


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width."""
    return len(textwrap.wrap(text, max(int((width - PADDING) / LETTER), 8))) or 1
