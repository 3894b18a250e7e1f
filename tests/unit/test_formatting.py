"""Numbers, changes and dates as readers see them."""

import datetime as dt

import pytest

from dashboard.basics import formatting as fmt


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(1234.4, 0, "1,234"), (-5.9, 1, "−5.9"), (0.05, 1, "0.1"), (2.675, 2, "2.68"), (-0.04, 1, "0.0"), (None, 0, "—")],
)
def test_numbers_have_thousands_separators_and_a_true_minus_sign(value, decimals, shown):
    assert fmt.number(value, decimals) == shown


def test_halves_round_away_from_zero_as_readers_expect():
    assert [fmt.rounded(value) for value in (0.5, 1.5, 2.5, -2.5)] == [1, 2, 3, -3]


def test_a_percentage_keeps_its_decimal_and_a_target_drops_one_it_does_not_need():
    assert fmt.percent(90.2222) == "90.2%"
    assert (fmt.target(80.0), fmt.target(82.5), fmt.target(None)) == ("80%", "82.5%", "—")


def test_pounds_are_exact_in_tables_and_rounded_in_words():
    assert fmt.pounds(1234567.4) == "£1,234,567"
    assert fmt.pounds(-300) == "−£300"
    assert [fmt.pounds_in_words(value) for value in (2_440_000, 61_000_000, 999_600, 310_400, 850, None)] == [
        "£2.4 million",
        "£61 million",
        "£1 million",
        "£310,000",
        "£850",
        "not available",
    ]


def test_a_change_says_its_direction_size_and_unit():
    assert fmt.points(-5.9) == "down 5.9 points"
    assert fmt.points(1.0) == "up 1.0 point"
    assert fmt.points(0.04) == "no change"
    assert fmt.points(None) == "not available"
    assert fmt.moved(-106) == "down 106"


def test_a_signed_change_shows_plus_and_minus_but_nothing_before_zero():
    assert [fmt.signed(value) for value in (12, -106, 0, None)] == ["+12", "−106", "0", "—"]


def test_counts_agree_with_their_nouns():
    assert [fmt.plural(count, "complaint") for count in (0, 1, 2)] == ["no complaints", "1 complaint", "2 complaints"]
    assert fmt.days(1) == "1 working day"
    assert fmt.days(10) == "10 working days"
    assert (fmt.in_words(3), fmt.in_words(12)) == ("three", "12")


def test_shares_and_intervals_need_both_their_ends():
    assert fmt.share_of(203, 225) == "203 of 225"
    assert fmt.share_of(None, 225) == "—"
    assert fmt.interval(85.62, 93.47) == "85.6% to 93.5%"
    assert fmt.interval(None, 93.47) == "—"


def test_dates_and_months_are_written_out():
    assert fmt.date(dt.date(2020, 3, 31)) == "31 March 2020"
    assert fmt.month(dt.date(2020, 2, 29)) == "February 2020"
    assert fmt.date(None) == "—"


def test_lists_end_with_and():
    assert fmt.listed(["Parking"]) == "Parking"
    assert fmt.listed(["Parking", "Waste"]) == "Parking and Waste"
    assert fmt.listed(["Parking", "Planning", "Waste"]) == "Parking, Planning and Waste"
    assert fmt.listed(["Children and Adults", "Waste"]) == "Children and Adults; and Waste"
    assert fmt.listed(["Roads", "Culture, Sport", "Waste"]) == "Roads; Culture, Sport; and Waste"
    assert fmt.listed(["Children and Adults (3)", "Waste (2)"]) == "Children and Adults (3) and Waste (2)"


def test_a_value_is_written_in_its_unit():
    assert fmt.in_unit(90.2222, "percent", 1) == "90.2%"
    assert fmt.in_unit(1234, "gbp") == "£1,234"
    assert fmt.in_unit(225, "count") == "225"
    assert fmt.in_unit(3.35, "per_1000", 2) == "3.35"


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (None, "—"),
        (0, "£0"),
        (850, "£850"),
        (2_500, "£2.5k"),
        (310_400, "£310k"),
        (999_600, "£1m"),
        (47_508_580, "£47.5m"),
        (-65_000, "−£65k"),
    ],
)
def test_pounds_are_short_in_charts(value: float | None, short: str) -> None:
    assert fmt.pounds_short(value) == short


def test_steps_of_an_axis_of_pounds_keep_apart() -> None:
    assert [fmt.pounds_short(value, 2) for value in (0, 250_000, 1_250_000, 1_500_000, 12_500)] == [
        "£0",
        "£250k",
        "£1.25m",
        "£1.5m",
        "£12.5k",
    ]


def test_a_chart_keeps_pence_that_matter() -> None:
    assert fmt.in_chart(2.135, "gbp", 2) == "£2.14"
    assert fmt.in_chart(213_500, "gbp") == "£214k"
    assert fmt.in_chart(90.222, "percent", 1) == "90.2%"


@pytest.mark.parametrize(
    ("value", "shown"), [(227.0, "227"), (3.6, "3.6"), (1234.04, "1,234"), (0.05, "0.1"), (None, "—")]
)
def test_full_time_equivalents_drop_the_decimal_they_do_not_need(value: float | None, shown: str) -> None:
    assert fmt.in_unit(value, "fte", 1) == shown


def test_months_agree_with_their_number() -> None:
    assert [fmt.in_unit(value, "months") for value in (1, 14, None)] == ["1 month", "14 months", "—"]


def test_minutes_are_written_with_their_seconds() -> None:
    assert [fmt.in_unit(value, "minutes", 2) for value in (8 + 23 / 60, 0, -0.5, None)] == [
        "8:23",
        "0:00",
        "−0:30",
        "—",
    ]
