"""The measures of a council's plan: printed text read, judged and compared with the periods before.

Every row is one Kpi, whatever its paper writes. Status and trends follow the same rules as those of the
catalogue's measures; the direction of travel compares with the whole year before, or where that is not known with the
same period of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from dashboard.basics.config import Scheme
from dashboard.basics.languages import N_
from dashboard.basics.quarters import MONTHS_IN, Period, span
from dashboard.basics.statistics import wilson
from dashboard.catalogue.committees import Remit
from dashboard.catalogue.events import last_step
from dashboard.catalogue.judging import Judging
from dashboard.catalogue.records import Catalogue, Event
from dashboard.catalogue.targets import Target, Value, parse_target, parse_value
from dashboard.measures import status
from dashboard.measures.plan_rows import (
    Rows,
    halves,
    mean_of,
    number_in,
    precision,
    printed,
    row_in,
    share_of_year,
    value_in,
    year_to_date,
)
from dashboard.measures.verdicts.past import judge_past, judge_target
from dashboard.measures.verdicts.record import Verdict
from dashboard.measures.verdicts.series import MOST_PAST, Series
from dashboard.store.data import Data
from dashboard.store.database import Row

DATASET = "kpis"
PREFIX = "kpi:"
BACK = 4
MOST_HISTORY = 20
LAST_FOUR, YEAR_AGO = N_("the last four"), N_("a year ago")
YEAR_BEFORE = {
    True: N_("a quarter of the year before"),
    False: N_("the year before"),
}  # of what adds up, and of what does not
Key = tuple[str, str]
SetTarget = Callable[[str, str, Period], str]


@dataclass(frozen=True)
class Kpi:
    """One measure of a plan in one period.

    `target_number` is what the value is held against, of a relative target the share of the earlier year's figure.
    `direction` compares with the year before by polarity (improved, worsened, static; higher, lower, same), and
    `movement` without it. `long_base` is what the long trend compares with, `long_of` in words: the four quarters
    before together or the same one a year ago, or where these are not known a quarter of the year before.
    `year_target` is that of the financial year, `year_to_date` its quarters so far, None with a gap. `history` are the
    numbers up to the period, the oldest first, None for a gap;
    `place` is its row's in the file.
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
    long_of: str
    long_trend: str
    year_to_date: float | None
    year_target: Target
    history: tuple[float | None, ...]
    place: int
    judge: Callable[[Kpi], Verdict] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def verdict(self) -> Verdict:
        """What is said of it against its target and its own past; worked out when it is first asked for."""
        return self.judge(self) if self.judge else Verdict()

    @property
    def id(self) -> str:
        """`kpi:` and the measure's name."""
        return PREFIX + self.measure

    def within(self, remit: Remit) -> bool:
        """Whether a remit has it: by its name or its code, by its service area, or with all of the plan."""
        return remit.holds(self.id, DATASET, self.service_area, PREFIX + self.code)

    def judged(self, how: Judging) -> str:
        """The status code by these rules."""
        return status.judge(
            self.value.number,
            self.target_number,
            polarity=self.target.sense or self.polarity,
            decimals=self.value.decimals,
            how=how,
            strict=self.target.strict,
        )

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
) -> list[Kpi]:
    """The plan's measures in a period, in its own order; none where the council has no plan loaded."""
    judge = Judge.of(data, council, scheme)
    found = [judge.kpi(council, rows, period) for rows in histories(data, council, basis).values() if period in rows]
    return sorted(found, key=lambda kpi: kpi.place)


def reported_beside(
    data: Data,
    council: str,
    period: Period,
    *,
    basis: str = "latest",
    scheme: Scheme | None = None,
) -> list[Kpi]:
    """What the period's own extract gives for other periods, such as the year before, and does not merely plan."""
    judge = Judge.of(data, council, scheme)
    found = [
        judge.kpi(council, rows, other)
        for rows in histories(data, council, basis).values()
        for other, row in rows.items()
        if other != period and row["reported"] == period.id and row["value"]
    ]
    return sorted(found, key=lambda kpi: kpi.place)


def counted_beside(data: Data, beside: Iterable[Kpi], council: str, period: Period, basis: str) -> list[Kpi]:
    """Of what is reported for other periods what counts with the period's own: the newest longer period of each
    measure that has nothing for the period itself, such as a survey once a year."""
    own = {key for key, rows in histories(data, council, basis).items() if period in rows}
    newest: dict[Key, Kpi] = {}
    for kpi in beside:
        key = (kpi.service_area, kpi.measure)
        longer = MONTHS_IN[kpi.period.kind] > MONTHS_IN[period.kind]
        if longer and key not in own and (key not in newest or newest[key].period < kpi.period):
            newest[key] = kpi
    return list(newest.values())


def kpi_history(
    data: Data,
    council: str,
    measure: str,
    service_area: str | None = None,
    *,
    until: Period | None = None,
    basis: str = "latest",
    scheme: Scheme | None = None,
) -> list[Kpi]:
    """One measure in every period that the plan has of it, oldest first; of one service area if asked."""
    judge = Judge.of(data, council, scheme)
    return [
        judge.kpi(council, rows, period)
        for (area, name), rows in histories(data, council, basis).items()
        if name == measure and service_area in (None, area)
        for period in sorted(rows)
        if until is None or period <= until
    ]


def histories(data: Data, council: str, basis: str) -> dict[Key, dict[Period, Row]]:
    """The rows of each service area's measures by period, read once for as long as a release is open."""

    def read() -> dict[Key, dict[Period, Row]]:
        found: dict[Key, dict[Period, Row]] = {}
        for row in data.rows("kpis_history", council=council, basis=basis):
            found.setdefault((row["service_area"], row["measure"]), {})[Period.parse(row["period"])] = row
        return found

    return data.once(f"{DATASET} {council} {basis}", read) if (DATASET, council) in data.available else {}


def target_set(catalogue: Catalogue, measure: str, council: str, period: Period) -> str:
    """The target that the catalogue has for a measure whose plan prints none, or nothing."""
    quarter = period.as_kind("quarter")
    found = [
        one.value
        for one in catalogue.targets
        if (one.measure, one.council) == (PREFIX + measure, council)
        and one.first <= quarter
        and (one.last is None or quarter <= one.last)
    ]
    return found[-1] if found else ""


@dataclass(frozen=True)
class Judge:
    """Reads and judges rows by one set of rules."""

    how: Judging
    set_target: SetTarget | None = None
    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, data: Data, council: str, scheme: Scheme | None = None) -> Judge:
        """The council's judge, under the scheme that a page has chosen instead."""
        return cls(data.judging(council, scheme), partial(target_set, data.catalogue), data.catalogue.events)

    def kpi(self, council: str, rows: Rows, period: Period) -> Kpi:
        """The measure in this period, from its rows of all periods; a longer one may be made up of several."""
        row = row_in(rows, period)
        if row is None:
            raise KeyError(period.id)
        nature, polarity = row["nature"], row["polarity"]
        value, target = printed(row), parse_target(row["target"])
        if target.kind == "none" and self.set_target:
            target = parse_target(self.set_target(row["measure"], council, period) or row["target"])
            if target.kind == "number" and nature == "flow" and in_parts(rows, period):
                target = parse_target(row["target"])  # what is set is for those parts
        year = period.as_kind("year")
        outturn = parse_value(row["outturn"], row["unit"])
        if outturn.number is None:
            outturn = value_in(rows, year - 1) or outturn
        base = share_of_year(outturn, nature, period, value.decimals)
        year_ago = base if base is not None else number_in(rows, period.year_before())
        target_number = target.number
        if target.kind == "relative":
            named = Period.parse(target.year) if target.year else year - 1
            earlier = outturn if named == year - 1 else value_in(rows, named) or Value("")
            target_number = share_of_year(earlier, nature, period, value.decimals)
        mean, (long_base, long_of) = None, (number_in(rows, period.year_before()), YEAR_AGO)
        if self.how.long_trend != "year_before":
            newest = 0 if self.how.long_trend == "with_this_quarter" else 1
            mean = mean_of(rows, span(period - BACK + 1 - newest, period - newest))
            long_base, long_of = mean, LAST_FOUR
        if long_base is None:
            long_base, long_of = base, YEAR_BEFORE[nature == "flow"]
        previous = number_in(rows, period - 1)
        decimals = precision(nature, value, outturn)
        year_row = rows.get(year)
        found = Kpi(
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
            status="",
            direction=status.trend(value.number, year_ago, polarity=polarity, decimals=decimals),
            movement=status.trend(value.number, year_ago, polarity="neither", decimals=decimals),
            previous=previous,
            short_trend=status.trend(value.number, previous, polarity=polarity, decimals=value.decimals),
            long_base=long_base,
            long_of=long_of,
            long_trend=status.trend(
                value.number, long_base, polarity=polarity, decimals=decimals if mean is None else value.decimals
            ),
            year_to_date=year_to_date(rows, nature, period),
            year_target=parse_target(year_row["target"]) if year_row else Target(""),
            history=history(rows, period),
            place=row["place"] or 0,
            judge=partial(self.verdict, rows),
        )
        return replace(found, status=found.judged(self.how))

    def verdict(self, rows: Rows, kpi: Kpi) -> Verdict:
        """What is said of a measure against its target and against its rows of the periods before."""
        past = [kpi.period - back for back in range(MOST_PAST, -1, -1)]
        *earlier, now = (halves(row_in(rows, period)) for period in past)
        _rest, part, of = now
        share = kpi.value.form == "percent"
        series = Series(
            period=kpi.period,
            now=now,
            earlier=earlier,
            polarity=kpi.target.sense or kpi.polarity,
            decimals=kpi.value.decimals,
            proportion=share,
            counted=kpi.nature != "rate" and kpi.value.form == "number",
            step=last_step(self.events, kpi.id, kpi.council, kpi.service_area, kpi.period),
            rules=self.how,
        )
        interval = wilson(part or 0, of) if share and of else None
        target = judge_target(kpi.status, kpi.target_number, interval, of, self.how)
        return replace(judge_past(series), target=target)


def in_parts(rows: Rows, period: Period) -> bool:
    """Whether the measure is known of shorter periods than this one."""
    return any(MONTHS_IN[one.kind] < MONTHS_IN[period.kind] for one in rows)


def history(rows: Rows, period: Period) -> tuple[float | None, ...]:
    """The numbers of this kind of period from the first one known, at most as many as charts of them draw."""
    first = min((one for one in rows if one.kind == period.kind), default=period)
    return tuple(number_in(rows, one) for one in span(max(first, period - (MOST_HISTORY - 1)), period))
