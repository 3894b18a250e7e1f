"""The page for administrators says what was loaded and how old it is, what has not come, what is damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from loads import FREELY, complaints, line, written
from lxml import html

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.intake.loading import load
from dashboard.intake.releases import withdraw
from dashboard.store.manifest import read_manifest

ADMIN = {"Host": "x.example", "X-Forwarded-User": "jo", "X-Forwarded-Groups": "Web <team>"}
EXPECTED = """council,dataset,source,file,due_working_day,owner_role
kent,complaints,,c.csv,5,head of care
kent,compliments,,m.csv,366,
kent,digital,,d.csv,,
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store, rows = (
        tmp_path / "store",
        complaints(line(), line(complaint_id="C2")).replace(",channel\n", ",channel,nhs\n"),
    )
    load(store, "complaints", written(tmp_path, rows.replace(",\n", ",,\n")), "kent", "2019-20-Q4", options=FREELY)
    load(
        store,
        "compliments",
        written(tmp_path, "month,directorate,service,compliments\n", "m.csv"),
        "kent",
        "2019-20-Q4",
    )
    withdraw(store, 2, "the wrong <file>")
    return store


def shown(store: Path, **more: str) -> dict[str, Any]:
    """The sections of the page by their headings: the rows of the table, or the sentence."""
    text = client(store, **more).get("/admin", headers=ADMIN).text
    found = html.fromstring(text).xpath("//h2")
    return {heading.text: told(heading.getnext()) for heading in found}


def client(store: Path, **more: str) -> Any:
    settings = Settings(
        data=store, access="proxy", hosts="x.example", proxies="127.0.0.1",
        roles="member=*; analyst=Web <team>; administrator=Web <team>", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return create_app(settings).server.test_client()


def told(part: Any) -> Any:
    rows = part.xpath(".//tbody/tr")
    return [[cell.text_content() for cell in row] for row in rows] if rows else part.text_content()


def test_the_loads_are_listed_with_what_was_left_out_and_taken_back(store: Path) -> None:
    third, second, first = shown(store)["The last loads"]
    assert (third[0], third[3], third[7]) == ("3", "withdraw release 2", "the wrong <file>")
    assert (second[0], second[6]) == ("2", "withdrawn by 3")
    assert (first[0], first[4], first[5]) == ("1", "2", "nhs")
    assert first[3].startswith("load complaints of kent, Q4 2019/20, from file.csv")


def test_ages_are_of_what_counts(store: Path) -> None:
    assert [row[1:4] for row in shown(store)["How old the figures are"]] == [["Complaints", "Q4 2019/20", "2"]]


def test_what_is_late_is_told_from_what_is_not_due(store: Path) -> None:
    awaited = "What has not come"
    assert "no sources.csv" in shown(store)[awaited]
    (store / "catalogue").mkdir()
    (store / "catalogue" / "sources.csv").write_text(EXPECTED)
    rows = shown(store)[awaited]
    assert [(row[1], row[5], row[6]) for row in rows][1:] == [
        ("Compliments", "not due yet", ""),
        ("Digital transactions", "missing", ""),
    ]
    assert (rows[0][1], rows[0][6]) == ("Complaints", "head of care")
    (store / "catalogue" / "sources.csv").write_text(EXPECTED.replace("digital", "dgital"))
    assert "has mistakes" in shown(store)[awaited]


def test_what_has_come_for_the_last_quarter_is_not_awaited(store: Path, tmp_path: Path) -> None:
    from dashboard.intake.sources.overdue import awaited

    (store / "catalogue").mkdir()
    (store / "catalogue" / "sources.csv").write_text(EXPECTED)
    manifest = read_manifest(store)
    day = Period.parse("2020-21-Q1").last_day
    assert [one.expected.dataset for one in awaited(store, manifest, day)] == ["compliments", "digital"]
    later = awaited(store, manifest, Period.parse("2020-21-Q2").last_day)
    assert [(one.expected.dataset, one.late(Period.parse("2020-21-Q2").last_day)) for one in later] == [
        ("complaints", True),
        ("compliments", False),
        ("digital", False),
    ]


def test_a_damaged_file_is_named_without_its_folder(store: Path) -> None:
    damaged = "Damaged files"
    assert shown(store)[damaged] == "Every file of the store can be used."
    (extract,) = (store / "extracts" / "dataset=complaints").rglob("*.parquet")
    extract.write_bytes(extract.read_bytes() + b"x")
    ((name, reason),) = shown(store)[damaged]
    assert name == extract.relative_to(store).as_posix()
    assert "damaged" in reason
    assert str(store) not in client(store).get("/admin", headers=ADMIN).text


def test_groups_stand_with_their_roles(store: Path) -> None:
    assert shown(store)["Who has which role"] == [["everybody", "member"], ["Web <team>", "administrator and analyst"]]
    here = create_app(Settings(data=store)).server.test_client().get("/admin").text
    assert "everybody at this machine has every role" in here


def test_nobody_is_promised_an_answer_until_somebody_is_named_to_give_it(store: Path) -> None:
    for contact, told, promised in (
        ("", "It names nobody", False),
        ("access@kent.example", "write to access@kent", True),
    ):
        here = create_app(Settings(data=store, contact=contact)).server.test_client()
        assert told in here.get("/admin").text
        assert ("You will have an answer within 10 working days." in here.get("/accessibility").text) == promised


def test_the_way_there_is_shown_to_administrators_alone(store: Path) -> None:
    asker = client(store)
    others = {**ADMIN, "X-Forwarded-Groups": "others", "Accept": "text/html"}
    assert 'href="/admin"' in asker.get("/sources", headers=ADMIN).text
    assert "/admin" not in asker.get("/sources", headers=others).text
    refused = asker.get("/admin", headers=others)
    assert (refused.status_code, "may not open this" in refused.text) == (403, True)
