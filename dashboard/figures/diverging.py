"""Figures of gains and losses: bars that leave a line in the middle to the right or to the left."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting
from dashboard.figures.frame import Row, Written
from dashboard.figures.plot import Plot, Run, Series
from dashboard.figures.ranked import BREATH, MOST_ROWS, NARROW_WIDTH, WIDTH, beside_names, names_of
from dashboard.figures.theme import SERIES

EDGE = 0.04


def diverging_bars(rows: Sequence[Row], *, limit: int = MOST_ROWS) -> Plot | None:
    """One bar a name for a gain (right, strong) or a loss (left, pale), or None where nothing changed.

    Rows: `label`, `value` (a count with its sign); optional `words` (what the hover adds), `link`.
    """
    shown = [row for row in rows if row["value"] is not None][:limit]
    if not any(row["value"] for row in shown):
        return None
    values = [row["value"] for row in shown]
    texts = [formatting.signed(value) for value in values]
    most, least = max(0, *values), min(0, *values)
    # Something of a side stays even where nothing gained, or nothing lost, so that the line is not the edge.
    edge = (most - least) * EDGE
    names, written = names_of(shown), [(Run(text, bold=True),) for text in texts]
    bars = Series(
        "",
        "bars",
        tuple(values),
        tuple(SERIES[0] if value > 0 else "tint" for value in values),
        texts=tuple(texts),
        hovers=tuple(
            (name, text, *([row["words"]] if row.get("words") else []))
            for name, text, row in zip(names, texts, shown, strict=True)
        ),
        links=tuple(row.get("link") for row in shown),
        width=WIDTH,
        narrow_width=NARROW_WIDTH,
    )
    return beside_names(names, [bars], written, (least - edge, (most + edge) * BREATH), Written("count", 0))
