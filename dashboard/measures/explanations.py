"""Where readers will ask for an explanation that the council has not given: one rule for pages, agenda and files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dashboard.basics.config import Scheme
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import difference
from dashboard.measures.comments import Comment
from dashboard.measures.kpis import Kpi
from dashboard.measures.scorecard import Entry, dataset_entries
from dashboard.store.data import Data

MISSED = ("red", "failed")
MUCH_POINTS = 5.0  # a share that worsened by so much,
MUCH_SHARE = 0.1  # or another number by so much of itself, has readers ask why


def not_explained(period: Period) -> str:
    """What stands where an explanation is wanted."""
    return f"No explanation for {period.label}"


def spoken(said: Mapping[str, Sequence[Comment]]) -> dict[str, str]:
    """What the council says of each measure in the period itself; what it said earlier explains nothing of now."""
    return {measure: " ".join(one.text for one in comments if not one.older) for measure, comments in said.items()}


def is_wanted(entry: Entry, words: str) -> bool:
    """Whether a missed target or a large fall stands without an explanation in the period's comments (`words`).

    A comment on a measure is on its headline; one on another of its stages has to name that.
    """
    if entry.status not in MISSED and not worsened_much(entry):
        return False
    return not (words and (entry.stands_for_all or entry.label.casefold() in words.casefold()))


def is_wanted_of_plan(kpi: Kpi, words: str) -> bool:
    """The same of a measure that the council's plan prints, whose own note explains it as well."""
    return kpi.status in MISSED and not words and not kpi.note


def unexplained(
    data: Data,
    council: str,
    period: Period,
    measures: Collection[str],
    said: Mapping[str, Sequence[Comment]],
    *,
    basis: str,
    scheme: Scheme,
) -> dict[str, list[Entry]]:
    """Of these measures of the catalogue the entries that want an explanation, by measure."""
    words = spoken(said)
    known = data.catalogue.measures_of(council)
    by_dataset: dict[str, list[str]] = {}
    for name in (name for name in measures if name in known):
        by_dataset.setdefault(known[name].dataset, []).append(name)
    found: dict[str, list[Entry]] = {}
    for dataset, names in by_dataset.items():
        if (dataset, council) in data.available:
            asked = [known[name] for name in names]
            for entry in dataset_entries(data, council, dataset, asked, period, basis, scheme):
                if is_wanted(entry, words.get(entry.measure.id, "")):
                    found.setdefault(entry.measure.id, []).append(entry)
    return found


def worsened_much(entry: Entry) -> bool:
    """Whether it worsened since last quarter by so much that readers will ask why, chance or not."""
    reading, change = entry.reading, moved(entry)
    if reading.short_trend != "worsened" or change is None:
        return False
    if entry.measure.unit == "percent":
        return abs(change) >= MUCH_POINTS
    return abs(change) >= MUCH_SHARE * abs(reading.previous or 0)


def moved(entry: Entry) -> float | None:
    """By how much it is another than last quarter, as shown; None where one of the two is not known."""
    reading = entry.reading
    if reading.value is None or reading.previous is None:
        return None
    return difference(reading.value, reading.previous, entry.measure.decimals)
