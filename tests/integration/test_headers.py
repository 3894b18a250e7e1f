"""Every answer carries every header of the table, whatever it is an answer to."""

from __future__ import annotations

from pathlib import Path

import pytest
from clicks import CLICKS
from flask.testing import FlaskClient

from app import asset, create_app
from dashboard.basics.config import Settings
from dashboard.web.headers import ALWAYS, OVER_TLS, POLICY

ANSWERS = [
    ("/complaints", 200),
    ("/complaints/", 308),
    ("/nowhere", 404),
    ("/healthz", 200),
    ("/readyz", 200),
    ("/api/v1/measures", 200),
    ("/api/v1/figures/nonsense.csv", 400),
    ("/download/complaints/records.csv?records=open", 200),
    ("/present/slide.json", 200),
    ("/assets/no-such.css", 404),
    (asset("scrutiny.css"), 200),
    ("/report", 405),
    (f"/complaints?{'a' * 20_000}", 414),
    ("/queries/fails.sql", 500),
]


def client_of(settings: Settings) -> FlaskClient:
    server = create_app(settings).server
    answered = server.view_functions["query"]
    server.view_functions["query"] = lambda name: {}[name] if name == "fails" else answered(name=name)
    client: FlaskClient = server.test_client()
    return client


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    return client_of(Settings(data=sample_store))


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_table(client: FlaskClient, path: str, status: int) -> None:
    with client.get(path) as answer:
        assert answer.status_code == status
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy.keys() == POLICY.keys()
        assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
        assert "unsafe" not in policy["script-src"]
        assert "Strict-Transport-Security" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert "Server" not in answer.headers


def test_a_click_carries_it_too(client: FlaskClient) -> None:
    assert client.post(CLICKS).headers["X-Frame-Options"] == "DENY"


def test_browsers_keep_to_https_where_the_setting_says_that_it_is_all_there_is(sample_store: Path) -> None:
    answer = client_of(Settings(data=sample_store, tls=True)).get("/healthz")
    assert {name: answer.headers[name] for name in OVER_TLS} == OVER_TLS


def test_what_a_page_does_is_not_forbidden() -> None:
    assert not {"fullscreen=()", "clipboard-write=()", "screen-wake-lock=()"} & set(
        ALWAYS["Permissions-Policy"].split(", ")
    )


def test_whether_it_is_alive_and_ready_is_told_without_details(client: FlaskClient, sample_store: Path) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    said = client.get("/readyz").json
    assert said.keys() == {"status", "release", "loaded_at", "age_hours", "damaged"}
    assert (said["status"], said["damaged"]) == ("ok", 0)
    assert said["age_hours"] >= 0
    assert str(sample_store) not in client.get("/readyz").text
