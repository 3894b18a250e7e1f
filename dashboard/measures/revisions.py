"""What has changed since it was first published: a measure's number on both bases, where they differ as shown.

Most figures are never revised, so which periods differ at all is asked once a release; only these are asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Kind, Period
from dashboard.basics.statistics import shown
from dashboard.catalogue.records import Measure
from dashboard.measures import entered, status
from dashboard.measures.components import LONG_TREND_QUARTERS, Components, Reading, components_by
from dashboard.store.data import Data

BOTH = {"latest": "first_published", "first_published": "latest"}
KINDS: tuple[Kind, ...] = ("quarter", "half_year", "year")


@dataclass(frozen=True)
class Revision:
    """A number as it was first published and as it is known now, which differ in value, status or verdict."""

    first: Reading
    now: Reading

    @property
    def value_changed(self) -> bool:
        """Whether the value reads otherwise now."""
        return differs(self.now.measure, self.first.value, self.now.value)

    @property
    def status_changed(self) -> bool:
        """Whether it is judged otherwise now."""
        return self.first.status != self.now.status

    @property
    def verdict_changed(self) -> bool:
        """Whether something else is said of its change now."""
        return self.first.verdict.change != self.now.verdict.change


def differs(measure: Measure, first: float | None, now: float | None) -> bool:
    """Whether two values read differently; one that was not published at all has not been revised."""
    if first is None or now is None:
        return first is not None
    return shown(first, measure.decimals) != shown(now, measure.decimals)


def words(measure: Measure, first: status.Value, now: float | None) -> str:
    """`first published 96.3% (342 of 355), now 75.3%`."""
    value, numerator, denominator = first
    cases = f" ({fmt.share_of(numerator, denominator)})" if measure.proportion and denominator else ""
    said = (fmt.in_unit(one, measure.unit, measure.decimals) for one in (value, now))
    return _("first published {first}{cases}, now {now}", first=next(said), cases=cases, now=next(said))


def changed(data: Data, dataset: str, council: str, kind: Kind, measure: Measure) -> frozenset[int]:
    """The periods in which what the measure is made of differs between the two bases; of an entered one all, since the
    rows of both bases are at hand."""
    if entered.is_entered(data.catalogue, dataset):
        return frozenset(period.index for period in data.periods(dataset, council, kind))
    found = data.once(f"changed {dataset} {council} {kind}", lambda: changed_columns(data, dataset, council, kind))
    return found.get(measure.numerator, frozenset()) | found.get(measure.denominator, frozenset())


def changed_columns(data: Data, dataset: str, council: str, kind: Kind) -> dict[str, frozenset[int]]:
    """For each component the periods in which it differs, as a whole or in any part."""
    periods = data.periods(dataset, council, kind)
    if not periods:
        return {}
    splits = ["", *data.catalogue.datasets[dataset].dataset.dimensions]
    asked = (data, dataset, council, periods[0], periods[-1])
    first, now = (components_by(*asked, splits=splits, basis=basis) for basis in ("first_published", "latest"))
    columns = data.queries.columns(f"{dataset}_components")
    found: dict[str, set[int]] = {column: set() for column in columns}
    for split in splits:
        for key in {**first[split].rows, **now[split].rows}:
            there, here = (one[split].rows.get(key, {}) for one in (first, now))
            for column in columns:
                if there.get(column) != here.get(column):
                    found[column].add(key[0])
    return {column: frozenset(indexes) for column, indexes in found.items()}


def on_other_basis(parts: Components, kind: Kind) -> Components:
    """The same parts on the other basis, in every period loaded: kept with the release unless something is chosen."""
    asked, data = parts.asked, parts.data
    other, periods = BOTH[asked.basis], data.periods(asked.dataset, asked.council, kind)
    chosen = {name: values for name, values in asked.filters.items() if values}

    def ask() -> Components:
        place = (data, asked.dataset, asked.council, min(periods), max(periods))
        return components_by(*place, splits=[parts.split], basis=other, filters=chosen)[parts.split]

    key = f"other {asked.dataset} {asked.council} {kind} {parts.split} {other}"
    if kind not in parts.beside:
        parts.beside[kind] = ask() if chosen else data.once(key, ask)
    return parts.beside[kind]


def revised_words(parts: Components, measure: Measure, period: Period, part: str = "") -> str:
    """How a number has been revised since it was first published, as far as it reads differently; else nothing."""
    asked = parts.asked
    if period.index not in changed(parts.data, asked.dataset, asked.council, period.kind, measure):
        return ""
    here, there = (one.halves(measure, period, part) for one in (parts, on_other_basis(parts, period.kind)))
    first, now = (there, here) if asked.basis == "latest" else (here, there)
    return words(measure, first, now[0]) if differs(measure, first[0], now[0]) else ""


def revision(parts: Components, measure: Measure, period: Period, part: str = "") -> Revision | None:
    """What differs of a number, its status or its verdict between the two bases, or None."""
    asked = parts.asked
    at = changed(parts.data, asked.dataset, asked.council, period.kind, measure)
    if at.isdisjoint(range(period.index - LONG_TREND_QUARTERS, period.index + 1)):
        return None
    here, there = (one.reading(measure, period, part) for one in (parts, on_other_basis(parts, period.kind)))
    found = Revision(there, here) if asked.basis == "latest" else Revision(here, there)
    if found.first.value is None:
        return None
    return found if found.value_changed or found.status_changed or found.verdict_changed else None


def revisions(data: Data, council: str) -> list[Revision]:
    """Every number of the council's measures, and of the parts with targets of their own, that reads differently now:
    measure by measure, the newest period first; worked out once a release."""
    return data.once(f"revisions {council}", lambda: list(found_in(data, council)))


def of_number(data: Data, council: str, measure: str, period: Period, part: str = "") -> Revision | None:
    """The revision of one number of a measure, or of a part that has a target or figures of its own; or None."""

    def by_number() -> dict[tuple[str, Period, str], Revision]:
        return {(one.now.measure.id, one.now.period, one.now.part): one for one in revisions(data, council)}

    return data.once(f"revisions by number {council}", by_number).get((measure, period, part))


def found_in(data: Data, council: str) -> Iterator[Revision]:
    """The revised numbers of each measure, in quarters and in longer periods that were loaded as such."""
    of_plan = entered.measures(data, council).values()
    for measure in (*data.catalogue.measures_of(council).values(), *of_plan):
        if (measure.dataset, council) in data.available:
            for kind in KINDS:
                yield from of_measure(data, council, measure, kind)


def of_measure(data: Data, council: str, measure: Measure, kind: Kind) -> Iterator[Revision]:
    """The revised numbers of one measure in the periods of one kind."""
    dataset, indexes = measure.dataset, changed(data, measure.dataset, council, kind, measure)
    periods = [
        period
        for period in data.periods(dataset, council, kind)
        if period.index in indexes and (kind == "quarter" or data.extract(dataset, council, period))
    ]
    if not periods:
        return
    judged = data.judged(dataset)
    split = judged.by if judged and measure.id in judged.measures else ""
    split = entered.AREA if entered.is_entered(data.catalogue, dataset) else split
    now = components_by(data, dataset, council, min(periods) - LONG_TREND_QUARTERS, max(periods), splits=[split])[split]
    for period in reversed(periods):
        for part in now.names([period], measure):
            found = revision(now, measure, period, part)
            if found and found.value_changed:
                yield found
