"""Reads the catalogue's text files and checks them, each and against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from dashboard.basics.errors import CatalogueError
from dashboard.catalogue import committees, theme_checks
from dashboard.catalogue.cells import council_of
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.events import event
from dashboard.catalogue.public import public_table
from dashboard.catalogue.records import (
    FOLDER,
    Catalogue,
    Measure,
    PublicTable,
    Term,
    Withheld,
    overlap,
)
from dashboard.catalogue.renames import Rename, in_order, rename
from dashboard.catalogue.rows import (
    benchmark,
    by_council,
    closing_day,
    council,
    deadline,
    denominator,
    document,
    highlight_of,
    judged_values,
    label_of,
    measure_of,
    of_own_stages,
    own_measure,
    own_rules,
    plan_place_of,
    published_of,
    target,
    term,
)
from dashboard.catalogue.tables import (
    BENCHMARKS,
    CLOSING_DAYS,
    COMMITTEES,
    COUNCILS,
    DEADLINES,
    DENOMINATORS,
    DOCUMENTS,
    EVENTS,
    GLOSSARY,
    HIGHLIGHTS,
    LABELS,
    MEASURES,
    OF_COUNCILS,
    PLAN,
    PUBLIC,
    PUBLISHED,
    RENAMES,
    RULES,
    TARGETS,
    Table,
)
from dashboard.catalogue.texttables import Line, Problems, read_table
from dashboard.catalogue.themes import CATALOGUE_FILES, declarations, gone, labels_of, page_path

T = TypeVar("T")
Keyed = dict[tuple[str, ...], T]


def read_catalogue(data: Path | None = None) -> Catalogue:
    """The project's catalogue, with the council's own files in `<data>/catalogue/` on top.

    Raises one CatalogueError that lists everything wrong in any of the files.
    """
    return read_folders([FOLDER, *([data / "catalogue"] if data else [])])


def read_usable_catalogue(data: Path) -> Catalogue:
    """The same without the council's own files that have a mistake, each left out whole and named in `left_out`."""
    return read_usable([FOLDER, data / "catalogue"])


def read_folders(folders: Sequence[Path]) -> Catalogue:
    """The catalogue of these folders, later ones on top of earlier ones.

    Raises one CatalogueError that lists everything wrong in any of the files.
    """
    problems = Problems()
    catalogue = Reader(problems, folders).read()
    if problems.found:
        raise CatalogueError(f"The catalogue cannot be used. To be put right:\n{problems.message()}")
    return catalogue


def read_usable(folders: Sequence[Path]) -> Catalogue:
    """The catalogue of these folders without the files of later ones that have mistakes.

    Others that build on such a file are left out with it. Raises CatalogueError for a mistake in the first folder.
    A load asks for it a dozen times: files that are as they were are read once.
    """
    return usable(tuple(folders), contents(folders))


def contents(folders: Sequence[Path]) -> str:
    """A checksum over the names and the bytes of all files in these folders."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


@lru_cache(maxsize=4)
def usable(folders: tuple[Path, ...], _contents: str) -> Catalogue:
    """What `read_usable` gives while the folders hold these contents."""
    left_out: dict[Path, int] = {}
    mistakes = ""
    while True:
        problems = Problems()
        catalogue = Reader(problems, folders, left_out).read()
        faulty = {path: line for path, line in problems.files.items() if folders[0] not in path.parents}
        mistakes = mistakes or problems.message()
        if not problems.found:
            return replace(
                catalogue,
                left_out=tuple(sorted(named(path, folders) for path in left_out)),
                mistakes=mistakes,
                withheld={
                    page_path(path): Withheld(named(path, folders), line)
                    for path, line in left_out.items()
                    if path.suffix == ".toml" and page_path(path)
                },
            )
        if not faulty:
            raise CatalogueError(f"The catalogue cannot be used. To be put right:\n{problems.message()}")
        left_out |= {path: line for path, line in faulty.items() if path not in left_out}


def named(path: Path, folders: Sequence[Path]) -> str:
    """A file's name inside its catalogue: `targets.csv`, `themes/foi.toml`."""
    folder = next(folder for folder in folders if folder in path.parents)
    return path.relative_to(folder).as_posix()


class Reader:
    """Reads the catalogue's files folder by folder; a later folder's row replaces the one with the same key."""

    def __init__(self, problems: Problems, folders: Sequence[Path], left_out: Collection[Path] = ()) -> None:
        self.problems = problems
        self.folders = folders
        self.left_out = left_out
        self.gone_datasets: set[str] = set()
        self.gone_measures: set[str] = set()
        self.unread: set[Path] = set()

    def read(self) -> Catalogue:
        """The catalogue; what is wrong with it is in `problems`."""
        datasets = declarations(self.folders, self.problems, self.left_out)
        self.unread |= self.problems.files.keys()
        self.gone_datasets = gone([*self.left_out, *self.problems.files]) - datasets.keys()
        labels = labels_of(datasets)
        for (dataset, column, code), name in self.rows(LABELS, label_of(datasets)).items():
            labels.setdefault((dataset, column), {})[code] = name
        known = {key[0]: item for key, item in self.rows(MEASURES, measure_of({}, datasets)).items()}
        prefixes = tuple(one.dataset.entered for one in datasets.values() if one.dataset.entered)
        documents = self.rows(DOCUMENTS, document)
        areas = judged_values(datasets, labels)
        # what a page misses in measures that have mistakes is none of its own
        noted = Problems() if any(path.name == MEASURES.file for path in self.problems.files) else self.problems
        theme_checks.check(self.folders, self.left_out, datasets, known, noted)
        return Catalogue(
            measures=known,
            by_council={
                (key[0], key[1]): item
                for key, item in self.rows(OF_COUNCILS, lambda line: own_measure(line, known)).items()
            },
            judging={key[0]: item for key, item in self.rows(RULES, own_rules).items()},
            targets=self.ranges(TARGETS, lambda line: target(line, known, areas, prefixes)),
            deadlines=by_council(of_own_stages(self.ranges(DEADLINES, lambda line: deadline(line, areas)), datasets)),
            denominators=self.ranges(DENOMINATORS, lambda line: denominator(line, known)),
            benchmarks=tuple(self.rows(BENCHMARKS, lambda line: benchmark(line, known, prefixes)).values()),
            councils={key[0]: item for key, item in self.rows(COUNCILS, council).items()},
            plan={(item.measure, item.council): item for item in self.rows(PLAN, plan_place_of(known)).values()},
            documents={key[0]: item for key, item in documents.items()},
            highlights=tuple(self.rows(HIGHLIGHTS, highlight_of(documents, known, prefixes)).values()),
            published=tuple(item for _, _, item in self.lines(PUBLISHED, published_of(datasets, known))),
            labels=labels,
            datasets=datasets,
            closing_days=dict(self.rows(CLOSING_DAYS, closing_day).values()),
            renames=self.renames(datasets),
            committees=self.committees(known, datasets, prefixes),
            events=tuple(self.rows(EVENTS, lambda line: event(line, known, areas, prefixes)).values()),
            public=self.public(datasets, known),
            glossary=self.glossary(),
            version=self.version(),
        )

    def public(self, datasets: Mapping[str, Declaration], measures: Mapping[str, Measure]) -> tuple[PublicTable, ...]:
        """The tables that everybody may see: a council's own list takes the place of ours whole, so that nothing is
        published that it does not name."""
        found = self.lines(PUBLIC, lambda line: public_table(line, datasets, measures))
        lists = [place for place, folder in enumerate(self.folders) if self.reads(folder / PUBLIC.file)]
        seen: dict[tuple[str, str, str], int] = {}
        for place, line, one in found:
            for measure in one.measures:
                if (
                    place == lists[-1]
                    and seen.setdefault((one.dataset, one.dimension, measure), line.number) != line.number
                ):
                    line.note("dimensions", f"Line {seen[one.dataset, one.dimension, measure]} has {measure} already.")
        return tuple(one for place, _, one in found if place == lists[-1])

    def glossary(self) -> tuple[Term, ...]:
        """The words that pages explain, as a dictionary has them; a later folder's take the place of ours."""
        found: dict[str, Term] = {}
        seen: dict[tuple[int, str], int] = {}
        lines = self.lines(GLOSSARY, term)
        for place, line, one in lines:
            if (place, one.id) in seen:
                line.note("term", f"Line {seen[place, one.id]} explains {one.id} already; keep one of them.")
            seen[place, one.id] = line.number
            found[one.id] = one
        led: dict[str, tuple[Line, Term]] = {}  # where each form leads
        for line, one in [(line, one) for _, line, one in lines if found[one.id] is one]:
            for form in one.forms:
                there, before = led.setdefault(form, (line, one))
                if before is not one:
                    ours = there.path != line.path
                    whose = "The project" if ours else f"Line {there.number}"
                    what = f"take it out, or explain {before.word} here too" if ours else "take it out of one of them"
                    column = "term" if form == one.forms[0] else "forms"
                    line.note(column, f'{whose} has "{form}" with {before.word} already; {what}.')
        return tuple(sorted(found.values(), key=lambda one: one.word.lower()))

    def renames(self, datasets: Mapping[str, Declaration]) -> tuple[Rename, ...]:
        """The renames in the order in which they are to be made."""
        found = self.lines(RENAMES, lambda line: rename(line, council_of(line), datasets))
        seen: dict[Rename, int] = {}
        for _, line, one in found:
            if one in seen:
                line.note("old", f"Line {seen[one]} already says this; keep one of them.")
            seen[one] = line.number
        return in_order([(line, one) for _, line, one in found])

    def committees(
        self, measures: Mapping[str, Measure], datasets: Mapping[str, Declaration], prefixes: tuple[str, ...]
    ) -> dict[tuple[str, str], committees.Committee]:
        """The committees by council and id."""

        def made(line: Line) -> tuple[Line, committees.Committee]:
            return line, committees.part_of_remit(line, council_of(line), measures, datasets, prefixes)

        return committees.whole(self.rows(COMMITTEES, made).values())

    def version(self) -> str:
        """The start of a checksum over every file read, so that two reports can be told to use the same definitions."""
        digest = hashlib.sha256()
        for path in sorted(
            path
            for folder in self.folders
            for ending in CATALOGUE_FILES
            for path in folder.glob(ending)
            if self.reads(path)
        ):
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()[:8]

    def reads(self, path: Path) -> bool:
        """Whether there is such a file to be read."""
        return path.exists() and path not in self.left_out

    def lines(self, table: Table, make: Callable[[Line], T]) -> list[tuple[int, Line, T]]:
        """Each row with its folder's place. A file that only a council has is not missed.

        Where rows of a file cannot be read, what others miss in it is no mistake of theirs.
        """
        found = []
        for place, folder in enumerate(self.folders):
            path = folder / table.file
            if (place or not table.ours) and not self.reads(path):
                continue
            problems = Problems() if folder / table.builds_on in self.unread else self.problems
            before = len(problems.found)
            rows = list(read_table(path, table.columns, problems, table.optional))
            if len(problems.found) > before:
                self.unread.add(path)
            found += [(place, line, make(line)) for line in rows if not self.is_gone(table, line)]
        return found

    def is_gone(self, table: Table, line: Line) -> bool:
        """Whether the row is about a dataset whose declaration is left out: it is left out with it."""
        if table is MEASURES and line.cells["dataset"] in self.gone_datasets:
            self.gone_measures.add(line.cells["id"])
            return True
        if table is COMMITTEES:
            return line.cells["value"] in self.gone_datasets | self.gone_measures
        return line.cells.get("measure") in self.gone_measures or line.cells.get("dataset") in self.gone_datasets

    def rows(self, table: Table, make: Callable[[Line], T]) -> Keyed[T]:
        """The rows by key; the same key twice in one file is a problem."""
        found: Keyed[T] = {}
        seen: dict[tuple[object, ...], int] = {}
        for place, line, item in self.lines(table, make):
            key = tuple(line.cells[name] for name in table.key)
            if (place, *key) in seen:
                line.note(table.key[-1], f"Line {seen[place, *key]} already says this; keep one of them.")
            seen[place, *key] = line.number
            found[key] = item
        return found

    def ranges(self, table: Table, make: Callable[[Line], T]) -> tuple[T, ...]:
        """The rows of a table with times from and to; two of one file may not be in force at once."""
        found = self.lines(table, make)
        for i, (place, line, item) in enumerate(found):
            key = [line.cells[name] for name in table.key]
            for other_place, other, earlier in found[:i]:
                if place == other_place and key == [other.cells[name] for name in table.key] and overlap(item, earlier):
                    line.note(
                        next(name for name in table.columns if name.startswith("from_")),
                        f"It overlaps with line {other.number}; end one first.",
                    )
        return tuple(item for _, _, item in found)
