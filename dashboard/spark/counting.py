"""A dataset's cube, counted by Spark from the records where they lie.

Only what grows with the records goes to the cluster: each worker reads the extracts' Parquet files itself, so that the
store has to lie under the same path on every machine. Calendars, deadlines and months are handed over from the
database that publishes, and the counted rows, which are few, come back to it in the types that it would have given
them. What a release was first to publish is put together there, as ever.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dashboard.spark.translation import in_spark, parsed, tables_in, type_in_spark
from dashboard.store import database
from dashboard.store.queries import Queries

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FILE = "filename"
SCHEME = "^file:/+"  # which Spark writes in two ways


def count(spark: SparkSession, connection: database.Connection, table: str, name: str, queries: Queries) -> None:
    """Keeps the answer of a query without parameters as a table of the database, counted by Spark."""
    types = database.types_of_query(connection, name, queries)
    query = parsed(queries.text(name))
    for read in tables_in(query):
        give(spark, connection, read, queries)
    database.store_rows(connection, table, spark.sql(in_spark(query)).collect(), types)


def give(spark: SparkSession, connection: database.Connection, name: str, queries: Queries) -> None:
    """Names for Spark what the database has under this name."""
    if name.endswith("_extracts"):
        frame = extracts(spark, connection, name)
    elif queries.exists(name):
        query = parsed(queries.text(name))
        for read in tables_in(query):
            give(spark, connection, read, queries)
        frame = spark.sql(in_spark(query))
    else:
        rows, types = database.rows_of(connection, name), database.types_of(connection, name)
        frame = spark.createDataFrame(rows, declared(types), verifySchema=False)
    frame.createOrReplaceTempView(name)


def extracts(spark: SparkSession, connection: database.Connection, view: str) -> DataFrame:
    """The records of a dataset's extracts in the columns and types of the database's view, each beside its place."""
    places = database.rows_of(connection, f"{view}_places")
    types = database.types_of(connection, view)
    wanted = {name: kind for name, kind in types.items() if name == FILE or name not in database.PLACE_TYPES}
    alike = defaultdict(list)  # a file of a former contract may lack columns, or have them in another type
    for path in dict.fromkeys(path for path, *_ in places):
        alike[tuple(database.parquet_columns(Path(path)))].append(absolute(path))
    records = spark.createDataFrame([], declared(wanted))
    called: dict[str, str] = {}
    for there, paths in alike.items():
        # the folders' names are no columns: they would be read as dates and numbers
        reader = spark.read.schema(declared(dict(there))).option("recursiveFileLookup", "true")
        found = reader.parquet(*paths)
        called |= {unquote(path_of(uri)): path_of(uri) for uri in found.inputFiles()}
        sources = {name: f"`{name}`" for name, _ in there}
        sources |= {
            "file_row_number": "_metadata.row_index",
            FILE: f"regexp_replace(_metadata.file_path, '{SCHEME}', '/')",
        }
        records = records.union(found.selectExpr(*columns(sources, wanted)))
    named = [(called[absolute(path)], *place) for path, *place in places]
    beside = spark.createDataFrame(named, declared(database.types_of(connection, f"{view}_places")), verifySchema=False)
    return records.join(beside.hint("broadcast"), FILE)


def absolute(path: str) -> str:
    """The path from the root, as every machine has it."""
    return os.path.abspath(path)  # noqa: PTH100 Path would keep `..`


def declared(types: Mapping[str, str]) -> str:
    """Columns and their types, as Spark wants them declared."""
    return ", ".join(f"`{name}` {type_in_spark(kind)}" for name, kind in types.items())


def columns(sources: Mapping[str, str], types: Mapping[str, str]) -> list[str]:
    """These columns as Spark selects them, each of its type of the database; one without a source is empty."""
    return [f"CAST({sources.get(name, 'NULL')} AS {type_in_spark(kind)}) AS `{name}`" for name, kind in types.items()]


def path_of(uri: str) -> str:
    """A file's path, written as in a URI."""
    return re.sub(SCHEME, "/", uri)
