"""What verdicts are worth: false alarms where nothing changes, and how soon a fall is seen, by the rules in use and by
those before them. `make simulate` prints it.

The councils are invented: 36 measures that keep to their level, some shares of which wander by half a point as large
ones do. What is counted is a line of the start page that says of a measure that it is worse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np

from benchmarks.unusual import process_limits
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import wilson
from dashboard.measures.status import Value, trend
from dashboard.measures.verdicts.past import judge_past
from dashboard.measures.verdicts.series import MOST_PAST, Series

SEED = 20
QUARTER = Period.parse("2019-20-Q4")
COUNCILS, PAGES, RUNS = 250, 8, 2_000
CASES, FALLS, RATE = (20, 50, 225), (10, 20, 30), 0.85
CHANCE, OLD, CLEAR, LOOK = "before: beyond chance", "before: or unusual", "clearly", "or worth a look"
RULES = (CHANCE, OLD, CLEAR, LOOK)


@dataclass(frozen=True)
class Line:
    """A measure of an invented council: a share of so many cases, or a count where there is none. `level` is what it
    keeps to, `wander` the standard deviation of a share's own from quarter to quarter, or of a count beyond chance."""

    level: float
    cases: int = 0
    wander: float = 0.0
    polarity: str = "higher"


SHARES = [Line(level, cases) for level, cases in ((0.9, 225), (0.85, 54), (0.9, 30), (0.75, 21), (0.38, 300))]
SHARES += [Line(0.15, 12, polarity="lower"), Line(0.57, 120), Line(0.42, 110), Line(0.9, 330), Line(0.8, 1_500)]
WANDERING = [Line(0.5, 300_000, 0.005), Line(0.83, 150_000, 0.005), Line(0.85, 4_000, 0.005), Line(0.2, 2_000, 0.005)]
COUNTS = [
    Line(level, wander=wander, polarity=polarity)
    for polarity in ("lower", "higher")
    for level, wander in ((330, 0.05), (60, 0), (50, 0), (20, 0), (12, 0), (10, 0), (4, 0), (0.45, 0))
]
MONEY = [Line(level, wander=0.1, polarity="lower") for level in (2_000_000, 900_000, 180, 60, 1_900_000, 53_000)]
MEASURES = [*SHARES, *WANDERING, *COUNTS, *MONEY]


def drawn(line: Line, random: np.random.Generator, quarters: int) -> list[Value]:
    """Quarters of a measure in which nothing changes."""
    wander = random.normal(0, line.wander, quarters) if line.wander else np.zeros(quarters)
    if not line.cases:
        return [(float(n), float(n), None) for n in random.poisson(np.maximum(line.level * (1 + wander), 0))]
    cases = np.maximum(random.poisson(line.cases, quarters), 1)
    parts = random.binomial(cases, np.clip(line.level + wander, 0, 1))
    return [(100 * float(part) / float(of), float(part), float(of)) for part, of in zip(parts, cases, strict=True)]


def newcombe_holds_zero(now: Value, before: Value) -> bool:
    """Whether chance alone could bring the difference of two shares, as it was told before."""
    (share, part, of), (earlier, earlier_part, earlier_of) = now, before
    found, other = wilson(part or 0, of or 0), wilson(earlier_part or 0, earlier_of or 0)
    if found is None or other is None or share is None or earlier is None:
        return True
    lower = share - earlier - sqrt((share - found[0]) ** 2 + (other[1] - earlier) ** 2)
    upper = share - earlier + sqrt((found[1] - share) ** 2 + (earlier - other[0]) ** 2)
    return lower <= 0 <= upper


def listed_before(line: Line, values: Sequence[Value]) -> dict[str, bool]:
    """Whether the start page listed the newest quarter as worse by the rules before: worse than the last quarter by
    more than chance, or unusual among the quarters that it is one of and not better than the last."""
    decimals = 1 if line.cases else 0
    short = trend(values[-1][0], values[-2][0], polarity=line.polarity, decimals=decimals)
    chance = bool(line.cases) and short == "worsened" and not newcombe_holds_zero(values[-1], values[-2])
    history = [value for value, _, _ in values[-MOST_PAST:]]
    limits = process_limits(history)
    unusual = limits is not None and not limits.trial and len(history) - 1 in limits.special
    return {CHANCE: chance, OLD: chance or (unusual and short != "improved")}


def listed(line: Line, values: Sequence[Value]) -> dict[str, bool]:
    """Whether the newest quarter is told as worse, by each of the rules."""
    series = Series(
        QUARTER,
        values[-1],
        values[:-1],
        line.polarity,
        1 if line.cases else 0,
        proportion=bool(line.cases),
        counted=not line.cases,
    )
    found = judge_past(series)
    worse = found.judgement == "worse"
    return {**listed_before(line, values), CLEAR: worse and found.clear, LOOK: worse}


def false_alarms(random: np.random.Generator, councils: int = COUNCILS) -> dict[str, list[int]]:
    """The false lines of each start page, by each of the rules."""
    found: dict[str, list[int]] = {rule: [] for rule in RULES}
    for _ in range(councils):
        series = [(line, drawn(line, random, MOST_PAST + PAGES)) for line in MEASURES]
        for last in range(MOST_PAST, MOST_PAST + PAGES):
            lines = [listed(line, values[: last + 1]) for line, values in series]
            for rule in RULES:
                found[rule].append(sum(one[rule] for one in lines))
    return found


def power(random: np.random.Generator, cases: int, fall: int, many: int = RUNS) -> list[dict[str, float]]:
    """In how many of a hundred runs a fall by so many points is told in its first and in its second quarter."""
    line, worse = Line(RATE, cases), Line(RATE - fall / 100, cases)
    runs = [[*drawn(line, random, MOST_PAST), *drawn(worse, random, 2)] for _ in range(many)]
    told = [[listed(line, values[: len(values) - left]) for values in runs] for left in (1, 0)]
    return [{rule: 100 * sum(one[rule] for one in quarter) / many for rule in RULES} for quarter in told]


def following(share: float, random: np.random.Generator) -> np.ndarray:
    """A stock of which each quarter follows the one before by so much; by all of it, it is a walk."""
    found = [0.0]
    for step in random.normal(0, 10, 2 * MOST_PAST):
        found.append(share * found[-1] + step)
    return 1000 + np.array(found[-MOST_PAST - 1 :])


def seasonal(last: float, random: np.random.Generator) -> np.ndarray:
    """A flow with a season of a fifth, the newest quarter of which is so much of what it should be."""
    found = 1000 * (1 + 0.2 * np.sin(np.arange(MOST_PAST + 1) * np.pi / 2)) + random.normal(0, 30, MOST_PAST + 1)
    found[-1] *= last
    return np.array(found)


SERIES: dict[str, tuple[Callable[[np.random.Generator], np.ndarray], str]] = {
    "independent": (lambda random: random.normal(1000, 30, MOST_PAST + 1), "level"),
    "counts of 0.45": (lambda random: random.poisson(0.45, MOST_PAST + 1), "level"),
    "follows by 0.7": (partial(following, 0.7), "level"),
    "follows by 0.9": (partial(following, 0.9), "level"),
    "walk": (partial(following, 1.0), "level"),
    "seasonal": (partial(seasonal, 1.0), "seasonal"),
    "seasonal, falls by 30%": (partial(seasonal, 0.7), "seasonal"),
}


def flagged(name: str, random: np.random.Generator) -> list[float]:
    """In how many of a hundred runs the newest quarter of a number stands out: before, clearly, or worth a look."""
    draw, read_as = SERIES[name]
    found = np.zeros(3)
    for _ in range(RUNS):
        values = [float(round(value)) for value in draw(random)]
        limits = process_limits(values[1:])
        *earlier, now = ((value, value, None) for value in values)
        said = judge_past(Series(QUARTER, now, earlier, "higher", 0, read_as=read_as, counted=True))
        found += [limits is not None and len(values) - 2 in limits.special, said.clear, said.clear or said.look]
    return list(100 * found / RUNS)


def report() -> Iterator[str]:
    """The tables, line by line."""
    random = np.random.default_rng(SEED)
    yield f"False lines on a start page of {len(MEASURES)} measures where nothing changes ({COUNCILS * PAGES:,} pages)"
    yield f"{'':28}{'a page':>10}{'pages with one':>18}"
    for rule, lines in false_alarms(random).items():
        yield f"{rule:28}{np.mean(lines):>10.2f}{100 * np.mean(np.array(lines) > 0):>17.0f}%"
    yield ""
    yield f"A fall from {100 * RATE:.0f}% that is told, of a hundred (first / second quarter of it)"
    yield f"{'cases':>5}{'fall':>8}" + "".join(f"{rule:>28}" for rule in RULES)
    for cases in CASES:
        for fall in FALLS:
            first, second = power(random, cases, fall)
            cells = "".join(f"{f'{first[rule]:.0f} / {second[rule]:.0f}':>28}" for rule in RULES)
            yield f"{cases:>5}{fall:>8}{cells}"
    yield ""
    yield "The newest quarter of a number that stands out, of a hundred, either way"
    yield f"{'':28}{'before: unusual':>18}{CLEAR:>18}{LOOK:>18}"
    for name in SERIES:
        yield f"{name:28}" + "".join(f"{share:>18.0f}" for share in flagged(name, random))


if __name__ == "__main__":
    for text in report():
        print(text)
