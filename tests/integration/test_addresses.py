"""Addresses that say a thing twice, or with slashes too many, get a sentence or the one address of the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from opened import Opened

from app import create_app
from dashboard.basics.config import Settings
from dashboard.pages.registry import PAGES
from dashboard.store.data import Data
from dashboard.web.presenting import slide_json


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    client: FlaskClient = create_app(Settings(data=sample_store)).server.test_client()
    return client


TWICE = [
    "council=thurrock&council=medway",
    "quarter=2019-20-Q3&quarter=2019-20-Q4",
    "month=2020-01&month=2020-02",
    "basis=latest&basis=first_published",
    "scheme=rag&scheme=achieved_failed",
    "years=1&years=5",
]


@pytest.mark.parametrize("query", TWICE)
def test_a_page_says_which_of_two_values_it_took(sample_store: Path, query: str) -> None:
    data, (first, second) = Data(Settings(data=sample_store)), query.split("&")
    shown = Opened("complaints").content(data, f"?{query}")[0].state
    name, value = second.split("=")
    assert f'2 values of "{name}"' in shown.notices[0]
    assert f'the last, "{value}", was taken' in shown.notices[0]
    assert shown == Opened("complaints").content(data, f"?{second}")[0].state
    assert not Opened("complaints").content(data, f"?{second}&{second}")[0].state.notices
    assert first != second


@pytest.mark.parametrize("query", [*TWICE[:2], "slide=complaints&slide=digital", "look=dark&look=light"])
def test_a_slide_says_so_too(sample_store: Path, query: str) -> None:
    notices = slide_json(Data(Settings(data=sample_store)), f"?{query}")["notices"]
    assert sum(f'2 values of "{query.partition("=")[0]}"' in notice for notice in notices) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/figures/complaints_open.csv?council=medway&council=thurrock",
        "/api/v1/figures/complaints_open.json?quarter=2019-20-Q3&quarter=2019-20-Q4",
        "/api/v1/figures/complaints_open.json?period=year&period=quarter",
        "/download/complaints/summary.csv?basis=latest&basis=first_published",
    ],
)
def test_the_api_refuses_two_values_of_what_has_one(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "has one value, and 2 were given" in json.loads(answer.data)["error"]


def test_several_values_of_a_filter_are_several(client: FlaskClient) -> None:
    address = "/api/v1/figures/complaints_open.json?stage=adults&stage=corporate_stage_1&council=medway&council=medway"
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", [page for page in PAGES if page.path != "/"], ids=lambda page: page.key)
@pytest.mark.parametrize("form", ["/{}", "///{}", "/{}/", "{}//"])
def test_slashes_too_many_lead_to_the_one_address(client: FlaskClient, page, form: str) -> None:
    path = form.format(page.path)
    answer = client.get("/", query_string={"council": "medway"}, environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{page.path}?council=medway"


@pytest.mark.parametrize(
    "path", ["//evil.example", "///evil.example/", "//evil.example/complaints", "/\\evil.example/"]
)
def test_no_address_leads_to_another_host(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_the_start_page_has_one_address(client: FlaskClient) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": "//"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/")
    assert client.get("/").status_code == 200
