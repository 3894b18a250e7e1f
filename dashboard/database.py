"""The only door to DuckDB: queries by file name, values only as bound parameters.

A connection is not safe to share between threads, so every call takes a fresh cursor.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.config import ROOT
from dashboard.errors import ScrutinyError, nearest

QUERIES = ROOT / "queries"
Connection = duckdb.DuckDBPyConnection
Row = dict[str, Any]


@functools.cache
def query_text(name: str) -> str:
    """The SQL of `queries/<name>.sql`."""
    path = QUERIES / f"{name}.sql"
    if not path.is_file():
        known = sorted(file.stem for file in QUERIES.glob("*.sql"))
        raise ScrutinyError(f'Query "{name}" not found in queries/.{nearest(name, known)}')
    return path.read_text(encoding="utf-8")


@functools.cache
def parameters(name: str) -> frozenset[str]:
    """The names of the query's bound parameters."""
    body = "\n".join(line for line in query_text(name).splitlines() if not line.lstrip().startswith("--"))
    return frozenset(re.findall(r"\$([a-z_]+)", body))


def connect() -> Connection:
    """A new in-memory database."""
    return duckdb.connect(":memory:")


def execute(connection: Connection, name: str, values: dict[str, Any]) -> Connection:
    """A fresh cursor that has run the query with these values; values it does not know are refused."""
    expected = parameters(name)
    if missing := sorted(expected - values.keys()):
        raise ScrutinyError(f"{name}.sql expects {', '.join(sorted(expected))}; missing: {', '.join(missing)}.")
    if extra := sorted(values.keys() - expected):
        raise ScrutinyError(f"{name}.sql expects {', '.join(sorted(expected))}; it does not know {', '.join(extra)}.")
    return connection.cursor().execute(query_text(name), values or None)


def rows(connection: Connection, name: str, **values: Any) -> list[Row]:
    """The query's rows as dictionaries."""
    cursor = execute(connection, name, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def frame(connection: Connection, name: str, **values: Any) -> pd.DataFrame:
    """The query's rows as a data frame."""
    return execute(connection, name, values).df()


def store_frame(connection: Connection, table: str, data: pd.DataFrame) -> None:
    """Copies a data frame into a table of the database."""
    connection.from_df(data).create(table)


def store_query(connection: Connection, table: str, name: str, **values: Any) -> None:
    """Keeps the query's answer as a table of the database."""
    store_frame(connection, table, frame(connection, name, **values))


def view_parquet(connection: Connection, view: str, paths: Sequence[Path]) -> None:
    """Names Parquet files as one view; their hive partitions (council=, quarter= ...) become text columns."""
    relation = connection.read_parquet(
        [str(path) for path in paths], hive_partitioning=True, union_by_name=True, filename=False
    )
    relation.create_view(view)


def load_parquet(connection: Connection, table: str, path: Path) -> None:
    """Copies a Parquet file into a table in memory."""
    connection.read_parquet(str(path), hive_partitioning=False).create(table)


def write_parquet(data: pd.DataFrame | duckdb.DuckDBPyRelation, path: Path) -> None:
    """Writes rows to one Parquet file, the same bytes for the same rows."""
    relation = connect().from_df(data) if isinstance(data, pd.DataFrame) else data
    relation.write_parquet(str(path), compression="zstd")


def read_parquet(path: Path) -> pd.DataFrame:
    """A Parquet file's rows."""
    return connect().read_parquet(str(path), hive_partitioning=False).df()


def values_of(rows_: Iterable[Row], key: str) -> list[Any]:
    """One column of rows."""
    return [row[key] for row in rows_]
