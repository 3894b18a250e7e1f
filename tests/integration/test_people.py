"""What the people of `make load` ask is what the dashboard answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from benchmarks.load import questions
from benchmarks.load.questions import Question, checksum
from dashboard.basics.config import Settings


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    client: FlaskClient = create_app(Settings(data=sample_store)).server.test_client()
    return client


def answer(client: FlaskClient, asked: Question) -> bytes:
    more = {"data": asked.body, "content_type": "application/json"} if asked.body else {}
    method = "POST" if asked.body or asked.kind == "report" else "GET"
    with client.open(asked.address, method=method, **more) as given:
        assert given.status_code in (200, 202), f"{asked.address}: {given.text[:200]}"
        return given.data


def test_everything_that_is_asked_is_answered_and_twice_the_same(client: FlaskClient) -> None:
    newest = questions.QUARTERS[-1]
    asked = [*questions.of_member(), *questions.of_analyst(), *questions.of_officer()]
    of_newest = [one for one in asked if newest in one.address + one.body]
    assert {one.kind for one in of_newest} == {"page", "click", "file", "agenda"}
    for one in of_newest:
        assert checksum(answer(client, one)) == checksum(answer(client, one)), one.address
    agenda = questions.of_officer()[-1]
    slides = questions.slides(agenda.address, answer(client, agenda))
    assert len({checksum(answer(client, one)) for one in slides}) == len(slides) > 10
    for one in questions.reports():
        assert b'"id"' in answer(client, one)


def test_another_answer_is_seen() -> None:
    assert checksum(b'{"end_id":"a","x":1}') == checksum(b'{"end_id":"b","x":1}') != checksum(b'{"end_id":"a","x":2}')
