"""Whether the words around a number speak of a measure. Where they speak of anything else, nothing is known."""

from __future__ import annotations

import re

from dashboard.measures.said.figures import Subject

STEM = 6  # letters by which two words are the same: complaint, complained
# words for what the catalogue calls otherwise
ALSO = {
    "answer": ("responded", "responses", "response", "dealt", "replied", "timeliness", "time"),
    "spend": ("spent", "spending", "expenditure"),
    "fte": ("full-time", "equivalents", "posts"),
    "take-u": ("take", "takeup"),
    "accept": ("acceptances",),
    "online": ("digital", "digitally"),
}
GENERAL = re.compile(
    r"\b(?:performance|figures?|rate|timeliness|outturn|results?|proportion|percentage|share|numbers?|volumes?|totals?|it|"
    r"this|these|they|that|we)\b",
    re.IGNORECASE,
)
# what a number may be of instead: people and plans, other places, a part of the cases, reasons
OTHER = re.compile(
    r"\b(?:staff|officers?|train\w*|satisf\w*|sick\w*|absen\w*|aim\w*|plan(?:s|ned|ning)?|hop(?:e|es|ing)|expect\w*|"
    r"forecast\w*|predict\w*|project\w*|will|would|could|should|may|might|must|budget\w*|overtime|over-?spen[dt]\w*|"
    r"under-?spen[dt]\w*|systems?|invest\w*|grants?|sav(?:e|ed|es|ing|ings)|survey\w*|respondents?|residents|businesses|customers|"
    r"late|overdue|new|next|on course|on track|services?|teams|directorates?|calls|lists?|hotline|access|cost(?:s|ing)?|national\w*|england|london|average|regional\w*|"
    r"other councils|neighbour\w*|remaining|vacan\w*|advertis\w*|private|each year|every year|made up|account\w* for|"
    r"caus\w*|because|due to|about|concern\w*|relat\w*|came from|waiting|week|weekly|daily|month|monthly|delay\w*|"
    r"landlords?|letters?|questionnaires?|visits?|meetings?|majority|priorit\w*|of which|of whom|including|specifically|by "
    r"(?:next|the end|march|april|20\d\d)|at least|at most|up to)\b",
    re.IGNORECASE,
)
FOR = re.compile(r"\bfor\s+(?:the |our |all |their )?([a-z][\w-]+(?:\s+[a-z][\w-]+)?)")
COUNTED = re.compile(r"\b(?:volumes?|numbers?)\b", re.IGNORECASE)  # a share is neither
PLACE = re.compile(r"\b(?:for|in|by|at|from|to)\s+(?!Q\.?\s?\d)[A-Z]\w+")
SMALL = frozenset(
    "a an the of for in on at by to and or all our their its those these this that which were was are is be been being have "
    "has had with within from as who we it they only just now more than also still council council's period quarter year "
    "day days end number per whose whatever received".split()
)
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
