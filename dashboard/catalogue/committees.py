"""Committees and their remits: which measures, themes and service areas of its plan a council lets each look after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.texttables import Line

FILE = "committees.csv"
COLUMNS = ("council", "committee", "title", "kind", "value")
OPTIONAL = ("title",)
MEASURE, THEME, SERVICE_AREA = "measure", "theme", "service_area"
KINDS = (MEASURE, THEME, SERVICE_AREA)


@dataclass(frozen=True)
class Remit:
    """What is looked after: measures by id, everything that the pages of some datasets are about, and all measures of
    some service areas of the plan."""

    measures: frozenset[str] = frozenset()
    datasets: frozenset[str] = frozenset()
    service_areas: frozenset[str] = frozenset()

    def holds(self, measure: str, dataset: str, service_area: str = "", *also: str) -> bool:
        """Whether a measure is in it; `also` are other ids by which it may be named."""
        named = not self.measures.isdisjoint((measure, *also))
        return named or dataset in self.datasets or service_area in self.service_areas

    def shows(self, dataset: str, prefix: str = "") -> bool:
        """Whether it has the page about a dataset; of one whose measures' ids begin with a prefix, any part of it."""
        of_plan = prefix and (self.service_areas or any(name.startswith(prefix) for name in self.measures))
        return dataset in self.datasets or bool(of_plan)

    def __or__(self, other: Remit) -> Remit:
        return Remit(
            self.measures | other.measures, self.datasets | other.datasets, self.service_areas | other.service_areas
        )


@dataclass(frozen=True)
class Committee:
    """A committee of a council, by the id that addresses have and the title that readers see."""

    council: str
    id: str
    title: str
    remit: Remit


def part_of_remit(
    line: Line,
    council: str,
    measures: Iterable[str],
    datasets: Mapping[str, Declaration],
    prefixes: tuple[str, ...],
) -> Committee:
    """The committee of this line, with the one thing that the line puts into its remit."""
    name = line.required("committee")
    kind, value = line.one_of("kind", KINDS), line.required("value")
    themes = {key: one.page for key, one in datasets.items() if one.page}
    if kind == MEASURE and value and (value in prefixes or not value.startswith(prefixes)):
        line.one_of("value", list(measures))
    if kind == THEME and value:
        line.one_of("value", themes)
    page = themes.get(value) if kind == THEME else None
    remit = Remit(
        frozenset([value] if kind == MEASURE else []),
        frozenset([value, *page.also] if page else []),
        frozenset([value] if kind == SERVICE_AREA else []),
    )
    return Committee(council, name, line.text("title"), remit)


def whole(lines: Iterable[tuple[Line, Committee]]) -> dict[tuple[str, str], Committee]:
    """The committees by council and id, each with all of its remit; its title is that of one line or of several that
    agree, else its id."""
    found: dict[tuple[str, str], Committee] = {}
    for line, one in lines:
        key = one.council, one.id
        before = found.get(key, one)
        if before.title and one.title and before.title != one.title:
            line.note("title", f'An earlier line calls it "{before.title}". Write one title.')
        found[key] = Committee(*key, before.title or one.title, before.remit | one.remit)
    return {key: Committee(*key, one.title or one.id, one.remit) for key, one in found.items()}
