"""What a card's figure draws, in words that no drawing library owns.

Pages draw figures with Plotly; documents and slides cannot. `plot_of` reads a figure as the figure functions
build it and returns the same marks, values and labels, so that a picture, a native chart and the page agree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dashboard.basics.errors import ScrutinyError
from dashboard.figures import theme

Form = Literal["bars", "line", "strokes", "rings", "dots", "texts"]
Stacking = Literal["none", "stacked", "overlaid"]
Unit = Literal["percent", "gbp", "number"]
STACKINGS: Mapping[str, Stacking] = {"": "none", "stack": "stacked", "relative": "stacked", "overlay": "overlaid"}

TAG = re.compile(r"(<[^>]+>)")
COLOUR = re.compile(r"color:(#[0-9a-fA-F]{6})")
AMOUNT = re.compile(r"−?(£?)[\d,]+(?:\.(\d+))?(%?)")
MARKS = "●■◆▲"
DASHED, MEAN, LIMIT = "┄ ", "─ ", "Limit"


class UnknownFigureError(ScrutinyError):
    """A figure is drawn in a way that documents do not know."""


@dataclass(frozen=True)
class Run:
    """A piece of a label in one weight and colour; without a colour it is ink."""

    text: str
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Label:
    """Words at a place: `x` and `y` in the axis' own values, or as shares of the plot where so said; shifts are pixels,
    to the right and up."""

    lines: tuple[tuple[Run, ...], ...]
    x: float
    y: float
    x_is_share: bool
    y_is_share: bool
    horizontal: str
    vertical: str
    shift: tuple[float, float]
    size: float
    colour: str

    @property
    def text(self) -> str:
        """The label as it reads."""
        return " ".join(words(line) for line in self.lines)


@dataclass(frozen=True)
class Series:
    """One set of marks, a value a category (None is a gap).

    `texts` are the values as the page says them, `colours` one a value. `bases` is where floating bars begin, `spans`
    (from, to, value) the strokes of periods longer than a category, `low` and `high` the ends of intervals, `written`
    what stands in the chart at each value.
    """

    name: str
    form: Form
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    colours: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    sizes: tuple[float, ...] = ()
    hollow: tuple[bool, ...] = ()
    width: float = 0
    offset: float | None = None
    bases: tuple[float, ...] = ()
    spans: tuple[tuple[float, float, float], ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    written: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True)
class Reference:
    """A line that values are read against, such as a target, from one place among the categories to another.

    `across` is False for a line that stands upright at a place, such as a deadline, or crosses lying bars at a value.
    """

    value: float
    start: float
    end: float
    dashed: bool
    across: bool
    colour: str
    label: str = ""


@dataclass(frozen=True)
class Band:
    """The range in which usual values lie, with the colour that it is shaded in."""

    low: float
    high: float
    start: float
    end: float
    colour: str


@dataclass(frozen=True)
class Axis:
    """An axis: its two ends, its ticks with their words, and which share of the room it takes."""

    ends: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]
    domain: tuple[float, float]


@dataclass(frozen=True)
class Plot:
    """A chart. `upright` says that the categories run along the bottom; else they stand below each other.

    `height` and `margin` (top, right, bottom, left) are the page's pixels.
    """

    upright: bool
    stacking: Stacking
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    references: tuple[Reference, ...]
    bands: tuple[Band, ...]
    labels: tuple[Label, ...]
    x: Axis
    y: Axis
    height: float
    margin: tuple[float, float, float, float]
    unit: Unit
    decimals: int

    def of(self, *forms: Form) -> list[Series]:
        """The series of these forms."""
        return [one for one in self.series if one.form in forms]


def plot_of(figure: Mapping[str, Any]) -> Plot:
    """What a figure draws; refused where it holds a mark that documents do not know."""
    layout, margin = figure["layout"], figure["layout"]["margin"]
    traces = figure["data"]
    upright = not any(trace.get("orientation") == "h" for trace in traces)
    found = with_intervals([series_of(trace, upright=upright) for trace in traces if not only_stems(trace)])
    labels = tuple(label_of(annotation) for annotation in layout["annotations"])
    count = 1 + round(max(place for trace in traces for place in places_of(trace, upright=upright)))
    ticks = layout["xaxis" if upright else "yaxis"]
    categories = tuple(names_of(traces, ticks, count, upright=upright))
    series = tuple(aligned(one, trace, count, upright=upright) for one, trace in found)
    x, y = axis_of(layout["xaxis"]), axis_of(layout["yaxis"])
    unit, decimals = written_as([text for one in series if one.form != "texts" for text in one.texts])
    return Plot(
        upright=upright,
        stacking=STACKINGS[layout.get("barmode", "")],
        categories=categories,
        series=series,
        references=tuple(references(layout["shapes"], labels, x, y, upright=upright)),
        bands=tuple(band_of(shape) for shape in layout["shapes"] if shape["type"] == "rect"),
        labels=labels,
        x=x,
        y=y,
        height=layout["height"],
        margin=(margin["t"], margin["r"], margin["b"], margin["l"]),
        unit=unit,
        decimals=decimals,
    )


def written_as(texts: Sequence[str]) -> tuple[Unit, int]:
    """The unit of values written like these, and with how many decimals."""
    found = [match for text in texts if (match := AMOUNT.match(text))]
    unit: Unit = "gbp" if any(m[1] for m in found) else "percent" if any(m[3] for m in found) else "number"
    return unit, max((len(match[2] or "") for match in found), default=0)


def only_stems(trace: Mapping[str, Any]) -> bool:
    """Whether a trace only leads the eye to dots that have its values."""
    return bool(trace["type"] == "bar" and trace.get("hoverinfo") == "skip")


def places_of(trace: Mapping[str, Any], *, upright: bool) -> list[float]:
    """Where a trace's marks stand among the categories."""
    return [place for place in trace["x" if upright else "y"] if place is not None]


def series_of(trace: Mapping[str, Any], *, upright: bool) -> tuple[Series, Mapping[str, Any]]:
    """A trace as marks, its values still in the trace's own order."""
    values = tuple(trace["y" if upright else "x"])
    marker = trace.get("marker", {})
    colours = repeated(marker.get("color", trace.get("line", {}).get("color", "")), len(values))
    form = form_of(trace)
    if form == "line":
        colours = repeated(trace["line"]["color"], len(values))
    plain = Series(trace.get("name", ""), form, values, texts_of(trace, len(values)), colours)
    if form == "bars":
        plain = replace(
            plain,
            width=trace["width"],
            offset=trace.get("offset"),
            bases=tuple(trace.get("base", ())),
            written=tuple(runs_of(text) for text in trace.get("text", ())),
        )
    if form in ("line", "dots", "rings"):
        outline = marker.get("line", {}).get("color")
        plain = replace(
            plain,
            symbols=repeated(marker.get("symbol", "circle"), len(values)),
            sizes=repeated(marker.get("size", 0), len(values)),
            hollow=tuple(form == "line" and fill != outline for fill in repeated(marker.get("color"), len(values))),
        )
    if form == "strokes":
        marks = [*zip(trace["x"], trace["y"], strict=True)]
        plain = replace(
            plain, spans=tuple((marks[i][0], marks[i + 2][0], marks[i][1]) for i in range(0, len(marks), 4))
        )
    if form == "texts":
        plain = replace(plain, written=tuple(runs_of(text) for text in trace["text"]))
    return plain, trace


def form_of(trace: Mapping[str, Any]) -> Form:
    """Which marks a trace draws."""
    if trace["type"] == "bar":
        return "bars"
    mode = trace.get("mode")
    if mode == "markers":
        return "rings" if str(trace["marker"].get("symbol", "")).endswith("-open") else "dots"
    forms: dict[Any, Form] = {"lines+markers": "line", "lines": "strokes", "text": "texts"}
    if trace["type"] != "scatter" or mode not in forms:
        raise UnknownFigureError(
            f"A chart has marks of a kind that reports do not know: {trace['type']}, {mode}. Add it to "
            "dashboard/report/plot.py."
        )
    return forms[mode]


def with_intervals(found: Sequence[tuple[Series, Mapping[str, Any]]]) -> list[tuple[Series, Mapping[str, Any]]]:
    """The series, the ends of intervals with the bars that they belong to instead of as marks of their own."""
    lower = [trace for _, trace in found if trace.get("marker", {}).get("opacity") == 0]
    kept = [(one, trace) for one, trace in found if trace.get("marker", {}).get("opacity") != 0]
    if not lower:
        return kept
    (bars, trace), *others = kept
    below, above = lower[0]["error_x"]["arrayminus"], trace["error_x"]["array"]
    values = [value or 0 for value in bars.values]
    ends = [
        tuple(value + sign * reach if reach else None for value, reach in zip(values, reaches, strict=True))
        for sign, reaches in ((-1, below), (1, above))
    ]
    return [(replace(bars, low=ends[0], high=ends[1]), trace), *others]


def aligned(one: Series, trace: Mapping[str, Any], count: int, *, upright: bool) -> Series:
    """The series with a value, or None, for every category."""
    if one.form == "strokes":
        return replace(one, **over_spans(one, count))
    places = [round(place) for place in trace["x" if upright else "y"]]
    if places == list(range(count)):
        return one

    def spread(items: Sequence[Any], nothing: Any) -> tuple[Any, ...]:
        by_place = dict(zip(places, items, strict=True)) if items else {}
        return tuple(by_place.get(place, nothing) for place in range(count)) if items else ()

    return replace(
        one,
        values=spread(one.values, None),
        texts=spread(one.texts, ""),
        colours=spread(one.colours, one.colours[0]),
        symbols=spread(one.symbols, one.symbols[0] if one.symbols else ""),
        sizes=spread(one.sizes, 0),
        hollow=spread(one.hollow, False),
        written=spread(one.written, ()),
    )


def over_spans(one: Series, count: int) -> dict[str, Any]:
    """A stroke's value for each category that it covers."""
    values: list[float | None] = [None] * count
    texts = [""] * count
    for number, (start, end, value) in enumerate(one.spans):
        for place in range(max(round(start), 0), min(round(end), count - 1) + 1):
            values[place], texts[place] = value, one.texts[number * 4]
    return {"values": tuple(values), "texts": tuple(texts), "colours": repeated(one.colours[0], count)}


def repeated(given: Any, count: int) -> tuple[Any, ...]:
    """One item a value, where a trace gives one for all or a list."""
    return tuple(given) if isinstance(given, (list, tuple)) else (given,) * count


def texts_of(trace: Mapping[str, Any], count: int) -> tuple[str, ...]:
    """What the page says of each value when it is pointed at, without the category and the series' name."""
    name = f"{trace.get('name', '')}: "
    texts = []
    for hover in trace.get("hovertext", [""] * count):
        _, *lines = hover.split("<br>")
        mine = next((line for line in lines if line.startswith(name)), lines[0] if lines else "")
        texts.append(reading(mine.removeprefix(name)))
    return tuple(texts)


def names_of(traces: Sequence[Mapping[str, Any]], axis: Mapping[str, Any], count: int, *, upright: bool) -> list[str]:
    """Each category's whole name: as its marks say it, else as the axis does."""
    on_axis = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    heads: list[set[str]] = [set() for _ in range(count)]
    for trace in traces:
        places = trace["x" if upright else "y"]
        # a stroke is named after its period, which is no category's name where it covers several
        wide = trace.get("mode") == "lines" and places[2] - places[0] > 1
        for place, hover in zip(places, trace.get("hovertext", [""] * len(places)), strict=True):
            if place is not None and hover.startswith("<b>") and not wide:
                heads[round(place)].add(reading(hover.removeprefix("<b>").partition("</b>")[0]))
    names, group = [], ""
    for place in range(count):
        name, _, below = str(on_axis.get(place, "")).partition("<br>")
        group = below or group
        agreed = len(heads[place]) == 1
        names.append(heads[place].pop() if agreed else reading(f"{name} {group}".strip()))
    return names


def axis_of(axis: Mapping[str, Any]) -> Axis:
    """An axis of the layout."""
    low, high = axis["range"]
    ticks = zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False)
    shown = axis.get("showticklabels", True)
    first, last = axis.get("domain", (0, 1))
    return Axis((low, high), tuple((at, html.unescape(str(text))) for at, text in ticks if shown), (first, last))


def references(
    shapes: Sequence[Mapping[str, Any]], labels: Sequence[Label], x: Axis, y: Axis, *, upright: bool
) -> list[Reference]:
    """The lines among the shapes, each with the label that stands beside it."""
    dashed = iter([label for label in labels if label.text.startswith(DASHED)])
    found = []
    for shape in shapes:
        if shape["type"] != "line":
            continue
        across = shape["y0"] == shape["y1"]
        is_dashed = "dash" in shape["line"]
        start, end = (shape["x0"], shape["x1"]) if across else (shape["y0"], shape["y1"])
        if shape["xref" if across else "yref"] == "paper":
            low, high = (x if across else y).ends
            start, end = (low + share * (high - low) for share in (start, end))
        value = shape["y0"] if across else shape["x0"]
        if not is_dashed:
            label = next((label.text.removeprefix(MEAN) for label in labels if label.text.startswith(MEAN)), "")
        elif across and upright and shape["xref"] != "paper":
            label = next(dashed).text.removeprefix(DASHED)
        else:
            at = [label for label in labels if (label.y if across else label.x) == value]
            label = at[0].text if at else ""
        found.append(Reference(value, start, end, is_dashed, across, shape["line"]["color"], label))
    return found


def band_of(shape: Mapping[str, Any]) -> Band:
    """A shaded range."""
    return Band(shape["y0"], shape["y1"], shape["x0"], shape["x1"], shape["fillcolor"])


def label_of(annotation: Mapping[str, Any]) -> Label:
    """An annotation as a label."""
    return Label(
        lines=tuple(runs_of(line) for line in annotation["text"].split("<br>")),
        x=annotation["x"],
        y=annotation["y"],
        x_is_share=annotation["xref"] == "paper",
        y_is_share=annotation["yref"] == "paper",
        horizontal=annotation["xanchor"],
        vertical=annotation["yanchor"],
        shift=(annotation.get("xshift", 0), annotation.get("yshift", 0)),
        size=annotation["font"]["size"],
        colour=annotation["font"]["color"],
    )


def runs_of(text: str) -> tuple[Run, ...]:
    """A line of marked-up text as pieces of one weight and colour."""
    runs, bold, colour = [], False, ""
    for piece in TAG.split(text):
        if piece in ("<b>", "</b>"):
            bold = piece == "<b>"
        elif piece.startswith("<span"):
            match = COLOUR.search(piece)
            colour = match[1] if match else ""
        elif piece == "</span>":
            colour = ""
        elif piece:
            runs.append(Run(html.unescape(piece), bold, colour))
    return tuple(runs)


def words(runs: Sequence[Run]) -> str:
    """A line as it reads."""
    return "".join(run.text for run in runs)


def reading(text: str) -> str:
    """A marked-up text as it reads."""
    return html.unescape(TAG.sub("", text.replace("<br>", " ")))


def ink_on(colour: str, palette: theme.Palette = theme.LIGHT) -> str:
    """The colour of text on a fill: ink or the paper's, whichever stands out more."""
    fill, ink, paper = (luminance(one) for one in (colour, palette.ink, palette.paper))
    return max(((ratio(fill, ink), palette.ink), (ratio(fill, paper), palette.paper)))[1]


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(colour: str) -> float:
    """A colour's relative luminance, from 0 to 1.

    source: WCAG 2.2, relative luminance
    """
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
