"""Days as a system writes them, such as 31/10/2019: the formats that a mapping may name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

PART = re.compile(r"([a-z])\1*|[^a-z]+", re.IGNORECASE)
DIRECTIVES = {
    "d": "%d", "dd": "%d", "ddd": "%a", "dddd": "%A",
    "m": "%m", "mm": "%m", "mmm": "%b", "mmmm": "%B",
    "yy": "%y", "yyyy": "%Y",
    "h": "%H", "hh": "%H", "s": "%S", "ss": "%S",
}  # fmt: skip
ISO_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?")
EXAMPLE = dt.datetime(2019, 10, 31, 13, 45, 59)  # noqa: DTZ001 - an example of a time on a page, which has no zone
ANOTHER_YEAR = EXAMPLE.replace(year=2013)  # whose days fall on the same weekdays


def directives(written: str) -> str:
    """Python's format for a spelling such as `dd/mm/yyyy hh:mm`; one in Python's own directives stays as it is.

    Raises ValueError for a spelling that has no meaning.
    """
    if "%" in written:
        return written
    parts: list[str] = []
    hours = False
    for match in PART.finditer(written):
        part = match[0].casefold()
        if not part[0].isalpha():
            parts.append(part)
            continue
        if part not in DIRECTIVES:
            raise ValueError(
                f'"{match[0]}" has no meaning in "{written}"; write days as dd, months as mm, years as yyyy.'
            )
        parts.append("%M" if hours and part in ("m", "mm") else DIRECTIVES[part])
        hours = part in ("h", "hh")
    return "".join(parts)


def checked(written: Sequence[str], parts: str = "day, month and year") -> list[str]:
    """The formats in Python's directives; ValueError for one without these parts, or that Python does not know."""
    return [checked_one(one, parts) for one in written]


def one_format(written: str) -> str:
    """A format of a whole day in Python's directives; ValueError as for `checked`."""
    return checked_one(written, "day, month and year")


def checked_month(written: Sequence[str]) -> list[str]:
    """Formats that may do without a day, in Python's directives; ValueError as for `checked`."""
    return checked(written, "month and year")


def checked_one(written: str, parts: str) -> str:
    """One format in Python's directives."""
    format_ = directives(written)
    try:
        text = EXAMPLE.strftime(format_)
        # a day without a year is not tried: from 3.13 on, Python warns of it
        has_year = text != ANOTHER_YEAR.strftime(format_)
        found = dt.datetime.strptime(text, format_) if has_year else None  # noqa: DTZ007 - a day has no zone
    except (ValueError, re.error):
        raise ValueError(f'"{written}" is no format of a date; write it as dd/mm/yyyy.') from None
    same = found and (found.year, found.month) == (EXAMPLE.year, EXAMPLE.month)
    if not found or not same or ("day" in parts and found.day != EXAMPLE.day):
        raise ValueError(f'"{written}" does not hold {parts}; write it as dd/mm/yyyy.')
    return format_


def parser(inner: Callable[[str], Any], formats: Sequence[str], month: bool, mapping: str) -> Callable[[str], Any]:
    """A column's parser that reads days in these formats first, and otherwise as `inner` does, without a time of day
    that a workbook's cell may hold.

    What neither can read is refused with a ValueError that shows how the mapping says days are written.
    """

    def parse(text: str) -> Any:
        for one in formats:
            try:
                day = dt.datetime.strptime(text, one).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            return inner(day.isoformat())
        try:
            return inner(timed[1] if (timed := ISO_TIME.fullmatch(text)) else text)
        except ValueError as error:
            if not formats:
                raise ValueError(f"{error}; or say under [dates] in {mapping} how it is written") from None
            shown = " or ".join(EXAMPLE.strftime(one) for one in formats)
            what = "month" if month else "day"
            raise ValueError(
                f"is not a {what} written like {shown}; correct it, or add to [dates] in {mapping}"
            ) from None

    return parse
