"""Every query runs on the sample and answers with the columns and types that its header declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.basics.config import Settings
from dashboard.catalogue.themes import built_in
from dashboard.cli.docs import Header, headers
from dashboard.contracts.datasets import CONTRACTS
from dashboard.intake.sources.versions import RECORDS, view_compared
from dashboard.store import database
from dashboard.store.data import Data
from dashboard.store.publish import calendar_tables, extract_places, helper_views
from dashboard.store.queries import OURS
from dashboard.store.recount import changes

HEADERS = headers()
MONTHS = "CREATE TABLE {} AS SELECT DISTINCT council, month FROM complaints_cube"
LEDGER = (
    "CREATE OR REPLACE TABLE ledger_lines AS SELECT '2022-04-01' AS date_text, '1' AS amount_text, '' AS supplier, "
    "'Place' AS directorate, 'Waste' AS service, 'Waste' AS category; DROP TABLE IF EXISTS ledger_rows"
)
LEDGER_ROWS = next(header for header in HEADERS if header.name == "ledger_rows")
SOME_VALUE: dict[str, Any] = {"VARCHAR": "medway", "BIGINT": 1, "DATE": dt.date(2020, 3, 31), "VARCHAR[]": ["Waste"]}


@pytest.fixture(scope="module")
def sample_tables(sample_store: Path) -> Iterator[database.Connection]:
    """A database with every table that a query reads: those of a page, and those of publishing."""
    connection = Data(Settings(data=sample_store)).connection.cursor()
    declared = built_in()
    there = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    for table in ("loaded_months", "new_months", "kept_months"):
        connection.execute(MONTHS.format(table))
    for dataset in CONTRACTS:
        if f"{dataset}_extracts" in there:
            helper_views(connection, dataset)
    if "deadlines" not in there:
        connection.execute("DROP TABLE IF EXISTS working_days")
        calendar_tables(connection, sample_store, ["medway"])
    for dataset in (name for name in CONTRACTS if f"{name}_cube" not in there):  # the sample has nothing of these
        database.view_extracts(connection, f"{dataset}_extracts", CONTRACTS[dataset].sql_types, extract_places({}))
        helper_views(connection, dataset)
        database.table_from_query(connection, f"{dataset}_cube", f"{dataset}_cube")
        if OURS.exists(f"{dataset}_counts"):
            connection.execute(f"ALTER TABLE {dataset}_cube ADD COLUMN basis VARCHAR")
            database.table_from_query(connection, f"{dataset}_counts", f"{dataset}_counts")
    database.table_from_query(connection, "figures_now", "complaints_cube")
    database.table_from_query(connection, "figures_before", "cube_of_no_release")
    connection.execute(MONTHS.format("recounted_since"))
    for view in (changes.NEXT, *changes.VERSIONS.values()):
        changes.view_records(connection, view, "complaints_extracts", declared["complaints"])
    database.table_unordered(connection, "recounted_versions", "recounted_versions")
    database.table_like(connection, changes.CHOSEN, changes.NEXT, ("council", "place", "key"))
    for view in RECORDS:
        view_compared(connection, view, "complaints_extracts", CONTRACTS["complaints"])
    connection.execute(LEDGER)
    values = {name: SOME_VALUE[kind] for name, kind in LEDGER_ROWS.declared_parameters().items()}
    database.append(connection, "ledger_rows", "ledger_rows", **values)
    yield connection
    connection.close()


@pytest.mark.parametrize("header", HEADERS, ids=[header.name for header in HEADERS])
def test_a_query_answers_with_the_columns_it_declares(header: Header, sample_tables: database.Connection) -> None:
    values = {name: SOME_VALUE[kind] for name, kind in header.declared_parameters().items()}
    answer = sample_tables.sql(database.query_text(header.name), params=values)
    found = list(zip(answer.columns, map(str, answer.types), strict=True))
    declared = header.declared_columns()
    if "then the columns of" in header.columns:
        found = found[: len(declared)]
    assert found == declared
    answer.fetchall()
