"""Whether the words around a number speak of a measure. Where they speak of anything else, nothing is known."""

from __future__ import annotations

import re

from dashboard.measures.said.figures import Subject
from dashboard.measures.said.words import ALSO, COUNTED, FOR, GENERAL, OTHER, PLACE, SMALL

STEM = 6  # letters by which two words are the same: complaint, complaints
PIECES = re.compile(r",(?!\d{3})|;|:|\s[-\u2013]\s|\bbut\b|\bwhile\b|\bwhilst\b")
WORD = re.compile(r"[A-Za-z][\w'\u2019-]*")
MOST_NOUNS = 6


def piece(sentence: str, start: int, end: int) -> str:
    """The part of a sentence between commas and the like that holds a number."""
    cuts = [0, *(cut for match in PIECES.finditer(sentence) for cut in match.span()), len(sentence)]
    return sentence[max(cut for cut in cuts if cut <= start) : min(cut for cut in cuts if cut >= end)]


def stems(words: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning, those that mean the same added."""
    found = {word.casefold()[:STEM] for word in WORD.findall(words) if word.casefold() not in SMALL}
    return frozenset(found | {also[:STEM] for stem in found for also in ALSO.get(stem, ())})


def of_something_else(words: str, subject: Subject) -> bool:
    """Whether the words speak of what is not the measure: they name other things that its own name does not."""
    own, wider = stems(subject.names), stems(f"{subject.names} {subject.beside}")
    others = [match[0] for match in OTHER.finditer(words)]
    served = [match[1] for match in FOR.finditer(words) if not GENERAL.match(match[1])]
    return (
        bool(PLACE.search(words))
        or (subject.kind == "percent" and bool(COUNTED.search(words)))
        or any(stems(one) - own or not stems(one) for one in others)
        or any(stems(one) - wider for one in served)
    )


def speaks_of(words: str, subject: Subject) -> bool:
    """Whether words name the measure, or speak of a figure in general."""
    return bool(stems(words) & stems(f"{subject.names} {subject.beside}")) or bool(GENERAL.search(words))


def nouns_after(sentence: str, end: int) -> list[str]:
    """The words after a number up to a stop or a verb: what it is a number of."""
    run = re.split(
        r"[,.;:()\d]|\b(?:was|were|are|is|have|has|had|been|made|came|went|rose|fell)\b", sentence[end:], maxsplit=1
    )[0]
    return [word for word in WORD.findall(run) if word.casefold() not in SMALL][:MOST_NOUNS]


def names(words: list[str], subject: Subject) -> bool:
    """Whether the first of the words that follow a number is one that the measure is called by."""
    return bool(words) and words[0].casefold()[:STEM] in stems(subject.names)


def all_its_own(words: list[str], subject: Subject) -> bool:
    """Whether every word of `90% of stage 1 complaints` is one of the measure or of its halves."""
    own = stems(f"{subject.names} {subject.beside}")
    return bool(words) and all(word.casefold()[:STEM] in own for word in words)
