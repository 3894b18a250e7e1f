"""What a comment says of the target: which it is, whether it was met, and how far away the figure is."""

from __future__ import annotations

import re

from dashboard.basics.languages import N_, _
from dashboard.basics.statistics import difference, shown
from dashboard.measures.said import changes
from dashboard.measures.said.figures import Figure, Figures
from dashboard.measures.said.levels import Sentence
from dashboard.measures.said.numbers import Said

TARGET = r"(?:the |our |its |their |a |this year's |the council's )?(?:\w+ ){0,2}?target"
AFTER_TARGET = re.compile(r"\btargets?\b(?: (?:of|is|was|remains|being|to be|set at|at|\())?\s*\(?$", re.IGNORECASE)
BEFORE_TARGET = re.compile(r"^\s+(?:\w+ )?target\b", re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?:above|below|against|exceed\w*|over|under|within|beat\w*|outside|beyond)\s+(?:the |our |a )?$", re.IGNORECASE
)
AWAY = re.compile(
    r"^(?:\s+\w+)?\s+(?P<side>above|below|over|under|short of|(?:more|fewer|less|higher|lower) than)\s+"
    rf"{TARGET}",
    re.IGNORECASE,
)
NOT = r"(?:not|n't|never|failed to|narrowly missed|just missed)"
MISSED = re.compile(
    rf"\bmissed\b|\b{NOT}\s+(?:been |be )?(?:met|meet|meeting|achiev\w+|reach\w*|hit)\b|\bfell short of\b|\bshort of\b",
    re.IGNORECASE,
)
MET = re.compile(r"\b(?:met|meets|achieved|reached|hit|exceeded|exceeds|surpassed|beat)\b", re.IGNORECASE)
PASSED = re.compile(r"\b(?:exceed\w*|surpass\w*)\b", re.IGNORECASE)
SPOKEN_OF = re.compile(r"\btarget\b", re.IGNORECASE)
NEXT = re.compile(r"\b(?:will|would|should|may|next|expect\w*|likely|hope\w*|aim\w*|plan\w*|if|had)\b", re.IGNORECASE)
UP = ("above", "over", "more than", "higher than")


def is_target(sentence: Sentence, said: Said) -> bool:
    """Whether the number is called the target."""
    plain = sentence.plain
    return bool(AFTER_TARGET.search(plain[: said.start]) or BEFORE_TARGET.match(plain[said.end :]))


def beside_figure(sentence: Sentence, said: Said) -> bool:
    """Whether the number is what the figure is held against, a target or another."""
    return bool(AGAINST.search(sentence.plain[: said.start]))


def targets_of(sentence: Sentence, said_at: int, figures: Figures) -> list[Figure]:
    """The figures of the period that have a target, of the parts spoken of."""
    parts = sentence.parts_at(said_at, said_at, figures)
    periods = (figures.period, figures.period.as_kind("year"))
    return [one for one in figures.of(figures.subject.id, parts, periods) if one.target is not None]


def wrong_target(sentence: Sentence, said: Said, figures: Figures) -> str:
    """Another target than the one in force."""
    judged = targets_of(sentence, said.start, figures)
    if said.kind != figures.subject.kind or not judged or NEXT.search(sentence.text):
        return ""
    if any(said.fits(one.target) for one in judged if one.target is not None):
        return ""
    every = [one.target for one in figures.known if one.target is not None and one.measure == figures.subject.id]
    if any(map(said.fits, every)) and not sentence.parts:
        return ""
    return _(
        "It says a target of {said}; the target is {written}.",
        said=said.text,
        written=said.written(judged[0].target or 0),
    )


def wrong_distance(sentence: Sentence, said: Said, figures: Figures) -> str:
    """`42 above the target`: another distance than that of figure and target."""
    match = AWAY.match(sentence.plain[said.end :])
    judged = targets_of(sentence, said.start, figures)
    if not match or not judged or (said.kind == "points") != (figures.subject.kind == "percent"):
        return ""
    side = 1 if match["side"].casefold() in UP else -1
    decimals = figures.subject.decimals
    away = [difference(one.value, one.target or 0, decimals) for one in judged]
    if any(side * one >= 0 and said.fits(abs(one)) for one in away):
        return ""
    size = changes.shown(abs(away[0]), figures).rstrip("%")
    if said.kind == "points":
        size = _("{size} points", size=size)
    above = N_("It says {said}; the figures say {size} above the target.")
    below = N_("It says {said}; the figures say {size} below the target.")
    return _(above if away[0] > 0 else below, said=said.text, size=size)


def is_distance(sentence: Sentence, said: Said) -> bool:
    """Whether the number says how far the figure is from its target."""
    return bool(AWAY.match(sentence.plain[said.end :]))


def wrong_verdict(sentence: Sentence, figures: Figures) -> str:
    """`The target was missed` of one that was met, or the other way round."""
    spoken = SPOKEN_OF.search(sentence.text)
    if not spoken or NEXT.search(sentence.text) or figures.subject.polarity not in ("higher", "lower"):
        return ""
    if any(figures.period not in one.periods for one in sentence.periods):
        return ""
    missed = MISSED.search(sentence.text)
    met = MET.search(MISSED.sub("", sentence.text))
    if missed and met:  # of one part it was met, of another missed
        return ""
    if not missed and figures.subject.polarity == "lower" and PASSED.search(sentence.text):
        missed, met = PASSED.search(sentence.text), None
    judged = [one for one in targets_of(sentence, spoken.start(), figures) if one.period == figures.period]
    if not judged or not (missed or met):
        return ""
    reached = [is_met(one, figures) for one in judged]
    if bool(missed) not in reached or len(set(reached)) > 1:
        return ""
    one = judged[0]
    word = "missed" if missed else "met"
    return _(
        "It says that the target was {word}; the figures say {value} against {target}.",
        word=word,
        value=changes.shown(one.value, figures),
        target=changes.shown(one.target or 0, figures),
    )


def is_met(one: Figure, figures: Figures) -> bool:
    """Whether a figure, as shown, reaches its target."""
    value, target = shown(one.value, figures.subject.decimals), one.target or 0
    return value >= target if figures.subject.polarity == "higher" else value <= target
