"""Rows of a plan's measure as numbers: longer periods, several service areas, halves of rates."""

import pytest

from dashboard.basics.quarters import Period
from dashboard.measures.plan_rows import added, halves, mean_of, number_in, row_in, together

Q = [Period.parse(f"2019-20-Q{n}") for n in (1, 2, 3, 4)]
YEAR = Period.parse("2019-20")


def row(value, *, unit="cases", nature="flow", over=None, under=None, target=None, area="Waste"):
    return {
        "value": value, "unit": unit, "nature": nature, "numerator": over, "denominator": under, "target": target,
        "outturn": None, "note": None, "service_area": area,
    }  # fmt: skip


def rate(value, over=None, under=None, **more):
    return row(value, unit="percent", nature="rate", over=over, under=under, **more)


def test_an_amount_is_its_own_numerator():
    assert halves(row("2,421K")) == (2_421_000, 2_421_000, None)


def test_a_rate_is_worked_out_of_its_halves_and_otherwise_as_printed():
    assert halves(rate("66.7%", 2, 3)) == (pytest.approx(200 / 3), 2, 3)
    assert halves(rate("66.7%")) == (66.7, None, None)
    assert halves(rate("66.7%", over=2)) == (66.7, None, None), "one half alone is none"
    assert halves(rate(None, 2, 3))[0] is None
    assert halves(row("3.1", unit="per 1,000 people", nature="rate", over=31, under=10_000))[0] == pytest.approx(3.1)


def test_a_year_is_the_sum_of_its_quarters_and_a_gap_where_one_is_missing():
    rows = {one: row(str(n)) for n, one in enumerate(Q, start=1)}
    assert number_in(rows, YEAR) == 10
    assert number_in(rows, Period.parse("2019-20-H2")) == 7
    assert number_in({**rows, Q[1]: row("n/a")}, YEAR) is None
    assert number_in({one: rows[one] for one in Q[1:]}, YEAR) is None


def test_a_year_s_own_figure_wins_and_its_own_target_stays():
    rows = {one: row("1") for one in Q}
    assert number_in({**rows, YEAR: row("5")}, YEAR) == 5
    planned = row_in({**rows, YEAR: row(None, target="600")}, YEAR)
    assert (planned["value"], planned["target"]) == ("4", "600")


def test_a_stock_is_its_last_quarter_s_and_a_rate_is_pooled_where_its_counts_are_known():
    assert number_in({one: row(str(n), nature="stock") for n, one in enumerate(Q)}, YEAR) == 3
    pooled = row_in({Q[0]: rate("50%", 1, 2), **{one: rate("100%", 2, 2) for one in Q[1:]}}, YEAR)
    assert halves(pooled) == (87.5, 7, 8)
    assert number_in({one: rate("50%") for one in Q}, YEAR) is None, "percentages are never averaged over a year"


def test_what_was_counted_in_different_units_is_not_added():
    rows = {one: row("1") for one in Q}
    assert number_in({**rows, Q[3]: row("1", unit="tonnes")}, YEAR) is None


def test_sums_are_written_like_what_they_are_made_of():
    assert added([row("£1,200.50", unit="£"), row("£99", unit="£")])["value"] == "£1,299.50"
    assert added([row("8,861K", unit="£"), row("1,000K", unit="£")])["value"] == "9,861K"


def test_service_areas_add_up_where_the_unit_does():
    areas = {"Waste": {Q[0]: row("3", target="5")}, "Parks": {Q[0]: row("4", target="5"), Q[1]: row("9")}}
    whole = together(areas)
    assert [whole[one]["value"] for one in Q[:2]] == ["7", "9"]
    assert whole[Q[0]]["target"] is None, "each area's target is of its part"
    rates = {"Waste": {Q[0]: rate("50%", target="60%")}, "Parks": {Q[0]: rate("70%", target="60%")}}
    assert (together(rates)[Q[0]]["value"], together(rates)[Q[0]]["target"]) == (None, "60%")


def test_the_whole_council_s_own_row_is_not_added_to_its_parts():
    assert together({"Waste": {Q[0]: row("3")}, "Whole Council": {Q[0]: row("9")}})[Q[0]]["value"] == "9"


def test_four_quarters_are_pooled_or_else_averaged():
    assert mean_of({one: rate("50%", 1, 2) for one in Q[:3]} | {Q[3]: rate("100%", 6, 6)}, Q) == 75
    assert mean_of({one: rate(f"{n}%") for n, one in zip((40, 50, 60, 70), Q, strict=True)}, Q) == 55
    assert mean_of({one: rate("50%") for one in Q[:3]}, Q) is None
