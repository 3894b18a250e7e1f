"""The project's own themes: what their declarations place, and what their rooms give, belong together."""

from __future__ import annotations

from typing import Any

import pytest
from serving import ROOT

from dashboard.catalogue.datasets import CASES, IN_BRACKETS, WORDS, Declaration, key_of
from dashboard.catalogue.files import read_catalogue
from dashboard.catalogue.theme_checks import COMPUTED
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import view
from dashboard.views.declared.scope import SAID
from dashboard.views.registry import THEMES

FOLDER = ROOT / "data" / "catalogue" / "themes"
MADE: dict[str, tuple[Declaration, Own[Any]]] = {
    key: theme.view.args  # type: ignore[attr-defined]
    for key, theme in THEMES.items()
    if getattr(theme.view, "func", None) is view
}


def test_there_are_themes_to_look_at() -> None:
    assert "digital" in MADE


def test_every_word_in_curly_brackets_that_is_promised_is_kept() -> None:
    assert set(SAID) == set(WORDS)


@pytest.mark.parametrize("key", MADE)
def test_the_own_pieces_of_a_theme_are_placed_and_those_placed_are_there(key: str) -> None:
    declaration, own = MADE[key]
    page = declaration.page
    assert page
    assert {card.own for card in page.cards if card.own} == set(own.cards)
    assert {tile.own for tile in page.tiles if tile.own} == set(own.tiles)
    assert {*own.findings, *own.finished} <= {key_of(card) for card in page.cards if card.kind}


@pytest.mark.parametrize("key", MADE)
def test_words_in_curly_brackets_are_everybody_s_or_the_theme_s_own(key: str) -> None:
    declaration, own = MADE[key]
    assert declaration.page
    measures = read_catalogue().measures
    for place, text, cases in declaration.page.texts():
        for word in IN_BRACKETS.findall(text):
            known = word in WORDS or word in measures or hasattr(own.scope, word) or (cases and word in CASES)
            assert known, f'{FOLDER / key}.toml, {place}: nothing stands for "{word}".'


@pytest.mark.parametrize("key", MADE)
def test_columns_of_cards_are_columns_of_the_cube_measures_or_follow_from_one(key: str) -> None:
    page, catalogue = MADE[key][0].page, read_catalogue()
    assert page
    for card in (card for card in page.cards if card.kind):
        counted = catalogue.datasets[catalogue.measures[card.measure].dataset].dataset.made_of
        known = {*counted, *COMPUTED, *catalogue.measures}
        assert {one.of for one in card.shown} <= known, key_of(card)
