"""The lines of native charts: their strokes and marks, and the labels at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE

from dashboard.figures.frame import spread
from dashboard.figures.plot import Line, Plot, Run, Series, Symbol
from dashboard.figures.theme import Colour
from dashboard.report.powerpoint.chart_paint import line, marker, shift, write
from dashboard.report.powerpoint.chart_sheet import Mark

MARKERS: dict[Symbol, Any] = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
}
LABEL_ROOM = 0.058  # of the chart's height, that a label of one line takes


@dataclass(frozen=True)
class End:
    """What stands at the end of a line: its last point's label, the category and value of that, and the words."""

    label: Any
    place: int
    value: float
    runs: Line


def paint_line(mark: Mark, series: LineSeries) -> None:
    """A line's stroke and marks."""
    series.smooth = False
    one = mark.series
    if one is None:
        colour: Colour = "ink" if mark.kind == "dashed" else "quiet"
        if sum(value is not None for value in mark.values) > 1:
            series.marker.style = XL_MARKER_STYLE.NONE
        else:  # a line through one point cannot be seen
            marker(series.marker, XL_MARKER_STYLE.DASH, 16, colour)
        line(series.format.line, colour, 1.5 if mark.kind == "dashed" else 1.25)
        if mark.kind in ("dashed", "limit"):
            dash = MSO_LINE_DASH_STYLE.DASH if mark.kind == "dashed" else MSO_LINE_DASH_STYLE.ROUND_DOT
            series.format.line.dash_style = dash
        return
    colour = one.colours[0]
    if mark.kind in ("rings", "strokes"):
        series.format.line.fill.background()
        # points that stand out are discs behind their marks: not every office draws a ring without a filling
        style = XL_MARKER_STYLE.CIRCLE if mark.kind == "rings" else XL_MARKER_STYLE.DASH
        marker(series.marker, style, 16, colour)
        return
    if mark.kind == "dots":
        paint_dots(one, series)
        return
    line(series.format.line, colour, 2.5)
    style = MARKERS[one.symbols[0]]
    marker(series.marker, style, 8, colour)
    for place, (value, hollow) in enumerate(zip(one.values, one.hollow, strict=True)):
        if hollow and value is not None:
            marker(series.points[place].marker, style, 8, colour, fill="paper")


def paint_dots(one: Series, series: LineSeries) -> None:
    """Very many dots side by side; those that look unlike most are painted point by point."""
    series.format.line.fill.background()
    looks = [*zip(one.symbols, one.sizes, one.colours, strict=True)]
    seen = [look for look, value in zip(looks, one.values, strict=True) if value is not None]
    usual = max(dict.fromkeys(seen or looks), key=seen.count)
    paint_dot(series.marker, usual)
    for place, (look, value) in enumerate(zip(looks, one.values, strict=True)):
        if look != usual and value is not None:
            paint_dot(series.points[place].marker, look)


def paint_dot(given: Any, look: tuple[Symbol, float, Colour]) -> None:
    """One dot's shape, size and colour."""
    symbol, size, colour = look
    marker(given, MARKERS[symbol], round(size), colour)


def end_labels(plot: Plot, lines: Sequence[Mark], drawn: Sequence[LineSeries]) -> list[End]:
    """What stands at the end of each line."""
    found = []
    for mark, series in zip(lines, drawn, strict=True):
        known = [place for place, value in enumerate(mark.values) if value is not None]
        if mark.kind == "dots":
            for label in (label for label in plot.wide.labels if not label.x_is_share and round(label.x) in known):
                write(series.points[round(label.x)].data_label, label.lines[0], XL_LABEL_POSITION.ABOVE, "ink")
        if mark.kind in ("rings", "dots") or not known:
            continue
        runs = (Run(mark.label),) if mark.label else end_line(plot, mark.series.name if mark.series else "")
        if not runs and plot.unit == "percent" and mark.series:  # a share that the page writes over bars
            mark_of_it = Run("● ", colour=mark.series.colours[0])
            runs = (mark_of_it, Run(mark.series.name + " "), Run(mark.series.texts[known[-1]], bold=True))
        value = mark.values[known[-1]]
        if runs and value is not None:
            found.append(End(series.points[known[-1]].data_label, known[-1], value, runs))
    return found


def end_line(plot: Plot, name: str) -> Line:
    """The page's label at the end of the line with this name, its mark in the line's colour."""
    return next((label.lines[0] for label in plot.wide.labels if label.of == name), ())


def write_ends(ends: Sequence[End], plot: Plot, slot: float, height: float) -> None:
    """The labels at the plot's right edge, moved apart where they would lie over each other.

    `slot` is a category's share of the chart's width, `height` the plot's of its height.
    """
    low, high = plot.wide.y.ticks[0][0], plot.wide.y.ticks[-1][0]
    places = [(end.value - low) / (high - low) * height for end in ends]
    moved = spread(places, gap=LABEL_ROOM, top=height)
    for end, place, free in zip(ends, places, moved, strict=True):
        write(end.label, end.runs, XL_LABEL_POSITION.RIGHT, "ink")
        # right of the last category, even where the line ends before it
        aside = (len(plot.categories) - 0.5 - end.place) * slot
        shift(end.label, aside, place - free)
