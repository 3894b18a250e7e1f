"""`sources.csv` of a store's catalogue: which files a council expects each quarter, from which system, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dashboard.basics.calendars import USUAL, Calendar
from dashboard.basics.errors import LoadError, UsageError, nearest
from dashboard.basics.quarters import Period
from dashboard.catalogue.cells import ID
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.texttables import Line, Problems, read_table
from dashboard.catalogue.unread import SOURCES
from dashboard.contracts.datasets import contract_for
from dashboard.intake.translation import read_translation
from dashboard.store.data import NATIONAL
from dashboard.store.manifest import MAIN, Manifest

OPTIONAL = ("source", "mapping", "due_working_day", "owner_role")
COLUMNS = ("council", "dataset", "source", "file", "mapping", "due_working_day", "owner_role")
QUARTER = "{quarter}"
MOST_DAYS = 366


@dataclass(frozen=True)
class Expected:
    """A line of the file: what one system gives of a council. `pattern` is of names inside the folder that is loaded,
    `due` the working day after the period's end by which it is to be there, by the council's `calendar`."""

    council: str
    dataset: str
    source: str
    pattern: str
    mapping: Path | None
    due: int | None
    owner: str
    line: int
    calendar: Calendar = USUAL

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells one line from another."""
        return self.council, self.dataset, self.source

    def named(self, period: Period) -> str:
        """The pattern of a period's files."""
        return self.pattern.replace(QUARTER, period.id)

    def files(self, folder: Path, period: Period) -> list[Path]:
        """The files of a folder that the line means, by name."""
        return sorted(path for path in folder.glob(self.named(period)) if path.is_file())


def sources_file(data: Path) -> Path:
    """Where the store has it."""
    return data / "catalogue" / SOURCES


def read_expected(data: Path) -> list[Expected]:
    """The lines of the store's file, in its order; UsageError without one, or with all that is wrong in it."""
    path = sources_file(data)
    if not path.exists():
        raise UsageError(
            f"There is no {path}, which says what the files of a folder are. Write it as docs/catalogue.md explains, "
            f"beginning with the line: {','.join(COLUMNS)}"
        )
    problems = Problems()
    found = list(lines(data, problems))
    if problems.found:
        raise UsageError(f"{SOURCES} cannot be used. To be put right:\n{problems.message()}")
    return found


def sources_faults(data: Path) -> list[str]:
    """All that is wrong in the store's file; nothing without one."""
    problems = Problems()
    if sources_file(data).exists():
        list(lines(data, problems))
    return problems.found


def unfamiliar(data: Path, manifest: Manifest) -> Iterator[str]:
    """A sentence for each council of the store's file of which nothing is loaded, where there are any, and for each
    source that has given nothing and is nearly called like one that has and that no line expects."""
    if not sources_file(data).exists() or not (councils := set(manifest.councils()) - set(NATIONAL.values())):
        return
    given: dict[tuple[str, str], set[str]] = {}
    for extract in manifest.current():
        given.setdefault((extract.council, extract.dataset), set()).add(extract.system)
    expected_lines = list(lines(data, Problems()))
    awaited = {one.place for one in expected_lines}
    for one in expected_lines:
        place = f"catalogue/{SOURCES}, line {one.line}"
        known = given.get((one.council, one.dataset), set())
        others = [name for name in known if (one.council, one.dataset, name) not in awaited]
        if one.council not in councils:
            yield f'{place}, council: nothing is loaded yet of "{one.council}".{nearest(one.council, councils)}'
        elif one.source not in known and (meant := nearest(one.source, others)):
            yield f'{place}, source: "{one.source}" has given no {one.dataset} of {one.council} yet.{meant}'


def lines(data: Path, problems: Problems) -> Iterator[Expected]:
    """The lines of the file, each held to what the catalogue knows."""
    catalogue = read_usable_catalogue(data)
    datasets = sorted(catalogue.datasets.keys() - NATIONAL.keys())
    seen: dict[tuple[str, str, str], int] = {}
    for line in read_table(sources_file(data), COLUMNS, problems, OPTIONAL):
        one = expected(data, line, datasets)
        if one.place in seen:
            line.note("source", f"Line {seen[one.place]} already expects this; give each system a name of its own.")
        seen.setdefault(one.place, line.number)
        yield replace(one, calendar=catalogue.calendar(one.council))


def expected(data: Path, line: Line, datasets: list[str]) -> Expected:
    """What a line says."""
    council, source = line.text("council"), line.text("source") or MAIN
    for column, value in (("council", council), ("source", source)):
        if not ID.fullmatch(value):
            line.note(column, "Write small letters, digits and hyphens.")
    dataset = line.one_of("dataset", datasets)
    return Expected(
        council=council,
        dataset=dataset,
        source=source,
        pattern=pattern(line),
        mapping=mapping(data, line, dataset if dataset in datasets else ""),
        due=line.whole("due_working_day", MOST_DAYS) if line.text("due_working_day") else None,
        owner=line.text("owner_role"),
        line=line.number,
    )


def pattern(line: Line) -> str:
    """The file's name or pattern, which stays inside the folder."""
    found = line.required("file")
    path = PurePosixPath(found)
    outside = path.is_absolute() or ".." in path.parts or "\\" in found or ":" in found
    if found and (outside or not path.parts or any("**" in part and part != "**" for part in path.parts)):
        line.note("file", "Write a name inside the folder, such as complaints-*.csv or crm/*.xlsx, with / between.")
    elif set("{}") & set(found.replace(QUARTER, "")):
        line.note("file", f"Of words in curly brackets it takes {QUARTER} alone.")
    return found


def mapping(data: Path, line: Line, dataset: str) -> Path | None:
    """The mapping in the catalogue's folder, which can be read for the dataset."""
    name = line.text("mapping")
    if not name:
        return None
    folder = data / "catalogue"
    path = folder / name
    if ".." in PurePosixPath(name).parts or not path.is_file():
        line.note("mapping", f"There is no such file in {folder}. Put it there, and write its name.")
    elif dataset:
        try:
            read_translation(path, contract_for(dataset, data))
        except (LoadError, UsageError) as error:
            line.note("mapping", str(error))
    return path
