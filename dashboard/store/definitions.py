"""Under which definitions a cube was counted, so that figures of before a change can say so.

A cube's record in the manifest names each definition with a digest: `declaration` is what the declaration makes of
records (their types, which are the newest, which are open, within which deadline), `query` the SQL that counts,
`calendar` the working days of the councils that do not have the usual ones, where these are counted. Words on pages
are in none of them. What a council adds to its catalogue and records are counted by is a part of `PARTS` too; one
that adds nothing gives no text, and a record that does not name it was counted without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.records import Catalogue
from dashboard.catalogue.themes import QUERIES
from dashboard.store.manifest import Cube, Manifest
from dashboard.store.queries import Queries, all_queries, tables_of


@dataclass(frozen=True)
class Counting:
    """All by which a dataset is counted."""

    dataset: Declaration
    queries: Queries
    catalogue: Catalogue


def declared(by: Counting) -> Iterable[str]:
    """What the declaration makes of records."""
    yield " ".join(f"{column} {kind}" for column, kind in by.dataset.sql_types.items())
    yield from (by.queries.texts.get(f"{by.dataset.id}_{view}", "") for view in ("newest", "open"))


def queried(by: Counting) -> Iterable[str]:
    """The SQL that counts."""
    yield by.queries.texts.get(f"{by.dataset.id}_cube", "")


def calendared(by: Counting) -> Iterable[str]:
    """The working days of the councils that do not have the usual ones, where these are counted."""
    texts = (by.queries.texts.get(f"{by.dataset.id}_{view}", "") for view in ("newest", "cube"))
    if any("working_days" in tables_of(text) for text in texts):
        yield from (f"{council} {calendar}" for council, calendar in by.catalogue.calendars().items())


# The definitions by name, each with the texts that it consists of for a dataset.
PARTS: dict[str, Callable[[Counting], Iterable[str]]] = {
    "declaration": declared,
    "query": queried,
    "calendar": calendared,
}
FIRST = ("declaration", "query")  # a record that does not name these is older than they are: it says nothing


def of(by: Counting) -> dict[str, str]:
    """The definitions by which a dataset is counted now, each with its digest."""
    return {name: digest(*texts(by)) for name, texts in PARTS.items()}


def digest(*texts: str) -> str:
    """The start of a checksum over what texts of SQL say, without comments and however their lines are broken."""
    lines = (line for text in texts for line in text.splitlines() if not line.lstrip().startswith("--"))
    return hashlib.sha256(" ".join(" ".join(lines).split()).encode()).hexdigest()[:16]


def differ(cube: Cube, now: Mapping[str, str]) -> bool:
    """Whether the cube was counted under another definition than one of these."""
    return any(value != known(cube, name, value) for name, value in now.items())


def known(cube: Cube, name: str, now: str) -> str:
    """The digest of a definition under which the cube was counted."""
    return cube.definitions.get(name, now if name in FIRST else digest())


def changes(cube: Cube) -> list[int]:
    """The releases that counted the cube under another definition, or by other deadlines, than the ones before."""
    return sorted({*cube.redefined, *(rule.release for rule in cube.rules[1:])})


def outdated(manifest: Manifest, catalogue: Catalogue, queries: Queries) -> list[str]:
    """The datasets whose cube was counted under another definition than they have now."""
    datasets = catalogue.datasets
    held = ((name, cube) for name, cube in sorted(manifest.cubes.items()) if name in datasets)
    return [name for name, cube in held if differ(cube, of(Counting(datasets[name], queries, catalogue)))]


def outdated_in(data: Path, manifest: Manifest) -> list[str]:
    """The same by the store's own catalogue, as far as that can be used."""
    catalogue = read_usable_catalogue(data)
    return outdated(manifest, catalogue, all_queries(catalogue.datasets, data / "catalogue" / QUERIES))


def changed(before: Manifest, now: Manifest) -> list[str]:
    """The datasets that a release counted under another definition than the one before it."""
    return [
        name
        for name, cube in sorted(now.cubes.items())
        if name in before.cubes and differ(before.cubes[name], cube.definitions)
    ]
