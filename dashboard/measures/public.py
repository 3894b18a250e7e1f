"""What everybody may be told of a measure: the numbers of its public tables, and of what follows from them only that of
which every number is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.basics.quarters import MONTHS_IN, Kind, Period
from dashboard.catalogue.records import Measure
from dashboard.measures import status
from dashboard.measures.components import LONG_TREND_QUARTERS, Asked, Components, Filters, compared_year
from dashboard.measures.readings import NUMBERS, OF_WHAT
from dashboard.measures.verdicts.series import MOST_PAST
from dashboard.store.public.data import NotPublishedError, Place, PublicData, Row
from dashboard.store.publish import LATEST

WITHHELD = "[c]"


class PublicParts(Components):
    """The numbers of one measure by one dimension, out of its public tables."""

    def __init__(self, data: PublicData, measure: Measure, council: str, dimension: str, kind: Kind) -> None:
        self.data, self.public, self.measure = data, data, measure
        self.council, self.split, self.kind, self.area, self.since = council, dimension, kind, "", None
        judged = data.judged(measure.dataset)
        self.judged_by = judged.by if judged else ""
        self.asked, self.whole = Asked(measure.dataset, council, LATEST, {}), (self, "")
        self.held = data.of(measure.id, council, dimension)
        self.rows = {}

    def number(self, period: Period, part: str) -> Row | None:
        """The row of a period and part, if it is published."""
        return self.held.get(Place(self.council, self.split, part, period))

    def withheld(self, periods: Iterable[Period], part: str) -> bool:
        """Whether the number of any of these periods is withheld."""
        return any(row.withheld for period in periods if (row := self.number(period, part)))

    def halves(self, measure: Measure, period: Period, part: str = "") -> status.Value:  # noqa: ARG002 of its own
        """Value, numerator and denominator, as far as they are published and shown."""
        row = self.number(period, part)
        return row[:3] if row else (None, None, None)

    def of_year(self, measure: Measure, year: Period, part: str) -> float | None:
        """The measure's value in a year, as far as it is published."""
        return self.value(measure, year, part)

    def target_periods(self, period: Period, part: str) -> list[Period]:
        """The year that a target compares with, where it does."""
        area = part if self.split == self.judged_by else ""
        found = self.public.catalogue.target(self.measure, self.council, area, period)
        return [compared_year(found.value, period)] if found and found.number is None else []

    def row_of(self, period: Period, part: str) -> dict[str, Any]:
        """All that is told of one number, with `[c]` for what is withheld or follows from it."""
        measure, row, found = self.measure, self.number(period, part), self.reading(self.measure, period, part)
        before = [period - back for back in range(1, MOST_PAST + 1)]
        year_before = self.public.judging(self.council).long_trend == "year_before"
        four = [period.year_before()] if year_before else before[:LONG_TREND_QUARTERS]
        hidden, target = bool(row and row.withheld), self.withheld(self.target_periods(period, part), part)
        told: dict[str, Any] = {**vars(found), "verdict": found.verdict.words, "unit": measure.unit}
        for name, withheld in {
            "value": hidden,
            "target": target,
            "status": hidden or target,
            "short_trend": hidden or self.withheld(before[:1], part),
            "long_trend": hidden or self.withheld(four, part),
            "verdict": hidden or target or self.withheld([*before, period.year_before()], part),
        }.items():
            if withheld:
                told[name] = WITHHELD
        if row and row.numerator_withheld:
            told["numerator"] = WITHHELD
        if row and row.denominator_withheld:
            told["denominator"] = WITHHELD
        return {**told, "measure": measure.id, "quarter": period.id}


def public_figures(
    data: PublicData,
    measure: str,
    *,
    council: str | None = None,
    quarter: str | None = None,
    since: str | None = None,
    period: str | None = None,
    by: str | None = None,
    basis: str = LATEST,
    filters: Filters | None = None,
) -> pd.DataFrame:
    """The table of `figures`, of what is published alone.

    Raises NotPublishedError for everything else, whether there is any such thing or not, and UsageError for a period
    that cannot be.
    """
    chosen = {name: list(values) for name, values in (filters or {}).items() if values}
    dimension = next(iter(chosen), by or "")
    single = len(chosen) <= 1 and all(len(values) == 1 for values in chosen.values()) and by in (None, "", dimension)
    if measure not in data.numbers or basis != LATEST or not single:
        raise NotPublishedError
    council = council or data.owners(measure)[0]
    held = data.of(measure, council, dimension)
    parts = list(dict.fromkeys(at.part for at in held if at.part in chosen.get(dimension, [at.part])))
    periods = asked_periods({at.period for at in held}, quarter, since, period)
    if not parts or not periods:
        raise NotPublishedError
    ways = PublicParts(data, data.catalogue.measure(measure, council), council, dimension, periods[0].kind)
    column = [by] if by else []
    rows = [
        {**ways.row_of(one, part), **dict.fromkeys(column, part)}
        for one in periods
        for part in parts
        if ways.number(one, part)
    ]
    return pd.DataFrame(rows, columns=[*OF_WHAT, *column, *NUMBERS], dtype=object)


def asked_periods(published: set[Period], quarter: str | None, since: str | None, kind: str | None) -> Sequence[Period]:
    """The published periods from one to another; the newest alone where nothing is said, in the finest kind."""
    given = [Period.parse(text) for text in (since, quarter) if text]
    if not published:
        return []
    wanted: Any = kind or (given[-1].kind if given else min((one.kind for one in published), key=MONTHS_IN.__getitem__))
    if wanted not in MONTHS_IN:
        raise NotPublishedError
    there = sorted(one for one in published if one.kind == wanted)
    last = Period.parse(quarter).as_kind(wanted) if quarter else there[-1] if there else None
    if last not in there:
        return []
    first = Period.holding(Period.parse(since).first_day, wanted) if since else last
    return [one for one in there if last and first <= one <= last]
