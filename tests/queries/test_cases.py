"""Every folder `tests/queries/<query>/<case>/` is a test: few rows in, parameters, the rows that must come out.

- `<table>.csv`: the rows of a table that the query reads. A heading is the column and its type: `month DATE`.
- `parameters.toml`: the values bound to the query; one that is left out is NULL.
- `expected.csv`: the query's rows, in the query's order.

An empty cell is NULL, `''` the empty text. `working_days` and `deadlines` are the real ones where the case
brings none of its own.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard import database
from dashboard.docs import headers
from dashboard.publish import calendar_tables

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expected.csv"))
REAL = {"working_days", "deadlines"}


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


@pytest.mark.parametrize("case", CASES, ids=[path.relative_to(HERE).as_posix() for path in CASES])
def test_query_gives_the_expected_rows(case: Path, tmp_path: Path) -> None:
    query = case.parent.name
    connection = database.connect()
    brought = {path.stem for path in case.glob("*.csv")} - {"expected"}
    if REAL & set(next(h for h in headers() if h.name == query).reads.split(", ")) - brought:
        calendar_tables(connection, tmp_path)
    for path in case.glob("*.csv"):
        if path.stem != "expected":
            create(connection, path)
    given = tomllib.loads((case / "parameters.toml").read_text(encoding="utf-8"))
    values = dict.fromkeys(database.parameters(query)) | given
    found = database.rows(connection, query, **values)
    headings, *expected = cells(case / "expected.csv")
    assert [[as_cell(value) for value in row.values()] for row in found] == expected
    assert all(list(row) == headings for row in found)


def test_every_query_of_a_cube_or_of_parts_has_a_case() -> None:
    needed = {header.name for header in headers() if header.name.endswith(("_cube", "_parts"))}
    assert needed <= {case.parent.name for case in CASES}
