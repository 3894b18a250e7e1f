"""When a comment contradicts the figures, and when it does not."""

import pytest

from dashboard.basics.quarters import Period
from dashboard.measures.comment_checks import contradiction
from dashboard.measures.said.figures import Figure, Figures, Subject

NOW, BEFORE, YEAR_AGO = (Period.parse(text) for text in ("2019-20-Q4", "2019-20-Q3", "2018-19-Q4"))
YEAR = Period.parse("2019-20")
IN_TIME = Subject(
    "timeliness",
    "percent",
    "higher",
    1,
    "Complaints answered within the deadline Answered in time",
    "Complaints answered in the period Corporate stage 1 Corporate stage 2 Adult social care",
)
UPHELD = Subject("upheld", "percent", "lower", 1, "Complaints upheld Upheld", "Complaints answered")
STAGES = (("s1", "Corporate stage 1"), ("s2", "Corporate stage 2"), ("adults", "Adult social care"))
TIMELINESS = Figures(
    IN_TIME,
    NOW,
    (
        Figure("timeliness", "s1", NOW, 90.222, 203, 225, 80),
        Figure("timeliness", "s1", YEAR, 93.018, 1199, 1289, 80),
        Figure("timeliness", "s1", BEFORE, 96.056, 341, 355, 80),
        Figure("timeliness", "s1", YEAR_AGO, 91.064, 214, 235, 80),
        Figure("timeliness", "s2", NOW, 75.926, 41, 54, 75),
        Figure("timeliness", "s2", BEFORE, 76.744, 33, 43, 75),
        Figure("timeliness", "adults", NOW, 47.619, 10, 21),
        Figure("timeliness", "", NOW, 85.152, 281, 330),
        Figure("timeliness", "", BEFORE, 90.987, 424, 466),
        Figure("upheld", "s1", NOW, 40.0, 88, 220),
    ),
    others=(UPHELD,),
    parts=STAGES,
    headline="s1",
    usual=("s1", ""),
)
HOUSEHOLDS = Figures(
    Subject("households", "count", "lower", 0, "Households in temporary accommodation"),
    Period.parse("2017-18-Q2"),
    (
        Figure("households", "", Period.parse("2017-18-Q2"), 354, target=350),
        Figure("households", "", Period.parse("2017-18-Q1"), 327, target=350),
        Figure("households", "", Period.parse("2016-17-Q4"), 351, target=350),
    ),
)
SPEND = Figures(
    Subject("spend", "gbp", "lower", 0, "Spend on agency staff Agency spend"),
    NOW,
    (Figure("spend", "", NOW, 1_905_138), Figure("spend", "", BEFORE, 1_996_695)),
)


@pytest.mark.parametrize(
    "text",
    [
        "Stage 1: 90.2% were answered in time, against the target of 80%.",
        "Year-end performance is a strong 93%.",
        "Performance fell from 96.1% to 90.2%.",
        "Compared with 91.1% a year before, this is lower.",
        "In Q4, 225 complaints were answered, and of those, 203 were answered within 10 working days.",
        "75.9% of stage 2 complaints were answered, above the target of 75%.",
        "It fell by 5.9 percentage points.",
        "Nearly half of adult social care complaints were answered in time.",
        "This is 10.2 percentage points above the target.",
        "The target was met for stage 1 and missed in adult social care.",
        "Volumes were reduced by over 30% at this time.",
        "All were answered within 10 working days.",
    ],
)
def test_what_the_figures_say_does_not_contradict_them(text: str) -> None:
    assert contradiction(text, TIMELINESS) == ""


@pytest.mark.parametrize(
    "text",
    [
        "95% of staff have completed the training.",
        "The service aims to reach 95%.",
        "50% of the late answers were in Planning.",
        "Planning answered 25.0% of its complaints in time.",
        "64% of those who complained were satisfied.",
        "Sickness in the team was 12%.",
        "The national average is 82%.",
        "Performance dropped to 84% in February.",
        "Performance was affected by a 25% increase in complexity.",
        "A new system costing £1.8 million will be introduced.",
        "The manager reviewed 50 complaints.",
    ],
)
def test_numbers_of_something_else_are_passed_over(text: str) -> None:
    assert contradiction(text, TIMELINESS) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The year-end timeliness was 92.9%.", "It says 92.9%; the figures say 93.0%."),
        ("Only 70% were answered in time.", "It says 70%; the figures say 90%."),
        ("This is 96.1%, a record.", "It says 96.1%; the figures say 90.2%."),  # the quarter before, passed off as this
        ("75.9% of stage 1 complaints were answered.", "It says 75.9%; the figures say 90.2%."),
        ("93.0% in the quarter were answered in time.", "It says 93.0%; the figures say 90.2%."),
        ("In Q3 2019/20 the figure was 97.1%.", "It says 97.1% for Q3 2019/20; the figures say 96.1%."),
        ("Stage 2: 77.9%, still above 75%.", "It says 77.9%; the figures say 75.9%."),
        ("91 per cent were answered in time.", "It says 91 per cent; the figures say 90%."),
        ("Two in three adult social care complaints were answered.", "It says Two in three; the figures say 48%."),
        ("Of 225 answers 213 came in time.", "It says 213 of 225; the figures say 203."),
    ],
)
def test_another_number_than_the_figure_of_its_part_and_period_contradicts(text: str, says: str) -> None:
    assert contradiction(text, TIMELINESS) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It fell by 6.9 points.", "It says 6.9 points; the figures say a fall of 5.9 points, from 96.1% to 90.2%."),
        (
            "Timeliness improved to 90.2%.",
            "It speaks of a rise to 90.2%; the figures say a fall of 5.9 points, from 96.1% to 90.2%.",
        ),
        ("We met the 85% target.", "It says a target of 85%; the target is 80%."),
        (
            "The target of 80% was missed.",
            "It says that the target was missed; the figures say 90.2% against 80.0%.",
        ),
        (
            "This is 12.2 percentage points above the target.",
            "It says 12.2 percentage points; the figures say 10.2 points above the target.",
        ),
    ],
)
def test_another_change_direction_or_target_contradicts(text: str, says: str) -> None:
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
        ("Fewer households came: 56 in Q4 compared with 53 in Q3.", True),
        ("Fewer households came: 56 in Q4 compared with 83 in Q3.", False),
    ],
)
def test_a_rise_that_is_a_fall_contradicts_itself(text: str, contradicts: bool) -> None:
    nothing_known = Figures(HOUSEHOLDS.subject, NOW, ())
    assert bool(contradiction(text, nothing_known)) is contradicts


def test_a_figure_of_another_quarter_is_noticed() -> None:
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
        ("There were 25 more households than in the last quarter.", True),
        ("This is 14 above the target of 350.", True),
        ("This is 4 above the target of 350.", False),
        ("The target of 350 was met.", True),
        ("We plan to buy 340 homes.", False),
        ("There are 367 households on the waiting list.", False),
    ],
)
def test_a_count_is_tied_to_its_noun(text: str, contradicts: bool) -> None:
    assert bool(contradiction(text, HOUSEHOLDS)) is contradicts


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("Spend was £1.9 million, down from £1,997,000.", False),
        ("Spend was £1.8 million.", True),
        ("Agency spend rose to £1.9m.", True),
        ("Agency spend fell to £1.9m.", False),
        ("Spend fell by £92,000.", False),
        ("A new system costing £1.8 million will be introduced.", False),
    ],
)
def test_money_is_compared_at_the_precision_written(text: str, contradicts: bool) -> None:
    assert bool(contradiction(text, SPEND)) is contradicts


def test_a_rate_is_compared_with_the_rate() -> None:
    rate = Figures(
        Subject("rate", "per_1000", "lower", 2, "Households per 1,000 households"),
        NOW,
        (Figure("rate", "", NOW, 3.349),),
    )
    assert contradiction("The rate is 3.35 per 1,000 households.", rate) == ""
    assert contradiction("The rate is 4.35 per 1,000 households.", rate).endswith("the figures say 3.35.")


def test_without_a_figure_only_the_text_itself_is_judged() -> None:
    assert contradiction("Take-up was 50.4%.", Figures(IN_TIME, NOW, ())) == ""
