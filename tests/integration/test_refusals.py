"""Odd requests and states get a sentence: never a failure, never another page's figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clicks import CLICKS
from flask.testing import FlaskClient
from opened import Opened

from app import create_app
from dashboard.basics.config import Settings
from dashboard.pages.offers import offered
from dashboard.pages.registry import PAGES, page_called
from dashboard.store.data import Data
from dashboard.views.pieces import View

LISTS = ("awarded", "with_benefits", "ending", "counts", "open", "received", "nonsense")
THEMES = [page.key for page in PAGES if page.records]


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    client: FlaskClient = create_app(Settings(data=sample_store)).server.test_client()
    client.get("/_dash-layout")
    return client


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, key: str, search: str) -> View:
    page = Opened(key)
    return page.content(data, search)[0]


@pytest.mark.parametrize("key", [page.key for page in PAGES if page.dataset])
def test_a_list_of_another_page_is_left_out_with_a_sentence(data: Data, key: str) -> None:
    for kind in LISTS:
        shown = view(data, key, f"?records={kind}")
        known = kind in page_called(key).records
        assert shown.state.records == (kind if known else "")
        assert any(kind in notice for notice in shown.notices) != known


@pytest.mark.parametrize("key", THEMES)
def test_the_headline_names_the_place_it_speaks_of(data: Data, key: str) -> None:
    offer = offered(data, page_called(key).dataset, None)
    for filter_, names in (("directorate", offer.directorates()), ("service", offer.services())):
        if not names:  # a list of actions knows none
            continue
        shown = view(data, key, f"?{filter_}={names[0].replace('&', '%26')}")
        assert names[0] in shown.headline


def test_a_stage_that_a_service_does_not_have_is_not_answered_with_others(data: Data) -> None:
    shown = view(data, "complaints", "?council=medway&quarter=2019-20-Q4&service=Libraries&stage=adults")
    assert shown.headline == "Libraries had no adult social care complaints in Q4 2019/20"


@pytest.mark.parametrize(
    "body",
    [
        None, [], 1, "text", {}, {"output": 1}, {"output": "nowhere.children"},
        {"output": "nowhere.children", "outputs": {}, "inputs": {}, "changedPropIds": []},
    ],
)  # fmt: skip
def test_a_callback_whose_body_is_none_is_refused(client: FlaskClient, body: Any) -> None:
    answer = client.post("/_dash-update-component", data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    assert "Open the page anew" in answer.text


@pytest.mark.parametrize("search", [[], ["a"], True, 3, {"a": 1}])
def test_a_search_that_is_no_text_is_refused(client: FlaskClient, search: Any) -> None:
    known = client.get("/_dash-dependencies").json[0]
    body = {
        "output": known["output"],
        "outputs": [],
        "inputs": [{"id": "url", "property": "search", "value": search}],
        "changedPropIds": [],
    }
    assert client.post("/_dash-update-component", json=body).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        *((method, path, "GET") for method in ("PUT", "DELETE", "PATCH", "POST") for path in ("/healthz", "/plan")),
        *((method, path, "POST") for method in ("GET", "HEAD", "PUT") for path in ("/report", CLICKS)),
    ],
)
def test_a_wrong_method_is_told(client: FlaskClient, method: str, path: str, takes: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert takes in answer.headers["Allow"].split(", ")
    assert method not in answer.headers["Allow"].split(", ")


@pytest.mark.parametrize("path", ["/assets/no-such.css", "/assets/../app.py", "/scripts/x/no-such.js", "/logo/nowhere"])
def test_a_file_that_is_not_there_is_told_in_a_sentence(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert answer.text.startswith("There is no such ")


@pytest.mark.parametrize("path", ["/_reload-hash", "/_favicon.ico", "/static/x", "/_dash-config", "/_mcp"])
def test_nothing_of_dash_is_served_that_no_page_needs(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, "There is no page at this address" in answer.text) == (404, True)


ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://["},
    {"Origin": ""},
]
HERE = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://localhost"}]


@pytest.mark.parametrize("path", ["/report?format=nonsense", CLICKS])
def test_another_sites_page_cannot_ask_for_work(client: FlaskClient, path: str) -> None:
    for headers in ELSEWHERE:
        answer = client.post(path, headers=headers)
        assert (answer.status_code, "Another site's page" in answer.text) == (403, True), headers
    for headers in HERE:
        assert client.post(path, headers=headers).status_code == 400, headers  # it is read, and asks for nothing


def test_addresses_that_are_none_are_refused(client: FlaskClient) -> None:
    assert client.get("/_dash-component-suites/no/such.js").status_code == 404
    assert client.get("/_dash-layout", headers={"Referer": "http://[::1/x"}).status_code == 200
    assert client.get("/present/code.svg?address=http://[").status_code == 400
