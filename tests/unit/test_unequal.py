"""Parts of unequal size held against the whole: verdicts, limits, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.measures.unequal import CLEARLY, MAY, Verdict, limits, pooled, sizes, verdict
from dashboard.views import unequal

YEAR = (1199, 1289)  # answered in time and answered, of a whole council
KNOWN = {"did": "answered {fewer} in time", "kind": "service", "when": "Over the year", "whole": "93.0%"}


def rows(*given: tuple[str, int, int], polarity: str = "higher", whole: tuple[int, int] = YEAR) -> list[dict[str, Any]]:
    found = [{"label": name, "numerator": count, "of": of, "value": 100 * count / of} for name, count, of in given]
    return unequal.first_those_outside(unequal.held(found, whole, polarity), polarity)


def said(*given: tuple[str, int, int], **more: Any) -> str:
    return unequal.sentence(rows(*given, **more), **KNOWN)


@pytest.mark.parametrize(
    ("count", "of", "found"),
    [
        (58, 71, Verdict("clearly", "lower")),
        (49, 60, Verdict("may", "lower")),
        (17, 22, Verdict("may", "lower")),
        (62, 62, Verdict("may", "higher")),
        (113, 126, Verdict("usual")),
        (1199, 1289, Verdict("usual")),
        (0, 9, Verdict("few")),
        (0, 10, Verdict("clearly", "lower")),
    ],
)
def test_a_part_differs_where_chance_would_seldom_bring_as_much(count: int, of: int, found: Verdict) -> None:
    assert verdict(count, of, *YEAR) == found


@pytest.mark.parametrize("whole", [(0, 50), (50, 50), (1, 2), (93, 100), (1, 1000)])
def test_a_verdict_says_outside_exactly_where_the_curve_does(whole: tuple[int, int]) -> None:
    seen = set()
    for of in (10, 11, 37, 100, 1000):
        ends = {outside: limits(whole[0] / whole[1], [of], outside)[0] for outside in (MAY, CLEARLY)}
        for count in range(of + 1):
            share, look = 100 * count / of, verdict(count, of, *whole).look
            outside = {key for key, (low, high) in ends.items() if not low - 1e-9 <= share <= high + 1e-9}
            assert outside == {"usual": set(), "may": {MAY}, "clearly": {MAY, CLEARLY}}[look], (of, count)
            seen.add(look)
    assert {"usual", "clearly"} <= seen


def test_of_alike_parts_chance_puts_at_most_as_many_outside_as_the_limits_say() -> None:
    from scipy.stats import binom

    for of in (10, 50, 200, 1000):
        chances = binom.pmf(range(of + 1), of, 0.9)
        looks = [verdict(count, of, 900, 1000).look for count in range(of + 1)]
        assert sum(p for p, look in zip(chances, looks, strict=True) if look != "usual") < 1.5 * MAY
        assert sum(p for p, look in zip(chances, looks, strict=True) if look == "clearly") < 2 * CLEARLY


def test_a_whole_without_cases_judges_nobody() -> None:
    assert verdict(5, 20, 0, 0) == Verdict("few")


def test_periods_are_pooled_without_those_that_are_not_known() -> None:
    assert pooled([(90.0, 9, 10), (None, None, None), (50.0, 1, 2)]) == (10, 12)


def test_sizes_go_from_one_to_the_most() -> None:
    assert sizes(3) == [1, 2, 3]
    assert sizes(5000)[-1] == 5000
    assert sizes(1) == [1]


def test_who_differs_clearly_is_told_with_cases_and_who_may_by_name() -> None:
    assert said(("Planning", 58, 71), ("Housing", 49, 60), ("Highways", 113, 126)) == (
        "Over the year Planning, 58 of 71, answered clearly fewer in time than the council as a whole (93.0%); "
        "Housing may have."
    )


def test_where_none_is_clearly_out_those_that_may_be_are_named_together() -> None:
    assert said(("Housing", 49, 60), ("Schools", 17, 22), ("Highways", 113, 126)) == (
        "Over the year Housing (49 of 60) and Schools (17 of 22) may have answered fewer in time than the council as a "
        "whole (93.0%)."
    )


def test_within_chance_nobody_is_named() -> None:
    assert said(("Highways", 113, 126), ("Parking", 110, 115), ("Libraries", 0, 9)) == (
        "Over the year no service differs from the council as a whole (93.0%) by more than chance."
    )


def test_two_answers_name_nobody() -> None:
    assert said(("Public Health", 0, 2), ("Children", 4, 5)) == "Over the year no service has enough cases to judge."


def test_of_many_two_are_named_and_the_others_counted() -> None:
    many = [(name, 58, 71) for name in ("A", "B", "C", "D", "E")]
    assert said(*many, ("F", 49, 60)) == (
        "Over the year A (58 of 71), B (58 of 71) and three others answered clearly fewer in time than the council as "
        "a whole (93.0%)."
    )


def test_the_side_to_look_at_comes_first_and_the_other_is_told_where_it_is_clear() -> None:
    both = [("Planning", 58, 71), ("Revenues", 300, 300)]
    assert said(*both) == (
        "Over the year Planning, 58 of 71, answered clearly fewer in time than the council as a whole (93.0%). "
        "Revenues answered clearly more in time."
    )
    assert said(*both, polarity="lower").startswith("Over the year Revenues, 300 of 300, answered clearly more")


def test_a_second_sentence_does_not_say_again_what_is_compared() -> None:
    again = {**KNOWN, "when": "In Q4 2019/20", "whole": ""}
    found = unequal.sentence(rows(("Planning", 58, 71), ("Revenues", 300, 300)), **again)
    assert found == "In Q4 2019/20 Planning, 58 of 71, answered clearly fewer in time."
    none = unequal.sentence(rows(("Highways", 113, 126), ("Parking", 110, 115)), **again)
    assert none == "In Q4 2019/20 no service differs by more than chance."


def test_those_outside_come_first_then_by_how_many_were_late_and_those_too_few_last() -> None:
    found = rows(
        ("Tiny", 0, 2), ("Waste", 339, 355), ("Highways", 113, 126), ("Revenues", 300, 300), ("Schools", 17, 22),
        ("Planning", 58, 71),
    )  # fmt: skip
    assert [row["label"] for row in found] == ["Planning", "Schools", "Waste", "Highways", "Revenues", "Tiny"]
    assert [row["told"] for row in found] == [
        "Clearly lower", "May be lower", "No more than chance", "No more than chance", "Clearly higher",
        "Too few to judge",
    ]  # fmt: skip


def test_only_the_side_to_look_at_alarms_and_neither_of_a_neutral_measure() -> None:
    def alarms(polarity: str) -> set[str]:
        found = rows(("Planning", 58, 71), ("Revenues", 300, 300), polarity=polarity)
        return {row["label"] for row in found if row["alarm"]}

    assert alarms("higher") == {"Planning"}
    assert alarms("lower") == {"Revenues"}
    assert alarms("neither") == set()
