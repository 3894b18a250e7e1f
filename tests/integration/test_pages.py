"""Every page of the list, asked for as a browser asks, without one."""

from __future__ import annotations

import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import asset, create_app
from dashboard.basics.config import Settings
from dashboard.pages.registry import PAGES, PRESENT
from dashboard.store.data import Data, Source
from dashboard.views.registry import theme_of
from dashboard.web.scripts import plotly_address

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
    """The layout that a browser gets which has this address open: it stands in the document."""
    answer = client.get(path)
    assert answer.status_code == 200
    return carried(answer.get_data(as_text=True), "_dash-layout")


def carried(document: str, name: str) -> Any:
    """The JSON that the document carries under this name."""
    (found,) = re.findall(f'<script type="application/json" id="{name}">(.*?)</script>', document, re.DOTALL)
    return json.loads(found)


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
    (title,) = re.findall("<title>(.*?)</title>", answer.get_data(as_text=True))
    assert title.endswith(" - Scrutiny")
    assert page.key in ("present", "measure") or title.startswith(page.title)


def test_a_title_names_page_filters_period_and_council(client: FlaskClient) -> None:
    asked = "/complaints?council=medway&quarter=2019-20-Q4&service=Planning&records=received"
    title = "Complaints, records, Planning, Q4 2019/20, Medway - Scrutiny"
    assert f"<title>{title}</title>" in client.get(asked).get_data(as_text=True)
    stores = (part["props"]["data"] for part in components(layout_of(client, asked)) if part["type"] == "Store")
    assert title in [data.get("title") for data in stores]


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
    wired = carried(client.get(page.path).get_data(as_text=True), "_dash-dependencies")
    named = {item["id"] for callback in wired for item in callback["inputs"] + callback["state"]}
    if page.dataset:
        named -= {name for name in named if name.startswith(PRESENT)}
    else:
        named = {name for name in named if name.startswith(page.key)}
    assert named <= here


def test_every_page_has_a_theme_or_a_layout_of_its_own(sample_store: Path) -> None:
    data = Data(Settings(data=sample_store))
    for page in PAGES:
        assert theme_of(data, page) if page.dataset else importlib.util.find_spec(f"layouts.{page.key}"), page.title


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
    answer = client.get("/complaints", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


ODD = "</script><!--<script>\u2028{%scripts%}LAYOUT&'\"\\"


def test_what_an_address_asks_for_cannot_break_out_of_its_document(client: FlaskClient) -> None:
    search = "?" + urlencode({"records": "received", "find": ODD})
    document = client.get("/complaints" + search).get_data(as_text=True)
    location, *_ = [part for part in components(carried(document, "_dash-layout")) if part["type"] == "Location"]
    assert location["props"]["search"] == search
    assert document.count("<script>") == client.get("/complaints").get_data(as_text=True).count("<script>")
    assert document.rstrip().endswith("</html>")


def test_a_long_address_opens_its_page(client: FlaskClient) -> None:
    search = "?find=" + "long" * 2000
    layout = layout_of(client, "/agency" + search)
    assert layout["props"]["data-page"] == "agency"


def test_a_layout_can_be_asked_for_by_its_address(client: FlaskClient) -> None:
    asked = {"address": "/complaints?quarter=2018-19-Q2"}
    assert json.loads(client.get("/_dash-layout", query_string=asked).data) == layout_of(client, asked["address"])


@pytest.mark.parametrize("address", ["", "/_dash-layout?address=", "/_dash-layout?address=//[/nowhere%00"])
def test_a_layout_asked_for_by_no_page_s_address_is_the_first_page(client: FlaskClient, address: str) -> None:
    answer = client.get(address or "/_dash-layout", headers={"Referer": "http://localhost/agency"})
    assert answer.status_code == 200
    assert json.loads(answer.data)["props"]["data-page"] == PAGES[0].key


class Unreadable(Source):
    """A store whose disk has gone."""

    def newest(self) -> Data:
        raise OSError("Input/output error")


def test_a_page_whose_layout_fails_says_so_in_its_document(sample_store: Path) -> None:
    settings = Settings(data=sample_store)
    with create_app(settings, Unreadable(settings)).server.test_client() as client:
        document = client.get("/complaints").get_data(as_text=True)
    assert "This page could not be read" in json.dumps(carried(document, "_dash-layout"))
    assert "<h1>This page could not be read</h1>" in plain_of(document)


def plain_of(document: str) -> str:
    """What a browser without scripts shows."""
    (found,) = re.findall('<div id="app-plain".*?(?=<script)', document, re.DOTALL)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_without_scripts_a_page_is_text_and_its_links_lead_somewhere(client: FlaskClient, page) -> None:
    text = plain_of(client.get(page.path).get_data(as_text=True))
    heading = next(part for part in components(layout_of(client, page.path)) if part["type"] == "H1")
    words = re.sub('<a class="term" href="[^"]*">([^<]*)</a>', r"\1", text)  # those that lead to their meaning
    assert escape(str(heading["props"]["children"])) in words
    for address in set(re.findall('href="([^"]*)"', text)):
        if not re.match("https://", address):  # of others, who may not be reached from here
            with client.get(urljoin(page.path, unescape(address))) as answer:
                assert answer.status_code == 200, address


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/complaints", "private, no-cache"),
        ("/nowhere", "private, no-cache"),
        ("/_dash-layout", "no-store"),
        ("/present/slide.json", "no-store"),
        ("/download/complaints/records.csv?quarter=2019-20-Q4&records=received", "no-store"),
        ("/complaints?quarter=2019-20-Q4&records=received", "no-store"),
        ("/api/v1/measures", "no-store"),
        ("/assets/scrutiny.css", "no-cache"),
        ("/assets/scrutiny.css?v=000000000000", "no-cache"),
        (asset("scrutiny.css"), "public, max-age=31536000, immutable"),
        (asset("fonts/source-sans-3.woff2"), "public, max-age=31536000, immutable"),
        (plotly_address(), "public, max-age=31536000, immutable"),
    ],
)
def test_each_answer_says_how_long_it_may_be_kept(client: FlaskClient, path: str, kept: str) -> None:
    with client.get(path) as answer:
        assert answer.headers["Cache-Control"] == kept
