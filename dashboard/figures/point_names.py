"""Names beside points of a plot, where they cover neither each other nor, if it can be, another point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.frame import text_width
from dashboard.figures.plot import Axis, Horizontal, Label, Run, one_line

NAME_HEIGHT = 17
GAP = 3  # between a point and its name
MOST_NAMED = 8
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
    """A plot's axes and its pixels, of which those above it are free too."""

    x: Axis
    y: Axis
    width: float
    height: float
    above: float = 0

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

    shift: tuple[float, float]
    horizontal: Horizontal
    box: Box


def point_names(points: Sequence[Point], room: Room) -> list[Label]:
    """The names of the points that are to have one, the first of them first, as far as there is room."""
    boxes = [box_around(room.place(point), point.size) for point in points]
    places = [place for place, point in enumerate(points) if point.named][:MOST_NAMED]
    taken: list[Box] = []
    found = []
    for place in places:
        point = points[place]
        named = [boxes[other] for other in places if other != place]
        others = [box for other, box in enumerate(boxes) if other != place]
        free = [spot for spot in spots(point, room) if clear(spot.box, [*taken, *named])]
        if not free:
            continue
        best = next((spot for spot in free if clear(spot.box, others)), free[0])
        taken.append(best.box)
        words = one_line(Run(point.name, bold=point.strong))
        found.append(
            Label(words, point.x, point.y, horizontal=best.horizontal, shift=best.shift, size=theme.SMALL_SIZE)
        )
    return found


def spots(point: Point, room: Room) -> list[Spot]:
    """Beside the point on its right and on its left, then just over and just under it, beginning or ending at its
    edge: never so far away that another point would be nearer."""
    x, y = room.place(point)
    half, width = point.size / 2, text_width(point.name)
    found: list[Spot] = []
    for down, edge in ((0.0, half + GAP), (-half - NAME_HEIGHT / 2, -half), (half + NAME_HEIGHT / 2, -half)):
        top, bottom = y + down - NAME_HEIGHT / 2, y + down + NAME_HEIGHT / 2
        found.append(Spot((edge, -down), "left", (x + edge, top, x + edge + width, bottom)))
        found.append(Spot((-edge, -down), "right", (x - edge - width, top, x - edge, bottom)))
    return [spot for spot in found if room.holds(spot.box)]


def box_around(place: tuple[float, float], size: float) -> Box:
    """The box of a point."""
    x, y = place
    return x - size / 2, y - size / 2, x + size / 2, y + size / 2


def clear(box: Box, others: Iterable[Box]) -> bool:
    """Whether a box covers none of the others."""
    left, top, right, bottom = box
    return all(right <= a or c <= left or bottom <= b or d <= top for a, b, c, d in others)
