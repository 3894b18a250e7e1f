"""Under which definitions a cube was counted, so that figures of before a change can say so.

A cube's record in the manifest names each definition with a digest: `declaration` is what the declaration makes of
records (their types, which are the newest, which are open, within which deadline), `query` the SQL that counts,
`calendar` the working days of the councils that do not have the usual ones, where these are counted. Words on pages are
in none of them. A definition that a record does not name is unknown: it says nothing, save that a record without a
calendar was counted by the usual one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from dashboard.basics.calendars import Calendar
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.themes import QUERIES
from dashboard.store.manifest import Cube, Manifest
from dashboard.store.queries import Queries, all_queries, tables_of


def of(declaration: Declaration, queries: Queries, calendars: Mapping[str, Calendar]) -> dict[str, str]:
    """The definitions by which a dataset is counted now, each with its digest."""
    name = declaration.id
    read = [queries.texts.get(f"{name}_{view}", "") for view in ("newest", "open")]
    types = " ".join(f"{column} {kind}" for column, kind in declaration.sql_types.items())
    found = {"declaration": digest(types, *read), "query": digest(queries.texts.get(f"{name}_cube", ""))}
    if any("working_days" in tables_of(queries.texts.get(f"{name}_{view}", "")) for view in ("newest", "cube")):
        found["calendar"] = digest(*(f"{council} {calendar}" for council, calendar in calendars.items()))
    return found


def digest(*texts: str) -> str:
    """The start of a checksum over what texts of SQL say, without comments and however their lines are broken."""
    lines = (line for text in texts for line in text.splitlines() if not line.lstrip().startswith("--"))
    return hashlib.sha256(" ".join(" ".join(lines).split()).encode()).hexdigest()[:16]


def differ(cube: Cube, now: Mapping[str, str]) -> bool:
    """Whether the cube was counted under another definition than one of these."""
    known = {"calendar": digest(), **cube.definitions} if cube.definitions else {}
    return any(known.get(name, value) != value for name, value in now.items())


def outdated(
    manifest: Manifest,
    datasets: Mapping[str, Declaration],
    queries: Queries,
    calendars: Mapping[str, Calendar],
) -> list[str]:
    """The datasets whose cube was counted under another definition than they have now."""
    known = ((name, cube) for name, cube in sorted(manifest.cubes.items()) if name in datasets)
    return [name for name, cube in known if differ(cube, of(datasets[name], queries, calendars))]


def outdated_in(data: Path, manifest: Manifest) -> list[str]:
    """The same by the store's own catalogue, as far as that can be used."""
    found = read_usable_catalogue(data)
    queries = all_queries(found.datasets, data / "catalogue" / QUERIES)
    return outdated(manifest, found.datasets, queries, found.calendars())


def changed(before: Manifest, now: Manifest) -> list[str]:
    """The datasets that a release counted under another definition than the one before it."""
    return [
        name
        for name, cube in sorted(now.cubes.items())
        if name in before.cubes and differ(before.cubes[name], cube.definitions)
    ]
