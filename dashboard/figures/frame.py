"""What every figure shares: the layout, the axes, the labels that must not overlap.

A figure is a plain dictionary in Plotly's schema and carries its whole layout: nothing is left for
Plotly to measure (no automatic margins or ticks), and nothing comes from a template. What differs in a
narrow container stands in `layout.meta.narrow`, a patch that assets/scripts/fit.js applies.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.quarters import MONTHS_IN, Period, span
from dashboard.figures import theme

Figure = dict[str, Any]
Row = Mapping[str, Any]

SYMBOLS = ("circle", "square", "diamond", "triangle-up")
MARKS = ("●", "■", "◆", "▲")
MOST_SERIES = 4
LABEL_GAP = 18
MOST_STEPS = 5
LEFT_ROOM = 34
EDGE = -3  # undoes Plotly's own gap, so that labels begin at the card's left edge
SPARSE_QUARTERS = 24


def font(palette: theme.Palette, *, size: int = theme.SMALL_SIZE, colour: str | None = None) -> dict[str, Any]:
    """A font in Plotly's words."""
    return {"family": theme.FONT, "size": size, "color": colour or palette.ink}


def layout(
    palette: theme.Palette,
    *,
    xaxis: dict[str, Any],
    yaxis: dict[str, Any],
    margin: tuple[int, int, int, int],
    annotations: Sequence[dict[str, Any]] = (),
    shapes: Sequence[dict[str, Any]] = (),
    narrow: dict[str, Any] | None = None,
    height: int = theme.CHART_HEIGHT,
    **more: Any,
) -> dict[str, Any]:
    """A whole layout; `margin` is top, right, bottom, left."""
    top, right, bottom, left = margin
    return {
        "height": height,
        "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0, "autoexpand": False},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": font(palette),
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.ink,
            "font": font(palette, size=theme.TEXT_SIZE),
            "align": "left",
        },
        "xaxis": {**plain_axis(palette), **xaxis},
        "yaxis": {**plain_axis(palette), **yaxis},
        "annotations": list(annotations),
        "shapes": list(shapes),
        "meta": {"narrow": narrow or {}},
        **more,
    }


def plain_axis(palette: theme.Palette) -> dict[str, Any]:
    """An axis that shows only what it is told to."""
    return {
        "type": "linear",
        "automargin": False,
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "showline": False,
        "ticks": "",
        "tickmode": "array",
        "tickangle": 0,
        "tickfont": font(palette, colour=palette.quiet),
        "title": {"text": ""},
    }


def value_axis(
    palette: theme.Palette, top: float, *, unit: str, bottom: float = 0, whole: bool = True
) -> dict[str, Any]:
    """A vertical axis of four or five faint lines, each with its value standing on it at the card's left edge.

    An axis of percentages runs to 100 unless `whole` is False.
    """
    ticks = (
        nice_ticks(bottom, top) if unit != "percent" or top > 100 or bottom < 0 or not whole else [0, 25, 50, 75, 100]
    )
    step = ticks[1] - ticks[0]
    decimals = 0 if step >= 1 else 1
    reach = ticks[-1] - ticks[0]
    return {
        "range": [ticks[0], ticks[-1] + reach * 0.04],
        "tickvals": ticks,
        "ticktext": [axis_text(tick, unit, decimals) for tick in ticks],
        "ticklabelposition": "inside top",
        "ticklabelstandoff": EDGE,
        "ticklabeloverflow": "allow",
        "showgrid": True,
        "gridcolor": palette.grid,
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": palette.quiet,
        "zerolinewidth": 1,
    }


def axis_text(tick: float, unit: str, decimals: int) -> str:
    """A value as it stands on an axis, where two neighbours must not read the same."""
    return formatting.pounds_short(tick, 2) if unit == "gbp" else formatting.in_unit(tick, unit, decimals)


def nice_ticks(bottom: float, top: float) -> list[float]:
    """Four or five round values from zero (or below the lowest) to at least the highest."""
    bottom = min(bottom, 0)
    reach = max(top - bottom, 4)
    power = 10 ** math.floor(math.log10(reach / MOST_STEPS))
    # 2.5 only where it is whole: 2.5 cases are no cases.
    factors = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    step = next(power * factor for factor in factors if reach / (power * factor) <= MOST_STEPS + 1e-9)
    step = max(step, 1)
    first = math.floor(bottom / step)
    last = math.ceil(top / step - 1e-9)
    return [tick * step for tick in range(first, max(last, first + 1) + 1)]


def periods_of(rows: Iterable[Row]) -> list[Period]:
    """Every quarter from the first to the last that the rows name, so that a missing one is a gap.

    Where they name half-years or years too, these are spanned by quarters; where nothing finer, by their own kind.
    """
    found = [as_period(row["quarter"]) for row in rows]
    if not found:
        return []
    finest = min((period.kind for period in found), key=lambda kind: MONTHS_IN[kind])
    first, last = min(period.first_day for period in found), max(period.last_day for period in found)
    return span(Period.holding(first, finest), Period.holding(last, finest))


def as_period(value: Period | str) -> Period:
    """The period, given itself or its id."""
    return value if isinstance(value, Period) else Period.parse(value)


def quarter_axis(
    quarters: Sequence[Period], *, right: int, left: int = LEFT_ROOM
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two-line quarter axis and its narrow form: quarters, with the year once, under its first quarter shown.

    `right` is the right margin, `left` the room before the first mark, where the values stand.
    """
    years = bool(quarters) and quarters[0].kind == "year"
    wide = quarter_ticks(quarters, sparse=years or len(quarters) > SPARSE_QUARTERS, years_every=1)
    years_every = 1 + (len(quarters) * (4 if years else 1)) // 17
    narrow = quarter_ticks(quarters, sparse=years or len(quarters) > 8, years_every=years_every)
    return (
        {**wide, "range": padded(len(quarters), theme.NOMINAL_WIDTH - right, left)},
        {**narrow, "range": padded(len(quarters), theme.NARROW_WIDTH - right, left)},
    )


def quarter_ticks(quarters: Sequence[Period], *, sparse: bool, years_every: int) -> dict[str, Any]:
    """The axis' ticks; sparse ones stand at the first quarter of a year alone and say the year alone."""
    vals, text = [], []
    for position, quarter in enumerate(quarters):
        opens_year = quarter.number == 1
        # A first year that is cut off is named too, unless the next year's name would run into it.
        cut_off = position == 0 and not opens_year and (quarter + 1).number != 1
        if sparse and (not opens_year or (quarter.year_start - quarters[0].year_start) % years_every):
            continue
        vals.append(position)
        if sparse:
            text.append(quarter.year_label)
        else:
            name = quarter.label.split()[0]
            text.append(name + (f"<br>{quarter.year_label}" if opens_year or cut_off else ""))
    return {"tickvals": vals, "ticktext": text}


def padded(count: int, width: float, left: int = LEFT_ROOM) -> list[float]:
    """The range of positions 0 to count - 1 that leaves room for the values at its left edge."""
    slots = max(count, 1)
    slot = (width - left) / slots
    return [-0.5 - left / slot, slots - 0.5]


def room_for(axis: Mapping[str, Any]) -> int:
    """How much room the values of a vertical axis need at the left edge."""
    return max(LEFT_ROOM, *(text_width(text) + 4 for text in axis["ticktext"]))


def bar_edge(palette: theme.Palette) -> dict[str, Any]:
    """A thin edge in the paper's colour: neighbours stay apart in forced colours and on paper in greyscale."""
    return {"color": palette.paper, "width": 1}


def end_labels(
    palette: theme.Palette,
    labels: Sequence[tuple[float, str]],
    *,
    axis: Mapping[str, Any],
    plot_height: int,
    x: float = 1,
    gap: int = LABEL_GAP,
) -> list[dict[str, Any]]:
    """Labels right of the plot at their values, moved apart where they would overlap."""
    low, high = axis["range"]
    per_value = plot_height / (high - low)
    places = spread([(value - low) * per_value for value, _ in labels], gap=gap, top=plot_height)
    return [
        {
            "xref": "paper",
            "x": x,
            "xanchor": "left",
            "xshift": 6,
            "yref": "paper",
            "y": place / plot_height,
            "yanchor": "middle",
            "text": text,
            "showarrow": False,
            "align": "left",
            "font": font(palette, size=theme.TEXT_SIZE),
        }
        for place, (_, text) in zip(places, labels, strict=True)
    ]


def spread(places: Sequence[float], *, gap: float, top: float) -> list[float]:
    """The places moved as little as it takes for neighbours to be `gap` apart, between 0 and `top`."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    clusters: list[tuple[float, list[int]]] = []
    for index in order:
        clusters.append((places[index], [index]))
        while len(clusters) > 1 and overlap(clusters[-2], clusters[-1], gap):
            (middle_a, a), (middle_b, b) = clusters[-2:]
            both = [*a, *b]
            clusters[-2:] = [((middle_a * len(a) + middle_b * len(b)) / len(both), both)]
            middle, members = clusters[-1]
            half = gap * (len(members) - 1) / 2
            clusters[-1] = (min(max(middle, half), max(top - half, half)), members)
    moved = [0.0] * len(places)
    for middle, members in clusters:
        for rank, index in enumerate(members):
            moved[index] = middle + gap * (rank - (len(members) - 1) / 2)
    return moved


def overlap(below: tuple[float, list[int]], above: tuple[float, list[int]], gap: float) -> bool:
    """Whether two clusters of labels, each around its middle, stand too close."""
    return above[0] - below[0] < gap * (len(below[1]) + len(above[1])) / 2


def key(colour: str, mark: str = "■") -> str:
    """A mark in a series' colour, to stand before its label."""
    return f'<span style="color:{colour}">{mark}</span> '


def text_width(text: str, size: int = theme.SMALL_SIZE) -> int:
    """About how many pixels a text takes, so that margins can be given beforehand."""
    return round(len(text) * size * 0.48)


def wrapped(text: str, width: int) -> str:
    """The text broken once, at the space nearest its middle, where it is longer than `width` characters."""
    if len(text) <= width or " " not in text:
        return text
    spaces = [position for position, letter in enumerate(text) if letter == " "]
    middle = min(spaces, key=lambda position: abs(position - len(text) / 2))
    return text[:middle] + "<br>" + text[middle + 1 :]


def published_words(row: Row) -> str:
    """What the hover says of where a point comes from, if its row says."""
    known = row.get("published")
    return "" if known is None else "<br>Published total" if known else "<br>Illustrative records"


def as_text(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows with labels that Plotly prints as they are: a name with a `<` in it is no markup."""
    return [{**row, "label": str(row["label"]).replace("<", "&lt;")} for row in rows]
