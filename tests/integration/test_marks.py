"""What keys say and follow inside charts is in the figures: links with a twin in the table, words for every mark."""

from __future__ import annotations

from pathlib import Path

import pytest
from snapshot import PATHS, asked

from app import create_app
from dashboard.basics.config import Settings

COUNCILS = ("medway", "thurrock", "maidstone")


@pytest.fixture(scope="module")
def cards(sample_store: Path) -> list[tuple[str, dict]]:
    """The cards with a chart on every page of every council, with their names."""
    client = create_app(Settings(data=sample_store)).server.test_client()
    return [
        (f"{key} of {council}: {card['key']}", card)
        for key, path in PATHS.items()
        for council in COUNCILS
        for store in asked(client, path, f"?council={council}")["drawn"]
        for card in (store.get("cards", []) if isinstance(store, dict) else [])
        if card["figure"]
    ]


def told(card: dict) -> list[dict]:
    """The traces of a card's chart whose marks say something."""
    return [trace for trace in card["figure"]["data"] if trace["hoverinfo"] != "skip"]


def test_every_link_in_a_chart_stands_in_the_card_s_table(cards) -> None:
    links = {
        name: {link for trace in told(card) for link in trace.get("customdata", ()) if link} for name, card in cards
    }
    assert sum(map(len, links.values())) > 400
    lacking = {name: links[name] - twins(card) for name, card in cards if links[name] - twins(card)}
    assert not lacking


def twins(card: dict) -> set[str]:
    """Where the rows and cells of a card's table lead."""
    cells = [cell for row in card["table"]["rows"] for cell in row if isinstance(cell, dict)]
    return {link for link in [*card["table"]["links"], *(cell.get("link") for cell in cells)] if link}


def test_every_chart_has_marks_that_say_something_under_a_head(cards) -> None:
    silent = [name for name, card in cards if not told(card)]
    assert not silent
    texts = [text for _, card in cards for trace in told(card) for text in trace["hovertext"] if text]
    assert all(text.startswith("<b>") and text.count("<br>") for text in texts)


def test_a_mark_says_its_target_and_how_it_stands(cards) -> None:
    (card,) = (card for name, card in cards if name == "complaints of medway: timeliness")
    stage_1 = next(trace for trace in told(card) if trace["name"] == "Corporate stage 1")
    assert stage_1["hovertext"][-1].split("<br>")[2:] == ["Target 80%: target met", "Published total"]


def test_no_chart_needs_more_than_the_basic_bundle_of_plotly(cards) -> None:
    kinds = {trace.get("type", "scatter") for _, card in cards for trace in card["figure"]["data"]}
    assert kinds == {"bar", "scatter"}
