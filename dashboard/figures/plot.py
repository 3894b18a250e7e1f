"""What a chart draws, in words that no drawing library owns.

A figure function returns a `Plot`; Plotly's dictionary, the pictures in documents and the native charts of slides
are each written from it. Texts are plain, colours are named after what they are for: markup, palette and width are
the writers' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.figures import theme
from dashboard.figures.theme import Colour

Form = Literal["bars", "line", "curve", "strokes", "rings", "dots", "texts"]
Stacking = Literal["none", "stacked", "overlaid"]
Unit = Literal["percent", "gbp", "number"]
Symbol = Literal["circle", "square", "diamond", "triangle-up"]
Horizontal = Literal["left", "center", "right"]
Vertical = Literal["top", "middle", "bottom"]

SYMBOLS: tuple[Symbol, ...] = ("circle", "square", "diamond", "triangle-up")
MARKS = ("●", "■", "◆", "▲")  # the same shapes in a line of text
BEYOND = 1.06  # how far a line across the whole plot reaches, in plots


@dataclass(frozen=True)
class Run:
    """A piece of a label in one weight and colour; without a colour it is as the rest of the label."""

    text: str
    bold: bool = False
    colour: Colour | None = None


Line = tuple[Run, ...]


def words(line: Line) -> str:
    """A line as it reads."""
    return "".join(run.text for run in line)


@dataclass(frozen=True)
class Label:
    """Words at a place: `x` and `y` in the axis' own values, or as shares of the plot where so said; shifts are pixels,
    to the right and up.

    One that `covers` hides what is behind it, one that is `flush` begins exactly at its place. `of` is the name of the
    series at whose end it stands.
    """

    lines: tuple[Line, ...]
    x: float
    y: float
    x_is_share: bool = False
    y_is_share: bool = False
    horizontal: Horizontal = "left"
    vertical: Vertical = "middle"
    shift: tuple[float, float] = (0, 0)
    size: float = theme.TEXT_SIZE
    colour: Colour = "ink"
    covers: bool = False
    flush: bool = False
    of: str = ""

    @property
    def text(self) -> str:
        """The label as it reads."""
        return " ".join(words(line) for line in self.lines)


@dataclass(frozen=True)
class Series:
    """One set of marks: a value, its text and its colour for each category; None is a gap.

    `hovers` are the lines that a mark says when it is pointed at, the first one strong, and `links` the query strings
    that it leads to. `bases` is where floating bars begin, `low` and `high` the ends of intervals. `written` stands in
    the chart at each value. Of texts, `values` say where they stand and `amounts` what they tell, as exact as the
    page. Widths are shares of a category, offsets go from its middle to where the bar begins (None centres it); what
    is called narrow is for a narrow screen, where it differs.

    Strokes of periods longer than a category are `spans` (from, to, value); `hovers` and `links` are then one a span.
    `at` is where marks stand along the bottom, where that is not their categories' places; a curve, which has no marks,
    goes from one of them to the next, in `dashes` where it has some.
    """

    name: str
    form: Form
    values: tuple[float | None, ...]
    colours: tuple[Colour, ...]
    texts: tuple[str, ...] = ()
    hovers: tuple[tuple[str, ...], ...] = ()
    links: tuple[str | None, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    sizes: tuple[float, ...] = ()
    hollow: tuple[bool, ...] = ()
    width: float = 0
    offset: float | None = None
    narrow_width: float | None = None
    narrow_offset: float | None = None
    bases: tuple[float, ...] = ()
    spans: tuple[tuple[float, float, float], ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    written: tuple[Line, ...] = ()
    narrow_written: tuple[Line, ...] = ()
    amounts: tuple[float | None, ...] = ()
    at: tuple[float, ...] = ()
    dashes: tuple[int, ...] = ()

    @property
    def places(self) -> Sequence[float]:
        """Where its marks stand along the axis of categories."""
        return self.at or range(len(self.values))


@dataclass(frozen=True)
class Reference:
    """A line that values are read against, such as a target, from one place among the categories to another.

    `across` is False for a line that stands upright at a place, such as a deadline, or crosses lying bars at a value.
    One that is `whole` goes from one end of the plot a little beyond the other; start and end are then of no account.
    `dashes` are pixels drawn and left out; `depth` is what it lies over.
    """

    value: float
    start: float = 0
    end: float = 0
    across: bool = True
    whole: bool = False
    dashes: tuple[int, ...] = (4, 3)
    colour: Colour = "ink"
    depth: Literal["marks", "grid", "nothing"] = "marks"
    label: str = ""

    @property
    def dashed(self) -> bool:
        """Whether it is a target or the like, not a mean or a step."""
        return bool(self.dashes)


@dataclass(frozen=True)
class Band:
    """The range in which usual values lie. `lower` and `upper` say which of its ends are limits; at the others it
    reaches to where values end by nature."""

    low: float
    high: float
    start: float
    end: float
    lower: bool = True
    upper: bool = True
    colour: Colour = "plain_wash"


@dataclass(frozen=True)
class Axis:
    """An axis: its two ends, its ticks with their words, and which share of the room it takes. Where it is of `powers`
    its values are logarithms to the base of ten."""

    ends: tuple[float, float]
    ticks: tuple[tuple[float, str], ...] = ()
    domain: tuple[float, float] = (0, 1)
    powers: bool = False


@dataclass(frozen=True)
class Frame:
    """A plot's room at one width: height and margin (top, right, bottom, left) in pixels, axes, labels."""

    height: float
    margin: tuple[int, int, int, int]
    x: Axis
    y: Axis
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Plot:
    """A chart. `upright` says that the categories run along the bottom; else they stand below each other.

    Of quarters and half-years, `periods` are the names within their year and the years. `short` are the categories as
    an axis of many has room for them, `counts` is what the axis of categories counts. `over_time` says that they follow
    each other in time, so that a series can be heard.

    One of `panels` draws nothing itself: each of them is a plot that takes its axes' shares of this one's room.
    """

    upright: bool
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    wide: Frame
    narrow: Frame
    unit: Unit
    decimals: int
    stacking: Stacking = "none"
    references: tuple[Reference, ...] = ()
    bands: tuple[Band, ...] = ()
    periods: tuple[tuple[str, str], ...] = ()
    short: tuple[str, ...] = ()
    counts: str = ""
    over_time: bool = False
    panels: tuple[Plot, ...] = ()

    @property
    def starts_at(self) -> str:
        """Where the axis of values begins, where that is above zero; else nothing."""
        lowest, text = self.wide.y.ticks[0] if self.upright and self.wide.y.ticks else (0, "")
        return text if lowest > 0 and not self.wide.y.powers else ""

    def wears(self, mark: str) -> bool:
        """Whether anything written in the plot, or in one of its panels, ends with this mark."""
        plots = (self, *self.panels)
        lines = [line for one in plots for label in one.wide.labels for line in label.lines]
        lines += [line for one in plots for series in one.series for line in series.written]
        return any(line and line[-1].text.endswith(mark) for line in lines)

    def of(self, *forms: Form) -> list[Series]:
        """The series of these forms."""
        return [one for one in self.series if one.form in forms]

    @property
    def differs_narrow(self) -> bool:
        """Whether marks of it, or of its panels, are drawn otherwise on a narrow screen."""
        every = (series for one in (self, *self.panels) for series in one.series)
        return any(one.narrow_written or one.narrow_width is not None or one.narrow_offset is not None for one in every)

    def frame(self, *, narrow: bool) -> Frame:
        """Its room on a narrow screen or a wide one."""
        return self.narrow if narrow else self.wide


def one_line(*runs: Run | str) -> tuple[Line, ...]:
    """A label's only line."""
    return (tuple(Run(run) if isinstance(run, str) else run for run in runs),)
