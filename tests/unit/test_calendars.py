"""Working days in England."""

import datetime as dt

import pytest

from dashboard.basics.calendars import working_days

NUMBERS = working_days(2024).assign(day=lambda frame: frame["day"].dt.date).set_index("day")["working_day_number"]


def between(first: str, last: str) -> int:
    """The working days after the first day, up to and including the last."""
    return int(NUMBERS[dt.date.fromisoformat(last)] - NUMBERS[dt.date.fromisoformat(first)])


@pytest.mark.parametrize(
    ("first", "last", "days", "why"),
    [
        ("2020-01-06", "2020-01-06", 0, "answered the same day"),
        ("2020-01-03", "2020-01-06", 1, "a weekend between"),
        ("2020-01-04", "2020-01-06", 1, "received on a Saturday"),
        ("2020-05-07", "2020-05-11", 1, "VE Day moved to Friday 8 May in 2020"),
        ("2020-05-01", "2020-05-04", 1, "and so the first Monday of May 2020 was a working day"),
        ("2012-06-01", "2012-06-06", 1, "the Diamond Jubilee: Monday and Tuesday off"),
        ("2022-09-16", "2022-09-20", 1, "the state funeral of Queen Elizabeth II"),
        ("2021-12-24", "2021-12-29", 1, "Christmas Day and Boxing Day at a weekend give Monday and Tuesday"),
        ("2020-02-28", "2020-03-02", 1, "29 February 2020 was a Saturday"),
        ("2019-12-31", "2020-12-31", 254, "the bank holidays of 2020: 262 weekdays less eight"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(first, last, days, why):
    assert between(first, last) == days, why


def test_the_calendar_has_every_day_from_1990():
    assert NUMBERS.index[0] == dt.date(1990, 1, 1)
    assert len(NUMBERS) == (dt.date(2024, 12, 31) - dt.date(1990, 1, 1)).days + 1
