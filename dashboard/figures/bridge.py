"""A figure of how one number became another: what came on top of it and what went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.figures import theme
from dashboard.figures.columns import BOTTOM, TOP, narrow_ticks, top_label
from dashboard.figures.frame import LEFT_ROOM, Figure, Row, bar_edge, layout, padded, value_axis


def bridge(
    rows: Sequence[Row], *, unit: str = "count", decimals: int = 0, palette: theme.Palette = theme.LIGHT
) -> Figure | None:
    """A bar for each total and, between them, floating ones for what came and what went; None without a total.

    Rows, from left to right: `label`, `value`, `total` (True for a total; else the value is a change, with its
    sign); optional `link`.
    """
    if not any(row["total"] for row in rows):
        return None
    levels = running(rows)
    bottoms = [0 if row["total"] else min(level, level - row["value"]) for row, level in zip(rows, levels, strict=True)]
    heights = [abs(row["value"]) for row in rows]
    written = [
        formatting.in_unit(row["value"], unit, decimals) if row["total"] else formatting.signed(row["value"], decimals)
        for row in rows
    ]
    axis = value_axis(palette, max(b + h for b, h in zip(bottoms, heights, strict=True)) * 1.08, unit=unit)
    labels = [str(row["label"]) for row in rows]
    places = list(range(len(rows)))
    return {
        "data": [
            {
                "type": "bar",
                "name": "",
                "x": places,
                "y": heights,
                "base": bottoms,
                "width": 0.62,
                "marker": {
                    "color": [colour(row, palette) for row in rows],
                    "line": bar_edge(palette),
                },
                "hoverinfo": "text",
                "hovertext": [f"<b>{label}</b><br>{text}" for label, text in zip(labels, written, strict=True)],
                "customdata": [row.get("link") for row in rows],
            }
        ],
        "layout": layout(
            palette,
            xaxis={"range": padded(len(rows), theme.NOMINAL_WIDTH), "tickvals": places, "ticktext": labels},
            yaxis=axis,
            margin=(TOP, 8, BOTTOM, 0),
            shapes=[step(place, level, palette) for place, level in enumerate(levels[:-1])],
            annotations=[
                {
                    **top_label(f"<b>{text}</b>", place, palette),
                    "xanchor": "center",
                    "xshift": 0,
                    "yref": "y",
                    "y": bottom + height,
                }
                for place, (text, bottom, height) in enumerate(zip(written, bottoms, heights, strict=True))
            ],
            narrow={
                "xaxis": {
                    "range": padded(len(rows), theme.NARROW_WIDTH),
                    **narrow_ticks(labels, (theme.NARROW_WIDTH - LEFT_ROOM) / len(rows)),
                }
            },
        ),
    }


def running(rows: Sequence[Row]) -> list[float]:
    """The level after each row: a total sets it, a change moves it."""
    levels: list[float] = []
    for row in rows:
        levels.append(row["value"] if row["total"] else (levels[-1] if levels else 0) + row["value"])
    return levels


def colour(row: Row, palette: theme.Palette) -> str:
    """Totals strong, what came in the second colour, what went pale."""
    return palette.series_1 if row["total"] else palette.series_2 if row["value"] >= 0 else palette.tint


def step(place: int, level: float, palette: theme.Palette) -> dict[str, Any]:
    """A thin line at the level that a bar leaves, as far as the next bar."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": place + 0.31,
        "x1": place + 0.69,
        "y0": level,
        "y1": level,
        "line": {"color": palette.quiet, "width": 1},
    }
