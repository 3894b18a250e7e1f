"""Cells that mean the same in several tables: a council's id, and a number that is a percentage."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.basics.formatting import number
from dashboard.catalogue.records import Measure
from dashboard.catalogue.texttables import Line

ID = re.compile(r"[a-z0-9-]{1,60}")  # of a council or a system: it is the name of a folder of the store
NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
OF_PER_CENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
MARKED = re.compile(r"(0\.\d+|1(\.0+)?) ?%")


def council_of(line: Line) -> str:
    """The council's id, which may not be empty and must be one that an extract could be loaded for."""
    line.required("council")
    return council_id(line)


def council_id(line: Line, column: str = "council") -> str:
    """The cell as a council's id, empty or not."""
    value = line.text(column)
    if value and not ID.fullmatch(value):
        likely = NOT_IN_AN_ID.sub("-", value.lower()).strip("-")
        meant = f' Did you mean "{likely}"?' if likely else ""
        line.note(
            column, f"A council's id has small letters, digits and hyphens, as `--council` of a load has it.{meant}"
        )
    return value


def number_of(line: Line, column: str, measures: Mapping[str, Measure]) -> float:
    """The cell's number; of a percentage one from 0 to 100 that is no fraction, where 0.85% is written with its mark.

    A ratio of which neither half is part of the other may be above 100.
    """
    name, text = line.cells["measure"], line.cells[column]
    found = measures.get(name)
    if not (found.unit == "percent" if found else OF_PER_CENT.search(name)):
        return line.number_in(column)
    if MARKED.fullmatch(text):
        return float(text.rstrip("% "))
    value = line.number_in(column)
    if 0 < value <= 1:
        meant = number(100 * value, 4).rstrip("0").rstrip(".")
        line.note(column, f"A percentage is written as {meant}, not as a fraction; if {text}% is meant, write {text}%.")
    elif value < 0 or (value > 100 and not (found and found.apart)):
        line.note(column, "A percentage is a number from 0 to 100, such as 85.")
    return value
