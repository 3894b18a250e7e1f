"""Names beside points of a plot, where they cover neither each other nor, if it can be, another point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.frame import text_width, wrapped
from dashboard.figures.plot import Axis, Horizontal, Label, Run

NAME_HEIGHT = 17
GAP = 3  # between a point and its name
MOST_NAMED = 12
WRAP = 12  # letters from which on a name may stand in two lines
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Point:
    """A point at values of both axes with its size in pixels; one that is to be `named` may be `strong`."""

    name: str
    x: float
    y: float
    size: float
    named: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Room:
    """A plot's axes and its pixels, of which those above it are free too; `levels` are the lines across it."""

    x: Axis
    y: Axis
    width: float
    height: float
    above: float = 0
    levels: tuple[float, ...] = ()

    @property
    def written(self) -> list[Box]:
        """Where no name may stand: on the axis' values, which stand on their lines at the left, and on lines across."""
        low, high = self.y.ends
        down = {value: (high - value) / (high - low) * self.height for value in (*self.levels, *dict(self.y.ticks))}
        ticks = [(0.0, down[value] - NAME_HEIGHT, float(text_width(text)), down[value]) for value, text in self.y.ticks]
        return [*ticks, *((0.0, down[value] - 1, self.width, down[value] + 1) for value in self.levels)]

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is, in pixels from the top left."""
        (left, right), (low, high) = self.x.ends, self.y.ends
        return (point.x - left) / (right - left) * self.width, (high - point.y) / (high - low) * self.height

    def holds(self, box: Box) -> bool:
        """Whether a box lies in it."""
        left, top, right, bottom = box
        return left >= 0 and right <= self.width and top >= -self.above and bottom <= self.height


@dataclass(frozen=True)
class Spot:
    """Where a name may stand: how far from its point's middle, which way it reads, and the box that it takes."""

    lines: tuple[str, ...]
    shift: tuple[float, float]
    horizontal: Horizontal
    box: Box


def point_names(points: Sequence[Point], room: Room) -> list[Label]:
    """The names of the points that are to have one, the first of them first, as far as there is room: in one line or,
    where that has none, in two."""
    boxes = [box_around(room.place(point), point.size) for point in points]
    taken = [*boxes, *room.written]
    found = []
    for place in [place for place, point in enumerate(points) if point.named][:MOST_NAMED]:
        point = points[place]
        others = [box for box in taken if box is not boxes[place]]
        names = dict.fromkeys((point.name, wrapped(point.name, WRAP)))
        free = (spot for name in names for spot in spots(point, name, room) if clear(spot.box, others))
        if best := next(free, None):
            taken.append(best.box)
            lines = tuple((Run(line, bold=point.strong),) for line in best.lines)
            found.append(
                Label(lines, point.x, point.y, horizontal=best.horizontal, shift=best.shift, size=theme.SMALL_SIZE)
            )
    return found


def spots(point: Point, name: str, room: Room) -> list[Spot]:
    """Beside the point on its right and on its left, then just over and just under it, beginning or ending at its
    edge: never so far away that another point would be nearer."""
    x, y = room.place(point)
    lines = tuple(name.split("\n"))
    half, width, height = point.size / 2, max(map(text_width, lines)), NAME_HEIGHT * len(lines)
    away = half + height / 2
    found: list[Spot] = []
    for down, edge in ((0.0, half + GAP), (-away, -half), (away, -half)):
        top, bottom = y + down - height / 2, y + down + height / 2
        found.append(Spot(lines, (edge, -down), "left", (x + edge, top, x + edge + width, bottom)))
        found.append(Spot(lines, (-edge, -down), "right", (x - edge - width, top, x - edge, bottom)))
    return [spot for spot in found if room.holds(spot.box)]


def box_around(place: tuple[float, float], size: float) -> Box:
    """The box of a point."""
    x, y = place
    return x - size / 2, y - size / 2, x + size / 2, y + size / 2


def clear(box: Box, others: Iterable[Box]) -> bool:
    """Whether a box covers none of the others."""
    left, top, right, bottom = box
    return all(right <= a or c <= left or bottom <= b or d <= top for a, b, c, d in others)
