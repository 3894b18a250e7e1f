"""What the page of one measure says of limits, from plain numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.basics.statistics import process_limits
from dashboard.catalogue.files import read_catalogue
from dashboard.views.measure.series import limits_note, outside, possible, steady, unusual

SHARE = read_catalogue().measure("complaints_timeliness")
LEVEL = [90.0, 92.0, 89.0, 91.0, 90.5, 91.5, 89.5, 90.0, 92.0, 91.0, 90.0, 91.0]


def rows_of(values):
    return [{"period": f"Q{n}", "value": value, "unusual": ""} for n, value in enumerate(values)]


def test_a_value_beyond_the_limits_says_on_which_side() -> None:
    limits = process_limits([*LEVEL, 60.0])
    assert limits is not None
    assert unusual(60.0, limits) == "below the limits"
    assert unusual(120.0, limits) == "above the limits"
    assert unusual(90.0, limits) == "part of a run that chance would hardly bring"
    assert outside(60.0, limits)
    assert not outside(None, limits)


def test_limits_stop_at_what_a_share_can_be() -> None:
    limits = process_limits([99.0, 97.0, 100.0, 96.0, 99.0, 98.0])
    assert limits is not None
    assert limits.upper > 100
    assert possible(limits, SHARE) == (limits.lower, None)


def test_limits_stop_at_zero_but_for_money_that_has_gone_below_it() -> None:
    limits = process_limits([0.0, 5.0, 0.0, 4.0, 1.0, 5.0])
    assert limits is not None
    assert limits.lower < 0
    assert possible(limits, replace(SHARE, unit="count"))[0] is None
    owed = process_limits([-50.0, 50.0, -40.0, 45.0, -50.0, 40.0])
    assert owed is not None
    assert possible(owed, replace(SHARE, unit="gbp"))[0] == owed.lower


def test_a_measure_that_changed_its_level_is_not_steady() -> None:
    before_and_after = [*[50.0 + n % 2 for n in range(10)], *[90.0 + n % 2 for n in range(10)]]
    limits = process_limits(before_and_after)
    assert limits is not None
    assert not steady(limits, rows_of(before_and_after))
    assert "from one level to another" in limits_note(rows_of(before_and_after), limits)


def test_limits_from_few_quarters_are_called_trial_limits() -> None:
    few = LEVEL[:8]
    limits = process_limits(few)
    assert limits is not None
    assert "trial limits" in limits_note(rows_of(few), limits)
    whole = process_limits(LEVEL)
    assert whole is not None
    assert "trial limits" not in limits_note(rows_of(LEVEL), whole)


@pytest.mark.parametrize(("ringed", "words"), [(1, "Ringed as unusual: Q0."), (4, "4 quarters are ringed")])
def test_ringed_quarters_are_named_where_they_are_few(ringed: int, words: str) -> None:
    limits = process_limits(LEVEL)
    assert limits is not None
    rows = rows_of(LEVEL)
    for row in rows[:ringed]:
        row["unusual"] = "above the limits"
    assert words in limits_note(rows, limits)


def test_without_limits_there_is_nothing_to_explain() -> None:
    assert limits_note(rows_of(LEVEL[:5]), process_limits(LEVEL[:5])) == ""
