"""Printed figures: read as a person reads them, and compared at the precision of the print."""

from __future__ import annotations

import pytest

from dashboard.catalogue.printed import read_printed


@pytest.mark.parametrize(
    ("text", "value", "fits"),
    [
        ("90.2%", 90.2222, True),
        ("90.2%", 90.2501, False),
        ("90.22%", 90.2222, True),
        ("93%", 92.5, True),
        ("93%", 92.49, False),
        ("90.0%", 90, True),
        ("98.1", 98.14, True),
        ("225", 225, True),
        ("225", 225.6, False),
        ("1516", 1516, True),
        ("74,635", 74635, True),
        ("2,421K", 2_421_400, True),
        ("2,421K", 2_421_600, False),
        ("£13.1 million", 13_149_000, True),
        ("£13.1 million", 13_151_000, False),
        ("seven", 7, True),
        ("Five", 4, False),
        ("−5.9", -5.9, True),
        ("-5.9", 5.9, False),
        ("almost £61million", 60_500_000, True),
        ("almost £61million", 60_300_000, False),
        ("almost £61million", 61_000_001, False),
        ("nearly 50%", 49.6, True),
        ("over 30%", 30.1, True),
        ("over 30%", 30, False),
        ("more than 2,000", 2001, True),
        ("roughly £320 million", 335e6, True),
        ("roughly £320 million", 337e6, False),
        ("0", 0, True),
    ],
)
def test_a_number_fits_what_is_printed(text: str, value: float, fits: bool) -> None:
    printed = read_printed(text)
    assert printed is not None
    assert printed.fits(value) is fits


@pytest.mark.parametrize("text", ["Reduction", "Lower than 2015/16", "n/a", "<10", "8:23", "", "12,34", "1,234,56"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert read_printed(text) is None


def test_a_sign_is_noticed() -> None:
    signs = [printed.signed for text in ("+2.9", "2.9%") if (printed := read_printed(text))]
    assert signs == [True, False]


@pytest.mark.parametrize(("text", "number"), [("Thirty Five", 35), ("Twenty six", 26), ("ninety", 90), ("Eleven", 11)])
def test_numbers_in_words_are_read(text: str, number: int) -> None:
    found = read_printed(text)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("text", ["twenty zero", "twenty twenty", "five thirty", "thirty five six"])
def test_words_that_make_no_number_are_not_read(text: str) -> None:
    assert read_printed(text) is None
