"""The audit log: who opened records, took figures away, or changed the store, and of a person no more than the name."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from clicks import CLICKS, click
from flask.testing import FlaskClient
from serving import ROOT, command, environment, scrutiny, serving

from app import create_app
from dashboard.basics.config import Settings
from dashboard.store.writing import account

COMPLAINTS = "/complaints?council=medway&quarter=2019-20-Q4"
HERE = {"page": "complaints", "council": "medway", "quarter": "2019-20-Q4"}
JO = {"Host": "x.example", "X-Forwarded-User": "jo", "X-Forwarded-Groups": "team"}


@pytest.fixture(scope="module")
def made(sample_store: Path) -> Any:
    roles = "member=*; analyst=team"
    settings = Settings(data=sample_store, access="proxy", hosts="x.example", proxies="127.0.0.1", roles=roles)
    return create_app(settings)


@pytest.fixture
def client(made: Any) -> FlaskClient:
    client: FlaskClient = made.server.test_client()
    return client


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What was recorded, without the time, which each line has, and the release."""
    found = [json.loads(one.getMessage()) for one in caplog.records if one.name == "scrutiny.audit"]
    assert all(one.pop("time")[10] == "T" and one.pop("release") for one in found)
    return found


def test_who_opens_records_is_recorded_by_the_account_s_name(
    made: Any, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    search = "?council=medway&quarter=2019-20-Q4&records=open&find=Bloggs"
    client.get(f"/complaints{search}", headers=JO)
    client.post(CLICKS, json=click(made, search), headers=JO)
    client.get("/_dash-layout", query_string={"address": f"/complaints{search}"}, headers=JO)
    opened = {"action": "open records", "account": "jo", **HERE, "list": "open"}
    assert lines(caplog) == [opened] * 3
    assert "Bloggs" not in caplog.text


@pytest.mark.parametrize("word", ["export=zzz", "export=digital", "address=/x"])
def test_a_word_of_another_address_hides_no_list(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, word: str
) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    answer = client.get(f"{COMPLAINTS}&records=open&{word}", headers=JO)
    assert "no-store" in answer.headers["Cache-Control"]
    assert lines(caplog) == [{"action": "open records", "account": "jo", **HERE, "list": "open"}]


def test_what_is_taken_away_is_recorded(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    query = COMPLAINTS.partition("?")[2]
    client.get(f"/download/complaints/records.csv?{query}", headers=JO)
    client.get(f"/download/complaints/records.csv?{query}&records=open", headers=JO)
    client.get(f"/download/complaints/timeliness.csv?{query}", headers=JO)
    reports = (
        f"format=html&export=complaints&{query}&records=open",
        f"format=html&export=complaints&{query}",
        "format=docx&council=medway",
    )
    jobs = [client.post(f"/report?{one}", headers=JO).json["id"] for one in reports]
    who = {"account": "jo", **HERE}
    assert lines(caplog) == [
        {"action": "export records", **who, "as": "records"},
        {"action": "export records", **who, "list": "open", "as": "records"},
        {"action": "export", **who, "as": "timeliness"},
        {"action": "export records", **who, "list": "open", "report": jobs[0], "as": "html"},
        {"action": "export", **who, "report": jobs[1], "as": "html"},
        {"action": "export", "account": "jo", "page": "all", "report": jobs[2], "as": "docx"},
    ]


def test_a_report_s_file_is_recorded_each_time_by_the_report_it_is(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    job = client.post("/report?format=html&export=complaints&council=medway", headers=JO).json
    until = time.monotonic() + 60
    while not (state := client.get(job["address"], headers=JO).json)["done"]:
        assert time.monotonic() < until
        time.sleep(0.05)
    caplog.clear()
    caplog.set_level(logging.INFO, "scrutiny.audit")
    for _ in range(2):
        with client.get(state["file"], headers=JO) as answer:
            assert answer.status_code == 200
    assert client.get("/report/nothing/file", headers=JO).status_code == 404
    assert lines(caplog) == [{"action": "export", "account": "jo", "report": job["id"]}] * 2


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("published.csv", {"as": "published.csv"}),
        ("revisions.csv", {"as": "revisions.csv"}),
        ("figures/complaints_received.csv", {"as": "figures/complaints_received.csv"}),
        (
            "figures/ta_households.json?council=medway",
            {"as": "figures/ta_households.json", "council": "medway"},
        ),
    ],
)
def test_tables_of_the_api_are_recorded(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str, what: dict[str, str]
) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    assert client.get(f"/api/v1/{path}", headers=JO).status_code == 200
    assert client.get("/api/v1/figures/nothing.csv?council=Bloggs", headers=JO).status_code == 400
    assert lines(caplog) == [{"action": "export", "account": "jo", **what}]


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        (COMPLAINTS, "team"),
        (f"{COMPLAINTS}&records=", "team"),
        (f"{COMPLAINTS}&records=Jo+Bloggs", "team"),
        ("/?records=open", "team"),
        ("/nowhere?records=open", "team"),
        ("/download/complaints/nothing.csv", "team"),
        (f"{COMPLAINTS}&records=open", ""),
        ("/api/v1/measures", "team"),
        ("/queries/agency_cube.sql?records=open", "team"),
    ],
)
def test_what_gives_no_records_away_is_not_recorded(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str, groups: str
) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    client.get(path, headers={**JO, "X-Forwarded-Groups": groups})
    client.options(f"{COMPLAINTS}&records=open", headers=JO)
    assert lines(caplog) == []


def test_the_server_writes_it_to_its_standard_error(sample_store: Path, tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with (
        serving(sample_store, log) as address,
        urllib.request.urlopen(f"{address}/complaints?records=open", timeout=60) as answer,
    ):
        answer.read()
    found = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert [(one["action"], one["account"], one["list"]) for one in found] == [("open records", account(), "open")]


def test_commands_that_change_the_store_are_recorded_in_a_file(sample_store: Path, tmp_path: Path) -> None:
    store, log = tmp_path / "store", tmp_path / "audit.jsonl"
    shutil.copytree(sample_store, store)
    number = json.loads((store / "manifest.json").read_text())["release"]
    ran = subprocess.run(
        command("withdraw", str(number), "--reason", "Jo Bloggs asked for it", "--by", "Al Bloggs", "--data", store),
        cwd=ROOT, env=environment() | {"SCRUTINY_AUDIT": str(log)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    (line,) = [json.loads(one) for one in log.read_text().splitlines()]
    assert (line["action"], line["account"], line["withdraws"]) == ("withdraw", account(), number)
    assert line["release"] == number + 1
    assert "Bloggs" not in log.read_text()
    assert scrutiny("releases", "--data", store).returncode == 0


def test_an_audit_log_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    ran = subprocess.run(
        command("check", "--data", tmp_path),
        cwd=ROOT, env=environment() | {"SCRUTINY_AUDIT": str(tmp_path / "no" / "file")}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.startswith("The audit log ")
    assert "Check SCRUTINY_AUDIT" in ran.stderr
