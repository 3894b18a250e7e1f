"""The words that pages explain: how they are found in a text, and what a council changes of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.basics.errors import CatalogueError
from dashboard.catalogue.files import read_catalogue
from dashboard.catalogue.records import Term
from layouts.terms import NONE, known, pattern

TERMS = (
    Term("upheld", "Upheld", ("upheld", "partly upheld"), "Found to be right."),
    Term("stage-1", "Stage 1", ("stage 1", "corporate stage 1"), "The first step."),
)
HERE_TOO = "take it out, or explain Upheld here too."
FOOT = '<a href="/glossary?council=kent">What words mean</a>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Upheld or partly upheld", ["Upheld", "partly upheld"]),
        ("Corporate Stage 1 and stage 1.", ["Corporate Stage 1", "stage 1"]),
        ("stage 10, upheldly, non-upheld", []),
    ],
)
def test_a_form_is_found_whole_the_longest_first(text: str, found: list[str]) -> None:
    assert re.findall(pattern(TERMS), text, re.IGNORECASE) == found


def test_the_first_use_in_a_sentence_leads_to_its_meaning() -> None:
    page = f'<p class="finding">Some were partly upheld, &amp; others upheld.</p><p class="note">Upheld</p>{FOOT}'
    link = '<a class="term" href="/glossary?council=kent#upheld">partly upheld</a>'
    assert known(TERMS).marked(page) == page.replace("partly upheld", link)


@pytest.mark.parametrize(
    "page",
    [
        '<p class="support"><a href="/upheld">upheld</a> <code>upheld</code> <b data-of="upheld">3</b></p>',
        "<table><tr><td>upheld</td></tr></table>",
        '<p class="quote-heading">upheld</p>',
        '<p id="upheld" class="finding">Nothing of it.</p>',
    ],
)
def test_links_commands_tables_and_the_words_of_others_stay_as_they_are(page: str) -> None:
    assert known(TERMS).marked(page + FOOT) == page + FOOT


def test_without_terms_nothing_is_marked() -> None:
    page = f'<p class="finding">upheld</p>{FOOT}'
    assert known(()).marked(page) == NONE.marked(page) == page


def test_a_council_replaces_a_term_and_adds_one(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "glossary.csv").write_text(
        "term,meaning\namber,Nearly there.\nWard,A part of the town.\n"
    )
    ours = {one.id: one for one in read_catalogue().glossary}
    terms = {one.id: one for one in read_catalogue(tmp_path).glossary}
    assert ours.keys() | {"ward"} == terms.keys()
    assert terms["amber"].meaning == "Nearly there."
    assert list(terms) == sorted(terms)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "Ward,wards|Area,A.\nPart,area,B.\n",
            'line 3, forms: "area". Line 2 has "area" with Ward already; take it out of one of them.',
        ),
        (
            "Part,area,A.\nArea,,B.\n",
            'line 3, term: "Area". Line 2 has "area" with Part already; take it out of one of them.',
        ),
        (
            "Ward, Partly Upheld,A.\n",
            'line 2, forms: "Partly Upheld". The project has "partly upheld" with Upheld already; ' + HERE_TOO,
        ),
    ],
)
def test_a_form_of_two_terms_is_refused(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "catalogue").mkdir()
    file = tmp_path / "catalogue" / "glossary.csv"
    file.write_text(f"term,forms,meaning\n{rows}")
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(tmp_path)
    assert f"{file}, {told}" in str(refused.value)


def test_a_form_of_a_term_that_a_council_replaces_is_free(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "glossary.csv").write_text(
        "term,forms,meaning\nUpheld,,Right.\nIn part,partly upheld,Right in part.\n"
    )
    assert "partly upheld" in next(one.forms for one in read_catalogue(tmp_path).glossary if one.id == "in-part")


def test_no_form_belongs_to_two_terms() -> None:
    forms = [form for one in read_catalogue().glossary for form in one.forms]
    assert len(forms) == len(set(forms)) > 50
