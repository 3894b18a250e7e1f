"""What public tables are made of: the counts of every measure that is published, in every place and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics.quarters import Kind, Period
from dashboard.catalogue.records import FROM_CATALOGUE, Catalogue, Measure, PublicTable
from dashboard.disclosure.cells import Cell
from dashboard.store import database
from dashboard.store.database import Row
from dashboard.store.days import PERIOD_TYPES, Available, periods_frame
from dashboard.store.publish import LATEST
from dashboard.store.queries import Queries

Number = float | None


@dataclass(frozen=True)
class Published:
    """One number of a public table: a measure in a place and period, and the cells that it is made of. The numerator
    of a rate that the catalogue gives the other half of has `estimate` for it."""

    measure: Measure
    numerator: Cell
    denominator: Cell | None
    estimate: Number = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of both halves."""
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


Wanted = dict[tuple[str, Kind], set[str]]  # the counts of each way of splitting them, in periods of each kind


def wanted_by(tables: Iterable[PublicTable], measures: Mapping[str, Measure]) -> Wanted:
    """What public tables are made of."""
    found: Wanted = {}
    for table in tables:
        counts = {name for measure in table.measures for name in halves_of(measures[measure])}
        for kind in table.kinds:
            found.setdefault((table.dimension, kind), set()).update(counts)
    return found


def values_of(
    connection: database.Connection,
    dataset: str,
    wanted: Wanted,
    available: Available,
    catalogue: Catalogue,
    queries: Queries,
) -> dict[Cell, Number]:
    """What cells come to, out of the dataset's cube, which the database has open; None where that is not known."""
    found: dict[Cell, Number] = {}
    for (_, council), periods in sorted(available.items()):
        for kind in dict.fromkeys(kind for _, kind in wanted):
            mine = sorted(period for period in periods if period.kind == kind)
            dimensions = [dimension for dimension, its in wanted if its == kind]
            rows = rows_of(connection, dataset, council, mine, dimensions, queries) if mine else []
            for dimension in dimensions:
                held = {(row["period_index"], row["part"]): row for row in rows if row["split"] == dimension}
                parts = [""] if not dimension else catalogue.codes(dataset, dimension)
                place = council, dimension, parts or sorted({part for _, part in held})
                found |= of_place(place, mine, held, sorted(wanted[dimension, kind]))
    return found


def of_place(
    place: tuple[str, str, Sequence[str]],
    periods: Iterable[Period],
    held: Mapping[tuple[int, str], Row],
    counts: Sequence[str],
) -> Iterator[tuple[Cell, Number]]:
    """The cells of a council by one dimension; what is in no row is nought, or unknown where all of its period is."""
    council, dimension, parts = place
    for period in periods:
        here = [row for (index, _), row in held.items() if index == period.index]
        unknown = {name for name in counts if here and all(row[name] is None for row in here)}
        for part in parts:
            row = held.get((period.index, part))
            for name in counts:
                nothing = None if name in unknown else 0
                yield Cell(council, name, dimension, part, period), row[name] if row else nothing


def published_in(tables: Iterable[PublicTable], values: Mapping[Cell, Number], catalogue: Catalogue) -> list[Published]:
    """The numbers of public tables, in order."""
    places: dict[tuple[str, Kind], dict[Cell, None]] = {}
    for cell in values:
        places.setdefault((cell.dimension, cell.period.kind), {})[cell._replace(counted="")] = None
    return in_order(
        published(catalogue.measure(name, place.council), place, catalogue)
        for table in tables
        for kind in table.kinds
        for place in places.get((table.dimension, kind), ())
        for name in table.measures
    )


def published(measure: Measure, place: Cell, catalogue: Catalogue) -> Published:
    """The number of a measure in a place."""
    halves = [place._replace(counted=name) for name in halves_of(measure)]
    estimated = measure.denominator == FROM_CATALOGUE
    estimate = catalogue.denominator(measure, place.council, place.period) if estimated else None
    return Published(measure, halves[0], halves[1] if halves[1:] else None, estimate.value if estimate else None)


def halves_of(measure: Measure) -> list[str]:
    """The counts that a measure is made of."""
    return [name for name in (measure.numerator, measure.denominator) if name and name != FROM_CATALOGUE]


def in_order(published: Iterable[Published]) -> list[Published]:
    """The numbers by dimension, measure, council, part and period."""
    kinds: dict[Kind, int] = {"year": 0, "half_year": 1, "quarter": 2}
    return sorted(
        published,
        key=lambda one: (
            one.numerator.dimension,
            one.measure.id,
            one.numerator.council,
            one.numerator.part,
            kinds[one.numerator.period.kind],
            one.numerator.period.index,
        ),
    )


def open_cube(
    connection: database.Connection,
    cube: Path,
    dataset: str,
    available: Available,
    catalogue: Catalogue,
    queries: Queries,
) -> None:
    """Reads a cube as pages do: under the names of today, counted by period."""
    database.load_parquet(connection, f"{dataset}_cube", cube)
    for one in catalogue.renames:
        if one.is_about(dataset, one.council) and one.column in catalogue.datasets[dataset].dataset.dimensions:
            database.rename(connection, f"{dataset}_cube", one.column, one.council, (one.old, one.new))
    database.store_frame(connection, "periods", periods_frame(available), PERIOD_TYPES)
    database.table_from_query(connection, f"{dataset}_counts", f"{dataset}_counts", queries)


def rows_of(
    connection: database.Connection,
    dataset: str,
    council: str,
    periods: Sequence[Period],
    splits: Sequence[str],
    queries: Queries,
) -> list[Row]:
    """The parts of measures in these periods, by each way of splitting them."""
    query = f"{dataset}_components"
    asked = {
        "council": council,
        "basis": LATEST,
        "kind": periods[0].kind,
        "first": periods[0].index,
        "last": periods[-1].index,
        "splits": list(dict.fromkeys(splits)),
    }
    return database.rows(connection, query, queries, **{**dict.fromkeys(queries.parameters(query)), **asked})
