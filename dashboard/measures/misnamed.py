"""Rows of a council's own catalogue on measures, papers, service areas, directorates and services that nothing has:
misspelt, or not loaded yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError, nearest, quoted
from dashboard.catalogue.committees import MEASURE, SERVICE_AREA
from dashboard.catalogue.records import NOT_A_MEASURE
from dashboard.catalogue.tables import (
    BENCHMARKS,
    COMMITTEES,
    EVENTS,
    HIGHLIGHTS,
    LABELS,
    PLAN,
    PUBLISHED,
    RENAMES,
    TARGETS,
    Table,
)
from dashboard.catalogue.texttables import Line, Problems, read_table
from dashboard.measures import entered
from dashboard.measures.kpis import PREFIX, histories
from dashboard.measures.reconciling.plans import BUDGETS, PROJECTS, SCORECARD
from dashboard.store.data import Data

Named = tuple[Line, str, str]  # a line, its column, and one name in it
OF_PLANS = (BUDGETS, PROJECTS, SCORECARD, NOT_A_MEASURE)  # what a published figure may be of beside measures


def misnamed(data: Path) -> list[str]:
    """A sentence for each row that names what nothing has: a measure that councils enter, where any has been loaded; a
    figure's measure or paper; a committee's service area, a label's council, and the old name of a rename."""
    folder = data / "catalogue"
    tables = (TARGETS, BENCHMARKS, EVENTS, PLAN, HIGHLIGHTS, PUBLISHED, COMMITTEES, RENAMES, LABELS)
    if not any((folder / table.file).exists() for table in tables):
        return []
    try:
        opened = Data(Settings(data=data))
    except ScrutinyError:  # what is wrong with the store is said by others
        return []
    return [
        *unknown_measures(opened, folder),
        *unknown_figures(opened, folder),
        *unknown_areas(opened, folder),
        *unlabelled(opened, folder),
        *unknown_names(opened, folder),
    ]


def rows_of(folder: Path, table: Table) -> list[Line]:
    """The rows of a table that can be read; none without the file."""
    path = folder / table.file
    return list(read_table(path, table.columns, Problems(), table.optional)) if path.exists() else []


def said(line: Line, column: str, what: str) -> str:
    """Where a row is, and what is the matter with it."""
    return f"catalogue/{line.path.name}, line {line.number}, {column}: {what}"


def measures_in(folder: Path) -> Iterator[Named]:
    """The names of measures in all rows, those of the plan's own lines as the plan has them."""
    for table in (TARGETS, BENCHMARKS, EVENTS, PUBLISHED):
        yield from ((line, "measure", line.cells["measure"]) for line in rows_of(folder, table))
    for line in rows_of(folder, COMMITTEES):
        if line.cells["kind"] == MEASURE:
            yield line, "value", line.cells["value"]
    for line in rows_of(folder, HIGHLIGHTS):
        yield from ((line, "measures", part.strip()) for part in line.cells["measures"].split("|"))
    yield from ((line, "named", PREFIX + name) for line in rows_of(folder, PLAN) if (name := line.cells["named"]))


def unknown_measures(opened: Data, folder: Path) -> Iterator[str]:
    """A sentence for each row on an entered measure that no extract has."""
    prefixes = entered.datasets(opened.catalogue)
    known = {
        name: None
        for council in opened.councils()
        for one in entered.measures(opened, council).values()
        for name in (one.id, prefixes[one.dataset] + one.code)
    }
    for line, column, name in measures_in(folder):
        if known and name.startswith(tuple(prefixes.values())) and name not in known:
            what = f"no measure that has been loaded is called {quoted(name)}.{nearest(name, known)}"
            yield said(line, column, what)


def unknown_figures(opened: Data, folder: Path) -> Iterator[str]:
    """A sentence for each published figure of a measure or a paper that the catalogue has not."""
    measures, papers = (*opened.written.measures, *OF_PLANS), opened.written.documents
    entered_as = tuple(entered.datasets(opened.catalogue).values())
    for line in rows_of(folder, PUBLISHED):
        name, paper = line.cells["measure"], line.cells["document"]
        if name not in measures and not name.startswith(entered_as):
            yield said(line, "measure", f"there is no measure {quoted(name)}.{nearest(name, measures)}")
        if paper not in papers:
            yield said(line, "document", f"documents.csv has no paper {quoted(paper)}.{nearest(paper, papers)}")


def unknown_areas(opened: Data, folder: Path) -> Iterator[str]:
    """A sentence for each committee's service area that no measure or budget of its council's plan has."""
    for line in rows_of(folder, COMMITTEES):
        council, name = line.cells["council"], line.cells["value"]
        if line.cells["kind"] == SERVICE_AREA and (known := areas_of(opened, council)) and name not in known:
            what = f"no plan that has been loaded has the service area {quoted(name)}.{nearest(name, known)}"
            yield said(line, "value", what)


def areas_of(opened: Data, council: str) -> set[str]:
    """The service areas of a council's plan measures and budgets."""
    budgets = (one for one in opened.manifest.current(BUDGETS) if one.council == council)
    rows = (opened.rows("budgets_of_period", council=council, basis="latest", period=one.period.id) for one in budgets)
    return {area for area, _ in histories(opened, council, "latest")} | {
        row["service_area"] for found in rows for row in found
    }


def unlabelled(opened: Data, folder: Path) -> Iterator[str]:
    """A sentence for each label of a council of which nothing is loaded and that councils.csv does not name."""
    loaded = opened.manifest.councils()
    known: Iterable[str] = {*loaded, *opened.written.councils}
    for line in rows_of(folder, LABELS):
        name = line.cells["code"]
        if loaded and (line.cells["dataset"], line.cells["column"]) == ("", "council") and name not in known:
            yield said(line, "code", f"nothing is loaded for the council {quoted(name)}.{nearest(name, known)}")


def unknown_names(opened: Data, folder: Path) -> Iterator[str]:
    """A sentence for each directorate or service that is to be shown under another name and that no extract has."""
    known = {(one.council, one.column, one.old) for _, one in opened.renamed}
    for line in rows_of(folder, RENAMES):
        council, column, old, new = (line.cells[name] for name in ("council", "column", "old", "new"))
        if council in opened.councils() and (council, column, old) not in known:
            yield said(
                line,
                "old",
                f'nothing that has been loaded has the {column} "{old}", so it is not shown as "{new}". Write the old '
                "name as the extracts have it.",
            )
