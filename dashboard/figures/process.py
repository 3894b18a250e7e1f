"""A figure of one measure over quarters with what its own past leads one to expect: an XmR chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.basics.quarters import Period
from dashboard.figures.frame import Row, Written, as_period, periods_of, revision_marks, value_axis
from dashboard.figures.line_ends import Name
from dashboard.figures.plot import MARKS, SYMBOLS, Axis, Band, Plot, Reference, Series
from dashboard.figures.quarters import last_of, lines, over_quarters, reach
from dashboard.figures.theme import SERIES

RING = 18


def process_lines(
    rows: Sequence[Row],
    *,
    name: str,
    unit: str = "percent",
    decimals: int = 1,
    limits: Row | None = None,
    targets: Sequence[Row] = (),
) -> Plot | None:
    """One line over quarters on the band of its process limits, unusual points ringed, or None without a value.

    Rows: `quarter`, `value` (None is a gap); optional `cases`, `published`, `link`, `unusual` (why, in words; empty
    for a usual point). Limits: `centre`, `lower`, `upper` (None where nature sets the end), `from_quarter`,
    `to_quarter`. Targets as in `quarterly_lines`; so are half-years and years.
    """
    known = [row["value"] for row in rows if row["value"] is not None]
    if not known:
        return None
    quarters, how = periods_of(rows), Written(unit, decimals)
    mine = {as_period(row["quarter"]): row for row in rows}
    ends = [limits[end] for end in ("lower", "upper") if limits[end] is not None] if limits else []
    reached = [*known, *ends, *(target["value"] for target in targets)]
    axis = value_axis(max(reached), unit=unit, bottom=min(reached))
    series = [explained(one, mine, quarters) for one in lines(mine, quarters, name, SERIES[0], SYMBOLS[0], how)]
    names = last_of(mine, name, MARKS[0], SERIES[0], how)
    if limits:
        names += [Name(limits["centre"], "─ Mean"), *(Name(end, "Limit") for end in ends)]
    return over_quarters(
        [*series, *rings(mine, quarters)], names, targets, quarters, axis, how,
        references=[mean(limits, quarters)] if limits else (),
        bands=[band(limits, quarters, axis)] if limits else (),
        marks=revision_marks(rows, quarters),
    )  # fmt: skip


def explained(one: Series, mine: Mapping[Period, Row], quarters: Sequence[Period]) -> Series:
    """The line, each of whose points says when it is pointed at why it is unusual, if it is."""
    if one.form != "line":
        return one
    why = [mine.get(quarter, {}).get("unusual") for quarter in quarters]
    told = (
        (*lines, f"Unusual: {words}") if words else lines for lines, words in zip(one.hovers, why, strict=True)
    )  # fmt: skip
    return replace(one, hovers=tuple(told))


def mean(limits: Row, quarters: Sequence[Period]) -> Reference:
    """The mean as a thin line over the quarters that it was worked out from."""
    across = reach(as_period(limits["from_quarter"]), as_period(limits["to_quarter"]), quarters)
    return Reference(limits["centre"], *across, dashes=(), colour="quiet", depth="nothing", label="Mean")


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
    """Rings around the unusual points: a shape as well as a colour; nothing where all are usual."""
    values = [mine[quarter]["value"] if mine.get(quarter, {}).get("unusual") else None for quarter in quarters]
    every = range(len(quarters))
    ring = Series(
        "Unusual",
        "rings",
        tuple(values),
        tuple("late" for _ in every),
        symbols=tuple("circle" for _ in every),
        sizes=tuple(RING for _ in every),
    )
    return [ring] if any(value is not None for value in values) else []
