"""Which measures have begun to miss their target since a quarter ago, and which no longer do."""

from __future__ import annotations

import pytest

from dashboard.measures.changes import turned


@pytest.mark.parametrize(
    ("before", "now", "missed", "recovered"),
    [
        ("green", "red", True, False),
        ("amber", "red", True, False),
        ("achieved", "failed", True, False),
        ("red", "amber", False, True),
        ("failed", "achieved", False, True),
        ("red", "red", False, False),
        ("green", "amber", False, False),
        ("data_only", "red", False, False),
        ("not_available", "red", False, False),
        ("red", "not_available", False, False),
        ("red", "data_only", False, False),
    ],
)
def test_a_measure_turns_only_between_two_judgements(before: str, now: str, missed: bool, recovered: bool) -> None:
    found = turned({"a": now}, {"a": before})
    assert (found.missed, found.recovered) == (("a",) if missed else (), ("a",) if recovered else ())


def test_the_order_is_that_of_now_and_a_new_measure_has_not_turned() -> None:
    assert turned({"c": "red", "a": "red", "new": "red"}, {"a": "green", "c": "green"}).missed == ("c", "a")
