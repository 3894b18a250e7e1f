"""Publishing to everybody: the public tables of a dataset, worked out once a release, and what they withhold.

Two files are written. The public cube holds every number that is published and nothing that is withheld; whatever the
public is shown is read from it alone. The other holds what was ever shown in which release, with what was withheld: it
is for the next release, which may not give away what an earlier one withheld.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics.config import Settings
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.public import KINDS
from dashboard.catalogue.records import Catalogue, PublicTable
from dashboard.disclosure.cells import Cell
from dashboard.store import database
from dashboard.store.days import Available, available_periods
from dashboard.store.manifest import Cube, Manifest, PublicCube
from dashboard.store.public.numbers import (
    Number,
    Published,
    Wanted,
    halves_of,
    open_cube,
    published_in,
    values_of,
    wanted_by,
)
from dashboard.store.public.past import SHOWN_TYPES, Timeline, note_shown, read_shown, renamed, shown_rows
from dashboard.store.public.question import withheld_of
from dashboard.store.publish import counting, queries_of

TYPES = {
    "council": "VARCHAR",
    "measure": "VARCHAR",
    "dimension": "VARCHAR",
    "part": "VARCHAR",
    "period": "VARCHAR",
    "value": "DOUBLE",
    "numerator": "DOUBLE",
    "denominator": "DOUBLE",
    "numerator_withheld": "BOOLEAN",
    "denominator_withheld": "BOOLEAN",
}
log = logging.getLogger(__name__)


def tables_of(catalogue: Catalogue, dataset: str) -> list[PublicTable]:
    """The public tables of a dataset."""
    return [one for one in catalogue.public if one.dataset == dataset]


def made_by(catalogue: Catalogue, dataset: str, cube: Cube, threshold: int) -> str:
    """A digest of all that the public tables of a dataset follow from."""
    declaration, measures = catalogue.datasets[dataset], list(catalogue.measures.values())
    parts: list[object] = [
        cube.sha256,
        threshold,
        tables_of(catalogue, dataset),
        declaration.dataset.sensitive,
        [(one.id, *halves_of(one), one.unit) for one in measures if one.dataset == dataset],
        [one for one in catalogue.denominators if one.measure in {each.id for each in measures}],
        [one for one in catalogue.renames if one.dataset in ("", dataset)],
        catalogue.published,
        [catalogue.codes(dataset, name) for name in declaration.dataset.dimensions],
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def outdated(manifest: Manifest, catalogue: Catalogue, threshold: int) -> list[str]:
    """The datasets whose public tables are not those of the catalogue and of the cubes of now; none while the list, or
    what says which counts are about people, has mistakes: what is published stays as it is then."""
    if catalogue.left_out:
        return []
    listed = {one.dataset for one in catalogue.public} & manifest.cubes.keys()
    known = manifest.public_cubes
    changed = {
        name
        for name in listed
        if name not in known or known[name].made_by != made_by(catalogue, name, manifest.cubes[name], threshold)
    }
    return sorted(changed | {name for name, one in known.items() if one.made_by and name not in listed})


def due(data: Path, manifest: Manifest) -> list[str]:
    """The same of a store, with the threshold that is set."""
    threshold = threshold_of(manifest, Settings.from_environment().threshold)
    return outdated(manifest, read_usable_catalogue(data), threshold)


def paths(data: Path, dataset: str, release: int) -> tuple[Path, Path]:
    """Where a release's public cube of a dataset lies, and what was ever shown in it."""
    public, shown = (data / folder / f"{dataset}-{release}.parquet" for folder in ("public", "shown"))
    return public, shown


def threshold_of(manifest: Manifest, wanted: int) -> int:
    """Below which number counts of people are withheld: the one that is wanted, or a higher one by which anything was
    published before, since one release that shows more would undo it for good."""
    highest = max((one.threshold for one in manifest.public_cubes.values()), default=0)
    if highest > wanted:
        log.warning("Counts of people below %d are withheld, as before: SCRUTINY_THRESHOLD is %d here", highest, wanted)
    return max(highest, wanted)


def write(data: Path, manifest: Manifest, dataset: str, catalogue: Catalogue, threshold: int) -> PublicCube | None:
    """The public tables of a dataset at the manifest's release, written under the temporary names of their paths; None
    where they cannot be worked out, or what was shown before is damaged, so that nobody can say what may be shown now.

    `manifest` has the dataset's cube of this release, itself under its temporary name still.
    """
    before = manifest.public_cubes.get(dataset)
    if before and before.shown and not files.intact(data / before.shown, before.shown_sha256):
        log.warning("%s is damaged: the public tables of %s stay as they are", before.shown, dataset)
        return None
    try:
        return work_out(data, manifest, dataset, catalogue, threshold)
    except (ArithmeticError, database.Failure):  # which must keep nobody from loading
        log.exception("The public tables of %s cannot be worked out and stay as they are", dataset)
        files.remove(map(files.temporary, paths(data, dataset, manifest.release)), data)
        return None


def work_out(data: Path, manifest: Manifest, dataset: str, catalogue: Catalogue, threshold: int) -> PublicCube:
    """The same, where nothing fails."""
    before, cube = manifest.public_cubes.get(dataset), manifest.cubes.get(dataset)
    target, shown = (files.temporary(path) for path in paths(data, dataset, manifest.release))
    timeline = read_shown(data / before.shown, renamed(catalogue, dataset)) if before and before.shown else {}
    declaration, tables = catalogue.datasets.get(dataset), tables_of(catalogue, dataset)
    withheld, values = frozenset[Cell](), dict[Cell, Number]()
    with counting(target) as connection:
        database.lock(connection, data)
        if cube and declaration:
            queries, available = queries_of(data, dataset), loaded(manifest, dataset, cube)
            wanted = wanted_by(tables, catalogue.measures)
            if declaration.dataset.sensitive:
                add_unlisted(wanted, timeline, declaration)
            open_cube(connection, present(data, cube), dataset, available, catalogue, queries)
            values = values_of(connection, dataset, wanted, available, catalogue, queries)
        numbers = published_in(tables, values, catalogue)
        listed = frozenset(cell for one in numbers for cell in one.cells)
        if declaration and declaration.dataset.sensitive:
            withheld = withheld_of(values, listed, timeline, catalogue, declaration, threshold)
        write_rows(connection, public_rows(numbers, values, withheld), target, TYPES)
        if timeline or (declaration and declaration.dataset.sensitive):
            note_shown(timeline, values, listed, withheld, manifest.release)
            write_rows(connection, shown_rows(timeline), shown, SHOWN_TYPES)
    made = made_by(catalogue, dataset, cube, threshold) if tables and cube else ""
    return PublicCube(
        *named(data, target), *named(data, shown), release=manifest.release, made_by=made, threshold=threshold
    )


def add_unlisted(wanted: Wanted, timeline: Timeline, declaration: Declaration) -> None:
    """Adds what public tables have in common without showing it, and what earlier ones had, as far as it is counted
    still: the whole that the parts of two tables come to tells of both, and what was shown once stays known."""
    counts = {name for names in wanted.values() for name in names}
    for kind in KINDS:
        wanted.setdefault(("", kind), set()).update(counts)
    counted, dimensions = declaration.dataset.made_of, ("", *declaration.dataset.dimensions)
    for cell in timeline:
        if cell.counted in counted and cell.dimension in dimensions:
            wanted.setdefault((cell.dimension, cell.period.kind), set()).add(cell.counted)


def present(data: Path, cube: Cube) -> Path:
    """Where a cube lies: under its name, or in the commit that writes it under its temporary one."""
    path = data / cube.path
    return path if path.exists() else files.temporary(path)


def write_rows(
    connection: database.Connection, rows: Iterable[dict[str, object]], path: Path, types: Mapping[str, str]
) -> None:
    """Writes rows to a Parquet file, all the way to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    database.frame_to_parquet(connection, pd.DataFrame(rows, columns=list(types)), path, types)
    files.to_disk(path)


def named(data: Path, path: Path) -> tuple[str, str]:
    """The name that a file is to have in the store, and its checksum; neither where it was not written."""
    if not path.exists():
        return "", ""
    return path.relative_to(data).as_posix().removesuffix(files.TEMPORARY), files.sha256_of(path)


def loaded(manifest: Manifest, dataset: str, cube: Cube) -> Available:
    """The periods that a cube has whole."""
    held = (one for one in manifest.current(dataset) if one.path not in cube.gaps)
    return available_periods((one.dataset, one.council, one.period) for one in held)


def public_rows(
    numbers: Iterable[Published], values: Mapping[Cell, Number], withheld: frozenset[Cell]
) -> Iterator[dict[str, object]]:
    """The rows of the public cube; what is withheld, or made of it, is not in it."""
    for one in numbers:
        numerator = None if one.numerator in withheld else values[one.numerator]
        denominator: Number = one.estimate
        if one.denominator:
            denominator = None if one.denominator in withheld else values[one.denominator]
        yield {
            "council": one.numerator.council,
            "measure": one.measure.id,
            "dimension": one.numerator.dimension,
            "part": one.numerator.part,
            "period": one.numerator.period.id,
            "value": None if withheld.intersection(one.cells) else one.measure.value(numerator, denominator),
            "numerator": numerator,
            "denominator": denominator,
            "numerator_withheld": one.numerator in withheld,
            "denominator_withheld": one.denominator in withheld,
        }
