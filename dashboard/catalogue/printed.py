"""A figure as a paper prints it, such as `90.2%`, `2,421K`, `almost £61million` or `Seven`, read and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dashboard.basics.statistics import shown

Near = Literal["exactly", "almost", "over", "roughly"]
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
QUALIFIERS: dict[str, Near] = {
    "almost": "almost",
    "nearly": "almost",
    "over": "over",
    "more than": "over",
    "roughly": "roughly",
    "about": "roughly",
    "around": "roughly",
    "approximately": "roughly",
}
SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "million": 1e6, "billion": 1e9}
ALMOST, ROUGHLY = 0.01, 0.05
PATTERN = re.compile(
    rf"(?:(?P<near>{'|'.join(QUALIFIERS)})\s+)?(?P<sign>[-+−])?£?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>k|m|million|billion)?%?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Printed:
    """What is printed, read: the number in its own scale, its decimals, and how closely it is meant.

    `signed` says whether the paper prints a sign; a change without one is a fall or a rise.
    """

    number: float
    decimals: int = 0
    scale: float = 1.0
    near: Near = "exactly"
    signed: bool = False

    def fits(self, value: float) -> bool:
        """Whether the value, rounded as printed, is what is printed; `almost` and the like give it room."""
        printed = self.number * self.scale
        if self.near == "almost":
            return printed * (1 - ALMOST) <= value <= printed
        if self.near == "over":
            return value > printed
        if self.near == "roughly":
            return abs(value - printed) <= printed * ROUGHLY
        return shown(value / self.scale, self.decimals) == self.number


def read_printed(text: str) -> Printed | None:
    """What the text says, or None if it is not a number (`Reduction`, `n/a`)."""
    if (spelt := in_words(text)) is not None:
        return Printed(float(spelt))
    match = PATTERN.fullmatch(text.strip())
    if not match:
        return None
    digits = match["number"].replace(",", "")
    return Printed(
        number=float(digits) * (-1 if match["sign"] in ("-", "−") else 1),
        decimals=len(digits.partition(".")[2]),
        scale=SCALES[(match["scale"] or "").casefold()],
        near=QUALIFIERS[match["near"].casefold()] if match["near"] else "exactly",
        signed=bool(match["sign"]),
    )


def in_words(text: str) -> int | None:
    """The number that is spelt out, such as `Seven` or `Thirty Five`, or None."""
    words = text.replace("-", " ").casefold().split()
    if len(words) == 1 and words[0] in WORDS:
        return WORDS.index(words[0])
    if words and words[0] in TENS and len(words) < 3 and all(word in WORDS[1:10] for word in words[1:]):
        return TENS[words[0]] + (WORDS.index(words[1]) if len(words) == 2 else 0)
    return None
