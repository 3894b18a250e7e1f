"""Figures over the months of a financial year, April to March, one line a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.basics.quarters import short_months
from dashboard.figures.frame import Row, Written, padded, published_words, value_axis, width_of
from dashboard.figures.line_ends import Name, labelled
from dashboard.figures.plot import MARKS, SYMBOLS, Axis, Plot, Series, Symbol
from dashboard.figures.quarters import marked_line
from dashboard.figures.theme import SERIES, Colour

YEAR = 12
NARROW_STEP = 3


def from_april() -> list[str]:
    """The months of a financial year in short."""
    names = short_months()
    return [*names[3:], *names[:3]]


def year_lines(rows: Sequence[Row], *, unit: str = "count", decimals: int = 0) -> Plot | None:
    """A line a year over its months, each labelled at its end, or None without a value.

    Rows: `series` (2019/20), `place` (0 for April to 11 for March), `label` (April 2019), `value` (None is a gap);
    optional `published`, `link`.
    """
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return None
    how, axis = Written(unit, decimals), value_axis(max(values), unit=unit, bottom=min(values))
    series: list[Series] = []
    names: list[Name] = []
    years = dict.fromkeys(row["series"] for row in rows)
    for year, colour, symbol, mark in zip(years, SERIES, SYMBOLS, MARKS, strict=False):
        mine = {row["place"]: row for row in rows if row["series"] == year}
        series.append(year_line(mine, year, colour, symbol, how))
        ends = [row["value"] for _, row in sorted(mine.items()) if row["value"] is not None]
        names += [Name(value, year, how.short(value), mark, colour) for value in ends[-1:]]
    wide, narrow = labelled(names, month_axis, axis)
    return Plot(
        upright=True,
        categories=tuple(from_april()),
        series=tuple(reversed(series)),  # the first line lies over the others
        wide=wide,
        narrow=narrow,
        over_time=True,
        **how.numbers(series),
    )


def year_line(mine: Mapping[int, Row], year: str, colour: Colour, symbol: Symbol, how: Written) -> Series:
    """One year as a line."""
    cells = [mine.get(place, {}) for place in range(YEAR)]
    texts = [how.exact(cell["value"]) if cell else "" for cell in cells]
    hovers = [
        (str(cell["label"]), text, *published_words(cell)) if cell else ()
        for cell, text in zip(cells, texts, strict=True)
    ]
    return marked_line(cells, texts, hovers, year, colour, symbol)


def month_axis(*, right: int, narrow: bool = False) -> Axis:
    """The months from April to March, and for a phone every third of them."""
    ticks = tuple(enumerate(from_april()))[:: NARROW_STEP if narrow else 1]
    return Axis(padded(YEAR, width_of(narrow) - right), ticks)
