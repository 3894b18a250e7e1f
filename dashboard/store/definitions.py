"""Under which definitions a cube was counted, so that figures of before a change can say so.

A cube's record in the manifest names each definition with a digest: `declaration` is what the declaration makes of
records (their types, which are the newest, which are open, within which deadline), `query` the SQL that counts. Words
on pages are in neither. A definition that a record does not name is unknown: it says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.themes import QUERIES
from dashboard.store.manifest import Cube, Manifest
from dashboard.store.queries import Queries, all_queries


def of(declaration: Declaration, queries: Queries) -> dict[str, str]:
    """The definitions by which a dataset is counted now, each with its digest."""
    name = declaration.id
    read = [queries.texts.get(f"{name}_{view}", "") for view in ("newest", "open")]
    types = " ".join(f"{column} {kind}" for column, kind in declaration.sql_types.items())
    return {"declaration": digest(types, *read), "query": digest(queries.texts.get(f"{name}_cube", ""))}


def digest(*texts: str) -> str:
    """The start of a checksum over what texts of SQL say, without comments and however their lines are broken."""
    lines = (line for text in texts for line in text.splitlines() if not line.lstrip().startswith("--"))
    return hashlib.sha256(" ".join(" ".join(lines).split()).encode()).hexdigest()[:16]


def differ(cube: Cube, now: Mapping[str, str]) -> bool:
    """Whether the cube was counted under another definition than one of these."""
    return any(cube.definitions.get(name, value) != value for name, value in now.items())


def outdated(manifest: Manifest, datasets: Mapping[str, Declaration], queries: Queries) -> list[str]:
    """The datasets whose cube was counted under another definition than they have now."""
    known = ((name, cube) for name, cube in sorted(manifest.cubes.items()) if name in datasets)
    return [name for name, cube in known if differ(cube, of(datasets[name], queries))]


def outdated_in(data: Path, manifest: Manifest) -> list[str]:
    """The same by the store's own catalogue, as far as that can be used."""
    datasets = read_usable_catalogue(data).datasets
    return outdated(manifest, datasets, all_queries(datasets, data / "catalogue" / QUERIES))


def changed(before: Manifest, now: Manifest) -> list[str]:
    """The datasets that a release counted under another definition than the one before it."""
    return [
        name
        for name, cube in sorted(now.cubes.items())
        if name in before.cubes and differ(before.cubes[name], cube.definitions)
    ]
