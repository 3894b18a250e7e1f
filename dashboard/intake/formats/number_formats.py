"""What a spreadsheet shows of a value in a cell's number format, as far as that changes what the value means.

A percentage is read as it is shown, a time of the clock in the parts that are shown, a date whose format shows no day
as a month, a number that is shown with leading zeros with these. In every other format the value itself is read.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|AM/PM|A/P|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
CLOCK = re.compile(r"\[h+\]|\[m+\]|\[s+\]|h+|m+|s+|\.0+", re.IGNORECASE)
PADDED = re.compile(r"0{2,}")
SECONDS = {"h": 3600, "m": 60, "s": 1}


def shown(value: Any, number_format: str = "General") -> str:
    """The cell as the text that a person would type who sees it."""
    if isinstance(value, str):
        return value
    if value is None or value != value:  # not a number
        return ""
    bare = LITERAL.sub("", number_format.partition(";")[0])
    if isinstance(value, (dt.time, dt.timedelta)):
        return clock(value, bare)
    if isinstance(value, dt.datetime) and value.year < 1910 and not re.search("[dy]", bare, re.IGNORECASE):
        return clock(value.time(), bare)
    if (
        isinstance(value, dt.date)
        and re.search("m", bare, re.IGNORECASE)
        and not re.search("[dhs]", bare, re.IGNORECASE)
    ):
        return f"{value:%Y-%m}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "%" in bare:
            return percentage(value, bare)
        if PADDED.fullmatch(bare) and value == int(value) >= 0:
            return f"{int(value):0{len(bare)}}"
    return plain(value)


def percentage(value: float, bare: str) -> str:
    """`91.3%`, with as many decimals as the format has."""
    decimals = len(match[1]) if (match := re.search(r"\.([0#?]+)", bare)) else 0
    exact = (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact:f}%"


def clock(value: dt.time | dt.timedelta, bare: str) -> str:
    """A time as its format writes it: `8:23` in h:mm or mm:ss, `49:30` in [h]:mm; in another format `08:23:00`."""
    if isinstance(value, dt.time):
        total = value.hour * 3600 + value.minute * 60 + round(value.second + value.microsecond / 1e6)
    else:
        total = round(value.total_seconds())
    sign, total = "-" if total < 0 else "", abs(total)
    parts = [part for part in CLOCK.findall(bare) if part[0] != "."]
    if not parts:
        return f"{sign}{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
    texts = []
    for at, part in enumerate(parts):
        letter = part.strip("[]")[0].casefold()
        number = total // SECONDS[letter]
        if at or not part.startswith("["):
            number %= 24 if letter == "h" and not isinstance(value, dt.timedelta) else 10**9 if letter == "h" else 60
        width = len(part.strip("[]"))
        texts.append(f"{number:0{max(width, 2) if at else width}}")
    return sign + ":".join(texts)


def plain(value: Any) -> str:
    """A value as the text that a person would have typed, whatever its format."""
    if isinstance(value, str):
        return value
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, (float, Decimal)):
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        return format(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact, "f")
    return value.isoformat() if isinstance(value, dt.date) else str(value)
