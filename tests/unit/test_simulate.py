"""What verdicts are held to: a false alarm on fewer than one start page in five, a fall that is seen while it lasts."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.simulate import CHANCE, CLEAR, LOOK, MEASURES, OLD, false_alarms, flagged, power


def test_a_start_page_where_nothing_changes_is_nearly_always_quiet() -> None:
    lines = false_alarms(np.random.default_rng(7), councils=40)
    assert len(MEASURES) == 36
    assert np.mean(lines[CLEAR]) < 0.2
    assert np.mean(lines[CLEAR]) < np.mean(lines[CHANCE]) < np.mean(lines[OLD])
    assert np.mean(lines[LOOK]) < 1.5


@pytest.mark.parametrize(("cases", "fall"), [(20, 20), (20, 30), (50, 20), (50, 30), (225, 10), (225, 20)])
def test_a_fall_is_still_told_in_its_second_quarter(cases: int, fall: int) -> None:
    _, second = power(np.random.default_rng(7), cases, fall, many=300)
    assert second[CLEAR] > second[CHANCE]
    assert second[LOOK] > 3 * second[CHANCE]


@pytest.mark.parametrize("name", ["counts of 0.45", "follows by 0.9", "walk"])
def test_what_keeps_to_no_level_is_seldom_clear(name: str) -> None:
    before, clearly, _ = flagged(name, np.random.default_rng(7))
    assert clearly < min(before, 10)


def test_a_fall_of_a_seasonal_flow_is_seen_which_limits_over_all_seasons_miss() -> None:
    before, clearly, _ = flagged("seasonal, falls by 30%", np.random.default_rng(7))
    assert before < 5
    assert clearly > 90
