"""A figure of one value a name as a dot on a common scale: the council beside other places."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.frame import Row, Written, nice_ticks
from dashboard.figures.plot import Plot, Run, Series
from dashboard.figures.ranked import BREATH, beside_names, names_of
from dashboard.figures.theme import SERIES

OWN, DOT = 15, 11


def ranked_dots(rows: Sequence[Row], *, unit: str = "count", decimals: int = 0) -> Plot | None:
    """One dot a name in the order given, the council's own a diamond in bold, or None without a value.

    Rows: `label`, `value`; optional `own` (True for the council's), `when` (the period, for the hover), `link`.
    """
    shown = [row for row in rows if row["value"] is not None]
    if not shown:
        return None
    how, values, own = Written(unit, decimals), [row["value"] for row in shown], [bool(row.get("own")) for row in shown]
    top = nice_ticks(0, max(values))[-1]
    names = names_of(shown)
    texts = [how.exact(value) for value in values]
    written = [(Run(text, bold=bold),) for text, bold in zip(texts, own, strict=True)]
    dots = Series(
        "",
        "dots",
        tuple(values),
        tuple(SERIES[0] if mine else "quiet" for mine in own),
        texts=tuple(texts),
        hovers=tuple(
            (name, text, *([str(row["when"])] if row.get("when") else []))
            for name, text, row in zip(names, texts, shown, strict=True)
        ),
        links=tuple(row.get("link") for row in shown),
        symbols=tuple("diamond" if mine else "circle" for mine in own),
        sizes=tuple(OWN if mine else DOT for mine in own),
    )
    return beside_names(names, [dots], written, (0, top * BREATH), how)
