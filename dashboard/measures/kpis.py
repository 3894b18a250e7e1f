"""The measures of a council's plan: printed text read, judged and compared with the periods before.

Every row is one Kpi, whatever its paper writes. Status and trends follow the same rules as those of the
catalogue's measures; the direction of travel compares with the whole year before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from dashboard.basics.config import Margin, Scheme
from dashboard.basics.quarters import MONTHS_IN, Period, span
from dashboard.basics.statistics import shown
from dashboard.catalogue.targets import Target, Value, parse_target, parse_value
from dashboard.measures import status
from dashboard.store.data import Data
from dashboard.store.database import Row

DATASET = "kpis"
PREFIX = "kpi:"
BACK = 4
Key = tuple[str, str]


@dataclass(frozen=True)
class Kpi:
    """One measure of a plan in one period.

    `target_number` is what the value is held against, of a relative target the share of the earlier year's figure.
    `direction` compares with the year before by polarity (improved, worsened, static; higher, lower, same), and
    `movement` without it. `long_base` is the mean of four quarters, or where they are not all known a quarter of the
    year before. `year_target` is that of the financial year, `year_to_date` its quarters so far, None with a gap.
    """

    council: str
    period: Period
    reported: Period
    measure: str
    code: str
    service_area: str
    priority: str
    outcome: str
    programme: str
    unit: str
    nature: str
    polarity: str
    note: str
    value: Value
    target: Target
    target_number: float | None
    outturn: Value
    status: str
    direction: str
    movement: str
    previous: float | None
    short_trend: str
    long_base: float | None
    long_trend: str
    year_to_date: float | None
    year_target: Target

    @property
    def id(self) -> str:
        """`kpi:` and the measure's name."""
        return PREFIX + self.measure

    def show(self, number: float | None) -> str:
        """A number, written as the plan writes this measure's."""
        like = next((one for one in (self.value, self.outturn) if one.number is not None), self.value)
        return replace(like, decimals=precision(self.nature, self.value, self.outturn)).show(number)


def kpis_of_period(
    data: Data,
    council: str,
    period: Period,
    *,
    basis: str = "latest",
    scheme: Scheme | None = None,
    margin: Margin | None = None,
) -> list[Kpi]:
    """The plan's measures in a period, by service area and name; none where the council has no plan loaded."""
    found = histories(data, council, period, basis)
    judge = Judge.of(data, scheme, margin)
    return [judge.kpi(council, rows, period) for rows in found.values() if period in rows]


def kpi_history(
    data: Data,
    council: str,
    measure: str,
    service_area: str | None = None,
    *,
    until: Period | None = None,
    basis: str = "latest",
    scheme: Scheme | None = None,
    margin: Margin | None = None,
) -> list[Kpi]:
    """One measure in every period that the plan has of it, oldest first; of one service area if asked."""
    last = until or max(data.available.get((DATASET, council), ()), default=None)
    if last is None:
        return []
    judge = Judge.of(data, scheme, margin)
    return [
        judge.kpi(council, rows, period)
        for (area, name), rows in histories(data, council, last, basis).items()
        if name == measure and service_area in (None, area)
        for period in sorted(rows)
        if until is None or period <= until
    ]


def histories(data: Data, council: str, period: Period, basis: str) -> dict[Key, dict[Period, Row]]:
    """The rows of each service area's measures by period, up to the end of the financial year of `period`."""
    found: dict[Key, dict[Period, Row]] = {}
    if DATASET not in data.manifest.cubes:
        return found
    for row in data.rows(
        "kpis_history",
        council=council,
        basis=basis,
        measure=None,
        service_area=None,
        until=period.as_kind("year").last_day,
    ):
        found.setdefault((row["service_area"], row["measure"]), {})[Period.parse(row["period"])] = row
    return found


@dataclass(frozen=True)
class Judge:
    """Reads and judges rows under one scheme."""

    scheme: Scheme
    margin: Margin
    counts_this_quarter: bool

    @classmethod
    def of(cls, data: Data, scheme: Scheme | None, margin: Margin | None) -> Judge:
        """The settings' judge, with what a page has chosen instead."""
        known = data.settings
        return cls(scheme or known.scheme, margin or known.margin, known.long_trend_counts_this_quarter)

    def kpi(self, council: str, rows: Mapping[Period, Row], period: Period) -> Kpi:
        """The measure in this period, from its rows of all periods."""
        row = rows[period]
        nature, polarity = row["nature"], row["polarity"]
        value, target = parse_value(row["value"], row["unit"]), parse_target(row["target"])
        year = period.as_kind("year")
        outturn = parse_value(row["outturn"], row["unit"])
        if outturn.number is None and (year - 1) in rows:
            outturn = value_in(rows, year - 1) or outturn
        base = share_of_year(outturn, nature, period, value.decimals)
        target_number = target.number
        if target.kind == "relative":
            named = Period.parse(target.year) if target.year else year - 1
            earlier = outturn if named == year - 1 else value_in(rows, named) or Value("")
            target_number = share_of_year(earlier, nature, period, value.decimals)
        before = [number_in(rows, period - back) for back in range(BACK, 0, -1)]
        compared = [*before[1:], value.number] if self.counts_this_quarter else before
        four = all(number is not None for number in compared)
        long_base = mean(compared) if four else base
        decimals = precision(nature, value, outturn)
        year_row = rows.get(year)
        return Kpi(
            council=council,
            period=period,
            reported=Period.parse(row["reported"]),
            measure=row["measure"],
            code=row["measure_code"] or "",
            service_area=row["service_area"],
            priority=row["priority"] or "",
            outcome=row["outcome"] or "",
            programme=row["programme"] or "",
            unit=row["unit"],
            nature=nature,
            polarity=polarity,
            note=row["note"] or "",
            value=value,
            target=target,
            target_number=target_number,
            outturn=outturn,
            status=status.judge(
                value.number,
                target_number,
                polarity=target.sense or polarity,
                decimals=value.decimals,
                scheme=self.scheme,
                margin=self.margin,
                strict=target.strict,
            ),
            direction=status.trend(value.number, base, polarity=polarity, decimals=decimals),
            movement=status.trend(value.number, base, polarity="neither", decimals=decimals),
            previous=before[-1],
            short_trend=status.trend(value.number, before[-1], polarity=polarity, decimals=value.decimals),
            long_base=long_base,
            long_trend=status.trend(
                value.number, long_base, polarity=polarity, decimals=value.decimals if four else decimals
            ),
            year_to_date=year_to_date(rows, nature, period),
            year_target=parse_target(year_row["target"]) if year_row else Target(""),
        )


def value_in(rows: Mapping[Period, Row], period: Period) -> Value | None:
    """What the plan prints for a period, if it prints anything."""
    row = rows.get(period)
    return parse_value(row["value"], row["unit"]) if row else None


def number_in(rows: Mapping[Period, Row], period: Period) -> float | None:
    """The number that the plan prints for a period, if it prints one."""
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


def mean(numbers: Sequence[float | None]) -> float:
    """The mean of numbers that are all known."""
    return fmean(number for number in numbers if number is not None)


def year_to_date(rows: Mapping[Period, Row], nature: str, period: Period) -> float | None:
    """A flow's sum since April; a stock's or rate's own figure. None where a period is missing."""
    if nature != "flow":
        return number_in(rows, period)
    first = Period.holding(period.as_kind("year").first_day, period.kind)
    numbers = [number_in(rows, one) for one in span(first, period)]
    return sum(n for n in numbers if n is not None) if all(n is not None for n in numbers) else None
