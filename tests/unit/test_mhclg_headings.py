"""Which column of the Ministry's tables is which, by its headings."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.imports.mhclg_headings import A1, TA1, matching, plain
from dashboard.imports.mhclg_workbook import days_in, quarters_in, single_spaced


def wanted(name: str):
    """The column of this name."""
    return next(one for one in (*TA1, *A1) if one.name == name)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Total number of households in TA1,2,3,4", "total number of households in ta"),
        ("Number of households in area5  (000s)", "number of households in area (000s)"),
        ("Any other type (and not known)6", "any other type (and not known)"),
        ("Total initial assessments 1, 2", "total initial assessments"),
        ("Prevention duty owed³", "prevention duty owed"),
        ("Total with 16/17-year-old main applicant", "total with 16/17-year-old main applicant"),
        ("resident more than 6 weeks", "resident more than 6 weeks"),
        ("Households [note 4]", "households"),
    ],
)
def test_footnotes_go_and_other_numbers_stay(printed, words):
    assert plain(printed) == words


def test_what_stands_over_the_words_may_be_anything():
    headings = {4: ("sum of total households in ta", "total number of households in ta"), 5: ("grand total",)}
    assert matching(wanted("ta_households"), headings) == [4]


def test_households_with_children_are_not_all_households():
    headings = {4: ("total number of households in ta with children",), 5: ("total number of children in ta",)}
    assert matching(wanted("ta_households"), headings) == []
    assert matching(wanted("ta_with_children"), headings) == [4]
    assert matching(wanted("ta_children"), headings) == [5]


def test_cases_under_review_are_not_all_cases_over_six_weeks():
    group = "bed and breakfast hotels (including shared annexes)"
    over = "total with children and resident more than 6 weeks"
    headings = {4: (group, over), 5: (group, f"{over} and pending review / appeal")}
    assert matching(wanted("bb_with_children_over_six_weeks"), headings) == [4]


def test_households_of_the_area_are_taken_only_in_thousands():
    assert matching(wanted("households_in_area"), {4: ("number of households in area",)}) == []


@pytest.mark.parametrize(
    ("title", "quarter"),
    [
        ("Table TA1\nEngland, 30 June 2024", "2024-25-Q1"),
        ("at the end of quarter 31st December 2023", "2023-24-Q3"),
        ("January to March 2024", "2023-24-Q4"),
        ("England, 31 March 20233", "2022-23-Q4"),
        ("England, January to March 20231,2", "2022-23-Q4"),
        ("Oct – Dec 2018", "2018-19-Q3"),
        ("July 2019 to September 2019 (revised)", "2019-20-Q2"),
    ],
)
def test_a_title_names_its_quarter(title, quarter):
    assert [period.id for period in quarters_in(title)] == [quarter]


@pytest.mark.parametrize(
    "title",
    ["April 2023 to March 2024", "2023-24", "15 June 2024", "May to July 2024", "31 June 2024", "September 2024"],
)
def test_a_title_of_anything_else_names_none(title):
    assert list(quarters_in(title)) == []


def test_a_day_that_does_not_exist_is_none():
    assert list(days_in(single_spaced("31 February 2025, 27  February 2025"))) == [dt.date(2025, 2, 27)]
