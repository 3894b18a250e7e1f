"""What public tables are made of: the counts of every measure that is published, in every place and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics.quarters import Kind, Period
from dashboard.catalogue.public import PublicTable
from dashboard.catalogue.records import FROM_CATALOGUE, Catalogue, Measure
from dashboard.disclosure.cells import Cell
from dashboard.store import database
from dashboard.store.database import Row
from dashboard.store.periods import PERIOD_TYPES, Available, periods_frame
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


@dataclass(frozen=True)
class Numbers:
    """The numbers of a dataset's public tables in order, and what their cells come to, None where it is not known."""

    published: Sequence[Published]
    values: dict[Cell, Number]


def numbers(
    connection: database.Connection,
    dataset: str,
    tables: Sequence[PublicTable],
    available: Available,
    catalogue: Catalogue,
    queries: Queries,
) -> Numbers:
    """All that the tables of a dataset hold, out of its cube, which the database has open."""
    values: dict[Cell, Number] = {}
    published: list[Published] = []
    for (_, council), periods in sorted(available.items()):
        for kind in dict.fromkeys(kind for table in tables for kind in table.kinds):
            mine = sorted(period for period in periods if period.kind == kind)
            wanted = [table for table in tables if kind in table.kinds]
            if mine:
                splits = [table.dimension for table in wanted]
                rows = rows_of(connection, dataset, council, mine, splits, queries)
                for table in wanted:
                    published += of_table(table, council, mine, rows, catalogue, values)
    return Numbers(in_order(published), values)


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


def of_table(
    table: PublicTable,
    council: str,
    periods: Sequence[Period],
    rows: Iterable[Row],
    catalogue: Catalogue,
    values: dict[Cell, Number],
) -> Iterator[Published]:
    """The numbers of one table for a council; what is in no row is nought, or unknown where all of its period is."""
    held = {(row["period_index"], row["part"]): row for row in rows if row["split"] == table.dimension}
    parts = catalogue.codes(table.dataset, table.dimension) or sorted({part for _, part in held})
    for period in periods:
        here = [row for (index, _), row in held.items() if index == period.index]
        for part in parts if table.dimension else [""]:
            row = held.get((period.index, part))
            place = Cell(council, "", table.dimension, part, period)
            for measure in (catalogue.measure(name, council) for name in table.measures):
                estimated = measure.denominator == FROM_CATALOGUE
                estimate = catalogue.denominator(measure, council, period) if estimated else None
                halves = [place._replace(counted=name) for name in halves_of(measure)]
                for cell in halves:
                    unknown = here and all(one[cell.counted] is None for one in here)
                    values[cell] = row[cell.counted] if row else None if unknown else 0
                denominator = halves[1] if len(halves) > 1 else None
                yield Published(measure, halves[0], denominator, estimate.value if estimate else None)


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
