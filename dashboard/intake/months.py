"""The month that a text names, such as a table's title or a file's name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from dashboard.basics.quarters import FULL_MONTH_NAMES, MONTH_NAMES

NUMBERS = {name.casefold(): at % 12 + 1 for at, name in enumerate((*FULL_MONTH_NAMES, *MONTH_NAMES))} | {"sept": 9}
NAMES = "|".join(sorted(NUMBERS, key=len, reverse=True))
WORDS = re.compile(rf"(?<![a-z])({NAMES})(?![a-z])\.?", re.IGNORECASE)
NAMED = re.compile(rf"(?<![a-z])({NAMES})(?![a-z])[\s.,_'’-]*((?:19|20)\d\d|\d\d)(?!\d)", re.IGNORECASE)
YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d)[\s.,_-]*({NAMES})(?![a-z])", re.IGNORECASE)
DIGITS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_./ ]?(0[1-9]|1[0-2])(?!\d{3})|(?<!\d)(0[1-9]|1[0-2])[-_./]((?:19|20)\d\d)"
)


def months_in(texts: Iterable[str]) -> list[dt.date]:
    """The months that the texts name, each by its first day; those in words where there are any, else in digits.

    A name without a year of its own, as in "April to June 2026", is a month, too: that of the next year named.
    """
    words: list[dt.date] = []
    digits: list[dt.date] = []
    for text in texts:
        named = [(match[1], match[2]) for match in NAMED.finditer(text)]
        named += [(match[2], match[1]) for match in YEAR_FIRST.finditer(text)] if not named else []
        words += [first_day(year, NUMBERS[name.casefold()]) for name, year in named]
        if named:
            words += [first_day(named[-1][1], NUMBERS[match[1].casefold()]) for match in WORDS.finditer(text)]
        digits += [first_day(match[1] or match[4], int(match[2] or match[3])) for match in DIGITS.finditer(text)]
    return sorted(set(words or digits))


def first_day(year: str, month: int) -> dt.date:
    """The month's first day; `26` is 2026."""
    return dt.date(int(year) if len(year) == 4 else 2000 + int(year), month, 1)
