"""DuckDB's SQL as Spark reads it. Queries are written once; SQLGlot translates them, with two rules of our own."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel


def parsed(text: str) -> exp.Expr:
    """A query as a tree."""
    return sqlglot.parse_one(text, read="duckdb")


def tables_in(query: exp.Expr) -> set[str]:
    """The tables and views that a query reads, its own named steps left out."""
    steps = {step.alias for step in query.find_all(exp.CTE)}
    return {table.name for table in query.find_all(exp.Table)} - steps


def in_spark(query: exp.Expr) -> str:
    """The query in Spark's SQL, its rows in no order: DuckDB, which keeps them, puts them in order."""
    query = query.copy()
    query.set("order", None)
    for call in [call for call in query.find_all(exp.Anonymous) if call.name.lower() == "to_months"]:
        call.replace(exp.func("make_ym_interval", exp.Literal.number(0), *call.expressions))
    return query.sql("spark", comments=False, unsupported_level=ErrorLevel.RAISE)


def type_in_spark(kind: str) -> str:
    """A type of DuckDB as Spark names it."""
    return exp.DataType.build(kind, dialect="duckdb").sql("spark")
