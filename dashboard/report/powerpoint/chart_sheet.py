"""What a native chart holds: its series, in the order in which they are drawn, and the sheet behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from dashboard.figures.theme import LIGHT
from dashboard.report.plot import Plot, Series

MOST_QUARTERS = 20  # whose names stand side by side
DAYS = re.compile(r"(\d+)( or more)? working days?")
THOUSAND, MILLION = 1000, 999_500  # from where on pounds are written in thousands, and in millions


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


def in_days(plot: Plot) -> bool:
    """Whether the categories are numbers of working days."""
    return all(DAYS.fullmatch(name) for name in plot.categories)


def category(name: str) -> str:
    """A category as an axis of many has room for it: `25+` for `25 or more working days`."""
    found = DAYS.fullmatch(name)
    return found[1] + ("+" if found[2] else "") if found else name


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
