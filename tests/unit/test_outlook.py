"""What the rest of a year must bring."""

from functools import partial

import pytest

from dashboard.basics.formatting import number, target
from dashboard.measures.outlook import Part, outlook

count = partial(outlook, nature="flow", show=number, year="2017/18", decimals=0)
share = partial(outlook, nature="rate", show=target, year="2017/18", polarity="higher")
stock = partial(outlook, nature="stock", show=number, year="2017/18", decimals=0)


def parts(*values):
    return [Part(value) for value in values]


def test_a_sum_says_what_is_missing():
    found = count(parts(150, 162), 600, polarity="higher")
    assert (found.verdict, found.needed) == ("reachable", 144)
    assert found.sentence == (
        "312 so far in 2017/18; for the year's target of 600 the two remaining quarters must bring at least 288 "
        "together, 144 each on average."
    )


def test_a_gap_is_named():
    assert count(parts(None, 312), 600, polarity="higher").sentence.endswith(
        "One of the quarters so far has no figure."
    )


def test_a_sum_that_is_enough_is_met():
    assert count(parts(400, 312), 600, polarity="higher").verdict == "met"


def test_a_sum_that_should_stay_low_says_what_may_still_come():
    found = count(parts(100, 112, 3), 600, polarity="lower")
    assert found.sentence == (
        "215 so far in 2017/18; for the year's target of 600 the remaining quarter may bring at most 385."
    )
    assert count(parts(400, 312), 600, polarity="lower").verdict == "missed"


def test_a_share_needs_as_many_cases_as_so_far():
    found = share([Part(90, 90, 100), Part(70, 140, 200), Part(80, 80, 100)], 80)
    assert found.needed == pytest.approx(87.5)
    assert found.sentence == (
        "2017/18 stands at 77.5%; for the year's target of 80% the remaining quarter must reach at least 87.5%, if "
        "there are as many cases a quarter as so far."
    )


@pytest.mark.parametrize(
    ("so_far", "goal", "verdict"), [(10, 80, "out_of_reach"), (90, 20, "met"), (70, 80, "reachable")]
)
def test_a_share_that_cannot_be_reached_or_missed_says_so(so_far, goal, verdict):
    assert share([Part(so_far, so_far, 100)], goal).verdict == verdict


def test_a_share_without_counts_weighs_quarters_alike():
    found = share(parts(90), 80)
    assert found.needed == pytest.approx(76.67, abs=0.01)
    assert found.sentence.endswith("on average, if every quarter counts the same.")


def test_an_average_that_is_no_share_can_be_above_a_hundred():
    found = outlook(parts(20), 110, nature="rate", polarity="higher", show=number, year="2017/18", scale=1)
    assert found.verdict == "reachable"


def test_a_stock_is_decided_at_the_years_end():
    assert stock(parts(327, 354), 350, polarity="lower").sentence == (
        "It stands at 354; for the target of 350 it must be 4 lower by the end of 2017/18."
    )
    assert stock(parts(327, 344), 350, polarity="lower").sentence == (
        "It stands at 344, which meets the target of 350; what counts is the end of 2017/18."
    )


@pytest.mark.parametrize(("values", "verdict"), [((90, 90, 95, 97), "met"), ((90, 90, 90, 90), "missed")])
def test_a_year_that_is_over_has_a_result(values, verdict):
    found = share(parts(*values), 93)
    assert (found.verdict, found.needed) == (verdict, None)
    assert "ended at" in found.sentence


def test_a_finished_year_is_judged_as_it_is_shown():
    assert share(parts(92.96, 92.96, 92.96, 92.96), 93).verdict == "met"


@pytest.mark.parametrize("done", [[], parts(None), parts(1, 2, 3, 4, 5)])
def test_without_a_figure_there_is_no_outlook(done):
    assert count(done, 600, polarity="higher") is None


def test_without_a_polarity_there_is_no_outlook():
    assert count(parts(1), 600, polarity="neither") is None
