"""Figures of gains and losses: bars that leave a line in the middle to the right or to the left."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting
from dashboard.figures import theme
from dashboard.figures.frame import Figure, Row, as_text, bar_edge, text_width
from dashboard.figures.ranked import BREATH, MOST_ROWS, names_layout, values_at_right, without_markup


def diverging_bars(
    rows: Sequence[Row],
    *,
    limit: int = MOST_ROWS,
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """One bar a name for a gain (right, strong) or a loss (left, pale), or None where nothing changed.

    Rows: `label`, `value` (a count with its sign); optional `words` (what the hover adds), `link`.
    """
    rows = as_text(rows)
    shown = [row for row in rows if row["value"] is not None][:limit]
    if not any(row["value"] for row in shown):
        return None
    texts = [f"<b>{formatting.signed(row['value'])}</b>" for row in shown]
    most, least = (pick(0, *(row["value"] for row in shown)) for pick in (max, min))
    # Something of a side stays even where nothing gained, or nothing lost, so that the line is not the edge.
    reach = (most - least) * 0.04
    right = 12 + max(text_width(without_markup(text), theme.TEXT_SIZE) for text in texts)
    places = list(range(len(shown)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": "",
        "y": places,
        "x": [row["value"] for row in shown],
        "width": 0.62,
        "marker": {
            "color": [palette.series_1 if row["value"] > 0 else palette.tint for row in shown],
            "line": bar_edge(palette),
        },
        "hoverinfo": "text",
        "hovertext": [
            f"<b>{row['label']}</b><br>{formatting.signed(row['value'])}"
            + (f"<br>{row['words']}" if row.get("words") else "")
            for row in shown
        ],
        "customdata": [row.get("link") for row in shown],
    }
    layout = names_layout(shown, most + reach, right, palette, narrow_traces=[{"width": 0.44}])
    layout["xaxis"] |= {"range": [least - reach, (most + reach) * BREATH]}
    return {"data": [bars, values_at_right(texts, places, most + reach, palette)], "layout": layout}
