"""Rises and falls: by how much, which way, and from what to what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.basics.formatting import number
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import difference
from dashboard.measures.said import about
from dashboard.measures.said.figures import Figure, Figures
from dashboard.measures.said.levels import Sentence
from dashboard.measures.said.numbers import Said

RISES = r"increas\w*|ris(?:e|es|en|ing)|rose|gr[eo]w\w*|growth|climb\w*|went up|gone up|jump\w*|up"
FALLS = r"decreas\w*|fall\w*|fell|drop\w*|declin\w*|reduc\w*|went down|gone down|down|dipp\w*|slipp\w*"
BETTERS = r"improv\w*"
WORSENS = r"worsen\w*|deteriorat\w*"
MOVES = rf"(?P<rises>{RISES})|(?P<falls>{FALLS})|(?P<betters>{BETTERS})|(?P<worsens>{WORSENS})"
HOW = r"(?:\s+(?:slightly|again|further|substantially|significantly|sharply|steadily|back|just|only))?"
MOVED_TO = re.compile(rf"\b(?:{MOVES})\b{HOW}\s+to\s+(?:just |only |a |an )?$", re.IGNORECASE)
MOVED_BY = re.compile(
    rf"\b(?:{MOVES})\b(?:\s+(?:in|of) [a-z ]{{0,30}})?{HOW}\s+(?:by|of)\s+(?:just |only |a |an )?$|"
    rf"\b(?P<bare>up|down)\s+$",
    re.IGNORECASE,
)
MORE_AFTER = re.compile(r"^\s+(?P<sense>more|fewer|less|higher|lower)\b", re.IGNORECASE)
MOVE_AFTER = re.compile(rf"^\s+(?:{MOVES})\b(?!\s+to\b)", re.IGNORECASE)
FROM_TO = re.compile(
    rf"\b(?:{MOVES})\b[^.;:%\d]{{0,40}}?\bfrom\s+(?P<first>£?\d[\d,]*(?:\.\d+)?)[^.;\d]{{0,40}}?\bto\s+"
    r"(?P<last>£?\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?P<sense>fewer|more|less|higher|lower)\b(?P<what>[^.;\d]{0,60}?)(?P<first>\d[\d,]*(?:\.\d+)?)(?:[^.;\d]|Q\d){0,30}?"
    r"\bcompared (?:with|to)\s+(?:the )?(?P<last>\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
IN_WHAT = re.compile(r"^\s+\w+ (?:in|of) (?:the )?(?P<what>[\w' -]+)")
RISE, FALL = 1, -1


@dataclass(frozen=True)
class Change:
    """What the figures of a part did from one period to another, as shown."""

    now: Figure
    then: Figure
    decimals: int

    @property
    def by(self) -> float:
        """The difference of the two as shown, so that a reader who subtracts gets it."""
        return difference(self.now.value, self.then.value, self.decimals)

    @property
    def exact(self) -> float:
        """The difference of the two themselves."""
        return self.now.value - self.then.value

    @property
    def share(self) -> float:
        """The change as a percentage of the earlier value."""
        return 100 * self.exact / self.then.value if self.then.value else 0.0


def sense(match: re.Match[str], polarity: str) -> int:
    """Which way a word says that a number went; 0 where a better number may be a higher or a lower one."""
    groups = match.groupdict()
    if groups.get("rises") or (groups.get("bare") or "").casefold() == "up":
        return RISE
    if groups.get("falls") or (groups.get("bare") or "").casefold() == "down":
        return FALL
    better = {"higher": RISE, "lower": FALL}.get(polarity, 0)
    return better if groups.get("betters") else -better


def is_change(sentence: Sentence, said: Said) -> bool:
    """Whether a number says by how much another changed, rather than how much it is."""
    plain = sentence.plain
    before, after = plain[: said.start], plain[said.end :]
    return bool(said.kind == "points" or MOVED_BY.search(before) or MORE_AFTER.match(after) or MOVE_AFTER.match(after))


def changes_meant(sentence: Sentence, said: Said, figures: Figures) -> list[Change]:
    """What a stated change may be of: since the period named, or the quarter or the year before."""
    parts = sentence.parts_at(said.start, said.end, figures)
    own = figures.period
    named = [period for one in sentence.periods for period in one.periods if period.last_day < own.last_day]
    if any(not one.periods for one in sentence.periods):
        return []
    if any(period.kind == "year" and period.holds(own) for one in sentence.periods for period in one.periods):
        named = [own.year_before(), own.as_kind("year") - 1]
    since: list[Period] = named or [own - 1, own.year_before()]
    found = []
    for period in [*since, *([] if named else [own.as_kind("year") - 1])]:
        current = own if period.kind == own.kind else own.as_kind(period.kind)
        for now in figures.of(figures.subject.id, parts, [current]):
            then = next(figures.of(figures.subject.id, [now.part], [period]), None)
            if then:
                found.append(Change(now, then, figures.subject.decimals))
    return found


def wrong_change(sentence: Sentence, said: Said, figures: Figures) -> str:
    """What the figures say instead of `fell by 6.9 points`, `121 fewer complaints`, `a 30% increase`."""
    plain, subject = sentence.plain, figures.subject
    before, after = plain[: said.start], plain[said.end :]
    more = MORE_AFTER.match(after)
    move = MOVED_BY.search(before) or MOVE_AFTER.match(after)
    direction = sense(move, subject.polarity) if move else 0
    if more:
        direction = RISE if more["sense"].casefold() in ("more", "higher") else FALL
    if not direction or not is_of(sentence, said, figures, more):
        return ""
    changes = changes_meant(sentence, said, figures)
    relative = said.kind == "percent"
    if not changes or (said.kind == "points") != (subject.kind == "percent" and not relative):
        return ""
    if relative and subject.kind == "percent":  # `up 2.9%` is as often meant in points
        agrees = any(fits(said, direction, one, points) for one in changes for points in (True, False))
    else:
        agrees = any(fits(said, direction, one, not relative) for one in changes)
    if agrees:
        return ""
    told = f"{said.text} {more['sense']}" if more else said.text
    return _("It says {told}; the figures say {changes}.", told=told, changes=in_words(changes[0], figures, relative))


def is_of(sentence: Sentence, said: Said, figures: Figures, more: re.Match[str] | None) -> bool:
    """Whether a change is one of the measure: its words, and no other's, are around it."""
    plain, subject = sentence.plain, figures.subject
    clause = plain[plain.rfind(";", 0, said.start) + 1 : said.end]
    inside = IN_WHAT.match(plain[said.end :])
    if about.of_something_else(f"{clause} {about.piece(plain, said.start, said.end)}", subject):
        return False
    if inside and not about.speaks_of(inside["what"], subject):
        return False
    if more and said.kind == "count":
        return about.names(about.nouns_after(plain, said.end + more.end()), subject)
    return about.speaks_of(plain[: said.start], subject) or any(one.end <= said.start for one in sentence.parts)


def fits(said: Said, direction: int, one: Change, as_number: bool) -> bool:
    """Whether the change has the size and the way that are said of it."""
    sizes = (one.by, one.exact) if as_number else (one.share,)
    return any(size * direction >= 0 and said.fits(abs(size)) for size in sizes)


def in_words(one: Change, figures: Figures, relative: bool) -> str:
    """`a fall of 5.9 points, from 96.1% to 90.2%`."""
    subject = figures.subject
    size = one.share if relative else one.by
    then, now = shown(one.then.value, figures), shown(one.now.value, figures)
    if not size:
        return _("no change, from {then} to {now}", then=then, now=now)
    money = "£" if subject.kind == "gbp" and not relative else ""
    amount = f"{money}{number(abs(size), 0 if relative else subject.decimals)}{'%' if relative else ''}"
    if subject.kind == "percent" and not relative:
        amount = _("{size} points", size=amount)
    rise, fall = N_("a rise of {amount}, from {then} to {now}"), N_("a fall of {amount}, from {then} to {now}")
    return _(rise if size > 0 else fall, amount=amount, then=then, now=now)


def shown(value: float, figures: Figures) -> str:
    """A value of the measure as pages show it."""
    subject = figures.subject
    sign = "%" if subject.kind == "percent" else ""
    return f"{'£' if subject.kind == 'gbp' else ''}{number(value, subject.decimals)}{sign}"


def wrong_direction(sentence: Sentence, said: Said, figures: Figures) -> str:
    """`improved to 90.2%` of what fell: the number is right and the word is not."""
    before = sentence.plain[: said.start]
    move = MOVED_TO.search(before)
    direction = sense(move, figures.subject.polarity) if move else 0
    if not direction or not is_of(sentence, said, figures, None) or said.kind != figures.subject.kind:
        return ""
    changes = [one for one in changes_meant(sentence, said, figures) if said.fits(one.now.value)]
    if not changes or any(one.by * direction >= 0 for one in changes):
        return ""
    return _(
        "It speaks of {a_move} to {said}; the figures say {changes}.",
        a_move=a_move(direction),
        said=said.text,
        changes=in_words(changes[0], figures, False),
    )


def a_move(direction: int) -> str:
    """A rise or a fall."""
    return _("a rise") if direction > 0 else _("a fall")


def wrong_way(text: str, polarity: str) -> Iterator[str]:
    """`increase from 453 to 448`: the word says one thing and the numbers another."""
    for match in FROM_TO.finditer(text):
        first, last = (amount(match[name]) for name in ("first", "last"))
        tail = text[match.end("first") : match.start("last")], text[match.end("last") :]
        direction = sense(match, polarity)
        if not direction or first == last or scale(tail[0]) != scale(tail[1]):
            continue
        if (last > first) != (direction > 0):
            yield (
                _(
                    "It speaks of {said} from {first}{first_sign} to {last}{last_sign}, which is {meant}.",
                    said=a_move(direction),
                    first=match["first"],
                    first_sign=sign(tail[0]),
                    last=match["last"],
                    last_sign=sign(tail[1]),
                    meant=a_move(-direction),
                )
            )


def amount(text: str) -> float:
    """`£1,350` as a number."""
    return float(text.replace("£", "").replace(",", ""))


def scale(tail: str) -> str:
    """The word that makes millions of a number, in front of what follows it."""
    found = re.match(r"\s*(million|billion|bn|[km]\b)", tail, re.IGNORECASE)
    return found[1].casefold() if found else ""


def sign(tail: str) -> str:
    """The per cent sign that follows a number."""
    return "%" if tail.startswith("%") else ""


def wrong_comparison(text: str, figures: Figures) -> Iterator[str]:
    """`Fewer were accepted: 56 compared with 53`: of two numbers the first is not the lower one."""
    for match in COMPARED.finditer(text):
        first, last = amount(match["first"]), amount(match["last"])
        direction = RISE if match["sense"].casefold() in ("more", "higher") else FALL
        if first != last and (first > last) != (direction > 0) and about.speaks_of(match["what"], figures.subject):
            yield (
                _(
                    "It says {said}, of {first} compared with {last}, which is {a_move}.",
                    said=match["sense"].casefold(),
                    first=match["first"],
                    last=match["last"],
                    a_move=a_move(-direction),
                )
            )
