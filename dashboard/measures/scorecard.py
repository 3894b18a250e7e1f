"""Every measure of a council in one period, side by side: the list from which the start page picks.

An entry is a measure, or a part of one where parts have targets of their own, or a line of a council's plan. It
holds numbers and judgements; views put them into words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.basics.config import Scheme
from dashboard.basics.quarters import Kind, Period, span
from dashboard.catalogue.records import FROM_CATALOGUE, Measure
from dashboard.measures.components import Components, Reading, components_by
from dashboard.measures.status import Value
from dashboard.measures.verdicts.record import Verdict
from dashboard.store.data import Data

LAST_QUARTERS = 3
MOST_HISTORY = 20


@dataclass(frozen=True)
class Entry:
    """One line of the scorecard. `history` are the values up to the period, oldest first, None for a gap."""

    key: str
    measure: Measure
    part: str
    label: str
    reading: Reading
    status: str
    periods: tuple[Period, ...]
    history: tuple[float | None, ...]
    previous_year: float | None
    year_to_date: float | None
    year_target: float | None
    headline: str = ""

    @property
    def period(self) -> Period:
        """The period that the value is for."""
        return self.reading.period

    @property
    def verdict(self) -> Verdict:
        """What is said of the value."""
        return self.reading.verdict

    @property
    def stands_for_all(self) -> bool:
        """Whether it is the whole, or the part by which papers speak of the whole."""
        return self.part in ("", self.headline)


def entries(data: Data, council: str, period: Period, *, basis: str = "latest", scheme: Scheme) -> list[Entry]:
    """The council's catalogue measures in the period, in the catalogue's order.

    A dataset that has nothing for the period itself is read for the longer one that ends with it; without that its
    measures are not available.
    """
    found: list[Entry] = []
    by_dataset: dict[str, list[Measure]] = {}
    for measure in data.catalogue.measures_of(council).values():
        by_dataset.setdefault(measure.dataset, []).append(measure)
    for dataset, measures in by_dataset.items():
        if (dataset, council) in data.available:
            found += dataset_entries(data, council, dataset, measures, period, basis, scheme)
    return found


def read_as(data: Data, dataset: str, council: str, period: Period) -> Period:
    """The period in which the dataset is to be read: the one asked for, or the longer one that ends with it."""
    kinds: tuple[Kind, ...] = ("quarter", "half_year", "year")
    wider = [period, *(period.as_kind(kind) for kind in kinds)]
    loaded = [p for p in wider if p.last_day == period.last_day and p in data.periods(dataset, council, p.kind)]
    return loaded[0] if loaded else period


def dataset_entries(
    data: Data, council: str, dataset: str, measures: Sequence[Measure], period: Period, basis: str, scheme: Scheme
) -> list[Entry]:
    """The entries of one dataset's measures, from one query for its quarters and one for its years."""
    own = read_as(data, dataset, council, period)
    loaded = data.periods(dataset, council, own.kind)
    first = min([*loaded, own])
    judged = data.judged(dataset)
    splits = ["", judged.by] if judged else [""]
    # all that is loaded, so that the answers serve every period one may ask for
    last = max([*loaded, own])
    parts = components_by(data, dataset, council, first, last, splits=splits, basis=basis)
    years = components_by(
        data, dataset, council, first.as_kind("year"), last.as_kind("year"), splits=splits, basis=basis
    )
    found = []
    for measure in measures:
        split = judged.by if judged and measure.id in judged.measures else ""
        for part in judged_parts(data, dataset, split, parts[split], loaded):
            label = data.catalogue.label(dataset, split, part) if part else ""
            stands_for = judged.stands_for if judged and split else ""
            found.append(entry(data, measure, part, label, parts[split], years[split], own, first, scheme, stands_for))
    return found


def judged_parts(data: Data, dataset: str, split: str, parts: Components, loaded: Sequence[Period]) -> list[str]:
    """The split values that occur, in the catalogue's order; one empty one without a split."""
    present = parts.names(loaded)
    return [code for code in data.catalogue.codes(dataset, split) if code in present] if split else present


def entry(
    data: Data,
    measure: Measure,
    part: str,
    label: str,
    parts: Components,
    years: Components,
    period: Period,
    first: Period,
    scheme: Scheme,
    headline: str,
) -> Entry:
    """One measure, or one part of it, with all that is known of its past."""
    reading = parts.reading(measure, period, part)
    periods = span(max(first, period - (MOST_HISTORY - 1)), period)
    history = tuple(parts.value(measure, one, part) for one in periods)
    year = period.as_kind("year")
    return Entry(
        key=f"{measure.id}/{part}" if part else measure.id,
        measure=measure,
        part=part,
        label=label,
        reading=reading,
        status=reading.judged(data.judging(reading.council, scheme)),
        periods=tuple(periods),
        history=history,
        previous_year=years.value(measure, year - 1, part),
        year_to_date=year_to_date(measure, parts, period, part),
        year_target=None if measure.nature == "flow" else reading.target,  # a flow's target is for the period
        headline=headline,
    )


def year_to_date(measure: Measure, parts: Components, period: Period, part: str = "") -> float | None:
    """The measure from April to the end of the period: flows summed, ratios pooled, a stock as it stands now.

    None where a period of the year is missing.
    """
    return so_far(measure, parts, period, part)[0]


def so_far(measure: Measure, parts: Components, period: Period, part: str = "") -> Value:
    """The same with what was counted and of how many. What runs over the year, or over several, stands as it is."""
    start = Period.holding(period.as_kind("year").first_day, period.kind)
    as_it_is = measure.nature == "stock" or measure.read_as in ("cumulative", "rolling")
    if as_it_is or measure.denominator == FROM_CATALOGUE:
        return parts.halves(measure, period, part)
    halves = [parts.halves(measure, one, part) for one in span(start, period)]
    if any(numerator is None for _, numerator, _ in halves):
        return None, None, None
    numerator = sum(n or 0 for _, n, _ in halves)
    if not measure.denominator:
        return numerator, numerator, None
    denominator = sum(d or 0 for _, _, d in halves)
    scale = 100.0 if measure.unit == "percent" else 1.0
    return (scale * numerator / denominator if denominator else None), numerator, denominator
