"""A plot of points at numbers of cases as a native chart: each point is a series under its name, each curve another."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import ChartPlaceholder, PlaceholderGraphicFrame

from dashboard.basics.languages import _
from dashboard.figures.plot import Label, Plot, Run, Series, words
from dashboard.report.powerpoint.chart_lines import End, end_line, paint_dot, write_ends
from dashboard.report.powerpoint.chart_paint import SMALL, inner_plot, line, title, write
from dashboard.report.powerpoint.chart_sheet import number_format

LETTER = 0.55  # of a letter's height, its width
TEN = 10


def is_scattered(plot: Plot) -> bool:
    """Whether its points stand at values of both axes."""
    return plot.wide.x.powers


def insert(place: ChartPlaceholder, plot: Plot) -> PlaceholderGraphicFrame:
    """The chart in its place, with its points, curves and lines in its sheet."""
    data = XyChartData(number_format=number_format(plot))
    for name, points in series_of(plot):
        one = data.add_series(name)
        for x, y in points:
            one.add_data_point(x, y)
    return place.insert_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data)


def series_of(plot: Plot) -> list[tuple[str, list[tuple[float, float]]]]:
    """What the sheet holds, in the order in which it is drawn: curves, lines, then a series a point."""
    found = [(one.name, points_of(one)) for one in plot.of("curve")]
    found += [(one.label, [(TEN**one.start, one.value), (TEN**one.end, one.value)]) for one in plot.references]
    for one in plot.of("dots"):
        found += [(name, [point]) for name, point in zip(plot.categories, points_of(one), strict=True)]
    return found


def points_of(one: Series) -> list[tuple[float, float]]:
    """The numbers of cases and the values that there are."""
    return [(round(TEN**at), value) for at, value in zip(one.places, one.values, strict=True) if value is not None]


def paint(chart: Chart, plot: Plot, size: tuple[int, int]) -> None:
    """Draws curves thin, lines as on the page, points in their shapes, and names what the page names."""
    drawn = [*chart.plots[0].series]
    curves, lines = plot.of("curve"), plot.references
    ends = []
    for one, series in zip(curves, drawn, strict=False):
        stroke(series, one.colours[0], 1, MSO_LINE_DASH_STYLE.ROUND_DOT if one.dashes else None)
        if runs := end_line(plot, one.name):
            ends.append(end(series, points_of(one), runs))
    for line_, series in zip(lines, drawn[len(curves) :], strict=False):
        stroke(series, line_.colour, 1.5, MSO_LINE_DASH_STYLE.DASH if line_.dashed else None)
        ends.append(end(series, [(0, line_.value)] * 2, (Run(line_.label),)))
    named = {label.text: label for label in plot.wide.labels if not label.x_is_share}
    for one in plot.of("dots"):
        looks = zip(one.symbols, one.sizes, one.colours, strict=True)
        for name, look, series in zip(plot.categories, looks, drawn[len(curves) + len(lines) :], strict=True):
            series.format.line.fill.background()
            paint_dot(series.marker, look)
            if label := named.get(name):
                write(series.points[0].data_label, label.lines[0], position(label), "ink")
    axis_of_cases(chart.category_axis, plot)
    room = max(len(words(one.runs)) for one in ends) * SMALL * LETTER * 12700 / size[0]
    inner = (0.07, 0.05, 0.92 - room, 0.77)
    inner_plot(chart, *inner)
    write_ends(ends, plot, 0, inner[3])
    chart.has_legend = False


def stroke(series: Any, colour: Any, points: float, dash: Any) -> None:
    """A line without marks."""
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    line(series.format.line, colour, points)
    if dash:
        series.format.line.dash_style = dash


def end(series: Any, points: list[tuple[float, float]], runs: Any) -> End:
    """What stands at the end of a curve or a line."""
    last = len(points) - 1
    return End(series.points[last].data_label, last, points[last][1], runs)


def position(label: Label) -> XL_LABEL_POSITION:
    """On which side of its point a name stands."""
    up = label.shift[1]
    if up:
        return XL_LABEL_POSITION.ABOVE if up > 0 else XL_LABEL_POSITION.BELOW
    return XL_LABEL_POSITION.RIGHT if label.horizontal == "left" else XL_LABEL_POSITION.LEFT


def axis_of_cases(axis: Any, plot: Plot) -> None:
    """The axis along the bottom: each step is ten times the one before."""
    least, most = plot.references[0].start, plot.references[0].end
    axis.minimum_scale, axis.maximum_scale = TEN**least, TEN**most
    axis.tick_labels.number_format_is_linked, axis.tick_labels.number_format = False, "#,##0"
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    scaling = axis._element.find(qn("c:scaling"))
    base = etree.SubElement(scaling, qn("c:logBase"))
    base.set("val", str(TEN))
    scaling.insert(0, base)
    title(axis, _("{counts} (log scale)", counts=plot.counts))
