"""Whether a comment contradicts the figures it is about. Pure: text and figures in, a sentence out.

A number is held against the figure of its own measure, part and period, at the precision it is written with: 93%
beside 92.96% is rounding. Where the words do not tie a number to the measure nothing is said of it, because a false
alarm would teach people to pass over true ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.measures.said import changes, levels, targets, where
from dashboard.measures.said.figures import Figures
from dashboard.measures.said.levels import Sentence
from dashboard.measures.said.numbers import Said, numbers

SENTENCES = re.compile(r"(?<=[.!?])(?<!Q\.)\s+(?=[A-Z\"'(\d])")
NOT_A_FIGURE = re.compile(
    r"\b(?:within |in )?\d+ (?:working |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?|occasions?)\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{where.MONTHS})\b(?:\s+\d{{4}})?|\b(?:{where.MONTHS})\s+\d{{4}}\b|"
    r"\b(?:19|20)\d\d\b(?:\s?[/-]\s?\d\d+)?|\(?\b20\d\d\s?[\u2013-]\s?20\d\d\b\)?|"
    r"\b(?:top|stage|section|appendix|table) \d+\b",
    re.IGNORECASE,
)


def contradiction(text: str, figures: Figures) -> str:
    """What contradicts the figures, or itself, in a sentence; nothing where nothing does."""
    return next(found(text, figures), "")


def found(text: str, figures: Figures) -> Iterator[str]:
    """Each contradiction, in a sentence."""
    before: tuple[str, ...] = ()
    for words in SENTENCES.split(text):
        sentence = read(words, before, figures)
        yield from changes.wrong_way(words, figures.subject.polarity)
        yield from changes.wrong_comparison(words, figures)
        yield from levels.wrong_counts(sentence, figures)
        for said in numbers(plain(sentence)):
            if why := wrong_number(sentence, said, figures):
                yield why
        if why := targets.wrong_verdict(sentence, figures):
            yield why
        if sentence.parts:
            before = sentence.parts[-1].parts


def read(words: str, before: tuple[str, ...], figures: Figures) -> Sentence:
    """A sentence with what it names; a date that is no period is left out of its numbers later."""
    parts = tuple(where.parts_named(words, figures))
    periods = tuple(where.periods_named(where.masked(words, parts), figures.period))
    return Sentence(words, parts, periods, before)


def plain(sentence: Sentence) -> str:
    """The sentence with every number blanked out that is no figure: dates, deadlines, stages."""
    return NOT_A_FIGURE.sub(lambda match: " " * len(match[0]), sentence.plain)


def wrong_number(sentence: Sentence, said: Said, figures: Figures) -> str:
    """What the figures say instead of one number, by what the number is."""
    if targets.is_distance(sentence, said):
        return targets.wrong_distance(sentence, said, figures)
    if targets.is_target(sentence, said):
        return targets.wrong_target(sentence, said, figures)
    if changes.is_change(sentence, said):
        return changes.wrong_change(sentence, said, figures)
    if targets.beside_figure(sentence, said):
        return ""
    return levels.wrong_level(sentence, said, figures) or changes.wrong_direction(sentence, said, figures)
