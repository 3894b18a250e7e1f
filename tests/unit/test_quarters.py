"""Financial periods: their ids, their days, and counting with them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.basics.errors import UsageError
from dashboard.basics.quarters import Period, month_id, span

periods = st.builds(
    Period.holding,
    st.dates(dt.date(1990, 1, 1), dt.date(2150, 12, 31)),
    st.sampled_from(["quarter", "half_year", "year"]),
)


def test_q4_is_january_to_march_of_the_second_year() -> None:
    quarter = Period.parse("2019-20-Q4")
    assert (quarter.first_day, quarter.last_day) == (dt.date(2020, 1, 1), dt.date(2020, 3, 31))
    assert (quarter.label, quarter.long_label) == ("Q4 2019/20", "Q4 2019/20 (Jan to Mar 2020)")


def test_a_long_label_that_crosses_new_year_names_both_years() -> None:
    assert Period.parse("2019-20-H2").long_label == "H2 2019/20 (Oct 2019 to Mar 2020)"


def test_the_turn_of_the_century_is_written_with_two_digits() -> None:
    assert Period.parse("1999-00-Q1").first_day == dt.date(1999, 4, 1)
    assert Period.parse("1999-00").id == "1999-00"


def test_february_of_a_leap_year_belongs_to_q4() -> None:
    assert Period.holding(dt.date(2020, 2, 29)).id == "2019-20-Q4"


@pytest.mark.parametrize(
    "text", ["2019-20-Q5", "2019-21-Q1", "2019/20", "2019-20-H3", "", "2019-20-q4", "２０１９-20", "Q4"]
)
def test_what_is_not_a_period_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="Write a quarter as 2019-20-Q4"):
        Period.parse(text)


@given(periods)
def test_an_id_reads_back_as_the_same_period(period: Period) -> None:
    assert Period.parse(period.id) == period


@given(periods, st.integers(-200, 200))
def test_the_next_period_begins_where_the_last_one_ended(period: Period, count: int) -> None:
    later = period + count
    assert later - count == period
    assert (later + 1).first_day == later.last_day + dt.timedelta(days=1)


@given(periods)
def test_halves_make_the_whole(period: Period) -> None:
    if halves := period.halves:
        assert halves[0].first_day == period.first_day
        assert halves[1].last_day == period.last_day
        assert all(period.holds(half) for half in halves)
        assert [*halves[0].months, *halves[1].months] == period.months


def test_a_span_counts_both_ends() -> None:
    first, last = Period.parse("2017-18-Q3"), Period.parse("2018-19-Q2")
    assert [period.id for period in span(first, last)] == ["2017-18-Q3", "2017-18-Q4", "2018-19-Q1", "2018-19-Q2"]
    assert span(last, first) == []


def test_the_year_before_is_four_quarters_or_two_halves_or_one_year_back() -> None:
    assert Period.parse("2019-20-Q4").year_before().id == "2018-19-Q4"
    assert Period.parse("2019-20-H1").year_before().id == "2018-19-H1"
    assert Period.parse("2019-20").year_before().id == "2018-19"


def test_of_periods_that_end_alike_the_longer_one_sorts_first() -> None:
    assert Period.parse("2019-20") < Period.parse("2019-20-Q4")


def test_months_are_written_with_two_digits() -> None:
    assert [month_id(month) for month in Period.parse("2019-20-Q3").months] == ["2019-10", "2019-11", "2019-12"]
