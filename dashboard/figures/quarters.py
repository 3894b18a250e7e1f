"""Figures over quarters: lines, bars with a line, stacked bars. Time runs on the two-line quarter axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.quarters import Period
from dashboard.figures import theme
from dashboard.figures.frame import (
    LABEL_GAP,
    MARKS,
    MOST_SERIES,
    SYMBOLS,
    Figure,
    Row,
    as_period,
    bar_edge,
    end_labels,
    font,
    key,
    layout,
    periods_of,
    published_words,
    quarter_axis,
    room_for,
    text_width,
    value_axis,
)

TOP, BOTTOM = 12, 44
NARROW_RIGHT = 66
MOST_RIGHT = 250
KEY_LINE = 19
MOST_WRITTEN = 12
# gives the axis and its narrow form for a right margin
TimeAxis = Callable[..., tuple[dict[str, Any], dict[str, Any]]]
SHARE_ROOM = 1.08


def quarterly_lines(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    targets: Sequence[Row] = (),
    order: Sequence[str] = (),
    whole: bool = True,
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """Lines over quarters, each labelled at its end, or None without a value.

    Rows: `quarter` (Period or id), `series`, `value` (None is a gap); optional `cases` ("203 of 225"),
    `published` (filled point; False is hollow), `link`. Targets: `value`, optional `label`,
    `from_quarter`, `to_quarter`. At most four series are drawn: the first ones of `order`, or as they come.
    An axis of percentages runs to 100 unless `whole` is False.
    A half-year or year is one stroke of its width and joins no line.
    """
    if all(row["value"] is None for row in rows):
        return None
    quarters = periods_of(rows)
    names = [*dict.fromkeys([*order, *(row["series"] for row in rows)])]
    names = [name for name in names if any(row["series"] == name for row in rows)][:MOST_SERIES]
    values = [row["value"] for row in rows if row["value"] is not None] + [target["value"] for target in targets]
    axis = value_axis(palette, max(values), unit=unit, bottom=min(values), whole=whole)
    traces: list[dict[str, Any]] = []
    labels: list[tuple[float, str, str]] = []
    for place, name in enumerate(names):
        mine = {as_period(row["quarter"]): row for row in rows if row["series"] == name}
        colour = palette.series[place]
        if any(period.kind == "quarter" for period in mine):
            traces.append(line(mine, quarters, name, colour, SYMBOLS[place], unit, decimals, palette))
        if wide := {period: row for period, row in mine.items() if period.kind != "quarter"}:
            traces.append(strokes(wide, quarters, name, colour, unit, decimals))
        ends = [mine[period] for period in sorted(mine) if mine[period]["value"] is not None]
        if ends:
            value = ends[-1]["value"]
            labels.append((value, key(colour, MARKS[place]) + name, formatting.in_chart(value, unit, decimals)))
    shapes = []
    for target in targets:
        shape, label = target_mark(target, quarters, unit, palette)
        shapes.append(shape)
        labels.append(label)
    return finish_with_labels(traces, labels, shapes, quarters, axis, palette)


def line(
    mine: Mapping[Period, Row],
    quarters: Sequence[Period],
    name: str,
    colour: str,
    symbol: str,
    unit: str,
    decimals: int,
    palette: theme.Palette,
) -> dict[str, Any]:
    """One series as a trace: gaps stay gaps, published points are filled and others hollow."""
    cells = [mine.get(quarter, {}) for quarter in quarters]
    texts = [hover(name, q, cell, cell.get("value"), unit, decimals) for q, cell in zip(quarters, cells, strict=True)]
    return marked_line(cells, texts, name, colour, symbol, palette)


def strokes(
    wide: Mapping[Period, Row], quarters: Sequence[Period], name: str, colour: str, unit: str, decimals: int
) -> dict[str, Any]:
    """Half-years and years as a trace: a level stroke each, as wide as the period."""
    x: list[float | None] = []
    y: list[float | None] = []
    texts: list[str] = []
    links: list[str | None] = []
    for period in sorted(wide):
        row, kind = wide[period], quarters[0].kind
        start, end = (
            Period.holding(day, kind).index - quarters[0].index for day in (period.first_day, period.last_day)
        )
        x += [start - 0.42, (start + end) / 2, end + 0.42, None]
        y += [row["value"]] * 3 + [None]
        texts += [hover(name, period, row, row["value"], unit, decimals)] * 4
        links += [row.get("link")] * 4
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 5},
        "hoverinfo": "text",
        "hovertext": texts,
        "customdata": links,
    }


def marked_line(
    cells: Sequence[Row], texts: Sequence[str], name: str, colour: str, symbol: str, palette: theme.Palette
) -> dict[str, Any]:
    """A line through the cells' values with a mark on each; `texts` are what the marks say when pointed at."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": list(range(len(cells))),
        "y": [cell.get("value") for cell in cells],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 2.25, "shape": "linear"},
        "marker": {
            "symbol": symbol,
            "size": 8,
            "color": [palette.paper if cell.get("published") is False else colour for cell in cells],
            "line": {"color": colour, "width": 1.75},
        },
        "hoverinfo": "text",
        "hovertext": list(texts),
        "customdata": [cell.get("link") for cell in cells],
    }


def hover(name: str, quarter: Period, row: Row, value: float | None, unit: str, decimals: int) -> str:
    """What a mark says when it is pointed at."""
    cases = f" ({row['cases']})" if row.get("cases") else ""
    shown = formatting.in_unit(value, unit, decimals)
    return f"<b>{quarter.label}</b><br>{name}: {shown}{cases}{published_words(row)}"


def target_line(target: Row, quarters: Sequence[Period], palette: theme.Palette) -> dict[str, Any]:
    """The target as a dashed line over the quarters for which it is set."""
    first = as_period(target["from_quarter"]) if target.get("from_quarter") else quarters[0]
    last = as_period(target["to_quarter"]) if target.get("to_quarter") else quarters[-1]
    start, end = max(first, quarters[0]), min(last, quarters[-1])
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": start.index - quarters[0].index - 0.5,
        "x1": end.index - quarters[0].index + 0.5,
        "y0": target["value"],
        "y1": target["value"],
        "line": {"color": palette.ink, "width": 1.25, "dash": "4px,3px"},
        "layer": "between",
    }


def target_mark(
    target: Row, quarters: Sequence[Period], unit: str, palette: theme.Palette
) -> tuple[dict[str, Any], tuple[float, str, str]]:
    """A target's line and its label at the end."""
    text = str(target.get("label") or f"Target {formatting.in_chart(target['value'], unit)}")
    return target_line(target, quarters, palette), (target["value"], f"┄ {text}", "")


def finish_with_labels(
    traces: list[dict[str, Any]],
    labels: Sequence[tuple[float, str, str]],
    shapes: list[dict[str, Any]],
    quarters: Sequence[Period],
    axis: dict[str, Any],
    palette: theme.Palette,
    **more: Any,
) -> Figure:
    """The figure over quarters with its end labels."""
    return labelled(traces, labels, shapes, partial(quarter_axis, quarters, left=room_for(axis)), axis, palette, **more)


def labelled(
    traces: list[dict[str, Any]],
    labels: Sequence[tuple[float, str, str]],
    shapes: list[dict[str, Any]],
    time_axis: TimeAxis,
    axis: dict[str, Any],
    palette: theme.Palette,
    **more: Any,
) -> Figure:
    """The figure with its end labels in one line each, and in two (name, then value) where it is narrow."""
    plot_height = theme.CHART_HEIGHT - TOP - BOTTOM
    wide = [(value, f"{name} <b>{shown}</b>" if shown else name) for value, name, shown in labels]
    longest = max((text_width(plain(name) + shown, theme.TEXT_SIZE) for _, name, shown in labels), default=0)
    right = min(max(longest + 16, 72), MOST_RIGHT)
    xaxis, _ = time_axis(right=right)
    return {
        "data": traces,
        "layout": layout(
            palette,
            xaxis=xaxis,
            yaxis=axis,
            margin=(TOP, right, BOTTOM, 0),
            shapes=shapes,
            annotations=end_labels(palette, wide, axis=axis, plot_height=plot_height),
            narrow=narrow_labels(labels, time_axis, axis, palette),
            **more,
        ),
    }


def narrow_labels(
    labels: Sequence[tuple[float, str, str]],
    time_axis: TimeAxis,
    axis: dict[str, Any],
    palette: theme.Palette,
) -> dict[str, Any]:
    """The patch for a phone: the names as a key in two columns above, marks and values alone at the ends."""
    named = [(name, shown) for _, name, shown in labels if shown]
    top = TOP + KEY_LINE * math.ceil(len(named) / 2)
    ends = [
        (value, f"{name.partition('</span>')[0]}</span> <b>{shown}</b>" if shown else name.replace("Target ", ""))
        for value, name, shown in labels
    ]
    names = [
        {
            "text": name,
            "xref": "paper",
            "x": 0 if place % 2 == 0 else theme.NARROW_WIDTH / 2 / (theme.NARROW_WIDTH - NARROW_RIGHT),
            "xanchor": "left",
            "yref": "paper",
            "y": 1,
            "yshift": top - KEY_LINE * (place // 2),
            "yanchor": "top",
            "showarrow": False,
            "font": font(palette),
        }
        for place, (name, _) in enumerate(named)
    ]
    placed = end_labels(palette, ends, axis=axis, plot_height=theme.CHART_HEIGHT - top - BOTTOM, gap=LABEL_GAP - 1)
    return {
        "margin": {"r": NARROW_RIGHT, "t": top},
        "xaxis": time_axis(right=NARROW_RIGHT)[1],
        "annotations": [*names, *({**label, "font": font(palette)} for label in placed)],
    }


def plain(label: str) -> str:
    """A label as it reads, without its markup."""
    return "■ " + label.partition("</span> ")[2] if "</span> " in label else label


def bars_and_line(
    rows: Sequence[Row],
    *,
    bars: str,
    line_name: str,
    unit: str = "count",
    decimals: int = 0,
    targets: Sequence[Row] = (),
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """Bars for one quantity and a line for another in the same unit, or None without a value.

    Rows: `quarter`, `bar`, `line`; optional `published`, `link`. `bars` and `line_name` are their labels. Targets
    as in `quarterly_lines`.
    """
    values = [value for row in rows for value in (row["bar"], row["line"]) if value is not None]
    if not values:
        return None
    values += [target["value"] for target in targets]
    quarters = periods_of(rows)
    by_quarter = {as_period(row["quarter"]): row for row in rows}
    cells = [by_quarter.get(quarter, {}) for quarter in quarters]
    pale, strong = palette.tint, palette.series_1
    bar = {
        "type": "bar",
        "name": bars,
        "x": list(range(len(quarters))),
        "y": [cell.get("bar") for cell in cells],
        "width": 0.72,
        "marker": {"color": pale, "line": bar_edge(palette)},
        "hoverinfo": "text",
        "hovertext": [hover(bars, q, c, c.get("bar"), unit, decimals) for q, c in zip(quarters, cells, strict=True)],
        "customdata": [cell.get("link") for cell in cells],
    }
    as_line = {quarter: {**row, "value": row["line"]} for quarter, row in by_quarter.items()}
    trace = line(as_line, quarters, line_name, strong, "circle", unit, decimals, palette)
    labels = []
    for name, mark, field, colour in ((line_name, "●", "line", strong), (bars, "■", "bar", pale)):
        ends = [cell[field] for cell in cells if cell.get(field) is not None]
        if ends:
            labels.append((ends[-1], key(colour, mark) + name, formatting.in_chart(ends[-1], unit, decimals)))
    shapes = []
    for target in targets:
        shape, label = target_mark(target, quarters, unit, palette)
        shapes.append(shape)
        labels.append(label)
    axis = value_axis(palette, max(values), unit=unit, bottom=min(values))
    return finish_with_labels([bar, trace], labels, shapes, quarters, axis, palette)


def stacked_bars(
    rows: Sequence[Row],
    *,
    parts: Sequence[tuple[str, str]],
    above: str = "",
    above_label: str = "",
    unit: str = "count",
    decimals: int = 0,
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """Amounts of several kinds on top of each other by quarter, negative ones below zero, or None without any.

    Rows: `quarter`, one key a part; optional `published`, `link` and the key `above`, a percentage that is
    written over each bar (`above_label` says of what, in the hover). Components: (key, label), at most four.
    """
    if not any(row[part] for row in rows for part, _ in parts):
        return None
    highest, lowest = (find(sum(find(row[part] or 0, 0) for part, _ in parts) for row in rows) for find in (max, min))
    quarters = periods_of(rows)
    by_quarter = {as_period(row["quarter"]): row for row in rows}
    cells = [by_quarter.get(quarter, {}) for quarter in quarters]
    traces: list[dict[str, Any]] = []
    labels: list[tuple[float, str, str]] = []
    ends = {True: 0.0, False: 0.0}  # how far the last bar reaches, up and down
    last = next(cell for cell in reversed(cells) if any(cell.get(part) for part, _ in parts))
    for place, (part, name) in enumerate(parts[:MOST_SERIES]):
        colour = palette.series[place]
        traces.append(
            {
                "type": "bar",
                "name": name,
                "x": list(range(len(quarters))),
                "y": [cell.get(part) for cell in cells],
                "width": 0.72,
                "marker": {"color": colour, "line": bar_edge(palette)},
                "hoverinfo": "text",
                "hovertext": [
                    hover(name, q, c, c.get(part), unit, decimals) for q, c in zip(quarters, cells, strict=True)
                ],
                "customdata": [cell.get("link") for cell in cells],
            }
        )
        amount = last.get(part) or 0
        labels.append((ends[amount >= 0] + amount / 2, key(colour) + name, formatting.in_chart(amount, unit, decimals)))
        ends[amount >= 0] += amount
    axis = value_axis(palette, highest * (SHARE_ROOM if above else 1), unit=unit, bottom=lowest)
    figure = finish_with_labels(traces, labels, [], quarters, axis, palette, barmode="relative")
    if above:
        texts = share_above(cells, quarters, [part for part, _ in parts], above, above_label, palette)
        figure["layout"]["meta"]["narrow"]["traces"] = [*({} for _ in traces), {"text": sparse(texts["text"], 4)}]
        traces.append(texts)
    return figure


def share_above(
    cells: Sequence[Row],
    quarters: Sequence[Period],
    parts: Sequence[str],
    above: str,
    label: str,
    palette: theme.Palette,
) -> dict[str, Any]:
    """A percentage over each bar, or over some where they would run together; all in one row above the bars."""
    row = max(sum(cell.get(part) or 0 for part in parts) for cell in cells)
    texts = ["" if cell.get(above) is None else f"{formatting.number(cell[above])}%" for cell in cells]
    return {
        "type": "scatter",
        "mode": "text",
        "name": label,
        "x": list(range(len(quarters))),
        "y": [row if cell else None for cell in cells],
        "text": sparse(texts, 1 if len(quarters) <= MOST_WRITTEN else 4),
        "textposition": "top center",
        "textfont": font(palette),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            hover(label, quarter, cell, cell.get(above), "percent", 1)
            for quarter, cell in zip(quarters, cells, strict=True)
        ],
    }


def sparse(texts: Sequence[str], every: int) -> list[str]:
    """Each so many-th text, counted back from the last one, and nothing in place of the others."""
    last = len(texts) - 1
    return [text if (last - place) % every == 0 else "" for place, text in enumerate(texts)]
