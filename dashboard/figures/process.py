"""A figure of one measure over quarters on its usual range, with what happened to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.figures.frame import Row, Written, as_period, periods_of, revision_marks, value_axis
from dashboard.figures.line_ends import Name
from dashboard.figures.plot import MARKS, SYMBOLS, Axis, Band, Label, Plot, Reference, Run, Series, one_line
from dashboard.figures.quarters import last_of, lines, over_quarters, reach
from dashboard.figures.theme import SERIES, SMALL_SIZE

RING = 18


def process_lines(
    rows: Sequence[Row],
    *,
    name: str,
    unit: str = "percent",
    decimals: int = 1,
    limits: Row | None = None,
    targets: Sequence[Row] = (),
    events: Sequence[Row] = (),
) -> Plot | None:
    """One line over quarters on the band of its usual range, points of which something is said ringed, or None
    without a value.

    Rows: `quarter`, `value` (None is a gap); optional `cases`, `published`, `link`, `remark` (what is said of the
    point; empty where that is nothing). Limits: `centre`, `lower`, `upper` (None where nature sets the end),
    `from_quarter`, `to_quarter`. Events: `quarter`, `label`, and `step` where it begins a new level. Targets as in
    `quarterly_lines`; so are half-years and years.
    """
    known = [row["value"] for row in rows if row["value"] is not None]
    if not known:
        return None
    quarters, how = periods_of(rows), Written(unit, decimals)
    mine = {as_period(row["quarter"]): row for row in rows}
    ends = [limits[end] for end in ("lower", "upper") if limits[end] is not None] if limits else []
    reached = [*known, *ends, *(target["value"] for target in targets)]
    axis = value_axis(max(reached), unit=unit, bottom=min(reached), fitted=True)
    series = [explained(one, mine, quarters) for one in lines(mine, quarters, name, SERIES[0], SYMBOLS[0], how)]
    names = last_of(mine, name, MARKS[0], SERIES[0], how)
    if limits:
        names += [Name(limits["centre"], _("─ Mean")), *(Name(end, _("Limit")) for end in ends)]
    upright = [event_line(event, quarters, axis) for event in events]
    plot = over_quarters(
        [*series, *rings(mine, quarters)], names, targets, quarters, axis, how,
        references=[*([mean(limits, quarters)] if limits else []), *upright],
        bands=[band(limits, quarters, axis)] if limits else (),
        marks=revision_marks(rows, quarters),
    )  # fmt: skip
    heads = tuple(head(line) for line in upright)
    wide, narrow = (replace(frame, labels=(*frame.labels, *heads)) for frame in (plot.wide, plot.narrow))
    return replace(plot, wide=wide, narrow=narrow)


def explained(one: Series, mine: Mapping[Period, Row], quarters: Sequence[Period]) -> Series:
    """The line, each of whose points says when it is pointed at what is said of it, if anything is."""
    if one.form != "line":
        return one
    said = [mine.get(quarter, {}).get("remark") for quarter in quarters]
    told = ((*lines, words) if words else lines for lines, words in zip(one.hovers, said, strict=True))
    return replace(one, hovers=tuple(told))


def event_line(event: Row, quarters: Sequence[Period], axis: Axis) -> Reference:
    """What happened as an upright line: where a new level begins, else in the middle of its quarter."""
    period = Period.holding(as_period(event["quarter"]).first_day, quarters[0].kind)
    place = period.index - quarters[0].index - (0.5 if event["step"] else 0)
    ends = axis.ends[0], axis.ticks[-1][0]
    return Reference(place, *ends, across=False, dashes=(2, 3), colour="quiet", depth="nothing", label=event["label"])


def head(line: Reference) -> Label:
    """The letter over an event's line."""
    return Label(
        one_line(Run(line.label, bold=True)), line.value, 1, y_is_share=True, horizontal="center", vertical="bottom",
        size=SMALL_SIZE, colour="quiet", shift=(0, -4),
    )  # fmt: skip


def mean(limits: Row, quarters: Sequence[Period]) -> Reference:
    """The mean as a thin line over the quarters that it was worked out from."""
    across = reach(as_period(limits["from_quarter"]), as_period(limits["to_quarter"]), quarters)
    return Reference(limits["centre"], *across, dashes=(), colour="quiet", depth="nothing", label=_("Mean"))


def band(limits: Row, quarters: Sequence[Period], axis: Axis) -> Band:
    """The limits as a pale band over the quarters that they were worked out from."""
    lower, upper = limits["lower"], limits["upper"]
    return Band(
        axis.ends[0] if lower is None else lower,
        axis.ticks[-1][0] if upper is None else upper,
        *reach(as_period(limits["from_quarter"]), as_period(limits["to_quarter"]), quarters),
        lower=lower is not None,
        upper=upper is not None,
    )


def rings(mine: Mapping[Period, Row], quarters: Sequence[Period]) -> list[Series]:
    """Rings around the points of which something is said: a shape as well as a colour; none where that is nothing."""
    values = [mine[quarter]["value"] if mine.get(quarter, {}).get("remark") else None for quarter in quarters]
    every = range(len(quarters))
    ring = Series(
        _("Stands out"),
        "rings",
        tuple(values),
        tuple("late" for _rest in every),
        symbols=tuple("circle" for _rest in every),
        sizes=tuple(RING for _rest in every),
    )
    return [ring] if any(value is not None for value in values) else []
