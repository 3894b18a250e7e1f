"""When a comment contradicts the figures, and when it does not."""

import pytest

from dashboard.measures.comment_checks import Values, contradiction

HOUSEHOLDS = Values("count", 354, {"Q2 2017/18": 354, "target": 350}, {"Q1 2017/18": 327, "Q4 2016/17": 351})
TIMELINESS = Values(
    "percent",
    90.222,
    {"Q4 2019/20": 90.222, "target": 80, "2019/20": 92.96},
    {"Q3 2019/20": 96.06, "Q4 2018/19": 91.14},
)


@pytest.mark.parametrize(
    "text",
    [
        "Year-end performance is a strong 93%.",
        "90.2% were answered in time, against the target of 80%.",
        "Performance fell from 96.1% to 90.2%.",
        "Compared with 91.1% a year before, this is lower.",
        "Volumes were reduced by over 30% at this time.",
        "There was a 10% increase in upheld complaints.",
        "It improved by 5.9 percentage points.",
        "All were answered within 10 working days.",
    ],
)
def test_rounding_and_other_numbers_do_not_contradict_a_percentage(text):
    assert contradiction(text, TIMELINESS) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The year-end timeliness was 92.9%.", "It says 92.9%; the figures say 93.0%."),
        ("Only 70% were answered in time.", "It says 70%; the figures say 90%."),
        ("This is 96.1%, a record.", "It says 96.1%; the figures say 90.2%."),  # the quarter before, passed off as this
    ],
)
def test_a_percentage_that_no_figure_is_contradicts(text, says):
    assert contradiction(text, TIMELINESS) == says


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("Numbers continue to increase (from 453 to 448).", True),
        ("Complaints increased from 453 to 448 this year.", True),
        ("They fell from 448 to 453.", True),
        ("A rise of stage 1 complaints from 344 to 448.", False),
        ("They fell from 453 to 448.", False),
        ("Online forms rose from 6,383 to 7,949 and visits fell from 82,962 to 74,635.", False),
        ("Spend decreased from £2.4 million to £900,000.", False),
    ],
)
def test_a_rise_that_is_a_fall_contradicts_itself(text, contradicts):
    assert bool(contradiction(text, Values("count", None, {}))) is contradicts


def test_a_figure_of_another_quarter_is_noticed():
    text = "This is an increase from the 327 households at the end of Q4 2016/17."
    assert contradiction(text, HOUSEHOLDS) == "It says 327 for Q4 2016/17; the figures say 351."
    assert contradiction(text.replace("Q4 2016/17", "Q1 2017/18"), HOUSEHOLDS) == ""


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("There were 352 households.", True),
        ("There were 354 households, 27 more than the 327 before.", False),
        ("There were 354 households; on 31 August 2017 a panel of 5 met.", False),
        ("By 2017/18 the plan was 12 years old.", False),
    ],
)
def test_a_count_near_the_figure_is_meant_as_it(text, contradicts):
    assert bool(contradiction(text, HOUSEHOLDS)) is contradicts


def test_money_is_compared_at_the_precision_written():
    spend = Values("gbp", 2_421_000, {})
    assert contradiction("Spend was £2.4 million.", spend) == ""
    assert contradiction("Spend was £2.5 million.", spend) == "It says £2.5 million; the figures say £2,421,000."


def test_plain_numbers_by_name_will_do():
    assert contradiction("A strong 93%", {"year": 92.9}) == ""
    assert contradiction("A strong 94%", {"year": 92.9})


def test_without_a_figure_only_the_text_itself_is_judged():
    assert contradiction("Take-up was 50.4%.", Values("percent", None, {})) == ""
