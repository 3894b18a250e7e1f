"""A figure of several kinds on top of each other, quarter by quarter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.basics import formatting
from dashboard.basics.quarters import Period
from dashboard.figures import theme
from dashboard.figures.frame import Row, Written, as_period, periods_of, revised_run, revision_marks, value_axis
from dashboard.figures.line_ends import Name
from dashboard.figures.plot import Line, Plot, Run, Series
from dashboard.figures.quarters import columns, hover, over_quarters
from dashboard.figures.theme import SERIES, Colour

QUIET: Colour = "tint"
MOST_WRITTEN = 12
SHARE_ROOM = 1.08
LIFT = 1.02  # of what stands above bars, off the highest of them


def stacked_bars(
    rows: Sequence[Row],
    *,
    parts: Sequence[tuple[str, str]],
    quiet: Collection[str] = (),
    above: str = "",
    above_label: str = "",
    unit: str = "count",
    decimals: int = 0,
) -> Plot | None:
    """Amounts of several kinds on top of each other by quarter, negative ones below zero, or None without any.

    Rows: `quarter`, one key a part; optional `published`, `revised`, `link` and the key `above`, a percentage that is
    written over each bar (in the hover `above_label` says of what, and the row's `above_cases` of how many).
    Components: (key, label), at most four; the `quiet` ones are pale.
    """
    if not any(row[part] for row in rows for part, _ in parts):
        return None
    sums = [[sum(find(row[part] or 0, 0) for part, _ in parts) for row in rows] for find in (max, min)]
    quarters, how = periods_of(rows), Written(unit, decimals)
    by_quarter = {as_period(row["quarter"]): row for row in rows}
    series = [
        columns({q: {**row, "value": row[part]} for q, row in by_quarter.items()}, quarters, name, colour, how)
        for (part, name), colour in zip(parts, colours_of(parts, quiet), strict=False)
    ]
    cells = [by_quarter.get(quarter, {}) for quarter in quarters]
    last = next(cell for cell in reversed(cells) if any(cell.get(part) for part, _ in parts))
    axis = value_axis(max(sums[0]) * (SHARE_ROOM if above else 1), unit=unit, bottom=min(sums[1]))
    if above:
        series.append(share_above(cells, quarters, parts, above, above_label))
    names = stacked_names(last, parts, colours_of(parts, quiet), how)
    tops = [{**row, "value": top} for row, top in zip(rows, sums[0], strict=True)]
    marks = () if above else revision_marks(tops, quarters)
    return over_quarters(series, names, (), quarters, axis, how, stacking="stacked", marks=marks)


def colours_of(parts: Sequence[tuple[str, str]], quiet: Collection[str]) -> list[Colour]:
    """The parts' colours: pale for quiet ones, and the others' in their order."""
    others = iter(SERIES)
    return [QUIET if part in quiet else next(others) for part, _ in parts[: len(SERIES)]]


def stacked_names(last: Row, parts: Sequence[tuple[str, str]], colours: Sequence[Colour], how: Written) -> list[Name]:
    """The parts' names, each at the middle of its part of the last bar."""
    names = []
    ends = {True: 0.0, False: 0.0}  # how far the bar reaches, up and down
    for (part, name), colour in zip(parts, colours, strict=False):
        amount = last[part] or 0
        names.append(Name(ends[amount >= 0] + amount / 2, name, how.short(amount), "■", colour))
        ends[amount >= 0] += amount
    return names


def share_above(
    cells: Sequence[Row], quarters: Sequence[Period], parts: Sequence[tuple[str, str]], above: str, label: str
) -> Series:
    """A percentage over each bar, or over some where they would run together; all in one row above the bars."""
    row = LIFT * max(sum(cell.get(part) or 0 for part, _ in parts) for cell in cells)
    shares, exact = [cell.get(above) for cell in cells], Written("percent", 1)
    short = ["" if share is None else f"{formatting.number(share)}%" for share in shares]
    texts = [exact.exact(share) for share in shares]
    of = (f" ({cell['above_cases']})" if cell.get("above_cases") else "" for cell in cells)
    said = [text + cases for text, cases in zip(texts, of, strict=True)]
    return Series(
        label,
        "texts",
        tuple(row if cell else None for cell in cells),
        (theme.INK,) * len(cells),
        texts=tuple(texts),
        hovers=tuple(hover(q.label, label, text, cell) for q, text, cell in zip(quarters, said, cells, strict=True)),
        written=as_lines(sparse(short, 1 if len(quarters) <= MOST_WRITTEN else 4), cells),
        narrow_written=as_lines(sparse(short, 4), cells),
        amounts=tuple(None if share is None else formatting.rounded(share, exact.decimals) for share in shares),
    )


def as_lines(texts: Sequence[str], cells: Sequence[Row]) -> tuple[Line, ...]:
    """Plain texts as lines, with the mark of what has been revised."""
    return tuple((Run(text), *revised_run(cell)) if text else () for text, cell in zip(texts, cells, strict=True))


def sparse(texts: Sequence[str], every: int) -> list[str]:
    """Each so many-th text, counted back from the last one, and nothing in place of the others."""
    last = len(texts) - 1
    return [text if (last - place) % every == 0 else "" for place, text in enumerate(texts)]
