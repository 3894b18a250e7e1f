"""What the page of one measure says of its usual range, from plain numbers."""

from __future__ import annotations

import pytest

from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_catalogue
from dashboard.measures.components import Reading
from dashboard.measures.verdicts.past import judge_past
from dashboard.measures.verdicts.series import Series
from dashboard.views.measure import usual

CATALOGUE = read_catalogue()
SHARE, COUNT = CATALOGUE.measure("complaints_timeliness"), CATALOGUE.measure("complaints_received")
MONEY = CATALOGUE.measure("agency_spend")
Q4 = Period.parse("2019-20-Q4")
LEVEL = [90.0, 92, 89, 91, 90, 92, 89, 90, 92, 91, 90, 91]


def of(now, earlier, measure=COUNT, **more) -> Reading:
    """A reading of a measure with this past, whose values are (value, numerator, denominator)."""
    series = Series(
        Q4, now, earlier, "lower", measure.decimals, proportion=measure.proportion, counted=measure.unit == "count",
        **more,
    )  # fmt: skip
    judge = {"judge": lambda _: judge_past(series)}
    return Reading(measure, "medway", Q4, "", *now, None, False, "data_only", "", "", None, None, **judge)


def count(now, earlier, measure=COUNT, **more) -> Reading:
    return of((now, now, None), [(one, one, None) for one in earlier], measure, **more)


def share(part, whole, *earlier) -> Reading:
    return of((100 * part / whole, part, whole), [(100 * a / b, a, b) for a, b in earlier], SHARE)


def test_a_count_is_beside_its_range_since_the_last_level() -> None:
    assert usual.finding(count(90.0, LEVEL), "Complaints received") == (
        "90 in Q4 2019/20 is within its usual range of 86 to 95 (since Q4 2016/17)."
    )
    assert usual.finding(count(96.0, LEVEL), "Complaints received") == (
        "96 in Q4 2019/20 is above its usual range of 86 to 95 (since Q4 2016/17); clearly worse."
    )
    within = usual.finding(count(94.0, LEVEL), "Complaints received")
    assert within == "94 in Q4 2019/20 is within its usual range of 86 to 95 (since Q4 2016/17); worth a look: worse."


def test_a_share_is_beside_the_range_of_the_four_quarters_before() -> None:
    found = share(124, 225, *[(190, 225), (192, 225), (189, 225), (191, 225)])
    assert usual.finding(found, "Complaints received").startswith("55.1% in Q4 2019/20 is below its usual range of ")
    assert "(from the four quarters before); clearly " in usual.finding(found, "Complaints received")


def test_a_season_is_beside_its_own_range_which_is_drawn_at_its_quarter_alone() -> None:
    found = count(60.0, [50.0, 70, 90, 51, 52, 71, 88, 49, 51, 69, 91, 50, 49, 70, 90, 52][1:], read_as="seasonal")
    assert "(from Q4 of earlier years)" in usual.finding(found, "Complaints received")
    drawn = usual.band(found)
    assert drawn is not None
    assert (drawn["from_quarter"], drawn["to_quarter"]) == (Q4, Q4)


def test_a_series_that_trends_has_a_sentence_and_no_range() -> None:
    found = count(340.0, [300.0 + 3 * place for place in range(12)])
    assert usual.finding(found, "Complaints received") == (
        "Complaints received: up to Q4 2019/20 the figure has risen for 12 quarters running, so no range is usual."
    )
    assert usual.band(found) is None
    assert usual.note(found, []) == ""


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (count(90.0, LEVEL[:5]), "90 in Q4 2019/20; too few earlier quarters to say what is usual: that takes six."),
        (
            share(9, 10, (9, 10), (8, 10)),
            "90.0% in Q4 2019/20; too few earlier quarters to say what is usual: that takes three of the four before.",
        ),
        (share(3, 4, *[(9, 10)] * 4), "75.0% in Q4 2019/20; too few cases to compare with the four quarters before."),
        (count(2.0, [0.0, 1, 0, 1, 0, 2, 0, 0]), "2 in Q4 2019/20; 2 up on Q4 2018/19 (0)."),
        (of((None, None, None), []), "No value is known for Q4 2019/20."),
    ],
)
def test_without_a_range_it_says_why_or_what_it_stands_beside(reading: Reading, words: str) -> None:
    assert usual.finding(reading, "Complaints received") == words
    assert usual.band(reading) is None


def test_money_outside_its_range_is_told_in_full_where_short_words_would_read_the_same() -> None:
    past = [2_010_000.0 + 2_000 * (place % 2) for place in range(12)]
    words = usual.finding(count(2_030_000.0, past, MONEY), "Complaints received")
    assert words.startswith("£2,030,000 in Q4 2019/20 is above its usual range of £2,0")


def test_an_end_that_nature_sets_is_no_limit() -> None:
    drawn = usual.band(share(99, 100, *[(99, 100)] * 4))
    assert drawn is not None
    assert drawn["upper"] is None
    drawn = usual.band(count(3.0, [2.0, 5, 1, 4, 2, 5, 1, 4]))
    assert drawn is not None
    assert drawn["lower"] is None


def rows(values, remarks=()):
    found = [
        {"period": (Q4 - back).label, "quarter": Q4 - back, "value": value, "remark": ""}
        for back, value in zip(range(len(values) - 1, -1, -1), values, strict=True)
    ]
    for place in remarks:
        found[place]["remark"] = "Clearly worse"
    return found


def test_a_range_from_few_quarters_is_called_a_trial() -> None:
    few = LEVEL[:8]
    assert "trial limits" in usual.note(count(90.0, few), rows([*few, 90.0]))
    whole = usual.note(count(90.0, LEVEL), rows([*LEVEL, 90.0]))
    assert whole == "The grey band is its usual range, worked out from Q4 2016/17 to Q3 2019/20."


@pytest.mark.parametrize(
    ("remarks", "words"), [([0], "Ringed: Q4 2016/17; it"), (range(4), "Ringed: four quarters; each")]
)
def test_ringed_quarters_are_named_where_they_are_few(remarks, words: str) -> None:
    assert words in usual.note(count(90.0, LEVEL), rows([*LEVEL, 90.0], remarks))


def test_a_ring_is_what_the_verdict_of_its_own_quarter_says() -> None:
    assert usual.remark(count(96.0, LEVEL).verdict) == "Clearly worse"
    assert usual.remark(count(90.0, LEVEL).verdict) == ""
    assert usual.remark(count(2.0, [1.0]).verdict) == ""


def test_how_a_range_is_worked_out_is_said_of_each_kind() -> None:
    assert "2.66 times" in usual.how(count(90.0, LEVEL), 3)
    assert "3 standard deviations of a share" in usual.how(share(9, 10, *[(9, 10)] * 4), 3)
    assert usual.how(count(90.0, LEVEL[:5]), 3) == ""
