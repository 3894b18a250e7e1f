"""A plot as a native chart of a presentation, which an officer can edit: its numbers are in the chart's own sheet.

A chart of the library holds one kind of plot. Targets over columns, and lines over columns, are therefore made as
further columns and moved into a line chart on the same axes, so that the sheet still holds them. What a native chart
cannot draw is told in words: a target across lying bars, intervals, a deadline between two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Pt

from dashboard.figures.plot import Plot, Run, words
from dashboard.figures.theme import ink_on
from dashboard.report.powerpoint import scatter
from dashboard.report.powerpoint.chart_lines import end_labels, paint_line, write_ends
from dashboard.report.powerpoint.chart_paint import (
    SMALL,
    every_so_often,
    inner_plot,
    key,
    line,
    move_to_line_chart,
    paint,
    rgb,
    speak_english,
    title,
    value_label,
    without_leaders,
    write,
)
from dashboard.report.powerpoint.chart_sheet import Mark, as_bars, by_year, data_of, kind_of, marks_of
from dashboard.report.powerpoint.deck import TYPE

MOST_LABELLED = 12
MOST_PAIRS = 6  # of bars, for their values not to touch where there is room between the pairs
LEAST_SHARE = 0.07  # of the axis, for a part of a stack to have room for its value
STEP_OF_DAYS, QUARTERS_IN_YEAR = 5, 4
LETTER = 0.55  # of a letter's height, its width


def add_chart(place: ChartPlaceholder, plot: Plot, description: str) -> Chart:
    """The chart, put in the slide's place for it; the description is what a screen reader says."""
    marks, scattered = marks_of(plot), scatter.is_scattered(plot)
    frame = scatter.insert(place, plot) if scattered else place.insert_chart(kind_of(plot, marks), data_of(plot, marks))
    return dressed(frame, plot, marks, description)


def dressed(frame: GraphicFrame, plot: Plot, marks: Sequence[Mark], description: str, *, named: bool = True) -> Chart:
    """The frame's chart as it looks; lines are `named` at their ends."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    chart = frame.chart
    speak_english(chart)
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALL), TYPE
    chart.font.color.rgb = rgb("ink")
    size = (frame.width, frame.height)
    axes(chart, plot)
    if scatter.is_scattered(plot):
        scatter.paint(chart, plot, size)
    elif plot.upright:
        upright(chart, plot, marks, size, named=named)
    else:
        lying(chart, plot, size)
    without_leaders(chart)
    return chart


def axes(chart: Chart, plot: Plot) -> None:
    """Both axes: faint lines at round values, names in quiet ink."""
    categories, values = chart.category_axis, chart.value_axis
    for axis in (categories, values):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size = Pt(SMALL)
        axis.tick_labels.font.color.rgb = rgb("quiet")
        axis.has_minor_gridlines = False
    categories.has_major_gridlines = False
    line(categories.format.line, "quiet", 1)
    # names stay at the edge where bars reach below zero
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.format.line.fill.background()
    if not plot.upright:
        categories.reverse_order = True
        categories.tick_labels.font.color.rgb = rgb("ink")
        values.has_major_gridlines = False
        values.visible = False
        values.minimum_scale, values.maximum_scale = least_and_most(plot)
        return
    ticks = [tick for tick, _ in plot.wide.y.ticks]
    values.minimum_scale, values.maximum_scale = ticks[0], ticks[-1]
    values.major_unit = ticks[1] - ticks[0]
    values.has_major_gridlines = True
    line(values.major_gridlines.format.line, "grid", 0.75)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = axis_format(plot)
    if scatter.is_scattered(plot):
        return
    if not by_year(plot) and len(plot.categories) > MOST_LABELLED:
        every_so_often(categories, STEP_OF_DAYS if plot.short else QUARTERS_IN_YEAR * (1 + len(plot.categories) // 25))
    if plot.of("dots"):
        categories.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if plot.counts:
        deadline = next((line.label for line in plot.references if not line.across), "")
        title(categories, f"{plot.counts}. {deadline}".removesuffix(". "))


def least_and_most(plot: Plot) -> tuple[float, float]:
    """The ends of a lying axis: the page's own, with room for labels below zero."""
    low, high = plot.wide.x.ends
    return (low - (high - low) * 0.12 if low < 0 else 0), high


def axis_format(plot: Plot) -> str:
    """How the value axis writes its ticks: as short as their steps allow."""
    texts = [text for _, text in plot.wide.y.ticks]
    decimals = max(len(text.rstrip("%mk").partition(".")[2]) for text in texts)
    point = "." + "0" * decimals if decimals else ""
    if plot.unit == "gbp" and any(text.endswith(("m", "k")) for text in texts):
        scale = (f"0{point},,", "m") if any(text.endswith("m") for text in texts) else (f"0{point},", "k")
        return f'[<0]−£{scale[0]}"{scale[1]}";[=0]£0;£{scale[0]}"{scale[1]}"'
    return {"percent": f'0{point}"%"', "gbp": f"£#,##0{point}", "number": f"#,##0{point}"}[plot.unit]


def upright(chart: Chart, plot: Plot, marks: Sequence[Mark], size: tuple[int, int], *, named: bool) -> None:
    """Columns, stacks and lines with their labels at the right."""
    bars = [mark for mark in marks if mark.kind in ("bars", "base")]
    lines = [mark for mark in marks if mark not in bars]
    if bars:
        shape = chart.plots[0]
        width = next(mark.series.width for mark in bars if mark.series)
        shape.gap_width = round((1 - width) / width * 100)
        shape.overlap = 100
        for mark, series in zip(bars, shape.series, strict=False):
            paint_bars(mark, series, plot, stacked=len(bars) > 1)
        if lines:
            move_to_line_chart(chart, len(bars))
    drawn = [*chart.plots[-1].series] if lines else []
    for mark, series in zip(lines, drawn, strict=True):
        paint_line(mark, series)
    in_key = [mark for mark in bars if mark.kind == "bars" and mark.series and mark.series.name]
    in_key += [mark for mark in lines if mark.kind == "rings"]
    ends = end_labels(plot, lines, drawn) if named else []
    legend = bool(in_key) and (len(in_key) > 1 or bool(lines))
    room = max((len(words(end.runs)) for end in ends), default=0) * SMALL * LETTER * 12700 / size[0]
    top = 0.09 if legend else 0.03
    inner = (
        0.055,
        top,
        0.94 - min(room + 0.015, 0.3),
        0.97 - top - (0.15 if by_year(plot) else 0.18 if plot.short else 0.09),
    )
    inner_plot(chart, *inner)
    write_ends(ends, plot, inner[2] / len(plot.categories), inner[3])
    chart.has_legend = legend
    if legend:
        key(chart, drop=[place for place, mark in enumerate([*bars, *lines]) if mark not in in_key])


def paint_bars(mark: Mark, series: Any, plot: Plot, *, stacked: bool) -> None:
    """The columns' colours and the values in them."""
    if mark.series is None:
        series.format.fill.background()
        return
    one = mark.series
    patterned = stacked and len(plot.of("bars")) > 2
    series.invert_if_negative = False
    paint(series.format.fill, one.colours[0], patterned=patterned)
    line(series.format.line, "paper", 0.75)
    for place, colour in enumerate(one.colours):
        if colour != one.colours[0]:
            point = series.points[place]
            paint(point.format.fill, colour, patterned=patterned)
            line(point.format.line, "paper", 0.75)
    low, high = plot.wide.y.ticks[0][0], plot.wide.y.ticks[-1][0]
    last = max((place for place, value in enumerate(one.values) if value is not None), default=0)
    few = len(one.values) <= MOST_LABELLED
    for place, value in enumerate(one.values):
        tall = value is not None and abs(value) / (high - low) >= LEAST_SHARE
        if value is None or not (few or place == last):
            continue
        if one.bases:
            position = XL_LABEL_POSITION.CENTER if tall else XL_LABEL_POSITION.INSIDE_BASE
            write(
                series.points[place].data_label,
                (Run(one.texts[place], bold=True),),
                position,
                ink_on(one.colours[place]),
            )
        elif stacked and tall and (few_parts(plot) or place == last):
            label = series.points[place].data_label
            value_label(label, plot, value, XL_LABEL_POSITION.CENTER, ink_on(one.colours[place]))
        elif not stacked and one.written:
            label = series.points[place].data_label
            value_label(label, plot, value, XL_LABEL_POSITION.INSIDE_BASE, ink_on(one.colours[place]))
        elif not stacked and not plot.of("line", "strokes") and value:
            value_label(series.points[place].data_label, plot, value, XL_LABEL_POSITION.OUTSIDE_END, "ink")


def few_parts(plot: Plot) -> bool:
    """Whether a stack's every part may have its value in it."""
    return len(plot.categories) <= MOST_LABELLED // 2


def lying(chart: Chart, plot: Plot, size: tuple[int, int]) -> None:
    """Bars beside their names, each with what the page writes at its right."""
    shape = chart.plots[0]
    paired = len(shape.series) > 1
    crowded = len(plot.categories) > MOST_PAIRS
    shape.gap_width, shape.overlap = (10 if crowded else 45, 0) if paired else (60, 100)
    texts = [words(runs) for one in plot.of("texts") for runs in one.written]
    marks = [*plot.of("bars"), *map(as_bars, plot.of("dots"))]
    for one, series in zip(marks, shape.series, strict=True):
        series.invert_if_negative = False
        paint(series.format.fill, one.colours[0], patterned=False)
        line(series.format.line, "paper", 0.75)
        for place, value in enumerate(one.values):
            point = series.points[place]
            if one.colours[place] != one.colours[0]:
                paint(point.format.fill, one.colours[place], patterned=False)
                line(point.format.line, "paper", 0.75)
            if value is None:
                continue
            if not paired and place < len(texts) and any(letter in texts[place] for letter in " +"):
                runs = plot.of("texts")[0].written[place]
                write(point.data_label, runs, XL_LABEL_POSITION.OUTSIDE_END, "ink")
            else:
                value_label(point.data_label, plot, value, XL_LABEL_POSITION.OUTSIDE_END, "ink")
    longest = max(len(name) for name in plot.categories)
    start = min(max(longest * SMALL * LETTER * 12700 / size[0] + 0.02, 0.12), 0.33)
    right = (max(map(len, texts), default=0) if not paired else 6) * SMALL * LETTER * 12700 / size[0] + 0.02
    slots = max(len(plot.categories), 4)
    top = 0.1 if paired else 0.02
    inner_plot(chart, start, top, 1 - start - right, (0.98 - top) * len(plot.categories) / slots)
    chart.has_legend = paired
    if paired:
        key(chart, drop=[])
