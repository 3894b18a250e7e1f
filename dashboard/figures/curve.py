"""A figure of one value of very many names: a dot each, from the lowest to the highest, a few of them named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.figures import theme
from dashboard.figures.frame import Figure, Row, as_text, end_labels, font, layout, room_for, text_width, value_axis

TOP, BOTTOM = 12, 26
OWN, NEAR, DOT, SMALL_DOT = 15, 10, 7, 5
MANY = 120


def value_curve(
    rows: Sequence[Row],
    *,
    lines: Sequence[Row] = (),
    unit: str = "count",
    decimals: int = 0,
    noun: str = "places",
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """A dot a name from the lowest value at the left to the highest, or None without a value.

    The council's own is a diamond with its name, the names near it are squares. `noun` is what the names are, for the
    axis. Lines are values of the whole, drawn across and named at the right.

    Rows: `label`, `value`; optional `own`, `near` (True), `place` (from the highest, for the hover). Lines: `label`,
    `value`.
    """
    shown = sorted((row for row in as_text(rows) if row["value"] is not None), key=lambda row: row["value"])
    if not shown:
        return None
    across = [line for line in as_text(lines) if line["value"] is not None]
    axis = value_axis(palette, max(row["value"] for row in [*shown, *across]), unit=unit)
    names = [f"┄ {line['label']} {formatting.in_chart(line['value'], unit, decimals)}" for line in across]
    right = 14 + max([text_width(name, theme.TEXT_SIZE) for name in names], default=0)
    left = room_for(axis)
    height = theme.CHART_HEIGHT - TOP - BOTTOM
    labels = [(line["value"], name) for line, name in zip(across, names, strict=True)]
    return {
        "data": [
            dots(shown, [at for at, row in enumerate(shown) if marked(row) == on_top], unit, decimals, palette)
            for on_top in sorted({marked(row) for row in shown})
        ],
        "layout": layout(
            palette,
            xaxis={"tickvals": [], "ticktext": [], "range": padded(len(shown), left, theme.NOMINAL_WIDTH - right)},
            yaxis=axis,
            margin=(TOP, right, BOTTOM, 0),
            shapes=[across_at(line["value"], at, len(shown), palette) for at, line in enumerate(across)],
            annotations=[
                under(f"{formatting.number(len(shown))} {noun}, lowest to highest", palette),
                *end_labels(palette, labels, axis=axis, plot_height=height),
                *(
                    own_name(at, row, len(shown), unit, decimals, palette)
                    for at, row in enumerate(shown)
                    if row.get("own")
                ),
            ],
            narrow={"xaxis": {"range": padded(len(shown), left, theme.NARROW_WIDTH - right)}},
        ),
    }


def padded(count: int, left: float, width: float) -> list[float]:
    """The range of places that leaves room for the values at its left edge and for half a diamond at its right."""
    each = (width - left - OWN) / max(count - 1, 1)
    return [-(left + OWN / 2) / each, count - 1 + OWN / 2 / each]


def under(text: str, palette: theme.Palette) -> dict[str, Any]:
    """What stands in order along the axis, in words under it."""
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -4,
        "borderpad": 0,
        "showarrow": False,
        "font": font(palette, colour=palette.quiet),
    }


def marked(row: Row) -> bool:
    """Whether the dot is one of those that are named or near, which lie on top of the others."""
    return bool(row.get("own") or row.get("near"))


def dots(
    every: Sequence[Row], places: Sequence[int], unit: str, decimals: int, palette: theme.Palette
) -> dict[str, Any]:
    """The dots at some of the places, which differ by shape, size and colour."""
    small = SMALL_DOT if len(every) > MANY else DOT
    places = sorted(places, key=lambda at: bool(every[at].get("own")))
    rows = [every[at] for at in places]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "",
        "x": places,
        "y": [row["value"] for row in rows],
        "cliponaxis": False,
        "marker": {
            "symbol": ["diamond" if row.get("own") else "square" if row.get("near") else "circle" for row in rows],
            "size": [OWN if row.get("own") else NEAR if row.get("near") else small for row in rows],
            "color": [
                palette.series_1 if row.get("own") else palette.series_3 if row.get("near") else palette.quiet
                for row in rows
            ],
            "line": {"color": palette.paper, "width": [1 if marked(row) else 0 for row in rows]},
            "opacity": 1,  # Plotly fades markers of several sizes
        },
        "hoverinfo": "text",
        "hovertext": [hover(row, unit, decimals) for row in rows],
    }


def hover(row: Row, unit: str, decimals: int) -> str:
    """What a dot says when it is pointed at."""
    lines = [f"<b>{row['label']}</b>", formatting.in_unit(row["value"], unit, decimals)]
    return "<br>".join([*lines, *([f"place {row['place']} from the highest"] if row.get("place") else [])])


def across_at(value: float, at: int, count: int, palette: theme.Palette) -> dict[str, Any]:
    """A line across all the dots at a value; each has dashes of its own."""
    return {
        "type": "line",
        "xref": "x",
        "x0": -0.5,
        "x1": count - 0.5,
        "yref": "y",
        "y0": value,
        "y1": value,
        "line": {"color": palette.ink, "width": 1.25, "dash": ("5px,3px", "1px,3px")[at % 2]},
    }


def own_name(at: int, row: Row, count: int, unit: str, decimals: int, palette: theme.Palette) -> dict[str, Any]:
    """The council's name and value over its diamond, on the side where there is room."""
    leftmost = at < count / 3
    return {
        "text": f"<b>{row['label']} {formatting.in_chart(row['value'], unit, decimals)}</b>",
        "xref": "x",
        "x": at,
        "xanchor": "left" if leftmost else "right",
        "xshift": -6 if leftmost else 6,
        "yref": "y",
        "y": row["value"],
        "yanchor": "bottom",
        "yshift": 26,
        "showarrow": False,
        "bgcolor": palette.paper,
        "font": font(palette, size=theme.TEXT_SIZE),
    }
