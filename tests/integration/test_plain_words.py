"""What we explain can be read by who has had nine years of school: by the Flesch-Kincaid grade, numbers taken out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from dash import html
from pyphen import Pyphen

from dashboard.basics.config import ROOT, Settings
from dashboard.basics.quarters import FULL_MONTH_NAMES
from dashboard.catalogue.files import read_catalogue
from dashboard.measures import entered
from dashboard.pages.registry import PAGES, Page
from dashboard.store.data import Data
from dashboard.views import contract
from dashboard.views.pieces import View
from layouts.accessibility import statement
from layouts.terms import pattern
from layouts.themed import ThemedPage

MOST = 9
SYLLABLES = Pyphen(lang="en_US", left=1, right=1)
NUMBER = r"[£\d](?:[\d,./]*\d)?%?"
COUNCILS = ("medway", "thurrock", "maidstone")
MOST_OF_A_SENTENCE = 9.5  # beyond nine are those that name several services and say how they differ from the whole
FEW, USUAL = 10, 1.5  # words, and syllables of one
WORD = r"[A-Za-z]+(?:['’][a-z]+)?"
NAME = re.compile(r"(?!(?:Q|H)\d|20\d\d|[A-Z][a-z]+ 20\d\d$)[%A-Z]")  # and no period
FIGURES = re.compile(rf"{'|'.join(FULL_MONTH_NAMES)}|\((?:{NUMBER}|of|to|and|[ ,;])+\)")
TERMS = re.compile(pattern(read_catalogue().glossary), re.IGNORECASE)
NONE: Any = {"options": []}
PARTS = ("directorate", "service", "service_area", "committee", "council")


def grade(text: str) -> float:
    """The years of school that a text asks for: Kincaid and others, Naval Technical Training Command, 1975."""
    text = re.sub(NUMBER, "", text)
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", text) if re.search("[a-z]", one)]
    words = re.findall(WORD, text)
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


@pytest.mark.parametrize("page", [page for page in PAGES if page.dataset], ids=lambda page: page.key)
def test_each_sentence_of_a_page_can_be_read(sample_store: Path, page: Page) -> None:
    data = Data(Settings(data=sample_store))
    drawn = [ThemedPage.of(data, page).content(data, query) for query in states(data, page)]
    names = in_one(names_of(data, drawn))
    texts = {text for view, one in drawn for text in said(view, one)}
    found = {text: sentences(names.sub("Kent", text)) for text in texts}
    hard = {
        one: round(mark, 1) for parts in found.values() for one, mark in parts.items() if mark >= MOST_OF_A_SENTENCE
    }
    assert len(texts) > 3
    assert hard == {}
    marks = [mark for parts in found.values() for mark in parts.values()]
    assert sum(marks) / len(marks) < MOST - 2


def test_a_sentence_of_few_words_a_name_and_a_date_are_graded_as_they_are_read() -> None:
    (short,) = sentences("Illustrative records.").values()
    assert short < MOST < grade("Illustrative records.")
    assert [*sentences("In January 2020 (40 of 60) they had 20.").values()] == [*sentences("In they had.").values()]
    assert len(sentences("One came; `scrutiny load` brings the rest. It is late: see below.")) == 4
    assert (
        max(sentences("Comprehensive organisational documentation necessitates considerable expenditure.").values())
        > 20
    )


def states(data: Data, page: Page) -> Iterator[str]:
    """Addresses of the page for each council: as it opens, and with other choices of each filter."""
    for council in COUNCILS:
        yield f"?council={council}"
        filters = ThemedPage.of(data, page).content(data, f"?council={council}")[1]["filters"]
        for name, control in filters["controls"].items():
            offered = [value for value, _ in control["options"] if value]
            for value in offered if name == "measure" else offered[:2]:
                yield "?" + urlencode({"council": council, name: value})


def said(view: View, drawn: contract.Page) -> Iterator[str]:
    """What the page says in sentences of ours."""
    yield from (view.headline, view.support, view.items_note, *view.notices)
    yield from (section.text for section in view.sections)
    for card in drawn["cards"]:
        about = card["about"]
        yield from (card["finding"], card["note"], about["definition"], about["numerator"], about["denominator"])


def names_of(data: Data, drawn: list[tuple[View, contract.Page]]) -> set[str]:
    """What a council calls its parts, the measures and aims of its plan, and its papers; and what it says of itself."""
    catalogue = data.catalogue
    found = {name for one in catalogue.plan.values() for name in (one.priority, one.outcome, one.programme, one.named)}
    found |= {one.title for one in catalogue.documents.values()} | {one.source for one in catalogue.deadlines}
    found |= {one.text for one in catalogue.events}
    entered_by = [(council, one) for council in COUNCILS for one in entered.measures(data, council).values()]
    found |= {area for council, one in entered_by for area in entered.areas(data, one, council)}
    for _, page in drawn:
        controls = page["filters"]["controls"]
        options = [one for name in PARTS for one in controls.get(name, NONE)["options"]]
        options += [one for one in controls.get("measure", NONE)["options"] if one[0].startswith("kpi:")]
        found |= {label for _, label in options}
        found |= {row[0] for card in page["cards"] for row in card["table"]["rows"] if isinstance(row[0], str)}
    named = {name for name in found if NAME.match(name)}
    return named | {name.lower() for name in named if " " in name}  # kinds, which stand in small letters in a sentence


def in_one(names: set[str]) -> re.Pattern[str]:
    """What finds any of these, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def sentences(text: str) -> dict[str, float]:
    """Each sentence with its grade.

    Colons and semicolons end one, as the formula's authors counted (Flesch, How to write plain English, 1979). Names
    are words of one syllable here, and so are the terms whose meaning the page opens: nobody spells out a name, and the
    words of the trade stay. Dates, and brackets that hold figures alone, are numbers. The formula was made from
    passages of a hundred words and says little of two: a shorter sentence is filled up to ten words of usual length.
    """
    text = TERMS.sub("word", FIGURES.sub("", re.sub("`[^`]*`", "It", text)))
    parts = [one for one in re.split(r"(?<=[.!?;:])\s+", text) if re.search("[a-z]", one)]
    return {one: filled_up(re.findall(WORD, re.sub(NUMBER, "", one))) for one in parts}


def filled_up(words: list[str]) -> float:
    """The grade of these words, as of ten if they are fewer."""
    missing = max(0, FEW - len(words))
    syllables = sum(len(SYLLABLES.positions(word.lower())) + 1 for word in words) + USUAL * missing
    return 0.39 * len(words) + 11.8 * syllables / (len(words) + missing) - 15.59


def parts(nodes: list[Any]) -> Iterator[Any]:
    """The paragraphs and points of a text."""
    for node in nodes:
        yield from node.children if isinstance(node, html.Ul) else [node] if isinstance(node, html.P) else []


def text_of(node: Any) -> str:
    """What it says."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    return re.sub(r"\s+", " ", str(node)) if isinstance(node, str) else text_of(node.children or "")
