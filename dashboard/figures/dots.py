"""A figure of one value a name as a dot on a common scale: the council beside other places."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting
from dashboard.figures import theme
from dashboard.figures.frame import Figure, Row, as_text, nice_ticks, text_width
from dashboard.figures.ranked import names_layout, values_at_right, without_markup


def ranked_dots(
    rows: Sequence[Row], *, unit: str = "count", decimals: int = 0, palette: theme.Palette = theme.LIGHT
) -> Figure | None:
    """One dot a name in the order given, the council's own a diamond in bold, or None without a value.

    Rows: `label`, `value`; optional `own` (True for the council's), `when` (the period, for the hover), `link`.
    """
    rows = as_text(rows)
    shown = [row for row in rows if row["value"] is not None]
    if not shown:
        return None
    top = nice_ticks(0, max(row["value"] for row in shown))[-1]
    places = list(range(len(shown)))
    written = [formatting.in_unit(row["value"], unit, decimals) for row in shown]
    texts = [f"<b>{text}</b>" if row.get("own") else text for row, text in zip(shown, written, strict=True)]
    right = 12 + max(text_width(without_markup(text), theme.TEXT_SIZE) for text in texts)
    stems = {
        "type": "bar",
        "orientation": "h",
        "name": "",
        "y": places,
        "x": [row["value"] for row in shown],
        "width": 0.03,
        "marker": {"color": palette.rule},
        "hoverinfo": "skip",
    }
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": "",
        "x": [row["value"] for row in shown],
        "y": places,
        "cliponaxis": False,
        "marker": {
            "symbol": ["diamond" if row.get("own") else "circle" for row in shown],
            "size": [15 if row.get("own") else 11 for row in shown],
            "color": [palette.series_1 if row.get("own") else palette.quiet for row in shown],
            "line": {"color": palette.paper, "width": 1},
            "opacity": 1,  # Plotly fades markers of several sizes
        },
        "hoverinfo": "text",
        "hovertext": [
            "<br>".join(filter(None, [f"<b>{row['label']}</b>", text, str(row.get("when", ""))]))
            for row, text in zip(shown, written, strict=True)
        ],
        "customdata": [row.get("link") for row in shown],
    }
    return {
        "data": [stems, dots, values_at_right(texts, places, top, palette)],
        "layout": names_layout(shown, top, right, palette, narrow_traces=[{}, {}, {}]),
    }
