"""A figure of shares of unequal size: how many cases across, the share up, and between curves what chance allows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.basics import formatting
from dashboard.basics.languages import N_, _
from dashboard.figures import theme
from dashboard.figures.frame import Row, Written, axis_text, end_labels, room_for, widest, width_of
from dashboard.figures.plot import Axis, Frame, Label, Line, Plot, Reference, Run, Series, Symbol, one_line
from dashboard.figures.point_names import Point, Room, point_names
from dashboard.figures.theme import SERIES, Colour

TOP, NARROW_TOP, BOTTOM, EDGE = 20, 38, 44, 10  # narrow, names of two lines stand over points at the top
STEPS = (1, 2, 5, 10, 20, 25)  # between the lines of an axis of percentages
MOST_STEPS = 5
FINE_DECADES = 2.7  # from how many powers of ten on there is room for these alone
# of points by how far out they are: shape, size
LOOKS: dict[str, tuple[Symbol, int]] = {
    "clearly": ("diamond", 14),
    "may": ("square", 11),
    "usual": ("circle", 9),
    "few": ("circle", 7),
}
OUTSIDE = ("clearly", "may")
SIDES = (N_("{curve} lower limit"), N_("{curve} upper limit"))
DASHES: tuple[tuple[int, ...], ...] = ((1, 3), ())  # of the limits, from the inner ones on


@dataclass(frozen=True)
class Curve:
    """The limits of chance: for parts of each size the lowest and the highest share that are inside."""

    name: str
    sizes: Sequence[int]
    ends: Sequence[tuple[float, float]]


def funnel(
    rows: Sequence[Row],
    *,
    whole: float,
    whole_label: str = "",
    curves: Sequence[Curve] = (),
    target: float | None = None,
    counts: str = N_("Cases"),
    decimals: int = 1,
) -> Plot | None:
    """A dot a name at its number of cases and its share, on the limits around the whole's, or None without a value.

    Those outside the limits are named as far as there is room, the first of the rows first. `counts` is what the axis
    along the bottom counts; its steps are powers of ten.

    Rows: `label`, `value`, `of`, `look` (clearly or may, of those outside the limits; usual; few); optional `alarm`
    (True on the side to look at), `cases`, `told` (what is said of it, for the hover), `link`.
    """
    shown = [row for row in rows if row["value"] is not None and row["of"]]
    if not shown:
        return None
    how = Written("percent", decimals)
    lines = [(whole, f"{whole_label or _('Council')} {how.short(whole)}")]
    lines += [(target, how.target(target))] if target is not None else []
    y = share_axis([row["value"] for row in shown] + [value for value, _rest in lines])
    least, most = decades(shown)
    drawn = [side for place, curve in enumerate(curves) for side in sides(curve, DASHES[place % 2], least, y)]
    ends: list[tuple[float, Line, str]] = [(value, (Run(name),), name) for value, name in lines]
    ends += [
        (end, (Run(_("{curve} limits", curve=curve.name)),), name)
        for curve in curves
        for end, name in last_in(curve, y)
    ]
    frames = [
        framed(shown, ends, y, (least, most), counts, tuple(value for value, _rest in lines), narrow=narrow)
        for narrow in (False, True)
    ]
    series = (*drawn, dots(shown, how))
    strokes: tuple[tuple[int, ...], ...] = ((), (4, 3))
    return Plot(
        upright=True,
        categories=tuple(str(row["label"]) for row in shown),
        series=series,
        wide=frames[0],
        narrow=frames[1],
        references=tuple(
            Reference(value, least, most, dashes=dashes, label=name)
            for (value, name), dashes in zip(lines, strokes, strict=False)
        ),
        counts=counts,
        unit="percent",
        decimals=decimals,
    )


def share_axis(values: Sequence[float]) -> Axis:
    """Percentages from a round one below the lowest to one above the highest, with room for a dot on top."""
    low, high = min(values), max(values)
    step = next((step for step in STEPS if (high - low) / step <= MOST_STEPS - 1), STEPS[-1])
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [step * place for place in range(first, max(last, first + 1) + 1)]
    return Axis(
        (ticks[0], ticks[-1] + (ticks[-1] - ticks[0]) * 0.04), tuple((t, axis_text(t, "percent", 0)) for t in ticks)
    )


def decades(rows: Sequence[Row]) -> tuple[float, float]:
    """The ends of the axis of cases: the power of ten below the fewest, and the most."""
    sizes = [row["of"] for row in rows]
    least = math.floor(math.log10(min(sizes)))
    return least, max(math.log10(max(sizes)), least + 0.5)


def last_in(curve: Curve, y: Axis) -> list[tuple[float, str]]:
    """Where the limits are told at the right: at the lower one's end or, where that is below the plot, the upper's."""
    ends = zip(curve.ends[-1], SIDES, strict=True)
    return [(end, _(side, curve=curve.name)) for end, side in ends if y.ends[0] <= end <= y.ends[1]][:1]


def sides(curve: Curve, dashes: tuple[int, ...], least: float, y: Axis) -> list[Series]:
    """The lower and the upper limit, as far as they lie in the plot."""
    known = [place for place, size in enumerate(curve.sizes) if math.log10(size) >= least]
    at = tuple(math.log10(curve.sizes[place]) for place in known)
    found = [
        Series(
            _(side, curve=curve.name), "curve",
            tuple(end if y.ends[0] <= (end := curve.ends[place][which]) <= y.ends[1] else None for place in known),
            ("quiet",), at=at, dashes=dashes,
        )
        for which, side in enumerate(SIDES)
    ]  # fmt: skip
    return [one for one in found if any(value is not None for value in one.values)]


def dots(rows: Sequence[Row], how: Written) -> Series:
    """The points, which differ by shape, size and colour."""
    texts = [how.cases(row) for row in rows]
    return Series(
        "",
        "dots",
        tuple(row["value"] for row in rows),
        tuple(colour_of(row) for row in rows),
        texts=tuple(texts),
        hovers=tuple(
            (str(row["label"]), text, *([str(row["told"])] if row.get("told") else []), *leads(row))
            for row, text in zip(rows, texts, strict=True)
        ),
        links=tuple(row.get("link") for row in rows),
        symbols=tuple(LOOKS[row["look"]][0] for row in rows),
        sizes=tuple(LOOKS[row["look"]][1] for row in rows),
        at=tuple(math.log10(row["of"]) for row in rows),
    )


def point_of(row: Row) -> Point:
    """The point, to be named where it is outside the limits."""
    look, outside = row["look"], row["look"] in OUTSIDE
    size = LOOKS[look][1]
    return Point(str(row["label"]), math.log10(row["of"]), row["value"], size, outside, strong=look == "clearly")


def leads(row: Row) -> list[str]:
    """That a point leads somewhere."""
    return [_("Select to look closer")] if row.get("link") else []


def colour_of(row: Row) -> Colour:
    """Orange to look at, strong where it is good, pale where nothing can be said."""
    if row["look"] in OUTSIDE:
        return "late" if row.get("alarm") else SERIES[0]
    return "tint" if row["look"] == "few" else "quiet"


def framed(
    rows: Sequence[Row],
    ends: Sequence[tuple[float, Line, str]],
    y: Axis,
    sizes: tuple[float, float],
    counts: str,
    levels: tuple[float, ...],
    *,
    narrow: bool,
) -> Frame:
    """The frame with the names of lines at the right, and those of points outside the limits beside them."""
    size = theme.SMALL_SIZE if narrow else theme.TEXT_SIZE
    right, top = 12 + widest(line for _end, line, _name in ends), NARROW_TOP if narrow else TOP
    height = theme.CHART_HEIGHT - top - BOTTOM
    width = width_of(narrow) - right
    x = case_axis(sizes, room_for(y), width, narrow=narrow)
    scale = one_line(_("{counts} (log scale)", counts=counts))
    labels = (
        Label(scale, 0, 0, x_is_share=True, y_is_share=True, vertical="top",
              shift=(0, -22), flush=True, size=theme.SMALL_SIZE, colour="quiet"),
        *end_labels(ends, axis=y, plot_height=height, size=size),
        *point_names([point_of(row) for row in rows], Room(x, y, width, height, top, levels)),
    )  # fmt: skip
    return Frame(theme.CHART_HEIGHT, (top, right, BOTTOM, 0), x, y, labels)


def case_axis(sizes: tuple[float, float], left: float, width: float, *, narrow: bool) -> Axis:
    """The axis of cases with room for the percentages at its left edge and for half a dot at its right."""
    least, most = sizes
    decade = (width - left - EDGE) / (most - least)
    fine = not narrow and most - least <= FINE_DECADES
    ticks = [
        (math.log10(count), formatting.number(count))
        for power in range(int(least), math.floor(most) + 1)
        for count in ((step * 10**power for step in (1, 2, 5)) if fine else [10**power])
        if math.log10(count) <= most + 1e-9
    ]
    return Axis((least - left / decade, most + EDGE / decade), tuple(ticks), powers=True)
