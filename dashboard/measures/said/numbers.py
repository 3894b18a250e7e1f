"""The numbers that a sentence states, each with its unit and how closely it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dashboard.basics import formatting
from dashboard.basics.statistics import shown

Near = Literal["exactly", "almost", "over", "just over", "roughly"]
NEAR: dict[str, Near] = {
    "almost": "almost",
    "nearly": "almost",
    "just under": "almost",
    "over": "over",
    "more than": "over",
    "just over": "just over",
    "roughly": "roughly",
    "about": "roughly",
    "around": "roughly",
    "approximately": "roughly",
    "some": "roughly",
}
SCALES = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
SHARES = {
    "half": 50.0,
    "a third": 100 / 3,
    "one third": 100 / 3,
    "two thirds": 200 / 3,
    "two-thirds": 200 / 3,
    "three quarters": 75.0,
    "three-quarters": 75.0,
}
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
IN_WORDS = "|".join(COUNTED)
QUALIFIED = rf"(?:\b(?P<near>{'|'.join(sorted(NEAR, key=len, reverse=True))})\s+)?"
NUMBER = re.compile(
    rf"{QUALIFIED}(?<![\w.,/£-])(?P<number>(?P<money>£)?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)(?![\d/]|[.,]\d)"
    r"(?:\s*(?P<scale>million|billion|bn|[km])\b)?)"
    r"(?P<points>%?\s*(?:per ?centage\s+)?points?\b)?(?P<unit>\s*%|\s*per ?cent\b)?"
    r"(?P<rate>\s+(?:per|for every|in every) 1(?:00)?,000\b)?"
    r"(?![\w/]|-\d)",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"{QUALIFIED}\b(?:(?P<part>{IN_WORDS})\s+(?:in|out of)\s+(?:every\s+)?(?P<all>{IN_WORDS})|"
    rf"(?P<name>{'|'.join(SHARES)}))\b(?!\s+(?:year|month|day|of the year))",
    re.IGNORECASE,
)
ROUGH_SHARE = 4.0  # points by which a share in words may be another
ALMOST, ROUGHLY = 0.05, 0.05  # the same of a number with "almost" or "roughly", as a share of it


@dataclass(frozen=True)
class Said:
    """A number as it stands in a sentence. `text` is as written; `loose` says that it is a share in words."""

    text: str
    start: int
    end: int
    value: float
    kind: Literal["percent", "points", "gbp", "rate", "count"]
    decimals: int = 0
    scale: float = 1.0
    near: Near = "exactly"
    loose: bool = False

    def fits(self, figure: float) -> bool:
        """Whether the figure, rounded as the number is written, is that number."""
        if self.loose:
            below = {"almost": -1.5 * ROUGH_SHARE, "over": 0.0, "just over": 0.0}.get(self.near, -ROUGH_SHARE)
            above = {"almost": 0.5, "over": 2 * ROUGH_SHARE}.get(self.near, ROUGH_SHARE)
            return below <= figure - self.value <= above
        exact = shown(figure / self.scale, self.decimals) == shown(self.value / self.scale, self.decimals)
        room = abs(figure - self.value) <= ROUGHLY * self.value
        return (
            exact
            or (self.near == "almost" and self.value * (1 - ALMOST) <= figure <= self.value)
            or (self.near == "over" and figure > self.value)
            or (self.near == "just over" and figure > self.value and room)
            or (self.near == "roughly" and room)
        )

    def written(self, figure: float) -> str:
        """The figure as the text writes its own number, with one decimal more where the two would look alike."""
        scaled, decimals = figure / self.scale, self.decimals
        if not self.loose and shown(scaled, decimals) == shown(self.value / self.scale, decimals):
            decimals += 1
        found = re.search(r"million|billion|bn|[km]\b", self.text, re.IGNORECASE) if self.scale != 1 else None
        tail = self.text[found.start() - (self.text[found.start() - 1] == " ") : found.end()] if found else ""
        sign = "%" if self.kind == "percent" else ""
        return f"{'£' if self.kind == 'gbp' else ''}{formatting.number(scaled, decimals)}{tail}{sign}"


def numbers(sentence: str) -> list[Said]:
    """The numbers of a sentence in their order."""
    return sorted([*in_digits(sentence), *in_words(sentence)], key=lambda one: one.start)


def in_digits(sentence: str) -> Iterator[Said]:
    """`90.2%`, `almost £61million`, `1,350`, `3.35 per 1,000`, `5.9 percentage points`."""
    for match in NUMBER.finditer(sentence):
        digits = match["digits"].replace(",", "")
        scale = SCALES[match["scale"].casefold()] if match["scale"] else 1.0
        thousands = re.search(r",?(000)+$", match["digits"]) if match["money"] and scale == 1 else None
        yield Said(
            text=sentence[match.start("number") : match.end()].strip(),
            start=match.start(),
            end=match.end(),
            value=float(digits) * scale,
            kind=kind_of(match),
            decimals=-len(thousands[0].replace(",", "")) if thousands else len(digits.partition(".")[2]),
            scale=scale,
            near=NEAR[match["near"].casefold()] if match["near"] else "exactly",
        )


def kind_of(match: re.Match[str]) -> Literal["percent", "points", "gbp", "rate", "count"]:
    """What the words around the digits make of a number."""
    if match["points"]:
        return "points"
    if match["unit"]:
        return "percent"
    if match["money"]:
        return "gbp"
    return "rate" if match["rate"] else "count"


def in_words(sentence: str) -> Iterator[Said]:
    """`half`, `nearly two thirds`, `nine in ten`."""
    for match in SHARE.finditer(sentence):
        if match["name"]:
            value = SHARES[match["name"].casefold()]
        else:
            part, whole = (COUNTED.index(match[name].casefold()) + 1 for name in ("part", "all"))
            value = 100 * part / whole
        near = NEAR[match["near"].casefold()] if match["near"] else "exactly"
        if value <= 100:
            yield Said(match[0].strip(), match.start(), match.end(), value, "percent", near=near, loose=True)
