"""A figure of small panels over quarters: one a series, on one scale, each with its own target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.figures import theme
from dashboard.figures.frame import Row, Written, periods_of, quarter_axis, revision_marks, room_for
from dashboard.figures.line_ends import Name
from dashboard.figures.plot import MARKS, SYMBOLS, Axis, Frame, Label, Line, Plot, Run
from dashboard.figures.quarters import axis_of, last_of, lines, plotted, quarterly_lines, series_of, target_line
from dashboard.figures.theme import SERIES

COLUMNS = 2  # on a wide screen; a narrow one has one
HEAD = 52  # pixels above a panel, for its name, its target and the topmost value
FOOT, DEEP_FOOT = 26, 44  # below it, for one line of quarters or two
ABOVE = 15  # of the head over the panel, where its topmost value stands
BETWEEN = 28  # two panels side by side
RIGHT = 8  # for half of a last mark
HIGH = 420  # two rows of them; a slide may have no more room than for a usual chart
NARROW_HEIGHT = 100  # of a panel on a phone
MOST_LETTERS = 32  # of a name, for it not to reach into the next panel


@dataclass(frozen=True)
class Sheet:
    """A sheet with so many panels over these quarters, on one scale."""

    count: int
    quarters: Sequence[Period]
    y: Axis

    def frame(self, place: int, labels: tuple[Label, ...], *, narrow: bool) -> Frame:
        """The room of the panel at this place, in reading order."""
        columns = 1 if narrow else COLUMNS
        rows = math.ceil(self.count / columns)
        sheet = theme.NARROW_WIDTH if narrow else theme.NOMINAL_WIDTH
        width = (sheet - RIGHT - BETWEEN * (columns - 1)) / columns
        # panels on a wide screen are as wide as a phone, and so are their axes
        right = round(theme.NARROW_WIDTH - width)
        x = quarter_axis(self.quarters, right=right, left=room_for(self.y), narrow=True)
        foot = DEEP_FOOT if any("\n" in name for _rest, name in x.ticks) else FOOT
        least = rows * (HEAD + NARROW_HEIGHT + foot) if narrow else theme.CHART_HEIGHT
        height = HIGH if rows > 1 and not narrow else least
        row, column = divmod(place, columns)
        across = share(column, columns, width, BETWEEN)
        up = share(rows - 1 - row, rows, least / rows - HEAD - foot, HEAD + foot)
        return Frame(height, (HEAD, RIGHT, foot, 0), replace(x, domain=across), replace(self.y, domain=up), labels)


def share(place: int, count: int, size: float, gap: float) -> tuple[float, float]:
    """Which share of the room one takes of so many of a size with gaps between them."""
    whole = count * (size + gap) - gap
    start = place * (size + gap)
    return start / whole, (start + size) / whole


def quarterly_panels(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    targets: Sequence[Row] = (),
    order: Sequence[str] = (),
    whole: bool = True,
    aims: Mapping[str, str] | None = None,
) -> Plot | None:
    """Lines over quarters in a panel each, or None without a value; a single one is as `quarterly_lines` draws it.

    Rows, targets and options as there; `aims` say what each series is held against, at the head of its panel.
    """
    known = {row["series"] for row in rows if row["value"] is not None}
    rows = [row for row in rows if row["series"] in known]
    drawn = [*series_of(rows, order).items()][: len(SERIES)]
    if len(drawn) < 2:
        return quarterly_lines(rows, unit=unit, decimals=decimals, targets=targets, order=order, whole=whole)
    quarters, how = periods_of(rows), Written(unit, decimals)
    sheet = Sheet(len(drawn), quarters, thinned(axis_of([*rows, *targets], unit, whole=whole)))
    panels = []
    for place, (name, mine) in enumerate(drawn):
        own = [{**target, "colour": SERIES[place]} for target in targets if target.get("series") == name]
        aim = (Run("┄ " if own else "", colour=SERIES[place]), Run((aims or {}).get(name, ""), colour="quiet"))
        head = head_of(mine, quarters, last_of(mine, name, MARKS[place], SERIES[place], how)[0], aim)
        labels = (head, *revision_marks(mine.values(), quarters))
        series = lines(mine, quarters, name, SERIES[place], SYMBOLS[place], how)
        frames = sheet.frame(place, labels, narrow=False), sheet.frame(place, labels, narrow=True)
        references = tuple(target_line(target, quarters, how) for target in own)
        panels.append(plotted(series, quarters, frames, how, references=references))
    every = [one for panel in panels for one in panel.series]
    bare = replace(panels[0].wide, labels=()), replace(panels[0].narrow, labels=())
    return replace(plotted(every, quarters, bare, how, panels=tuple(panels)), series=())


def head_of(mine: Mapping[Period, Row], quarters: Sequence[Period], name: Name, aim: Line) -> Label:
    """What stands over a panel: mark, name and last value, with its quarter where that is not the last one shown, and
    below them what the series is held against."""
    last = max(period for period, row in mine.items() if row["value"] is not None)
    when = "" if last.last_day == quarters[-1].last_day else _(" in {last}", last=last.label)
    written = replace(name, name=shorten(name.name, MOST_LETTERS, placeholder="…"), shown=name.shown + when)
    lines = (written.wide, aim)
    return Label(
        lines, 0, 1, x_is_share=True, y_is_share=True, vertical="bottom", shift=(0, ABOVE), flush=True, of=name.name
    )


def thinned(axis: Axis) -> Axis:
    """The axis with every other of its ticks, where the last one is then among them."""
    return replace(axis, ticks=axis.ticks[::2]) if len(axis.ticks) % 2 else axis
