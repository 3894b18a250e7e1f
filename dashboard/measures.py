"""A measure's numbers: the one place where parts from a query become a value with its judgement.

Pages, exports, the API and the command line all read measures here, so they cannot disagree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import database, status
from dashboard.catalogue import Measure
from dashboard.data import Data
from dashboard.database import Row
from dashboard.errors import UsageError, unknown
from dashboard.quarters import Kind, Period, span

SCALES = {"percent": 100.0, "per_1000": 1000.0}
LONG_TREND_QUARTERS = 4
FILTERS = ("directorate", "service", "stage", "outcome", "theme", "decision", "month")


@dataclass(frozen=True)
class Reading:
    """One number of a measure. `numerator` is the count of a count; `value` is None where it is not available."""

    measure: Measure
    council: str
    period: Period
    part: str
    value: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    status: str
    short_trend: str
    long_trend: str
    previous: float | None
    long_base: float | None


def value_of(measure: Measure, row: Row | None) -> tuple[float | None, float | None, float | None]:
    """Value, numerator and denominator that a row of parts gives; all None for a gap, no value over zero."""
    if row is None:
        return None, None, None
    numerator = row[measure.numerator]
    if not measure.denominator:
        return numerator, numerator, None
    denominator = row[measure.denominator]
    scale = SCALES.get(measure.unit, 1.0)
    return (scale * numerator / denominator if denominator else None), numerator, denominator


def parts(
    data: Data,
    dataset: str,
    council: str,
    first: Period,
    last: Period,
    *,
    split: str = "",
    basis: str = "latest",
    filters: Mapping[str, Sequence[str]] | None = None,
) -> dict[tuple[int, str], Row]:
    """The rows of `<dataset>_parts.sql` by period's place and split value; several measures share them."""
    query = f"{dataset}_parts"
    chosen = {f"{name}s": list(values) for name, values in (filters or {}).items() if values}
    takes = database.parameters(query)
    for name in sorted(chosen.keys() - takes):
        raise UsageError(f"{dataset} cannot be filtered by {name[:-1]}.")
    lists = {name: chosen.get(name) for name in takes if name.endswith("s") and name != "basis"}
    found = data.rows(
        query, council=council, basis=basis, kind=first.kind, first=first.index, last=last.index, split=split, **lists
    )
    return {(row["place"], row["part"]): row for row in found}


def readings(
    data: Data,
    measure: Measure,
    council: str,
    first: Period,
    last: Period,
    *,
    split: str = "",
    basis: str = "latest",
    filters: Mapping[str, Sequence[str]] | None = None,
) -> list[Reading]:
    """One reading for each period from first to last and each split value that occurs in them, gaps included."""
    asked = span(first, last)
    earlier = first - LONG_TREND_QUARTERS
    rows = parts(data, measure.dataset, council, earlier, last, split=split, basis=basis, filters=filters)
    loaded = {p.index for p in data.periods(measure.dataset, council, first.kind)}
    places = {period.index for period in asked}
    names = sorted({part for place, part in rows if place in places}) if split else [""]
    zero = dict.fromkeys((c for row in list(rows.values())[:1] for c in row if c not in ("place", "part")), 0)

    def at(period: Period, part: str) -> Row | None:
        return rows.get((period.index, part), zero or None) if period.index in loaded else None

    return [
        read(data, measure, council, period, part, at, area_of(split, part, filters))
        for period in asked
        for part in names
        if split != "month" or (period.index, part) in rows
    ]


def area_of(split: str, part: str, filters: Mapping[str, Sequence[str]] | None) -> str:
    """The stage whose target applies: the one split or filtered by, or none."""
    if split == "stage":
        return part
    stages = (filters or {}).get("stage", ())
    return stages[0] if len(stages) == 1 else ""


def read(data: Data, measure: Measure, council: str, period: Period, part: str, at: Any, area: str) -> Reading:
    """The reading of one period, compared with its target and with the periods before it."""
    value, numerator, denominator = value_of(measure, at(period, part))
    counted = data.settings.long_trend_counts_this_quarter
    before = [value_of(measure, at(period - back, part)) for back in range(LONG_TREND_QUARTERS, 0, -1)]
    four = [*before[1:], (value, numerator, denominator)] if counted else before
    previous = before[-1][0]
    long_base = status.mean_of_four(
        [v for v, _, _ in four], [n for _, n, _ in four], [d for _, _, d in four], SCALES.get(measure.unit, 1.0)
    )
    whole = not part or bool(area)
    target = data.catalogue.target_value(measure, council, area, period) if whole or measure.nature == "rate" else None
    how: dict[str, Any] = {"polarity": measure.polarity, "decimals": measure.decimals}
    return Reading(
        measure=measure,
        council=council,
        period=period,
        part=part,
        value=value,
        numerator=numerator,
        denominator=denominator,
        target=target,
        status=status.judge(value, target, scheme=data.settings.scheme, margin=data.settings.margin, **how),
        short_trend=status.trend(value, previous, **how),
        long_trend=status.trend(value, long_base, **how),
        previous=previous,
        long_base=long_base,
    )


def figures(
    data: Data,
    measure_id: str,
    *,
    council: str | None = None,
    quarter: str | None = None,
    since: str | None = None,
    period: str | None = None,
    by: str | None = None,
    basis: str = "latest",
    filters: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """One row a period and `by` value, as `scrutiny figures` prints them; percentages 0 to 100, unrounded.

    Columns: measure, council, quarter, the `by` column, value, unit, numerator, denominator, target, status,
    short_trend, long_trend. Raises UsageError for anything that does not exist.
    """
    measure = data.catalogue.measure(measure_id)
    council = data.council(council, measure.dataset)
    if by and by not in measure.by:
        raise UsageError(f"{measure.id} cannot be split by {by}; it can be by {', '.join(measure.by)}.")
    if basis not in ("latest", "first_published"):
        raise unknown("basis", basis, ("latest", "first_published"))
    for name, values in (filters or {}).items():
        known = choices(data, measure, council, name)
        for value in values:
            if known and value not in known:
                raise unknown(name, value, known)
    first, last = asked_span(data, measure, council, quarter, since, period)
    found = readings(data, measure, council, first, last, split=by or "", basis=basis, filters=filters)
    columns = ["measure", "council", "quarter", *([by] if by else []), "value", "unit", "numerator", "denominator"]
    columns += ["target", "status", "short_trend", "long_trend"]
    rows = [
        {
            **dataclasses.asdict(r),
            "measure": measure.id,
            "unit": measure.unit,
            "quarter": r.period.id,
            **({by: r.part} if by else {}),
        }
        for r in found
    ]
    table = pd.DataFrame(rows, columns=columns)
    for name in ("numerator", "denominator"):
        if not measure.unit.startswith("gbp"):
            table[name] = table[name].astype("Int64")
    return table


def choices(data: Data, measure: Measure, council: str, name: str) -> list[str]:
    """The values that a filter can take: what has occurred, or the catalogue's codes; empty where anything goes."""
    if name in ("directorate", "service"):
        return sorted({row[name] for row in data.rows(f"places_of_{measure.dataset}", council=council)})
    return data.catalogue.codes(measure.dataset, name)


def asked_span(
    data: Data, measure: Measure, council: str, quarter: str | None, since: str | None, period: str | None
) -> tuple[Period, Period]:
    """The first and last period asked for; the newest loaded one alone where nothing is said."""
    given = [Period.parse(text) for text in (since, quarter) if text]
    kind: Kind = period or (given[-1].kind if given else "quarter")  # type: ignore[assignment]
    if kind not in ("quarter", "half_year", "year"):
        raise unknown("period", kind, ("quarter", "half_year", "year"))
    loaded = data.periods(measure.dataset, council, kind)
    if quarter:
        last = Period.parse(quarter).as_kind(kind)
    elif loaded:
        last = loaded[-1]
    else:
        raise UsageError(f"{council} has no {kind.replace('_', '-')} of {measure.dataset} data.")
    first = Period.holding(Period.parse(since).first_day, kind) if since else last
    if first > last:
        raise UsageError(f"The first period, {first.id}, is later than the last, {last.id}.")
    return first, last
