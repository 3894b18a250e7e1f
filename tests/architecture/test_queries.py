"""A query's header is a contract: what it declares is what DuckDB finds."""

from __future__ import annotations

import re

import duckdb
import pytest

from dashboard.cli.docs import Header, headers
from dashboard.store.queries import OURS

HEADERS = headers()


def each_query(test):
    """Runs a test for each query, by its name."""
    return pytest.mark.parametrize("header", HEADERS, ids=[header.name for header in HEADERS])(test)


def text_of(header: Header) -> str:
    """The query's text."""
    return OURS.text(header.name)


@each_query
def test_declared_parameters_are_those_the_query_binds(header: Header) -> None:
    statements = duckdb.extract_statements(text_of(header))
    assert len(statements) == 1, "a file asks one question"
    assert set(header.declared_parameters()) == set(statements[0].named_parameters)


@each_query
def test_a_query_names_the_tables_it_reads(header: Header) -> None:
    declared = set() if header.reads == "none" else {name.strip() for name in header.reads.split(",")}
    without_values = re.sub(r"\$\w+", "NULL", text_of(header))
    assert set(duckdb.get_table_names(without_values)) == declared


@each_query
def test_a_query_does_not_know_where_files_are(header: Header) -> None:
    assert not re.search(r"read_\w+\s*\(|\.parquet|\.csv", text_of(header))


@each_query
def test_a_query_with_several_rows_says_in_which_order(header: Header) -> None:
    body = text_of(header)
    assert "ORDER BY" in body or header.grain in {"one row", "no rows"}
