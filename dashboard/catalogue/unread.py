"""Files of a council's own catalogue that nobody reads, since they are not called or placed as they should be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from dashboard.catalogue.files import TABLES
from dashboard.catalogue.themes import CATALOGUE_FILES, QUERIES, THEMES

FOLDERS = {".toml": THEMES, ".sql": QUERIES}  # where files with these endings belong
NEAR = 0.6  # how alike two names have to be for one to be meant


def unread_files(data: Path) -> list[str]:
    """A sentence for each file in the store's catalogue that is not read and looks as if it should be. Hidden files,
    and such as a README, are nobody's business."""
    folder = data / "catalogue"
    known = {table.file for table in TABLES}
    read = {path for ending in CATALOGUE_FILES for path in folder.glob(ending)}
    unread = (
        name for path, name in files_in(folder) if path not in read or (path.suffix == ".csv" and name not in known)
    )
    return [f"catalogue/{name} is not read: {said}" for name in unread if (said := advice(name, known))]


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
    meant = difflib.get_close_matches(path.name, tables, n=1, cutoff=NEAR)
    if meant and path.suffix != ".md":  # a README is none of them
        return f'did you mean "{meant[0]}"?'
    if path.suffix != ".csv":
        return ""
    return f"the catalogue has {', '.join(sorted(tables))}, {THEMES}/<dataset>.toml and {QUERIES}/<dataset>_cube.sql."
