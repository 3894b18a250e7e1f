"""Text files: exact numbers, no formulas, names that say what is in them."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pandas as pd
import pytest

from dashboard.basics.csv_text import cell, csv_text
from dashboard.basics.errors import UsageError
from dashboard.views.exports import card_csv, figures_text, file_name
from dashboard.views.pieces import Column, Table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_would_run_as_a_formula_is_disarmed(text: str) -> None:
    assert cell(text) == "'" + text


def test_a_negative_number_stays_a_number() -> None:
    assert csv_text(["a"], [{"a": -5.5}]) == "a\n-5.5\n"


def test_percentages_keep_their_full_precision_and_gaps_are_empty() -> None:
    table = pd.DataFrame([{"value": 100 * 203 / 225, "target": None}], dtype=object)
    assert figures_text(table, "csv") == "value,target\n90.22222222222223,\n"
    assert '"target": null' in figures_text(table, "json")


def test_an_unknown_format_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(UsageError, match="table, csv, json"):
        figures_text(pd.DataFrame(), "xml")


def test_a_card_says_on_every_row_where_its_numbers_come_from() -> None:
    table = Table(
        (Column("name", "Service"), Column("n", "Cases", "count")), ({"name": "A", "n": 1}, {"name": "B", "n": 2})
    )
    rows = list(csv.DictReader(io.StringIO(card_csv(table, {"Data to": "2020-03-31"}))))
    assert rows[1] == {"Data to": "2020-03-31", "Service": "B", "Cases": "2"}


def test_dates_are_written_as_iso() -> None:
    assert cell(dt.date(2020, 3, 31)) == "2020-03-31"


def test_a_file_name_is_made_of_words_and_hyphens() -> None:
    assert file_name("medway", "Q4 over the years", "", "Café; 100%") == "medway-q4-over-the-years-caf-100"
