"""The only door to DuckDB: queries by file name, values only as bound parameters.

A connection is not safe to share between threads, so every call takes a fresh cursor. It loads no extension, and one
that runs what a council wrote, or answers pages, is locked: see `lock`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

from dashboard.basics.errors import ScrutinyError, StoreError, TooMuchError
from dashboard.store.queries import OURS, Queries

PLACE_TYPES = {
    "filename": "VARCHAR",
    "council": "VARCHAR",
    "quarter": "VARCHAR",
    "period_end": "DATE",
    "period_months": "INTEGER",
    "basis": "VARCHAR",
    "first_place": "BIGINT",
}
# The types of pandas in which a value that is missing is told from every other.
IN_PANDAS = {
    "VARCHAR": "str",
    "DATE": "datetime64[s]",
    "BOOLEAN": "boolean",
    "DOUBLE": "Float64",
    **dict.fromkeys(("SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "Int64"),
}
Connection = duckdb.DuckDBPyConnection
Relation = duckdb.DuckDBPyRelation
Row = dict[str, Any]
Failure = duckdb.Error
NoMemory = duckdb.OutOfMemoryException
TooSlow = duckdb.InterruptException
# What every database is opened with: nothing is fetched, and nothing written to disk beside what is asked for.
USUAL = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
}
# the database that holds what pages read
PACKED, ATTACH, PACK = "packed", "ATTACH ':memory:' AS packed (COMPRESS)", "CHECKPOINT packed"
LOT = 100_000  # rows that are compressed together
TOO_LONG = "This would take longer than {seconds:g} s to work out. Choose a shorter period or more filters."
TOO_LARGE = "This needs more memory than the database may take. Choose a shorter period or more filters."
UNREAD = "A file of the store could not be read. `scrutiny check` says which and what is wrong."


def query_text(name: str) -> str:
    """The SQL of one of our own queries."""
    return OURS.text(name)


def exists(name: str) -> bool:
    """Whether there is such a query among ours."""
    return OURS.exists(name)


def parameters(name: str) -> frozenset[str]:
    """The names of one of our queries' bound parameters."""
    return OURS.parameters(name)


def columns(name: str) -> tuple[str, ...]:
    """The names of one of our queries' columns, as its header declares them."""
    return OURS.columns(name)


def reads(name: str) -> frozenset[str]:
    """The tables that one of our queries reads, as its header declares them."""
    return OURS.reads(name)


def connect(memory: str | None = None, folder: Path | None = None) -> Connection:
    """A new in-memory database; what exceeds `memory`, such as `400MB`, or else what there is, goes to files in the
    folder, or else in a temporary one."""
    limits = {"memory_limit": memory} if memory else {}
    return duckdb.connect(":memory:", config={**USUAL, **limits, "temp_directory": str(folder or spill().name)})


@cache
def spill() -> TemporaryDirectory[str]:
    """A folder of this process for what exceeds the memory, which nobody else may read and which goes with it."""
    return TemporaryDirectory(prefix="scrutiny-")


def connect_within(megabytes: int, processors: int, seconds: float) -> Connection:
    """A new in-memory database to answer pages from: all its questions together take so many megabytes and processors
    (0: all there are), each so many seconds, and nothing is written to disk. `pack` puts tables into it."""
    limits = {"memory_limit": f"{megabytes}MB", "max_execution_time": str(int(1000 * seconds))}
    threads = {"threads": str(processors)} if processors else {}
    connection = duckdb.connect(":memory:", config={**USUAL, **limits, **threads})
    connection.execute(ATTACH)
    return connection


def lock(connection: Connection, *folders: Path) -> None:
    """Lets a database reach no file outside these folders and no network any more, whatever SQL it is given."""
    connection.execute("SET allowed_directories = $folders", {"folders": [str(folder) for folder in folders]})
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")


@contextmanager
def in_words(connection: Connection) -> Iterator[None]:
    """Says in a sentence what a question may run into that is not the question's fault."""
    try:
        yield
    except duckdb.InterruptException as error:
        (most,) = connection.execute("SELECT current_setting('max_execution_time')::DOUBLE / 1000").fetchall()[0]
        raise TooMuchError(TOO_LONG.format(seconds=most)) from error
    except duckdb.OutOfMemoryException as error:
        raise TooMuchError(TOO_LARGE) from error
    except duckdb.IOException as error:
        raise StoreError(UNREAD) from error


def execute(connection: Connection, name: str, values: dict[str, Any], queries: Queries = OURS) -> Connection:
    """A fresh cursor that has run the query with these values; values it does not know are refused."""
    expected = queries.parameters(name)
    if missing := sorted(expected - values.keys()):
        raise ScrutinyError(f"{name}.sql expects {', '.join(sorted(expected))}; missing: {', '.join(missing)}.")
    if extra := sorted(values.keys() - expected):
        raise ScrutinyError(f"{name}.sql expects {', '.join(sorted(expected))}; it does not know {', '.join(extra)}.")
    return connection.cursor().execute(parsed(queries.text(name)), values or None)


@lru_cache(512)  # reading the text takes a quarter of what a small question takes
def parsed(text: str) -> duckdb.Statement:
    """One question as the database has read it, which any connection can be asked."""
    (question,) = duckdb.extract_statements(text)
    return question


def rows(connection: Connection, name: str, queries: Queries = OURS, **values: Any) -> list[Row]:
    """The query's rows as dictionaries."""
    with in_words(connection):
        cursor = execute(connection, name, values, queries)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def frame(connection: Connection, name: str, **values: Any) -> pd.DataFrame:
    """The query's rows as a data frame."""
    return execute(connection, name, values).df()


def store_frame(connection: Connection, table: str, data: pd.DataFrame, types: Mapping[str, str] | None = None) -> None:
    """Copies a data frame into a table of the database; its columns become these SQL types if given."""
    relation = connection.from_df(data)
    (relation.select(*cast_columns(types)) if types else relation).create(table)


def pack(connection: Connection, table: str, rows: Relation, source: Relation) -> None:
    """Keeps rows as a table that takes a twentieth of the memory, under its name to be read.

    Those that have a council come some councils at a time, by the number of rows of the `source` that they are made of.
    Each lot is compressed before the next, so that what it takes at most does not grow with the councils.
    """
    kept, council = packed(table), duckdb.ColumnExpression("council")
    rows.limit(0).create(kept)
    portions: Iterable[Relation] = [rows]
    if "council" in source.columns:
        sizes = source.aggregate("council, count(*)").order("council").fetchall()
        portions = (rows.filter(council.isin(*map(duckdb.ConstantExpression, one))) for one in lots(sizes))
    for portion in portions:
        portion.insert_into(kept)
        connection.execute(PACK)
    connection.table(kept).create_view(table)


def packed(table: str) -> str:
    """The name under which a table that was packed can be changed."""
    return f"{PACKED}.{table}"


def lots(sizes: Sequence[tuple[str, int]], many: int = LOT) -> Iterator[list[str]]:
    """The names in lots, each until it has so many rows."""
    lot, rows = [], 0
    for name, size in sizes:
        lot.append(name)
        rows += size
        if rows >= many:
            yield lot
            lot, rows = [], 0
    if lot:
        yield lot


def pack_parquet(connection: Connection, table: str, path: Path) -> None:
    """Packs the rows of a Parquet file."""
    rows = connection.read_parquet(str(path), hive_partitioning=False)
    pack(connection, table, rows, rows)


def pack_query(connection: Connection, name: str, source: str, queries: Queries) -> None:
    """Packs the answer of a query without parameters, which is made of a table, under the query's name."""
    pack(connection, name, connection.sql(queries.text(name)), connection.table(source))


def load_parquet(connection: Connection, table: str, path: Path) -> None:
    """Copies a Parquet file into a table in memory."""
    connection.read_parquet(str(path), hive_partitioning=False).create(table)


def view_parquet(connection: Connection, view: str, paths: Sequence[Path]) -> None:
    """Names the rows of Parquet files with the same columns as a view."""
    connection.read_parquet([str(path) for path in paths], hive_partitioning=False).create_view(view)


def write_parquet(
    data: pd.DataFrame, path: Path, types: Mapping[str, str] | None = None, order: Sequence[str] = ()
) -> None:
    """Writes rows to one Parquet file, the same bytes for the same rows, in the order of these columns or as they
    stand; columns become these SQL types if given."""
    with connect() as connection:
        frame_to_parquet(connection, data, path, types, order)


def frame_to_parquet(
    connection: Connection,
    data: pd.DataFrame,
    path: Path,
    types: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
) -> None:
    """The same through a database that is open already."""
    relation = connection.from_df(data)
    rows = relation.select(*cast_columns(types)) if types else relation
    ordered = rows.sort(*map(duckdb.ColumnExpression, order)) if order else rows
    ordered.write_parquet(str(path), compression="zstd")


def query_to_parquet(connection: Connection, name: str, path: Path, queries: Queries = OURS) -> int:
    """Writes the query's rows to one Parquet file and returns how many they are."""
    return to_parquet(connection, connection.sql(queries.text(name)), path)


def table_to_parquet(connection: Connection, table: str, path: Path) -> int:
    """Writes a table's rows, in order, to one Parquet file and returns how many they are."""
    return to_parquet(connection, connection.table(table).order("ALL"), path)


def to_parquet(connection: Connection, relation: Relation, path: Path) -> int:
    """Writes rows to one Parquet file and returns how many they are."""
    relation.write_parquet(str(path), compression="zstd")
    return connection.read_parquet(str(path), hive_partitioning=False).shape[0]


def table_from_query(
    connection: Connection, table: str, name: str, queries: Queries = OURS, types: Mapping[str, str] | None = None
) -> None:
    """Keeps the answer of a query without parameters as a table, in the query's own columns and types or in these."""
    answer = connection.sql(queries.text(name))
    (answer.select(*cast_columns(types)) if types else answer).create(table)


def is_one_question(text: str) -> bool:
    """Whether the text is one SELECT and nothing else; Failure where it is no SQL."""
    return [one.type for one in duckdb.extract_statements(text)] == [duckdb.StatementType.SELECT]


def columns_found(connection: Connection, name: str, queries: Queries = OURS) -> list[str]:
    """The names of the columns that a query without parameters gives; a Failure says the line."""
    return [row[0] for row in connection.execute(f"DESCRIBE {queries.text(name)}").fetchall()]


def table_of_months(connection: Connection, table: str, given: str) -> None:
    """Keeps of a table or view the rows of loaded months as another."""
    connection.table(given).join(connection.table("loaded_months"), "council, month", how="semi").create(table)


def rename(connection: Connection, table: str, column: str, council: str, names: tuple[str, str]) -> int:
    """How many rows of a council got the second name in a column where they had the first."""
    old, new = (duckdb.ConstantExpression(name) for name in names)
    meant = (duckdb.ColumnExpression(column) == old) & (
        duckdb.ColumnExpression("council") == duckdb.ConstantExpression(council)
    )
    rows = connection.table(table)
    count = rows.filter(meant).shape[0]
    if count:
        rows.update({column: new}, condition=meant)
    return count


def first_where(connection: Connection, table: str, column: str, condition: str) -> tuple[int, Any]:
    """How many rows of a table a condition holds for, and the smallest value of the column in them. Column and
    condition are made of checked identifiers."""
    ((count, least),) = connection.table(table).filter(condition).aggregate(f"count(*), min({column})").fetchall()
    return count, least


def view_query(connection: Connection, view: str, name: str, queries: Queries = OURS) -> None:
    """Names the answer of a query without parameters as a view."""
    connection.sql(queries.text(name)).create_view(view)


# What names the answer of a query without parameters as a table or view: this database, or another engine for it.
Engine = Callable[[Connection, str, str, Queries], None]


def types_of(connection: Connection, table: str) -> dict[str, str]:
    """The columns of a table or view and their SQL types."""
    relation = connection.table(table)
    return {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}


def types_of_query(connection: Connection, name: str, queries: Queries) -> dict[str, str]:
    """The columns of a query without parameters and their SQL types."""
    relation = connection.sql(queries.text(name))
    return {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}


def rows_of(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    """A table's rows."""
    found: list[tuple[Any, ...]] = connection.table(table).fetchall()
    return found


def store_rows(connection: Connection, table: str, rows: Sequence[Sequence[Any]], types: Mapping[str, str]) -> None:
    """Copies rows into a table of the database, in these columns and SQL types."""
    columns = zip(*rows, strict=True) if rows else [()] * len(types)
    data = {
        name: pd.Series(column, dtype=IN_PANDAS.get(kind, "object"))
        for (name, kind), column in zip(types.items(), columns, strict=True)
    }
    store_frame(connection, table, pd.DataFrame(data), types)


def cast_table(connection: Connection, table: str, given: str, types: Mapping[str, str]) -> None:
    """Keeps a table's or view's columns as another table, in these SQL types."""
    connection.table(given).select(*cast_columns(types)).create(table)


def view_csv(
    connection: Connection, view: str, path: Path, delimiter: str, width: int, chosen: Mapping[str, int | None]
) -> None:
    """Names the rows of a UTF-8 file without headings as a view, of these columns by position, all text.

    A column without a position is empty. Rows that are no rows are passed over, for `csv_rejects` to tell.
    """
    names = [f"column_{at}" for at in range(width)]
    records = connection.read_csv(
        str(path), header=False, sep=delimiter, quotechar='"', escapechar='"', strict_mode=True, auto_detect=False,
        columns=dict.fromkeys(names, "VARCHAR"), na_values="", store_rejects=True, rejects_limit=0,
    )  # fmt: skip
    empty = duckdb.ConstantExpression(None).cast("VARCHAR")
    columns = [(empty if at is None else duckdb.ColumnExpression(names[at])).alias(name) for name, at in chosen.items()]
    records.select(*columns).create_view(view)


def append(connection: Connection, table: str, name: str, **values: Any) -> None:
    """Adds the query's rows to a table, which is made if it is not there, on the connection itself."""
    there = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = $table", {"table": table})
    start = f"INSERT INTO {table}" if (there.fetchone() or [0])[0] else f"CREATE TABLE {table} AS"
    connection.execute(f"{start} {query_text(name)}", values)


def csv_rejects(connection: Connection) -> list[tuple[int, str, str]]:
    """The rows that this connection's views of CSV files passed over, which it then forgets: byte, kind and text."""
    found = connection.execute(
        "SELECT line_byte_position, max(error_type::VARCHAR), max(csv_line) FROM reject_errors "
        "GROUP BY line_byte_position ORDER BY line_byte_position"  # a row may be rejected for several reasons
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    return found


def view_extracts(connection: Connection, view: str, types: Mapping[str, str] | None, places: pd.DataFrame) -> None:
    """Names the records of Parquet files as one view, in these columns and SQL types, or in the files' own.

    `places` has a row for each file, maybe none, and two for one that is both the newest and the first version:
    its filename, council, quarter, period_end, period_months, basis, first_place. They come from here rather than from
    the folders' names, which DuckDB would read as dates and numbers.
    """
    paths = list(dict.fromkeys(places["filename"]))
    if paths:
        records = connection.read_parquet(
            paths, hive_partitioning=False, union_by_name=True, filename=True, file_row_number=True
        )
    else:
        records = connection.from_df(pd.DataFrame(columns=[*(types or ()), "file_row_number", "filename"], dtype="str"))
    if types:
        there = {**types, "file_row_number": "BIGINT", "filename": "VARCHAR"}
        records = records.select(*cast_columns(there, records.columns))
    store_frame(connection, f"{view}_places", places, PLACE_TYPES)
    joined = records.set_alias("records").join(connection.table(f"{view}_places").set_alias("places"), "filename")
    joined.create_view(view)


def view_told(
    connection: Connection,
    view: str,
    records: str,
    *,
    same: Sequence[str],
    made: Mapping[str, tuple[str, Sequence[str]]],
    flag: tuple[str, Mapping[str, Sequence[str]]],
) -> None:
    """Names as a view what of records is worked out of each alone: some columns as they are, others by a function of
    columns, and a flag that says whether a column has one of the values that are given for it."""
    name, values = flag
    found = duckdb.ConstantExpression(False)
    for column, some in values.items():
        found |= duckdb.ColumnExpression(column).isnotnull() & duckdb.ColumnExpression(column).isin(
            *map(duckdb.ConstantExpression, some)
        )
    functions = [
        duckdb.FunctionExpression(function, *map(duckdb.ColumnExpression, columns)).alias(alias)
        for alias, (function, columns) in made.items()
    ]
    connection.table(records).select(*same, *functions, found.alias(name)).create_view(view)


def table_of_hashes(connection: Connection, table: str, records: str, names: Sequence[str], name: str) -> None:
    """Keeps the hashes of these columns of records, each once, as a table of one column."""
    made = duckdb.FunctionExpression("hash", *map(duckdb.ColumnExpression, names)).alias(name)
    connection.table(records).select(made).distinct().create(table)


def view_chosen(
    connection: Connection, view: str, records: str, keys: str, name: str, made: tuple[str, Sequence[str]]
) -> None:
    """Names as a view the records of which a function of columns is in a column, of this name, of another table."""
    function, columns = made
    found = duckdb.FunctionExpression(function, *map(duckdb.ColumnExpression, columns)).alias(name)
    rows = connection.table(records).select("*", found)
    rows.join(connection.table(keys), name, how="semi").select(duckdb.StarExpression(exclude=[name])).create_view(view)


def keep(connection: Connection, table: str, view: str) -> None:
    """Keeps the rows of a view as a table."""
    connection.table(view).create(table)


def view_with(connection: Connection, view: str, records: str, others: str, name: str) -> None:
    """Names as a view the records whose value in a column another table has in a column of that name."""
    connection.table(records).join(connection.table(others), name, how="semi").create_view(view)


def table_like(connection: Connection, table: str, view: str, names: Sequence[str]) -> None:
    """Makes an empty table with these columns of a view."""
    connection.table(view).select(*names).limit(0).create(table)


def table_unordered(connection: Connection, table: str, name: str) -> None:
    """Keeps the answer of a query without parameters as a table, in no order."""
    table_from_query(connection, table, name, OURS.unordered(name))


def add_rows(connection: Connection, table: str, name: str) -> None:
    """Adds the answer of a query without parameters to a table, column by name."""
    there = connection.table(table).columns
    connection.sql(query_text(name)).select(*there).insert_into(table)


def cast_columns(types: Mapping[str, str], there: Collection[str] | None = None) -> list[duckdb.Expression]:
    """These columns, each cast to its type, if it has one; one that is not among those `there`, if they are given,
    is empty."""
    return [column(name, kind, there is None or name in there) for name, kind in types.items()]


def column(name: str, kind: str, there: bool) -> duckdb.Expression:
    """A column cast to its type, if it has one; empty where it is not there."""
    found = duckdb.ColumnExpression(name) if there else duckdb.ConstantExpression(None)
    return found.cast(kind).alias(name) if kind else found.alias(name)


@cache
def reader() -> Connection:
    """The database through which files are read of which nothing is kept, since a new one takes 10 ms to make. A file
    that is replaced under its name is read anew."""
    return duckdb.connect(":memory:", config={**USUAL, "enable_external_file_cache": "false"})


def reading() -> Connection:
    """A cursor of it, for one file."""
    return reader().cursor()


def read_parquet(path: Path) -> pd.DataFrame:
    """A Parquet file's rows."""
    data: pd.DataFrame = reading().read_parquet(str(path), hive_partitioning=False).df()
    return data


def columns_of(path: Path, names: Sequence[str]) -> pd.DataFrame:
    """These columns of a Parquet file."""
    chosen = map(duckdb.ColumnExpression, names)
    data: pd.DataFrame = reading().read_parquet(str(path), hive_partitioning=False).select(*chosen).df()
    return data


def rows_alike(connection: Connection, path: Path, keys: str, names: Sequence[str]) -> pd.DataFrame:
    """The rows of a Parquet file that have the same values in these columns as a row of the table `keys`."""
    same = " AND ".join(f"records.{name} IS NOT DISTINCT FROM {keys}.{name}" for name in names)
    records = connection.read_parquet(str(path), hive_partitioning=False).set_alias("records")
    found: pd.DataFrame = records.join(connection.table(keys), same, how="semi").df()
    return found


def outline(path: Path, names: Sequence[str], texts: Sequence[str]) -> tuple[int, dict[str, set[str]], frozenset[str]]:
    """How many rows a Parquet file has, the different values of some columns, and which of these columns hold any."""
    counted = [duckdb.FunctionExpression("count", duckdb.ColumnExpression(name)) for name in names]
    kept = [
        duckdb.FunctionExpression("map_keys", duckdb.FunctionExpression("histogram", duckdb.ColumnExpression(name)))
        for name in texts
    ]
    rows = duckdb.FunctionExpression("count", duckdb.ConstantExpression(1))
    with reading() as connection:
        records = connection.read_parquet(str(path), hive_partitioning=False)
        ((total, *found),) = records.aggregate([rows, *counted, *kept]).fetchall()
    values = {name: set(some or ()) for name, some in zip(texts, found[len(names) :], strict=True)}
    return total, values, frozenset(name for name, count in zip(names, found, strict=False) if count)


SIMPLE_TYPES = (
    "VARCHAR", "ENUM", "UUID", "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT",
    "NULL", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "DATE", "TIMESTAMP",
)  # fmt: skip


def parquet_rows(path: Path) -> int:
    """How many rows a Parquet file has."""
    return reading().read_parquet(str(path), hive_partitioning=False).shape[0]


def parquet_columns(path: Path) -> list[tuple[str, str]]:
    """Each column's name, as the file has it, and type; DuckDB itself would rename one that stands twice."""
    with reading() as connection:
        types = connection.read_parquet(str(path), hive_partitioning=False).types
        nodes = iter(connection.table_function("parquet_schema", [str(path)]).select("name", "num_children").fetchall())
    _, count = next(nodes)
    names = []
    for _ in range(count):
        name, inner = next(nodes)
        names.append(str(name))
        pending = inner or 0
        while pending:  # the parts of a nested column
            pending += (next(nodes)[1] or 0) - 1
    return [
        (name, "ZONED TIMESTAMP" if "TIME ZONE" in str(kind) else str(kind).strip('"'))
        for name, kind in zip(names, types, strict=True)
    ]


def parquet_blocks(path: Path, positions: Sequence[int], size: int) -> Iterator[tuple[float, list[tuple[Any, ...]]]]:
    """The rows of the columns at these positions in blocks, each with the share of the file read so far."""
    with connect() as connection:
        relation = connection.read_parquet(str(path), hive_partitioning=False)
        total, done = relation.shape[0], 0
        if not positions:
            return
        chosen = relation.select(*(duckdb.ColumnExpression(relation.columns[at]) for at in positions))
        chosen.create_view("rows_of_the_file")
        cursor = connection.execute("FROM rows_of_the_file")
        while block := cursor.fetchmany(size):
            done += len(block)
            yield done / total, block
