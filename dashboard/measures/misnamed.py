"""Rows of a council's own catalogue on measures, directorates and services that no extract has: misspelt, or not loaded
yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError, nearest, quoted
from dashboard.catalogue.committees import MEASURE
from dashboard.catalogue.tables import BENCHMARKS, COMMITTEES, RENAMES, TARGETS
from dashboard.catalogue.texttables import Line, Problems, read_table
from dashboard.measures import entered
from dashboard.store.data import Data


def misnamed(data: Path) -> list[str]:
    """A sentence for each row of targets.csv, benchmarks.csv and committees.csv whose measure begins as entered ones
    do and has no such name, where any entered measure has been loaded, and for each of renames.csv whose old name no
    extract has."""
    rows = [(line, column) for line, column in own_rows(data / "catalogue") if ":" in line.cells[column]]
    if not rows and not (data / "catalogue" / RENAMES.file).exists():
        return []
    try:
        opened = Data(Settings(data=data))
    except ScrutinyError:  # what is wrong with the store is said by others
        return []
    return [*unknown_measures(opened, rows), *unknown_names(opened)]


def unknown_names(opened: Data) -> Iterator[str]:
    """A sentence for each directorate or service that is to be shown under another name and that no extract has."""
    known = {(one.council, one.column, one.old) for _, one in opened.renamed}
    for one in opened.written.renames:
        if one.council in opened.councils() and (one.council, one.column, one.old) not in known:
            yield (
                f'catalogue/{RENAMES.file}, old: nothing that has been loaded has the {one.column} "{one.old}", so it '
                f'is not shown as "{one.new}". Write the old name as the extracts have it.'
            )


def unknown_measures(opened: Data, rows: Sequence[tuple[Line, str]]) -> list[str]:
    """A sentence for each row on an entered measure that no extract has."""
    prefixes = entered.datasets(opened.catalogue)
    known = {
        name: None
        for council in opened.councils()
        for one in entered.measures(opened, council).values()
        for name in (one.id, prefixes[one.dataset] + one.code)
    }
    asked = ((line, column, line.cells[column]) for line, column in rows)
    return [
        f"catalogue/{line.path.name}, line {line.number}, {column}: no measure that has been loaded is called "
        f"{quoted(name)}.{nearest(name, known)}"
        for line, column, name in asked
        if known and name.startswith(tuple(prefixes.values())) and name not in known
    ]


def own_rows(folder: Path) -> Iterator[tuple[Line, str]]:
    """The rows that name measures with the column that does, in those of the files that there are."""
    for table in (TARGETS, BENCHMARKS, COMMITTEES):
        if (folder / table.file).exists():
            for line in read_table(folder / table.file, table.columns, Problems(), table.optional):
                if line.cells.get("kind") == MEASURE or table is not COMMITTEES:
                    yield line, "value" if table is COMMITTEES else "measure"
