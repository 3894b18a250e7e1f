"""What no browser sends gets a sentence and costs next to nothing; what one sends with every filter set is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from clicks import CLICKS, click
from dash import Dash

from app import create_app
from dashboard.basics.config import Settings
from dashboard.catalogue.datasets import PLACE
from dashboard.pages.offers import offered
from dashboard.store.data import KEPT_ANSWERS, KEPT_STATES, KEPT_VIEWS, Source

LONG = "&".join(f"service=Housing+Optionx{number}" for number in range(2000))
MANY_THINGS = "&".join(f"a{number}=1" for number in range(1500))


@pytest.fixture(scope="module")
def source(sample_store: Path) -> Source:
    return Source(Settings(data=sample_store))


@pytest.fixture(scope="module")
def app(source: Source) -> Dash:
    made = create_app(source.settings, source)
    made.server.test_client().get("/complaints")
    return made


@pytest.mark.parametrize(
    "path", ["/complaints", "/download/complaints/records.csv", "/present/slide.json", "/api/v1/measures", "/healthz"]
)
@pytest.mark.parametrize(
    ("query", "status", "sentence"), [(LONG, 414, "Choose fewer filters."), (MANY_THINGS, 400, "Choose fewer filters.")]
)
def test_an_address_that_asks_for_too_much_is_refused(
    app: Dash, path: str, query: str, status: int, sentence: str
) -> None:
    answer = app.server.test_client().get(f"{path}?{query}")
    assert (answer.status_code, sentence in answer.text) == (status, True)


@pytest.mark.parametrize("length", [300, 20_000])
def test_a_query_of_a_very_long_name_does_not_exist(app: Dash, length: int) -> None:
    answer = app.server.test_client().get(f"/queries/{'A' * length}.sql")
    assert answer.status_code in (404, 414)
    assert len(answer.text) < 300


@pytest.mark.parametrize("address", ["http://[", "http://[::1/x"])
def test_what_is_no_address_has_no_code_and_opens_no_page(app: Dash, address: str) -> None:
    client = app.server.test_client()
    assert client.get("/present/code.svg", query_string={"address": address}).status_code == 400
    assert client.get("/_dash-layout", headers={"Referer": address}).status_code == 200


def test_a_click_that_asks_for_too_much_is_refused(app: Dash) -> None:
    client = app.server.test_client()
    assert client.post(CLICKS, json=click(app, "?" + LONG)).status_code == 413
    assert client.post(CLICKS, json=click(app, "?find=" + "x" * 1_000_000)).status_code == 413


@pytest.mark.parametrize(
    "changes",
    [
        {"output": []},
        {"output": "..no-such.thing.."},
        {"outputs": [1, {}]},
        {"outputs": []},
        {"outputs": {}},
        {"inputs": None},
        {"inputs": []},
        {"inputs": [{"id": "app-main", "property": "search", "value": "?"}]},
        {"inputs": [{"id": "app-url", "property": "href", "value": "?"}]},
        {"inputs": [{"id": "app-url", "property": "search", "value": "?"}] * 2},
        {"inputs": ["x", ["y"]]},
        {"changedPropIds": [1]},
        {"changedPropIds": 5},
        {"state": [{"id": "a", "property": "b", "value": 1}]},
    ],
    ids=str,
)
def test_a_click_that_no_page_sends_is_refused_in_a_sentence(app: Dash, changes: dict[str, Any]) -> None:
    answer = app.server.test_client().post(CLICKS, json=click(app, "?", **changes))
    assert answer.status_code == 400
    assert answer.text.startswith("This is not a request that a page of this dashboard sends.")


@pytest.mark.parametrize("search", [[], ["?x"], {"a": 1}, True, 5, 1.5], ids=str)
def test_a_search_that_is_no_text_is_refused(app: Dash, search: Any) -> None:
    assert app.server.test_client().post(CLICKS, json=click(app, search)).status_code == 400


@pytest.mark.parametrize(
    "search", ["?find=\ud800&records=received", "?sort=\ud800&records=open", "?\ud800=1"], ids=ascii
)
def test_half_a_letter_is_none(app: Dash, search: str) -> None:
    assert app.server.test_client().post(CLICKS, json=click(app, search)).status_code == 200


@pytest.mark.parametrize("body", [b"", b"[", b"[" * 60_000, b"null", b"\xff", b"9" * 60_000], ids=repr)
def test_a_body_that_says_nothing_is_refused(app: Dash, body: bytes) -> None:
    answer = app.server.test_client().post(CLICKS, data=body, content_type="application/json")
    assert answer.status_code == 400


def test_every_filter_of_a_page_ticked_is_answered(app: Dash, source: Source) -> None:
    offer = offered(source.newest(), "complaints", "medway")
    pairs = [("council", "medway"), *(("service", one) for one in offer.services())]
    pairs += [(name, code) for name in offer.dimensions if name not in PLACE for code in offer.words(name)]
    pairs += [("directorate", one) for one in offer.directorates()]
    search = "?" + urlencode(pairs)
    client = app.server.test_client()
    answer = client.post(CLICKS, json=click(app, search))
    assert (answer.status_code, "it was left out" in answer.text) == (200, False)
    assert client.get("/complaints" + search).status_code == 200
    assert client.get("/download/complaints/records.csv" + search + "&records=received").status_code == 200


def test_what_strangers_ask_is_kept_within_bounds(app: Dash, source: Source) -> None:
    client, data = app.server.test_client(), source.newest()
    before = len(data.views.found)
    for number in range(20):
        nonsense = f"&find={'x' * 100}{number}"
        assert client.post(CLICKS, json=click(app, f"?council=medway{nonsense}")).status_code == 200
    assert len(data.views.found) <= before + 1  # the search is cut to what the page can use
    for kept, most in ((data.answers, KEPT_ANSWERS), (data.views, KEPT_VIEWS), (data.states, KEPT_STATES)):
        assert 0 < kept.bytes <= most


@pytest.mark.parametrize("path", ["x/y.js", "dash/no-such.js", "plotly/..%2f..%2fapp.py"])
def test_a_file_that_dash_does_not_have_is_not_found(app: Dash, path: str) -> None:
    answer = app.server.test_client().get(f"/_dash-component-suites/{path}")
    assert (answer.status_code, answer.text) == (404, "There is no such file.\n")


def test_every_file_that_dash_lists_is_there_or_not_found(app: Dash) -> None:
    client, found = app.server.test_client(), set()
    for package, names in app.registered_paths.items():
        for name in names:
            with client.get(f"/_dash-component-suites/{package}/{name}") as answer:
                found.add((answer.status_code, "map" if name.endswith(".map") else "file"))
    assert found == {(200, "file"), (200, "map"), (404, "map")}
