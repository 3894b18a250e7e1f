"""What is asked of one measure: a reading for each period and part, as a list and as the table that files hold."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.basics.errors import UsageError, shorten, unknown
from dashboard.basics.languages import _
from dashboard.basics.quarters import MONTHS_IN, Kind, Period, month_id, span
from dashboard.catalogue.datasets import PLACE
from dashboard.catalogue.records import Measure
from dashboard.measures import entered
from dashboard.measures.components import (
    LONG_TREND_QUARTERS,
    Filters,
    Reading,
    components_by,
)
from dashboard.measures.known import why_not
from dashboard.store import missing
from dashboard.store.data import Data

# the columns of a table of figures, before and after the one that it is split by
OF_WHAT = ("measure", "council", "quarter")
NUMBERS = ("value", "unit", "numerator", "denominator", "target", "status", "short_trend", "long_trend", "verdict")


def readings(
    data: Data,
    measure: Measure,
    council: str,
    first: Period,
    last: Period,
    *,
    split: str = "",
    basis: str = "latest",
    filters: Filters | None = None,
) -> list[Reading]:
    """One reading for each period from first to last and each split value that occurs in them, gaps included."""
    asked = span(first, last)
    earlier = first - LONG_TREND_QUARTERS
    ways = components_by(data, measure.dataset, council, earlier, last, splits=[split], basis=basis, filters=filters)
    parts = ways[split]
    return [
        parts.reading(measure, period, part)
        for period in asked
        for part in (map(month_id, period.months) if split == "month" else parts.names(asked, measure))
    ]


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
    filters: Filters | None = None,
) -> pd.DataFrame:
    """One row a period and `by` value, as `scrutiny figures` prints them; percentages 0 to 100, unrounded.

    Columns: measure, council, quarter, the `by` column, value, unit, numerator, denominator, target, status,
    short_trend, long_trend, verdict (in words: `missed; clearly worse`). The `by` column is called as it is split by,
    or `by_status` where another column has that name. Raises UsageError for anything that does not exist.
    """
    measure = entered.measure(data, measure_id, council)
    missing.refuse(data, measure.dataset, council)
    council = data.council(council or entered.first_council(data, measure), measure.dataset)
    measure = entered.measure(data, measure.id, council)
    if by and by not in measure.by:
        raise UsageError(
            _(
                "{measure} cannot be split by {by}; it can be by {dimensions}.",
                measure=measure.id,
                by=shorten(by),
                dimensions=", ".join(measure.by),
            )
        )
    if basis not in ("latest", "first_published"):
        raise unknown("basis", basis, ("latest", "first_published"))
    names = data.now_called(council, [measure.dataset])
    filters = {
        name: [
            value if value in choices(data, measure, council, name) else names.get(name, {}).get(value, value)
            for value in values
        ]
        for name, values in (filters or {}).items()
    }
    for name, values in filters.items():
        known = choices(data, measure, council, name)
        for value in values:
            if known and value not in known:
                raise unknown(name, value, known)
    if why := why_not(data, measure, filters or {}):
        raise UsageError(_("{why}. Leave that filter out.", why=why))
    first, last = asked_span(data, measure, council, quarter, since, period)
    found = readings(data, measure, council, first, last, split=by or "", basis=basis, filters=filters)
    if by == "month":
        refuse_unknown_months(data, measure, council, found)
    part = [f"by_{by}" if by in (*OF_WHAT, *NUMBERS) else by] if by else []
    rows = [
        {
            **vars(r),
            "measure": measure.id,
            "unit": measure.unit,
            "quarter": r.period.id,
            "verdict": r.verdict.words,
            **dict.fromkeys(part, r.part),
        }
        for r in found
    ]
    return pd.DataFrame(rows, columns=[*OF_WHAT, *part, *NUMBERS], dtype=object)


def refuse_unknown_months(data: Data, measure: Measure, council: str, found: Sequence[Reading]) -> None:
    """Refuses months of a half-year or year whose own extract puts everything under its first one."""
    for period in dict.fromkeys(reading.period for reading in found):
        first = month_id(period.months[0])
        later = [r for r in found if r.period == period and r.part != first and (r.numerator or r.denominator)]
        if period.kind != "quarter" and not later and data.extract(measure.dataset, council, period):
            raise UsageError(
                _(
                    "The {dataset} data of {council} for {period} do not say in which month.",
                    dataset=measure.dataset,
                    council=council,
                    period=period.label,
                )
            )


def choices(data: Data, measure: Measure, council: str, name: str) -> list[str]:
    """The values that a filter can take: what has occurred, or the catalogue's codes; empty where anything goes."""
    if name == entered.AREA and entered.is_entered(data.catalogue, measure.dataset):
        return list(entered.parts(data, measure, council, "latest"))
    if name in PLACE:
        query = f"places_of_{measure.dataset}"
        known = data.queries.exists(query) and name in data.queries.columns(query)
        return sorted({row[name] for row in data.rows(query, council=council)}) if known else []
    return data.catalogue.codes(measure.dataset, name)


def asked_span(
    data: Data, measure: Measure, council: str, quarter: str | None, since: str | None, period: str | None
) -> tuple[Period, Period]:
    """The first and last period asked for; the newest loaded one alone where nothing is said."""
    given = [Period.parse(text) for text in (since, quarter) if text]
    own = entered.is_entered(data.catalogue, measure.dataset)
    finest = entered.periods(data, measure, council) if own else data.finest_periods(measure.dataset, council)
    usual = finest[-1].kind if finest else "quarter"
    kind: Kind = period or (given[-1].kind if given else usual)  # type: ignore[assignment]
    if kind not in ("quarter", "half_year", "year"):
        raise unknown("period", kind, ("quarter", "half_year", "year"))
    if own and not period and MONTHS_IN[kind] < MONTHS_IN[usual]:
        kind = usual  # of what is known once a year, the year that the quarter lies in
    loaded = entered.periods(data, measure, council, kind) if own else data.periods(measure.dataset, council, kind)
    if quarter:
        last = Period.parse(quarter).as_kind(kind)
    elif loaded:
        last = loaded[-1]
    else:
        raise UsageError(
            _(
                "{council} has no {kind} of {dataset} data.",
                council=council,
                kind=kind.replace("_", "-"),
                dataset=measure.dataset,
            )
        )
    first = Period.holding(Period.parse(since).first_day, kind) if since else last
    if first > last:
        raise UsageError(_("The first period, {first}, is later than the last, {last}.", first=first.id, last=last.id))
    return first, last
