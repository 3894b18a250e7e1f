"""Numbers with something beside them: a mark that they are provisional, or the unit that they are in.

A mark says that a number may change, and the number is read. A unit is read where it is the column's own, as its name
tells (`_days`, `_pct`, `_hours`), or where a mapping says so; any other would be another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.contracts.datasets import Field

NUMERIC = ("whole", "number", "money")
MARK = re.compile(r"(?<=[0-9%a-z)])\s*(\*+|[†‡]|[(\[](?:p|r|e)[)\]])$|^(\*+|[†‡])\s*(?=[-+£0-9.])", re.IGNORECASE)
LETTER = re.compile(r"(?<=[0-9%])\s*([pr])$", re.IGNORECASE)
SPELLINGS = {
    "days": ("days", "day", "working days", "working day", "calendar days"),
    "weeks": ("weeks", "week", "wks"),
    "months": ("months", "month"),
    "years": ("years", "year", "yrs"),
    "hours": ("hours", "hour", "hrs", "hr", "h"),
    "minutes": ("minutes", "minute", "mins", "min"),
    "seconds": ("seconds", "second", "secs", "sec", "s"),
    "%": ("%", "per cent", "percent", "pct"),
    "£": ("£", "gbp", "pounds"),
    "fte": ("fte", "ftes"),
}
NAMED = {"pct": "%", "percent": "%", "percentage": "%", "gbp": "£"}
BESIDE = re.compile(r"(-?)\s*([^-+\d.,\s][^\d]*?)?\s*([-+]?[\d.,]*\d[\d.,]*(?:[eE]-\d+)?)\s*([^\d\s].*)?", re.DOTALL)
CLOCKS = {"hh:mm:ss": (3600, 60, 1), "hh:mm": (3600, 60), "mm:ss": (60, 1)}
LENGTHS = {"days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1}
STATED = re.compile(r"(hh:mm:ss|hh:mm|mm:ss) (?:in|as) (days|hours|minutes|seconds)")


def unit_of(column: Field) -> str:
    """The unit that the column's name tells, or nothing."""
    last = column.name.rpartition("_")[2].casefold()
    return "£" if column.kind == "money" else NAMED.get(last, last if last in SPELLINGS else "")


def reader(column: Field, stated: str = "", marks: Sequence[str] = ()) -> Callable[[str], str]:
    """The function that gives the number of a cell in digits; ValueError where its unit is not known to be meant.

    `stated` is what the mapping says of the column under [units], `marks` what it says may stand after numbers.
    """
    own = unit_of(column)

    def read(text: str) -> str:
        bare = without_mark(text, column, marks)
        if ":" in bare:
            return str(length(bare, column, own, stated))
        match = BESIDE.fullmatch(bare)
        beside = " ".join(filter(None, (match[2], match[4]))).strip() if match else ""
        if not match or not beside or (column.kind == "money" and beside == "£"):
            return bare
        if beside.casefold() in {stated.casefold(), *SPELLINGS.get(stated.casefold(), ())} - {""}:
            return match[1] + match[3]
        if stated == "fraction" and beside == "%":
            return str(float(match[3].replace(",", "")) / 100)
        if beside.casefold() in SPELLINGS.get(own, ()):
            return match[1] + match[3]
        if beside == "%":
            raise ValueError(
                "is a percentage, and nothing says that the column is one; write the number alone, or say under "
                f'[units] of a mapping: {column.name} = "%" reads 91.3% as 91.3, {column.name} = "fraction" as 0.913'
            )
        if any(beside.casefold() in spellings for spellings in SPELLINGS.values()):
            raise ValueError(
                f"has a unit; write the number alone, or say under [units] of a mapping: {column.name} = "
                f'"{beside.casefold()}"'
            )
        return bare

    return read


def without_mark(text: str, column: Field, marks: Sequence[str]) -> str:
    """The cell without what marks it as provisional or revised."""
    for mark in marks:
        if text.casefold().endswith(mark.casefold()) and text[: -len(mark)].strip():
            return text[: -len(mark)].strip()
    found = MARK.sub("", text)
    return found if found != text or column.kind not in ("whole", "number") else LETTER.sub("", text)


def printed(text: str, column: Field, marks: Sequence[str]) -> str:
    """A value as a plan prints it, without its mark, and without a unit that is stated in a column of its own; a time
    of three parts in minutes and seconds."""
    bare = without_mark(text, column, marks)
    if time := re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d)", bare):
        return f"{int(time[1]) * 60 + int(time[2])}:{time[3]}"
    words = "|".join(word for unit, spellings in SPELLINGS.items() if unit not in "%£" for word in spellings[:-1])
    return re.sub(rf"(?<=\d)\s+(?:{words})$", "", bare, flags=re.IGNORECASE)


def length(text: str, column: Field, own: str, stated: str) -> float:
    """A length of time such as 00:08:23 in the column's unit."""
    said = STATED.fullmatch(stated)
    clock, unit = (said[1], said[2]) if said else ("hh:mm:ss", own)
    parts = text.split(":")
    sizes = CLOCKS[clock]
    if unit not in LENGTHS or len(parts) != len(sizes) or not all(re.fullmatch(r"\d+", part) for part in parts):
        raise ValueError(
            "is a time; write a number, or say under [units] of a mapping how it is written and what is wanted: "
            f'{column.name} = "hh:mm:ss in {own if own in LENGTHS else "minutes"}"'
        )
    return sum(int(part) * size for part, size in zip(parts, sizes, strict=True)) / LENGTHS[unit]
