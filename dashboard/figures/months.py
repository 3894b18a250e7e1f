"""Figures over the months of a financial year, April to March, one line a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.quarters import MONTH_NAMES
from dashboard.figures import theme
from dashboard.figures.frame import MARKS, MOST_SERIES, SYMBOLS, Figure, Row, key, padded, published_words, value_axis
from dashboard.figures.quarters import labelled, marked_line

YEAR = 12
FROM_APRIL = [*MONTH_NAMES[3:], *MONTH_NAMES[:3]]


def year_lines(
    rows: Sequence[Row], *, unit: str = "count", decimals: int = 0, palette: theme.Palette = theme.LIGHT
) -> Figure | None:
    """A line a year over its months, each labelled at its end, or None without a value.

    Rows: `series` (2019/20), `place` (0 for April to 11 for March), `label` (April 2019), `value` (None is a gap);
    optional `published`, `link`.
    """
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return None
    names = [*dict.fromkeys(row["series"] for row in rows)][:MOST_SERIES]
    axis = value_axis(palette, max(values), unit=unit, bottom=min(values))
    traces, labels = [], []
    for place, name in enumerate(names):
        mine = {row["place"]: row for row in rows if row["series"] == name}
        colour = palette.series[place]
        traces.append(year_line(mine, name, colour, SYMBOLS[place], unit, decimals, palette))
        ends = [row["value"] for _, row in sorted(mine.items()) if row["value"] is not None]
        if ends:
            labels.append((ends[-1], key(colour, MARKS[place]) + name, formatting.in_chart(ends[-1], unit, decimals)))
    # the first line lies over the others
    return labelled(traces[::-1], labels, [], month_axis, axis, palette)


def year_line(
    mine: Mapping[int, Row],
    name: str,
    colour: str,
    symbol: str,
    unit: str,
    decimals: int,
    palette: theme.Palette,
) -> dict[str, Any]:
    """One year as a trace."""
    cells = [mine.get(place, {}) for place in range(YEAR)]
    texts = [
        f"<b>{cell['label']}</b><br>{formatting.in_unit(cell['value'], unit, decimals)}{published_words(cell)}"
        if cell
        else ""
        for cell in cells
    ]
    return marked_line(cells, texts, name, colour, symbol, palette)


def month_axis(*, right: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The months from April to March, and for a phone every third of them."""
    wide = {"tickvals": list(range(YEAR)), "ticktext": FROM_APRIL}
    narrow = {"tickvals": list(range(0, YEAR, 3)), "ticktext": FROM_APRIL[::3]}
    return (
        {**wide, "range": padded(YEAR, theme.NOMINAL_WIDTH - right)},
        {**narrow, "range": padded(YEAR, theme.NARROW_WIDTH - right)},
    )
