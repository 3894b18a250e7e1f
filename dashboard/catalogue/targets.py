"""Values and targets as a council plan writes them, read once: `8:23`, `2,421K`, `<10`, `Lower than 2015/16`.

Pure. Text that is neither a number nor a target we can judge is kept as it is, and judged as data only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from typing import Literal

from dashboard.basics.formatting import NOTHING, minutes, number, percent, pounds
from dashboard.basics.statistics import shown
from dashboard.catalogue.printed import read_printed

Form = Literal["number", "percent", "pounds", "minutes"]
TargetKind = Literal["none", "number", "relative", "words"]

# what stands in a cell that has nothing to say
EMPTY = {"", "n/a", "na", "-", "–", "—", "none", "not available", "no target", "no target set", "data only", "tbc"}
CLOCK = re.compile(r"(\d+):([0-5]\d)")
SCALED = re.compile(r"\d\s*(k|m|million|billion)$", re.IGNORECASE)
SCALES = {"k": (3, "K"), "m": (6, "m"), "million": (6, " million"), "billion": (9, " billion")}
MINUTES_DECIMALS = 2  # whole seconds stay apart
PERCENT_UNITS = {"percent", "per cent", "%"}
POUND_UNITS = {"£", "gbp", "pounds"}
PER = re.compile(r"per[ _]([1-9][\d,]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Value:
    """A printed value: its text, its number (None if it is none) and the precision and form it is written in.

    Minutes and seconds are a number of minutes; `2,421K` is 2,421,000 with -3 decimals.
    """

    text: str
    number: float | None = None
    decimals: int = 0
    form: Form = "number"

    def show(self, other: float | None) -> str:
        """Another number, written like this one: `7:27`, `96.5%`, `£1,234`, `2,215K`."""
        if other is None:
            return NOTHING
        if self.form == "minutes":
            return minutes(other)
        write = {"percent": percent, "pounds": pounds, "number": number}[self.form]
        if scaled := SCALED.search(self.text):
            size, word = SCALES[scaled[1].casefold()]
            write = pounds if "£" in self.text else number
            return write(other / 10**size, max(self.decimals + size, 0)) + word
        return write(shown(other, self.decimals), max(self.decimals, 0))


@dataclass(frozen=True)
class Target:
    """What a value is to reach. A `number` has its number; a `relative` one an earlier year to do better than.

    `sense` says which way is good where the words do ("<10", "Reduction"), else nothing; a `strict` target is not
    met by being equal to it. `year` is the id of the year named, or nothing for the one before.
    """

    text: str
    kind: TargetKind = "none"
    number: float | None = None
    sense: str = ""
    strict: bool = False
    year: str = ""


@lru_cache(maxsize=4096)
def parse_value(text: str | None, unit: str = "") -> Value:
    """What a cell says; the unit tells what a plain number is."""
    cell = (text or "").strip()
    if cell.casefold() in EMPTY:
        return Value(cell)
    if clock := CLOCK.fullmatch(cell):
        return Value(cell, int(clock[1]) + int(clock[2]) / 60, MINUTES_DECIMALS, "minutes")
    printed = read_printed(cell)
    if printed is None:
        return Value(cell)
    decimals = printed.decimals - round(log10(printed.scale))
    return Value(cell, shown(printed.number * printed.scale, decimals), decimals, form_of(cell, unit))


def form_of(cell: str, unit: str) -> Form:
    """How a number is written: its own sign decides, else the unit."""
    if "%" in cell or unit.casefold() in PERCENT_UNITS:
        return "percent"
    return "pounds" if "£" in cell or unit.casefold() in POUND_UNITS else "number"


def ratio(value: Value, unit: str, numerator: float, denominator: float) -> float:
    """What a rate comes to in the form and unit of its value: per cent, `per 1,000 households`, or of one."""
    per = PER.search(unit)
    scale = 100.0 if value.form == "percent" else float(per[1].replace(",", "")) if per else 1.0
    return scale * numerator / denominator


def is_empty(text: str | None) -> bool:
    """Whether a cell says that there is nothing to say, such as `n/a`."""
    return (text or "").strip().casefold() in EMPTY


LOWER, HIGHER = "lower", "higher"
# words before a number: which way is good, and whether the number itself is not enough
BEFORE = {
    "<": (LOWER, True), "under": (LOWER, True), "below": (LOWER, True),
    "less than": (LOWER, True), "fewer than": (LOWER, True), "lower than": (LOWER, True),
    "<=": (LOWER, False), "≤": (LOWER, False), "at most": (LOWER, False), "no more than": (LOWER, False),
    "not more than": (LOWER, False), "up to": (LOWER, False), "maximum": (LOWER, False), "max": (LOWER, False),
    ">": (HIGHER, True), "over": (HIGHER, True), "above": (HIGHER, True), "more than": (HIGHER, True),
    "higher than": (HIGHER, True), "greater than": (HIGHER, True),
    ">=": (HIGHER, False), "≥": (HIGHER, False), "at least": (HIGHER, False), "no less than": (HIGHER, False),
    "not less than": (HIGHER, False), "minimum": (HIGHER, False), "min": (HIGHER, False),
}  # fmt: skip
AFTER = {
    "or less": LOWER, "or fewer": LOWER, "or lower": LOWER, "or below": LOWER, "or under": LOWER,
    "or more": HIGHER, "or higher": HIGHER, "or above": HIGHER, "or over": HIGHER, "or better": "", "+": HIGHER,
}  # fmt: skip
# words that set an earlier year as the target
RELATIVE = {
    "no higher": (LOWER, False), "no more": (LOWER, False), "no increase": (LOWER, False),
    "not higher": (LOWER, False), "no lower": (HIGHER, False), "no less": (HIGHER, False),
    "no fewer": (HIGHER, False), "no reduction": (HIGHER, False), "not lower": (HIGHER, False),
    "reduction": (LOWER, True), "reduce": (LOWER, True), "reduced": (LOWER, True), "decrease": (LOWER, True),
    "lower": (LOWER, True), "fewer": (LOWER, True), "less": (LOWER, True),
    "increase": (HIGHER, True), "higher": (HIGHER, True), "more": (HIGHER, True), "growth": (HIGHER, True),
    "improvement": ("", True), "improve": ("", True), "better": ("", True),
    "maintain": ("", False), "maintained": ("", False),
}  # fmt: skip


def longest_first(words: dict[str, object]) -> str:
    """The words as alternatives of a pattern; the longer before the shorter they begin with."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


BOUND = re.compile(
    rf"(?:(?P<before>{longest_first(dict(BEFORE))})\s*)?(?P<number>[-−+£\d].*?)\s*(?P<after>{longest_first(dict(AFTER))})?",
    re.IGNORECASE,
)
EARLIER = re.compile(
    rf"(?:a |an )?(?P<word>{longest_first(dict(RELATIVE))})"
    r"(?:\s+(?:than|on|from|in|of|against|over|compared (?:with|to)))?(?:\s+(?:the\s+)?"
    r"(?:(?P<year>\d{4})\s*[/-]\s*(?:\d{2})?(?P<end>\d{2})|last year|previous year|year before|outturn))?"
    r"(?:\s+(?:outturn|figure|level))?\.?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def parse_target(text: str | None) -> Target:
    """What the target's cell says."""
    cell = (text or "").strip()
    if cell.casefold() in EMPTY:
        return Target(cell)
    if earlier := EARLIER.fullmatch(cell):
        sense, strict = RELATIVE[earlier["word"].casefold()]
        year = f"{earlier['year']}-{earlier['end']}" if earlier["year"] else ""
        return Target(cell, "relative", sense=sense, strict=strict, year=year)
    bound = BOUND.fullmatch(cell)
    found = parse_value(bound["number"]).number if bound else None
    if not bound or found is None:
        return Target(cell, "words")
    sense, strict = BEFORE.get((bound["before"] or "").casefold(), ("", False))
    return Target(cell, "number", found, sense or AFTER.get((bound["after"] or "").casefold(), ""), strict)
