"""A figure of one value of very many names: a dot each, from the lowest to the highest, a few of them named."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting
from dashboard.basics.languages import _
from dashboard.figures import theme
from dashboard.figures.frame import Row, Written, end_labels, room_for, value_axis, widest, width_of
from dashboard.figures.plot import Axis, Frame, Label, Plot, Reference, Run, Series, Symbol, one_line
from dashboard.figures.theme import SERIES, Colour

TOP, BOTTOM = 12, 26
OWN, NEAR, DOT, SMALL_DOT = 15, 10, 7, 5
MANY = 120
DASHES = ((5, 3), (1, 3))  # of the lines across, in turn


def value_curve(
    rows: Sequence[Row],
    *,
    lines: Sequence[Row] = (),
    unit: str = "count",
    decimals: int = 0,
    noun: str = "places",
) -> Plot | None:
    """A dot a name from the lowest value at the left to the highest, or None without a value.

    The council's own is a diamond with its name, the names near it are squares. `noun` is what the names are, for the
    axis. Lines are values of the whole, drawn across and named at the right.

    Rows: `label`, `value`; optional `own`, `near` (True), `place` (from the highest, for the hover). Lines: `label`,
    `value`.
    """
    shown = sorted((row for row in rows if row["value"] is not None), key=lambda row: row["value"])
    if not shown:
        return None
    how = Written(unit, decimals)
    across = [line for line in lines if line["value"] is not None]
    values = [row["value"] for row in shown]
    named = [f"{line['label']} {how.short(line['value'])}" for line in across]
    counts = _("{count} {noun}, lowest to highest", count=formatting.number(len(shown)), noun=noun)
    axis = value_axis(max(values + [line["value"] for line in across]), unit=unit)
    ends = [(line["value"], (Run(f"┄ {name}"),), name) for line, name in zip(across, named, strict=True)]
    labels = (
        under(counts),
        *end_labels(ends, axis=axis, plot_height=theme.CHART_HEIGHT - TOP - BOTTOM),
        *(own_name(at, row, len(shown), how) for at, row in enumerate(shown) if row.get("own")),
    )
    right = 14 + widest(line for _end, line, _name in ends)
    wide, narrow = (
        Frame(
            theme.CHART_HEIGHT,
            (TOP, right, BOTTOM, 0),
            Axis(side_by_side(len(shown), room_for(axis), width_of(is_narrow) - right)),
            axis,
            labels,
        )
        for is_narrow in (False, True)
    )
    # those that are named or near lie over the others
    series = tuple(dots(shown, over, how) for over in sorted({marked(row) for row in shown}))
    return Plot(
        upright=True,
        categories=tuple(str(row["label"]) for row in shown),
        series=series,
        wide=wide,
        narrow=narrow,
        references=tuple(
            Reference(line["value"], -0.5, len(shown) - 0.5, dashes=DASHES[at % len(DASHES)], label=name)
            for at, (line, name) in enumerate(zip(across, named, strict=True))
        ),
        counts=counts,
        **how.numbers(series),
    )


def side_by_side(count: int, left: float, width: float) -> tuple[float, float]:
    """The ends of an axis of places that leave room for the values at its left edge and for half a diamond at its
    right."""
    each = (width - left - OWN) / max(count - 1, 1)
    return -(left + OWN / 2) / each, count - 1 + OWN / 2 / each


def under(text: str) -> Label:
    """What stands in order along the axis, in words under it."""
    return Label(
        one_line(text), 0, 0, x_is_share=True, y_is_share=True, vertical="top", shift=(0, -4), flush=True,
        size=theme.SMALL_SIZE, colour="quiet",
    )  # fmt: skip


def marked(row: Row) -> bool:
    """Whether the dot is the council's own or near it."""
    return bool(row.get("own") or row.get("near"))


def dots(rows: Sequence[Row], over: bool, how: Written) -> Series:
    """The marked dots or the others, which differ by shape, size and colour."""
    usual = SMALL_DOT if len(rows) > MANY else DOT
    looks = [look(row, usual) for row in rows]
    texts = [how.exact(row["value"]) for row in rows]
    return Series(
        "",
        "dots",
        tuple(row["value"] if marked(row) == over else None for row in rows),
        tuple(colour for _symbol, _size, colour in looks),
        texts=tuple(texts),
        hovers=tuple(
            (
                str(row["label"]),
                text,
                *([_("place {place} from the highest", place=row["place"])] if row.get("place") else []),
            )
            for row, text in zip(rows, texts, strict=True)
        ),
        symbols=tuple(symbol for symbol, _size, _colour in looks),
        sizes=tuple(size for _symbol, size, _colour in looks),
    )


def look(row: Row, usual: int) -> tuple[Symbol, int, Colour]:
    """A dot's shape, size and colour."""
    if row.get("own"):
        return "diamond", OWN, SERIES[0]
    return ("square", NEAR, "series_3") if row.get("near") else ("circle", usual, "quiet")


def own_name(at: int, row: Row, count: int, how: Written) -> Label:
    """The council's name and value over its diamond, on the side where there is room."""
    leftmost = at < count / 3
    return Label(
        one_line(Run(f"{row['label']} {how.short(row['value'])}", bold=True)),
        at,
        row["value"],
        horizontal="left" if leftmost else "right",
        vertical="bottom",
        shift=(-6 if leftmost else 6, 26),
        covers=True,
    )
