"""Figures of upright bars that are not quarters in a row: distributions, age bands, one quarter over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.figures import theme
from dashboard.figures.frame import (
    LEFT_ROOM,
    Figure,
    Row,
    bar_edge,
    font,
    layout,
    padded,
    published_words,
    text_width,
    value_axis,
    wrapped,
)

TOP, BOTTOM = 26, 44
NARROW_PLOT = theme.NARROW_WIDTH - LEFT_ROOM - 8


def histogram(
    rows: Sequence[Row],
    *,
    deadline: int | None = None,
    last: int = 30,
    late_word: str = "late",
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """How many cases took how many working days, the deadline as a dashed line and late ones in orange.

    Rows: `days` (0, 1, 2 ...), `cases`; optional `late` (how many of them were late, where cases of several
    deadlines are mixed). Days beyond `last` are gathered in one bar. None without a case.
    """
    if not any(row["cases"] for row in rows):
        return None
    longest = max(row["days"] for row in rows if row["cases"])
    end = min(max(longest, (deadline or 0) + 2, 9), last)
    cases, late = [0] * (end + 1), [0] * (end + 1)
    for row in rows:
        place = min(row["days"], end)
        over = row["days"] > deadline if deadline is not None else False
        cases[place] += row["cases"]
        late[place] += row["late"] if row.get("late") is not None else row["cases"] if over else 0
    gathered = longest > end
    names = [days_name(day, more=gathered and day == end) for day in range(end + 1)]
    step = 5 if end > 12 else 2 if end > 8 else 1
    ticks = list(range(0, end + 1, step))
    text = [str(day) for day in ticks]
    text[0] = "0 days"
    if gathered:
        while ticks and end - ticks[-1] < 3:
            ticks.pop(), text.pop()
        ticks.append(end)
        text.append(f"{end}+")
    shapes, annotations = [], []
    total = sum(late)
    if deadline is not None:
        shapes.append(deadline_line(deadline + 0.5, palette))
        label = top_label(f"Deadline {deadline} working days", deadline + 0.5, palette)
        if deadline > end * 0.6:  # no room at its right
            label |= {"xanchor": "right", "xshift": -5}
        annotations.append(label)
    if total:
        annotations.append(late_label(total, sum(cases), late, max(cases), late_word, palette))
    words = ("case", "in time", late_word)
    return banded(names, cases, late, ticks, text, words, [None] * len(names), shapes, annotations, palette)


def days_name(day: int, *, more: bool) -> str:
    """`1 working day`, `30 or more working days`."""
    return f"{day} or more working days" if more else formatting.days(day)


def banded_bars(
    rows: Sequence[Row],
    *,
    case: str = "case",
    in_time: str = "in time",
    late_word: str = "overdue",
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """One bar a band, the late part of it in orange and labelled in words, or None without a case.

    Rows: `label`, `cases`; optional `late` (how many of them), `link`. `case` is what is counted, in the singular;
    `in_time` what is said of those that are not late, if anything.
    """
    if not any(row["cases"] for row in rows):
        return None
    cases = [row["cases"] or 0 for row in rows]
    late = [row.get("late") or 0 for row in rows]
    places = list(range(len(rows)))
    labels = [str(row["label"]) for row in rows]
    annotations = [
        {
            **top_label(band_text(count, over, late_word, palette), place, palette),
            "xanchor": "center",
            "xshift": 0,
            "yref": "y",
            "y": count,
        }
        for place, (count, over) in enumerate(zip(cases, late, strict=True))
        if count
    ]
    links = [row.get("link") for row in rows]
    words = (case, in_time, late_word)
    return banded(labels, cases, late, places, labels, words, links, [], annotations, palette, room=1.2)


def band_text(count: int, over: int, late_word: str, palette: theme.Palette) -> str:
    """`<b>12</b>`, and under it how many of them are late."""
    if not over:
        return f"<b>{formatting.number(count)}</b>"
    words = f"all {late_word}" if over == count else f"{formatting.number(over)} {late_word}"
    return f'<b>{formatting.number(count)}</b><br><span style="color:{palette.late_text}">{words}</span>'


def banded(
    names: Sequence[str],
    cases: Sequence[int],
    late: Sequence[int],
    ticks: Sequence[int],
    text: Sequence[str],
    words: tuple[str, str, str],
    links: Sequence[str | None],
    shapes: Sequence[dict[str, Any]],
    annotations: Sequence[dict[str, Any]],
    palette: theme.Palette,
    room: float = 1.08,
) -> Figure:
    """Bars in two parts, in time and late. `words`: what is counted, and what is said of each part."""
    case, in_time_word, late_word = words
    axis = value_axis(palette, max(cases) * room, unit="count")
    places = list(range(len(names)))

    def part(name: str, values: Sequence[int], colour: str, word: str) -> dict[str, Any]:
        return {
            "type": "bar",
            "name": name,
            "x": places,
            "y": list(values),
            "width": 0.86 if len(places) > 12 else 0.72,
            "marker": {"color": colour, "line": bar_edge(palette)},
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{label}</b><br>{formatting.plural(value, case)} {word}".rstrip()
                for label, value in zip(names, values, strict=True)
            ],
            "customdata": list(links),
        }

    in_time = [count - over for count, over in zip(cases, late, strict=True)]
    traces = [part(in_time_word.capitalize(), in_time, palette.series_1, in_time_word)]
    if any(late):
        traces.append(part(late_word.capitalize(), late, palette.late, late_word))
    return {
        "data": traces,
        "layout": layout(
            palette,
            xaxis={
                "range": padded(len(names), theme.NOMINAL_WIDTH),
                "tickvals": list(ticks),
                "ticktext": list(text),
            },
            yaxis=axis,
            margin=(TOP, 8, BOTTOM, 0),
            shapes=shapes,
            annotations=annotations,
            barmode="stack",
            narrow={
                "xaxis": {
                    "range": padded(len(names), theme.NARROW_WIDTH),
                    **narrow_ticks(text, NARROW_PLOT / len(names) if len(ticks) == len(names) else NARROW_PLOT),
                }
            },
        ),
    }


def narrow_ticks(text: Sequence[str], slot: float) -> dict[str, Any]:
    """Tick labels that are wider than a bar's place broken over two lines, which is what fits on a phone."""
    return {"ticktext": [wrapped(label, 0) if text_width(label) > slot else label for label in text]}


def deadline_line(at: float, palette: theme.Palette) -> dict[str, Any]:
    """The deadline as a dashed upright line."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1.06,
        "line": {"color": palette.ink, "width": 1.25, "dash": "4px,3px"},
    }


def top_label(text: str, at: float, palette: theme.Palette) -> dict[str, Any]:
    """A label that begins at an upright line, above the plot."""
    return {
        "text": text,
        "xref": "x",
        "x": at,
        "xanchor": "left",
        "xshift": 5,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "align": "center",
        "font": font(palette, size=theme.TEXT_SIZE),
    }


def late_label(
    total: int, all_cases: int, late: Sequence[int], highest: int, late_word: str, palette: theme.Palette
) -> dict[str, Any]:
    """How many were late, in words over the late bars."""
    places = [place for place, count in enumerate(late) if count]
    room = places[0] < len(late) * 0.6  # at the right of the first late bar
    return {
        "text": f"<b>{formatting.number(total)} {late_word}</b> of {formatting.number(all_cases)}",
        "xref": "x",
        "x": max(places[0] - 0.5, 0) if room else places[-1] + 0.5,
        "xanchor": "left" if room else "right",
        "xshift": 5 if room else 0,
        "yref": "y",
        "y": max(*late, highest * 0.25) + highest * 0.06,
        "yanchor": "bottom",
        "showarrow": False,
        "font": font(palette, size=theme.TEXT_SIZE, colour=palette.late_text),
    }


def year_bars(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    target: float | None = None,
    target_label: str = "",
    whole: bool = True,
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """One bar a year for the same quarter, this year's strong and earlier ones pale, or None without a value.

    Rows: `label` (2019/20), `value`; optional `cases`, `published`, `current` (else the last one), `link`. An axis
    of percentages runs to 100 unless `whole` is False.
    """
    if all(row["value"] is None for row in rows):
        return None
    values = [row["value"] for row in rows if row["value"] is not None]
    current = [bool(row.get("current", place == len(rows) - 1)) for place, row in enumerate(rows)]
    highest = max([*values, target or 0])
    axis = value_axis(palette, highest, unit=unit, bottom=min(values), whole=whole)
    shapes, annotations, right = [], [], 8
    if target is not None:
        right = 84
        shapes.append(
            {
                "type": "line",
                "xref": "paper",
                "yref": "y",
                "x0": LEFT_ROOM / (theme.NOMINAL_WIDTH - right),
                "x1": 1,
                "y0": target,
                "y1": target,
                "line": {"color": palette.ink, "width": 1.25, "dash": "4px,3px"},
            }
        )
        label = target_label or f"Target {formatting.in_chart(target, unit)}"
        annotations.append(
            {**top_label(label, 1, palette), "xref": "paper", "yref": "y", "y": target, "yanchor": "middle"}
        )
    bar = {
        "type": "bar",
        "name": "",
        "x": list(range(len(rows))),
        "y": [row["value"] for row in rows],
        "width": 0.82,
        "marker": {
            "color": [palette.series_1 if now else palette.tint for now in current],
            "line": bar_edge(palette),
        },
        "text": [
            f"<b>{shown}</b>" if now else shown
            for row, now in zip(rows, current, strict=True)
            for shown in [formatting.in_chart(row["value"], unit, decimals) if row["value"] is not None else ""]
        ],
        # At the foot of the bars, where no target line crosses them.
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "insidetextfont": {
            **font(palette, size=theme.TEXT_SIZE),
            "color": [palette.brand_text if now else palette.ink for now in current],
        },
        "constraintext": "none",
        "hoverinfo": "text",
        "hovertext": [
            f"<b>{row['label']}</b><br>{formatting.in_unit(row['value'], unit, decimals)}"
            f"{' (' + row['cases'] + ')' if row.get('cases') else ''}{published_words(row)}"
            for row in rows
        ],
        "customdata": [row.get("link") for row in rows],
    }
    return {
        "data": [bar],
        "layout": layout(
            palette,
            xaxis={
                "range": padded(len(rows), theme.NOMINAL_WIDTH - right),
                "tickvals": list(range(len(rows))),
                "ticktext": [str(row["label"]) for row in rows],
            },
            yaxis=axis,
            margin=(TOP, right, BOTTOM, 0),
            shapes=shapes,
            annotations=annotations,
            narrow={"xaxis": {"range": padded(len(rows), theme.NARROW_WIDTH - right)}},
        ),
    }
