"""A figure as a paper prints it, such as `90.2%`, `2,421K`, `almost £61million` or `Seven`, read and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dashboard.statistics import shown

Near = Literal["exactly", "almost", "over", "roughly"]
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
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
    if text.strip().casefold() in WORDS:
        return Printed(float(WORDS.index(text.strip().casefold())))
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
