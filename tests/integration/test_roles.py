"""What each role may see: every address, method and callback, asked as nobody and as each role."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import duckdb
import pytest
from clicks import CLICKS, click
from dash import Dash
from serving import free_port
from signing import HERE, settings_of

from app import create_app
from dashboard.access.reader import ROLES, Reader, known_as, roles_by_group
from dashboard.access.table import CALLBACKS, RECORDS, ROUTES, SIGNING, UNKNOWN_ADDRESS
from dashboard.basics.config import Settings
from dashboard.pages.registry import PAGES
from dashboard.store.data import Source

NAME = "performance.example.gov.uk"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PEOPLE = ("nobody", "no role", *ROLES)
LISTS = [(page.key, page.path, kind) for page in PAGES for kind in page.records]
WORD = re.compile(r"[\w-]+")

# An address of each rule, such as finds something there. One for each row of the table.
EXAMPLES = {
    "/": "/",
    "/<path:path>": "/complaints",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "/_dash-component-suites/dash/no.js",
    "/_dash-dependencies": "/_dash-dependencies",
    "/_dash-layout": "/_dash-layout",
    "/_dash-update-component": CLICKS,
    "/_favicon.ico": "/_favicon.ico",
    "/_reload-hash": "/_reload-hash",
    "/admin": "/admin",
    "/api/v1/figures/<path:measure>.<output>": "/api/v1/figures/complaints_received.json",
    "/api/v1/measures": "/api/v1/measures",
    "/api/v1/published.csv": "/api/v1/published.csv",
    "/api/v1/revisions.csv": "/api/v1/revisions.csv",
    "/assets/<path:filename>": "/assets/no.css",
    "/data": "/data",
    "/data/<name>.csv": "/data/complaints.csv",
    "/data/datapackage.json": "/data/datapackage.json",
    "/download/<page>/<card>.csv": "/download/complaints/timeliness.csv",
    "/healthz": "/healthz",
    "/readyz": "/readyz",
    "/logo/<council>": "/logo/medway",
    "/present/agenda.json": "/present/agenda.json",
    "/present/code.svg": "/present/code.svg?address=http://localhost/",
    "/present/slide.json": "/present/slide.json",
    "/queries/<name>.sql": "/queries/agency_cube.sql",
    "/report": "/report",
    "/report/<name>": "/report/nothing",
    "/report/<name>/file": "/report/nothing/file",
    "/scripts/<of>/<path:name>": "/scripts/x/no.js",
}
# With oidc; of the first, somebody who signs on comes back.
WHERE_ONE_SIGNS_ON = {"/signed-on": "/signed-on?state=x", "/sign-out": "/sign-out", "/signed-out": "/signed-out"}


@pytest.fixture(scope="module")
def app(sample_store: Path) -> Dash:
    settings = Settings(
        data=sample_store,
        access="proxy",
        hosts=NAME,
        proxies="127.0.0.1",
        roles="; ".join(f"{role}=the {role}s" for role in ROLES),
    )
    made = create_app(settings)
    made.server.test_client().get("/")
    return made


def ask(app: Dash, person: str, path: str, method: str = "GET", account: str = "jo", **more: Any) -> Any:
    """The answer to this person; its file is closed."""
    headers = {"Host": NAME}
    if person != "nobody":
        headers |= {"X-Forwarded-User": account, "X-Forwarded-Groups": f"Everybody, the {person}s"}
    with app.server.test_client().open(path, method=method, headers=headers, **more) as answer:
        answer.get_data()
        return answer


def may(person: str, role: str | None) -> bool:
    return role is None or person == role or (role == "member" and person in ROLES)


def test_every_address_and_everything_that_a_callback_changes_is_in_the_table(app: Dash) -> None:
    assert {rule.rule for rule in app.server.url_map.iter_rules()} == ROUTES.keys() == EXAMPLES.keys()
    answered = [output for output, one in app.callback_map.items() if "callback" in one]
    assert {part for output in answered for part in output.strip(".").split("...")} == CALLBACKS.keys()


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("method", METHODS)
def test_each_address_answers_those_alone_who_may_have_it(app: Dash, person: str, method: str) -> None:
    takes = {one.rule: one.methods or () for one in app.server.url_map.iter_rules()}
    for rule in ROUTES:
        role = ROUTES[rule] if method in takes[rule] else UNKNOWN_ADDRESS
        body = {"json": click(app, "")} if (rule, method) == (CLICKS, "POST") else {}
        answer = ask(app, person, EXAMPLES[rule], method, **body)
        assert (answer.status_code == 403) == (not may(person, role)), f"{method} {rule} as {person}"
        assert answer.status_code < 500


@pytest.mark.parametrize("person", PEOPLE)
def test_where_there_is_no_page_only_members_are_told_which_there_are(app: Dash, person: str) -> None:
    assert ask(app, person, "/nowhere").status_code == (404 if person in ROLES else 403)


def test_where_people_sign_on_and_out_is_in_the_table_and_open_to_everybody(sample_store: Path) -> None:
    made = create_app(Settings(data=sample_store, **settings_of(f"http://127.0.0.1:{free_port()}")))
    rules = {rule.rule for rule in made.server.url_map.iter_rules()}
    assert rules - ROUTES.keys() == SIGNING.keys() == WHERE_ONE_SIGNS_ON.keys()
    assert set(SIGNING.values()) == {None}
    client = made.server.test_client()
    found = {path: client.get(path, base_url=HERE) for path in WHERE_ONE_SIGNS_ON.values()}
    assert [answer.status_code for answer in found.values()] == [400, 302, 200]
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for path in found:
            assert client.open(path, base_url=HERE, method=method).status_code == 401


def test_an_address_that_is_not_in_the_table_is_nobody_s(sample_store: Path) -> None:
    new = create_app(Settings(data=sample_store))
    new.server.add_url_rule("/new", "new", lambda: "figures")
    assert new.server.test_client().get("/new").status_code == 403
    new.callback_map["new.children"] = {"callback": None, "inputs": [], "state": []}
    body = {"output": "new.children", "outputs": [], "inputs": []}
    assert new.server.test_client().post(CLICKS, json=body).status_code in (400, 403)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("key", "path", "kind"), LISTS)
def test_records_open_for_analysts_alone(app: Dash, person: str, key: str, path: str, kind: str) -> None:
    search = f"council=medway&records={kind}"
    state = [{"id": "app-url", "property": "pathname", "value": path}]
    for answer in (
        ask(app, person, f"{path}?{search}"),
        ask(app, person, f"{path}?re%63ords={kind}"),
        ask(app, person, f"{path}/?{search}", follow_redirects=True),
        ask(app, person, "/_dash-layout", query_string={"address": f"{path}?{search}"}),
        ask(app, person, CLICKS, "POST", json=click(app, f"?{search}", state=state)),
        ask(app, person, f"/present/slide.json?{search}"),
        ask(app, person, f"/download/{key}/records.csv?{search}"),
        ask(app, person, f"/download/{key}/records.csv"),
        ask(app, person, f"/download/{key}/anything.csv?{search}"),
        ask(app, person, f"/report?format=none&export={key}&{search}", "POST"),
        ask(app, person, "/report", "POST", data={"format": "none", "export": key, "records": kind}),
    ):
        assert (answer.status_code == 403) == (person != RECORDS)
        assert person not in ROLES or person == RECORDS or "may see figures alone" in answer.text


def test_who_may_not_see_records_is_shown_the_way_to_the_page_without(app: Dash) -> None:
    asked = {"Host": NAME, "X-Forwarded-User": "<jo>", "X-Forwarded-Groups": "the members", "Accept": "text/html"}
    answer = app.server.test_client().get("/complaints?council=medway&records=open&find=x", headers=asked)
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert '<a href="/complaints?council=medway">Open the page without its records</a>' in answer.text
    assert "&lt;jo&gt;" in answer.text


@pytest.mark.parametrize("word", ["MORE", "PAGES", "TITLE", "HEADING", "SENTENCES", "STYLES", "{%config%}", "\\g<0>"])
def test_no_account_s_name_changes_the_page_that_says_it(app: Dash, word: str) -> None:
    def page(account: str) -> str:
        asked = {"Host": NAME, "X-Forwarded-User": account, "X-Forwarded-Groups": "the members", "Accept": "text/html"}
        return app.server.test_client().get("/complaints?records=open", headers=asked).text

    assert page(word) == page("somebody").replace("somebody", escape(word))


@pytest.fixture(scope="module")
def identities(sample_store: Path) -> set[str]:
    """What single records of the sample are called."""
    found: set[str] = set()
    for dataset, column in (
        ("complaints", "complaint_id"),
        ("temporary_accommodation", "household_id"),
        ("agency", "assignment_id"),
        ("procurement", "contract_id"),
    ):
        files = f"{sample_store}/extracts/dataset={dataset}/**/*.parquet"
        rows = duckdb.read_parquet(files, union_by_name=True).select(duckdb.ColumnExpression(column)).fetchall()
        found |= {name for (name,) in rows}
    return found


def shown(app: Dash, person: str, page: Any) -> Iterator[str]:
    """All that a page shows: its document, what a click brings, its slides, its tables as files."""
    yield ask(app, person, f"{page.path}?council=medway").text
    state = [{"id": "app-url", "property": "pathname", "value": page.path}]
    drawn = ask(app, person, CLICKS, "POST", json=click(app, "?council=medway", state=state))
    yield drawn.text
    for card in drawn.json["response"]["app-content-store"]["data"]["cards"]:
        yield ask(app, person, f"/download/{page.key}/{card['key']}.csv?council=medway").text
        yield ask(app, person, f"/present/slide.json?council=medway&slide={page.key}:{card['key']}").text


@pytest.mark.parametrize("page", [page for page in PAGES if page.records], ids=lambda page: page.key)
def test_members_are_offered_no_records_and_shown_none(app: Dash, identities: set[str], page: Any) -> None:
    assert any("records=" in text for text in shown(app, "analyst", page))
    for text in shown(app, "member", page):
        assert "records=" not in text
        assert "See the records" not in text
        assert not identities & set(WORD.findall(text))


def test_single_records_stand_on_pages_of_analysts(app: Dash, identities: set[str]) -> None:
    shows = ask(app, "analyst", "/download/agency/longest.csv?council=medway").text
    assert identities & set(WORD.findall(shows))
    assert ask(app, "member", "/download/agency/longest.csv?council=medway").status_code == 400


def test_a_report_is_its_asker_s(app: Dash, identities: set[str]) -> None:
    def report(person: str, account: str) -> Any:
        asked = "/report?format=html&export=agency&council=medway"
        return ask(app, person, asked, "POST", account=account).json

    made = {who: report(*who) for who in (("member", "jo"), ("member", "al"), ("analyst", "jo"))}
    assert len({job["id"] for job in made.values()}) == 3
    assert report("member", "jo")["id"] == made["member", "jo"]["id"]
    for (person, account), job in made.items():
        while not (now := ask(app, person, job["address"], account=account).json)["done"]:
            time.sleep(0.05)
        text = ask(app, person, now["file"], account=account).text
        assert bool(identities & set(WORD.findall(text))) == (person == "analyst")
        for other in made:
            for address in (job["address"], now["file"]):
                status = ask(app, other[0], address, account=other[1]).status_code
                assert status == (200 if other == (person, account) else 404)


def test_what_was_made_for_one_is_never_shown_to_the_other(sample_store: Path) -> None:
    data = Source(Settings(data=sample_store)).data
    member = data.without_records
    assert member is data.without_records
    assert member.views is not data.views
    assert member.states is not data.states
    data.left_behind()
    assert member.unopened


def test_groups_give_roles() -> None:
    roles = roles_by_group("ROLES", " member=*;analyst=CN=Performance team ; analyst=Data;administrator=Data;")
    assert known_as("jo", ["Nothing"], roles) == Reader("jo", frozenset({"member"}))
    assert known_as("jo", ["CN=Performance team"], roles) == Reader("jo", frozenset({"member", "analyst"}))
    assert known_as("jo", ["Data"], roles) == Reader("jo", frozenset({"member", "analyst", "administrator"}))
    assert known_as("", ["Data"], roles) == Reader()
    assert not known_as("jo", [], roles_by_group("ROLES", "member=Staff")).may("member")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/complaints?records=open&address=/x"),
        ("GET", "/complaints?records=open&export=digital"),
        ("GET", "/download/complaints/records.csv?address=/x"),
        ("POST", "/report?address=/x&format=html&export=complaints&records=open"),
    ],
)
def test_a_word_of_another_address_opens_no_list(app: Dash, method: str, path: str) -> None:
    assert ask(app, "member", path, method).status_code == 403


def test_no_stranger_is_told_which_pages_there_are(app: Dash) -> None:
    assert ask(app, "nobody", "/_favicon.ico").status_code == 403
