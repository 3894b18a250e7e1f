"""The server's log: with times, on request a line of JSON for each request, and never what somebody searched for."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from clicks import CLICKS, click
from loads import complaints, line, written
from serving import ROOT, command, environment, started

from app import create_app
from dashboard.basics.config import Settings
from dashboard.intake.loading import load
from dashboard.web.journal import ID, AsJson, without_words

ADDRESS = "/complaints?council=kent&records=received&find=Mrs+Searched"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journal")
    load(folder / "store", "complaints", written(folder, complaints(line())), "kent", "2019-20-Q4")
    return folder / "store"


def ids(address: str, *paths: str) -> list[str]:
    """The ids that the answers carry."""
    found = []
    for path in paths:
        try:
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                found.append(answer.headers[ID])
        except urllib.error.HTTPError as refused:
            found.append(refused.headers[ID])
    return found


def test_every_request_is_a_line_of_json_where_the_setting_asks_for_it(store: Path, tmp_path: Path) -> None:
    own, log = environment() | {"SCRUTINY_LOG": "json"}, tmp_path / "log"
    with started(command("serve", "--data", store), ROOT, own, log) as address:
        asked = ids(address, ADDRESS, "/nowhere", "/present/code.svg?address=x")
    printed = log.read_text(encoding="utf-8")
    every = [json.loads(one) for one in printed.splitlines() if one.startswith("{")]
    (opened,) = (one for one in every if one.get("action") == "open records")  # which the audit log has once
    lines = [one for one in every if one is not opened]
    found = {one["request"]: (one["method"], one["address"], one["status"]) for one in lines if "status" in one}
    assert [found[one] for one in asked] == [
        ("GET", "/complaints?council=kent&records=received&find=...", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/present/code.svg?address=...", 400),
    ]
    assert all(one["milliseconds"] > 0 and one["bytes"] > 0 and one["time"].endswith("+00:00") for one in lines)
    assert "Searched" not in printed


BROKEN = """
import sys, app
from dashboard.basics.config import Settings
from dashboard.web.serving.server import serve
settings = Settings.from_environment(port=int(sys.argv[-1]))
dash = app.create_app(settings)
dash.server.view_functions["query"] = lambda name: {}["no such key"]
serve(dash.server, settings, print)
"""


def test_lines_of_the_plain_log_have_a_time_and_requests_are_not_written(store: Path, tmp_path: Path) -> None:
    own, log = environment() | {"SCRUTINY_DATA": str(store)}, tmp_path / "log"
    with started([sys.executable, "-c", BROKEN], ROOT, own, log) as address:
        failed, _ = ids(address, "/queries/x.sql?council=kent&find=Mrs+Searched", ADDRESS)
    printed = log.read_text(encoding="utf-8")
    said = f"/queries/x.sql?council=kent&find=... failed (request {failed})"
    (found,) = re.findall(r"^(\S+) ERROR \S+: (.*)$", printed, re.MULTILINE)
    assert found[1] == said
    assert dt.datetime.fromisoformat(found[0]).tzinfo
    assert "KeyError" in printed
    assert "Searched" not in printed
    assert "/complaints" not in printed


def test_a_click_that_fails_is_told_by_the_pages_address(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(data=store))
    client = app.server.test_client()
    body = click(app, "?council=kent&find=Mrs+Searched")
    app.server.view_functions["/_dash-update-component"] = lambda: {}["no such key"]
    answer = client.post(CLICKS, json=body)
    assert answer.status_code == 500
    assert answer.headers[ID] in answer.text
    (record,) = caplog.records
    path = next(one["value"] for one in body["state"] if one["property"] == "pathname")
    assert record.getMessage() == f"{path}?council=kent&find=... failed (request {answer.headers[ID]})"


def test_what_is_logged_stands_on_one_line(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(data=store))
    app.server.view_functions["query"] = lambda name: {}[name]
    app.server.test_client().get("/queries/a%0a2026-01-01T00:00:00 forged.sql?x=%0aforged")
    (record,) = caplog.records
    assert "\n" not in record.getMessage()


@pytest.mark.parametrize("body", [b"[" * 50_000, b"{", b'{"inputs": 5, "state": [1, {"value": []}]}', b"x" * 90_000])
def test_a_body_of_any_kind_can_be_written_down(store: Path, body: bytes) -> None:
    client = create_app(Settings(data=store, log="json")).server.test_client()
    assert client.post(CLICKS, data=body, content_type="application/json").status_code in (400, 413)


def test_searches_are_left_out_however_they_are_written() -> None:
    for search in ("?find=Searched", "?fin%64=Searched", "?a=1&find=x&find=Searched", "?find=Searched%26b"):
        assert "Searched" not in without_words(search)
    assert without_words("?council=kent&service=A+%26+B") == "?council=kent&service=A+%26+B"
    assert without_words("") == ""


def test_what_signs_somebody_on_is_left_out() -> None:
    assert without_words("?code=abc&state=def&iss=https://id") == "?code=...&state=...&iss=https%3A%2F%2Fid"


def test_a_traceback_is_part_of_its_line() -> None:
    try:
        raise KeyError("no such key")
    except KeyError:
        record = logging.LogRecord("here", logging.ERROR, "", 0, "two\nlines", (), sys.exc_info())
    text = AsJson().format(record)
    assert len(text.splitlines()) == 1
    assert "KeyError" in json.loads(text)["error"]
