"""Figures over names: bars ranked, and bars in pairs. Names stand at the left edge; narrow, over the bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.figures import theme
from dashboard.figures.frame import EDGE, Figure, Row, as_text, bar_edge, font, layout, nice_ticks, text_width, wrapped

TOP, BOTTOM = 22, 6
MOST_ROWS = 12
MOST_WRAPPED = 8
WRAP = 26
LONGEST_NAME = 34
BREATH = 1.02
NARROW_PITCH = 42


def ranked_bars(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    target: float | None = None,
    target_label: str = "",
    limit: int = MOST_ROWS,
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """One bar a name in the order given, with value and cases at the right, or None without a value.

    Negative values are drawn to the left of zero.

    Rows: `label`, `value`; optional `of` (cases behind it), `low` and `high` (95% interval), `link` (query
    string the bar leads to), `late` (orange and "below" in words; without it: below the target).
    Only the first `limit` are drawn; the caller's note says where the others are.
    """
    rows = as_text(rows)
    shown = [row for row in rows if row["value"] is not None][:limit]
    if not shown:
        return None
    lowest, highest = (find(row["value"] for row in shown) for find in (min, max))
    top = 100.0 if unit == "percent" else nice_ticks(0, max(highest, 0))[-1]
    late = [bool(row.get("late", target is not None and row["value"] < target)) for row in shown]
    places = list(range(len(shown)))
    values = [value_text(row, unit, decimals, below) for row, below in zip(shown, late, strict=True)]
    right = 12 + max(text_width(without_markup(text), theme.TEXT_SIZE) for text in values)
    bar: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": "",
        "y": places,
        "x": [row["value"] for row in shown],
        "width": 0.62,
        "marker": {
            "color": [palette.late if below else palette.series_1 for below in late],
            "line": bar_edge(palette),
        },
        "hoverinfo": "text",
        "hovertext": [hover(row, unit, decimals, below) for row, below in zip(shown, late, strict=True)],
        "customdata": [row.get("link") for row in shown],
    }
    traces = [bar, values_at_right(values, places, top, palette)]
    if any(row.get("low") is not None for row in shown):
        bar["error_x"] = whisker([(row["value"], row.get("high")) for row in shown], palette.ink)
        traces.append(lower_whiskers(shown, palette))
    shapes, annotations = [], []
    if target is not None:
        shapes.append(target_line(target, len(shown), palette))
        annotations.append(target_name(target_label or f"Target {formatting.in_chart(target, unit)}", target, palette))
    return {
        "data": traces,
        "layout": names_layout(
            shown,
            top,
            right,
            palette,
            bottom=min(lowest * BREATH, 0),
            shapes=shapes,
            annotations=annotations,
            narrow_traces=[{"width": 0.44}],
        ),
    }


def value_text(row: Row, unit: str, decimals: int, below: bool) -> str:
    """`90.2% of 48`, with `below` in words where the bar is orange."""
    cases = f" of {formatting.number(row['of'])}" if row.get("of") is not None else ""
    return f"<b>{formatting.in_chart(row['value'], unit, decimals)}</b>{cases}{', below' if below else ''}"


def without_markup(text: str) -> str:
    """A text as it reads, to measure or to say again."""
    return text.replace("<b>", "").replace("</b>", "")


def hover(row: Row, unit: str, decimals: int, below: bool) -> str:
    """What a bar says when it is pointed at."""
    cases = f" of {formatting.number(row['of'])}" if row.get("of") is not None else ""
    value = formatting.in_unit(row["value"], unit, decimals) + cases
    lines = [f"<b>{row['label']}</b>", value + (", below target" if below else "")]
    if row.get("low") is not None:
        lines.append(f"95% interval {formatting.interval(row['low'], row['high'], decimals)}")
    if row.get("link"):
        lines.append("Select to look closer")
    return "<br>".join(lines)


def whisker(ends: Sequence[tuple[float, float | None]], colour: str) -> dict[str, Any]:
    """Thin lines from each value to the end of its 95% interval, above it or below it."""
    lengths = [abs(end - value) if end is not None else 0 for value, end in ends]
    above = any(end is not None and end > value for value, end in ends)
    return {
        "type": "data",
        "symmetric": False,
        "array": lengths if above else [0] * len(ends),
        "arrayminus": [0] * len(ends) if above else lengths,
        "color": colour,
        "thickness": 1.5,
        "width": 0,
    }


def lower_whiskers(rows: Sequence[Row], palette: theme.Palette) -> dict[str, Any]:
    """The half of the intervals that lies on the bars: in the paper's colour, which shows on them."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "",
        "x": [row["value"] for row in rows],
        "y": list(range(len(rows))),
        "marker": {"opacity": 0},
        "error_x": whisker([(row["value"], row.get("low")) for row in rows], palette.paper),
        "hoverinfo": "skip",
    }


def values_at_right(
    texts: Sequence[str], places: Sequence[float], top: float, palette: theme.Palette
) -> dict[str, Any]:
    """The values in a column right of the bars."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "",
        "x": [top * BREATH] * len(places),
        "y": list(places),
        "text": list(texts),
        "textposition": "middle right",
        "textfont": font(palette, size=theme.TEXT_SIZE),
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def target_line(target: float, count: int, palette: theme.Palette) -> dict[str, Any]:
    """The target as a dashed line down the bars."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": target,
        "x1": target,
        "y0": -0.7,
        "y1": count - 0.5,
        "line": {"color": palette.ink, "width": 1.25, "dash": "4px,3px"},
    }


def target_name(text: str, target: float, palette: theme.Palette) -> dict[str, Any]:
    """The target's label, on top of its line."""
    return {
        "text": text,
        "xref": "x",
        "x": target,
        "xanchor": "center",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "font": font(palette),
    }


def cut(name: str) -> str:
    """A name that fits in one line; the hover and the table have it whole."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def names_layout(
    rows: Sequence[Row],
    top: float,
    right: int,
    palette: theme.Palette,
    *,
    bottom: float = 0,
    shapes: Sequence[dict[str, Any]] = (),
    annotations: Sequence[dict[str, Any]] = (),
    narrow_traces: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> dict[str, Any]:
    """The layout of horizontal bars: names left-aligned at the card's edge; narrow, each over its bar."""
    count = len(rows)
    # Many bars stand too close for names of two lines.
    names = [wrapped(str(row["label"]), WRAP) if count <= MOST_WRAPPED else cut(str(row["label"])) for row in rows]
    widest = max(text_width(line, theme.TEXT_SIZE) for name in names for line in name.split("<br>"))
    start = min((widest + 10) / (theme.NOMINAL_WIDTH - right), 0.55)
    # Few bars do not swell to fill the card; they stand at its top.
    slots = max(count, 6)
    over = [
        {
            "text": str(row["label"]),
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "yref": "y",
            "y": place - 0.25,
            "yanchor": "bottom",
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": palette.paper,  # the target's line passes behind the name
            "font": font(palette, size=theme.TEXT_SIZE),
        }
        for place, row in enumerate(rows)
    ]
    return layout(
        palette,
        xaxis={
            "range": [bottom, top * BREATH],
            "domain": [start, 1],
            "tickvals": [],
            "zeroline": True,
            "zerolinecolor": palette.quiet,
            "zerolinewidth": 1,
        },
        yaxis={
            "range": [count - 0.5, -0.7],
            "domain": [1 - (count + 0.2) / (slots + 0.2), 1],
            "anchor": "free",
            "position": 0,
            "ticklabelposition": "inside",
            "ticklabelstandoff": EDGE,
            "ticklabeloverflow": "allow",  # a last name of two lines would be hidden
            "tickvals": list(range(count)),
            "ticktext": names,
            "tickfont": font(palette, size=theme.TEXT_SIZE),
        },
        margin=(TOP, right, BOTTOM, 0),
        shapes=shapes,
        annotations=annotations,
        narrow={
            "height": max(NARROW_PITCH * (count + 1) + TOP + BOTTOM, theme.CHART_HEIGHT),
            "xaxis": {"domain": [0, 1]},
            "yaxis": {
                "showticklabels": False,
                "range": [count - 0.5, -0.8],
                "domain": [1 - (count + 0.3) / (slots + 0.3), 1],
            },
            "annotations": [*annotations, *over],
            "traces": narrow_traces,
        },
        **more,
    )


def paired_bars(
    rows: Sequence[Row],
    *,
    now_label: str,
    before_label: str,
    unit: str = "count",
    decimals: int = 0,
    between: str = "from",
    limit: int = 8,
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """For each name a strong bar for now over a pale one for before, or None without a value.

    `between` is the word between the two values: `12 from 9`, `£2m of £3m`.

    Rows: `label`, `now`, `before` (either may be None); optional `link`. The first `limit` are drawn.
    """
    rows = as_text(rows)
    shown = [row for row in rows if row["now"] is not None or row["before"] is not None][:limit]
    if not any(row["now"] or row["before"] for row in shown):
        return None
    top = nice_ticks(0, max(value for row in shown for value in (row["now"], row["before"]) if value is not None))[-1]
    places = list(range(len(shown)))
    written = [[formatting.in_chart(row[field], unit, decimals) for field in ("now", "before")] for row in shown]
    texts = [f"<b>{now}</b> {between} {before}" for now, before in written]
    right = 12 + max(text_width(without_markup(text), theme.TEXT_SIZE) for text in texts)
    exact = [[formatting.in_unit(row[field], unit, decimals) for field in ("now", "before")] for row in shown]
    hovers = [
        f"<b>{row['label']}</b><br>{now_label}: {now}<br>{before_label}: {before}"
        for row, (now, before) in zip(shown, exact, strict=True)
    ]

    def bars(field: str, name: str, colour: str, offset: float, width: float) -> dict[str, Any]:
        return {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": places,
            "x": [row[field] for row in shown],
            "width": width,
            "offset": offset,
            "marker": {"color": colour, "line": bar_edge(palette)},
            "hoverinfo": "text",
            "hovertext": hovers,
            "customdata": [row.get("link") for row in shown],
        }

    legend = {
        "text": f'<span style="color:{palette.series_1}">■</span> {now_label}   '
        f'<span style="color:{palette.tint}">■</span> {before_label}',
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "font": font(palette, size=theme.TEXT_SIZE),
    }
    return {
        "data": [
            bars("now", now_label, palette.series_1, -0.36, 0.42),
            bars("before", before_label, palette.tint, 0.08, 0.22),
            values_at_right(texts, places, top, palette),
        ],
        "layout": names_layout(
            shown,
            top,
            right,
            palette,
            annotations=[legend],
            narrow_traces=[{"offset": -0.24, "width": 0.36}, {"offset": 0.14, "width": 0.16}],
            barmode="overlay",
        ),
    }
