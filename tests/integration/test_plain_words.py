"""What we explain can be read by who has had nine years of school: by the Flesch-Kincaid grade, numbers taken out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import html
from pyphen import Pyphen

from dashboard.basics.config import ROOT, Settings
from dashboard.catalogue.files import read_catalogue
from dashboard.pages.registry import PAGES
from dashboard.store.data import Data
from layouts.accessibility import statement
from layouts.themed import ThemedPage

MOST = 9
SYLLABLES = Pyphen(lang="en_US", left=1, right=1)
NUMBER = r"[£\d](?:[\d,./]*\d)?%?"
COUNCILS = ("medway", "thurrock", "maidstone")


def grade(text: str) -> float:
    """The years of school that a text asks for: Kincaid and others, Naval Technical Training Command, 1975."""
    text = re.sub(NUMBER, "", text)
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", text) if re.search("[a-z]", one)]
    words = re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)
    syllables = sum(len(SYLLABLES.positions(word.lower())) + 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_grade_tells_a_plain_sentence_from_a_hard_one() -> None:
    assert grade("The cat sat on the mat.") < 1
    assert grade("Contractual obligations necessitate comprehensive documentation of organisational liabilities.") > 20
    assert grade("We had 1,234.5 of them, or £12.") == grade("We had of them, or.")


@pytest.mark.parametrize("file", ["data/catalogue/measures.csv", "dashboard/sample/catalogue/council_measures.csv"])
def test_each_definition_can_be_read(file: str) -> None:
    rows = list(csv.DictReader((ROOT / file).read_text(encoding="utf-8").splitlines()))
    named = {(row.get("id") or row["measure"]): row["definition"] for row in rows if row["definition"]}
    assert named
    assert {name: round(found, 1) for name, text in named.items() if (found := grade(text)) >= MOST} == {}


def test_each_meaning_of_the_glossary_can_be_read() -> None:
    terms = read_catalogue().glossary
    assert terms
    assert {one.word: round(found, 1) for one in terms if (found := grade(one.meaning)) >= MOST} == {}


@pytest.mark.parametrize("page", [page for page in PAGES if page.dataset], ids=lambda page: page.key)
def test_what_a_card_says_about_itself_can_be_read(sample_store: Path, page) -> None:
    data = Data(Settings(data=sample_store))
    drawn = [ThemedPage.of(data, page).content(data, f"?council={council}")[1] for council in COUNCILS]
    texts = {card["about"]["definition"] for one in drawn for card in one["cards"]} - {""}
    assert {text: round(found, 1) for text in texts if (found := grade(text)) >= MOST} == {}


def test_the_accessibility_statement_can_be_read(sample_store: Path) -> None:
    texts = [f"{text_of(part).rstrip('.:')}." for part in parts(statement(Data(Settings(data=sample_store))))]
    named = [text for text in texts if "Accessibility Regulations" in text]  # laws and bodies have the names they have
    assert len(named) == 1
    assert {text: round(found, 1) for text in texts if text not in named and (found := grade(text)) >= MOST} == {}


def parts(nodes: list[Any]) -> Iterator[Any]:
    """The paragraphs and points of a text."""
    for node in nodes:
        yield from node.children if isinstance(node, html.Ul) else [node] if isinstance(node, html.P) else []


def text_of(node: Any) -> str:
    """What it says."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    return re.sub(r"\s+", " ", str(node)) if isinstance(node, str) else text_of(node.children or "")
