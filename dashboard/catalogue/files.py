"""Reads the catalogue's text files and checks them, each and against each other."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args

from dashboard.basics.calendars import ENGLAND, NATIONS
from dashboard.basics.config import Scheme
from dashboard.basics.errors import CatalogueError, UsageError, nearest, quoted
from dashboard.basics.quarters import Period
from dashboard.catalogue import committees, dress, theme_checks, vocabularies
from dashboard.catalogue.cells import council_of, number_of
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.judging import AMBER_OF, LongTrend
from dashboard.catalogue.records import (
    ACKNOWLEDGED,
    ACKNOWLEDGEMENT,
    FOLDER,
    FROM_CATALOGUE,
    NOT_A_MEASURE,
    RECEIVED,
    Benchmark,
    Catalogue,
    Council,
    Deadline,
    Denominator,
    Document,
    Highlight,
    Measure,
    PlanPlace,
    Published,
    Target,
    Withheld,
    one_at_a_time,
    overlap,
)
from dashboard.catalogue.renames import Rename, in_order, rename
from dashboard.catalogue.texttables import Line, Problems, read_table
from dashboard.catalogue.themes import CATALOGUE_FILES, components_of, declarations, gone, labels_of, page_path

UNITS = ("percent", "count", "gbp", "per_1000", "per_100000", "fte", "days")
HIGHLIGHT_KINDS = ("risk", "partnership", "highlight")
POLARITIES = ("higher", "lower", "neither")
NATURES = ("flow", "stock", "rate")
MORE_SPLITS = ("month",)  # beside the dimensions that datasets declare
MORE_FILTERS = (*MORE_SPLITS, "comparator", "service_area", "workstream", "project")
BASES = ("latest", "first_published")
QUANTITIES = (
    "value",  # the measure itself
    "numerator",  # the count above the line of a ratio
    "denominator",  # the count below it
    "target",
    "deadline",  # the working days allowed
    "change",  # against the period before, with its sign if it is printed
    "change_last_year",  # against the same period a year before
    "percent_change",  # against the period before, as a share of it
    "benchmark",  # the value of another place, which the filters name as comparator
    # of a plan's measures (kpi:NAME), which have value and target too
    "outturn",  # the figure of the year before
    "status",  # achieved or failed; of projects their colour
    "direction",  # of travel, against the year before
    # of budgets
    "budget",
    "forecast",
    "variance",
    # of the scorecard
    "measures",  # how many the plan has
    "on_target",  # 4 out of 5
    "on_target_percent",
    "improved_short",
    "improved_long",
    "improved_long_percent",
)  # fmt: skip
MOST_DECIMALS = 6
BY_CODE = {"W": "wales", "S": "scotland", "N": "northern_ireland"}  # what a code begins with; England's with E
MOST_AMBER = 100
OWN_RULES = ("scheme", "amber", "amber_of", "long_trend")  # how a council judges, where not as the server's settings do
OWN_WORDS = ("code", "polarity", "short_title", "definition")  # what a council may have its own of, of any measure
AREA_CODE = re.compile(r"[EWSN]\d{8}")
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
    """
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
        self.gone_datasets = gone([*self.left_out, *self.problems.files]) - datasets.keys()
        labels = labels_of(datasets)
        for (dataset, column, code), name in self.rows(LABELS, label).items():
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
            published=tuple(item for _, _, item in self.lines(PUBLISHED, published_of(datasets))),
            labels=labels,
            datasets=datasets,
            closing_days=dict(self.rows(CLOSING_DAYS, closing_day).values()),
            renames=self.renames(datasets),
            committees=self.committees(known, datasets, prefixes),
            version=self.version(),
        )

    def renames(self, datasets: Mapping[str, Declaration]) -> tuple[Rename, ...]:
        """The renames in the order in which they are to be made."""
        found = self.lines(RENAMES, lambda line: rename(line, datasets))
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
        return line.cells.get("measure") in self.gone_measures

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


@dataclass(frozen=True)
class Table:
    """A catalogue file: its name, its columns, those that say which row it is, and the file whose rows it names.

    The project has rows of its own in some; others hold what councils write alone.
    """

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    builds_on: str = ""
    optional: tuple[str, ...] = ()
    ours: bool = False


MEASURES = Table(
    "measures.csv",
    tuple(name for name in Measure.__dataclass_fields__ if name != "apart"),
    ("id",),
    ours=True,
)
OF_COUNCILS = Table(
    "council_measures.csv",
    ("measure", "council", *OWN_WORDS),
    ("measure", "council"),
    MEASURES.file,
    optional=OWN_WORDS,
)
TARGETS = Table(
    "targets.csv",
    ("measure", "council", "area", "from_quarter", "to_quarter", "kind", "value"),
    ("measure", "council", "area"),
    MEASURES.file,
)
DEADLINES = Table(
    "deadlines.csv",
    ("council", "stage", "from_date", "to_date", "working_days", "counted_from", "source"),
    ("council", "stage"),
    optional=("council", "counted_from"),
    ours=True,
)
DENOMINATORS = Table(
    "denominators.csv",
    ("measure", "council", "from_quarter", "to_quarter", "value", "source"),
    ("measure", "council"),
    MEASURES.file,
)
BENCHMARKS = Table(
    "benchmarks.csv",
    ("measure", "comparator", "comparator_code", "quarter", "value", "source"),
    ("measure", "comparator", "quarter"),
    MEASURES.file,
)
COUNCILS = Table(
    "councils.csv",
    tuple(Council.__dataclass_fields__),
    ("council",),
    optional=("former_codes", "nation", "name", "accent", "logo", "template"),
)
PLAN = Table("plan.csv", tuple(PlanPlace.__dataclass_fields__), ("measure", "council"), MEASURES.file)
DOCUMENTS = Table("documents.csv", ("document", "council", "period", "title", "file"), ("document",))
HIGHLIGHTS = Table(
    "highlights.csv",
    tuple(Highlight.__dataclass_fields__),
    ("council", "period", "kind", "title"),
    DOCUMENTS.file,
    optional=("owner_role", "rating", "priority", "measures"),
)
LABELS = Table("labels.csv", ("dataset", "column", "code", "label"), ("dataset", "column", "code"), ours=True)
PUBLISHED = Table("published.csv", tuple(Published.__dataclass_fields__), ())
CLOSING_DAYS = Table("closing_days.csv", ("council", "date", "reason"), ("council", "date"))
RENAMES = Table(
    "renames.csv",
    ("council", "dataset", "column", "old", "new", "from_quarter"),
    (),
    optional=("dataset", "from_quarter"),
)
# read with the declarations, to whose columns it adds
VOCABULARIES = Table(
    vocabularies.FILE, vocabularies.COLUMNS, ("dataset", "column", "code"), optional=vocabularies.OPTIONAL
)
COMMITTEES = Table(
    committees.FILE,
    committees.COLUMNS,
    ("council", "committee", "kind", "value"),
    MEASURES.file,
    optional=committees.OPTIONAL,
)
RULES = Table("rules.csv", ("council", *OWN_RULES), ("council",), optional=OWN_RULES)
TABLES = (
    MEASURES, OF_COUNCILS, TARGETS, DEADLINES, DENOMINATORS, BENCHMARKS, COUNCILS, PLAN, DOCUMENTS, HIGHLIGHTS, LABELS,
    PUBLISHED, RULES, VOCABULARIES, CLOSING_DAYS, RENAMES, COMMITTEES,
)  # fmt: skip


def by_council(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines of which, on any day, one a council and stage is in force: later rows win."""
    found: dict[str, list[Deadline]] = {}
    for one in deadlines:
        found.setdefault(one.council, []).append(one)
    return tuple(deadline for rows in found.values() for deadline in one_at_a_time(rows))


def of_own_stages(deadlines: Sequence[Deadline], datasets: Mapping[str, Declaration]) -> list[Deadline]:
    """The deadlines with those of the codes that a council adds: without rows of its own, one has those of the code
    as which it counts."""
    written = {one.stage for one in deadlines}
    found = list(deadlines)
    for one in datasets.values():
        by = one.dataset.judged.by if one.dataset.judged else ""
        pairs = [(own, code) for (column, own), code in one.counts_as.items() if column == by and own not in written]
        found += [
            replace(deadline, stage=own) for own, code in pairs for deadline in deadlines if deadline.stage == code
        ]
    return found


def splits_of(datasets: Mapping[str, Declaration]) -> dict[str, tuple[str, ...]]:
    """What the measures of each dataset can be split by."""
    return {name: (*one.dataset.dimensions, *MORE_SPLITS) for name, one in datasets.items()}


def judged_values(
    datasets: Mapping[str, Declaration], labels: Mapping[tuple[str, str], Mapping[str, str]]
) -> list[str]:
    """The values by which targets and deadlines may differ, such as the stages of complaints."""
    judged = ((name, one.dataset.judged) for name, one in datasets.items())
    return [code for name, by in judged if by for code in labels.get((name, by.by), {})]


def measure_of(known: dict[str, str], datasets: Mapping[str, Declaration]) -> Callable[[Line], Measure]:
    """What gives the measure of a line. `known` gets each id's dataset: pages count on a measure keeping its own."""
    components, splits = components_of(datasets), splits_of(datasets)

    def checked(line: Line) -> Measure:
        found = measure(line, components, splits)
        if (owner := known.setdefault(found.id, found.dataset)) != found.dataset:
            line.note("dataset", f"{found.id} is a measure of {owner}. Give yours another id.")
        halves = {found.numerator, found.denominator}
        pairs = datasets[found.dataset].dataset.apart if found.dataset in datasets else []
        return replace(found, apart=any(set(pair) == halves for pair in pairs))

    return checked


def measure(line: Line, components: Mapping[str, Sequence[str]], splits: Mapping[str, Sequence[str]]) -> Measure:
    """The measure of this line. `components` are what the measures of each dataset can be made of, `splits` what they
    can be split by."""
    texts: dict[str, Any] = {name: line.text(name) for name in ("code", "denominator_text")}
    needed = ("id", "title", "short_title", "definition", "numerator_text", "source")
    dataset = line.one_of("dataset", list(components))
    parts = components.get(dataset, (line.text("numerator"), line.text("denominator")))
    texts |= {name: line.required(name) for name in needed}
    found = Measure(
        **texts,
        dataset=dataset,
        numerator=line.one_of("numerator", parts),
        denominator=line.one_of("denominator", (*parts, FROM_CATALOGUE), optional=True),
        unit=line.one_of("unit", UNITS),
        decimals=line.whole("decimals", most=MOST_DECIMALS),
        polarity=line.one_of("polarity", POLARITIES),
        nature=line.one_of("nature", NATURES),
        by=line.many_of("by", splits[dataset]) if dataset in components else (),
    )
    if found.denominator and not found.denominator_text:
        line.note("denominator_text", "Say in words what the measure is divided by.")
    return found


def own_measure(line: Line, measures: Mapping[str, Measure]) -> Measure:
    """The measure of this line as its council has it: what is empty stays as it is for all."""
    council_of(line)
    name = known_measure(line, measures)
    line.one_of("polarity", POLARITIES, optional=True)
    own: dict[str, Any] = {column: text for column in OWN_WORDS if (text := line.text(column))}
    if not own:
        line.note("measure", f"The line says nothing. Fill in one of {', '.join(OWN_WORDS)}, or take it out.")
    return replace(measures[name], **own) if name in measures else next(iter(measures.values()))


def own_rules(line: Line) -> dict[str, Any]:
    """The fields of `Judging` that this line's council has its own of."""
    council_of(line)
    found: dict[str, Any] = {
        "scheme": line.one_of("scheme", get_args(Scheme), optional=True),
        "margin": AMBER_OF.get(line.one_of("amber_of", AMBER_OF, optional=True)),
        "long_trend": line.one_of("long_trend", get_args(LongTrend), optional=True),
    }
    if line.text("amber"):
        found["amber"] = line.number_in("amber")
        if not 0 <= found["amber"] <= MOST_AMBER:
            line.note("amber", f"Write how far amber reaches, a number from 0 to {MOST_AMBER} such as 10.")
    own = {name: value for name, value in found.items() if value not in ("", None)}
    if not own:
        line.note("council", f"The line says nothing. Fill in one of {', '.join(OWN_RULES)}, or take it out.")
    return own


def known_measure(line: Line, measures: Mapping[str, Measure], prefixes: tuple[str, ...] = ()) -> str:
    """The measure's id, which must be in measures.csv, or begin as those of measures that councils enter do."""
    name = line.cells["measure"]
    if prefixes and name.startswith(prefixes) and name not in prefixes:
        return name
    return line.one_of("measure", measures)


def between(line: Line) -> tuple[Period, Period | None]:
    """The quarters from which and to which the line holds."""
    first = line.quarter("from_quarter")
    last = line.quarter("to_quarter") if line.text("to_quarter") else None
    if last is not None and last < first:
        line.note("to_quarter", f"It is before from_quarter, {first.id}.")
    return first, last


def target(
    line: Line, measures: Mapping[str, Measure], stages: Iterable[str], prefixes: tuple[str, ...] = ()
) -> Target:
    """The target of this line."""
    first, last = between(line)
    kind = line.one_of("kind", ("number", "relative"))
    return Target(
        measure=known_measure(line, measures, prefixes),
        council=council_of(line),
        area=line.one_of("area", list(stages), optional=True),
        first=first,
        last=last,
        kind=kind,
        value=line.required("value"),
        number=number_of(line, "value", measures) if kind == "number" else None,
    )


def deadline(line: Line, stages: Iterable[str]) -> Deadline:
    """The deadline of this line."""
    first, last = line.date("from_date"), line.date("to_date") if line.text("to_date") else None
    if last is not None and last < first:
        line.note("to_date", f"It is before from_date, {first}.")
    stage = line.one_of("stage", [*stages, ACKNOWLEDGEMENT])
    counted_from = line.one_of("counted_from", (RECEIVED, ACKNOWLEDGED), optional=True) or RECEIVED
    if stage == ACKNOWLEDGEMENT and counted_from == ACKNOWLEDGED:
        line.note("counted_from", f"An acknowledgement is due so many days after receipt. Write {RECEIVED}.")
    days, source = line.whole("working_days"), line.required("source")
    return Deadline(stage, first, last, days, source, line.text("council"), counted_from)


def denominator(line: Line, measures: Mapping[str, Measure]) -> Denominator:
    """The denominator of this line."""
    first, last = between(line)
    name, council = known_measure(line, measures), council_of(line)
    value = line.number_in("value")
    if value <= 0:
        line.note("value", "It is divided by, so it must be above 0.")
    return Denominator(name, council, first, last, value, line.required("source"))


def benchmark(line: Line, measures: Mapping[str, Measure], prefixes: tuple[str, ...] = ()) -> Benchmark:
    """The benchmark of this line."""
    return Benchmark(
        measure=known_measure(line, measures, prefixes),
        comparator=line.required("comparator"),
        comparator_code=line.text("comparator_code"),
        quarter=line.quarter("quarter"),
        value=number_of(line, "value", measures),
        source=line.required("source"),
    )


def council(line: Line) -> Council:
    """The council of this line."""
    neighbours, former = (
        tuple(part.strip() for part in line.text(column).split("|") if part.strip())
        for column in ("neighbours", "former_codes")
    )
    for column, codes in (
        ("code", (line.required("code"),)),
        ("region_code", (line.required("region_code"),)),
        ("neighbours", neighbours),
        ("former_codes", former),
    ):
        if wrong := [code for code in codes if code and not AREA_CODE.fullmatch(code)]:
            line.note(column, f'"{wrong[0]}" is no area code. Write codes such as E06000035, several separated by "|".')
    named = line.one_of("nation", list(NATIONS), optional=True)
    nation = named or BY_CODE.get(line.text("code")[:1], ENGLAND)
    return Council(
        council=council_of(line),
        code=line.text("code"),
        region_code=line.text("region_code"),
        neighbours=neighbours,
        former_codes=former,
        nation=nation,
        name=line.text("name"),
        accent=dress.accent(line),
        logo=dress.logo(line),
        template=dress.template(line),
    )


def closing_day(line: Line) -> tuple[tuple[str, dt.date], str]:
    """The closing day of this line, by council and day, with its reason."""
    return (council_of(line), line.date("date")), line.required("reason")


def plan_place_of(measures: Mapping[str, Measure]) -> Callable[[Line], PlanPlace]:
    """What gives the plan's place of a line."""

    def plan_place(line: Line) -> PlanPlace:
        return PlanPlace(
            measure=known_measure(line, measures),
            council=council_of(line),
            priority=line.text("priority"),
            outcome=line.text("outcome"),
            programme=line.text("programme"),
            named=line.text("named"),
        )

    return plan_place


def document(line: Line) -> Document:
    """The document of this line."""
    number, title, file = (line.required(name) for name in ("document", "title", "file"))
    return Document(number, council_of(line), line.period("period"), title, file)


def highlight_of(
    documents: Keyed[Document], known: Mapping[str, Measure], prefixes: tuple[str, ...]
) -> Callable[[Line], Highlight]:
    """What gives the highlight of a line: an owner and a rating of a risk alone, a priority and measures of a
    partnership alone."""

    def only(line: Line, column: str, kind: str) -> str:
        if line.text(column) and line.text("kind") != kind:
            line.note(column, f"Only a {kind} has it. Leave it empty, or write {kind} as the kind.")
        return line.text(column)

    def measures(line: Line) -> tuple[str, ...]:
        names = tuple(part.strip() for part in only(line, "measures", "partnership").split("|") if part.strip())
        for name in names:
            if name not in known and not (prefixes and name.startswith(prefixes)):
                line.note("measures", f"{quoted(name)} is no measure.{nearest(name, known)}")
        return names

    def highlight(line: Line) -> Highlight:
        return Highlight(
            document=line.one_of("document", [key[0] for key in documents], optional=True),
            council=council_of(line),
            period=line.period("period"),
            kind=line.one_of("kind", HIGHLIGHT_KINDS),
            title=line.required("title"),
            text=line.required("text"),
            source=line.required("source"),
            owner_role=only(line, "owner_role", "risk"),
            rating=only(line, "rating", "risk"),
            priority=only(line, "priority", "partnership"),
            measures=measures(line),
        )

    return highlight


def label(line: Line) -> str:
    """The label of this line."""
    line.required("code")
    return line.required("label")


def published_of(datasets: Mapping[str, Declaration]) -> Callable[[Line], Published]:
    """What gives the published figure of a line."""
    dimensions = {name: None for one in datasets.values() for name in one.dataset.dimensions}
    return partial(published, (*dimensions, *MORE_FILTERS))


def published(known: Sequence[str], line: Line) -> Published:
    """The published figure of this line, whose filters must be among the known ones.

    A measure that measures.csv does not have is let through: reconciling says so in its row.
    """
    name, filters = line.required("measure"), {}
    for part in filter(None, line.text("filters").split(";")):
        column, sign, values = part.partition("=")
        if not sign or column.strip() not in known:
            line.note("filters", f"Write filters as stage=adults;service=Parking, with any of: {', '.join(known)}.")
        filters[column.strip()] = tuple(value.strip() for value in values.split("|"))
    if (name == NOT_A_MEASURE) != bool(line.text("reason")):
        line.note("reason", f"A line with {NOT_A_MEASURE} needs a reason; one with a measure has none.")
    if name != NOT_A_MEASURE:
        line.one_of("quantity", QUANTITIES)
        try:
            Period.parse(line.text("period"))
        except UsageError:
            line.note(
                "period", "Write a period as 2019-20-Q4, 2017-18-H1 or 2019-20; a month is a filter, month=2019-12."
            )
    texts = {k: line.required(k) for k in ("document", "period", "printed", "unit", "place")}
    rest = {k: line.text(k) for k in ("quantity", "known", "reason")}
    basis = line.one_of("basis", BASES, optional=True) or "latest"
    return Published(**texts, **rest, council=council_of(line), measure=name, filters=filters, basis=basis)
