"""The cube of a dataset that a council declares itself: its own SQL, held to what its declaration says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.basics.errors import CatalogueError, counted, listed
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.themes import QUERIES
from dashboard.store import database
from dashboard.store.queries import Queries
from dashboard.store.written import columns_of_cube, types_of

TABLE, GIVEN, COUNTED = "figures_now", "figures_given", "figures_counted"
KEYS = {
    "council": "Take the column council of the records.",
    "month": "Leave out records without the day that is counted: WHERE answered_date IS NOT NULL.",
}
COUNT = "BIGINT"  # the type of what is counted; money may be credited


def count(
    connection: database.Connection,
    data: Path,
    declaration: Declaration,
    queries: Queries,
    engine: database.Engine = database.view_query,
) -> None:
    """Makes the table `figures_now` of the dataset's own query, without months that are not loaded.

    Raises CatalogueError that names the file where the query does not run or gives other columns than are declared.
    """
    name = f"{declaration.id}_cube"
    file = data / "catalogue" / QUERIES / f"{name}.sql"
    if not queries.exists(name):
        raise CatalogueError(f"{file} is missing. It says how the records of {declaration.id} are counted by month.")
    types = columns_of_cube(declaration)
    try:
        if not database.is_one_question(queries.text(name)):
            raise CatalogueError(f"{file} holds more than one question. Write one SELECT.")
        found = database.columns_found(connection, name, queries)
    except database.Failure as error:
        raise CatalogueError(f"{file} cannot be run: {said(error)}") from error
    missing, extra = [one for one in types if one not in found], [one for one in found if one not in types]
    if missing or extra:
        raise CatalogueError(
            f"{file} gives other columns than {declaration.id}.toml declares. Missing: {listed(missing) or 'none'}; "
            f"not declared: {listed(extra) or 'none'}. Declare columns as dimensions, flows or stocks."
        )
    try:
        engine(connection, COUNTED, name, queries)
        database.cast_table(connection, GIVEN, COUNTED, types)
    except database.Failure as error:
        raise CatalogueError(f"{file} cannot be run: {said(error)}") from error
    if found_wrong := [f"{file} gives {one}" for one in faults(connection, declaration)]:
        raise CatalogueError("\n".join(found_wrong))
    database.table_of_months(connection, TABLE, GIVEN)


def faults(connection: database.Connection, declaration: Declaration) -> Iterator[str]:
    """What is wrong with the rows that the query gives, and what to do."""
    for key, advice in KEYS.items():
        rows, _ = database.first_where(connection, GIVEN, "council", f"{key} IS NULL")
        if rows:
            yield f"{counted(rows, 'row')} without a {key}. {advice}"
    rows, day = database.first_where(connection, GIVEN, "month", "month <> date_trunc('month', month)")
    if rows:
        advice = "Write date_trunc('month', received_date)::DATE AS month."
        yield f"{counted(rows, 'row')} whose month is no first day of a month, such as {day}. {advice}"
    for name in (name for name, kind in types_of(declaration).items() if kind == COUNT):
        rows, least = database.first_where(connection, GIVEN, name, f"{name} < 0")
        if rows:
            yield f"{counted(rows, 'row')} whose {name} is below 0, such as {least}. A count is 0 or more."


def said(error: Exception) -> str:
    """What DuckDB says of SQL that it cannot run: the fault and, where it knows it, the line."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    line = next((f" ({one.split(':')[0].lower()})" for one in lines if one.startswith("LINE ")), "")
    return f"{lines[0]}{line}. Correct the SQL, or declare what it names."
