"""Figures over quarters: lines, bars with a line, stacked bars. Time runs on the two-line quarter axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dashboard.basics import formatting
from dashboard.basics.quarters import Period
from dashboard.figures import theme
from dashboard.figures.frame import (
    LABEL_GAP,
    End,
    Row,
    Written,
    as_period,
    end_labels,
    periods_of,
    published_words,
    quarter_axis,
    room_for,
    text_width,
    value_axis,
    width_of,
)
from dashboard.figures.plot import (
    MARKS,
    SYMBOLS,
    Axis,
    Band,
    Frame,
    Label,
    Line,
    Plot,
    Reference,
    Run,
    Series,
    Stacking,
    Symbol,
)
from dashboard.figures.theme import SERIES, Colour

TOP, BOTTOM = 12, 44
NARROW_RIGHT = 66
LEAST_RIGHT, MOST_RIGHT = 72, 250
KEY_LINE = 19
MOST_WRITTEN = 12
SHARE_ROOM = 1.08
BAR = 0.72
REACH = 0.42  # of a stroke to each side of its first and last quarter's middle
# gives the axis along the bottom for a right margin
TimeAxis = Callable[..., Axis]


@dataclass(frozen=True)
class Name:
    """What is read at a line's end: its mark, its name and its last value; a target's is its name alone."""

    value: float
    name: str
    shown: str = ""
    mark: str = ""
    colour: Colour = theme.INK

    @property
    def head(self) -> Line:
        """The name behind its mark."""
        return (Run(self.mark, colour=self.colour), Run(f" {self.name}")) if self.mark else (Run(self.name),)

    @property
    def wide(self) -> Line:
        """All of it in one line."""
        if not self.shown:
            return self.head
        mark, _ = self.head
        return (mark, Run(f" {self.name} "), Run(self.shown, bold=True))

    @property
    def narrow(self) -> Line:
        """The mark and the value alone; the name stands in a key."""
        if not self.shown:
            return (Run(self.name.replace("Target ", "")),)
        return (self.head[0], Run(" "), Run(self.shown, bold=True))

    def end(self, *, narrow: bool) -> End:
        """It as a label."""
        return End(self.value, self.narrow if narrow else self.wide, self.name)


def quarterly_lines(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    targets: Sequence[Row] = (),
    order: Sequence[str] = (),
    whole: bool = True,
) -> Plot | None:
    """Lines over quarters, each labelled at its end, or None without a value.

    Rows: `quarter` (Period or id), `series`, `value` (None is a gap); optional `cases` ("203 of 225"),
    `published` (filled point; False is hollow), `link`. Targets: `value`, optional `label`,
    `from_quarter`, `to_quarter`. At most four series are drawn: the first ones of `order`, or as they come.
    An axis of percentages runs to 100 unless `whole` is False.
    A half-year or year is one stroke of its width and joins no line.
    """
    if all(row["value"] is None for row in rows):
        return None
    quarters, how = periods_of(rows), Written(unit, decimals)
    by_name: dict[str, dict[Period, Row]] = {name: {} for name in order}
    for row in rows:
        by_name.setdefault(row["series"], {})[as_period(row["quarter"])] = row
    series: list[Series] = []
    names: list[Name] = []
    drawn = [(name, mine) for name, mine in by_name.items() if mine]
    for (name, mine), colour, symbol, mark in zip(drawn, SERIES, SYMBOLS, MARKS, strict=False):
        series += lines(mine, quarters, name, colour, symbol, how)
        names += last_of(mine, name, mark, colour, how)
    reached = [one["value"] for one in (*rows, *targets) if one["value"] is not None]
    axis = value_axis(max(reached), unit=unit, bottom=min(reached), whole=whole)
    return over_quarters(series, names, targets, quarters, axis, how)


def lines(
    mine: Mapping[Period, Row], quarters: Sequence[Period], name: str, colour: Colour, symbol: Symbol, how: Written
) -> list[Series]:
    """One series: its quarters as a line, and what is longer than a category as strokes."""
    wide = {period: row for period, row in mine.items() if period.kind != "quarter"}
    found = [line(mine, quarters, name, colour, symbol, how)] if len(wide) < len(mine) else []
    return [*found, strokes(wide, quarters, name, colour, how)] if wide else found


def last_of(mine: Mapping[Period, Row], name: str, mark: str, colour: Colour, how: Written) -> list[Name]:
    """What is read at the end of a line, or nothing where it has no value."""
    known = [period for period, row in mine.items() if row["value"] is not None]
    value = mine[max(known)]["value"] if known else 0
    return [Name(value, name, how.short(value), mark, colour)] if known else []


def line(
    mine: Mapping[Period, Row], quarters: Sequence[Period], name: str, colour: Colour, symbol: Symbol, how: Written
) -> Series:
    """One series as a line: gaps stay gaps, published points are filled and others hollow."""
    cells = [mine.get(quarter, {}) for quarter in quarters]
    texts = [how.cases(cell) for cell in cells]
    hovers = [hover(q.label, name, text, cell) for q, text, cell in zip(quarters, texts, cells, strict=True)]
    return marked_line(cells, texts, hovers, name, colour, symbol)


def marked_line(
    cells: Sequence[Row],
    texts: Sequence[str],
    hovers: Sequence[tuple[str, ...]],
    name: str,
    colour: Colour,
    symbol: Symbol,
) -> Series:
    """A line through the cells' values with a mark on each."""
    return Series(
        name,
        "line",
        tuple(cell.get("value") for cell in cells),
        (colour,) * len(cells),
        texts=tuple(texts),
        hovers=tuple(hovers),
        links=tuple(cell.get("link") for cell in cells),
        symbols=(symbol,) * len(cells),
        sizes=(8,) * len(cells),
        hollow=tuple(cell.get("published") is False for cell in cells),
    )


def hover(head: str, name: str, text: str, row: Row) -> tuple[str, ...]:
    """What a mark says when it is pointed at."""
    return (head, f"{name}: {text}", *published_words(row))


def strokes(wide: Mapping[Period, Row], quarters: Sequence[Period], name: str, colour: Colour, how: Written) -> Series:
    """Half-years and years: a level stroke each, as wide as the period; its value is that of each quarter in it."""
    first, kind = quarters[0].index, quarters[0].kind
    known = [(period, wide[period]) for period in sorted(wide) if wide[period]["value"] is not None]
    values: list[float | None] = [None] * len(quarters)
    texts = [""] * len(quarters)
    spans, hovers = [], []
    for period, row in known:
        start, end = (Period.holding(day, kind).index - first for day in (period.first_day, period.last_day))
        text = how.cases(row)
        spans.append((start - REACH, end + REACH, row["value"]))
        hovers.append(hover(period.label, name, text, row))
        covered = slice(start, end + 1)
        values[covered], texts[covered] = [row["value"]] * (end + 1 - start), [text] * (end + 1 - start)
    return Series(
        name,
        "strokes",
        tuple(values),
        (colour,) * len(quarters),
        texts=tuple(texts),
        hovers=tuple(hovers),
        links=tuple(row.get("link") for _, row in known),
        spans=tuple(spans),
    )


def target_line(target: Row, quarters: Sequence[Period], how: Written) -> Reference:
    """The target as a dashed line over the quarters for which it is set."""
    first = as_period(target["from_quarter"]) if target.get("from_quarter") else quarters[0]
    last = as_period(target["to_quarter"]) if target.get("to_quarter") else quarters[-1]
    return Reference(
        target["value"],
        *reach(first, last, quarters),
        depth="grid",
        label=how.target(target["value"], str(target.get("label") or "")),
    )


def reach(first: Period, last: Period, quarters: Sequence[Period]) -> tuple[float, float]:
    """From the first to the last quarter, as far as the axis has them, to the outer edge of each."""
    start = max(first, quarters[0]).index - quarters[0].index
    return start - 0.5, min(last, quarters[-1]).index - quarters[0].index + 0.5


def over_quarters(
    series: Sequence[Series],
    names: Sequence[Name],
    targets: Sequence[Row],
    quarters: Sequence[Period],
    axis: Axis,
    how: Written,
    *,
    references: Sequence[Reference] = (),
    bands: Sequence[Band] = (),
    stacking: Stacking = "none",
) -> Plot:
    """The plot over quarters with its targets and end labels."""
    marks = [target_line(target, quarters, how) for target in targets]
    labels = [*names, *(Name(mark.value, f"┄ {mark.label}") for mark in marks)]
    wide, narrow = labelled(labels, partial(quarter_axis, quarters, left=room_for(axis)), axis)
    return Plot(
        upright=True,
        categories=tuple(quarter.label for quarter in quarters),
        series=tuple(series),
        wide=wide,
        narrow=narrow,
        references=(*references, *marks),
        bands=tuple(bands),
        stacking=stacking,
        periods=tuple((quarter.label.split()[0], quarter.year_label) for quarter in quarters if quarter.kind != "year"),
        **how.numbers(series),
    )


def labelled(names: Sequence[Name], time_axis: TimeAxis, axis: Axis) -> tuple[Frame, Frame]:
    """The frame with its end labels in one line each, and the narrow one, where names stand in a key above."""
    longest = max((text_width(measured(name), theme.TEXT_SIZE) for name in names), default=0)
    right = min(max(longest + 16, LEAST_RIGHT), MOST_RIGHT)
    ends = [name.end(narrow=False) for name in names]
    labels = end_labels(ends, axis=axis, plot_height=theme.CHART_HEIGHT - TOP - BOTTOM)
    wide = Frame(theme.CHART_HEIGHT, (TOP, right, BOTTOM, 0), time_axis(right=right), axis, labels)
    return wide, narrow_frame(names, time_axis(right=NARROW_RIGHT, narrow=True), axis)


def measured(name: Name) -> str:
    """A label about as long as it is drawn."""
    return f"■ {name.name}{name.shown}" if name.mark else name.name


def narrow_frame(names: Sequence[Name], x: Axis, y: Axis) -> Frame:
    """The frame for a phone: the names as a key in two columns above, marks and values alone at the ends."""
    keyed = [name.head for name in names if name.shown]
    top = TOP + KEY_LINE * math.ceil(len(keyed) / 2)
    second = width_of(narrow=True) / 2 / (width_of(narrow=True) - NARROW_RIGHT)
    key = [
        Label(
            (head,), second if place % 2 else 0, 1, x_is_share=True, y_is_share=True, vertical="top",
            shift=(0, top - KEY_LINE * (place // 2)), size=theme.SMALL_SIZE,
        )
        for place, head in enumerate(keyed)
    ]  # fmt: skip
    height = theme.CHART_HEIGHT - top - BOTTOM
    ends = [name.end(narrow=True) for name in names]
    placed = end_labels(ends, axis=y, plot_height=height, gap=LABEL_GAP - 1, size=theme.SMALL_SIZE)
    return Frame(theme.CHART_HEIGHT, (top, NARROW_RIGHT, BOTTOM, 0), x, y, (*key, *placed))


def bars_and_line(
    rows: Sequence[Row],
    *,
    bars: str,
    line_name: str,
    unit: str = "count",
    decimals: int = 0,
    targets: Sequence[Row] = (),
) -> Plot | None:
    """Bars for one quantity and a line for another in the same unit, or None without a value.

    Rows: `quarter`, `bar`, `line`; optional `published`, `link`. `bars` and `line_name` are their labels. Targets
    as in `quarterly_lines`.
    """
    values = [value for row in rows for value in (row["bar"], row["line"]) if value is not None]
    if not values:
        return None
    quarters, how = periods_of(rows), Written(unit, decimals)
    of_bars, of_line = (
        {as_period(row["quarter"]): {**row, "value": row[field]} for row in rows} for field in ("bar", "line")
    )
    pale: Colour = "tint"
    strong = SERIES[0]
    series = [
        columns(of_bars, quarters, bars, pale, how),
        line(of_line, quarters, line_name, strong, SYMBOLS[0], how),
    ]
    names = [*last_of(of_line, line_name, MARKS[0], strong, how), *last_of(of_bars, bars, "■", pale, how)]
    reached = [*values, *(target["value"] for target in targets)]
    axis = value_axis(max(reached), unit=unit, bottom=min(reached))
    return over_quarters(series, names, targets, quarters, axis, how)


def columns(mine: Mapping[Period, Row], quarters: Sequence[Period], name: str, colour: Colour, how: Written) -> Series:
    """Upright bars, one a quarter."""
    marked = line(mine, quarters, name, colour, SYMBOLS[0], how)
    return replace(marked, form="bars", symbols=(), sizes=(), hollow=(), width=BAR)


def stacked_bars(
    rows: Sequence[Row],
    *,
    parts: Sequence[tuple[str, str]],
    above: str = "",
    above_label: str = "",
    unit: str = "count",
    decimals: int = 0,
) -> Plot | None:
    """Amounts of several kinds on top of each other by quarter, negative ones below zero, or None without any.

    Rows: `quarter`, one key a part; optional `published`, `link` and the key `above`, a percentage that is
    written over each bar (`above_label` says of what, in the hover). Components: (key, label), at most four.
    """
    if not any(row[part] for row in rows for part, _ in parts):
        return None
    sums = [[sum(find(row[part] or 0, 0) for part, _ in parts) for row in rows] for find in (max, min)]
    quarters, how = periods_of(rows), Written(unit, decimals)
    by_quarter = {as_period(row["quarter"]): row for row in rows}
    series = [
        columns({q: {**row, "value": row[part]} for q, row in by_quarter.items()}, quarters, name, colour, how)
        for (part, name), colour in zip(parts, SERIES, strict=False)
    ]
    cells = [by_quarter.get(quarter, {}) for quarter in quarters]
    last = next(cell for cell in reversed(cells) if any(cell.get(part) for part, _ in parts))
    axis = value_axis(max(sums[0]) * (SHARE_ROOM if above else 1), unit=unit, bottom=min(sums[1]))
    if above:
        series.append(share_above(cells, quarters, parts, above, above_label))
    return over_quarters(series, stacked_names(last, parts, how), (), quarters, axis, how, stacking="stacked")


def stacked_names(last: Row, parts: Sequence[tuple[str, str]], how: Written) -> list[Name]:
    """The parts' names, each at the middle of its part of the last bar."""
    names = []
    ends = {True: 0.0, False: 0.0}  # how far the bar reaches, up and down
    for (part, name), colour in zip(parts, SERIES, strict=False):
        amount = last[part] or 0
        names.append(Name(ends[amount >= 0] + amount / 2, name, how.short(amount), "■", colour))
        ends[amount >= 0] += amount
    return names


def share_above(
    cells: Sequence[Row], quarters: Sequence[Period], parts: Sequence[tuple[str, str]], above: str, label: str
) -> Series:
    """A percentage over each bar, or over some where they would run together; all in one row above the bars."""
    row = max(sum(cell.get(part) or 0 for part, _ in parts) for cell in cells)
    shares, exact = [cell.get(above) for cell in cells], Written("percent", 1)
    short = ["" if share is None else f"{formatting.number(share)}%" for share in shares]
    texts = [exact.exact(share) for share in shares]
    return Series(
        label,
        "texts",
        tuple(row if cell else None for cell in cells),
        (theme.INK,) * len(cells),
        texts=tuple(texts),
        hovers=tuple(hover(q.label, label, text, cell) for q, text, cell in zip(quarters, texts, cells, strict=True)),
        written=as_lines(sparse(short, 1 if len(quarters) <= MOST_WRITTEN else 4)),
        narrow_written=as_lines(sparse(short, 4)),
        amounts=tuple(shares),
    )


def as_lines(texts: Sequence[str]) -> tuple[Line, ...]:
    """Plain texts as lines."""
    return tuple((Run(text),) if text else () for text in texts)


def sparse(texts: Sequence[str], every: int) -> list[str]:
    """Each so many-th text, counted back from the last one, and nothing in place of the others."""
    last = len(texts) - 1
    return [text if (last - place) % every == 0 else "" for place, text in enumerate(texts)]
