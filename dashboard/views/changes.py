"""How a number has moved, in the words of its verdict: for tiles, tables, headlines and lists alike.

An arrow is the direction of the number; whether that is good is said in a word, by the verdict alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference, shown
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Reading
from dashboard.measures.kpis import YEAR_AGO
from dashboard.measures.verdicts.record import Verdict
from dashboard.views.pieces import Change
from dashboard.views.scope import PERIOD_WORDS, changed, in_words

Show = Callable[[float | None], str]
DIRECTIONS = {"better": "improved", "worse": "worsened"}
WAYS = {"up": "higher", "down": "lower", "same": "same", "": "not_available"}
RANGE = "its usual range"


def size_of(reading: Reading, base: float | None) -> str:
    """`down 5.9 points`, or nothing where one of the two is not known."""
    if reading.value is None or base is None:
        return ""
    return changed(difference(reading.value, base, decimals_of(reading)), reading.measure)


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
        return f"its mean{verdict.compared.removeprefix(RANGE)}, {show(verdict.base)} (usual range {limits})"
    return f"{verdict.compared}, {show(verdict.base)}"


def changes(reading: Reading, year_ago: float | None) -> tuple[Change, ...]:
    """The lines of a tile: what the verdict says, then how far the number lies from last quarter and a year ago."""
    verdict, kind = reading.verdict, reading.period.kind
    lines = [judged(reading)] if verdict.change not in ("", "no_past") else []
    bases = {f"last {PERIOD_WORDS[kind]}": reading.previous}
    if kind != "year":
        bases[YEAR_AGO] = year_ago
    again = {reading.period.year_before().label: YEAR_AGO, (reading.period - 1).label: f"last {PERIOD_WORDS[kind]}"}
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
        since = verdict.compared.removeprefix(RANGE)
        why = f" ({verdict.reason})" if verdict.reason else ""
        return Change(direction, f"{verdict.change_words}{why}; usual range {limits}{since}")
    if verdict.direction == "same":
        return Change(direction, f"the same as {verdict.compared}")
    moved = f"{size_of(reading, verdict.base)} on {verdict.compared}"
    return Change(direction, moved if verdict.change == "not_judged" else f"{moved}, {verdict.change_words}")


def plain(reading: Reading, base: float, words: str) -> Change:
    """How far the number lies from another; nothing is said of whether that means anything."""
    moved = difference(reading.value or 0, base, decimals_of(reading))
    return Change("higher" if moved > 0 else "lower" if moved else "same", f"{size_of(reading, base)} on {words}")


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
        return f"{fmt.number(size, measure.decimals)} percentage point{'' if size == 1 else 's'}"
    return in_words(measure, size)


def past_words(verdict: Verdict, show: Show, moved: str, value: float | None) -> str:
    """`no clear change on the four quarters before (93.9%)`, `clearly worse than the four quarters before (77.9%)`;
    nothing where nothing is known. `show` writes a value of the measure, `moved` is by how much the
    `value`, as it is shown, is another."""
    if verdict.trending:
        return f"the figure {verdict.trending}"
    if not verdict.change or verdict.base is None:
        return ""
    before = f"{verdict.compared} ({range_words(verdict, show) or show(verdict.base)})"
    if verdict.change == "too_few":
        return f"too few cases to compare with {verdict.compared}"
    if verdict.change in ("no_past", "not_judged"):
        return f"{moved} {verdict.direction} on {before}" if verdict.direction != "same" else f"the same as {before}"
    if verdict.change == "no_clear_change":
        inside = "within" if range_words(verdict, show) else "no clear change on"
        return f"{'the same as' if verdict.direction == 'same' else inside} {before}"
    if verdict.clear:
        return f"clearly {verdict.judgement} than {before}"
    if range_words(verdict, show) and verdict.holds(value):
        why = f"{verdict.reason}, " if verdict.reason else ""
        return f"within {before} but {why}worth a look: {verdict.judgement}"
    return f"{verdict.judgement} than {before}, which is worth a look"


def range_words(verdict: Verdict, show: Show) -> str:
    """`318 to 381`, or nothing of what is not held against a range."""
    if verdict.lower is None or verdict.upper is None or not verdict.compared.startswith(RANGE):
        return ""
    return f"{show(verdict.lower)} to {show(verdict.upper)}"
