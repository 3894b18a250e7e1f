"""Whether a comment contradicts the figures it is about. Pure: text and known numbers in, a sentence out.

A number contradicts when it is none of the known ones at the precision it is written with: 93% beside 92.9% is
rounding. "Increased from 453 to 448" contradicts itself. What is said about other things (10 working days, a rise
of 30%, dates) is left alone, because a false alarm would teach people to pass over true ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.basics import formatting
from dashboard.basics.statistics import shown
from dashboard.catalogue.printed import Printed, read_printed

NUMBER = r"(?<![\w.,/£-])£?\d[\d,]*(?:\.\d+)?(?:\s*(?:million|billion|[km]\b))?%?(?![\w/]|[.,]\d|-\d)"
RISES = r"increas\w*|ris(?:e|es|en|ing)|rose|gr[eo]w\w*|growth|climb\w*|went up|gone up|up"
FALLS = r"decreas\w*|fall\w*|fell|drop\w*|declin\w*|reduc\w*|went down|gone down|down"
FROM_TO = re.compile(
    rf"\b(?P<word>{RISES}|{FALLS})\b[^.;:%\d]{{0,40}}?\bfrom\s+(?P<first>{NUMBER})\s*[^.;\d]{{0,40}}?\bto\s+(?P<last>{NUMBER})",
    re.IGNORECASE,
)
RISE = re.compile(RISES, re.IGNORECASE)
PERIOD = r"(?:(?:the )?end of\s+)?Q\.?\s?(?P<quarter>[1-4])\s+(?:of\s+)?(?P<start>20\d\d)\s?[/-]\s?(?P<end>\d\d)"
DATED = re.compile(rf"(?P<number>{NUMBER})(?P<between>[^.;:\d]{{0,45}}?)\b{PERIOD}", re.IGNORECASE)
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\d])")
# what follows a number that is not the measure itself: a change, a time allowed, a rule
CHANGE = re.compile(
    r"^\s*(?:(?:percentage )?points?\b|(?:more|fewer|less|higher|lower)\b|increas|decreas|reduc|ris(?:e|ing)\b|fall\b|"
    r"drop\b|improve|(?:working |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?)\b|FTE\b|(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
# what comes before one: "a rise of 30%", "reduced by 5", "over 30%"
BY = re.compile(
    r"\b(?:by|increase of|rise of|fall of|reduction of|decrease of|drop of|change of|improvement of|by over|by about|"
    r"by almost|by nearly|by around|top|of the|stage|over)\s*$",
    re.IGNORECASE,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b\d{{1,2}}\s+(?:{MONTHS})\b(?:\s+\d{{4}})?|\b(?:{MONTHS})\s+\d{{4}}\b|\b(?:19|20)\d\d\b(?:\s?[/-]\s?\d\d+)?"
)
COMPARISON = re.compile(
    r"\b(?:compar\w*|previous\w*|earlier|before|last|from|than|since|same|Q\.?\s?[1-4]|20\d\d)\b",
    re.IGNORECASE,
)
CLOSE = 0.02  # how far a number may be from a figure to be a slip of it
NEAR = 0.25  # how far from the quarter's figure a plain count may be and still be meant as it


@dataclass(frozen=True)
class Values:
    """The figures that a comment may state, and their unit.

    `this` is what the comment is about; `known` everything about the same time by name, parts and targets included;
    `earlier` what only a comparison would state: `Q1 2017/18`, `Q1 2017/18, adults`.
    """

    unit: str
    this: float | None
    known: Mapping[str, float]
    earlier: Mapping[str, float] = field(default_factory=dict)

    def named(self) -> dict[str, float]:
        """Every figure by its name."""
        return {**self.earlier, **self.known}

    def stated_in(self, sentence: str) -> list[float]:
        """The numbers that may stand in a sentence: earlier ones only where it compares."""
        compares = COMPARISON.search(sentence) is not None
        figures = self.named() if compares else self.known
        return [*figures.values(), *([] if self.this is None else [self.this])]


def contradiction(text: str, values: Values | Mapping[str, float]) -> str:
    """What contradicts the figures, or itself, in a sentence; nothing where nothing does.

    A plain mapping of names to numbers is taken as percentages if the text has any, else as counts; its first
    number is the quarter's own.
    """
    if not isinstance(values, Values):
        numbers = list(values.values())
        values = Values("percent" if "%" in text else "count", numbers[0] if numbers else None, values)
    return next(found(text, values), "")


def found(text: str, values: Values) -> Iterator[str]:
    """Each contradiction, in a sentence."""
    for sentence in SENTENCES.split(text):
        yield from wrong_way(sentence)
        yield from wrong_period(sentence, values)
        yield from unknown_number(sentence, values)


def wrong_way(sentence: str) -> Iterator[str]:
    """`increase from 453 to 448`: the word says one thing and the numbers another."""
    for match in FROM_TO.finditer(sentence):
        first, last = read_printed(match["first"]), read_printed(match["last"])
        if first is None or last is None or first.number * first.scale == last.number * last.scale:
            continue
        rose = last.number * last.scale > first.number * first.scale
        if rose != bool(RISE.fullmatch(match["word"])):
            yield (
                f"It speaks of {'a rise' if not rose else 'a fall'} from {match['first']} to {match['last']}, "
                f"which is {'a rise' if rose else 'a fall'}."
            )


def wrong_period(sentence: str, values: Values) -> Iterator[str]:
    """`the 327 at the end of Q4 2016/17`: the figure of another period than the one named."""
    for match in DATED.finditer(sentence):
        number = read_printed(match["number"])
        label = f"Q{match['quarter']} {match['start']}/{match['end']}"
        actual = [figure for name, figure in values.named().items() if name == label or name.startswith(f"{label},")]
        aside = CHANGE.match(sentence[match.end("number") :]) or BY.search(sentence[: match.start()])
        if number is None or not actual or aside or any(number.fits(one) for one in actual):
            continue
        if " compared " in match["between"] or not any(number.fits(other) for other in values.named().values()):
            continue
        yield f"It says {match['number']} for {label}; the figures say {written(actual[0], match['number'], number)}."


def unknown_number(sentence: str, values: Values) -> Iterator[str]:
    """A number in the measure's unit that is none of the known ones."""
    this = values.this
    if this is None:
        return
    figures = values.stated_in(sentence)
    plain = DATE.sub(lambda match: " " * len(match[0]), sentence)
    for match in re.finditer(NUMBER, plain):
        text = match[0]
        number = read_printed(text)
        if number is None or CHANGE.match(plain[match.end() :]) or BY.search(plain[: match.start()]):
            continue
        if about(text, number, values.unit, this) and not any(fits(number, other) for other in figures):
            yield f"It says {text}; the figures say {written(meant(number, this, figures), text, number)}."


def about(text: str, number: Printed, unit: str, this: float) -> bool:
    """Whether the number is meant as the measure: it has its unit, and a plain count is not far from it."""
    if unit == "percent":
        return text.endswith("%")
    if text.endswith("%") or ("£" in text) != (unit == "gbp"):
        return False
    return abs(number.number * number.scale - this) <= NEAR * abs(this)


def meant(number: Printed, this: float, figures: list[float]) -> float:
    """The figure that the number was to be: one it all but is, such as the year's, or else the quarter's own."""
    said = number.number * number.scale
    nearest = min(figures, key=lambda one: abs(one - said))
    return nearest if abs(nearest - said) <= CLOSE * abs(said) else this


def fits(number: Printed, value: float) -> bool:
    """Whether the value, rounded as the number is written, is that number."""
    return number.fits(value) or number.fits(abs(value))


def written(value: float, text: str, number: Printed) -> str:
    """The value as the text writes its own number, with one decimal more where they would look alike."""
    decimals = number.decimals
    if shown(value / number.scale, decimals) == number.number:
        decimals += 1
    if number.scale != 1:
        return f"{'£' if '£' in text else ''}{formatting.number(value)}"
    return ("£" if "£" in text else "") + formatting.number(value, decimals) + ("%" if text.endswith("%") else "")
