"""Every combination of filters is answered for itself: what has no data says so, and every headline names its place."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.formatting import listed
from dashboard.basics.quarters import month_id
from dashboard.figures.theme import LOOKS
from dashboard.pages.filters import State, chosen
from dashboard.pages.offers import offered
from dashboard.pages.registry import asked, page_called
from dashboard.report.content import single
from dashboard.store.data import Data
from dashboard.views.pieces import Card, View
from dashboard.views.registry import theme_of
from dashboard.web.presenting import slide_json
from dashboard.web.slide_parts import pieces_of
from dashboard.web.slide_parts import shown as drawn

THEMES = {
    "complaints": ("stage", "complaints_timeliness"),
    "digital": ("channel", "digital_take_up"),
    "temporary_accommodation": ("accommodation_type", "ta_households"),
    "agency": ("reason", "agency_spend"),
    "procurement": ("category", "procurement_benefits_five_year"),
}
Q4 = "?council=medway&quarter=2019-20-Q4"
EMPTY = "&service=Libraries&stage=adults"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    client: FlaskClient = create_app(Settings(data=sample_store)).server.test_client()
    return client


def shown(data: Data, key: str, state: State) -> View:
    return theme_of(data, page_called(key)).view(data, state)


def start(data: Data, key: str, search: str = Q4) -> State:
    return asked(data, page_called(key), search)[0]


def combinations(data: Data, key: str) -> list[dict[str, Any]]:
    """Every service, and every directorate, with every value of the theme's own dimension."""
    offer, dimension = offered(data, key, "medway"), THEMES[key][0]
    places = [{"service": (name,)} for name in offer.services()]
    places += [{"directorate": (name,)} for name in offer.directorates()]
    return [{**place, dimension: (code,)} for place, code in itertools.product(places, offer.words(dimension))]


def api(client: FlaskClient, measure: str, filters: dict[str, Any]) -> Any:
    query = {"council": "medway", "quarter": "2019-20-Q4", **filters}
    return client.get(f"/api/v1/figures/{measure}.json", query_string=query).json


@pytest.mark.parametrize("key", THEMES)
def test_no_combination_falls_back_on_others(data: Data, client: FlaskClient, key: str) -> None:
    whole = start(data, key)
    offer = offered(data, key, "medway")
    for filters in combinations(data, key):
        state = State(whole.council, whole.quarter, chosen=chosen(**filters))
        view, found = shown(data, key, state), api(client, THEMES[key][1], filters)
        counted = found[0]["denominator"] if found and found[0]["denominator"] is not None else found[0]["value"]
        assert bool(counted) == (view.way_out is None), (filters, view.headline)
        if view.way_out:
            further = State.parse(view.way_out.link or "", offer)
            assert shown(data, key, further).way_out is None
            assert view.way_out.label in view.advice
        assert next(iter(filters.values()))[0] in view.headline


@pytest.mark.parametrize("key", ["complaints", "temporary_accommodation", "agency", "procurement"])
def test_where_nothing_was_ever_recorded_no_number_appears(data: Data, key: str) -> None:
    whole, never = start(data, key), []
    for filters in combinations(data, key):
        view = shown(data, key, State(whole.council, whole.quarter, chosen=chosen(**filters)))
        if "in any quarter" not in view.support:
            continue
        never.append(filters)
        assert " had no " in view.headline
        assert all(card.figure is None and not card.table.rows and view.headline in card.finding for card in view.cards)
        assert all(tile.value in ("0", "£0", "—") and not tile.changes and not tile.status for tile in view.tiles)
        assert all(tile.cases == "nothing recorded" for tile in view.tiles)
    assert never


def test_a_stage_without_complaints_is_said_alike_everywhere(data: Data, client: FlaskClient) -> None:
    said = "Libraries had no adult social care complaints in Q4 2019/20"
    view = shown(data, "complaints", start(data, "complaints", Q4 + EMPTY))
    assert view.headline == said
    assert view.way_out
    assert view.way_out.label == "Show all stages"
    assert view.way_out.link == f"{Q4}&service=Libraries"
    opened = shown(data, "complaints", start(data, "complaints", f"{Q4}{EMPTY}&records=received"))
    assert opened.records
    assert not opened.records.total
    slide = slide_json(data, f"{Q4}{EMPTY}&slide=complaints:timeliness")
    assert (slide["headline"], slide["text"], slide["passages"]) == (said, view.advice, [])
    assert "table" not in slide
    chapter = single(data, "complaints", Q4 + EMPTY).chapters[0]
    assert chapter.view.headline == said
    found = api(client, "complaints_timeliness", {"service": "Libraries", "stage": "adults"})[0]
    assert (found["numerator"], found["denominator"], found["value"]) == (0, 0, None)
    file = client.get(f"/download/complaints/timeliness.csv{Q4}{EMPTY}").text
    assert "%" not in file
    assert "Corporate" not in file
    page = client.get(f"/download/complaints/records.csv{Q4}{EMPTY}&records=received").text
    assert "Libraries" in page
    assert "Corporate" not in page


def test_what_came_and_was_not_answered_is_told_from_nothing(data: Data) -> None:
    offer, words = offered(data, "complaints", "medway"), set()
    for quarter, service in itertools.product(offer.quarters, offer.services()):
        view = shown(
            data,
            "complaints",
            State("medway", quarter, chosen=chosen(service=(service,), stage=("corporate_stage_2",))),
        )
        received = next(iter(view.record_links)).label
        if " had no " in view.headline:
            assert received == "0 received"
        words |= {word for word in ("had no", "answered no") if f" {word} " in view.headline}
    assert words == {"had no", "answered no"}


@pytest.mark.parametrize("key", THEMES)
def test_every_kind_of_filter_is_named_on_page_slides_and_report(data: Data, key: str) -> None:
    offer, dimension = offered(data, key, "medway"), THEMES[key][0]
    quarter = start(data, key).quarter
    code, label = list(offer.words(dimension).items())[-1]
    choices = {
        "directorate": (offer.directorates()[0], offer.directorates()[0]),
        "service": (offer.services()[-1], offer.services()[-1]),
        dimension: (code, label),
        "month": (month_id(quarter.months[1]), "February 2020"),
    }
    for name, (value, words) in choices.items():
        picked = {"month": value} if name == "month" else {"chosen": chosen(**{name: (value,)})}
        state = State("medway", quarter, **picked)
        view = shown(data, key, state)
        assert words.lower() in view.headline.lower(), view.headline
        assert single(data, key, state.query()).chapters[0].view.headline == view.headline
        slide = slide_json(data, f"{state.query()}&slides={key}&slide={key}:{view.cards[0].key}")
        assert slide["headline"] == view.headline
        for piece in (piece for piece in pieces_of(view) if isinstance(piece.of, Card)):
            card = piece.of
            assert isinstance(card, Card)
            of_all_channels = name == "channel" and card.about.measure == "digital_take_up" and card != view.cards[0]
            of_the_quarter = name == "month" and card != view.cards[0] and words not in card.title
            if of_the_quarter:
                assert words not in card.where
            elif not (card.council_wide or of_all_channels):
                assert words.lower() in drawn(view, piece, LOOKS["light"])["headline"].lower()


@pytest.mark.parametrize("key", THEMES)
def test_several_places_are_named_or_counted(data: Data, key: str) -> None:
    services, quarter = offered(data, key, "medway").services(), start(data, key).quarter
    two = shown(data, key, State("medway", quarter, chosen=chosen(service=tuple(services[:2])))).headline
    assert listed(services[:2]) in two


def test_what_is_of_the_whole_council_is_not_said_of_a_part(data: Data) -> None:
    view = shown(
        data, "temporary_accommodation", start(data, "temporary_accommodation", f"{Q4}&service=Housing Options")
    )
    card = view.card("homelessness")
    assert card.council_wide
    assert card.headline == card.finding


def test_a_plan_without_such_measures_says_so(data: Data) -> None:
    view = shown(data, "plan", start(data, "plan", f"{Q4}&status=green"))
    assert view.headline == 'No measure has the status "Target met" in Q4 2019/20'
    assert view.way_out
    assert view.way_out.link == Q4
    assert all(tile.value == "—" for tile in view.tiles)
    assert all(card.figure is None and not card.table.rows for card in view.cards)
    housing = shown(data, "plan", start(data, "plan", f"{Q4}&service_area=Housing"))
    assert housing.headline == "Housing had no measures in Q4 2019/20"
    assert housing.way_out
    assert housing.way_out.label == "Show all service areas"
    named = shown(data, "plan", start(data, "plan", "?council=medway&quarter=2017-18-Q2&service_area=Housing"))
    assert " in Housing " in named.headline


def test_a_programme_without_such_a_rating_says_so(data: Data) -> None:
    usual = start(data, "programme", "?council=maidstone")
    view = shown(data, "programme", State(usual.council, usual.quarter, chosen=chosen(status=("red",))))
    assert view.headline == f"No project or workstream is rated red in {usual.quarter.label}"
    assert view.way_out
    assert view.way_out.link == usual.query()
    assert all(card.figure is None for card in view.cards)
    assert not view.sections


def test_the_page_links_the_way_out(client: FlaskClient) -> None:
    client.get("/_dash-layout")
    page = (
        client.get(f"/complaints{Q4}{EMPTY}").text
        + client.get("/_dash-layout", headers={"Referer": f"http://localhost/complaints{Q4}{EMPTY}"}).text
    )
    assert "Show all stages" in page
