"""Answers are kept within a size, and of those who ask the same at once only one works it out."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.basics.kept import Kept, Part


def test_what_was_asked_before_is_not_made_again() -> None:
    kept: Kept[list[str]] = Kept(10_000)
    first = kept.get("x", lambda: ["made"])
    assert kept.get("x", lambda: ["again"]) is first


def test_the_bytes_kept_stay_below_the_most() -> None:
    kept: Kept[str] = Kept(100_000)
    for number in range(500):
        kept.get(number, lambda: "x" * 1000)
    assert kept.bytes == sum(size for _, size in kept.found.values()) <= 100_000
    assert list(kept.found)[-1] == 499
    assert len(kept.found) > 10


def test_a_long_question_counts_as_well() -> None:
    kept: Kept[str] = Kept(100_000)
    for number in range(500):
        kept.get(str(number) * 1000, lambda: "")
    assert sum(len(key) for key in kept.found) <= 100_000


def test_a_text_among_the_parts_of_an_answer_counts_as_long_as_it_is() -> None:
    kept: Kept[tuple[int, str]] = Kept(10_000)
    kept.get("x", lambda: (1, "x" * 8_000))
    assert 8_000 < kept.bytes < 9_000


def test_what_was_asked_for_last_stays() -> None:
    kept: Kept[str] = Kept(100_000)
    kept.get("often", lambda: "x" * 1000)
    for number in range(500):
        kept.get(number, lambda: "x" * 1000)
        kept.get("often", lambda: "lost")
    assert kept.get("often", lambda: "lost") != "lost"


def test_an_answer_larger_than_all_the_room_is_given_and_not_kept() -> None:
    kept: Kept[str] = Kept(10_000)
    kept.get("small", lambda: "x")
    assert len(kept.get("large", lambda: "x" * 10_000)) == 10_000
    assert list(kept.found) == ["small"]


def test_of_several_who_ask_at_once_one_works_it_out() -> None:
    kept: Kept[str] = Kept(10_000)
    begun, go, made = threading.Event(), threading.Event(), []

    def make() -> str:
        made.append(1)
        begun.set()
        go.wait(30)
        return "answer"

    with ThreadPoolExecutor(4) as people:
        first = people.submit(kept.get, "x", make)
        begun.wait(30)
        others = [people.submit(kept.get, "x", make) for _ in range(3)]
        go.set()
        assert [one.result(30) for one in (first, *others)] == ["answer"] * 4
    assert made == [1]


def test_an_error_reaches_everyone_who_waits_and_is_not_kept() -> None:
    kept: Kept[str] = Kept(10_000)

    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("x", fail)
    assert kept.get("x", lambda: "answer") == "answer"


def test_a_part_finds_nothing_of_the_whole_and_takes_of_its_room() -> None:
    whole: Kept[str] = Kept(100_000)
    part = Part(whole, "part")
    assert (whole.get("x", lambda: "whole"), part.get("x", lambda: "part")) == ("whole", "part")
    assert (whole.get("x", lambda: "again"), part.get("x", lambda: "again")) == ("whole", "part")
    for number in range(500):
        part.get(number, lambda: "x" * 1000)
    assert whole.get("x", lambda: "made anew") == "made anew"
    assert whole.bytes <= 100_000
