"""Rounding, intervals and process limits, against values worked out elsewhere."""

from __future__ import annotations

from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from benchmarks.unusual import process_limits
from dashboard.basics.statistics import difference, middle, shown, wilson


def test_halves_are_rounded_up_as_a_reader_does() -> None:
    assert [shown(2.5, 0), shown(6.25, 1), shown(-2.5, 0), shown(82.35, 1)] == [3, 6.3, -3, 82.4]


def test_a_difference_is_that_of_the_values_shown() -> None:
    # 90.22 - 96.06 is -5.84, but a reader who subtracts 96.1 from 90.2 gets -5.9
    assert difference(203 / 225 * 100, 341 / 355 * 100, 1) == -5.9


@given(st.lists(st.tuples(st.integers(0, 250), st.integers(1, 9)), min_size=1))
def test_the_middle_of_counted_values_is_that_of_the_values_one_by_one(counts: list[tuple[int, int]]) -> None:
    assert middle(counts) == median_low([value for value, count in counts for _ in range(count)])


def test_wilson_gives_the_interval_of_203_in_225() -> None:
    low, high = wilson(203, 225)
    assert (round(low, 1), round(high, 1)) == (85.6, 93.5)


def test_wilson_stays_between_nothing_and_everything() -> None:
    assert wilson(0, 10)[0] == pytest.approx(0)
    assert wilson(10, 10)[1] == pytest.approx(100)
    assert round(wilson(0, 10)[1], 1) == 27.8


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_is_that_of_scipy(case: tuple[int, int]) -> None:
    expected = binomtest(*case).proportion_ci(method="wilson")
    assert wilson(*case) == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-9)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share(case: tuple[int, int]) -> None:
    count, of = case
    low, high = wilson(count, of)
    assert low - 1e-9 <= 100 * count / of <= high + 1e-9


def test_process_limits_are_the_mean_and_266_hundredths_of_the_mean_moving_range() -> None:
    values = [10.0, 12.0, 11.0, 13.0, 12.0, 10.0, 11.0, 12.0, 11.0, 13.0, 12.0, 11.0]
    limits = process_limits(values)
    assert limits is not None
    centre, moving = sum(values) / 12, (2 + 1 + 2 + 1 + 2 + 1 + 1 + 1 + 2 + 1 + 1) / 11
    assert limits.centre == pytest.approx(centre)
    assert limits.upper == pytest.approx(centre + 2.66 * moving)
    assert limits.lower == pytest.approx(centre - 2.66 * moving)
    assert not limits.trial
    assert limits.special == ()


def test_there_are_no_limits_under_six_points_and_trial_limits_under_twelve() -> None:
    assert process_limits([1.0] * 5) is None
    trial = process_limits([1.0, 2.0] * 3)
    assert trial is not None
    assert trial.trial


def test_a_point_outside_the_limits_is_special() -> None:
    values = [10.0, 11.0] * 6 + [30.0]
    limits = process_limits(values)
    assert limits is not None
    assert 12 in limits.special


@given(st.integers(1, 99_999), st.integers(6, 30), st.integers(0, 3))
def test_a_series_that_never_changes_has_no_special_points(number, length, decimals) -> None:
    limits = process_limits([number / 10**decimals] * length)
    assert limits is not None
    assert limits.special == ()


def test_seven_on_one_side_are_special() -> None:
    values = [0.0, 10.0, 0.0, 10.0, 0.0, 6.5, 5.9, 6.4, 5.8, 6.3, 5.7, 6.2, 0.0, 0.0, 10.0, 0.0]
    limits = process_limits(values)
    assert limits is not None
    assert set(range(5, 12)) <= set(limits.special)


def test_seven_rising_are_special() -> None:
    values = [5.0, 1.0, 9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 1.0, 9.0]
    limits = process_limits(values)
    assert limits is not None
    assert set(range(3, 10)) <= set(limits.special)


def test_a_gap_starts_no_moving_range() -> None:
    with_gap = process_limits([1.0, 2.0, 1.0, None, 9.0, 8.0, 9.0])
    assert with_gap is not None
    assert with_gap.upper - with_gap.centre == pytest.approx(2.66 * 1)


@pytest.mark.parametrize(("count", "of"), [(102, 101), (-1, 10), (1, 0), (0, 0), (1, -2)])
def test_what_is_no_part_of_its_whole_has_no_interval(count: float, of: float) -> None:
    assert wilson(count, of) is None
