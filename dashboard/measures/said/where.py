"""Of which part and which period a number in a sentence is: the words nearest to it say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.basics.quarters import FULL_MONTH_NAMES, Period
from dashboard.measures.said.figures import WHOLE, Figures

NEAR_AFTER = 60  # letters between a number and the words after it that are still about it
CLOSE_AFTER = 30
MONTHS = "|".join(FULL_MONTH_NAMES)
NAMED = re.compile(
    r"(?:the end of\s+)?\bQ\.?\s?(?P<quarter>[1-4])\b(?:,?\s+(?:of\s+)?(?P<of>20\d\d)\s?[/-]\s?\d\d\b)?|"
    r"\b(?P<year>20\d\d)\s?/\s?\d\d\b|"
    r"(?P<quarter_before>\b(?:previous|last|preceding|prior) quarter\b|\bquarter (?:before|earlier|ago)\b)|"
    r"(?P<year_before>\b(?:a|one) year (?:ago|before|earlier)\b|\bsame (?:quarter|period|time)(?: (?:of|in))? "
    r"(?:the )?(?:last|previous) year\b|\blast year(?:'s)?\b|\bthe previous year\b)|"
    r"(?P<whole_year>\byear[- ]end\b|\b(?:for|of|over|in) the (?:full |whole )?year\b|\bfull[- ]year\b|"
    r"\bthe year(?:'s)?\b)|"
    r"(?P<this>\b(?:in|during|for|of|over) (?:the|this) quarter\b)|"
    rf"(?P<unknown>\b(?:half[- ]year|six months|6 months|(?:first|second|third|fourth) quarter)\b|"
    rf"(?<!end of )\b(?:{MONTHS})\b)",
    re.IGNORECASE,
)
ALL_PARTS = re.compile(
    r"\b(?:all (?:the )?stages|overall|in total|altogether|a total of|all complaints)\b", re.IGNORECASE
)
COMPARED = re.compile(
    r"\b(?:from|than|compared (?:with|to)|against|before|previously)(?: (?:the|a|an|just|only))*\s*\W?$",
    re.IGNORECASE,
)
SPELT = {"one": "1", "two": "2"}
WORD = re.compile(r"[\w'\u2019]+")
ALONE = 4  # letters of a word that names a part by itself


@dataclass(frozen=True)
class Mention:
    """Words that name something, and where they stand. A period that they leave open is none."""

    start: int
    end: int
    parts: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()


def masked(sentence: str, mentions: Sequence[Mention]) -> str:
    """The sentence with those words blanked out, every letter in its place."""
    for one in mentions:
        sentence = sentence[: one.start] + " " * (one.end - one.start) + sentence[one.end :]
    return sentence


def periods_named(sentence: str, own: Period) -> Iterator[Mention]:
    """The periods that a sentence names, as the comment of `own` means them; one that is not over is not known."""
    for match in NAMED.finditer(sentence):
        meant = (one for one in period_of(match, own) if one.last_day <= own.last_day)
        yield Mention(match.start(), match.end(), periods=tuple(meant))


def period_of(match: re.Match[str], own: Period) -> Iterator[Period]:
    """The period that the words mean; of "last year" the same quarter and the whole year. None of what is not known."""
    year = own.as_kind("year")
    if match["quarter"]:
        start = int(match["of"]) if match["of"] else own.year_start
        named = quarter(start, int(match["quarter"]))
        yield named if match["of"] or named.last_day <= own.last_day else named.year_before()
    elif match["year"]:
        yield Period("year", int(match["year"]))
    elif match["quarter_before"]:
        yield own - 1
    elif match["year_before"]:
        yield from (own.year_before(), year - 1)
    elif match["whole_year"]:
        yield year
    elif match["this"]:
        yield own


def quarter(start: int, number: int) -> Period:
    """The quarter of the financial year that began in `start`."""
    return Period("quarter", start * 4 + number - 1)


def parts_named(sentence: str, figures: Figures) -> Iterator[Mention]:
    """The parts, such as stages, that a sentence names. Words that several share mean the headline."""
    labels = {code: words_of(label) for code, label in figures.parts}
    spoken = [(match, plain(match[0])) for match in WORD.finditer(sentence)]
    at = 0
    while at < len(spoken):
        length, meant = longest([word for _, word in spoken[at:]], labels)
        if meant:
            one = (figures.headline,) if figures.headline in meant else tuple(meant)
            yield Mention(spoken[at][0].start(), spoken[at + length - 1][0].end(), parts=one)
        at += max(length, 1)
    for match in ALL_PARTS.finditer(sentence):
        yield Mention(match.start(), match.end(), parts=(WHOLE,))


def longest(spoken: Sequence[str], labels: dict[str, list[str]]) -> tuple[int, list[str]]:
    """How many of the words begin a run of a label's, and of which labels; a word alone has to be one label's."""
    best: tuple[int, list[str]] = (0, [])
    for code, words in labels.items():
        for start in range(len(words)):
            run = 0
            while run < min(len(spoken), len(words) - start) and spoken[run] == words[start + run]:
                run += 1
            if run > best[0]:
                best = (run, [code])
            elif run and run == best[0] and code not in best[1]:
                best[1].append(code)
    alone = best[0] == 1 and len(best[1]) == 1 and len(spoken[0]) >= ALONE
    return best if best[0] > 1 or alone else (0, [])


def words_of(label: str) -> list[str]:
    """The words of a label as they are compared."""
    return [plain(word) for word in WORD.findall(label)]


def plain(word: str) -> str:
    """A word as it is compared: `one` is `1`."""
    word = word.casefold().replace("\u2019", "'")
    return SPELT.get(word, word)


def nearest(mentions: Sequence[Mention], sentence: str, start: int, end: int, reach: int) -> Mention | None:
    """The mention right after a number, with no comma or other number between, or else the last one before it."""
    for one in mentions:
        between = sentence[end : one.start].removeprefix(")")
        if one.start >= end and len(between) <= reach and not re.search(r"[,;:.()]|\d|\b(?:and|than)\b", between):
            return one
    before = [one for one in mentions if one.end <= start]
    return before[-1] if before else None


def is_compared(sentence: str, start: int) -> bool:
    """Whether a number stands where a sentence names what it compares with: `from 333`, `than the 327`."""
    return bool(COMPARED.search(sentence[:start]))
