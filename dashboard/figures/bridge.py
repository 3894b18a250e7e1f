"""A figure of how one number became another: what came on top of it and what went."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting
from dashboard.figures.columns import over_bar, standing
from dashboard.figures.frame import Row, Written, value_axis
from dashboard.figures.plot import Plot, Reference, Run, Series
from dashboard.figures.theme import Colour

WIDTH = 0.62
ROOM = 1.08


def bridge(rows: Sequence[Row], *, unit: str = "count", decimals: int = 0) -> Plot | None:
    """A bar for each total and, between them, floating ones for what came and what went; None without a total.

    Rows, from left to right: `label`, `value`, `total` (True for a total; else the value is a change, with its
    sign); optional `link`.
    """
    if not any(row["total"] for row in rows):
        return None
    how, levels = Written(unit, decimals), running(rows)
    bottoms = [0 if row["total"] else min(level, level - row["value"]) for row, level in zip(rows, levels, strict=True)]
    heights = [abs(row["value"]) for row in rows]
    tops = [bottom + height for bottom, height in zip(bottoms, heights, strict=True)]
    texts = [how.exact(row["value"]) if row["total"] else formatting.signed(row["value"], decimals) for row in rows]
    names = [str(row["label"]) for row in rows]
    bars = Series(
        "",
        "bars",
        tuple(heights),
        tuple(colour(row) for row in rows),
        texts=tuple(texts),
        hovers=tuple(zip(names, texts, strict=True)),
        links=tuple(row.get("link") for row in rows),
        width=WIDTH,
        bases=tuple(bottoms),
    )
    labels = [
        over_bar(place, top, (Run(text, bold=True),)) for place, (top, text) in enumerate(zip(tops, texts, strict=True))
    ]
    steps = [step(place, level) for place, level in enumerate(levels[:-1])]
    axis = value_axis(max(tops) * ROOM, unit=unit)
    return standing(names, [bars], axis, how, labels=labels, references=steps)


def running(rows: Sequence[Row]) -> list[float]:
    """The level after each row: a total sets it, a change moves it."""
    levels: list[float] = []
    for row in rows:
        levels.append(row["value"] if row["total"] else (levels[-1] if levels else 0) + row["value"])
    return levels


def colour(row: Row) -> Colour:
    """Totals strong, what came in the second colour, what went pale."""
    return "series_1" if row["total"] else "series_2" if row["value"] >= 0 else "tint"


def step(place: int, level: float) -> Reference:
    """A thin line at the level that a bar leaves, as far as the next bar."""
    return Reference(level, place + WIDTH / 2, place + 1 - WIDTH / 2, dashes=(), colour="quiet")
