"""A plot as a native chart of a presentation, which an officer can edit: its numbers are in the chart's own sheet.

A chart of the library holds one kind of plot. Targets over columns, and lines over columns, are therefore made as
further columns and moved into a line chart on the same axes, so that the sheet still holds them. What a native chart
cannot draw is told in words: a target across lying bars, intervals, a deadline between two columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.text.text import Font
from pptx.util import Pt

from dashboard.figures.frame import spread
from dashboard.report.plot import MARKS, Label, Plot, Run, Series, ink_on, words
from dashboard.theme import LIGHT

TYPE = "Arial"  # what every office has; a slide with a typeface that is missing breaks its lines anew
SMALL = 14
MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "circle-open": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
}
# The third and fourth colour of a stack look like the first and second in greyscale; patterns tell them apart.
PATTERNS = {
    LIGHT.series_3: MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
    LIGHT.series_4: MSO_PATTERN_TYPE.SMALL_CONFETTI,
}
MOST_QUARTERS = 20  # whose names stand side by side
MOST_LABELLED = 12
MOST_PAIRS = 6  # of bars, for their values not to touch where there is room between the pairs
LEAST_SHARE = 0.07  # of the axis, for a part of a stack to have room for its value
LABEL_ROOM = 0.058  # of the chart's height, that a label of one line takes
DAYS = re.compile(r"(\d+)( or more)? working days?")
THOUSAND, MILLION = 1000, 999_500  # from where on pounds are written in thousands, and in millions
STEP_OF_DAYS, QUARTERS_IN_YEAR = 5, 4
LETTER = 0.55  # of a letter's height, its width


@dataclass(frozen=True)
class Mark:
    """A series of a native chart: `kind` is bars, line, dots, dashed (a target), thin, rings, strokes or base."""

    name: str
    kind: str
    values: tuple[float | None, ...]
    series: Series | None = None
    label: str = ""


def parts_of(plot: Plot) -> list[tuple[str, Plot]]:
    """The plot as one or two that a chart each can hold: percentages written over bars become a line of their own."""
    over = plot.of("texts") if plot.upright else []
    alone = replace(plot, series=tuple(one for one in plot.series if one not in over))
    return [("", alone), *((one.name, share_line(plot, one)) for one in over)]


def share_line(plot: Plot, over: Series) -> Plot:
    """The percentages over a plot's bars as a line."""
    values = tuple(as_number(text) for text in over.texts)
    line = replace(
        over, form="line", values=values, colours=(LIGHT.series_1,) * len(values),
        symbols=("circle",) * len(values), sizes=(8.0,) * len(values), hollow=(False,) * len(values), written=(),
    )  # fmt: skip
    ticks = tuple((float(tick), f"{tick}%") for tick in (0, 25, 50, 75, 100))
    axis = replace(plot.y, ends=(0, 104), ticks=ticks)
    return replace(plot, stacking="none", series=(line,), labels=(), references=(), y=axis, unit="percent", decimals=1)


def as_number(text: str) -> float | None:
    """`40.0%` as 40.0; None for what is no number."""
    try:
        return float(text.rstrip("%").replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def add_chart(place: ChartPlaceholder, plot: Plot, description: str) -> Chart:
    """The chart, put in the slide's place for it; the description is what a screen reader says."""
    marks = marks_of(plot)
    frame = place.insert_chart(kind_of(plot, marks), data_of(plot, marks))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    chart = frame.chart
    speak_english(chart)
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALL), TYPE
    chart.font.color.rgb = rgb(LIGHT.ink)
    size = (frame.width, frame.height)
    axes(chart, plot)
    if plot.upright:
        upright(chart, plot, marks, size)
    else:
        lying(chart, plot, size)
    return chart


def speak_english(chart: Chart) -> None:
    """Says that the chart's words are British English."""
    space = chart._chartSpace
    language = space.makeelement(qn("c:lang"), {"val": "en-GB"})
    first = space.find(qn("c:date1904"))
    if first is None:
        space.insert(0, language)
    else:
        first.addnext(language)


def marks_of(plot: Plot) -> list[Mark]:
    """Every series of the native chart: what the plot draws, then what it is read against."""
    marks = []
    for one in plot.of("bars"):
        if one.bases:
            marks.append(Mark("Starts at", "base", tuple(one.bases)))
        marks.append(Mark(one.name or name_of(plot), "bars", one.values, one))
    for one in [*plot.of("rings"), *plot.of("strokes", "line")]:  # the line lies over the rings
        name = f"{one.name} (longer periods)" if one.form == "strokes" and plot.of("line") else one.name
        marks.append(Mark(name, one.form, one.values, one))
    for one in plot.of("dots"):
        usual = Mark(name_of(plot), "dots", one.values, one)
        marks.append(usual if plot.upright else replace(usual, kind="bars", series=as_bars(one)))
    if not plot.upright:
        return marks
    places = range(len(plot.categories))

    def across(value: float, start: float, end: float) -> tuple[float | None, ...]:
        return tuple(value if start <= place <= end else None for place in places)

    for line in plot.references:
        if line.across and line.label:
            kind = "dashed" if line.dashed else "thin"
            marks.append(Mark(line.label, kind, across(line.value, line.start, line.end), label=line.label))
    for band in plot.bands:
        drawn = [label.text for label in plot.labels]
        named = drawn.count("Limit")
        ends = (band.low, band.high) if named == 2 else (band.high,) if band.low <= 0 else (band.low,)
        for value, name in zip(ends, ("Lower limit", "Upper limit") if named == 2 else ("Limit",), strict=True):
            marks.append(Mark(name, "limit", across(value, band.start, band.end), label=name))
    return marks


def as_bars(dots: Series) -> Series:
    """Dots as bars: the council's own strong, others pale, which greyscale tells apart as well as their shapes do."""
    colours = tuple(colour if colour == LIGHT.series_1 else LIGHT.tint for colour in dots.colours)
    return replace(dots, form="bars", colours=colours)


def name_of(plot: Plot) -> str:
    """What to call a series that the page does not name, in the chart's sheet."""
    return {"percent": "Per cent", "gbp": "Pounds", "number": "Number"}[plot.unit]


def kind_of(plot: Plot, marks: Sequence[Mark]) -> XL_CHART_TYPE:
    """The library's chart type."""
    bars = [mark for mark in marks if mark.kind in ("bars", "base")]
    if not bars:
        return XL_CHART_TYPE.LINE_MARKERS
    if not plot.upright:
        return XL_CHART_TYPE.BAR_CLUSTERED
    return XL_CHART_TYPE.COLUMN_STACKED if len(bars) > 1 else XL_CHART_TYPE.COLUMN_CLUSTERED


def data_of(plot: Plot, marks: Sequence[Mark]) -> CategoryChartData:
    """The chart's sheet: categories, quarters under their years, and a column a series."""
    data = CategoryChartData(number_format=number_format(plot))
    parted = [name.partition(" ") for name in plot.categories]
    if by_year(plot):
        years: dict[str, Any] = {}
        for quarter, _, year in parted:
            if year not in years:
                years[year] = data.add_category(year)
            years[year].add_sub_category(quarter)
    else:
        for name in plot.categories:
            data.add_category(category(name))
    for mark in marks:
        data.add_series(mark.name, mark.values)
    return data


def by_year(plot: Plot) -> bool:
    """Whether the categories are quarters or half-years that fit under their years."""
    parted = [name.partition(" ") for name in plot.categories]
    periods = all(first[:1] in ("Q", "H") and first[1:].isdigit() for first, _, _ in parted)
    return periods and len(parted) <= MOST_QUARTERS


def number_format(plot: Plot) -> str:
    """How the chart's sheet writes a value."""
    decimals = "." + "0" * plot.decimals if plot.decimals else ""
    plain = {"percent": f'0{decimals}"%"', "gbp": f"£#,##0{decimals}", "number": f"#,##0{decimals}"}[plot.unit]
    return f"{plain};−{plain}"


def short_format(plot: Plot, value: float) -> str:
    """How a label writes a value: pounds are short as on the page, unless their pence matter."""
    if plot.unit != "gbp" or plot.decimals:
        return number_format(plot)
    if value < 0:  # a format has room for two conditions only
        return '£0;−£0.0,,"m"' if value <= -MILLION else '£0;−£0,"k"' if value <= -THOUSAND else "£0;−£0"
    return f'[>={MILLION}]£0.0,,"m";[>={THOUSAND}]£0,"k";£0'


def axes(chart: Chart, plot: Plot) -> None:
    """Both axes: faint lines at round values, names in quiet ink."""
    categories, values = chart.category_axis, chart.value_axis
    for axis in (categories, values):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size = Pt(SMALL)
        axis.tick_labels.font.color.rgb = rgb(LIGHT.quiet)
        axis.has_minor_gridlines = False
    categories.has_major_gridlines = False
    line(categories.format.line, LIGHT.quiet, 1)
    # names stay at the edge where bars reach below zero
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.format.line.fill.background()
    if not plot.upright:
        categories.reverse_order = True
        categories.tick_labels.font.color.rgb = rgb(LIGHT.ink)
        values.has_major_gridlines = False
        values.visible = False
        values.minimum_scale, values.maximum_scale = least_and_most(plot)
        return
    ticks = [tick for tick, _ in plot.y.ticks]
    values.minimum_scale, values.maximum_scale = ticks[0], ticks[-1]
    values.major_unit = ticks[1] - ticks[0]
    values.has_major_gridlines = True
    line(values.major_gridlines.format.line, LIGHT.grid, 0.75)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = axis_format(plot)
    if not by_year(plot) and len(plot.categories) > MOST_LABELLED:
        every_so_often(
            categories, STEP_OF_DAYS if in_days(plot) else QUARTERS_IN_YEAR * (1 + len(plot.categories) // 25)
        )
    if plot.of("dots"):
        categories.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        title(categories, next(label.text for label in plot.labels if label.x_is_share and label.x == 0))
    if in_days(plot):
        deadline = next((line.label for line in plot.references if not line.across), "")
        title(categories, f"Working days. {deadline}".removesuffix(". "))


def in_days(plot: Plot) -> bool:
    """Whether the categories are numbers of working days."""
    return all(DAYS.fullmatch(name) for name in plot.categories)


def category(name: str) -> str:
    """A category as an axis of many has room for it: `25+` for `25 or more working days`."""
    found = DAYS.fullmatch(name)
    return found[1] + ("+" if found[2] else "") if found else name


def title(axis: Any, text: str) -> None:
    """Says under an axis what it counts."""
    run = axis.axis_title.text_frame.paragraphs[0].add_run()
    run.text = text
    font(run.font, LIGHT.quiet, bold=False)


def least_and_most(plot: Plot) -> tuple[float, float]:
    """The ends of a lying axis: the page's own, with room for labels below zero."""
    low, high = plot.x.ends
    return (low - (high - low) * 0.12 if low < 0 else 0), high


def axis_format(plot: Plot) -> str:
    """How the value axis writes its ticks: as short as their steps allow."""
    texts = [text for _, text in plot.y.ticks]
    decimals = max(len(text.rstrip("%mk").partition(".")[2]) for text in texts)
    point = "." + "0" * decimals if decimals else ""
    if plot.unit == "gbp" and any(text.endswith(("m", "k")) for text in texts):
        scale = (f"0{point},,", "m") if any(text.endswith("m") for text in texts) else (f"0{point},", "k")
        return f'[<0]−£{scale[0]}"{scale[1]}";[=0]£0;£{scale[0]}"{scale[1]}"'
    return {"percent": f'0{point}"%"', "gbp": f"£#,##0{point}", "number": f"#,##0{point}"}[plot.unit]


def every_so_often(axis: Any, step: int) -> None:
    """Names only the first of many categories and then each so many-th."""
    element = axis._element
    last = element.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = element.makeelement(qn(tag), {"val": str(step)})
        last.addprevious(skip)


def upright(chart: Chart, plot: Plot, marks: Sequence[Mark], size: tuple[int, int]) -> None:
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
    ends = end_labels(plot, lines, drawn)
    legend = bool(in_key) and (len(in_key) > 1 or bool(lines))
    room = max((len(words(runs)) for _, _, runs in ends), default=0) * SMALL * LETTER * 12700 / size[0]
    top = 0.09 if legend else 0.03
    inner = (
        0.055,
        top,
        0.94 - min(room + 0.015, 0.3),
        0.97 - top - (0.15 if by_year(plot) else 0.18 if in_days(plot) else 0.09),
    )
    inner_plot(chart, *inner)
    # over columns a label begins beyond the last one, not in its middle
    aside = inner[2] / len(plot.categories) / 2 if bars else 0
    write_ends(ends, plot, inner[3], aside)
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
    line(series.format.line, LIGHT.paper, 0.75)
    for place, colour in enumerate(one.colours):
        if colour != one.colours[0]:
            point = series.points[place]
            paint(point.format.fill, colour, patterned=patterned)
            line(point.format.line, LIGHT.paper, 0.75)
    low, high = plot.y.ticks[0][0], plot.y.ticks[-1][0]
    last = max(place for place, value in enumerate(one.values) if value is not None)
    few = len(one.values) <= MOST_LABELLED
    for place, value in enumerate(one.values):
        tall = value is not None and abs(value) / (high - low) >= LEAST_SHARE
        if value is None or not (few or place == last):
            continue
        if one.bases:
            text = next((label.text for label in plot.labels if label.x == place and not label.x_is_share), "")
            position = XL_LABEL_POSITION.CENTER if tall else XL_LABEL_POSITION.INSIDE_BASE
            write(series.points[place].data_label, (Run(text, bold=True),), position, ink_on(one.colours[place]))
        elif stacked and tall and (few_parts(plot) or place == last):
            label = series.points[place].data_label
            value_label(label, plot, value, XL_LABEL_POSITION.CENTER, ink_on(one.colours[place]))
        elif not stacked and one.written:
            label = series.points[place].data_label
            value_label(label, plot, value, XL_LABEL_POSITION.INSIDE_BASE, ink_on(one.colours[place]))
        elif not stacked and not plot.of("line", "strokes") and value:
            value_label(series.points[place].data_label, plot, value, XL_LABEL_POSITION.OUTSIDE_END, LIGHT.ink)


def few_parts(plot: Plot) -> bool:
    """Whether a stack's every part may have its value in it."""
    return len(plot.categories) <= MOST_LABELLED // 2


def paint_line(mark: Mark, series: LineSeries) -> None:
    """A line's stroke and marks."""
    series.smooth = False
    one = mark.series
    if one is None:
        series.marker.style = XL_MARKER_STYLE.NONE
        colour = LIGHT.ink if mark.kind == "dashed" else LIGHT.quiet
        line(series.format.line, colour, 1.5 if mark.kind == "dashed" else 1.25)
        if mark.kind in ("dashed", "limit"):
            dash = MSO_LINE_DASH_STYLE.DASH if mark.kind == "dashed" else MSO_LINE_DASH_STYLE.ROUND_DOT
            series.format.line.dash_style = dash
        return
    colour = one.colours[0]
    if mark.kind in ("rings", "strokes"):
        series.format.line.fill.background()
        # unusual points are discs behind their marks: not every office draws a ring without a filling
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
            marker(series.points[place].marker, style, 8, colour, fill=LIGHT.paper)


def paint_dots(one: Series, series: LineSeries) -> None:
    """Very many dots side by side; those that look unlike most are painted point by point."""
    series.format.line.fill.background()
    looks = [*zip(one.symbols, one.sizes, one.colours, strict=True)]
    seen = [look for look, value in zip(looks, one.values, strict=True) if value is not None]
    usual = max(dict.fromkeys(seen), key=seen.count)
    paint_dot(series.marker, usual)
    for place, (look, value) in enumerate(zip(looks, one.values, strict=True)):
        if look != usual and value is not None:
            paint_dot(series.points[place].marker, look)


def paint_dot(given: Any, look: tuple[str, float, str]) -> None:
    """One dot's shape, size and colour."""
    symbol, size, colour = look
    marker(given, MARKERS[symbol], round(size), colour)


def end_labels(
    plot: Plot, lines: Sequence[Mark], drawn: Sequence[LineSeries]
) -> list[tuple[Any, float, tuple[Run, ...]]]:
    """What stands at the end of each line: its point's label, at which value, and the words."""
    found = []
    for mark, series in zip(lines, drawn, strict=True):
        known = [place for place, value in enumerate(mark.values) if value is not None]
        if mark.kind == "dots":
            for label in (label for label in plot.labels if not label.x_is_share and round(label.x) in known):
                write(series.points[round(label.x)].data_label, label.lines[0], XL_LABEL_POSITION.ABOVE, LIGHT.ink)
        if mark.kind in ("rings", "dots") or not known:
            continue
        runs = (Run(mark.label),) if mark.label else end_words(plot.labels, mark.series.name if mark.series else "")
        if not runs and plot.unit == "percent" and mark.series:  # a share that the page writes over bars
            runs = (Run(mark.series.name + " "), Run(mark.series.texts[known[-1]], bold=True))
        value = mark.values[known[-1]]
        if runs and value is not None:
            found.append((series.points[known[-1]].data_label, value, runs))
    return found


def end_words(labels: Sequence[Label], name: str) -> tuple[Run, ...]:
    """The page's label at the end of the line with this name, without its mark."""
    for label in labels:
        for runs in label.lines:
            if words(runs).lstrip(MARKS + " ").startswith(f"{name} "):
                return tuple(replace(run, text=run.text.lstrip()) for run in runs if run.text.strip(MARKS + " "))
    return ()


def write_ends(ends: Sequence[tuple[Any, float, tuple[Run, ...]]], plot: Plot, height: float, aside: float) -> None:
    """The labels at the right of their lines' last points, moved apart where they would lie over each other."""
    low, high = plot.y.ticks[0][0], plot.y.ticks[-1][0]
    places = [(value - low) / (high - low) * height for _, value, _ in ends]
    moved = spread(places, gap=LABEL_ROOM, top=height)
    for (label, _, runs), place, free in zip(ends, places, moved, strict=True):
        write(label, runs, XL_LABEL_POSITION.RIGHT, LIGHT.ink)
        if aside or abs(free - place) > 0.001:
            shift(label, aside, place - free)


def shift(label: Any, right: float, down: float) -> None:
    """Moves a label to the right and down, by shares of the chart."""
    element = label._dLbl
    layout = element.makeelement(qn("c:layout"), {})
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:x")).set("val", f"{right:.4f}")
    etree.SubElement(manual, qn("c:y")).set("val", f"{down:.4f}")
    element.find(qn("c:idx")).addnext(layout)


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
        line(series.format.line, LIGHT.paper, 0.75)
        for place, value in enumerate(one.values):
            point = series.points[place]
            if one.colours[place] != one.colours[0]:
                paint(point.format.fill, one.colours[place], patterned=False)
                line(point.format.line, LIGHT.paper, 0.75)
            if value is None:
                continue
            if not paired and place < len(texts) and any(letter in texts[place] for letter in " +"):
                runs = plot.of("texts")[0].written[place]
                write(point.data_label, runs, XL_LABEL_POSITION.OUTSIDE_END, LIGHT.ink)
            else:
                value_label(point.data_label, plot, value, XL_LABEL_POSITION.OUTSIDE_END, LIGHT.ink)
    longest = max(len(name) for name in plot.categories)
    start = min(max(longest * SMALL * LETTER * 12700 / size[0] + 0.02, 0.12), 0.33)
    right = (max(map(len, texts), default=0) if not paired else 6) * SMALL * LETTER * 12700 / size[0] + 0.02
    slots = max(len(plot.categories), 4)
    top = 0.1 if paired else 0.02
    inner_plot(chart, start, top, 1 - start - right, (0.98 - top) * len(plot.categories) / slots)
    chart.has_legend = paired
    if paired:
        key(chart, drop=[])


def move_to_line_chart(chart: Chart, bars: int) -> None:
    """Makes lines of the series after so many: takes them out of the columns' plot into one for lines."""
    columns = chart._chartSpace.find(".//" + qn("c:barChart"))
    lines = columns.makeelement(qn("c:lineChart"), {})
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    for series in columns.findall(qn("c:ser"))[bars:]:
        for tag in ("c:invertIfNegative", "c:shape"):
            for element in series.findall(qn(tag)):
                series.remove(element)
        lines.append(series)
    etree.SubElement(lines, qn("c:marker")).set("val", "1")
    for axis in columns.findall(qn("c:axId")):
        etree.SubElement(lines, qn("c:axId")).set("val", axis.get("val"))
    columns.addnext(lines)


def inner_plot(chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """Gives the plot its place, in shares of the chart, so that names and labels have theirs."""
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:layoutTarget")).set("val", "inner")
    for tag in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", "edge")
    for tag, value in (("x", x), ("y", y), ("w", width), ("h", height)):
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", f"{value:.4f}")
    area.insert(0, layout)


def key(chart: Chart, drop: Sequence[int]) -> None:
    """A key over the plot; the series in `drop` say their names themselves."""
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(SMALL)
    element = chart.legend._element
    for place in sorted(drop, reverse=True):
        entry = element.makeelement(qn("c:legendEntry"), {})
        etree.SubElement(entry, qn("c:idx")).set("val", str(place))
        etree.SubElement(entry, qn("c:delete")).set("val", "1")
        element.find(qn("c:legendPos")).addnext(entry)


def value_label(label: Any, plot: Plot, value: float, position: XL_LABEL_POSITION, colour: str) -> None:
    """A label that shows its point's value, and follows it when the number is edited."""
    element = label._get_or_add_dLbl()
    font(label.font, colour, bold=True)
    label.position = position
    number = element.makeelement(qn("c:numFmt"), {"formatCode": short_format(plot, value), "sourceLinked": "0"})
    later = (element.find(qn(tag)) for tag in ("c:spPr", "c:txPr", "c:dLblPos"))
    next(found for found in later if found is not None).addprevious(number)


def write(label: Any, runs: Sequence[Run], position: XL_LABEL_POSITION, colour: str) -> None:
    """A label with these words."""
    frame = label.text_frame
    frame.word_wrap = False
    paragraph = frame.paragraphs[0]
    for run in runs:
        piece = paragraph.add_run()
        piece.text = run.text
        font(piece.font, colour, bold=run.bold)
    label.position = position


def font(given: Font, colour: str, *, bold: bool) -> None:
    """The house's small type in a colour."""
    given.size, given.bold, given.name = Pt(SMALL), bold, TYPE
    given.color.rgb = rgb(colour)


def paint(fill: Any, colour: str, *, patterned: bool) -> None:
    """A fill in a colour, with lines across where greyscale would hide the difference."""
    if patterned and colour in PATTERNS:
        fill.patterned()
        fill.pattern = PATTERNS[colour]
        fill.fore_color.rgb, fill.back_color.rgb = rgb(LIGHT.paper), rgb(colour)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(colour)


def marker(given: Any, style: XL_MARKER_STYLE, size: int, colour: str, *, fill: str = "") -> None:
    """A point's mark, filled in its colour unless another is given."""
    given.style, given.size = style, size
    given.format.fill.solid()
    given.format.fill.fore_color.rgb = rgb(fill or colour)
    line(given.format.line, colour, 2)


def line(given: LineFormat, colour: str, points: float) -> None:
    """A stroke of a colour and width."""
    given.color.rgb = rgb(colour)
    given.width = Pt(points)


def rgb(colour: str) -> RGBColor:
    """A colour in the library's words."""
    return RGBColor.from_string(colour.removeprefix("#"))
