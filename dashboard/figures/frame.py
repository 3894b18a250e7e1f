"""What every figure shares: how numbers are written, the axes, the labels that must not overlap.

A plot carries its whole frame: nothing is left for a drawing library to measure (no automatic margins or ticks). It has
a second one for narrow screens, made by the same functions with `narrow` as an argument.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.languages import _
from dashboard.basics.quarters import MONTHS_IN, Period, span
from dashboard.figures import theme
from dashboard.figures.plot import Axis, Label, Line, Run, Series, Unit, words

Row = Mapping[str, Any]

LABEL_GAP = 18
MOST_STEPS = 5
CLOSE, LEAST_REACH = 0.5, 0.1  # how far apart values are that are close together, and what an axis shows at least
LEFT_ROOM = 34
SPARSE_QUARTERS = 24
NARROW_SPARSE = 8
REVISED = "[r]"  # wears what has changed since it was first published
NARROW_YEARS = 17  # quarters, or years times four, for each year that a narrow axis passes over


@dataclass(frozen=True)
class Written:
    """How a figure's numbers are written."""

    unit: str
    decimals: int

    def exact(self, value: float | None) -> str:
        """The value as tables have it."""
        return formatting.in_unit(value, self.unit, self.decimals)

    def short(self, value: float | None) -> str:
        """The value as there is room for it in a chart."""
        return formatting.in_chart(value, self.unit, self.decimals)

    def cases(self, row: Row) -> str:
        """The row's value and the cases behind it, as far as it says."""
        return self.exact(row.get("value")) + (f" ({row['cases']})" if row.get("cases") else "")

    def target(self, value: float, label: str = "") -> str:
        """A target's label: its own, or its value without decimals that it does not need."""
        return label or _("Target {value}", value=formatting.in_chart(value, self.unit))

    def numbers(self, series: Iterable[Series]) -> dict[str, Any]:
        """The plot's unit, and how many decimals the values of its series need."""
        unit: Unit = "percent" if self.unit == "percent" else "gbp" if self.unit == "gbp" else "number"
        values = (
            formatting.rounded(value, self.decimals) for one in series for value in one.values if value is not None
        )
        whole = self.unit == "months" or (self.unit == "fte" and not any(value % 1 for value in values))
        return {"unit": unit, "decimals": 0 if whole else self.decimals}


def value_axis(top: float, *, unit: str, bottom: float = 0, whole: bool = True, fitted: bool = False) -> Axis:
    """A vertical axis of four or five lines. One of percentages runs to 100 unless `whole` is False. One that is
    `fitted`, as lines need no zero, leaves out what lies far below values that are close together."""
    if unit == "percent" and whole and bottom >= 0 and top <= 100:
        ticks: list[float] = [0, 25, 50, 75, 100]
    else:
        ticks = fitted_ticks(bottom, top) if fitted and top - bottom < CLOSE * bottom else nice_ticks(bottom, top)
    decimals = 0 if ticks[1] - ticks[0] >= 1 else 1
    reach = ticks[-1] - ticks[0]
    return Axis((ticks[0], ticks[-1] + reach * 0.04), tuple((tick, axis_text(tick, unit, decimals)) for tick in ticks))


def axis_text(tick: float, unit: str, decimals: int) -> str:
    """A value as it stands on an axis, where two neighbours must not read the same."""
    return formatting.pounds_short(tick, 2) if unit == "gbp" else formatting.in_unit(tick, unit, decimals)


def nice_ticks(bottom: float, top: float) -> list[float]:
    """Four or five round values from zero (or below the lowest) to at least the highest."""
    bottom = min(bottom, 0)
    step = max(nice_step(max(top - bottom, 4)), 1)
    first = math.floor(bottom / step)
    last = math.ceil(top / step - 1e-9)
    return [tick * step for tick in range(first, max(last, first + 1) + 1)]


def nice_step(reach: float) -> float:
    """The round distance of which at most so many make up the reach."""
    power = 10 ** math.floor(math.log10(reach / MOST_STEPS))
    # 2.5 only where it is whole: 2.5 cases are no cases.
    factors = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    return float(next(power * factor for factor in factors if reach / (power * factor) <= MOST_STEPS + 1e-9))


def fitted_ticks(bottom: float, top: float) -> list[float]:
    """Four or five round values around the lowest and the highest, never so close that a small change looks large."""
    reach = max(top - bottom, LEAST_REACH * top)
    step = nice_step(reach)
    first, last = math.floor(max(top - reach, 0) / step + 1e-9), math.ceil(top / step - 1e-9)
    return [tick * step for tick in range(first, last + 1)]


def periods_of(rows: Iterable[Row]) -> list[Period]:
    """Every quarter from the first to the last that the rows name, so that a missing one is a gap.

    Where they name half-years or years too, these are spanned by quarters; where nothing finer, by their own kind.
    """
    found = [as_period(row["quarter"]) for row in rows]
    if not found:
        return []
    finest = min((period.kind for period in found), key=lambda kind: MONTHS_IN[kind])
    first, last = min(period.first_day for period in found), max(period.last_day for period in found)
    return span(Period.holding(first, finest), Period.holding(last, finest))


def as_period(value: Period | str) -> Period:
    """The period, given itself or its id."""
    return value if isinstance(value, Period) else Period.parse(value)


def quarter_axis(quarters: Sequence[Period], *, right: int, left: int = LEFT_ROOM, narrow: bool = False) -> Axis:
    """The two-line quarter axis: quarters, with the year once, under its first quarter shown.

    `right` is the right margin, `left` the room before the first mark, where the values stand.
    """
    years = bool(quarters) and quarters[0].kind == "year"
    sparse = years or len(quarters) > (NARROW_SPARSE if narrow else SPARSE_QUARTERS)
    years_every = 1 + len(quarters) * (4 if years else 1) // NARROW_YEARS if narrow else 1
    ticks = quarter_ticks(quarters, sparse=sparse, years_every=years_every)
    return Axis(padded(len(quarters), width_of(narrow) - right, left), ticks)


def width_of(narrow: bool) -> int:
    """The width that a figure is designed for."""
    return theme.NARROW_WIDTH if narrow else theme.NOMINAL_WIDTH


def quarter_ticks(quarters: Sequence[Period], *, sparse: bool, years_every: int) -> tuple[tuple[float, str], ...]:
    """The axis' ticks; sparse ones stand at the first quarter of a year alone and say the year alone."""
    ticks: list[tuple[float, str]] = []
    for position, quarter in enumerate(quarters):
        opens_year = quarter.number == 1
        # A first year that is cut off is named too, unless the next year's name would run into it.
        cut_off = position == 0 and not opens_year and (quarter + 1).number != 1
        if not sparse:
            name = quarter.label.split()[0]
            ticks.append((position, f"{name}\n{quarter.year_label}" if opens_year or cut_off else name))
        elif opens_year and not (quarter.year_start - quarters[0].year_start) % years_every:
            ticks.append((position, quarter.year_label))
    return tuple(ticks)


def padded(count: int, width: float, left: int = LEFT_ROOM) -> tuple[float, float]:
    """The ends of an axis of positions 0 to count - 1 that leave room for the values at its left edge."""
    slots = max(count, 1)
    slot = (width - left) / slots
    return (-0.5 - left / slot, slots - 0.5)


def room_for(axis: Axis) -> int:
    """How much room the values of a vertical axis need at the left edge."""
    return max(LEFT_ROOM, *(text_width(text) + 4 for _rest, text in axis.ticks))


def end_labels(
    ends: Sequence[tuple[float, Line, str]],
    *,
    axis: Axis,
    plot_height: int,
    gap: int = LABEL_GAP,
    size: int = theme.TEXT_SIZE,
) -> tuple[Label, ...]:
    """Labels right of the plot, moved apart where they would overlap; of each line its end, the words, its name."""
    low, high = axis.ends
    per_value = plot_height / (high - low)
    places = spread([(value - low) * per_value for value, _line, _name in ends], gap=gap, top=plot_height)
    return tuple(
        Label((line,), 1, place / plot_height, x_is_share=True, y_is_share=True, shift=(6, 0), size=size, of=name)
        for place, (_rest, line, name) in zip(places, ends, strict=True)
    )


def spread(places: Sequence[float], *, gap: float, top: float) -> list[float]:
    """The places moved as little as it takes for neighbours to be `gap` apart, between 0 and `top`."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    clusters: list[tuple[float, list[int]]] = []
    for index in order:
        clusters.append((places[index], [index]))
        while len(clusters) > 1 and overlap(clusters[-2], clusters[-1], gap):
            (middle_a, a), (middle_b, b) = clusters[-2:]
            both = [*a, *b]
            clusters[-2:] = [((middle_a * len(a) + middle_b * len(b)) / len(both), both)]
            middle, members = clusters[-1]
            half = gap * (len(members) - 1) / 2
            clusters[-1] = (min(max(middle, half), max(top - half, half)), members)
    moved = [0.0] * len(places)
    for middle, members in clusters:
        for rank, index in enumerate(members):
            moved[index] = middle + gap * (rank - (len(members) - 1) / 2)
    return moved


def overlap(below: tuple[float, list[int]], above: tuple[float, list[int]], gap: float) -> bool:
    """Whether two clusters of labels, each around its middle, stand too close."""
    return above[0] - below[0] < gap * (len(below[1]) + len(above[1])) / 2


def text_width(text: str, size: int = theme.SMALL_SIZE) -> int:
    """About how many pixels a text takes, so that margins can be given beforehand."""
    return round(len(text) * size * 0.48)


def widest(lines: Iterable[Line]) -> int:
    """About how many pixels the longest of these lines takes."""
    return max((text_width(words(line), theme.TEXT_SIZE) for line in lines), default=0)


def wrapped(text: str, width: int) -> str:
    """The text broken once, at the space nearest its middle, where it is longer than `width` characters."""
    if len(text) <= width or " " not in text:
        return text
    spaces = [position for position, letter in enumerate(text) if letter == " "]
    middle = min(spaces, key=lambda position: abs(position - len(text) / 2))
    return text[:middle] + "\n" + text[middle + 1 :]


def published_words(row: Row) -> tuple[str, ...]:
    """What the hover says of where a point comes from and of how it has been revised, if its row says."""
    known, revised = row.get("published"), row.get("revised")
    origin = () if known is None else (_("Published total"),) if known else (_("Illustrative records"),)
    return (*origin, *((f"{REVISED} {revised}",) if revised else ()))


def revised_run(row: Row) -> Line:
    """The mark behind a value that is written, where it has been revised."""
    return (Run(f" {REVISED}"),) if row.get("revised") else ()


def revision_marks(rows: Iterable[Row], categories: Sequence[Period]) -> tuple[Label, ...]:
    """The mark over each point that has been revised."""
    return tuple(
        Label(
            ((Run(REVISED),),), as_period(row["quarter"]).index - categories[0].index, row["value"],
            horizontal="center", vertical="bottom", shift=(0, 7), size=theme.SMALL_SIZE, colour="quiet",
        )
        for row in rows
        if row.get("revised") and row["value"] is not None and as_period(row["quarter"]).kind == categories[0].kind
    )  # fmt: skip
