"""Figures over quarters: lines, and bars with a line. Time runs on the two-line quarter axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.basics.quarters import Period
from dashboard.figures.frame import (
    Row,
    Written,
    as_period,
    periods_of,
    published_words,
    quarter_axis,
    revision_marks,
    room_for,
    value_axis,
)
from dashboard.figures.line_ends import Name, labelled
from dashboard.figures.plot import (
    MARKS,
    SYMBOLS,
    Axis,
    Band,
    Frame,
    Label,
    Plot,
    Reference,
    Series,
    Stacking,
    Symbol,
)
from dashboard.figures.theme import SERIES, Colour

BAR = 0.72
REACH = 0.42  # of a stroke to each side of its first and last quarter's middle


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

    Rows: `quarter` (Period or id), `series`, `value` (None is a gap); optional `cases` ("203 of 225"), `judged` (how it
    stands against its target, in words), `published` (filled point; False is hollow), `revised` (how, in words),
    `link`. Targets: `value`, optional `label`, `from_quarter`, `to_quarter`, and the `series` that is held against it,
    in whose colour it is drawn. At most four series are drawn: the first ones of `order`, or as they come.
    An axis of percentages runs to 100 unless `whole` is False.
    A half-year or year is one stroke of its width and joins no line.
    """
    if all(row["value"] is None for row in rows):
        return None
    quarters, how = periods_of(rows), Written(unit, decimals)
    series: list[Series] = []
    names: list[Name] = []
    judged: list[Row] = []
    drawn = [*series_of(rows, order).items()]
    for (name, mine), colour, symbol, mark in zip(drawn, SERIES, SYMBOLS, MARKS, strict=False):
        series += lines(mine, quarters, name, colour, symbol, how)
        names += last_of(mine, name, mark, colour, how)
        its = {"colour": colour, "mark": mark} if drawn[1:] else {}
        judged += [{**target, **its} for target in targets if target.get("series", name) == name]
    axis = axis_of([*rows, *targets], unit, whole=whole)
    return over_quarters(series, names, judged, quarters, axis, how, marks=revision_marks(rows, quarters))


def series_of(rows: Sequence[Row], order: Sequence[str] = ()) -> dict[str, dict[Period, Row]]:
    """The rows of each series by their period, the first ones of `order` first."""
    found: dict[str, dict[Period, Row]] = {name: {} for name in order}
    for row in rows:
        found.setdefault(row["series"], {})[as_period(row["quarter"])] = row
    return {name: mine for name, mine in found.items() if mine}


def axis_of(rows: Sequence[Row], unit: str, *, whole: bool) -> Axis:
    """The axis for all of these values."""
    reached = [row["value"] for row in rows if row["value"] is not None]
    return value_axis(max(reached), unit=unit, bottom=min(reached), whole=whole, fitted=True)


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
    judged = (str(row["judged"]),) if row.get("judged") else ()
    return (head, f"{name}: {text}", *judged, *published_words(row))


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
        colour=target.get("colour", "ink"),
        depth="grid",
        label=how.target(target["value"], str(target.get("label") or "")),
    )


def target_names(targets: Sequence[Row], how: Written) -> list[Name]:
    """What is read at the end of the targets' lines: each value once, with the marks of the lines it is for."""
    found: dict[tuple[float, str], dict[str, None]] = {}
    for target in targets:
        key = (target["value"], how.target(target["value"], str(target.get("label") or "")))
        found.setdefault(key, {}).update({target["mark"]: None} if "mark" in target else {})
    return [Name(value, " ".join(("┄", label, *marks))) for (value, label), marks in found.items()]


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
    marks: tuple[Label, ...] = (),
) -> Plot:
    """The plot over quarters with its targets, end labels and marks on points."""
    lines_of_targets = [target_line(target, quarters, how) for target in targets]
    labels = [*names, *target_names(targets, how)]
    frames = labelled(labels, partial(quarter_axis, quarters, left=room_for(axis)), axis)
    wide, narrow = (replace(frame, labels=(*frame.labels, *marks)) for frame in frames)
    return plotted(
        series,
        quarters,
        (wide, narrow),
        how,
        references=(*references, *lines_of_targets),
        bands=tuple(bands),
        stacking=stacking,
    )


def plotted(
    series: Sequence[Series], quarters: Sequence[Period], frames: tuple[Frame, Frame], how: Written, **more: Any
) -> Plot:
    """The plot of these series over quarters, in its frames for a wide screen and a narrow one."""
    wide, narrow = frames
    return Plot(
        upright=True,
        categories=tuple(quarter.label for quarter in quarters),
        series=tuple(series),
        wide=wide,
        narrow=narrow,
        periods=tuple((quarter.label.split()[0], quarter.year_label) for quarter in quarters if quarter.kind != "year"),
        over_time=True,
        **how.numbers(series),
        **more,
    )


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

    Rows: `quarter`, `bar`, `line`; optional `published`, `revised`, `link`. `bars` and `line_name` are their labels.
    Targets as in `quarterly_lines`.
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
    tops = [{**row, "value": row["bar"]} for row in rows]
    return over_quarters(series, names, targets, quarters, axis, how, marks=revision_marks(tops, quarters))


def columns(mine: Mapping[Period, Row], quarters: Sequence[Period], name: str, colour: Colour, how: Written) -> Series:
    """Upright bars, one a quarter."""
    marked = line(mine, quarters, name, colour, SYMBOLS[0], how)
    return replace(marked, form="bars", symbols=(), sizes=(), hollow=(), width=BAR)
