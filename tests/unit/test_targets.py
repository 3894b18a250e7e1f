"""Values and targets as plans write them."""

import pytest

from dashboard.catalogue.targets import Value, is_empty, parse_target, parse_value


@pytest.mark.parametrize(
    ("text", "unit", "number", "decimals", "form"),
    [
        ("8:23", "mins:sec", 8 + 23 / 60, 2, "minutes"),
        ("96.5%", "percent", 96.5, 1, "percent"),
        ("98.1", "percent", 98.1, 1, "percent"),
        ("2,421K", "£", 2_421_000, -3, "pounds"),
        ("£1,234.50", "", 1234.5, 2, "pounds"),
        ("£16.6 million", "", 16_600_000, -5, "pounds"),
        ("107,861", "calls", 107_861, 0, "number"),
        (" 2151 ", "emails", 2151, 0, "number"),
        ("Eight", "people", 8, 0, "number"),
        ("-3.5", "", -3.5, 1, "number"),
        ("0", "percent", 0, 0, "percent"),
    ],
)
def test_a_value_is_read_with_its_precision_and_form(text, unit, number, decimals, form):
    value = parse_value(text, unit)
    assert (value.number, value.decimals, value.form) == (pytest.approx(number), decimals, form)
    assert value.text == text.strip()


@pytest.mark.parametrize(
    "text", [None, "", "n/a", "N/A", "NO TARGET SET", "-", "14 out of 400+", "1,5", "8:75", "soon"]
)
def test_what_is_no_number_has_none(text):
    assert parse_value(text).number is None


def test_an_empty_cell_is_told_from_text_that_cannot_be_read():
    assert is_empty("N/A")
    assert is_empty(None)
    assert not is_empty("soon")


@pytest.mark.parametrize(
    ("text", "unit", "number", "written"),
    [
        ("8:23", "", 7.45, "7:27"),
        ("8:23", "", 9.999, "10:00"),
        ("96.5%", "", 97.0, "97.0%"),
        ("99", "percent", 98.0, "98%"),
        ("2,421K", "£", 2_215_250, "2,215K"),
        ("£16.6 million", "", 47_500_000, "£47.5 million"),
        ("£1,234", "", -300, "−£300"),
        ("17", "", 4.25, "4"),
        ("17", "", None, "—"),
    ],
)
def test_other_numbers_are_written_like_the_value(text, unit, number, written):
    assert parse_value(text, unit).show(number) == written


@pytest.mark.parametrize(
    ("text", "number", "sense", "strict"),
    [
        ("60", 60, "", False),
        ("85%", 85, "", False),
        ("<10", 10, "lower", True),
        ("< 8:30", 8.5, "lower", True),
        (">= 95%", 95, "higher", False),
        ("at most 3", 3, "lower", False),
        ("95% or more", 95, "higher", False),
        ("More than 100", 100, "higher", True),
        ("35,000", 35_000, "", False),
    ],
)
def test_a_target_number_has_a_sense_where_the_words_give_one(text, number, sense, strict):
    target = parse_target(text)
    assert (target.kind, target.number, target.sense, target.strict) == ("number", number, sense, strict)


@pytest.mark.parametrize(
    ("text", "sense", "strict", "year"),
    [
        ("Lower than 2015/16", "lower", True, "2015-16"),
        ("Reduction", "lower", True, ""),
        ("reduction on last year", "lower", True, ""),
        ("Increase", "higher", True, ""),
        ("Higher than 2015-2016", "higher", True, "2015-16"),
        ("No increase", "lower", False, ""),
        ("Improvement", "", True, ""),
        ("Maintain", "", False, ""),
    ],
)
def test_a_relative_target_names_a_year_or_means_the_one_before(text, sense, strict, year):
    target = parse_target(text)
    assert (target.kind, target.sense, target.strict, target.year) == ("relative", sense, strict, year)
    assert target.number is None


@pytest.mark.parametrize(
    ("text", "kind"), [("n/a", "none"), (None, "none"), ("Top quartile", "words"), ("10% less", "words")]
)
def test_a_target_that_cannot_be_judged_is_kept_in_its_words(text, kind):
    assert parse_target(text).kind == kind


def test_a_value_is_the_same_whoever_asks():
    assert parse_value("60.3") == Value("60.3", 60.3, 1, "number")
