"""Publishing to everybody: the public tables of a dataset, worked out once a release, and what they withhold.

Two files are written. The public cube holds every number that is published and nothing that is withheld; whatever the
public is shown is read from it alone. The other holds what was ever shown in which release, with what was withheld: it
is for the next release, which may not give away what an earlier one withheld.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.printed import read_printed
from dashboard.catalogue.public import PublicTable
from dashboard.catalogue.records import Catalogue, Published
from dashboard.disclosure.cells import Cell, Of, Version
from dashboard.disclosure.releases import Earlier, Question, Seen, found_in
from dashboard.store import database
from dashboard.store.manifest import Cube, Manifest, PublicCube
from dashboard.store.periods import Available, available_periods
from dashboard.store.public_numbers import Number, Numbers, halves_of, numbers, open_cube
from dashboard.store.publish import queries_of

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
SHOWN_TYPES = {
    "council": "VARCHAR",
    "counted": "VARCHAR",
    "dimension": "VARCHAR",
    "part": "VARCHAR",
    "period": "VARCHAR",
    "release": "BIGINT",
    "value": "DOUBLE",
    "shown": "BOOLEAN",
}
HALVES = ("numerator", "denominator")
Timeline = dict[Cell, list[tuple[int, Seen | None]]]  # since which releases a cell is what it is; None where it is gone
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


def paths(data: Path, dataset: str, release: int) -> tuple[Path, Path]:
    """Where a release's public cube of a dataset lies, and what was ever shown in it."""
    public, shown = (data / folder / f"{dataset}-{release}.parquet" for folder in ("public", "shown"))
    return public, shown


def write(data: Path, manifest: Manifest, dataset: str, catalogue: Catalogue, threshold: int) -> PublicCube | None:
    """The public tables of a dataset at the manifest's release, written under the temporary names of their paths; None
    where what was shown before is damaged, so that nobody can say what may be shown now.

    `manifest` has the dataset's cube of this release, itself under its temporary name still.
    """
    before = manifest.public_cubes.get(dataset)
    if before and before.shown and not files.intact(data / before.shown, before.shown_sha256):
        log.warning("%s is damaged: the public tables of %s stay as they are", before.shown, dataset)
        return None
    target, shown = (files.temporary(path) for path in paths(data, dataset, manifest.release))
    tables, cube, found = tables_of(catalogue, dataset), manifest.cubes.get(dataset), Numbers([], {})
    timeline = read_shown(data / before.shown, renamed(catalogue, dataset)) if before and before.shown else {}
    with database.connect() as connection:
        database.lock(connection, data)
        if tables and cube:
            available, queries = loaded(manifest, dataset, cube), queries_of(data, dataset)
            open_cube(connection, present(data, cube), dataset, available, catalogue, queries)
            found = numbers(connection, dataset, tables, available, catalogue, queries)
        declaration = catalogue.datasets.get(dataset)
        withheld = withheld_of(found, timeline, catalogue, declaration, threshold) if declaration else frozenset()
        if timeline or (declaration and declaration.dataset.sensitive):
            note_shown(timeline, found.values, withheld, manifest.release)
        write_rows(connection, public_rows(found, withheld), target, TYPES)
        if timeline:
            write_rows(connection, shown_rows(timeline), shown, SHOWN_TYPES)
    made = made_by(catalogue, dataset, cube, threshold) if tables and cube else ""
    return PublicCube(*named(data, target), *named(data, shown), release=manifest.release, made_by=made)


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


def withheld_of(
    found: Numbers, timeline: Timeline, catalogue: Catalogue, declaration: Declaration, threshold: int
) -> frozenset[Cell]:
    """The cells of the tables that are withheld."""
    said, dataset = declaration.dataset.sensitive, declaration.id
    if not said:
        return frozenset()
    state = {cell: value for cell, value in found.values.items() if value is not None and not is_money(cell)}
    harmless = {
        (name, code) for name, codes in said.unless.items() for one in codes for code in declaration.like(name, one)
    }
    sensitive = frozenset(
        cell for cell in (*state, *timeline) if cell.counted in said.of and (cell.dimension, cell.part) not in harmless
    )
    every = (*state.items(), *((cell, seen.value) for cell, line in timeline.items() for _, seen in line if seen))
    if not said.rests and not any(0 < value < threshold for cell, value in every if cell in sensitive):
        return frozenset()
    printed, kept = printed_of(catalogue, dataset)
    answer = found_in(
        Question(
            state=state,
            sensitive=sensitive,
            shape=shape_of(catalogue, dataset),
            rests=said.rests,
            printed=printed,
            kept=kept,
            earlier=list(earlier_of(timeline, state)),
            threshold=threshold,
        )
    )
    for cell, _ in sorted(answer.given):
        log.warning(
            "%s of %s, %s %s: what was published earlier gives away what is withheld",
            cell.counted, cell.council, cell.period.id, cell.part,
        )  # fmt: skip
    return answer.withheld


def is_money(cell: Cell) -> bool:
    """Whether a cell is pounds, which hang together with no count."""
    return cell.counted.endswith("_gbp")


def shape_of(catalogue: Catalogue, dataset: str) -> list[Of]:
    """Which counts of a dataset are parts of others: shares of cases, and sums of fewer rows than another sum's."""
    shares = (one for one in catalogue.measures.values() if one.dataset == dataset and one.proportion)
    found = [Of(one.numerator, one.denominator) for one in shares if len(halves_of(one)) == len(HALVES)]
    sums = catalogue.datasets[dataset].dataset.sums
    for name, one in sums.items():
        for other, whole in sums.items():
            more = {key: value for key, value in one.where.items() if key not in whole.where}
            less = {key: value for key, value in one.where.items() if key in whole.where}
            if name != other and one.of == whole.of and less == whole.where and len(more) <= 1:
                for key, value in more.items():
                    codes = value if isinstance(value, list) else [value]
                    found.append(Of(name, other, key, tuple(str(code) for code in codes)))
    return list(dict.fromkeys(found))


def printed_of(catalogue: Catalogue, dataset: str) -> tuple[frozenset[Version], frozenset[Cell]]:
    """The counts that papers print, and those that a rate which they print is made of."""
    counts, halves = set[Version](), set[Cell]()
    for one in catalogue.published:
        for cell in cells_of(one, catalogue, dataset):
            number = read_printed(one.printed)
            is_count = one.quantity != "value" or not catalogue.measures[one.measure].denominator
            if is_count and number and number.near == "exactly":
                counts.add(Version(cell, round(number.number * number.scale)))
            halves.add(cell)
    return frozenset(counts), frozenset(halves)


def cells_of(one: Published, catalogue: Catalogue, dataset: str) -> Iterator[Cell]:
    """The cells that a printed figure is about."""
    measure = catalogue.measures.get(one.measure)
    single = [(name, values[0]) for name, values in one.filters.items() if len(values) == 1]
    if not measure or measure.dataset != dataset or len(single) != len(one.filters) or len(single) > 1:
        return
    dimension, part = single[0] if single else ("", "")
    halves = dict(zip(HALVES, halves_of(measure), strict=False))
    for counted in halves.values() if one.quantity == "value" else filter(None, [halves.get(one.quantity, "")]):
        yield Cell(one.council, counted, dimension, part, Period.parse(one.period))


def public_rows(found: Numbers, withheld: frozenset[Cell]) -> Iterator[dict[str, object]]:
    """The rows of the public cube; what is withheld, or made of it, is not in it."""
    for one in found.published:
        numerator = None if one.numerator in withheld else found.values[one.numerator]
        denominator: Number = one.estimate
        if one.denominator:
            denominator = None if one.denominator in withheld else found.values[one.denominator]
        yield {
            "council": one.numerator.council,
            "measure": one.measure.id,
            "dimension": one.numerator.dimension,
            "part": one.numerator.part,
            "period": one.numerator.period.id,
            "value": one.measure.value(numerator, denominator),
            "numerator": numerator,
            "denominator": denominator,
            "numerator_withheld": one.numerator in withheld,
            "denominator_withheld": one.denominator in withheld,
        }


def read_shown(path: Path, names: Mapping[tuple[str, str, str], str]) -> Timeline:
    """What was shown since when, under the names of today; what is one place now is what both were together."""
    lines: dict[Cell, dict[str, list[tuple[int, Seen | None]]]] = {}
    for row in database.read_parquet(path).sort_values("release", kind="stable").to_dict("records"):
        part = names.get((row["council"], row["dimension"], row["part"]), row["part"])
        cell = Cell(row["council"], row["counted"], row["dimension"], part, Period.parse(row["period"]))
        seen = None if pd.isna(row["value"]) else Seen(row["value"], shown=bool(row["shown"]))
        lines.setdefault(cell, {}).setdefault(row["part"], []).append((int(row["release"]), seen))
    return {cell: together(list(found.values())) for cell, found in lines.items()}


def together(lines: Sequence[list[tuple[int, Seen | None]]]) -> list[tuple[int, Seen | None]]:
    """What several cells were together, which is shown where each of them was."""
    if len(lines) == 1:
        return lines[0]
    found: list[tuple[int, Seen | None]] = []
    for release in sorted({since for line in lines for since, _ in line}):
        there = [seen for line in lines if (seen := at_release(line, release))]
        value, shown = sum(one.value for one in there), all(one.shown for one in there)
        found.append((release, Seen(value, shown) if there else None))
    return found


def renamed(catalogue: Catalogue, dataset: str) -> dict[tuple[str, str, str], str]:
    """The names of today by those of before, by council and dimension."""
    found: dict[tuple[str, str, str], str] = {}
    for one in reversed(catalogue.renames):
        if one.is_about(dataset, one.council):
            place = one.council, one.column
            found[(*place, one.old)] = found.get((*place, one.new), one.new)
    return found


def earlier_of(timeline: Timeline, now: Mapping[Cell, float]) -> Iterator[Earlier]:
    """The tables of earlier releases in which anything was another than now, and those of the last."""
    releases = sorted({since for line in timeline.values() for since, _ in line})
    for release in releases:
        state = {cell: seen for cell, line in timeline.items() if (seen := at_release(line, release))}
        if release == releases[-1] or any(now.get(cell) != seen.value for cell, seen in state.items()):
            yield state


def at_release(line: Sequence[tuple[int, Seen | None]], release: int) -> Seen | None:
    """What a cell was in a release."""
    return next((seen for since, seen in reversed(line) if since <= release), None)


def note_shown(timeline: Timeline, values: Mapping[Cell, Number], withheld: frozenset[Cell], release: int) -> None:
    """Adds to what was shown what this release shows, where that is another than before."""
    for cell in dict.fromkeys((*timeline, *values)):
        value = values.get(cell)
        seen = None if value is None or is_money(cell) else Seen(value, shown=cell not in withheld)
        line = timeline.setdefault(cell, [])
        if (line[-1][1] if line else None) != seen:
            line.append((release, seen))


def shown_rows(timeline: Timeline) -> Iterable[dict[str, object]]:
    """The same as rows."""
    for cell, line in sorted(timeline.items()):
        for release, seen in line:
            yield {
                "council": cell.council,
                "counted": cell.counted,
                "dimension": cell.dimension,
                "part": cell.part,
                "period": cell.period.id,
                "release": release,
                "value": seen.value if seen else None,
                "shown": bool(seen and seen.shown),
            }
