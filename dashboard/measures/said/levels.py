"""A number that says how much the measure is: whether the figures of its part and period have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.measures.said import about, where
from dashboard.measures.said.figures import Figure, Figures, Subject
from dashboard.measures.said.numbers import Said

NEAR = 0.5  # how far from the figure a plain number may be and still be meant as it
SPELT = "one|two|three|four|five|six|seven|eight|nine|ten"
OF_THOSE = re.compile(
    r"\b(?P<all>\d[\d,]*)\b[^.;\d]{0,80}?\bof (?:those|these|which|them),?\s+(?P<part>\d[\d,]*)\b"
    r"(?P<words>[^.;]{0,60})"
)
OF_ALL = re.compile(
    rf"\b(?:of|out of) (?:the |all )?(?P<all>\d[\d,]*|{SPELT})\s+(?P<noun>[a-z]+),?\s+(?P<part>\d[\d,]*|{SPELT})\b"
    r"(?!\s*%)(?P<words>[^.;]{0,60})",
    re.IGNORECASE,
)
PART_OF = re.compile(r"\b(?P<part>\d[\d,]*)\s+(?:out )?of (?:the |all )?(?P<all>\d[\d,]*)\b(?P<words>[^.;]{0,60})")
THE_REST = re.compile(r"\b(?:late|not|missed|outside|over|failed|remaining)\b", re.IGNORECASE)
FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
TO = re.compile(r"\bto\s*(?:just |only |a |an |some )*$", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence, the parts and periods that it names, and the part that the one before spoke of."""

    text: str
    parts: tuple[where.Mention, ...]
    periods: tuple[where.Mention, ...]
    before: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The sentence without the names of parts and periods."""
        return where.masked(self.text, [*self.parts, *self.periods])

    def parts_at(self, start: int, end: int, figures: Figures) -> tuple[str, ...]:
        """The parts that a number between the two places may be of."""
        words = where.masked(self.text, self.periods)
        here = where.nearest(self.parts, words, start, end, where.CLOSE_AFTER)
        return here.parts if here else tuple(dict.fromkeys([*self.before, *figures.usual]))

    def periods_at(self, start: int, end: int) -> where.Mention | None:
        """The period that a number is said to be of; after `from 96.1% in Q3 to` it is now."""
        here = where.nearest(self.periods, where.masked(self.text, self.parts), start, end, where.NEAR_AFTER)
        if here and here.end <= start and TO.search(self.text[:start]) and FROM.search(self.text[: here.start]):
            return None
        return here


def wrong_level(sentence: Sentence, said: Said, figures: Figures) -> str:
    """What the figures say instead of a number that is meant as the measure; nothing where they agree or it is not."""
    subject = meant(sentence, said, figures)
    if subject is None:
        return ""
    parts = sentence.parts_at(said.start, said.end, figures)
    here = sentence.periods_at(said.start, said.end)
    compared = where.is_compared(sentence.plain, said.start)
    periods = periods_meant(here, compared, figures)
    known = list(figures.of(subject.id, parts, periods))
    if not known or stated(said, parts, periods, figures) or (compared and any(map(said.fits, figures.elsewhere))):
        return ""
    actual = known[0]
    if abs(said.value - actual.value) > NEAR * abs(actual.value):
        return ""
    label = (
        _(" for {actual}", actual=actual.period.label)
        if here and actual.period.last_day != figures.period.last_day
        else ""
    )
    return _(
        "It says {said}{label}; the figures say {written}.",
        said=said.text,
        label=label,
        written=said.written(actual.value),
    )


def periods_meant(here: where.Mention | None, compared: bool, figures: Figures) -> Sequence[Period]:
    """The periods that a number may be of: those named, or those before where it is compared with, or now."""
    if here:
        return here.periods
    if compared:
        return figures.earlier
    return (figures.period, figures.period.as_kind("year"))


def stated(said: Said, parts: Sequence[str], periods: Sequence[Period], figures: Figures) -> bool:
    """Whether any measure of the same data has the number there: the sentence may speak of that one."""
    subjects = [figures.subject, *figures.others]
    return any(said.fits(one.value) for other in subjects for one in figures.of(other.id, parts, periods))


def meant(sentence: Sentence, said: Said, figures: Figures) -> Subject | None:
    """The measure that a number is said of; None where the words do not say, or speak of something else."""
    plain, subject = sentence.plain, figures.subject
    around = about.piece(plain, said.start, said.end)
    after = about.nouns_after(plain, said.end)
    here = sentence.periods_at(said.start, said.end)
    if here and not here.periods:  # such as a month, of which no figure is kept
        return None
    if about.of_something_else(around, subject):
        return None
    if said.kind == "count" and subject.kind == "count":
        for one in [subject, *figures.others]:
            if one.kind == "count" and about.names(after, one):
                return one
        bare = not after and about.speaks_of(plain[: said.start] or "it", subject)
        return subject if bare or (not after and "there w" in plain.casefold()) else None
    if said.kind != subject.kind:
        return None
    if re.match(r"\s*of\b", plain[said.end :]):
        return subject if about.all_its_own(after, subject) else None
    heads = any(one.end <= said.start for one in sentence.parts)
    return subject if heads or about.speaks_of(plain, subject) else None


def wrong_counts(sentence: Sentence, figures: Figures) -> Iterator[str]:
    """`Of 225 answers 213 came in time`: the two halves of a share, of which the one is known by the other."""
    if figures.subject.kind != "percent" and not figures.others:
        return
    for pattern in (OF_THOSE, OF_ALL, PART_OF):
        for match in pattern.finditer(sentence.text):
            yield from wrong_part(match, sentence, figures)


def wrong_part(match: re.Match[str], sentence: Sentence, figures: Figures) -> Iterator[str]:
    """The part, where the whole is one of the figures and the part is not what they say of it."""
    whole, part = count_of(match["all"]), count_of(match["part"])
    parts = sentence.parts_at(match.start("all"), match.end("all"), figures)
    here = sentence.periods_at(match.start("all"), match.end("all"))
    shares = [one for one in (figures.subject, *figures.others) if one.kind == "percent"]
    known = [
        one
        for share in shares
        if share == figures.subject or about.stems(match["words"]) & about.stems(share.names)
        for one in figures.of(share.id, parts, periods_meant(here, False, figures))
        if one.denominator == whole and one.numerator is not None
    ]
    possible = [value for one in known for value in (one.numerator, whole - (one.numerator or 0))]
    if known and part not in possible and about.stems(match["words"]) & words_of(known[0], figures):
        actual = possible[1] if THE_REST.search(match["words"]) else possible[0]
        yield _(
            "It says {part} of {all}; the figures say {actual}.",
            part=match["part"],
            all=match["all"],
            actual=f"{actual:,.0f}",
        )


def words_of(one: Figure, figures: Figures) -> frozenset[str]:
    """The words of the figure's own measure."""
    return about.stems(next(s.names for s in (figures.subject, *figures.others) if s.id == one.measure))


def count_of(text: str) -> float:
    """`1,350` or `three` as a number."""
    spelt = SPELT.split("|")
    return float(spelt.index(text.casefold()) + 1 if text.casefold() in spelt else text.replace(",", ""))
