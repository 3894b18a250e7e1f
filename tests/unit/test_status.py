"""On target or not, better or worse: judged as shown."""

from __future__ import annotations

import pytest

from dashboard.catalogue.judging import Judging
from dashboard.measures.status import compare, judge, mean_of_four, trend, words


def rag(value: float | None, target: float | None, polarity: str = "higher", **more: object) -> str:
    return judge(value, target, polarity=polarity, decimals=1, how=Judging(**more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [(80, 80, "green"), (79.96, 80, "green"), (79.9, 80, "amber"), (76, 80, "amber"), (75.9, 80, "red")],
)
def test_amber_reaches_to_five_per_cent_of_the_target(value: float, target: float, expected: str) -> None:
    assert rag(value, target) == expected


def test_the_margin_can_be_percentage_points() -> None:
    assert rag(75.5, 80) == "red"
    assert rag(75.5, 80, margin="points") == "amber"


@pytest.mark.parametrize(
    ("value", "how", "expected"),
    [
        (72, {"amber": 10}, "amber"),
        (71.9, {"amber": 10}, "red"),
        (78, {"amber": 2, "margin": "points"}, "amber"),
        (77.9, {"amber": 2, "margin": "points"}, "red"),
        (79.9, {"amber": 0}, "red"),
        (80, {"amber": 0}, "green"),
    ],
)
def test_amber_is_as_wide_as_a_council_has_it(value: float, how: dict[str, object], expected: str) -> None:
    assert rag(value, 80, **how) == expected


def test_354_households_against_350_is_amber_where_lower_is_better() -> None:
    assert rag(354, 350, "lower") == "amber"
    assert rag(327, 350, "lower") == "green"


def test_above_a_target_of_zero_there_is_no_amber() -> None:
    assert rag(1, 0, "lower") == "red"
    assert rag(0, 0, "lower") == "green"


def test_achieved_or_failed_knows_nothing_between() -> None:
    assert rag(79.9, 80, scheme="achieved_failed") == "failed"
    assert rag(80, 80, scheme="achieved_failed") == "achieved"


def test_a_target_to_be_beaten_is_not_met_by_its_equal() -> None:
    assert judge(4, 4, polarity="lower", decimals=0, strict=True) == "amber"
    assert judge(3, 4, polarity="lower", decimals=0, strict=True) == "green"


def test_without_value_or_target_nothing_is_judged() -> None:
    assert rag(None, 80) == "not_available"
    assert rag(90, None) == "data_only"
    assert rag(90, 80, "neither") == "data_only"


def test_the_word_says_on_which_side_of_the_target() -> None:
    assert words("amber", "lower")[0] == "Slightly above target"
    assert words("red", "higher")[0] == "Well below target"


@pytest.mark.parametrize(
    ("now", "before", "polarity", "expected"),
    [
        (90.2, 96.1, "higher", "worsened"),
        (90.2, 96.1, "lower", "improved"),
        (90.21, 90.19, "higher", "static"),
        (5, 4, "neither", "higher"),
        (4, 4, "neither", "same"),
        (None, 4, "higher", "not_available"),
    ],
)
def test_a_trend_is_read_at_the_precision_shown(now: float | None, before: float, polarity: str, expected: str) -> None:
    assert trend(now, before, polarity=polarity, decimals=1) == expected


def test_four_quarters_are_pooled_where_counts_are_known() -> None:
    assert mean_of_four([(50.0, 1, 2), (100.0, 8, 8), (0.0, 0, 5), (40.0, 2, 5)], 100.0) == pytest.approx(100 * 11 / 20)


def test_four_counts_are_averaged() -> None:
    assert mean_of_four([(4, 4, None), (6, 6, None), (8, 8, None), (2, 2, None)], 1.0) == 5


def test_a_missing_quarter_leaves_no_long_trend() -> None:
    assert mean_of_four([(4, 4, None), (None, None, None), (8, 8, None), (2, 2, None)], 1.0) is None


@pytest.mark.parametrize(
    ("value", "other", "polarity", "interval", "expected"),
    [
        (3.35, 3.5, "lower", None, "better"),
        (3.35, 3.5, "higher", None, "worse"),
        (3.504, 3.5, "lower", None, "similar"),
        (3.35, 3.5, "neither", None, "lower"),
        (90.2, 92.0, "higher", (85.6, 93.5), "similar"),
        (90.2, 95.0, "higher", (85.6, 93.5), "worse"),
        (None, 3.5, "lower", None, "not_available"),
    ],
)
def test_another_place_is_compared_by_polarity_and_within_chance(
    value: float | None, other: float, polarity: str, interval: tuple[float, float] | None, expected: str
) -> None:
    assert compare(value, other, polarity=polarity, decimals=2, interval=interval) == expected
