"""Numbers reach a spreadsheet as numbers, in the format in which the page writes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboard.report.excel.cells import Cell, cell, headings, lines_of, printed, text, units, width_of
from dashboard.views.pieces import Column, Status, Table


@pytest.mark.parametrize(
    ("kind", "decimals", "row", "expected"),
    [
        ("count", 0, {"v": 1234}, Cell(1234, "#,##0")),
        ("percent", 1, {"v": 90.2222}, Cell(90.2222, "#,##0.0")),
        ("gbp", 0, {"v": -300.4}, Cell(-300.4, "£#,##0;-£#,##0")),
        ("points", 1, {"v": -5.9}, Cell(-5.9, "+#,##0.0;-#,##0.0;0")),
        ("signed", 0, {"v": 12}, Cell(12, "+#,##0;-#,##0;0")),
        ("in_unit", 1, {"v": 90.2, "unit": "percent"}, Cell(90.2, '#,##0.0"%"')),
        ("in_unit", 0, {"v": 0.5, "unit": "gbp", "decimals": 2}, Cell(0.5, "£#,##0.00;-£#,##0.00")),
        ("in_unit", 1, {"v": 184.02, "unit": "fte"}, Cell(184.02, "#,##0")),
        ("change_in_unit", 1, {"v": -5.9, "unit": "percent"}, Cell(-5.9, "+#,##0.0;-#,##0.0;0")),
        ("date", 0, {"v": dt.date(2020, 3, 31)}, Cell(dt.date(2020, 3, 31), "d mmm yyyy")),
        ("status", 0, {"v": Status("green", "Target met", "✓")}, Cell("Target met")),
        ("count", 0, {"v": None}, Cell("[x]")),
        ("in_unit", 0, {"v": "1,148"}, Cell(1148, "#,##0")),
        ("text", 0, {"v": "007"}, Cell("007")),
    ],
)
def test_a_value_becomes_a_cell(kind: Any, decimals: int, row: dict[str, Any], expected: Cell) -> None:
    assert cell(row, Column("v", "Value", kind, decimals)) == expected


def test_a_target_that_is_not_set_does_not_apply() -> None:
    assert cell({"target": None}, Column("target", "Target", "percent")) == Cell("[z]")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("94%", Cell(94, '0"%"')),
        ("97.41%", Cell(97.41, '0.00"%"')),
        ("£2,215,185", Cell(2215185, "£#,##0")),
        ("−5.9", Cell(-5.9, "0.0")),
        ("8:23", Cell("8:23")),
        ("<10", Cell("<10")),
        ("2,421K", Cell("2,421K")),
        ("Reduction", Cell("Reduction")),
        ("n/a", Cell("[z]")),
        ("—", Cell("[x]")),
        ("0117", Cell("0117")),
        ("1,23", Cell("1,23")),
    ],
)
def test_a_printed_figure_is_the_number_that_it_says_or_stays_text(figure: str, expected: Cell) -> None:
    assert printed(figure) == expected


@pytest.mark.parametrize("formula", ["=1+1", "+44 1634", "-5 or so", "@name"])
def test_text_that_would_run_as_a_formula_is_marked(formula: str) -> None:
    assert text(formula) == Cell(formula, armed=True)


def test_headings_say_their_unit_and_are_each_of_their_own() -> None:
    columns = (
        Column("a", "Share", "percent"),
        Column("b", "Made online, %", "percent"),
        Column("c", "Spend", "gbp"),
        Column("d", "spend", "gbp"),
        Column("e", "Since last year", "points"),
        Column("f", "", "count"),
    )
    assert headings(Table(columns, ())) == [
        "Share (%)",
        "Made online, %",
        "Spend (£)",
        "spend (£) [2]",
        "Since last year (percentage points)",
        "Column 6",
    ]


def test_rows_in_different_units_say_theirs() -> None:
    table = Table(
        (Column("name", "Measure"), Column("v", "Value", "in_unit")),
        ({"name": "a", "v": 1, "unit": "percent"}, {"name": "b", "v": 2, "unit": "fte"}, {"name": "c", "v": "x"}),
    )
    assert units(table) == [Cell("%"), Cell("full-time equivalents"), Cell("[z]")]


def test_a_table_in_one_unit_needs_no_column_of_units() -> None:
    assert units(Table((Column("v", "Value", "count"),), ({"v": 1},))) is None


def test_a_column_is_as_wide_as_most_of_its_text_and_no_wider() -> None:
    assert width_of([1, 2], "Q4") < width_of(["Temporary accommodation"], "Page") < width_of(["x" * 56], "Note")
    assert width_of(["x" * 56], "Note") == width_of(["x" * 500], "Note")


def test_text_takes_one_line_in_the_column_made_for_it_and_more_where_it_is_longer() -> None:
    width = width_of(["Temporary accommodation"], "Page")
    assert lines_of("Temporary accommodation", width) == 1
    assert lines_of("Temporary accommodation " * 3, width) == 3
