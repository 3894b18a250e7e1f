"""The rows of a plan's measure read as numbers: of its own periods, of longer ones, of several service areas together.

Pure. A row is a period's as printed; what a longer period comes to is written like the rows that make it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from dashboard.basics.quarters import MONTHS_IN, Period, span
from dashboard.basics.statistics import shown
from dashboard.catalogue.targets import Value, parse_value, ratio
from dashboard.measures import status
from dashboard.store.database import Row

WHOLE = "whole council"  # the service area whose rows are of all of it
ADDS_UP = ("flow", "stock")
Rows = Mapping[Period, Row]


def printed(row: Row | None) -> Value:
    """What the plan prints."""
    return parse_value(row["value"], row["unit"]) if row else Value("")


def halves(row: Row | None) -> status.Value:
    """Value, numerator and denominator; the value unrounded where it can be worked out, else as printed.

    The numerator of a number that adds up is the number; one half of a rate alone is none.
    """
    value = printed(row)
    if row is None:
        return None, None, None
    if row["nature"] in ADDS_UP and value.form != "percent":
        return value.number, value.number, None
    over, under = row["numerator"], row["denominator"]
    if over is None or not under:
        return value.number, None, None
    return (None if value.number is None else ratio(value, row["unit"], over, under)), over, under


def row_in(rows: Rows, period: Period) -> Row | None:
    """The row of a period; of a longer one that has no number of its own, with what the periods inside it come to."""
    own = rows.get(period)
    if period.kind == "quarter" or printed(own).number is not None:
        return own
    parts = [row_in(rows, half) for half in period.halves or ()]
    known = [part for part in parts if part]
    if len(known) < len(parts) or len({part["unit"] for part in known}) > 1:
        return own
    whole = known[-1] if known[-1]["nature"] == "stock" else added(known)
    if printed(whole).number is None:
        return own
    return {**whole, **(own or {"target": None, "outturn": None, "note": None}), **counts(whole)}


def counts(row: Row) -> Row:
    """The cells of a row that hold what was counted."""
    return {name: row[name] for name in ("value", "numerator", "denominator")}


def added(rows: Sequence[Row]) -> Row:
    """Rows together, written like the last of them: amounts summed, rates pooled; without a value where one row has
    none, or is a rate without its two halves."""
    last, values = rows[-1], [printed(row) for row in rows]
    found = [halves(row) for row in rows]
    like = replace(next((v for v in reversed(values) if v.number is not None), Value("")), decimals=finest(values))
    over, under = total(n for _rest, n, _rest in found), total(d for _rest, _rest, d in found)
    if total(value for value, _rest, _rest in found) is None or any(value.form != like.form for value in values):
        number = None
    elif last["nature"] in ADDS_UP and like.form != "percent":
        number, over, under = over, None, None
    else:
        number = ratio(like, last["unit"], over, under) if over is not None and under else None
    text = None if number is None else like.show(number)
    return {**last, "value": text, "numerator": over, "denominator": under}


def total(numbers: Iterable[float | None]) -> float | None:
    """The sum of numbers, None where one is not known."""
    found = list(numbers)
    return None if any(one is None for one in found) else sum(one for one in found if one is not None)


def finest(values: Iterable[Value]) -> int:
    """The decimals of the most precise of some values."""
    return max((value.decimals for value in values if value.number is not None), default=0)


def together(areas: Mapping[str, Rows]) -> Rows:
    """The rows of several service areas as those of one: the only one's, the whole council's own, or all added up.

    A sum has no target and no outturn of its own, since each area has those of its part; a rate has the target that
    all areas have.
    """
    for name, rows in areas.items():
        if len(areas) == 1 or name.casefold() == WHOLE:
            return rows
    found: dict[Period, Row] = {}
    for period in sorted({period for rows in areas.values() for period in rows}):
        every = [rows[period] for rows in areas.values() if period in rows]
        if len({one["unit"] for one in every}) == 1:
            targets = {one["target"] for one in every} if every[0]["nature"] == "rate" else set()
            target = targets.pop() if len(targets) == 1 else None
            found[period] = {**added(every), "target": target, "outturn": None, "note": None, "service_area": ""}
    return found


def value_in(rows: Rows, period: Period) -> Value | None:
    """What the plan prints for a period, or what the periods inside it come to, if there is anything."""
    row = row_in(rows, period)
    return printed(row) if row else None


def number_in(rows: Rows, period: Period) -> float | None:
    """The number of a period, if there is one."""
    found = value_in(rows, period)
    return found.number if found else None


def precision(nature: str, value: Value, outturn: Value) -> int:
    """The decimals at which a value is compared with the year before: a share of a year has those of the value."""
    if nature == "flow" or outturn.number is None:
        return value.decimals
    return max(value.decimals, outturn.decimals) if value.number is not None else outturn.decimals


def share_of_year(year: Value, nature: str, period: Period, decimals: int) -> float | None:
    """What falls to the period of a year's figure, as shown: a flow's share; a stock's or a rate's figure itself."""
    if year.number is None or nature != "flow":
        return year.number
    return shown(year.number * MONTHS_IN[period.kind] / 12, decimals)


def mean_of(rows: Rows, periods: Iterable[Period]) -> float | None:
    """The number of four periods together: pooled where both halves of a rate are known, else their mean; None unless
    all have one."""
    four = [(row, halves(row)) for row in (row_in(rows, period) for period in periods)]
    if any(row is None or value[0] is None for row, value in four):
        return None
    if all(value[2] is not None for _rest, value in four):
        pooled = added([row for row, _rest in four if row])
        return halves(pooled)[0]
    return fmean(number_or_zero(row) for row, _rest in four)


def number_or_zero(row: Row | None) -> float:
    """The number printed in a row that has one."""
    return printed(row).number or 0.0


def year_to_date(rows: Rows, nature: str, period: Period) -> float | None:
    """A flow's sum since April; a stock's or rate's own figure. None where a period is missing."""
    if nature != "flow":
        return number_in(rows, period)
    first = Period.holding(period.as_kind("year").first_day, period.kind)
    return total(number_in(rows, one) for one in span(first, period))
