"""Every folder `tests/queries/<query>/<case>/` is a test: few rows in, parameters, the rows that must come out.

- `<table>.csv`: the rows of a table that the query reads. A heading is the column and its type: `month DATE`.
- `parameters.toml`: the values bound to the query; one that is left out is NULL.
- `expected.csv`: the query's rows, in the query's order.

An empty cell is NULL, `''` the empty text. What the case does not bring of the tables that the query reads is
made as the dashboard makes it: the real `working_days` and `deadlines`, or the answer of the query of that name.
A cube that is counted by month is made as publishing makes it, of the `loaded_months` of the case.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.themes import built_in
from dashboard.cli.docs import headers
from dashboard.store import database
from dashboard.store.publish import calendar_tables

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expected.csv"))
READS = {header.name: header.reads.split(", ") for header in headers()}
REAL = {"working_days", "deadlines"}
# the cubes that are counted by month, of which publishing keeps the loaded ones
COUNTED = {f"{name}_cube" for name, one in built_in().items() if not one.dataset.by_period}


def cells(path: Path) -> list[list[str]]:
    """The lines of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def create(connection: database.Connection, path: Path) -> None:
    """Makes the table that a CSV file describes."""
    headings, *rows = cells(path)
    connection.execute(f"CREATE TABLE {path.stem} ({', '.join(headings)})")
    if rows:
        places = ", ".join("?" for _ in headings)
        values = [[None if cell == "" else "" if cell == "''" else cell for cell in row] for row in rows]
        connection.executemany(f"INSERT INTO {path.stem} VALUES ({places})", values)


def as_cell(value: Any) -> str:
    """A value as a case writes it."""
    if value is None:
        return ""
    return "''" if value == "" else str(value)


def prepare(connection: database.Connection, query: str, folder: Path) -> None:
    """Makes the tables that a query reads and the case did not bring."""
    there = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    missing = [table for table in READS[query] if table not in there]
    if REAL & set(missing):
        calendar_tables(connection, folder, ["medway"])
    for table in missing:
        if table in READS:
            prepare(connection, table, folder)
            (table_of_months if table in COUNTED else database.table_from_query)(connection, "made", table)
            basis = "'latest' AS basis, " if table.endswith("_cube") else ""
            connection.execute(f"CREATE TABLE {table} AS SELECT {basis}* FROM made; DROP TABLE made")


def table_of_months(connection: database.Connection, table: str, cube: str) -> None:
    """Keeps a cube's rows as they are published."""
    database.view_query(connection, f"all_of_{cube}", cube)
    database.table_of_months(connection, table, f"all_of_{cube}")


def of_loaded_months(connection: database.Connection, cube: str) -> list[dict[str, Any]]:
    """A cube's rows as they are published."""
    table_of_months(connection, "figures_now", cube)
    answer = connection.execute("FROM figures_now ORDER BY ALL")
    return [dict(zip((column[0] for column in answer.description), row, strict=True)) for row in answer.fetchall()]


@pytest.mark.parametrize("case", CASES, ids=[path.relative_to(HERE).as_posix() for path in CASES])
def test_query_gives_the_expected_rows(case: Path, tmp_path: Path) -> None:
    query = case.parent.name
    connection = database.connect()
    for path in case.glob("*.csv"):
        if path.stem != "expected":
            create(connection, path)
    prepare(connection, query, tmp_path)
    given = tomllib.loads((case / "parameters.toml").read_text(encoding="utf-8"))
    values = dict.fromkeys(database.parameters(query)) | given
    found = of_loaded_months(connection, query) if query in COUNTED else database.rows(connection, query, **values)
    headings, *expected = cells(case / "expected.csv")
    assert [[as_cell(value) for value in row.values()] for row in found] == expected
    assert all(list(row) == headings for row in found)


def test_every_query_of_a_cube_or_of_components_has_a_case() -> None:
    needed = {header.name for header in headers() if header.name.endswith(("_cube", "_components"))}
    assert needed <= {case.parent.name for case in CASES}
