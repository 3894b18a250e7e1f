"""What is read at the right of lines: marks, names and last values, with the frame that has room for them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.frame import LABEL_GAP, end_labels, text_width, width_of
from dashboard.figures.plot import Axis, Frame, Label, Line, Run
from dashboard.figures.theme import Colour

TOP, BOTTOM = 12, 44
NARROW_RIGHT = 66
LEAST_RIGHT, MOST_RIGHT = 72, 250
KEY_LINE = 19
# gives the axis along the bottom for a right margin
TimeAxis = Callable[..., Axis]


@dataclass(frozen=True)
class Name:
    """What is read at a line's end: its mark, its name and its last value; a target's is its name alone."""

    value: float
    name: str
    shown: str = ""
    mark: str = ""
    colour: Colour = theme.INK

    @property
    def head(self) -> Line:
        """The name behind its mark."""
        return (Run(self.mark, colour=self.colour), Run(f" {self.name}")) if self.mark else (Run(self.name),)

    @property
    def wide(self) -> Line:
        """All of it in one line."""
        if not self.shown:
            return self.head
        mark, _ = self.head
        return (mark, Run(f" {self.name} "), Run(self.shown, bold=True))

    @property
    def narrow(self) -> Line:
        """The mark and the value alone; the name stands in a key."""
        if not self.shown:
            return (Run(self.name.replace("Target ", "")),)
        return (self.head[0], Run(" "), Run(self.shown, bold=True))


def labelled(names: Sequence[Name], time_axis: TimeAxis, axis: Axis) -> tuple[Frame, Frame]:
    """The frame with its end labels in one line each, and the narrow one, where names stand in a key above."""
    longest = max((text_width(measured(name), theme.TEXT_SIZE) for name in names), default=0)
    right = min(max(longest + 16, LEAST_RIGHT), MOST_RIGHT)
    ends = [(name.value, name.wide, name.name) for name in names]
    labels = end_labels(ends, axis=axis, plot_height=theme.CHART_HEIGHT - TOP - BOTTOM)
    wide = Frame(theme.CHART_HEIGHT, (TOP, right, BOTTOM, 0), time_axis(right=right), axis, labels)
    return wide, narrow_frame(names, time_axis(right=NARROW_RIGHT, narrow=True), axis)


def measured(name: Name) -> str:
    """A label about as long as it is drawn."""
    return f"■ {name.name}{name.shown}" if name.mark else name.name


def narrow_frame(names: Sequence[Name], x: Axis, y: Axis) -> Frame:
    """The frame for a phone: the names as a key in two columns above, marks and values alone at the ends."""
    keyed = [name.head for name in names if name.shown]
    top = TOP + KEY_LINE * math.ceil(len(keyed) / 2)
    second = width_of(narrow=True) / 2 / (width_of(narrow=True) - NARROW_RIGHT)
    key = [
        Label(
            (head,), second if place % 2 else 0, 1, x_is_share=True, y_is_share=True, vertical="top",
            shift=(0, top - KEY_LINE * (place // 2)), size=theme.SMALL_SIZE,
        )
        for place, head in enumerate(keyed)
    ]  # fmt: skip
    height = theme.CHART_HEIGHT - top - BOTTOM
    ends = [(name.value, name.narrow, name.name) for name in names]
    placed = end_labels(ends, axis=y, plot_height=height, gap=LABEL_GAP - 1, size=theme.SMALL_SIZE)
    return Frame(theme.CHART_HEIGHT, (top, NARROW_RIGHT, BOTTOM, 0), x, y, (*key, *placed))
