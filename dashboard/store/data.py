"""The store opened for reading: cubes in DuckDB's memory, records in Parquet, the catalogue beside them.

A `Data` is one release, and never changes. `Source` hands out the newest, so that a page sees a load
without a restart. A file that cannot be used costs what it holds and no more: see `dashboard/store/faults.py`.
"""

from __future__ import annotations

import copy
import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, Self, TypeVar

import pandas as pd

from dashboard.basics.addresses import where_is
from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError, StoreError, unknown
from dashboard.basics.kept import Kept, Part
from dashboard.basics.languages import Language, _
from dashboard.basics.quarters import Kind, Period
from dashboard.basics.translations import FOLDER as TRANSLATIONS
from dashboard.basics.translations import languages_in
from dashboard.catalogue.areas import with_authorities
from dashboard.catalogue.datasets import PLACE, Judged
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.judging import Judging, of_settings
from dashboard.catalogue.records import FOLDER, Catalogue, Deadline, deadlines_of, in_force
from dashboard.catalogue.renames import Rename
from dashboard.catalogue.themes import QUERIES, built_in, gone, is_ours
from dashboard.catalogue.unread import without_effect
from dashboard.store import database, definitions, rules
from dashboard.store.database import Row
from dashboard.store.days import DAY_TYPES, PERIOD_TYPES, available_periods, days_by_council, periods_frame
from dashboard.store.faults import Damage, Stamp, damage, fixed_stamp, moving_stamp, parts_of_release
from dashboard.store.manifest import Cube, Extract, Manifest, Rule, read_manifest
from dashboard.store.publish import LATEST, count, extract_places
from dashboard.store.queries import all_queries
from dashboard.store.remote.following import follow
from dashboard.store.steps import Months, first_held
from dashboard.store.written import columns_of_cube, plural

# Bytes of memory. The sample's busiest day of clicks fits; beyond, the least asked for is worked out again.
KEPT_ANSWERS = 60_000_000
KEPT_VIEWS = 60_000_000
KEPT_STATES = 10_000_000
FIGURES = "without records"  # what is kept for those who may see figures alone
LOOKING = 0.05  # the share of the time that may be spent on looking whether files of the release have changed
SECONDS_TO_TRY_AGAIN = 60.0  # to open a release that could not be: a share may have been away, or memory short
ANY = "any"  # the dataset of pages that draw on all of them
# datasets about every council, with the place that holds them
NATIONAL = {name: one.dataset.national for name, one in built_in().items() if one.dataset.national}
AREA_TYPES = {"council": "VARCHAR", "area_code": "VARCHAR", "role": "VARCHAR"}
T = TypeVar("T")
log = logging.getLogger(__name__)


@contextmanager
def within(settings: Settings) -> Iterator[None]:
    """Says in a sentence that the figures need more memory, or longer, than the database may take."""
    try:
        yield
    except (database.NoMemory, database.TooSlow) as error:
        memory = f"more memory than the database may take ({settings.memory} MB). Give it more with SCRUTINY_MEMORY."
        longer = f"longer than one question may take ({settings.seconds} s). Give it more with SCRUTINY_SECONDS."
        needed = f"need {memory}" if isinstance(error, database.NoMemory) else f"take {longer}"
        raise StoreError(f"The figures in {where_is(settings.data)} {needed}") from error


def languages_of(data: Path, before: Mapping[str, Language]) -> tuple[dict[str, Language], tuple[str, ...]]:
    """The languages that a store can be read in, and the files of translations with mistakes: what is wrong goes to the
    log, and the language as it was before stays in use."""
    found, wrong = languages_in([FOLDER, data / "catalogue"])
    for sentence in wrong.values():
        log.warning("%s", sentence)
    kept = {code: before[code] for code in wrong if code in before}
    return {**kept, **found}, tuple(f"{TRANSLATIONS}/{code}.po" for code in sorted(wrong))


class Data:
    """One release of the store, ready for questions. Safe to use from several threads."""

    records_shown = True  # whether lists of single records can be opened
    languages: Mapping[str, Language]  # by code
    variants: dict[str, Self]  # the same release in other languages
    opens_all = True  # whether anything but public tables is opened

    def __init__(self, settings: Settings, before: Data | None = None) -> None:
        """Opens the store; where its own catalogue has mistakes, that of the data before stays in use."""
        self.settings = settings
        seen = moving_stamp(settings.data)
        held = read_manifest(settings.data)
        self.manifest: Manifest = held.seen(drafts=settings.release == "draft")
        self.files = parts_of_release(settings.data, self.manifest)
        self.stamp = seen, fixed_stamp(self.files)
        if held.release and not self.manifest.release:
            raise StoreError(
                f"All that has been loaded into {where_is(settings.data)} are drafts. `--release draft` shows them, "
                "`scrutiny publish` makes them public."
            )
        if self.manifest.release == 0:
            raise StoreError(
                f"There is no store in {where_is(settings.data)}. Make the sample with `scrutiny sample`, "
                "or load an extract with `scrutiny load`."
            )
        self.drafts = self.manifest.pending if self.manifest.drafts else ()  # those on show
        self.unopened = False  # whether there is a newer release that could not be opened
        found = read_usable_catalogue(settings.data)
        if found.left_out:
            log.warning("The council's own catalogue has mistakes:\n%s", found.mistakes)
        for sentence in without_effect(settings.data, self.manifest.councils()):
            log.warning("%s", sentence)
        kept = bool(found.left_out and before and not before.written.left_out)
        self.written: Catalogue = before.written if before and kept else found
        self.languages, untranslated = languages_of(settings.data, before.languages if before else {})
        self.faulty = (*found.left_out, *untranslated)
        self.queries = all_queries(self.written.datasets, settings.data / "catalogue" / QUERIES)
        self.connection = database.connect_within(settings.memory, settings.processors, settings.seconds)
        self.answers: Kept[list[Row]] = Kept(KEPT_ANSWERS)
        self.views: Kept[Any] = Kept(KEPT_VIEWS)
        self.states: Kept[Any] = Kept(KEPT_STATES)
        self.worked_out: dict[str, Any] = {}
        self.variants = {}
        self.extracts = {extract.place: extract for extract in self.manifest.current()}
        self.by_period: dict[tuple[str, str, Period], list[Extract]] = {}
        for extract in self.extracts.values():
            self.by_period.setdefault((extract.dataset, extract.council, extract.period), []).append(extract)
        self.damaged = tuple(self.find_damage())
        database.store_frame(self.connection, "working_days", self.days_frame(), DAY_TYPES)
        self.rules: dict[str, tuple[Rule, ...]] = {}
        self.outdated: list[str] = []  # datasets that the next release counts by other deadlines
        self.redefined = definitions.outdated(self.manifest, self.written, self.queries)
        self.recounted: dict[str, str] = {}  # datasets whose cube could not be read, and why
        with within(settings):
            self.gaps = {path for name, cube in self.cubes.items() for path in self.open_cube(name, cube, found)}
        database.lock(self.connection, settings.data / "extracts")
        self.catalogue = self.as_counted()
        self.renamed = [(name, one) for name in self.cubes for one in self.rename(name)]
        self.available = available_periods(
            (extract.dataset, extract.council, extract.period)
            for extract in self.extracts.values()
            if extract.path not in self.gaps and extract.dataset in self.written.datasets
        )
        self.catalogue = self.with_authorities()
        self.published = frozenset(self.printed_values())
        self.by_kind: dict[tuple[str, str, Kind], list[Period]] = {}
        for (dataset, council), periods in self.available.items():
            for period in sorted(periods):
                self.by_kind.setdefault((dataset, council, period.kind), []).append(period)
        with within(settings):
            self.load()
        for name in sorted({*self.outdated, *self.redefined}):
            log.warning(
                "The figures of %s are counted by former definitions. `scrutiny publish` counts them anew.", name
            )

    def find_damage(self) -> Iterable[Damage]:
        """The current extracts whose file is missing or is not the one that was written."""
        for extract in self.extracts.values():
            if reason := damage(self.settings.data / extract.path, extract.sha256):
                log.warning("%s %s", extract.path, reason)
                yield Damage(extract, reason)

    @property
    def release(self) -> str:
        """The release on show, as it is named beside figures: `12`, or `12 (draft, not published)`."""
        return f"{self.manifest.release} (draft, not published)" if self.drafts else str(self.manifest.release)

    @property
    def cubes(self) -> dict[str, Cube]:
        """The cubes of the datasets that the catalogue declares."""
        return {name: cube for name, cube in self.manifest.cubes.items() if name in self.written.datasets}

    @property
    def missed(self) -> list[str]:
        """The files of the catalogue with mistakes of which nothing from before is in use."""
        in_use = {f"{TRANSLATIONS}/{code}.po" for code in self.languages}
        lost = {*self.written.left_out, *(name for name in self.faulty if name.startswith(TRANSLATIONS))} - in_use
        return [name for name in self.faulty if name in lost]

    @property
    def undeclared(self) -> list[str]:
        """The datasets that the store holds and no file of the catalogue declares, be it one with mistakes."""
        faulty = gone(Path(name) for name in self.faulty)
        return sorted(self.manifest.cubes.keys() - self.written.datasets.keys() - faulty)

    def open_cube(self, dataset: str, cube: Cube, catalogue: Catalogue) -> Iterable[str]:
        """Copies a cube into memory and returns the paths of the extracts that are not in it.

        One that is damaged or lacks what is counted by now is worked out anew, and so is one of which an old store does
        not say by which deadlines of the council it was counted.
        """
        path, ruling = self.settings.data / cube.path, cube.rules
        if rules.counted_by_deadlines(dataset):
            known = cube if cube.path else None  # what is a draft alone has no cube in the store
            ruling = rules.after(known, rules.now(catalogue, known), self.manifest.release)
            if cube.rules and ruling != cube.rules:
                self.outdated.append(dataset)
                ruling = cube.rules
            self.rules[dataset] = ruling
        if dataset in {one.dataset for one in self.drafts}:
            self.redefined = [name for name in self.redefined if name != dataset]
        elif reason := damage(path, cube.sha256):
            log.warning("%s %s; the figures of %s are worked out anew from the extracts", cube.path, reason, dataset)
            self.recounted[dataset] = reason
        elif not self.has_columns(dataset, path):  # its declaration counts more than it did
            self.redefined = [name for name in self.redefined if name != dataset]
        elif cube.rules or len(ruling) < 2:
            database.pack_parquet(self.connection, f"{dataset}_cube", path)
            return cube.gaps
        return self.count_anew(dataset, ruling)

    def has_columns(self, dataset: str, path: Path) -> bool:
        """Whether a cube has every column that its query gives, or, where a council declares it, its declaration."""
        query = f"{dataset}_cube"
        needed: Iterable[str] = self.queries.columns(query) if self.queries.exists(query) else ()
        if not is_ours(dataset):
            needed = columns_of_cube(self.written.datasets[dataset])
        return {name for name, _ in database.parquet_columns(path)}.issuperset(needed)

    def count_anew(self, dataset: str, ruling: Sequence[Rule]) -> list[str]:
        """Works a cube out from the extracts, beside the store; the paths of those that are not in it."""
        with TemporaryDirectory(prefix="scrutiny-") as folder:
            written = Path(folder) / "cube.parquet"
            _, sound = count(self.settings.data, self.manifest, dataset, written, ruling)
            database.pack_parquet(self.connection, f"{dataset}_cube", written)
        return [one.path for one in self.manifest.current(dataset) if one.path not in sound]

    def rename(self, dataset: str) -> Iterable[Rename]:
        """Puts the names of today into a cube; those that some of its rows did not have yet."""
        one = self.written.datasets[dataset].dataset
        for rename in self.written.renames:
            if rename.is_about(dataset, rename.council) and rename.column in one.dimensions and not one.by_period:
                names, table = (rename.old, rename.new), database.packed(f"{dataset}_cube")
                if database.rename(self.connection, table, rename.column, rename.council, names):
                    yield rename

    def now_called(self, council: str, datasets: Sequence[str]) -> dict[str, dict[str, str]]:
        """The names of today by those of before, of directorates and of services in these datasets of a council."""
        found: dict[str, dict[str, str]] = {name: {} for name in PLACE}
        for dataset, one in self.renamed:
            if dataset in datasets and one.council == council:
                names = found[one.column]
                found[one.column] = {old: one.new if new == one.old else new for old, new in names.items()}
                found[one.column][one.old] = one.new
        return found

    def with_old_names(self, query: str, values: dict[str, Any]) -> dict[str, Any]:
        """What a query of records is asked: with a name of today those are meant too that were made under another."""
        read = {table.removesuffix("_extracts") for table in self.queries.reads(query) if table.endswith("_extracts")}
        found = dict(values)
        for dataset, one in reversed(self.renamed):
            key = plural(one.column)
            mine = dataset in read and one.council == values.get("council")
            if mine and one.new in (found.get(key) or ()):
                found[key] = [*found[key], one.old]
        return found

    def as_counted(self) -> Catalogue:
        """The catalogue with the deadlines by which the latest figures are counted, whatever it says by now."""
        for ruling in self.rules.values():
            if not rules.same(ruling[-1].deadlines, self.written.deadlines):
                return replace(self.written, deadlines=ruling[-1].deadlines)
        return self.written

    def with_authorities(self) -> Catalogue:
        """The catalogue with the authorities of tables about every council as councils to choose."""
        found = [row for name in NATIONAL if name in self.cubes for row in self.rows(f"{name}_authorities")]
        return with_authorities(self.catalogue, found, self.councils()) if found else self.catalogue

    def deadlines(self, dataset: str, council: str, day: dt.date, basis: str = LATEST) -> tuple[Deadline, ...]:
        """The council's deadlines by which the figures of a basis count what came in on this day: what was first
        published keeps those of its release."""
        if basis == LATEST or dataset not in self.rules:
            return deadlines_of(self.catalogue.deadlines, council)
        release = self.held[dataset].get((council, day.replace(day=1)), self.manifest.release)
        return deadlines_of(rules.ruling(self.rules[dataset], release), council)

    def deadline(self, dataset: str, stage: str, council: str, day: dt.date, basis: str = LATEST) -> Deadline | None:
        """The one of a stage, if it has any."""
        return in_force(self.deadlines(dataset, council, day, basis), stage, day)

    @cached_property
    def held(self) -> dict[str, Months]:
        """The release that first held each council's months, by dataset."""
        return {name: first_held(self.manifest.of(name)) for name in self.cubes}

    def load(self) -> None:
        """Fills the memory: periods, areas, counts over the cubes, views over records that can be read."""
        database.store_frame(self.connection, "periods", periods_frame(self.available), PERIOD_TYPES)
        database.store_frame(self.connection, "council_areas", self.areas_frame(), AREA_TYPES)
        for dataset in self.cubes:
            if self.queries.exists(f"{dataset}_counts"):  # datasets that belong to whole periods are read as they are
                database.pack_query(self.connection, f"{dataset}_counts", f"{dataset}_cube", self.queries)
            self.view_records(dataset)

    def view_records(self, dataset: str) -> None:
        """Names the dataset's records that can be read `<dataset>_extracts`; there may be none."""
        broken = {item.extract.path for item in self.damaged}
        sound = {
            self.settings.data / extract.path: extract
            for extract in self.extracts.values()
            if extract.dataset == dataset and extract.path not in broken
        }
        types = self.written.datasets[dataset].sql_types  # an extract of before a column was declared has it empty
        database.view_extracts(self.connection, f"{dataset}_extracts", types, extract_places(sound))

    def printed_values(self) -> Iterable[tuple[str, ...]]:
        """Council, measure, period and area of every value that the papers print of the whole council or of one value
        that has a target of its own."""
        for item in (one for one in self.catalogue.published if one.quantity == "value"):
            measure = self.catalogue.measures.get(item.measure)
            judged = self.judged(measure.dataset) if measure else None
            by = judged.by if judged else ""
            if set(item.filters) <= ({by} if measure else {"service_area"}):
                yield (item.council, item.measure, item.period, *item.filters.get(by, ("",)))

    def days_frame(self) -> pd.DataFrame:
        """The working days of every council that has records."""
        councils = sorted({extract.council for extract in self.extracts.values()})
        return days_by_council({council: self.written.calendar(council) for council in councils})

    def areas_frame(self) -> pd.DataFrame:
        """The areas that matter to each council: its own, its region and its neighbours."""
        return pd.DataFrame(
            [
                (one.council, code, role)
                for one in self.catalogue.councils.values()
                for role, codes in (("own", [one.code]), ("region", [one.region_code]), ("neighbour", one.neighbours))
                for code in codes
                if code
            ],
            columns=list(AREA_TYPES),
        )

    def rows(self, query: str, **values: Any) -> list[Row]:
        """The query's rows; the same question is answered once a release. The rows must not be changed."""
        values = self.with_old_names(query, values) if self.renamed else values
        key = (query, *((name, tuple(v) if isinstance(v, list) else v) for name, v in sorted(values.items())))
        return self.answers.get(key, lambda: database.rows(self.connection, query, self.queries, **values))

    def can_ask(self, query: str) -> bool:
        """Whether every cube that the query reads has been loaded."""
        return all(table.removesuffix("_cube") in self.cubes for table in self.queries.reads(query))

    @cached_property
    def without_records(self) -> Data:
        """The same release for those who may see figures alone; what was made for one is never shown to the other."""
        found = self.variant(FIGURES)
        found.records_shown = False
        return found

    def variant(self, name: str) -> Self:
        """The same release with a part of its own, so called, in what is kept of views and states."""
        found = copy.copy(self)
        found.views, found.states = Part(self.views, name), Part(self.states, name)
        return found

    def left_behind(self) -> None:
        """Notes that there is a newer release that could not be opened, which pages say."""
        self.unopened, self.views = True, Kept(KEPT_VIEWS)
        self.without_records.unopened, self.without_records.views = True, Part(self.views, FIGURES)
        self.variants.clear()

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What follows from the release alone, worked out once for as long as it is open."""
        if name not in self.worked_out:
            self.worked_out[name] = make()
        found: T = self.worked_out[name]
        return found

    def councils(self, dataset: str | None = None) -> list[str]:
        """The councils that have this dataset, or any, the one with the newest data first.

        A dataset about every council is had by those whose area the catalogue or the dataset itself knows, those with
        data of their own first.
        """
        return self.once(f"councils {dataset}", lambda: self.councils_of(dataset))

    def councils_of(self, dataset: str | None) -> list[str]:
        """The same, worked out."""
        if dataset in NATIONAL:
            known = [one for one in self.councils() if one in self.catalogue.councils]
            others = [one for one in self.catalogue.councils if one not in known]
            return [*known, *others] if (dataset, NATIONAL[dataset]) in self.available else []
        newest: dict[str, Period] = {}
        for name, council in self.available:
            if dataset in (None, ANY, name) and name not in NATIONAL:
                last = max(self.available[name, council])
                newest[council] = max(last, newest.get(council, last))
        return sorted(newest, key=lambda council: (-newest[council].last_day.toordinal(), council))

    def everyone(self) -> list[str]:
        """The councils of which there is anything to show, be it the Ministry's figures; without data, all known."""
        named = [one for dataset in NATIONAL for one in self.councils(dataset)]
        return list(dict.fromkeys([*self.councils(), *named])) or list(self.catalogue.councils)

    def has(self, dataset: str, council: str) -> bool:
        """Whether there is anything of this dataset, or of any, for the council."""
        return council in self.councils(dataset)

    def council(self, asked: str | None, dataset: str | None = None) -> str:
        """The council asked for, or the one shown first; UsageError where it has no data."""
        known = self.councils(dataset)
        if not known and dataset in (None, ANY):
            raise StoreError("No council's own data have been loaded. Load an extract with `scrutiny load`.")
        if not known:
            raise StoreError(f"No {dataset} extract has been loaded. Load one with `scrutiny load {dataset} FILE`.")
        if asked and asked not in known:
            raise unknown("council", asked, known)
        return asked or (self.settings.council if self.settings.council in known else known[0])

    def periods(self, dataset: str, council: str, kind: Kind = "quarter") -> list[Period]:
        """The loaded periods of this kind, oldest first."""
        return self.by_kind.get((dataset, NATIONAL.get(dataset, council), kind), [])

    def judging(self, council: str, scheme: str | None = None) -> Judging:
        """The rules by which the council's measures are judged, under another scheme where one is chosen."""

        def judged() -> Judging:
            own = self.catalogue.judging.get(council, {})
            return replace(of_settings(self.settings), **own).under(scheme)

        return self.once(f"judging {council} {scheme}", judged)

    def judged(self, dataset: str) -> Judged | None:
        """What the targets of a dataset's measures depend on, if on anything."""
        found = self.catalogue.datasets.get(dataset)
        return found.dataset.judged if found else None

    @cached_property
    def dimensions(self) -> dict[str, str]:
        """All that pages can be filtered by, with what it is called: directorate and service first, then by name."""
        found = {
            "directorate": _("Directorate"),
            "service": _("Service"),
            "committee": _("Committee"),
            "status": _("Status"),
        }
        for one in self.catalogue.datasets.values():
            for name in one.dataset.offered:
                column = one.columns.get(name)
                found.setdefault(name, column.filter or column.label if column else name.replace("_", " ").capitalize())
        return {name: found[name] for name in (*PLACE, *sorted(found.keys() - set(PLACE)))}

    def words(self, dataset: str, dimension: str, present: set[str]) -> dict[str, str]:
        """The codes that occur with their labels, in the catalogue's order, or by name where it lists none."""
        codes = self.catalogue.codes(dataset, dimension) or sorted(present)
        return {code: self.catalogue.label(dataset, dimension, code) for code in codes if code in present}

    def finest_periods(self, dataset: str, council: str) -> list[Period]:
        """The loaded quarters; of a council that has none, its half-years or years. Asked for with every target."""
        return self.once(f"finest {dataset} {council}", lambda: self.finest_of([dataset], council))

    def finest_of(self, datasets: Sequence[str], council: str) -> list[Period]:
        """The same of several datasets, in the finest kind that any of them has."""
        kinds: tuple[Kind, ...] = ("quarter", "half_year", "year")
        names = [
            name
            for name, owner in self.available
            if (name in datasets and owner == NATIONAL.get(name, council)) or (ANY in datasets and owner == council)
        ]
        found = ({p for name in names for p in self.periods(name, council, kind)} for kind in kinds)
        return next((sorted(periods) for periods in found if periods), [])

    def extracts_of(self, dataset: str, council: str, period: Period) -> list[Extract]:
        """The newest extracts of this very period, one of each system."""
        return self.by_period.get((dataset, NATIONAL.get(dataset, council), period), [])

    def extract(self, dataset: str, council: str, period: Period) -> Extract | None:
        """The first of them, if any was loaded."""
        return next(iter(self.extracts_of(dataset, council, period)), None)

    def illustrative(self, council: str) -> bool:
        """Whether any of the council's current extracts holds invented records."""
        return any(extract.illustrative for extract in self.extracts.values() if extract.council == council)

    def updated(self, council: str) -> dt.date | None:
        """The day on which the council's data were last loaded."""
        loaded = [one.loaded_at for one in self.extracts.values() if one.council == council]
        return dt.datetime.fromisoformat(max(loaded)).date() if loaded else None

    def data_to(self, council: str) -> dt.date | None:
        """The last day that the council's own data reach, else those about every council; None without either.

        Of a council with quarters it is their last: what it has of a later year alone stands on no page of theirs.
        """
        if self.has(ANY, council):
            return max(self.finest_periods(ANY, council)).last_day
        national = [max(periods) for (_, owner), periods in self.available.items() if owner in NATIONAL.values()]
        return max(national).last_day if national else None


class Releases(Protocol):
    """Whatever hands out the newest release."""

    @property
    def data(self) -> Data:
        """The release in use."""

    def newest(self) -> Data:
        """The newest release."""


class Source:
    """Hands out the newest release. At each call it looks at the manifest and the catalogue, and at the many files of
    the release as often as takes a small share of the time."""

    def __init__(
        self, settings: Settings, clock: Callable[[], float] = time.monotonic, kind: type[Data] = Data
    ) -> None:
        self.settings, self.clock, self.kind = settings, clock, kind
        self.lock = threading.Lock()
        follow(settings.data, settings.look_seconds, public=not kind.opens_all)
        self.data = kind(settings)
        self.stamp: Stamp = self.data.stamp
        self.failed = 0.0  # when the newest release could last not be opened, by the clock
        self.looked, self.look_again = self.stamp[1], 0.0  # at the release's files, and when to look next, by the clock

    def seen(self) -> Stamp:
        """What the files of the release in use look like now, and those that say what is newest."""
        began = self.clock()
        if began >= self.look_again:
            self.looked = fixed_stamp(self.data.files)
            ended = self.clock()
            self.look_again = ended + (ended - began) / LOOKING
        return moving_stamp(self.settings.data), self.looked

    def newest(self) -> Data:
        """The newest release, or the last while another thread opens it. One that cannot be opened leaves the last good
        one in use until any file changes, or some time has passed."""
        if self.is_due(self.seen()) and self.lock.acquire(blocking=False):
            try:
                if self.is_due(stamp := self.seen()):
                    self.reopen(stamp)
            finally:
                self.lock.release()
        return self.data

    def is_due(self, stamp: Stamp) -> bool:
        """Whether the store is to be opened anew."""
        return stamp != self.stamp or (self.data.unopened and self.clock() - self.failed > SECONDS_TO_TRY_AGAIN)

    def reopen(self, stamp: Stamp) -> None:
        """Opens the store anew; where it cannot be, for whatever reason, the data in use say so."""
        try:
            self.data = self.kind(self.settings, self.data)
            self.stamp = self.data.stamp
            self.looked = self.stamp[1]
        except Exception as error:
            known = isinstance(error, (ScrutinyError, OSError, database.Failure))
            log.log(
                logging.ERROR,
                "The new release cannot be opened, the last one stays in use: %s",
                error,
                exc_info=not known,
            )
            self.data.left_behind()
            self.stamp, self.failed = stamp, self.clock()
