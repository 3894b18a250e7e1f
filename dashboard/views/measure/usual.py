"""What the verdict says of the value on show beside its past: the finding, the band, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.basics.statistics import TRIAL_POINTS, shown
from dashboard.measures.components import Reading
from dashboard.measures.verdicts.record import Verdict
from dashboard.measures.verdicts.series import WORDS_FOR
from dashboard.views.changes import against_past, decimals_of
from dashboard.views.scope import in_words

MOST_NAMED = 3
FEWEST = 6
WHOLE = 100.0
Row = Mapping[str, Any]


def has_range(verdict: Verdict) -> bool:
    """Whether there is a range in which the value usually lies."""
    return verdict.lower is not None and verdict.upper is not None


def finding(reading: Reading, name: str) -> str:
    """The usual range of what is called so and whether the value is within it, where the series is going, or why
    nothing is usual."""
    verdict, when = reading.verdict, reading.period.label
    if reading.value is None:
        return _("No value is known for {when}.", when=when)
    if verdict.trending:
        return _(
            "{name}: up to {when} the figure {trending}, so no range is usual.",
            name=name,
            when=when,
            trending=verdict.trending,
        )
    if has_range(verdict):
        return beside_range(reading)
    value = in_words(reading.measure, reading.value)
    if verdict.change == "no_past":
        return _("{value} in {when}; {too_few}.", value=value, when=when, too_few=too_few(reading))
    past = against_past(reading)
    return (
        _("{value} in {when}; {past}.", value=value, when=when, past=past)
        if past
        else _("{value} in {when}.", value=value, when=when)
    )


def beside_range(reading: Reading) -> str:
    """`90.2% in Q4 2019/20 is within its usual range of 82.9% to 100.0% (from the four quarters before).`, with the
    judgement behind it where there is one."""
    verdict = reading.verdict
    value, lower, upper = written(reading)
    basis = (
        _("since {since}", since=verdict.since.label)
        if verdict.of_level and verdict.since
        else _("from {compared}", compared=verdict.compared)
    )
    why = f"{verdict.reason}, " if verdict.reason else ""
    told = f"; {why}{verdict.change_words}" if verdict.judgement else ""
    place = _(beside(reading), lower=lower, upper=upper, basis=basis)
    return _(
        "{value} in {reading} is {place}{told}.", value=value, reading=reading.period.label, place=place, told=told
    )


def beside(reading: Reading) -> str:
    """What says where the value as shown lies beside the range."""
    verdict, value = reading.verdict, shown(reading.value or 0.0, decimals_of(reading))
    if verdict.upper is not None and value > verdict.upper:
        return N_("above its usual range of {lower} to {upper} ({basis})")
    if verdict.lower is not None and value < verdict.lower:
        return N_("below its usual range of {lower} to {upper} ({basis})")
    return N_("within its usual range of {lower} to {upper} ({basis})")


def written(reading: Reading) -> list[str]:
    """The value and the ends of its range as sentences write them; in full where two that differ would read the
    same."""
    decimals, verdict = decimals_of(reading), reading.verdict
    numbers = [shown(one or 0.0, decimals) for one in (reading.value, verdict.lower, verdict.upper)]
    short = [in_words(reading.measure, one) for one in numbers]
    if len(set(short)) == len(set(numbers)):
        return short
    return [fmt.in_unit(one, reading.measure.unit, decimals) for one in numbers]


def too_few(reading: Reading) -> str:
    """How many earlier periods it would take to say what is usual."""
    measure, words = reading.measure, _(WORDS_FOR[reading.period.kind])
    if measure.read_as in ("cumulative", "rolling"):
        return _("there is no figure of a year before to set it beside")
    takes = fmt.in_words(FEWEST)
    if measure.read_as == "seasonal":
        takes = _("three years")
    elif measure.proportion and reading.denominator:
        takes = _("three of the four before")
    return _("too few earlier {words} to say what is usual: that takes {takes}", words=words, takes=takes)


def band(reading: Reading) -> dict[str, Any] | None:
    """The range as it is drawn, up to the period on show; an end that nature sets is no limit."""
    verdict, measure = reading.verdict, reading.measure
    if not has_range(verdict):
        return None
    return {
        "centre": verdict.base,
        "lower": verdict.lower or None,
        "upper": None if verdict.upper == WHOLE and measure.proportion else verdict.upper,
        "from_quarter": verdict.since or reading.period,
        "to_quarter": reading.period,
    }


def remark(verdict: Verdict) -> str:
    """What was said of a value in its own period, if that was anything: `Clearly worse`."""
    words = verdict.change_words if verdict.judgement else ""
    return words[:1].upper() + words[1:]


def note(reading: Reading, rows: Sequence[Row]) -> str:
    """How to read the band and the rings; `rows` are the periods of this kind up to the one on show."""
    return " ".join(filter(None, (of_band(reading, rows), of_rings(rows, _(WORDS_FOR[reading.period.kind])))))


def of_band(reading: Reading, rows: Sequence[Row]) -> str:
    """From which periods the band is worked out."""
    verdict, period = reading.verdict, reading.period
    if not has_range(verdict):
        return ""
    if verdict.since is None:
        return _(
            "The grey band is its usual range in {split}, worked out from earlier years.", split=period.label.split()[0]
        )
    said = _(
        "The grey band is its usual range, worked out from {since} to {label}.",
        since=verdict.since.label,
        label=(period - 1).label,
    )
    used = sum(row["value"] is not None for row in rows if verdict.since <= row["quarter"] < period)
    if not verdict.of_level or used >= TRIAL_POINTS:
        return said
    return _(
        "{said} These are trial limits: under {trial_points} {words_for} nothing is clear yet.",
        said=said,
        trial_points=TRIAL_POINTS,
        words_for=_(WORDS_FOR[period.kind]),
    )


def of_rings(rows: Sequence[Row], words: str) -> str:
    """Which points are ringed: those of which something was said in their own period."""
    ringed = [row["period"] for row in rows if row["remark"]]
    if not ringed:
        return ""
    named = fmt.listed(ringed) if len(ringed) <= MOST_NAMED else f"{fmt.in_words(len(ringed))} {words}"
    return n_(
        "Ringed: {named}; it stood out from the {words} before it, as the table says.",
        "Ringed: {named}; each stood out from the {words} before it, as the table says.",
        len(ringed),
        named=named,
        words=words,
    )


def how(reading: Reading, clear: float) -> str:
    """How the range is worked out, for those who ask."""
    verdict = reading.verdict
    if not has_range(verdict):
        return ""
    far = _("{clear} standard deviations", clear=fmt.neat(clear))
    words = _(WORDS_FOR[reading.period.kind])
    if verdict.since is None:
        return _("The usual range is {far} about the mean of {compared}.", far=far, compared=verdict.compared)
    if not verdict.of_level:
        return _(
            "The usual range is {far} of a share of so many cases about {compared} together. It is wider where earlier "
            "{words} vary beyond chance.",
            far=far,
            compared=verdict.compared,
            words=words,
        )
    return _(
        "The usual range is that of an XmR chart: {far} about the mean of the earlier {words}, of which 2.66 "
        "times their mean change from one to the next is three.",
        far=far,
        words=words,
    )
