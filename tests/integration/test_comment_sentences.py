"""How often the check of comments is right: sentences over the sample's figures, half of them false."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.measures.comment_checks import contradiction
from dashboard.measures.comment_figures import figures_of
from dashboard.store.data import Data

SENTENCES = Path(__file__).parent.parent / "comment_sentences.csv"
HELD_OUT = 3  # every third sentence was not looked at while the check was written


@dataclass(frozen=True)
class Told:
    """One sentence of the set, and what was found against it."""

    text: str
    is_false: bool
    quotes: str
    found: str


@pytest.fixture(scope="module")
def told(sample_store: Path) -> list[Told]:
    """Every sentence with what the check says of it."""
    data = Data(Settings(data=sample_store))
    figures = cache(lambda measure, period: figures_of(data, "medway", measure, Period.parse(period)))
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [
            Told(
                row["text"],
                row["contradicts"] == "yes",
                row["quotes"],
                contradiction(row["text"], figures(row["measure"], row["period"])),
            )
            for row in csv.DictReader(file)
        ]


def precision(told: list[Told]) -> float:
    """Of what was marked, the share that is false."""
    return sum(one.is_false for one in told if one.found) / sum(bool(one.found) for one in told)


def recall(told: list[Told]) -> float:
    """Of what is false, the share that was marked."""
    return sum(bool(one.found) for one in told if one.is_false) / sum(one.is_false for one in told)


def test_nine_of_ten_marked_sentences_are_false_and_six_of_ten_false_ones_are_marked(told: list[Told]) -> None:
    assert (len(told), sum(one.is_false for one in told)) == (120, 60)
    assert precision(told) >= 0.9, [one.text for one in told if one.found and not one.is_false]
    assert recall(told) >= 0.6, [one.text for one in told if one.is_false and not one.found]


def test_sentences_that_were_held_out_fare_no_worse(told: list[Told]) -> None:
    held_out = told[HELD_OUT - 1 :: HELD_OUT]
    assert len(held_out) == 40
    assert precision(held_out) >= 0.9
    assert recall(held_out) >= 0.6


def test_what_is_quoted_is_the_figure_of_the_right_measure_part_and_period(told: list[Told]) -> None:
    assert [one for one in told if one.is_false and one.found and one.quotes not in one.found] == []
