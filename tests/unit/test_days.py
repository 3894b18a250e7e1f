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


def test_the_time_of_day_of_a_workbook_s_date_is_dropped():
    assert parser(parse_date, [], False, "m.toml")("2020-03-02 14:05:00") == dt.date(2020, 3, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-02T23:30:00Z", dt.date(2026, 7, 3)),  # half past midnight of summer time
        ("2026-01-02T23:30:00Z", dt.date(2026, 1, 2)),
        ("2026-07-02T23:30:00.123+01:00", dt.date(2026, 7, 2)),
        ("2026-07-03T00:30:00+0200", dt.date(2026, 7, 2)),
    ],
)
@pytest.mark.parametrize("spellings", [[], ["yyyy-mm-ddThh:mm:ssZ"]])
def test_a_time_with_a_zone_is_of_the_day_that_it_was_in_britain(text, day, spellings):
    assert parser(parse_date, checked(spellings), False, "m.toml")(text) == day


@pytest.mark.parametrize("text", ["02/07/2026 9:05 AM", "02/07/2026 04:30 pm", "02/07/2026 4:30 p.m."])
def test_a_time_may_be_of_the_morning_or_of_the_afternoon(text):
    (format_,) = checked(["dd/mm/yyyy hh:mm AM"])
    assert parser(parse_date, [format_], False, "m.toml")(text) == dt.date(2026, 7, 2)
    assert format_ == "%d/%m/%Y %I:%M %p"


@pytest.mark.parametrize(
    ("text", "spelling"),
    [("31/10/2019", "dd/mm/yyyy"), ("31-Oct-19 4:05 PM", "dd-mmm-yy hh:mm AM/PM"), ("Oct 2019", "mmm yyyy")],
)
def test_a_day_that_cannot_be_read_comes_with_the_spelling_to_add(text, spelling):
    with pytest.raises(ValueError, match=f'format = "{spelling}"'):
        parser(parse_date, [], False, "m.toml")(text)


@pytest.mark.parametrize("text", ["31/02/2020", "1/2/20", "soon", "02/03/2020 14:00"])
def test_what_does_not_fit_is_refused_with_an_example_of_what_would(text):
    with pytest.raises(ValueError, match="is not a day written like 31/10/2019; correct it, or add to"):
        parser(parse_date, ["%d/%m/%Y"], False, "m.toml")(text)
