"""A plot of small panels as native charts beside and below each other, each under what it is of and held against."""

from __future__ import annotations

import math

from pptx.chart.chart import Chart
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Emu, Inches

from dashboard.basics.languages import _
from dashboard.figures.plot import Plot
from dashboard.report.powerpoint.chart_paint import heading, inner_plot
from dashboard.report.powerpoint.chart_sheet import data_of, kind_of, marks_of
from dashboard.report.powerpoint.charts import dressed

COLUMNS = 2
BETWEEN = Inches(0.25)
HEAD, FOOT = Inches(0.62), Inches(0.58)  # above a plot, and below it for quarters and years
LEFT, WIDTH = 0.1, 0.88  # of a panel, where its plot stands


def add_panels(place: ChartPlaceholder, plot: Plot, description: str) -> list[Chart]:
    """The panels' charts, in the slide's place for one and in reading order; to a screen reader each says the
    description and which part it shows."""
    shapes = place.part.slide.shapes
    rows = math.ceil(len(plot.panels) / COLUMNS)
    width, height = Emu((place.width - BETWEEN) // COLUMNS), Emu(place.height // rows)
    found = []
    for number, panel in enumerate(plot.panels):
        row, column = divmod(number, COLUMNS)
        x, y = Emu(place.left + column * (width + BETWEEN)), Emu(place.top + row * height)
        marks = marks_of(panel)
        frame = shapes.add_chart(kind_of(panel, marks), x, y, width, height, data_of(panel, marks))
        chart = dressed(
            frame,
            panel,
            marks,
            _("{description} Here: {name}.", description=description, name=panel.series[0].name),
            named=False,
        )
        heading(chart, panel.wide.labels[0].lines)
        inner_plot(chart, LEFT, HEAD / height, WIDTH, 1 - (HEAD + FOOT) / height)
        found.append(chart)
    place._element.getparent().remove(place._element)
    return found
