"""The cube of a dataset that a council declares itself: its own SQL, held to what its declaration says."""

from __future__ import annotations

from pathlib import Path

from dashboard.basics.errors import CatalogueError, listed
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.themes import QUERIES
from dashboard.store import database
from dashboard.store.queries import Queries
from dashboard.store.written import columns_of_cube

TABLE = "figures_now"


def count(connection: database.Connection, data: Path, declaration: Declaration, queries: Queries) -> None:
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
        database.table_of_months(connection, TABLE, name, types, queries)
    except database.Failure as error:
        raise CatalogueError(f"{file} cannot be run: {said(error)}") from error


def said(error: Exception) -> str:
    """What DuckDB says of SQL that it cannot run: the fault and, where it knows it, the line."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    line = next((f" ({one.split(':')[0].lower()})" for one in lines if one.startswith("LINE ")), "")
    return f"{lines[0]}{line}. Correct the SQL, or declare what it names."
