"""Publishing: from a dataset's extracts to its cube, one small Parquet file for all councils.

`latest` is computed anew from the current extracts. `first_published` is carried over from the cube before,
and each month that this release is the first to hold is added to it; without the cube before, the releases
are replayed one after the other. Where a release is withdrawn, the months that it was the first to hold are
counted as the next release that holds them would have published them; see `dashboard/store/steps.py`.

Datasets that belong to whole periods (measures of a plan, budgets, projects, notes) are not counted, so that
what was first published of a period is the first version of its extract.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError
from dashboard.basics.quarters import MONTHS_IN
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.records import Deadline, deadlines_of
from dashboard.catalogue.themes import QUERIES, built_in, of_store
from dashboard.catalogue.vocabularies import has_own
from dashboard.store import database, declared_cubes, definitions, rules
from dashboard.store.days import DAY_TYPES, days_by_council
from dashboard.store.manifest import Cube, Extract, Manifest, Rule
from dashboard.store.queries import OURS, Queries, all_queries
from dashboard.store.recount import changes
from dashboard.store.steps import Month, Step, steps_to

DEADLINE_TYPES = {
    "council": "VARCHAR",
    "stage": "VARCHAR",
    "from_date": "DATE",
    "to_date": "DATE",
    "working_days": "INTEGER",
    "counted_from": "VARCHAR",
}
MONTH_TYPES = {"council": "VARCHAR", "month": "DATE"}

LATEST, FIRST = "latest", "first_published"
SPILL = "spill"  # the folder, beside the file to be written, of what exceeds the memory
A_MEGABYTE = 5_000  # records of several councils counted at a time, for each that loading may take
INEXACT = ("number", "money")  # kinds of column whose sums depend on the order in which they are added up


def publish(
    data: Path, manifest: Manifest, dataset: str, target: Path, engine: database.Engine = database.view_query
) -> Cube:
    """The cube of a dataset at the manifest's release, written under the temporary name of its path.

    Extracts whose file is missing or no longer has its checksum are left out and named in the cube's `gaps`.
    """
    written = files.temporary(target)
    before = manifest.cubes.get(dataset)
    catalogue = read_usable_catalogue(data)
    ruled = rules.counted_by_deadlines(dataset)
    ruling = rules.after(before, rules.now(catalogue, before), manifest.release) if ruled else ()
    counted_by = definitions.Counting(declaration_of(data, dataset), queries_of(data, dataset), catalogue)
    defined = definitions.of(counted_by)
    anew = (manifest.release,) if before and definitions.differ(before, defined) else ()
    # another engine counts whole: it reads files, and not what this database has chosen of them
    same = before is not None and not anew and (not ruled or ruling == rules.history(before))
    carry = same and engine is database.view_query
    rows, sound = count(data, manifest, dataset, written, ruling, engine, carry=carry)
    files.to_disk(written)
    return Cube(
        path=target.relative_to(data).as_posix(),
        sha256=files.sha256_of(written),
        rows=rows,
        release=manifest.release,
        gaps=tuple(one.path for one in manifest.current(dataset) if one.path not in sound),
        rules=ruling,
        definitions=defined,
        redefined=(*(before.redefined if before else ()), *anew),
    )


def count(
    data: Path,
    manifest: Manifest,
    dataset: str,
    written: Path,
    ruling: Sequence[Rule],
    engine: database.Engine = database.view_query,
    *,
    carry: bool = False,
) -> tuple[int, set[str]]:
    """Writes the cube of a dataset, each release counted by its rule; its number of rows and the extracts found whole.

    `carry` says that the cube before was counted by the same definitions, so that months which have not changed may be
    taken from it.

    Nothing is written to the store itself unless `written` lies in it.
    """
    if declaration_of(data, dataset).dataset.by_period:
        return publish_periods(data, manifest, dataset, written, engine)
    return publish_months(data, manifest, dataset, written, ruling, engine, carry=carry)


def publish_periods(
    data: Path, manifest: Manifest, dataset: str, written: Path, engine: database.Engine
) -> tuple[int, set[str]]:
    """Writes the cube of a dataset whose rows belong to periods; its number of rows and the extracts found whole."""
    versions = sorted(manifest.of(dataset), key=lambda one: one.release)
    sound = {one.path for one in versions if files.intact(present(data, one), one.sha256)}
    newest = {one.place: one for one in versions}
    first = {one.place: one for one in reversed(versions)}
    places = pd.concat(
        [
            extract_places({present(data, one): one for one in chosen.values() if one.path in sound}, basis)
            for basis, chosen in ((LATEST, newest), (FIRST, first))
        ]
    )
    with counting(written) as connection:
        database.lock(connection, data, written.parent)
        database.view_extracts(connection, f"{dataset}_extracts", declaration_of(data, dataset).sql_types, places)
        engine(connection, declared_cubes.GIVEN, f"{dataset}_cube", OURS)
        return database.table_to_parquet(connection, declared_cubes.GIVEN, written), sound


def publish_months(
    data: Path,
    manifest: Manifest,
    dataset: str,
    written: Path,
    ruling: Sequence[Rule],
    engine: database.Engine,
    *,
    carry: bool,
) -> tuple[int, set[str]]:
    """Writes the cube of a dataset that is counted by month; its number of rows and the extracts found whole."""
    before = usable_cube(data, manifest, dataset)
    steps = steps_to(manifest, dataset, before.release if before else 0)
    replayed = not before or any(one.release < manifest.release for one in steps)
    every = (one for one in manifest.extracts if one.dataset == dataset)  # also what was withdrawn since
    relevant = every if replayed else manifest.current(dataset)
    sound = {one.path for one in relevant if files.intact(present(data, one), one.sha256)}
    if not before:  # what was first published stands in the cube before; without it only whole extracts can tell
        steps = steps_to(manifest, dataset, 0, sound)
    earlier = data / before.path if before else None
    if carry and before and not (replayed or before.gaps) and declaration_of(data, dataset).dataset.closing:
        change = changes.change_since(manifest, dataset, before.release)
        if all(files.intact(present(data, one), one.sha256) for one in {*change.every, *relevant}):
            (step,) = steps
            deadlines = rules.ruling(ruling, step.release)
            return write_cube(data, step, dataset, sound, earlier, written, deadlines, engine, change), sound
    rows = 0
    for step in steps:
        rows = write_cube(data, step, dataset, sound, earlier, written, rules.ruling(ruling, step.release), engine)
        earlier = written
    return rows, sound


def counting(target: Path) -> database.Connection:
    """A database that takes no more memory than counting may; what is more waits beside the file to be written, whose
    folder is made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return database.connect(f"{Settings.from_environment().loading}MB", target.parent / SPILL)


def write_cube(
    data: Path,
    step: Step,
    dataset: str,
    sound: set[str],
    before: Path | None,
    target: Path,
    deadlines: Sequence[Deadline],
    engine: database.Engine,
    change: changes.Change | None = None,
) -> int:
    """Writes the cube of one step over the one before it and returns its number of rows. Where it is told what has
    changed since that, it counts only the months that can have."""
    usable = [one for one in step.extracts if one.path in sound]
    loaded = {(one.council, month) for one in usable for month in one.period.months}
    # the project's own SQL counts each council by itself; of a store's own nobody knows
    apart = change is None and engine is database.view_query and dataset in built_in()
    lots = lots_of(usable) if apart else [usable]
    parts = [target.with_name(f"{target.name}.{number}") for number in range(len(lots))] if len(lots) > 1 else []
    try:
        for lot, part in zip(lots, parts, strict=False):
            with counting(target) as connection:
                figures_now(connection, data, dataset, lot, loaded, target, deadlines, engine)
                database.table_to_parquet(connection, declared_cubes.TABLE, part)
        with counting(target) as connection:
            if parts:
                database.lock(connection, data, target.parent)
                database.view_parquet(connection, declared_cubes.TABLE, parts)
            else:
                of = (change, step) if change else None
                figures_now(connection, data, dataset, usable, loaded, target, deadlines, engine, of)
            new = [key for key in step.new if key in loaded]
            for table, keys in (("new_months", new), ("kept_months", step.kept)):
                database.store_frame(connection, table, months_frame(keys), MONTH_TYPES)
            if before:
                database.load_parquet(connection, "figures_before", before)
            else:
                database.table_from_query(connection, "figures_before", "cube_of_no_release")
            if change is not None:
                database.add_rows(connection, declared_cubes.TABLE, "cube_carried_over")
            return database.query_to_parquet(connection, "cube_of_both_bases", target)
    finally:
        files.remove(parts, data)


def lots_of(extracts: Sequence[Extract]) -> list[list[Extract]]:
    """Extracts that are counted at a time: those of some councils, until they have as many records as the memory is
    good for."""
    sizes = Counter[str]()
    for one in extracts:
        sizes[one.council] += one.rows
    lots = database.lots(sorted(sizes.items()), A_MEGABYTE * Settings.from_environment().loading)
    return [[one for one in extracts if one.council in lot] for lot in lots]


def figures_now(
    connection: database.Connection,
    data: Path,
    dataset: str,
    extracts: Sequence[Extract],
    loaded: Collection[Month],
    target: Path,
    deadlines: Sequence[Deadline],
    engine: database.Engine,
    of: tuple[changes.Change, Step] | None = None,
) -> None:
    """Makes the table `figures_now` of these extracts; where it is told what has changed since the cube before a step,
    only of the months that can have."""
    database.lock(connection, data, target.parent)  # it is about to run SQL that the council may have written
    calendar_tables(connection, data, {one.council for one in extracts}, deadlines)
    counted = loaded
    if of is None:
        extracts_view(connection, data, dataset, extracts)
    else:
        counted = only_changed(connection, data, dataset, *of, loaded)
    database.store_frame(connection, "loaded_months", months_frame(sorted(counted)), MONTH_TYPES)
    queries = queries_of(data, dataset)
    exact = all(column.kind not in INEXACT for column in declaration_of(data, dataset).columns.values())
    helper_views(connection, dataset, queries, ordered=not exact)
    if dataset in built_in():
        engine(connection, declared_cubes.GIVEN, f"{dataset}_cube", queries)
        database.table_of_months(connection, declared_cubes.TABLE, declared_cubes.GIVEN)
    else:
        declared_cubes.count(connection, data, declaration_of(data, dataset), queries, engine)


def only_changed(
    connection: database.Connection,
    data: Path,
    dataset: str,
    change: changes.Change,
    step: Step,
    loaded: Collection[Month],
) -> set[Month]:
    """Names as the dataset's extracts only the newest versions of the records that count in months that can have
    changed; these months."""
    declaration = declaration_of(data, dataset)
    placed = {
        view: extract_places({present(data, one): one for one in change.extracts(view)}) for view in changes.RECORDS
    }
    for view, places in placed.items():
        database.view_extracts(connection, f"{view}_extracts", declaration.sql_types, places)
    changes.view_versions(connection, declaration)
    since = changes.months_since(connection, change, step, loaded)
    database.store_frame(connection, changes.SINCE, months_frame(since), MONTH_TYPES)
    rows = {str(present(data, one)): one.rows for one in change.now}
    changes.choose_records(connection, declaration, placed[changes.NOW], rows)
    records = f"{changes.NOW}_extracts"
    database.view_chosen(connection, f"{dataset}_extracts", records, changes.CHOSEN, "place", changes.PLACE)
    first = dict(since)
    return {one for one in loaded if one[0] in first and one[1] >= first[one[0]]}


def helper_views(
    connection: database.Connection, dataset: str, queries: Queries = OURS, *, ordered: bool = True
) -> None:
    """Names what the cube may read beside extracts: its newest records, and those open at each month's end.

    Unless `ordered`, their rows come as they are found, for to sort all records takes the longest and most memory.
    """
    for name in (f"{dataset}_newest", f"{dataset}_open"):
        if queries.exists(name):
            database.view_query(connection, name, name, queries if ordered else queries.unordered(name))


def usable_cube(data: Path, manifest: Manifest, dataset: str) -> Cube | None:
    """The cube of the release before, if it is whole."""
    cube = manifest.cubes.get(dataset)
    return cube if cube and files.intact(data / cube.path, cube.sha256) else None


def present(data: Path, extract: Extract) -> Path:
    """Where the extract's file lies now: under its name, or in the commit that writes it under its temporary one."""
    path = data / extract.path
    return path if path.exists() else files.temporary(path)


def extracts_view(connection: database.Connection, data: Path, dataset: str, extracts: Sequence[Extract]) -> None:
    """Names the records of these extracts `<dataset>_extracts`, each with its council and period."""
    places = extract_places({present(data, one): one for one in extracts})
    database.view_extracts(connection, f"{dataset}_extracts", declaration_of(data, dataset).sql_types, places)


def declaration_of(data: Path, dataset: str) -> Declaration:
    """The dataset's declaration, of the project or of the store's own catalogue."""
    found = of_store(data, dataset)
    if found is None:
        raise CatalogueError(f"The catalogue of the store declares no dataset {dataset}.")
    return found


def queries_of(data: Path, dataset: str) -> Queries:
    """The SQL by which the dataset is counted."""
    if dataset in built_in() and not has_own(data):
        return OURS
    return all_queries({dataset: declaration_of(data, dataset)}, data / "catalogue" / QUERIES)


def extract_places(extracts: Mapping[Path, Extract], basis: str = LATEST) -> pd.DataFrame:
    """For each file its council, its period's id, last day and length, and the basis, which its records do not hold,
    and the place of its first row among all: of two versions of a record the one that counts comes later."""
    order = sorted(extracts, key=lambda path: (extracts[path].period.last_day, -len(extracts[path].period.months)))
    first = dict(zip(order, itertools.accumulate((extracts[path].rows for path in order), initial=0), strict=False))
    return pd.DataFrame(
        {
            "filename": [str(path) for path in extracts],
            "council": [one.council for one in extracts.values()],
            "quarter": [one.period.id for one in extracts.values()],
            "period_end": [one.period.last_day for one in extracts.values()],
            "period_months": [MONTHS_IN[one.period.kind] for one in extracts.values()],
            "basis": basis,
            "first_place": [first[path] for path in extracts],
        }
    ).astype(
        {
            "filename": "str",
            "council": "str",
            "quarter": "str",
            "period_end": "datetime64[s]",
            "period_months": "int64",
            "basis": "str",
            "first_place": "int64",
        }
    )


def calendar_tables(
    connection: database.Connection, data: Path, councils: Iterable[str], deadlines: Sequence[Deadline] | None = None
) -> None:
    """Makes the tables `working_days` and `deadlines` of each council, as the catalogue has them unless other deadlines
    are given."""
    catalogue = read_usable_catalogue(data)
    calendars = {council: catalogue.calendar(council) for council in sorted(councils)}
    database.store_frame(connection, "working_days", days_by_council(calendars), DAY_TYPES)
    deadlines = catalogue.deadlines if deadlines is None else deadlines
    rows = [
        (council, one.stage, one.first, one.last, one.working_days, one.counted_from)
        for council in calendars
        for one in deadlines_of(deadlines, council)
    ]
    database.store_frame(connection, "deadlines", pd.DataFrame(rows, columns=list(DEADLINE_TYPES)), DEADLINE_TYPES)


def months_frame(keys: Sequence[tuple[str, dt.date]]) -> pd.DataFrame:
    """Councils and months as a data frame."""
    return pd.DataFrame(keys, columns=["council", "month"])
