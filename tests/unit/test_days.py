"""Days as systems write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake.cells import parse_date, parse_month
from dashboard.intake.date_formats import checked, checked_month, directives, parser


@pytest.mark.parametrize(
    ("written", "python"),
    [
        ("dd/mm/yyyy", "%d/%m/%Y"),
        ("D.M.YY", "%d.%m.%y"),
        ("yyyymmdd", "%Y%m%d"),
        ("dd/mm/yyyy hh:mm:ss", "%d/%m/%Y %H:%M:%S"),
        ("ddd d mmmm yyyy", "%a %d %B %Y"),
        ("d-mmm-yy", "%d-%b-%y"),
        ("%d %b %Y", "%d %b %Y"),
    ],
)
def test_a_spelling_becomes_python_s_directives(written, python):
    assert directives(written) == python


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day):
    for written in ("dd/mm/yyyy", "d mmmm yyyy", "mm/dd/yyyy", "yyyymmdd", "ddd dd-mmm-yy"):
        (format_,) = checked([written])
        assert parser(parse_date, [format_], False, "m.toml")(day.strftime(format_)) == day


@pytest.mark.parametrize("written", ["dd/mm", "mm/yyyy", "hh:mm", "dd/qq/yyyy", "%Q", "", "%d/%m/%Y %"])
def test_a_spelling_without_day_month_and_year_is_refused(written):
    with pytest.raises(ValueError, match="write"):
        checked([written])


def test_a_month_may_do_without_a_day():
    assert checked_month(["mmm yyyy"]) == ["%b %Y"]
    assert parser(parse_month, ["%b %Y"], True, "m.toml")("Oct 2019") == dt.date(2019, 10, 1)


def test_the_first_spelling_that_fits_is_taken_and_iso_is_always_understood():
    parse = parser(parse_date, checked(["dd/mm/yyyy", "mm/dd/yyyy"]), False, "m.toml")
    assert parse("02/03/2020") == dt.date(2020, 3, 2)
    assert parse("2020-03-02") == dt.date(2020, 3, 2)


def test_the_time_of_day_of_a_workbook_s_date_is_dropped_but_not_a_time_of_another_zone():
    parse = parser(parse_date, [], False, "m.toml")
    assert parse("2020-03-02 14:05:00") == dt.date(2020, 3, 2)
    with pytest.raises(ValueError, match="time of day"):
        parse("2020-03-02T23:30:00Z")


@pytest.mark.parametrize("text", ["31/02/2020", "1/2/20", "soon", "02/03/2020 14:00"])
def test_what_does_not_fit_is_refused_with_an_example_of_what_would(text):
    with pytest.raises(ValueError, match="is not a day written like 31/10/2019; correct it, or add to"):
        parser(parse_date, ["%d/%m/%Y"], False, "m.toml")(text)
