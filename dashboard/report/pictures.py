"""A card's chart as a picture for documents, drawn without a browser and in the page's own geometry.

Everything is placed in the page's pixels and scaled to the width asked for, so that a picture shows what the page
shows. The drawing library's own state is never touched: pictures may be drawn by several threads at once.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from dashboard.figures import theme
from dashboard.figures.plot import (
    BEYOND,
    Axis,
    Form,
    Frame,
    Horizontal,
    Label,
    Line,
    Plot,
    Reference,
    Run,
    Series,
    Symbol,
    Vertical,
)
from dashboard.figures.theme import Colour
from dashboard.report.fonts import FAMILY, face
from dashboard.views.pieces import Card

Format = Literal["png", "svg"]

DPI = 200
# without the time or the program, so that the same chart is the same file; pressing harder takes long for little
WRITTEN: dict[Format, dict[str, Any]] = {
    "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 3}},
    "svg": {"metadata": {"Date": None}},
}
MM_IN_INCH = 25.4
POINTS_IN_INCH = 72
LINE_HEIGHT = 1.3
SUBPIXELS = 64
MOST_MEASURED = 8192  # texts whose widths are kept
SYMBOLS: dict[Symbol, str] = {"circle": "o", "square": "s", "diamond": "D", "triangle-up": "^"}
MARKS = {"●": "o", "■": "s", "◆": "D", "▲": "^"}
STROKES = {"┄": (0, (3.2, 2.4)), "─": (0, ())}
SIGNS = re.compile(f"([{''.join((*MARKS, *STROKES))}])")
# The third and fourth colour of a stack look like the first and second in greyscale; lines across tell them apart.
HATCHES: dict[Colour, str] = {"series_3": "///", "series_4": "..."}
HATCH_WIDTH = 0.6
WIDTH = theme.NOMINAL_WIDTH + 6  # the page's estimates of how wide words are run a little short on paper

# Words in the picture stay words: found, selected and read aloud. Set here for good, since the library reads it late.
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["svg.hashsalt"] = "scrutiny"


def picture(card: Card, width_mm: float = 160, form: Format = "png", palette: theme.Palette = theme.LIGHT) -> bytes:
    """The card's chart as PNG at 200 dots an inch, or as SVG, this wide.

    Text is at least 9 points from 140 mm on. The card must have a figure.
    """
    if card.figure is None:
        raise ValueError(f'The card "{card.key}" has no chart to draw.')
    return drawn(card.figure, width_mm, form, palette)


def drawn(plot: Plot, width_mm: float, form: Format, palette: theme.Palette) -> bytes:
    """The plot as a file."""
    sheet = Sheet(plot, width_mm, palette)
    sheet.draw()
    file = io.BytesIO()
    canvas = (FigureCanvasSVG if form == "svg" else FigureCanvasAgg)(sheet.figure)
    canvas.print_figure(file, format=form, dpi=DPI, **WRITTEN[form])
    return file.getvalue()


class Sheet:
    """A figure in the making: the page's pixels, from the top left, are its coordinates."""

    def __init__(self, plot: Plot, width_mm: float, palette: theme.Palette) -> None:
        self.plot, self.frame, self.palette = plot, plot.wide, palette
        top, right, bottom, left = self.frame.margin
        self.left, self.right = float(left), float(theme.NOMINAL_WIDTH - right)
        self.top, self.bottom = float(top), self.frame.height - bottom
        # Few lying bars leave the lower part of a page's card empty; a document has no need of it.
        unused = 0 if plot.upright else self.frame.y.domain[0] * (self.bottom - self.top)
        height = self.frame.height - unused
        inches = width_mm / MM_IN_INCH
        self.scale = inches * POINTS_IN_INCH / WIDTH
        self.figure = Figure(figsize=(inches, inches * height / WIDTH), facecolor=palette["paper"])
        whole = Affine2D().scale(1 / WIDTH, -1 / height).translate(0, 1)
        self.places = whole + self.figure.transSubfigure
        self.faces = {bold: typeface(bold=bold) for bold in (False, True)}
        self.hatched = plot.stacking == "stacked" and len(plot.of("bars")) > 2

    def x(self, value: float) -> float:
        """Where a value of the horizontal axis is."""
        return along(self.frame.x, value, self.left, self.right)

    def y(self, value: float) -> float:
        """Where a value of the vertical axis is."""
        return along(self.frame.y, value, self.bottom, self.top)

    def draw(self) -> None:
        """Everything, panel by panel where there are some."""
        if not self.plot.panels:
            self.layers()
        room = (self.left, self.right), (self.bottom, self.top)
        for panel in self.plot.panels:
            self.plot, self.frame = panel, filling(panel.wide)
            self.left, self.right = part_of(room[0], panel.wide.x.domain)
            self.bottom, self.top = part_of(room[1], panel.wide.y.domain)
            self.layers()

    def layers(self) -> None:
        """A plot or a panel, from the back to the front."""
        for band in self.plot.bands:
            self.box((self.x(band.start), self.x(band.end)), (self.y(band.low), self.y(band.high)), band.colour)
        self.grid()
        reached: dict[tuple[int, bool], float] = {}
        for one in self.plot.of("bars"):
            self.bars(one, reached)
        self.zero()
        for reference in self.plot.references:
            self.reference(reference)
        draws: tuple[tuple[Form, Callable[[Series], None]], ...] = (
            ("curve", self.curve), ("strokes", self.strokes), ("line", self.line), ("dots", self.dots),
            ("rings", self.rings), ("texts", self.texts),
        )  # fmt: skip
        for form, draw in draws:
            for one in self.plot.of(form):
                draw(one)
        for label in self.frame.labels:
            self.label(label)

    def grid(self) -> None:
        """Faint lines with their values standing on them, and the categories' names."""
        small = theme.SMALL_SIZE
        if self.plot.upright:
            for value, text in self.frame.y.ticks:
                self.stroke((self.left, self.right), (self.y(value),) * 2, "grid", 1)
                self.words([(Run(text),)], self.left, self.y(value) + 1, "left", "bottom", small, "quiet")
            for value, text in self.roomy():
                lines = [(Run(part),) for part in text.split("\n")]
                self.words(lines, self.x(value), self.bottom + 2, "center", "top", small, "quiet")
            return
        for value, text in self.frame.y.ticks:
            lines = [(Run(part),) for part in text.split("\n")]
            self.words(lines, self.left, self.y(value), "left", "middle", theme.TEXT_SIZE, "ink")

    def roomy(self) -> Sequence[tuple[float, str]]:
        """The names along the bottom; where they would touch, those alone that open a year."""
        ticks = self.frame.x.ticks
        opening = [tick for tick in ticks if "\n" in tick[1]]
        if len(ticks) < 2 or not opening:
            return ticks
        slot = self.x(ticks[1][0]) - self.x(ticks[0][0])
        widest = max(self.width(Run(text.partition("\n")[0]), theme.SMALL_SIZE) for _, text in ticks)
        return ticks if slot > widest + 2 else opening

    def zero(self) -> None:
        """The line that bars stand on, or begin at."""
        xs: tuple[float, float] = (self.left, self.right)
        ys = (self.y(0),) * 2
        if not self.plot.upright:
            first, last = self.frame.y.ends
            xs, ys = (self.x(0),) * 2, (self.y(first), self.y(last))
        low, high = (self.frame.y if self.plot.upright else self.frame.x).ends
        if low <= 0 <= high:
            self.stroke(xs, ys, "quiet", 1)

    def bars(self, one: Series, reached: dict[tuple[int, bool], float]) -> None:
        """Bars from zero, from their bases, or on top of those that are there already."""
        hatch = HATCHES if self.hatched else {}
        for place, value in enumerate(one.values):
            if value is None:
                continue
            base = one.bases[place] if one.bases else 0
            if self.plot.stacking == "stacked":
                base = reached.get((place, value >= 0), 0)
                reached[place, value >= 0] = base + value
            start = place + (one.offset if one.offset is not None else -one.width / 2)
            across, along_value = (start, start + one.width), (base, base + value)
            xs, ys = (across, along_value) if self.plot.upright else (along_value, across)
            colour = one.colours[place]
            corners = (self.x(xs[0]), self.x(xs[1])), (self.y(ys[0]), self.y(ys[1]))
            self.box(*corners, colour, hatch=hatch.get(colour, ""))
            if one.written and self.plot.upright:
                ink = theme.ink_on(colour, self.palette)
                foot = self.y(min(base, base + value)) - 3
                self.words([one.written[place]], self.x(place), foot, "center", "bottom", theme.TEXT_SIZE, ink)
            self.interval(one, place, value)

    def interval(self, one: Series, place: int, value: float) -> None:
        """A bar's interval: in ink beyond its end, in the paper's colour on it."""
        halves: tuple[tuple[Sequence[float | None], Colour], ...] = ((one.high, "ink"), (one.low, "paper"))
        for ends, colour in halves:
            end = ends[place] if ends else None
            if end is not None and end != value:
                self.stroke((self.x(value), self.x(end)), (self.y(place),) * 2, colour, 1.5)

    def line(self, one: Series) -> None:
        """A line with a mark on each value; gaps break it."""
        colour = one.colours[0]
        places = [self.x(place) for place in range(len(one.values))]
        values = [float("nan") if value is None else self.y(value) for value in one.values]
        self.stroke(places, values, colour, 2.25, join=True)
        for place, value in enumerate(one.values):
            if value is not None:
                fill = "paper" if one.hollow[place] else colour
                self.mark(self.x(place), self.y(value), one.symbols[place], one.sizes[place], fill, colour, 1.75)

    def curve(self, one: Series) -> None:
        """A thin line without marks."""
        values = [float("nan") if value is None else self.y(value) for value in one.values]
        dashes = (0, tuple(float(pixels) for pixels in one.dashes)) if one.dashes else None
        self.stroke([self.x(place) for place in one.places], values, one.colours[0], 1, dashes=dashes)

    def strokes(self, one: Series) -> None:
        """A level stroke for each longer period."""
        for start, end, value in one.spans:
            self.stroke((self.x(start), self.x(end)), (self.y(value),) * 2, one.colours[0], 5)

    def rings(self, one: Series) -> None:
        """Rings around values that stand out."""
        for place, value in enumerate(one.values):
            if value is not None:
                at = self.x(place), self.y(value)
                self.mark(*at, one.symbols[place], one.sizes[place], None, one.colours[place], 2.5)

    def dots(self, one: Series) -> None:
        """Dots at the end of thin stems; very many, side by side, alone."""
        for place, value in enumerate(one.values):
            if value is None:
                continue
            at = self.x(one.places[place]), self.y(value)
            if not self.plot.upright:
                at = self.x(value), self.y(place)
            if not self.plot.upright:
                self.stroke((self.x(0), at[0]), (at[1],) * 2, "rule", 1)
            colour = one.colours[place]
            self.mark(*at, one.symbols[place], one.sizes[place], colour, theme.edge_of(colour, self.palette), 1)

    def texts(self, one: Series) -> None:
        """Values written over bars, or in a column at their right."""
        for place, (value, runs) in enumerate(zip(one.values, one.written, strict=True)):
            if value is None or not runs:
                continue
            if self.plot.upright:
                at = self.x(place), self.y(value) - 3
                self.words([runs], *at, "center", "bottom", theme.SMALL_SIZE, "ink")
            else:
                at = self.x(value) + 2, self.y(place)
                self.words([runs], *at, "left", "middle", theme.TEXT_SIZE, "ink")

    def reference(self, line: Reference) -> None:
        """A target, a deadline or a mean."""
        level = self.y(line.value) if line.across else self.x(line.value)
        place = self.x if line.across else self.y
        whole = self.bottom, self.bottom - BEYOND * (self.bottom - self.top)
        ends = whole if line.whole else (place(line.start), place(line.end))
        xs, ys = (ends, (level, level)) if line.across else ((level, level), ends)
        width = 1.25 if line.dashed else 1
        self.stroke(xs, ys, line.colour, width, dashes=(0, (3.2, 2.4)) if line.dashed else None)

    def label(self, label: Label) -> None:
        """Words at their place."""
        x = self.left + label.x * (self.right - self.left) if label.x_is_share else self.x(label.x)
        y = self.bottom - label.y * (self.bottom - self.top) if label.y_is_share else self.y(label.y)
        right, up = label.shift
        self.words(label.lines, x + right, y - up, label.horizontal, label.vertical, label.size, label.colour)

    def words(
        self,
        lines: Sequence[Line],
        x: float,
        y: float,
        horizontal: Horizontal,
        vertical: Vertical,
        size: float,
        ink: Colour,
    ) -> None:
        """Lines of text, of several weights and colours where need be, anchored at a point."""
        height = size * LINE_HEIGHT
        first = {"top": y, "middle": y - height * len(lines) / 2, "bottom": y - height * len(lines)}[vertical]
        for number, line in enumerate(lines):
            pieces = [piece for run in line for piece in parted(run)]
            widths = [self.width(piece, size) for piece in pieces]
            at = x - {"left": 0, "center": 0.5, "right": 1}[horizontal] * sum(widths)
            base = first + height * (number + 0.5) + size * 0.33
            for piece, width in zip(pieces, widths, strict=True):
                self.piece(piece, at, base, size, ink)
                at += width

    def piece(self, run: Run, x: float, base: float, size: float, ink: Colour) -> None:
        """A piece of a line from the left: a mark that stands for a series, or text."""
        middle, colour = base - size * 0.33, run.colour or ink
        if run.text in MARKS:
            at = x + size * 0.33
            if self.hatched and colour in HATCHES:
                half = size * 0.3
                self.box((at - half, at + half), (middle - half, middle + half), colour, hatch=HATCHES[colour] * 2)
            else:
                edge = theme.edge_of(colour, self.palette)
                edge = colour if edge == theme.PAPER else edge
                self.marker(at, middle, MARKS[run.text], size * 0.55, colour, edge, 0.5)
        elif run.text in STROKES:
            self.stroke((x, x + size * 0.8), (middle, middle), colour, 1.25, dashes=STROKES[run.text])
        else:
            self.add(
                Text(
                    x, base, run.text, color=self.palette[colour], fontproperties=self.faces[run.bold],
                    fontsize=size * self.scale, parse_math=False,
                )
            )  # fmt: skip

    def width(self, run: Run, size: float) -> float:
        """How wide a piece is."""
        if run.text in MARKS:
            return size * 0.72
        if run.text in STROKES:
            return size * 0.9
        file, points = findfont(self.faces[run.bold]), size * self.scale
        # Between two letters, since spaces at an end have no width of their own.
        return (dots(f"x{run.text}x", file, points) - dots("xx", file, points)) * POINTS_IN_INCH / DPI / self.scale

    def box(self, xs: tuple[float, float], ys: tuple[float, float], colour: Colour, *, hatch: str = "") -> None:
        """A filled box with a thin edge."""
        edge: Colour = "paper" if hatch else theme.edge_of(colour, self.palette)  # which hatching takes its colour from
        corner, size = (min(xs), min(ys)), (abs(xs[1] - xs[0]), abs(ys[1] - ys[0]))
        box = Rectangle(
            corner, *size, facecolor=self.palette[colour], edgecolor=self.palette[edge], linewidth=self.scale
        )
        if hatch:
            box.set_hatch(hatch)
            box.set_hatch_linewidth(HATCH_WIDTH)
        self.add(box)

    def stroke(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: Colour,
        width: float,
        *,
        dashes: tuple[int, tuple[float, ...]] | None = None,
        join: bool = False,
    ) -> None:
        """A line through points."""
        line = Line2D(xs, ys, color=self.palette[colour], linewidth=width * self.scale, dash_capstyle="butt")
        line.set_solid_capstyle("round" if join else "butt")
        if dashes and dashes[1]:
            line.set_linestyle(dashes)
        self.add(line)

    def add(self, artist: Artist) -> None:
        """Lays an artist over what is there already."""
        artist.set_zorder(1)  # of equal rank, so that the order of drawing is the order of lying
        artist.set_transform(self.places)
        self.figure.add_artist(artist)

    def mark(
        self, x: float, y: float, symbol: Symbol, size: float, fill: Colour | None, edge: Colour, width: float
    ) -> None:
        """A mark of one of the page's shapes."""
        self.marker(x, y, SYMBOLS[symbol], size, fill, edge, width)

    def marker(
        self, x: float, y: float, shape: str, size: float, fill: Colour | None, edge: Colour, width: float
    ) -> None:
        """A mark of one of the library's shapes."""
        across = size * (0.8 if shape == "D" else 1) * self.scale
        self.add(
            Line2D(
                [x], [y], linestyle="none", marker=shape, markersize=across,
                markerfacecolor=self.palette[fill] if fill else "none", markeredgecolor=self.palette[edge],
                markeredgewidth=width * self.scale,
            )
        )  # fmt: skip


@functools.lru_cache(maxsize=MOST_MEASURED)
def dots(text: str, file: str, points: float) -> float:
    """How wide a text is in a typeface of this size; kept, since charts say the same quarters and values again."""
    font = get_font(file)
    font.set_size(points, DPI)
    font.set_text(text)
    return float(font.get_width_height()[0]) / SUBPIXELS


def typeface(*, bold: bool) -> FontProperties:
    """The house's typeface, or the library's own where it cannot be had."""
    file, weight = face(bold=bold), "bold" if bold else "normal"
    if file is None:
        return FontProperties(family="DejaVu Sans", weight=weight)
    return FontProperties(family=[FAMILY, "Arial", "sans-serif"], weight=weight, fname=file)


def along(axis: Axis, value: float, start: float, end: float) -> float:
    """Where a value of an axis is between two ends, of which the axis takes its share."""
    low, high = axis.ends
    share = axis.domain[0] + (value - low) / (high - low) * (axis.domain[1] - axis.domain[0])
    return start + share * (end - start)


def filling(frame: Frame) -> Frame:
    """The frame of a panel in a room of its own."""
    return replace(frame, x=replace(frame.x, domain=(0, 1)), y=replace(frame.y, domain=(0, 1)))


def part_of(room: tuple[float, float], shares: tuple[float, float]) -> tuple[float, float]:
    """These shares of a room between two ends."""
    start, end = room
    return start + shares[0] * (end - start), start + shares[1] * (end - start)


def parted(run: Run) -> list[Run]:
    """A run with each mark and stroke in it as a piece of its own, which alone has the run's colour."""
    pieces = [piece for piece in SIGNS.split(run.text) if piece]
    if pieces == [run.text]:
        return [run]
    return [Run(one, run.bold, run.colour if one in MARKS or one in STROKES else None) for one in pieces]
