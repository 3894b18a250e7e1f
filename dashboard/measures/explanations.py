"""Where readers will ask for an explanation that the council has not given: one rule for pages, agenda and files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dashboard.basics.config import Scheme
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.measures.comments import Comment
from dashboard.measures.kpis import Kpi
from dashboard.measures.scorecard import Entry, dataset_entries
from dashboard.store.data import Data

MISSED = ("red", "failed")


def not_explained(period: Period) -> str:
    """What stands where an explanation is wanted."""
    return _("No explanation for {period}", period=period.label)


def spoken(said: Mapping[str, Sequence[Comment]]) -> dict[str, str]:
    """What the council says of each measure in the period itself; what it said earlier explains nothing of now."""
    return {measure: " ".join(one.text for one in comments if not one.older) for measure, comments in said.items()}


def is_wanted(entry: Entry, words: str) -> bool:
    """Whether a missed target or a turn for the worse stands without an explanation in the period's comments (`words`).

    A comment on a measure is on its headline; one on another of its stages has to name that.
    """
    if not (entry.verdict.judgement == "worse" or (entry.verdict.target == "missed" and entry.status in MISSED)):
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
