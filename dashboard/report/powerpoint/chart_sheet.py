"""What a native chart holds: its series, in the order in which they are drawn, and the sheet behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from dashboard.basics.languages import _
from dashboard.figures import theme
from dashboard.figures.plot import SYMBOLS, Axis, Plot, Series

MOST_QUARTERS = 20  # whose names stand side by side
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
    count = len(over.amounts)
    line = replace(
        over, form="line", values=over.amounts, colours=theme.SERIES[:1] * count,
        symbols=SYMBOLS[:1] * count, sizes=(8,) * count, hollow=(False,) * count, written=(),
    )  # fmt: skip
    axis = Axis((0, 104), tuple((tick, f"{tick}%") for tick in (0, 25, 50, 75, 100)))
    frame = replace(plot.wide, labels=(), y=axis)
    return replace(plot, stacking="none", series=(line,), references=(), wide=frame, unit="percent", decimals=1)


def marks_of(plot: Plot) -> list[Mark]:
    """Every series of the native chart: what the plot draws, then what it is read against."""
    marks = []
    for one in plot.of("bars"):
        if one.bases:
            marks.append(Mark(_("Starts at"), "base", tuple(one.bases)))
        marks.append(Mark(one.name or name_of(plot), "bars", one.values, one))
    for one in [*plot.of("rings"), *plot.of("strokes", "line")]:  # the line lies over the rings
        name = _("{name} (longer periods)", name=one.name) if one.form == "strokes" and plot.of("line") else one.name
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
        limits = [
            *([(_("Lower limit"), band.low)] if band.lower else []),
            *([(_("Upper limit"), band.high)] if band.upper else []),
        ]
        for side, value in limits:
            name = side if len(limits) == 2 else _("Limit")
            marks.append(Mark(name, "limit", across(value, band.start, band.end), label=name))
    return marks


def as_bars(dots: Series) -> Series:
    """Dots as bars: the council's own strong, others pale, which greyscale tells apart as well as their shapes do."""
    return replace(dots, form="bars", colours=tuple("tint" if colour == "quiet" else colour for colour in dots.colours))


def name_of(plot: Plot) -> str:
    """What to call a series that the page does not name, in the chart's sheet."""
    return {"percent": _("Per cent"), "gbp": _("Pounds"), "number": _("Number")}[plot.unit]


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
    if by_year(plot):
        years: dict[str, Any] = {}
        for quarter, year in plot.periods:
            if year not in years:
                years[year] = data.add_category(year)
            years[year].add_sub_category(quarter)
    else:
        for name in plot.short or plot.categories:
            data.add_category(name)
    for mark in marks:
        data.add_series(mark.name, mark.values)
    return data


def by_year(plot: Plot) -> bool:
    """Whether the categories are quarters or half-years that fit under their years."""
    return bool(plot.periods) and len(plot.periods) <= MOST_QUARTERS


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
