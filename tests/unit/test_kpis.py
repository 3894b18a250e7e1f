"""Rows of a plan, judged: Thurrock's tables, and what they do not have."""

import pytest

from dashboard.basics.quarters import Period
from dashboard.catalogue.judging import Judging
from dashboard.measures.kpis import Judge

QUARTER = Period.parse("2016-17-Q1")
USUAL = {
    "reported": "2016-17-Q1",
    "measure": "M",
    "measure_code": None,
    "service_area": "S",
    "priority": None,
    "outcome": None,
    "programme": None,
    "unit": "",
    "note": None,
    "numerator": None,
    "denominator": None,
    "place": 0,
}


def row(value, target=None, outturn=None, nature="flow", polarity="lower"):
    return {**USUAL, "value": value, "target": target, "outturn": outturn, "nature": nature, "polarity": polarity}


def judged(*cells, rows=None, scheme="achieved_failed", this=QUARTER, now=False, long_trend="mean_of_four", **more):
    how = Judging(scheme, long_trend="with_this_quarter" if now else long_trend)
    return Judge(how).kpi("thurrock", {**(rows or {}), this: row(*cells, **more)}, this)


@pytest.mark.parametrize(
    ("value", "target", "outturn", "nature", "polarity", "status", "direction"),
    [
        ("2,421K", "Lower than 2015/16", "8,861K", "flow", "lower", "failed", "worsened"),
        ("346", "Reduction", "1516", "flow", "lower", "achieved", "improved"),
        ("15", "Reduction", "37", "flow", "lower", "failed", "worsened"),
        ("4", "n/a", "17", "flow", "neither", "data_only", "same"),
        ("2.22", "2.25", "9.69", "flow", "lower", "achieved", "improved"),
        ("7:27", "<10", "8:23", "rate", "lower", "achieved", "improved"),
        ("10:00", "<10", "8:23", "rate", "lower", "failed", "worsened"),
        ("46", "40", "50", "rate", "lower", "failed", "improved"),
        ("0", "Reduction", "24", "rate", "lower", "achieved", "improved"),
        ("24", "Reduction", "24", "rate", "lower", "failed", "static"),
        ("97%", "85%", "96.5%", "rate", "higher", "achieved", "improved"),
        ("1653", "n/a", "1659", "stock", "neither", "data_only", "lower"),
        ("60.3", "60", "n/a", "rate", "lower", "failed", "not_available"),
        ("n/a", "60", "70", "rate", "lower", "not_available", "not_available"),
        ("5", "Top quartile", "", "stock", "higher", "data_only", "not_available"),
    ],
)
def test_status_and_direction_of_travel(value, target, outturn, nature, polarity, status, direction):
    kpi = judged(value, target, outturn, nature=nature, polarity=polarity)
    assert (kpi.status, kpi.direction) == (status, direction)


def test_a_relative_target_of_a_flow_is_a_quarter_of_the_year_as_shown():
    assert judged("4", "Reduction", "17").target_number == 4
    assert judged("2.5", "Reduction", "9.69").target_number == 2.4
    assert judged("4", "Reduction", "17", nature="stock").target_number == 17


def test_half_of_the_year_falls_to_a_half_year():
    assert judged("9", "Reduction", "17", this=Period.parse("2016-17-H1")).target_number == 9


def test_the_year_before_is_looked_up_where_the_row_does_not_print_it():
    rows = {Period.parse("2015-16"): row("40"), Period.parse("2014-15"): row("20")}
    assert judged("9", "Reduction", None, rows=rows).target_number == 10
    assert judged("9", "Lower than 2014/15", "40", rows=rows).target_number == 5
    assert judged("9", "Lower than 2013/14", "40", rows=rows).status == "data_only"


def test_the_words_of_a_target_say_which_way_is_good():
    assert judged("12", "<10", polarity="neither", nature="rate").status == "failed"


def test_amber_lies_within_five_per_cent():
    assert judged("62", "60", nature="rate", scheme="rag").status == "amber"
    assert judged("65", "60", nature="rate", scheme="rag").status == "red"


def quarters(*values, last="2016-17-Q1"):
    end = Period.parse(last)
    return {end - back: row(value) for back, value in zip(range(len(values), 0, -1), values, strict=True)}


def test_trends_compare_with_the_quarter_before_and_the_mean_of_four():
    kpi = judged("10", rows=quarters("8", "12", "16", "9"))
    assert (kpi.short_trend, kpi.long_base, kpi.long_trend) == ("worsened", 11.25, "improved")


def test_the_long_trend_can_count_this_quarter():
    assert judged("10", rows=quarters("8", "12", "16", "9"), now=True).long_base == 11.75


def test_the_long_trend_can_compare_with_the_same_quarter_of_the_year_before():
    kpi = judged("10", rows=quarters("8", "12", "16", "9"), long_trend="year_before")
    assert (kpi.long_base, kpi.long_of, kpi.long_trend) == (8, "a year ago", "worsened")
    of_the_year = judged("10", None, "44", rows=quarters("12", "16", "9"), long_trend="year_before")
    assert (of_the_year.long_base, of_the_year.long_of) == (11, "a quarter of the year before")


def test_a_quarter_of_the_year_before_stands_for_four_that_are_not_all_known():
    kpi = judged("312", None, "571", rows=quarters("148", "131", "153", "N/A"), polarity="higher")
    assert (kpi.short_trend, kpi.long_base, kpi.long_trend) == ("not_available", 143, "improved")


def test_the_year_to_date_needs_every_quarter():
    last = Period.parse("2016-17-Q2")
    known = {QUARTER: row("139")}
    assert judged("148", rows=known, this=last).year_to_date == 287
    assert judged("148", this=last).year_to_date is None
    assert judged("148", this=last, nature="stock").year_to_date == 148


def test_the_years_target_is_that_of_the_years_own_row():
    kpi = judged("312", "100", rows={Period.parse("2016-17"): row(None, "600")})
    assert (kpi.target_number, kpi.year_target.number) == (100, 600)


def test_bases_are_written_at_the_precision_they_are_compared_at():
    kpi = judged("97%", "85%", "96.5%", nature="rate", polarity="higher")
    assert (kpi.show(kpi.long_base), kpi.long_trend) == ("96.5%", "improved")


def test_a_number_set_for_quarters_is_no_target_of_the_year_that_they_make():
    quarters = {QUARTER + ahead: row("10") for ahead in range(3)}
    rows = {**quarters, QUARTER + 3: row("10")}
    judge = Judge(Judging(), lambda *_: "14")
    assert judge.kpi("thurrock", rows, QUARTER).target_number == 14
    year = judge.kpi("thurrock", rows, QUARTER.as_kind("year"))
    assert (year.value.number, year.target_number) == (40, None)
    alone = {QUARTER.as_kind("year"): row("40")}
    assert judge.kpi("thurrock", alone, QUARTER.as_kind("year")).target_number == 14
