"""From the text of a cell to a value."""

import datetime as dt
from decimal import Decimal

import pytest

from dashboard.intake import cells
from dashboard.intake.formats.number_formats import plain

OCTOBER = dt.date(2019, 10, 1)


@pytest.mark.parametrize("text", ["2019-10-01", "2019-10-01 00:00:00", "2019-10-01T00:00"])
def test_a_day_may_carry_midnight(text):
    assert cells.parse_date(text) == OCTOBER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-02-29", "does not exist"),
        ("2019-10-01 09:30:00", "time of day"),
        ("01/10/2019", "not an ISO date"),
        ("2019-1-5", "not an ISO date"),
        ("43739", "plain number"),
        ("٢٠١٩-١٠-٠١", "not an ISO date"),
        ("0000-00-00", "does not exist"),
    ],
)
def test_a_day_that_is_none_is_refused_with_the_reason(text, words):
    with pytest.raises(ValueError, match=words):
        cells.parse_date(text)


@pytest.mark.parametrize("text", ["2019-10", "2019-10-01", "2019-10-01 00:00:00"])
def test_a_month_is_held_as_its_first_day(text):
    assert cells.parse_month(text) == OCTOBER


@pytest.mark.parametrize("text", ["2019-10-15", "2019-13", "October 2019", "2019"])
def test_anything_else_is_no_month(text):
    with pytest.raises(ValueError, match=r"month|does not exist"):
        cells.parse_month(text)


@pytest.mark.parametrize(("text", "count"), [("12", 12), ("12.0", 12), ("1,234", 1234), ("-3", -3), ("0", 0)])
def test_a_whole_number_may_be_written_as_a_spreadsheet_does(text, count):
    assert cells.parse_whole(text) == count


@pytest.mark.parametrize("text", ["12.5", "twelve", "1,23", "NaN", "1e3", "9" * 20])
def test_what_is_not_whole_is_refused(text):
    with pytest.raises(ValueError, match=r"whole|large|number"):
        cells.parse_whole(text)


@pytest.mark.parametrize(
    ("text", "pounds"),
    [("£1,234.50", 1234.5), ("1234.5", 1234.5), ("-£5", -5), ("£-5", -5), (".5", 0.5), ("£ 1,000,000", 1e6)],
)
def test_money_may_carry_its_sign_and_separators(text, pounds):
    assert cells.parse_money(text) == pounds


@pytest.mark.parametrize("text", ["-£-5", "1,23.4", "5p", "inf", "£"])
def test_what_is_not_money_is_refused(text):
    with pytest.raises(ValueError, match=r"money|signs"):
        cells.parse_money(text)


def test_true_and_false_have_three_spellings_in_any_case():
    assert [cells.parse_flag(text) for text in ("TRUE", "yes", "1")] == [True] * 3
    assert [cells.parse_flag(text) for text in ("False", "NO", "0")] == [False] * 3
    with pytest.raises(ValueError, match="neither true nor false"):
        cells.parse_flag("maybe")


def test_an_enumeration_matches_in_any_case_and_names_the_nearest_value():
    parse = cells.enum_parser(("upheld", "not_upheld"))
    assert parse("Not_Upheld") == "not_upheld"
    with pytest.raises(ValueError, match='Did you mean "not_upheld"'):
        parse("not upheld")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7.0, "7"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (Decimal("1.50"), "1.50"),
        (True, "TRUE"),
        (None, ""),
        (float("nan"), ""),
        (dt.datetime(2019, 10, 1), "2019-10-01"),  # noqa: DTZ001 - spreadsheets have no zones
        (dt.datetime(2019, 10, 1, 9), "2019-10-01 09:00:00"),  # noqa: DTZ001
        (dt.date(2019, 10, 1), "2019-10-01"),
        ("007", "007"),
    ],
)
def test_a_spreadsheets_cell_becomes_the_text_a_person_would_type(cell, text):
    assert plain(cell) == text
