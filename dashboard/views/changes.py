"""How a number has moved, in the words of its verdict: for tiles, tables, headlines and lists alike.

An arrow is the direction of the number; whether that is good is said in a word, by the verdict alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.basics.statistics import difference, shown
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Reading
from dashboard.measures.kpis import YEAR_AGO
from dashboard.measures.verdicts.record import Verdict
from dashboard.views.pieces import Change
from dashboard.views.scope import PERIOD_WORDS, changed, in_words

Show = Callable[[float | None], str]
# the words for codes of verdicts, which `_` says
JUDGEMENTS = (N_("better"), N_("worse"), N_("higher"), N_("lower"), N_("up"), N_("down"))
DIRECTIONS = {"better": "improved", "worse": "worsened"}
WAYS = {"up": "higher", "down": "lower", "same": "same", "": "not_available"}


def size_of(reading: Reading, base: float | None) -> str:
    """`down 5.9 points`, or nothing where one of the two is not known."""
    moved = moved_from(reading, base)
    return "" if moved is None else changed(moved, reading.measure)


def moved_from(reading: Reading, base: float | None) -> float | None:
    """How far the number lies from another, in its unit; None where one of the two is not known."""
    if reading.value is None or base is None:
        return None
    return difference(reading.value, base, decimals_of(reading))


def decimals_of(reading: Reading) -> int:
    """The decimals at which the number is shown."""
    return reading.measure.decimals if reading.decimals is None else reading.decimals


def cell(reading: Reading) -> str:
    """What a table says of the change: `down 30.3 points, worth a look: worse`."""
    return cell_of(reading.verdict, size_of(reading, reading.verdict.base))


def cell_of(verdict: Verdict, size: str) -> str:
    """The same of a change whose size is written already."""
    plain = verdict.change == "not_judged" or verdict.direction == "same"
    words = "" if plain and not verdict.trending else verdict.change_words
    return ", ".join(filter(None, (size, words)))


def compared(verdict: Verdict, show: Show) -> str:
    """What a table says the change is from: `the four quarters before, 77.9%`, `its mean since Q1 2018/19, 350 (usual
    range 318 to 381)`."""
    if verdict.base is None:
        return ""
    if limits := range_words(verdict, show):
        return _(
            "its mean{compared}, {show} (usual range {limits})",
            compared=since_words(verdict),
            show=show(verdict.base),
            limits=limits,
        )
    return f"{verdict.compared}, {show(verdict.base)}"


def changes(reading: Reading, year_ago: float | None) -> tuple[Change, ...]:
    """The lines of a tile: what the verdict says, then how far the number lies from last quarter and a year ago."""
    verdict, kind = reading.verdict, reading.period.kind
    lines = [judged(reading)] if verdict.change not in ("", "no_past") else []
    bases = {_("last {period_words}", period_words=_(PERIOD_WORDS[kind])): reading.previous}
    if kind != "year":
        bases[_(YEAR_AGO)] = year_ago
    again = {
        reading.period.year_before().label: _(YEAR_AGO),
        (reading.period - 1).label: _("last {period_words}", period_words=_(PERIOD_WORDS[kind])),
    }
    told = "" if verdict.trending or not lines else again.get(verdict.compared)
    for words, base in bases.items():
        if words != told and base is not None and reading.value is not None:
            lines.append(plain(reading, base, words))
    return tuple(lines)


def judged(reading: Reading) -> Change:
    """The verdict as a line of a tile."""
    verdict = reading.verdict
    direction = DIRECTIONS.get(verdict.judgement, WAYS[verdict.direction])
    if verdict.trending or verdict.base is None or verdict.change == "too_few":
        return Change(direction, verdict.change_words)
    if limits := range_words(verdict, partial(in_words, reading.measure)):
        since = since_words(verdict)
        why = f" ({verdict.reason})" if verdict.reason else ""
        return Change(
            direction,
            _(
                "{change_words}{why}; usual range {limits}{since}",
                change_words=verdict.change_words,
                why=why,
                limits=limits,
                since=since,
            ),
        )
    if verdict.direction == "same":
        return Change(direction, _("the same as {compared}", compared=verdict.compared))
    text = _("{size_of} on {compared}", size_of=size_of(reading, verdict.base), compared=verdict.compared)
    said = text if verdict.change == "not_judged" else f"{text}, {verdict.change_words}"
    return Change(direction, said, moved_from(reading, verdict.base) or 0)


def plain(reading: Reading, base: float, words: str) -> Change:
    """How far the number lies from another; nothing is said of whether that means anything."""
    moved = moved_from(reading, base) or 0
    return Change(
        "higher" if moved > 0 else "lower" if moved else "same",
        _("{size_of} on {words}", size_of=size_of(reading, base), words=words),
        moved,
    )


def against_past(reading: Reading) -> str:
    """The verdict as a clause behind a semicolon, see `past_words`."""
    value = None if reading.value is None else shown(reading.value, decimals_of(reading))
    return past_words(reading.verdict, partial(in_words, reading.measure), moved_by(reading), value)


def moved_by(reading: Reading) -> str:
    """`5.9 percentage points`, `£3,000`, `15`: how far the number lies from what it is compared with."""
    base = reading.verdict.base
    if base is None or reading.value is None:
        return ""
    return sized(reading.measure, abs(difference(reading.value, base, decimals_of(reading))))


def sized(measure: Measure, size: float) -> str:
    """The size of a change as a sentence writes it; of a rate in percentage points."""
    if measure.unit == "percent":
        shown = fmt.number(size, measure.decimals)
        return n_("{size} percentage point", "{size} percentage points", size, size=shown)
    return in_words(measure, size)


def past_words(verdict: Verdict, show: Show, moved: str, value: float | None) -> str:
    """`no clear change on the four quarters before (93.9%)`, `clearly worse than the four quarters before (77.9%)`;
    nothing where nothing is known. `show` writes a value of the measure, `moved` is by how much the
    `value`, as it is shown, is another."""
    if verdict.trending:
        return _("the figure {trending}", trending=verdict.trending)
    if not verdict.change or verdict.base is None:
        return ""
    before = f"{verdict.compared} ({range_words(verdict, show) or show(verdict.base)})"
    if verdict.change == "too_few":
        return _("too few cases to compare with {compared}", compared=verdict.compared)
    if verdict.change in ("no_past", "not_judged"):
        return (
            _("{moved} {direction} on {before}", moved=moved, direction=_(verdict.direction), before=before)
            if verdict.direction != "same"
            else _("the same as {before}", before=before)
        )
    if verdict.change == "no_clear_change":
        inside = _("within") if range_words(verdict, show) else _("no clear change on")
        return f"{(_('the same as') if verdict.direction == 'same' else inside)} {before}"
    if verdict.clear:
        return _("clearly {judgement} than {before}", judgement=_(verdict.judgement), before=before)
    if range_words(verdict, show) and verdict.holds(value):
        why = f"{verdict.reason}, " if verdict.reason else ""
        return _(
            "within {before} but {why}worth a look: {judgement}", before=before, why=why, judgement=_(verdict.judgement)
        )
    return _("{judgement} than {before}, which is worth a look", judgement=_(verdict.judgement), before=before)


def since_words(verdict: Verdict) -> str:
    """` since Q1 2017/18`: from when on a level holds."""
    return _(" since {since}", since=verdict.since.label) if verdict.since else ""


def range_words(verdict: Verdict, show: Show) -> str:
    """`318 to 381`, or nothing of what is not held against a range."""
    if verdict.lower is None or verdict.upper is None or not verdict.of_level:
        return ""
    return _("{lower} to {upper}", lower=show(verdict.lower), upper=show(verdict.upper))
