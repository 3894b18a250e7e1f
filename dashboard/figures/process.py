"""A figure of one measure over quarters with what its own past leads one to expect: an XmR chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.quarters import Period
from dashboard.figures import theme
from dashboard.figures.frame import MARKS, SYMBOLS, Figure, Row, as_period, key, periods_of, value_axis
from dashboard.figures.quarters import finish_with_labels, line, strokes, target_mark

RING = 18


def process_lines(
    rows: Sequence[Row],
    *,
    name: str,
    unit: str = "percent",
    decimals: int = 1,
    limits: Row | None = None,
    targets: Sequence[Row] = (),
    palette: theme.Palette = theme.LIGHT,
) -> Figure | None:
    """One line over quarters on the band of its process limits, unusual points ringed, or None without a value.

    Rows: `quarter`, `value` (None is a gap); optional `cases`, `published`, `link`, `unusual` (why, in words; empty
    for a usual point). Limits: `centre`, `lower`, `upper` (None where nature sets the end), `from_quarter`,
    `to_quarter`. Targets as in `quarterly_lines`; so are half-years and years.
    """
    known = [row["value"] for row in rows if row["value"] is not None]
    if not known:
        return None
    quarters, colour = periods_of(rows), palette.series_1
    mine = {as_period(row["quarter"]): row for row in rows}
    ends = [limits[end] for end in ("lower", "upper") if limits[end] is not None] if limits else []
    values = [*known, *ends, *(target["value"] for target in targets)]
    axis = value_axis(palette, max(values), unit=unit, bottom=min(values))
    traces: list[dict[str, Any]] = []
    if any(period.kind == "quarter" for period in mine):
        traces.append(line(mine, quarters, name, colour, SYMBOLS[0], unit, decimals, palette))
        explain(traces[-1], mine, quarters)
    if wide := {period: row for period, row in mine.items() if period.kind != "quarter"}:
        traces.append(strokes(wide, quarters, name, colour, unit, decimals))
    last = mine[max(period for period, row in mine.items() if row["value"] is not None)]["value"]
    labels = [(last, key(colour, MARKS[0]) + name, formatting.in_chart(last, unit, decimals))]
    shapes: list[dict[str, Any]] = []
    if limits:
        shapes += band(limits, quarters, axis, palette)
        labels += [(limits["centre"], "─ Mean", ""), *((end, "Limit", "") for end in ends)]
    for target in targets:
        shape, label = target_mark(target, quarters, unit, palette)
        shapes.append(shape)
        labels.append(label)
    rings = [quarter for quarter in quarters if mine.get(quarter, {}).get("unusual")]
    if rings:
        traces.append(ringed([(q.index - quarters[0].index, mine[q]["value"]) for q in rings], palette))
    return finish_with_labels(traces, labels, shapes, quarters, axis, palette)


def explain(trace: dict[str, Any], mine: dict[Period, Row], quarters: Sequence[Period]) -> None:
    """Adds to what each point says when it is pointed at why it is unusual, if it is."""
    why = [mine.get(quarter, {}).get("unusual") for quarter in quarters]
    trace["hovertext"] = [
        f"{text}<br>Unusual: {words}" if words else text for text, words in zip(trace["hovertext"], why, strict=True)
    ]


def band(limits: Row, quarters: Sequence[Period], axis: dict[str, Any], palette: theme.Palette) -> list[dict[str, Any]]:
    """The limits as a pale band over the quarters that they were worked out from, with the mean as a thin line."""
    first, last = as_period(limits["from_quarter"]), as_period(limits["to_quarter"])
    across = {
        "xref": "x",
        "yref": "y",
        "x0": max(first, quarters[0]).index - quarters[0].index - 0.5,
        "x1": min(last, quarters[-1]).index - quarters[0].index + 0.5,
    }
    lower = axis["range"][0] if limits["lower"] is None else limits["lower"]
    upper = axis["tickvals"][-1] if limits["upper"] is None else limits["upper"]
    return [
        {
            "type": "rect",
            **across,
            "y0": lower,
            "y1": upper,
            "fillcolor": palette.plain_wash,
            "line": {"width": 0},
            "layer": "below",
        },
        {
            "type": "line",
            **across,
            "y0": limits["centre"],
            "y1": limits["centre"],
            "line": {"color": palette.quiet, "width": 1},
            "layer": "below",
        },
    ]


def ringed(points: Sequence[tuple[int, float]], palette: theme.Palette) -> dict[str, Any]:
    """Rings around the unusual points: a shape as well as a colour."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Unusual",
        "x": [place for place, _ in points],
        "y": [value for _, value in points],
        "cliponaxis": False,
        "marker": {"symbol": "circle-open", "size": RING, "color": palette.late, "line": {"width": 2.5}},
        "hoverinfo": "skip",
    }
