"""What everybody gets: open data, its package and the API, out of the public tables and nothing else of a store."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from attack import Attack, Leaf, of_cell
from few import COUNTED, HALVES, HEADING, PARTS, QUARTERS, SERVICES, STAGES, own_list, releases
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from loads import FREELY, complaints, line, written

from app import create_app, create_server
from dashboard.access.table import PUBLIC, ROUTES
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.basics.quarters import Period
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.releases import Seen
from dashboard.intake.loading import load
from dashboard.pages.registry import PAGES

NAME = "data.example.gov.uk"
NUMBERS = ("value", "numerator", "denominator")
KINDS = ("quarter", "half_year", "year")
LINK = re.compile(r'href="([^"]+)"')
Numbers = dict[tuple[str, str, str, str], dict[str, str]]  # by measure, dimension, part and period


class Anybody(FlaskClient):
    """Whoever asks under the name that the server is known by."""

    def open(self, *asked: Any, **more: Any) -> Any:
        return super().open(*asked, **{"base_url": f"http://{NAME}", **more})


def served(store: Path) -> FlaskClient:
    """Whoever asks a server of the public tables."""
    server = create_server(Settings(data=store, access="public", hosts=NAME))
    server.test_client_class = Anybody
    return server.test_client()


@pytest.fixture(scope="module")
def client(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The sample for everybody, of which nothing is there but what is published."""
    store = tmp_path_factory.mktemp("open") / "store"
    store.mkdir()
    shutil.copy(sample_store / "manifest.json", store)
    for folder in ("public", "catalogue"):
        shutil.copytree(sample_store / folder, store / folder)
    return served(store)


def test_these_addresses_exist_and_no_other(client: FlaskClient) -> None:
    assert sorted(rule.rule for rule in client.application.url_map.iter_rules()) == sorted(PUBLIC)


OTHERS = [
    *(page.path for page in PAGES if page.path != "/"),
    *(f"{page.path}?records={kind}" for page in PAGES for kind in page.records),
    *(rule for rule in ROUTES if rule not in PUBLIC and "<" not in rule),
    "/download/complaints/timeliness.csv", "/download/complaints/records.csv", "/queries/agency_cube.sql",
    "/logo/medway", "/report/x", "/report/x/file", "/data/records.csv", "/data/shown.csv", "/data/..%2Fmanifest.csv",
    "/data/ta_bb_families_over_six_weeks.csv", "/api/v1/figures/ta_bb_families_over_six_weeks.csv",
    "/api/v1/figures/ta_households.csv?by=service", "/api/v1/figures/ta_households.csv?accommodation_type=hostel",
    "/api/v1/figures/complaints_received.json?by=directorate", "/api/v1/figures/complaints_received.json?theme=Delay",
    "/api/v1/figures/complaints_received.json?by=service&quarter=2019-20-Q4",
    "/api/v1/figures/complaints_received.json?stage=adults&service=Libraries",
    "/api/v1/figures/complaints_received.json?by=stage&service=Libraries&period=year",
    "/api/v1/figures/complaints_received.json?basis=first_published",
    "/api/v1/figures/complaints_received.json?basis=latest",
    "/api/v1/figures/complaints_received.json?by=month", "/api/v1/figures/complaints_received.json?council=kent",
    "/api/v1/figures/complaints_received.json?quarter=2030-31-Q1",
    "/api/v1/figures/complaints_received.json?stage=nothing", "/api/v1/figures/complaints_received.json?nothing=1",
    "/api/v1/figures/complaints_received.xlsx", "/api/v1/figures/nothing.json", "/api/v1/figures/kpi:Calls.json",
    "/api/v1/measures?council=kent", "/api/v1/measures?basis=latest", "/data/complaints.csv/..",
]  # fmt: skip


@pytest.mark.parametrize("address", OTHERS)
def test_all_else_is_answered_not_published_whether_there_is_such_a_thing_or_not(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "is not published" in answer.text.lower()


@pytest.mark.parametrize("address", [*PUBLIC, "/complaints", "/_dash-update-component", "/report"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_sent(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method, headers={"Origin": f"http://{NAME}"})
    assert answer.status_code in (404, 405)


def test_two_values_at_once_are_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/figures/complaints_received.json?stage=adults&stage=corporate_stage_1")
    assert (answer.status_code, answer.json["error"][:22]) == (400, '"stage" has one value,')


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", ""])
def test_other_names_are_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/data", headers={"Host": host}).status_code == 400


def test_the_way_in_leads_to_open_data(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/data")
    page = client.get("/data").text
    assert "Open Government Licence v3.0</a>" in page
    assert "[c] stands where a number is withheld" in page
    assert "The records behind these figures are invented" in page
    for address in (one for one in LINK.findall(page) if one.startswith(("/data", "/api"))):
        assert client.get(address).status_code == 200, address


def test_the_licence_can_be_the_council_s_own(sample_store: Path) -> None:
    own = Settings(data=sample_store, access="public", hosts=NAME, licence="Our <own> terms")
    client = create_server(own).test_client()
    page = client.get("/data", headers={"Host": NAME}).text
    assert "under the Our &lt;own&gt; terms." in page
    package = client.get("/data/datapackage.json", headers={"Host": NAME}).json
    assert package["licenses"] == [{"title": "Our <own> terms", "name": "other"}]


def test_members_get_the_same_tables(sample_store: Path, client: FlaskClient) -> None:
    member = create_app(Settings(data=sample_store)).server.test_client()
    package = client.get("/data/datapackage.json").json
    assert member.get("/data/datapackage.json").json == package
    for table in package["resources"]:
        address = f"/data/{table['path']}"
        assert member.get(address).text == client.get(address).text
    assert "/api/v1/openapi.json" not in member.get("/data").text


def test_a_store_without_public_tables_says_so(tmp_path: Path) -> None:
    own_list(tmp_path / "store", HEADING)
    file = written(tmp_path, complaints(line()))
    load(tmp_path / "store", "complaints", file, "kent", "2019-20-Q4", options=FREELY)
    member = create_app(Settings(data=tmp_path / "store")).server.test_client()
    for address in ("/data", "/data/complaints.csv", "/data/datapackage.json"):
        answer = member.get(address)
        assert (answer.status_code, "Nothing is published" in answer.text) == (503, True)
        assert str(tmp_path) not in answer.text
    assert member.get("/data/complaints.csv?x=1").status_code == 400


def package_in(folder: Path, client: FlaskClient) -> Path:
    """The data package as somebody saves it."""
    described = client.get("/data/datapackage.json")
    for table in described.json["resources"]:
        (folder / table["path"]).write_bytes(client.get(f"/data/{table['path']}").data)
    return written(folder, described.data, "datapackage.json")


def tool(*arguments: str | Path) -> tuple[int, str]:
    """What an installed tool says of a file, as whoever uses the files would ask it."""
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_package_is_a_frictionless_one(tmp_path: Path, client: FlaskClient) -> None:
    package = package_in(tmp_path, client)
    status, said = tool("frictionless", "validate", package)
    assert status == 0, said
    changed = tmp_path / "complaints.csv"
    changed.write_text(changed.read_text() + "kent,Kent,x,X,count,2019-20,many,1,\n")
    assert tool("frictionless", "validate", package)[0] == 1


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json
    return found


def test_the_description_is_openapi(tmp_path: Path, described: dict[str, Any]) -> None:
    status, said = tool("openapi_spec_validator", written(tmp_path, json.dumps(described), "openapi.json"))
    assert status == 0, said
    rules = {re.sub(r"\{measure\}\.\w+", "<path:measure>.<output>", path) for path in described["paths"]}
    assert rules | {"/api/v1/openapi.json"} == {rule for rule in PUBLIC if rule.startswith("/api/")}


def values_of(described: dict[str, Any], name: str) -> list[str]:
    """What a described parameter can be."""
    parameters = (one for path in described["paths"].values() for one in path["get"]["parameters"])
    schema = next(one["schema"] for one in parameters if one["name"] == name)
    if "pattern" in schema:
        return [text for text in ("2019-20-Q4", "2019-20-H2", "2019-20") if re.fullmatch(schema["pattern"], text)]
    found: list[str] = schema["enum"]
    return found if name == "measure" else found[:8]


def test_every_address_and_parameter_of_the_description_is_answered_as_it_says(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    answered: set[tuple[str, str]] = set()
    for path, item in described["paths"].items():
        operation = item["get"]
        for measure in values_of(described, "measure"):
            for one in [None, *(one for one in operation["parameters"] if one["in"] == "query")]:
                for value in values_of(described, one["name"]) if one else [""]:
                    query = f"?{urlencode({one['name']: value})}" if one else ""
                    answer = client.get(path.replace("{measure}", measure) + query)
                    said = operation["responses"][str(answer.status_code)]["content"][answer.mimetype]["schema"]
                    content = answer.json if answer.mimetype == "application/json" else answer.text
                    Draft202012Validator({**said, "components": described["components"]}).validate(content)
                    if answer.status_code == 200:
                        answered.add((path, one["name"] if one else ""))
            if "{measure}" not in path:
                break
    expected = {
        (path, one["name"])
        for path, item in described["paths"].items()
        for one in item["get"]["parameters"]
        if one["in"] == "query"
    }
    assert expected <= answered


def told_by(client: FlaskClient) -> Iterator[tuple[tuple[str, str, str, str], dict[str, str]]]:
    """Every row of numbers that any public address tells, by what it is about."""
    package = client.get("/data/datapackage.json").json
    for table in package["resources"]:
        dimension = table["name"].partition("_by_")[2]
        for row in csv.DictReader(io.StringIO(client.get(f"/data/{table['path']}").text)):
            yield (row["measure"], dimension, row.get(dimension, ""), row["period"]), row
    places = [("", ""), *(("stage", one) for one in STAGES), *(("service", one) for one in SERVICES)]
    for measure, kind, (dimension, part), output in itertools.product(HALVES, KINDS, places, ("csv", "json")):
        for asked in ({dimension: part} if part else {}, {"by": dimension} if part else {}):
            query = {"period": kind, "from": QUARTERS[0].id, "quarter": QUARTERS[-1].id, **asked}
            answer = client.get(f"/api/v1/figures/{measure}.{output}?{urlencode(query)}")
            if answer.status_code == 404:
                continue
            rows = answer.json if output == "json" else csv.DictReader(io.StringIO(answer.text))
            for row in rows:
                texts = {name: "" if value is None else str(value) for name, value in row.items()}
                yield (measure, dimension, texts.get(dimension, part), texts["quarter"]), texts


def harvested(client: FlaskClient, leaves: dict[Leaf, int]) -> dict[Cell, Seen]:
    """Which cells all that is told shows, each held against what there is to count."""
    found: dict[Cell, Seen] = {}
    for (measure, dimension, part, period), row in told_by(client):
        if part not in ("", *STAGES, *SERVICES):
            continue
        halves = dict(zip(("numerator", "denominator"), HALVES[measure], strict=True))
        for name, counted in halves.items():
            if not counted:
                continue
            cell = Cell("kent", counted, dimension, part, Period.parse(period))
            value = sum(leaves[leaf] for leaf in of_cell(cell, leaves))
            shown = row[name] != "[c]"
            assert not shown or float(row[name]) == value
            found[cell] = Seen(value, shown or (cell in found and found[cell].shown))
        if "[c]" in (row["numerator"], row["denominator"]):
            derived = [row[name] for name in ("value", "status", "short_trend", "long_trend", "verdict") if name in row]
            assert set(derived) == {"[c]"}
    return found


@pytest.mark.parametrize("seed", [4, 5])
def test_all_that_is_told_in_five_releases_gives_no_small_count_away(tmp_path: Path, seed: int) -> None:
    store = tmp_path / "store"
    found = [(leaves, harvested(served(store), leaves)) for leaves in releases(tmp_path, store, seed)]
    last = found[-1][1]
    assert len(last) == len(COUNTED) * (7 + 2 * 7 + 2 * 5)
    assert {one.shown for one in last.values()} == {True, False}
    assert not list(Attack(found, PARTS).gains(from_nought=False))


def test_one_number_more_gives_a_small_count_away(tmp_path: Path) -> None:
    """Were any withheld number told that is not small itself, somebody could work out one that is."""
    store = tmp_path / "store"
    leaves = next(releases(tmp_path, store, 5))
    told = harvested(served(store), leaves)
    assert not list(Attack([(leaves, told)], PARTS).gains(from_nought=True))
    large = [cell for cell, one in told.items() if not one.shown and one.value >= 5]
    assert len(large) > 3
    for cell in large:
        more = {**told, cell: Seen(told[cell].value, shown=True)}
        assert any(Attack([(leaves, more)], PARTS).gains(from_nought=True)), cell


@pytest.fixture(scope="module")
def two_quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter with three complaints about children's care, and one with thirty."""
    folder = tmp_path_factory.mktemp("two")
    store = folder / "store"
    own_list(store, HEADING + "complaints,stage,quarter,complaints_received|complaints_timeliness\n")
    for quarter, day, count in (("2019-20-Q3", "2019-11-05", 3), ("2019-20-Q4", "2020-02-04", 30)):
        rows = [
            line(complaint_id=f"{quarter}{number}", stage="childrens_stage_1", received_date=day, responded_date=day,
                 outcome="upheld")
            for number in range(count)
        ]  # fmt: skip
        load(store, "complaints", written(folder, complaints(*rows)), "kent", quarter, options=FREELY)
    return store


def test_what_follows_from_a_withheld_number_is_withheld_too(two_quarters: Path) -> None:
    client = served(two_quarters)
    address = "/api/v1/figures/complaints_received.json?stage=childrens_stage_1&from=2019-20-Q3&quarter=2019-20-Q4"
    before, now = client.get(address).json
    assert {name for name, value in before.items() if value == "[c]"} == {
        "value", "numerator", "status", "short_trend", "long_trend", "verdict",
    }  # fmt: skip
    assert {name for name, value in now.items() if value == "[c]"} == {"short_trend", "long_trend", "verdict"}
    assert (now["value"], now["status"]) == (30, "data_only")
    nought = client.get("/api/v1/figures/complaints_received.json?stage=adults").json
    assert [row["value"] for row in nought] == [0]


def test_a_withheld_number_is_nowhere_in_what_a_server_can_read(two_quarters: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    shutil.copy(two_quarters / "manifest.json", store)
    for folder in ("public", "catalogue"):
        shutil.copytree(two_quarters / folder, store / folder)
    answers = json.dumps([row for _, row in told_by(served(store))])
    assert "[c]" in answers
    assert '"numerator": "3"' not in answers


def test_a_new_release_is_told_at_the_next_question(two_quarters: Path, tmp_path: Path) -> None:
    store = shutil.copytree(two_quarters, tmp_path / "store")
    client = served(store)
    address = "/api/v1/figures/complaints_received.json?stage=adults"
    assert client.get(address).json[0]["value"] == 0
    rows = [line(complaint_id=str(number), received_date="2020-02-04") for number in range(9)]
    load(store, "complaints", written(tmp_path, complaints(*rows)), "kent", "2019-20-Q4", options=FREELY)
    assert client.get(address).json[0]["value"] == 9
    assert "9" in client.get("/data/complaints_by_stage.csv").text


def test_a_damaged_file_costs_its_own_tables_alone(sample_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(sample_store, tmp_path / "store")
    (cube,) = (store / "public").glob("complaints-*.parquet")
    cube.write_bytes(b"damaged")
    client = served(store)
    assert client.get("/data/complaints.csv").status_code == 404
    assert client.get("/api/v1/figures/complaints_received.json").status_code == 404
    assert client.get("/data/homelessness.csv").status_code == 200
    assert client.get("/data").status_code == 200


STRANGE = ("", "\x00", "é" * 200, "-", "2019-20-Q9", "2019-20-Q4 ", "9999-00", "[c]", "<b>", "'; --", "..", "%", "١٢")


@pytest.mark.parametrize("value", STRANGE)
def test_strange_questions_are_answered_in_a_sentence(client: FlaskClient, value: str) -> None:
    names = ("council", "quarter", "from", "period", "by", "stage", "service", "basis", "x", value)
    for name, path in itertools.product(
        names, ("figures/complaints_received.json", "figures/agency_spend.csv", "measures")
    ):
        answer = client.get(f"/api/v1/{path}?{urlencode({name: value})}")
        assert answer.status_code in (200, 400, 404)
        assert answer.status_code == 200 or list(answer.json) == ["error"]
    for path in (f"/api/v1/figures/{value}.json", f"/data/{value}.csv", f"/{value}"):
        assert client.get(path).status_code in (200, 302, 308, 404)


def test_drafts_are_never_shown_to_everybody(sample_store: Path) -> None:
    with pytest.raises(UsageError, match="Unset SCRUTINY_RELEASE"):
        create_server(Settings(data=sample_store, access="public", hosts=NAME, release="draft"))
