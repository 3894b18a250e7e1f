"""Every page of the list, asked for as a browser asks, without one."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from dashboard.basics.config import Settings
from dashboard.pages.registry import PAGES

SEARCHES = (
    "",
    "?quarter=2019-20-Q4&stage=adults",
    "?quarter=2019-20-Q4&directorate=Business+Support",
    "?quarter=2019-20-Q3&basis=first_published&scheme=achieved_failed&years=all",
    "?quarter=2019-20-Q4&month=2020-02&records=open",
    "?quarter=nonsense&service=%3Cscript%3E&page=-1&stage=",
)
STATES = [(page, search) for page in PAGES for search in SEARCHES]


@pytest.fixture(scope="module")
def sample_app(sample_store: Path) -> Dash:
    """The app over the sample."""
    return create_app(Settings(data=sample_store))


@pytest.fixture
def client(sample_app: Dash) -> Iterator[FlaskClient]:
    """A client of the app."""
    with sample_app.server.test_client() as client:
        yield client


def layout_of(client: FlaskClient, path: str) -> dict[str, Any]:
    """The layout that a browser gets which has this address open."""
    answer = client.get("/_dash-layout", headers={"Referer": f"http://localhost{path}"})
    assert answer.status_code == 200
    return json.loads(answer.get_data(as_text=True))


def components(node: Any) -> Iterator[dict[str, Any]]:
    """Every component of a layout."""
    if isinstance(node, list):
        for item in node:
            yield from components(item)
    elif isinstance(node, dict) and "props" in node:
        yield node
        yield from components(node["props"].get("children"))


def each_state(test):
    """Runs a test for each page with each query string."""
    return pytest.mark.parametrize(("page", "search"), STATES, ids=[f"{p.key}{s}" for p, s in STATES])(test)


@each_state
def test_every_page_opens_with_its_own_title(client: FlaskClient, page, search: str) -> None:
    answer = client.get(page.path + search)
    assert answer.status_code == 200
    assert f"<title>{page.title} - Scrutiny</title>" in answer.get_data(as_text=True)


@each_state
def test_no_state_makes_a_page_unreadable(client: FlaskClient, page, search: str) -> None:
    text = json.dumps(layout_of(client, page.path + search))
    assert "could not be read" not in text.replace("This view could not be read", "")


@each_state
def test_no_layout_holds_an_id_twice(client: FlaskClient, page, search: str) -> None:
    ids = Counter(
        str(part["props"]["id"]) for part in components(layout_of(client, page.path + search)) if "id" in part["props"]
    )
    assert [name for name, count in ids.items() if count > 1] == []


@each_state
def test_no_card_has_two_columns_of_one_name(client: FlaskClient, page, search: str) -> None:
    for part in components(layout_of(client, page.path + search)):
        if part["type"] == "Store":
            for card in part["props"]["data"].get("cards", []):
                labels = Counter(column["label"] for column in card["table"]["columns"])
                assert labels.most_common(1)[0][1] == 1, card["key"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_id_that_a_callback_names_stands_in_a_layout(sample_app: Dash, client: FlaskClient, page) -> None:
    here = {part["props"].get("id") for part in components(layout_of(client, page.path))}
    wired = json.loads(client.get("/_dash-dependencies").get_data(as_text=True))
    named = {
        item["id"]
        for callback in wired
        for item in callback["inputs"] + callback["state"]
        if item["id"].startswith(page.key)
    }
    assert named <= here


def test_every_page_of_data_has_its_view_layout_and_callbacks() -> None:
    for page in PAGES:
        wanted = [f"layouts.{page.key}"]
        if page.dataset:
            wanted += [f"callbacks.{page.key}", f"dashboard.views.{page.key}"]
        for name in wanted:
            assert importlib.util.find_spec(name), f"{name} is missing for the page {page.title}"


def test_an_unknown_address_is_a_page_of_our_own(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/complaints", "/_dash-layout", "/assets/scrutiny.css", "/healthz", "/nowhere"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_answers_are_compressed(client: FlaskClient) -> None:
    answer = client.get("/_dash-layout", headers={"Accept-Encoding": "gzip", "Referer": "http://localhost/complaints"})
    assert answer.headers["Content-Encoding"] == "gzip"
