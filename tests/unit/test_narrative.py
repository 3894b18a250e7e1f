"""The sentences of a report that restate numbers."""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_catalogue
from dashboard.measures.components import Reading
from dashboard.measures.verdicts.record import Verdict
from dashboard.report.word.chapters import printed_note
from dashboard.views.complaints import prose
from dashboard.views.pieces import About, Card, Column, Table

CATALOGUE = read_catalogue()
QUARTER = Period.parse("2019-20-Q4")
RECEIVED = Reading(
    measure=CATALOGUE.measure("complaints_received"),
    council="medway",
    period=QUARTER,
    part="adults",
    value=227,
    numerator=227,
    denominator=None,
    target=None,
    strict=False,
    status="data_only",
    short_trend="improved",
    long_trend="improved",
    previous=333,
    long_base=None,
)
TIMELINESS = replace(
    RECEIVED,
    measure=CATALOGUE.measure("complaints_timeliness"),
    value=100 * 203 / 225,
    numerator=203,
    denominator=225,
    target=80.0,
    previous=100 * 341 / 355,
)


def test_a_fall_against_both_comparisons_is_said_once() -> None:
    assert prose.received_words(RECEIVED, 241) == (
        "227 complaints were received in Q4 2019/20, fewer than last quarter (333) "
        "and the same quarter of the year before (241)."
    )


def test_a_fall_against_one_and_a_rise_against_the_other_are_told_apart() -> None:
    words = prose.received_words(RECEIVED, 200)
    assert "fewer than last quarter (333) but more than the same quarter of the year before (200)." in words


def test_what_cannot_be_compared_is_not_compared() -> None:
    assert prose.received_words(replace(RECEIVED, previous=None), None) == (
        "227 complaints were received in Q4 2019/20."
    )


def test_one_complaint_and_none_agree_with_their_verbs() -> None:
    one, none = (prose.received_words(replace(RECEIVED, value=n, previous=None), None) for n in (1, 0))
    assert (one, none) == ("1 complaint was received in Q4 2019/20.", "No complaints were received in Q4 2019/20.")


def test_a_gap_is_called_a_gap() -> None:
    assert prose.received_words(replace(RECEIVED, value=None), 241) == "Nothing has been loaded for Q4 2019/20."


def test_timeliness_names_its_cases_its_deadline_and_its_target() -> None:
    assert prose.timeliness_words(TIMELINESS, "within 10 working days") == (
        "203 of 225 answers came within 10 working days: 90.2%, above the 80% target."
    )


def test_without_a_target_none_is_claimed() -> None:
    words = prose.timeliness_words(replace(TIMELINESS, target=None), "within 20 working days")
    assert words.endswith("90.2%, for which there is no target.")


def test_a_stage_without_answers_has_no_share() -> None:
    assert prose.timeliness_words(
        replace(TIMELINESS, value=None, numerator=0, denominator=0), "within 10 working days"
    ) == ("None was answered.")


def test_answers_at_a_stage_without_a_deadline_are_not_called_none() -> None:
    none = replace(TIMELINESS, value=None, numerator=0, denominator=0)
    assert prose.timeliness_words(none, "in time", 4) == "4 were answered; the stage has no deadline."


def test_how_it_has_moved_is_said_as_the_verdict_has_it() -> None:
    verdict = Verdict("met", "look_worse", "down", "the four quarters before", 93.12)
    assert prose.moved_words(replace(TIMELINESS, judge=lambda _: verdict)) == (
        "Worse than the four quarters before (93.1%), which is worth a look."
    )
    assert prose.moved_words(TIMELINESS) == ""


def test_a_year_that_is_over_is_the_year_and_one_that_is_not_is_to_date() -> None:
    assert prose.year_words(TIMELINESS, 93.04) == "For the year 2019/20 it is 93.0% against a target of 80%."
    begun = replace(TIMELINESS, period=Period.parse("2017-18-Q2"), target=None)
    assert prose.year_words(begun, 89.2) == "For 2017/18 to date it is 89.2%."


def test_a_year_with_a_quarter_missing_is_left_out() -> None:
    assert prose.year_words(TIMELINESS, None) == ""


def ombudsman(**counts: int | None) -> Card:
    row = {"period": QUARTER.label, "referred": 10, "decided": 3, "upheld": 1, "not_upheld": 0, "premature": 2}
    columns = [Column("period", "Quarter"), Column("referred", "Referred", "count")]
    columns += [Column("decided", "Decisions", "count"), Column("upheld", "Upheld", "count")]
    columns += [Column("not_upheld", "Not upheld", "count"), Column("premature", "Premature", "count")]
    about = About("", "", "", ())
    return Card("ombudsman", "Ombudsman", "", None, Table(tuple(columns), ({**row, **counts},)), about)


def test_ombudsman_decisions_are_told_by_what_was_decided() -> None:
    assert prose.of_ombudsman(ombudsman(), QUARTER.label).text == (
        "In Q4 2019/20 10 complaints were referred to the Ombudsman, and 3 complaints were decided. "
        "Decisions: 1 upheld and 2 premature."
    )


def test_a_quarter_without_ombudsman_data_is_not_told() -> None:
    assert prose.of_ombudsman(ombudsman(decided=None), QUARTER.label).sentences == ()
    assert prose.of_ombudsman(ombudsman(), "Q3 2019/20").sentences == ()


def test_what_can_be_done_only_on_screen_is_left_out_of_a_note() -> None:
    note = "Stage 1, lowest first. Select a bar to look inside. The table has all 18."
    assert printed_note(note) == "Stage 1, lowest first."
