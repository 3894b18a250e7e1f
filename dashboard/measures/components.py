"""A measure's numbers: the one place where components from a query become a value with its judgement.

Pages, exports, the API and the command line all read measures here, so they cannot disagree.
"""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from dashboard.basics.errors import UsageError
from dashboard.basics.languages import _
from dashboard.basics.quarters import MONTHS_IN, Kind, Period, month_id
from dashboard.basics.statistics import shown, wilson
from dashboard.catalogue.events import last_step
from dashboard.catalogue.judging import Judging
from dashboard.catalogue.records import FROM_CATALOGUE, Measure
from dashboard.measures import entered, kpis, status
from dashboard.measures.known import not_counted_by
from dashboard.measures.plan_rows import WHOLE, Rows, halves, row_in, together
from dashboard.measures.verdicts.past import judge_past, judge_target
from dashboard.measures.verdicts.record import TargetWord, Verdict
from dashboard.measures.verdicts.series import MOST_PAST, Series
from dashboard.store.data import Data
from dashboard.store.database import Row
from dashboard.store.written import plural

LONG_TREND_QUARTERS = 4
Filters = Mapping[str, Sequence[str]]
Key = tuple[int, str]


@dataclass(frozen=True)
class Reading:
    """One number of a measure. `numerator` is the count of a count; `value` is None where it is not available.

    `polarity` and `decimals` are those that it is judged by, where they are not the measure's: a target may say itself
    which way is good, and a value may be printed more roughly than others. `long_of` is what the long trend compares
    with, in words; `target_word` is the verdict on the target alone.
    """

    measure: Measure
    council: str
    period: Period
    part: str
    value: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    strict: bool
    status: str
    short_trend: str
    long_trend: str
    previous: float | None
    long_base: float | None
    polarity: str = ""
    decimals: int | None = None
    long_of: str = kpis.LAST_FOUR
    target_word: TargetWord = ""
    judge: Callable[[Reading], Verdict] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def verdict(self) -> Verdict:
        """What is said of it against its target and its own past; worked out when it is first asked for."""
        return self.judge(self) if self.judge else Verdict()

    def judged(self, how: Judging) -> str:
        """The status code by these rules."""
        return status.judge(
            self.value,
            self.target,
            polarity=self.polarity or self.measure.polarity,
            decimals=self.measure.decimals if self.decimals is None else self.decimals,
            how=how,
            strict=self.strict,
        )

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of a share of cases; None of anything else, such as a share above 100%."""
        return interval_of(self.measure, self.numerator, self.denominator)


def interval_of(measure: Measure, numerator: float | None, denominator: float | None) -> tuple[float, float] | None:
    """The 95% interval of a share of so many cases; None of anything else."""
    return wilson(numerator or 0, denominator) if measure.proportion and denominator else None


def value_of(measure: Measure, row: Row | None) -> tuple[float | None, float | None, float | None]:
    """Value, numerator and denominator that a row of parts gives; all None for a gap, no value over zero or unknown."""
    if row is None:
        return None, None, None
    numerator = row[measure.numerator]
    if not measure.denominator:
        return numerator, numerator, None
    denominator = row[measure.denominator]
    return measure.value(numerator, denominator), numerator, denominator


@dataclass(frozen=True)
class Asked:
    """What parts were asked for, whatever the period."""

    dataset: str
    council: str
    basis: str
    filters: Filters


class Components:
    """One way of splitting the additive parts of a dataset: a row by period and split value.

    Several measures read the same parts. A period that is not loaded is a gap (None); a loaded one without
    cases has zeros, except in a column that no row of the period knows.
    """

    def __init__(
        self, data: Data, asked: Asked, kind: Kind, split: str, rows: Mapping[Key, Row], since: Period | None = None
    ) -> None:
        """`since` is the first period that the rows are of, None where they are of all."""
        self.data, self.asked, self.split, self.rows = data, asked, split, rows
        self.since, self.kind, self.whole = since, kind, (self, "")
        dataset, council = asked.dataset, asked.council
        judged = data.judged(dataset)
        self.judged_by = judged.by if judged else ""
        areas = asked.filters.get(self.judged_by, ())
        self.council, self.area = council, areas[0] if len(areas) == 1 else ""
        self.loaded = {p.index for p in data.periods(dataset, council, kind)}
        self.columns = data.queries.columns(f"{dataset}_components")
        self.answer, self.zeros = rows, dict[int, Row]()
        self.beside: dict[Kind, Components] = {}  # the same on the other basis, once it has been asked for

    def names(self, periods: Iterable[Period], measure: Measure | None = None) -> list[str]:  # noqa: ARG002 see Entered
        """The split values that occur in these periods, in order; one empty name without a split. Where each measure
        has rows of its own they are those of the one given."""
        indexes = {period.index for period in periods}
        return sorted({part for index, part in self.rows if index in indexes}) if self.split else [""]

    def row(self, period: Period, part: str = "") -> Row | None:
        """The parts of one period and split value, or None for a gap; a month is one in every other period."""
        if period.index not in self.loaded:
            return None
        if row := self.rows.get((period.index, part)):
            return row
        if self.split == "month" and part not in map(month_id, period.months):
            return None
        if period.index not in self.zeros:
            self.zeros[period.index] = self.zero(period)
        return self.zeros[period.index]

    def zero(self, period: Period) -> Row:
        """The parts of a split value that does not occur in a period: zeros, and nothing where nothing is known."""
        here = [row for (index, _rest), row in self.answer.items() if index == period.index] or list(
            self.answer.values()
        )
        if not here and any(self.asked.filters.values()):  # what the rest of the council knows decides
            asked = self.asked
            every = components_by(self.data, asked.dataset, asked.council, period, period, basis=asked.basis)
            here = list(every[""].rows.values())
        unknown_here = {name for name in self.columns if here and all(row[name] is None for row in here)}
        unknown_here |= not_counted_by(self.data, self.asked.dataset, self.asked.filters).keys()
        return {name: None if name in unknown_here else 0 for name in self.columns}

    def only(self, part: str) -> Components:
        """One split value as parts of their own, without a split."""
        rows = {(index, ""): row for (index, name), row in self.rows.items() if name == part}
        alone = copy.copy(self)
        alone.split, alone.rows, alone.whole, alone.beside = "", rows, (self, part), {}
        alone.area = part if self.split == self.judged_by else self.area
        if f"{self.split}s" in self.data.queries.parameters(f"{self.asked.dataset}_components"):
            alone.asked = dataclasses.replace(self.asked, filters={**self.asked.filters, self.split: (part,)})
        return alone

    def halves(self, measure: Measure, period: Period, part: str = "") -> status.Value:
        """Value, numerator and denominator; an estimate from the catalogue where that is the denominator."""
        row = self.row(period, part)
        if row is not None and measure.denominator == FROM_CATALOGUE:
            estimate = self.data.catalogue.denominator(measure, self.council, period)
            row = {**row, FROM_CATALOGUE: estimate.value if estimate else None}
        return value_of(measure, row)

    def value(self, measure: Measure, period: Period, part: str = "") -> float | None:
        """The measure's value, or None where it is not available."""
        return self.halves(measure, period, part)[0]

    def target(self, measure: Measure, period: Period, part: str = "") -> tuple[float | None, bool]:
        """The target in force as a number, and whether it must be beaten rather than reached.

        What the dataset is judged by, such as the stage, decides the target; parts of the council, whether split or
        chosen, are judged by its rates, not by its counts.
        """
        area = part if self.split == self.judged_by else self.area
        chosen = any(values for name, values in self.asked.filters.items() if name != self.judged_by)
        judged = not (chosen or (part and self.split != self.judged_by)) or measure.nature == "rate"
        found = self.data.catalogue.target(measure, self.council, area, period) if judged else None
        if found is None or (found.number is not None and not self.is_for(measure, period)):
            return None, False
        if found.number is not None:
            return found.number, False
        return self.year_before(measure, found.value, period, part), True

    def level(
        self, measure: Measure, now: status.Value, target: float | None, *, strict: bool, how: Judging
    ) -> tuple[str, TargetWord]:
        """The status code of a number beside its target, and the verdict on that; what needs no past."""
        value, numerator, denominator = now
        code = status.judge(value, target, polarity=measure.polarity, decimals=measure.decimals, how=how, strict=strict)
        sure = interval_of(measure, numerator, denominator) if target is not None else None
        return code, judge_target(code, target, sure, denominator, how)

    def is_for(self, measure: Measure, period: Period) -> bool:
        """Whether a target in numbers is for a period of this length: what adds up over time has one for the periods
        that the council loads, and none for those that are made of several."""
        finest = self.data.finest_periods(self.asked.dataset, self.council)
        return measure.nature != "flow" or not finest or finest[-1].kind == period.kind

    def year_before(self, measure: Measure, words: str, period: Period, part: str) -> float | None:
        """What a relative target ("Lower than 2015/16", "Reduction") compares with, or None.

        Of a flow it is the share of that year's figure that falls to a period of this length, as shown.
        """
        value = self.of_year(measure, compared_year(words, period), part)
        if value is None or measure.nature != "flow":
            return value
        return shown(value * MONTHS_IN[period.kind] / 12, measure.decimals)

    def of_year(self, measure: Measure, year: Period, part: str) -> float | None:
        """The measure's value in a year."""
        asked, split = self.asked, self.split
        place = (self.data, asked.dataset, asked.council, year, year)
        yearly = components_by(*place, splits=[split], basis=asked.basis, filters=asked.filters)
        return yearly[split].value(measure, year, part)

    def reading(self, measure: Measure, period: Period, part: str = "") -> Reading:
        """The measure's number in one period, compared with its target and with the periods before it."""
        judging, scale = self.data.judging(self.council), measure.scale
        value, numerator, denominator = now = self.halves(measure, period, part)
        before = [self.halves(measure, period - back, part) for back in range(LONG_TREND_QUARTERS, 0, -1)]
        four = [*before[1:], now] if judging.long_trend == "with_this_quarter" else before
        previous, long_base, long_of = before[-1][0], status.mean_of_four(four, scale), kpis.LAST_FOUR
        if judging.long_trend == "year_before":
            long_base, long_of = self.value(measure, period.year_before(), part), kpis.YEAR_AGO
        target, strict = self.target(measure, period, part)
        shown_as: dict[str, Any] = {"polarity": measure.polarity, "decimals": measure.decimals}
        code, target_word = self.level(measure, now, target, strict=strict, how=judging)
        return Reading(
            measure=measure,
            council=self.council,
            period=period,
            part=part,
            value=value,
            numerator=numerator,
            denominator=denominator,
            target=target,
            strict=strict,
            status=code,
            short_trend=status.trend(value, previous, **shown_as),
            long_trend=status.trend(value, long_base, **shown_as),
            previous=previous,
            long_base=long_base,
            long_of=long_of,
            target_word=target_word,
            judge=self.verdict,
        )

    def verdict(self, reading: Reading) -> Verdict:
        """What is said of one of its readings against the target and against the periods before."""
        return replace(self.change(reading.measure, reading.period, reading.part), target=reading.target_word)

    def change(self, measure: Measure, period: Period, part: str = "") -> Verdict:
        """The verdict on a number's change alone, which asks for no target."""
        data = self.data
        of_months = self.split == "month" or self.asked.filters.get("month")  # which no other period has
        parts = self.with_past(period)
        series = Series(
            period=period,
            now=self.halves(measure, period, part),
            earlier=[]
            if of_months
            else [parts.halves(measure, period - back, part) for back in range(MOST_PAST, 0, -1)],
            polarity=measure.polarity if measure.judged else "neither",
            decimals=measure.decimals,
            read_as=measure.read_as,
            proportion=measure.proportion,
            share=measure.unit == "percent" and not measure.apart,
            counted=measure.nature != "rate" and measure.unit != "gbp",
            step=last_step(data.catalogue.events, measure.id, self.council, part or self.area, period),
            rules=data.judging(self.council),
        )
        of_two_counts = measure.apart and not measure.of_money  # which moves with the one below as with the one above
        if (of_two_counts or self.is_mixed(measure)) and series.now[0] is not None:
            return series.unjudged()
        return judge_past(series)

    def is_mixed(self, measure: Measure) -> bool:
        """Whether a value puts together what is judged one by one, such as stages with deadlines of their own: it also
        moves when there are more cases of the one and fewer of the other."""
        judged = self.data.judged(self.asked.dataset)
        return judged is not None and measure.id in judged.measures and not self.area and self.split != judged.by

    def with_past(self, period: Period) -> Components:
        """The same parts as far back as verdicts look, asked for where these do not reach."""
        loaded = self.data.periods(self.asked.dataset, self.council, self.kind)
        if self.since is None or not loaded or self.since <= max(loaded[0], period - MOST_PAST):
            return self
        whole, part = self.whole
        if whole is not self:
            return whole.with_past(period).only(part)
        return self.of_all

    @cached_property
    def of_all(self) -> Components:
        """The same parts in every period that is loaded."""
        asked, loaded = self.asked, self.data.periods(self.asked.dataset, self.council, self.kind)
        place = (self.data, asked.dataset, asked.council, loaded[0], loaded[-1])
        return components_by(*place, splits=[self.split], basis=asked.basis, filters=asked.filters)[self.split]


def compared_year(words: str, period: Period) -> Period:
    """The year that a relative target names, else the one before."""
    named = re.search(r"(\d{4})/(\d{2})", words)
    return Period.parse(f"{named[1]}-{named[2]}") if named else period.as_kind("year") - 1


class Entered(Components):
    """The same of a dataset whose rows are measures' values: each measure has its own, as the council prints them."""

    def __init__(self, data: Data, asked: Asked, kind: Kind, split: str) -> None:
        self.data, self.asked, self.split, self.rows = data, asked, split, {}
        self.council, self.judged_by, self.area = asked.council, "", ""
        self.loaded = {p.index for p in data.periods(asked.dataset, asked.council, kind)}
        self.kind = kind
        self.judge = kpis.Judge.of(data, asked.council)
        self.known: dict[tuple[str, str], Rows] = {}
        self.beside = {}

    def names(self, periods: Iterable[Period], measure: Measure | None = None) -> list[str]:
        """The service areas that have the measure in these periods, in their order."""
        if not self.split or measure is None:
            return [""]
        asked = list(periods)
        found = {area: rows for area, rows in self.areas(measure).items() if any(row_in(rows, one) for one in asked)}
        return sorted(area for area in found if len(found) == 1 or area.casefold() != WHOLE)

    def areas(self, measure: Measure, part: str = "") -> dict[str, Rows]:
        """The rows of each service area that is asked for."""
        every = entered.parts(self.data, measure, self.council, self.asked.basis)
        wanted = [part] if part else self.asked.filters.get(entered.AREA) or list(every)
        return {area: rows for area, rows in every.items() if area in wanted}

    def rows_of(self, measure: Measure, part: str = "") -> Rows:
        """The rows of one service area, or of all that are asked for together."""
        key = measure.id, part
        if key not in self.known:
            self.known[key] = together(self.areas(measure, part))
        return self.known[key]

    def row(self, period: Period, part: str = "") -> Row | None:  # noqa: ARG002 it is the same for all
        """No parts, or None for a period without an extract."""
        return {} if period.index in self.loaded else None

    def only(self, part: str) -> Components:
        """One service area as parts of their own."""
        alone = replace(self.asked, filters={**self.asked.filters, entered.AREA: (part,)})
        return Entered(self.data, alone, self.kind, "")

    def halves(self, measure: Measure, period: Period, part: str = "") -> status.Value:
        """Value, numerator and denominator, as the row of the period gives them or those inside it come to."""
        return halves(row_in(self.rows_of(measure, part), period))

    def target(self, measure: Measure, period: Period, part: str = "") -> tuple[float | None, bool]:
        """The target that the row names, or the catalogue where it names none."""
        kpi = self.kpi(measure, period, part)
        return (kpi.target_number, kpi.target.strict) if kpi else (None, False)

    def kpi(self, measure: Measure, period: Period, part: str = "") -> kpis.Kpi | None:
        """The measure as its plan has it, judged; None for a period without a row."""
        rows = self.rows_of(measure, part)
        return self.judge.kpi(self.council, rows, period) if row_in(rows, period) else None

    def change(self, measure: Measure, period: Period, part: str = "") -> Verdict:
        """The verdict on a number, as its plan's row has it."""
        kpi = self.kpi(measure, period, part)
        return kpi.verdict if kpi else Verdict()

    def reading(self, measure: Measure, period: Period, part: str = "") -> Reading:
        """The measure's number in one period, judged as its plan's row is."""
        value, numerator, denominator = self.halves(measure, period, part)
        kpi = self.kpi(measure, period, part)
        return Reading(
            measure=measure,
            council=self.council,
            period=period,
            part=part,
            value=value,
            numerator=numerator,
            denominator=denominator,
            target=kpi.target_number if kpi else None,
            strict=kpi.target.strict if kpi else False,
            status=kpi.status if kpi else "not_available",
            short_trend=kpi.short_trend if kpi else "not_available",
            long_trend=kpi.long_trend if kpi else "not_available",
            previous=self.value(measure, period - 1, part),
            long_base=kpi.long_base if kpi else None,
            polarity=kpi.target.sense if kpi else "",
            decimals=kpi.value.decimals if kpi else None,
            long_of=kpi.long_of if kpi else kpis.LAST_FOUR,
            target_word=kpi.verdict.target if kpi else "",
            judge=(lambda _rest: kpi.verdict) if kpi else None,
        )


def components_by(
    data: Data,
    dataset: str,
    council: str,
    first: Period,
    last: Period,
    *,
    splits: Sequence[str] = ("",),
    basis: str = "latest",
    filters: Filters | None = None,
) -> dict[str, Components]:
    """The answer of one `<dataset>_components.sql` in each of the ways of splitting asked for; of measures that are
    entered their rows."""
    if entered.is_entered(data.catalogue, dataset):
        for name in (name for name, values in (filters or {}).items() if values and name != entered.AREA):
            raise UsageError(_("{dataset} cannot be filtered by {name}.", dataset=dataset, name=name))
        asked = Asked(dataset, council, basis, filters or {})
        return {split: Entered(data, asked, first.kind, split) for split in splits}
    query = f"{dataset}_components"
    takes = data.queries.parameters(query)
    wanted = {name: list(values) for name, values in (filters or {}).items() if values}
    for name in sorted(wanted):
        if plural(name) not in takes:
            raise UsageError(_("{dataset} cannot be filtered by {name}.", dataset=dataset, name=name))
    chosen = {plural(name): values for name, values in wanted.items()}
    lists = {name: chosen.get(name) for name in takes if name.endswith("s") and name not in ("basis", "splits")}
    found = data.rows(
        query,
        council=council,
        basis=basis,
        kind=first.kind,
        first=first.index,
        last=last.index,
        splits=list(splits),
        **lists,
    )
    unknown_here = dict.fromkeys(not_counted_by(data, dataset, wanted))
    rows: dict[str, dict[Key, Row]] = {split: {} for split in splits}
    for row in found:
        rows[row["split"]][row["period_index"], row["part"]] = {**row, **unknown_here} if unknown_here else row
    asked = Asked(dataset, council, basis, filters or {})
    return {split: Components(data, asked, first.kind, split, rows[split], first) for split in splits}
