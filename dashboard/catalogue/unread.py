"""What stands in a council's own catalogue and does nothing: files that nobody reads, since they are not called or
placed as they should be, and rows about councils of which nothing is loaded."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Collection, Iterator
from pathlib import Path

from dashboard.basics.errors import nearest
from dashboard.catalogue.cells import ID
from dashboard.catalogue.tables import COUNCILS, TABLES
from dashboard.catalogue.texttables import Problems, read_table
from dashboard.catalogue.themes import CATALOGUE_FILES, QUERIES, THEMES, built_in

FOLDERS = {".toml": THEMES, ".sql": QUERIES}  # where files with these endings belong
SOURCES = "sources.csv"  # which no page reads, but a load of a folder
TRANSLATIONS = "languages/*.po"
NEAR = 0.6  # how alike two names have to be for one to be meant


def unread_files(data: Path) -> list[str]:
    """A sentence for each file in the store's catalogue that is not read and looks as if it should be. Hidden files,
    and such as a README, are nobody's business."""
    folder = data / "catalogue"
    known = {*(table.file for table in TABLES), SOURCES}
    read = {path for ending in (*CATALOGUE_FILES, TRANSLATIONS) for path in folder.glob(ending)} | mappings_in(folder)
    unread = (
        name for path, name in files_in(folder) if path not in read or (path.suffix == ".csv" and name not in known)
    )
    return [f"catalogue/{name} is not read: {said}" for name in unread if (said := advice(name, known))]


def without_effect(data: Path, councils: Collection[str]) -> list[str]:
    """A sentence for each file that is not read, and for each row about a council of which nothing is loaded."""
    return [*unread_files(data), *unknown_councils(data, councils)]


def unknown_councils(data: Path, councils: Collection[str]) -> Iterator[str]:
    """A sentence for each table and council that its rows name and that is none of these, where there are any.

    `councils.csv` may name others, unless one of them looks like one of these.
    """
    councils = set(councils) - {one.dataset.national for one in built_in().values()}
    for table in (one for one in TABLES if "council" in one.columns and councils):
        path = data / "catalogue" / table.file
        lines = read_table(path, table.columns, Problems(), table.optional) if path.exists() else ()
        found = {line.cells["council"]: line.number for line in reversed(list(lines))}
        for name, number in sorted(found.items(), key=lambda item: item[1]):
            meant = nearest(name, councils)
            if ID.fullmatch(name) and name not in councils and (meant or table is not COUNCILS):
                place = f"catalogue/{table.file}, line {number}, council"
                yield f'{place}: "{name}" has no effect, since nothing is loaded for it.{meant}'


def mappings_in(folder: Path) -> set[Path]:
    """The mappings that `sources.csv` names."""
    path = folder / SOURCES
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return {folder / name for row in csv.DictReader(file) if (name := (row.get("mapping") or "").strip())}


def files_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder in order, each with its name there."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            yield path, name.as_posix()


def advice(name: str, tables: set[str]) -> str:
    """What a file should be called instead; nothing where it is no file of a catalogue at all."""
    path = Path(name.lower())
    ending = difflib.get_close_matches(path.suffix, [*FOLDERS, ".csv"], n=1, cutoff=NEAR)
    if ending and (place := FOLDERS.get(ending[0])):
        return f'did you mean "{place}/{path.stem}{ending[0]}"?'
    if path.suffix == ".md":  # a README
        return ""
    meant = difflib.get_close_matches(path.stem, [Path(table).stem for table in tables], n=1, cutoff=NEAR)
    if meant:
        return f'did you mean "{meant[0]}.csv"?'
    if path.suffix != ".csv":
        return ""
    return f"the catalogue has {', '.join(sorted(tables))}, {THEMES}/<dataset>.toml and {QUERIES}/<dataset>_cube.sql."
