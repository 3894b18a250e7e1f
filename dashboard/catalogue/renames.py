"""Directorates and services that have another name now: their history is shown under it.

A row of `renames.csv` says what a council calls a directorate or service now, and since when. All of its history is
counted under the new name, and so is what began under the old one and is open or answered later; records keep the name
that they were made under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import PLACE, Declaration
from dashboard.catalogue.texttables import Line


@dataclass(frozen=True)
class Rename:
    """One name that took another's place, and the quarter since which it holds, if that is known."""

    council: str
    dataset: str
    column: str
    old: str
    new: str
    since: Period | None = None

    def is_about(self, dataset: str, council: str) -> bool:
        """Whether it says something of this dataset of the council."""
        return self.council == council and self.dataset in ("", dataset)

    def in_words(self) -> str:
        """`"Waste" is shown as "Environment", as it is called since Q1 2024/25`."""
        since = f" since {self.since.label}" if self.since else " now"
        name = f'"{self.old}" is shown as "{self.new}", as it is called{since}'
        return f"{name}; records keep the name that they were made under."


def rename(line: Line, council: str, datasets: Mapping[str, Declaration]) -> Rename:
    """The rename of this line, of this council."""
    column = line.one_of("column", PLACE)
    known = [name for name, one in datasets.items() if column in one.dataset.dimensions and not one.dataset.by_period]
    found = Rename(
        council=council,
        dataset=line.one_of("dataset", known, optional=True),
        column=column,
        old=line.required("old"),
        new=line.required("new"),
        since=line.quarter("from_quarter") if line.text("from_quarter") else None,
    )
    if found.old == found.new:
        line.note("new", "It is the old name. Write the one that takes its place, or take the line out.")
    return found


def in_order(lines: Sequence[tuple[Line, Rename]]) -> tuple[Rename, ...]:
    """The renames, each after those whose new name it renames again; one that leads back to its old name is noted."""
    every = [one for _, one in lines]
    for line, one in lines:
        if one.old != one.new and one.old in leads_to(one, every):
            line.note("new", f'With other lines it leads back to "{one.old}". Keep the last name alone.')
    return tuple(sorted(every, key=lambda one: len(leads_to(one, every)), reverse=True))


def leads_to(one: Rename, every: Iterable[Rename]) -> set[str]:
    """The names that a rename gives, by way of others."""
    like = [other for other in every if (other.council, other.column) == (one.council, one.column)]
    found = {one.new}
    while more := {other.new for other in like if other.old in found} - found:
        found |= more
    return found
