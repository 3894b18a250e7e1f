"""A file beside what the store holds of its dataset and council."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import PLACE, Declaration
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.renames import Rename
from dashboard.contracts.datasets import Contract
from dashboard.intake.sources.prepared import Prepared
from dashboard.intake.sources.versions import Names, Outline, Versions
from dashboard.store.manifest import Extract
from dashboard.store.publish import declaration_of

AREAS = (*PLACE, "service_area")


@dataclass(frozen=True)
class Held:
    """A file's rows, `frame`, for a period of a system, beside what all the council's `others` of the dataset hold, the
    names of directorates and services that its other datasets have, by column, and those that have another name
    now."""

    declaration: Declaration
    contract: Contract
    period: Period
    system: str
    frame: pd.DataFrame
    others: Sequence[tuple[Extract, Outline]]
    elsewhere: Mapping[str, set[str]]
    renames: Sequence[Rename]
    versions: Versions

    @property
    def own(self) -> list[tuple[Extract, Outline]]:
        """The extracts of its own system."""
        return [(one, outline) for one, outline in self.others if one.system == self.system]

    def outline_of(self, period: Period) -> Outline | None:
        """What its system's extract of another period holds."""
        return next((outline for one, outline in self.own if one.period == period), None)

    def of(self, period: Period, names: Sequence[str]) -> pd.DataFrame | None:
        """These columns of its system's rows of another period."""
        found = (self.versions.some(self.contract, one, names) for one, _ in self.own if one.period == period)
        return next(found, None)

    def rows_of(self, extract: Extract) -> pd.DataFrame | None:
        """The rows of one of the others; None where they can no longer be read."""
        return self.versions.rows(self.contract, extract)

    def columns(self, names: Iterable[str], *kinds: str) -> list[str]:
        """Which of these names are columns of these kinds."""
        known = {field.name for field in self.contract.fields if field.kind in kinds}
        return [name for name in dict.fromkeys(names) if name in known]

    @property
    def areas(self) -> list[str]:
        """The columns that say where in the council something is."""
        return self.columns(AREAS, "text")


def held(versions: Versions, one: Prepared, current: Sequence[Extract]) -> Held:
    """The file beside the current extracts of the store; those that cannot be read are passed over."""
    new, contract, data = one.new, one.contract, versions.data
    councils = [extract for extract in current if extract.council == new.council]
    mine = [extract for extract in councils if extract.dataset == new.dataset and extract.place != new.place]
    declaration = declaration_of(data, new.dataset)
    named = {*AREAS, *declaration.dataset.dimensions}
    texts = [one.name for one in contract.fields if one.values or (one.kind == "text" and one.name in named)]
    read = [(extract, outline) for extract in mine if (outline := versions.outline(contract, extract, texts))]
    frame = contract.typed(new.frame)
    names = names_in(versions, [extract for extract in councils if extract.dataset != new.dataset])
    renames = renames_of(data, new.dataset, new.council)
    return Held(declaration, contract, new.period, new.system, frame, read, names, renames, versions)


def renames_of(data: Path, dataset: str, council: str) -> list[Rename]:
    """The council's renames that are about the dataset, as far as its catalogue can be used."""
    return [one for one in read_usable_catalogue(data).renames if one.is_about(dataset, council)]


def names_in(versions: Versions, extracts: Iterable[Extract]) -> Names:
    """The directorates and services of the newest extract of each dataset and system."""
    newest = {(one.dataset, one.system): one for one in sorted(extracts, key=lambda one: one.period)}
    every = [versions.names(one) for one in newest.values()]
    return {name: set().union(*(names.get(name, set()) for names in every)) for name in PLACE}
