"""Three themes that a council adds to its own store, as text alone: records with a deadline, counts with a rate, a
stock with starts and ends. Each is loaded with the command line and asked for as people ask."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from loads import contents
from own_themes import FILES, QUARTERS, THEMES, add, requests
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.report.content import whole
from dashboard.report.write import FORMATS, write
from dashboard.store.data import Data
from dashboard.views.sources import catalogue

# gptables asks pandas for things in a way that pandas is about to drop, and leaves a file to be closed by Python.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the three themes and two quarters of each."""
    data = tmp_path_factory.mktemp("themes") / "store"
    for name, made in FILES.items():
        add(data, name)
        for quarter in QUARTERS:
            file = data.parent / f"{name}.csv"
            file.write_text(made(quarter), encoding="utf-8")
            loaded = scrutiny("load", name, file, "--council", "northbeck", "--quarter", quarter, "--data", data)
            assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    return data


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    """A client of the app over the store."""
    with create_app(Settings(data=store)).server.test_client() as client:
        yield client


def figures(store: Path, *arguments: str) -> list[dict[str, str]]:
    """What `scrutiny figures` prints."""
    printed = scrutiny("figures", *arguments, "--council", "northbeck", "--format", "csv", "--data", store)
    assert printed.returncode == 0, printed.stdout + printed.stderr
    return list(csv.DictReader(io.StringIO(printed.stdout)))


@pytest.mark.parametrize("name", FILES)
def test_a_theme_is_at_most_five_files_and_120_lines(name: str) -> None:
    files = [path for path in (THEMES / name).rglob("*") if path.is_file()]
    assert len(files) <= 5
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 120


def test_working_days_are_counted_against_the_declared_deadline(store: Path) -> None:
    rows = figures(store, "foi_timeliness", "--from", "2019-20-Q3", "--quarter", "2019-20-Q4")
    assert [(row["quarter"], row["numerator"], row["denominator"], row["target"]) for row in rows] == in_time()


def in_time() -> list[tuple[str, str, str, str]]:
    """The same, counted here day by day."""
    import holidays

    closed = holidays.country_holidays("GB", subdiv="ENG", years=(2019, 2020))
    found = []
    for quarter in QUARTERS:
        period = Period.parse(quarter)
        answered = kept = 0
        for line in csv.DictReader(
            io.StringIO("".join([requests(QUARTERS[0]), *requests(QUARTERS[1]).splitlines(keepends=True)[1:]]))
        ):
            if not line["answered_date"]:
                continue
            start, end = dt.date.fromisoformat(line["received_date"]), dt.date.fromisoformat(line["answered_date"])
            if not period.first_day <= end <= period.last_day:
                continue
            days = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
            answered += 1
            kept += sum(day.weekday() < 5 and day not in closed for day in days) <= 20
        found.append((quarter, str(kept), str(answered), "90.0"))
    return found


def test_a_rate_is_for_every_hundred_thousand(store: Path) -> None:
    (row,) = figures(store, "bins_missed_rate", "--quarter", "2019-20-Q4")
    assert (float(row["value"]), row["numerator"], row["denominator"]) == (20.0, "240", "1200000")


def test_a_stock_is_what_is_open_at_the_end_and_splits(store: Path) -> None:
    rows = figures(store, "care_children", "--from", "2019-20-Q3", "--quarter", "2019-20-Q4", "--by", "placement")
    assert [(row["quarter"], row["placement"], row["value"]) for row in rows] == [
        ("2019-20-Q3", "foster", "1"),
        ("2019-20-Q3", "home", "1"),
        ("2019-20-Q4", "foster", "2"),
        ("2019-20-Q4", "home", "2"),
    ]


def test_own_dimensions_can_be_chosen_on_the_command_line_and_in_the_api(store: Path, client: FlaskClient) -> None:
    (row,) = figures(store, "care_children", "--quarter", "2019-20-Q4", "--placement", "home")
    answer = client.get("/api/v1/figures/care_children.json?council=northbeck&quarter=2019-20-Q4&placement=home")
    assert row["value"] == str(json.loads(answer.get_data(as_text=True))[0]["value"]) == "2"


PAGES = {"foi": "/requests", "bins": "/bins", "care": "/children-in-care"}


def opened(client: FlaskClient, address: str) -> dict[str, Any]:
    """The page's layout, as text, and what the browser draws of it."""
    answer = client.get("/_dash-layout?" + urlencode({"address": address}))
    text = json.dumps(answer.get_json())
    assert "could not be read" not in text.replace("This view could not be read", "")
    stores = [part for part in components(json.loads(text)) if part.get("type") == "Store"]
    return {"text": text, "drawn": next(part["props"]["data"] for part in stores if "cards" in part["props"]["data"])}


def components(node: Any) -> Iterator[dict[str, Any]]:
    """Every component of a layout."""
    if isinstance(node, list):
        for item in node:
            yield from components(item)
    elif isinstance(node, dict) and "props" in node:
        yield node
        yield from components(node["props"].get("children"))


@pytest.mark.parametrize("name", FILES)
def test_a_theme_gets_its_page_in_the_navigation_with_every_card(client: FlaskClient, name: str) -> None:
    shown = opened(client, f"{PAGES[name]}?council=northbeck")
    declared = tomllib.loads((THEMES / name / "themes" / f"{name}.toml").read_text(encoding="utf-8"))["page"]
    assert len(shown["drawn"]["cards"]) >= len(declared["cards"]) - 1  # one part alone is not ranked
    assert all(card["finding"] for card in shown["drawn"]["cards"])
    assert declared["title"] in opened(client, "/?council=northbeck")["text"]
    assert client.get(PAGES[name]).status_code == 200


def test_the_headline_says_the_lead_measure_in_the_declared_words(client: FlaskClient) -> None:
    said = opened(client, "/requests?quarter=2019-20-Q4")["drawn"]["announce"]
    share = f"{figure(client, 'foi_timeliness'):.1f}%"
    words = "of requests for information were answered within 20 working days in Q4 2019/20, below the 90% target"
    assert said.startswith(f"{share} {words}")


@pytest.mark.parametrize("dimension", ["service=Planning", "result=full", "directorate=Place&service=Planning"])
def test_one_goes_down_by_every_dimension(client: FlaskClient, dimension: str) -> None:
    shown = opened(client, f"/requests?council=northbeck&quarter=2019-20-Q4&{dimension}")["drawn"]
    named = "given in full" if "result" in dimension else "planning"
    assert named in shown["announce"].lower()
    assert set(shown["filters"]["controls"]) >= {"service", "result", "directorate", "quarter"}


def test_what_is_not_counted_by_a_filter_is_not_available_and_no_zero(store: Path, client: FlaskClient) -> None:
    reason = '"Requests received" is not counted by result'
    written = json.dumps(reason)[1:-1]  # as it stands in a layout
    shown = opened(client, "/requests?council=northbeck&quarter=2019-20-Q4&result=full")
    assert f"{written}, so that it is not available for this filter." in shown["text"]
    assert {card["finding"] for card in shown["drawn"]["cards"]} >= {f"{reason}."}
    one = opened(client, "/measure?measure=foi_received&council=northbeck&quarter=2019-20-Q4&result=full")
    assert f"{written}." in one["text"]
    assert "no value for Q4 2019/20" in one["drawn"]["announce"]
    refused = client.get("/api/v1/figures/foi_received.json?council=northbeck&result=full")
    assert (refused.status_code, refused.get_json()["error"]) == (400, f"{reason}. Leave that filter out.")
    assert client.get("/api/v1/figures/foi_answered.json?council=northbeck&result=full").status_code == 200
    assert "is not counted by" not in opened(client, "/requests?council=northbeck&service=Planning")["text"]


def test_records_can_be_listed_sorted_found_and_downloaded(client: FlaskClient) -> None:
    query = "council=northbeck&quarter=2019-20-Q4&records=responded"
    listed = opened(client, f"/requests?{query}&sort=-received_date&find=planning")["drawn"]["records"]
    assert listed["total"] > 0
    assert all("Planning" in row for row in listed["rows"])
    saved = client.get(f"/download/foi/records.csv?{query}").get_data(as_text=True)
    assert saved.count("\n") - 1 == int(figure(client, "foi_answered"))


def figure(client: FlaskClient, measure: str) -> float:
    """The measure's newest value over HTTP."""
    answer = client.get(f"/api/v1/figures/{measure}.json?council=northbeck&quarter=2019-20-Q4")
    return float(json.loads(answer.get_data(as_text=True))[0]["value"])


def test_the_measures_stand_in_the_scorecard_and_a_missed_target_needs_attention(client: FlaskClient) -> None:
    shown = opened(client, "/?council=northbeck&quarter=2019-20-Q4")
    assert "Requests answered within 20 working days" in shown["text"]
    assert "/requests?council=northbeck" in shown["text"]
    assert "No value" not in opened(client, "/measure?measure=foi_timeliness&council=northbeck")["drawn"]["announce"]


@pytest.mark.parametrize("name", FILES)
def test_a_theme_is_presented_and_exported(client: FlaskClient, store: Path, tmp_path: Path, name: str) -> None:
    agenda = client.get("/present/agenda.json?council=northbeck").get_json()
    titles = [slide["title"] for group in agenda["groups"] for slide in group["slides"]]
    assert any(name in slide for slide in agenda["chosen"])
    assert titles
    first = next(slide for slide in agenda["chosen"] if slide.startswith(name))
    slide = client.get(f"/present/slide.json?council=northbeck&slide={first}").get_json()
    assert slide["headline"]
    data = Data(Settings(data=store))
    report = whole(data, "?council=northbeck")
    assert name in {chapter.page.key for chapter in report.chapters}
    for kind in FORMATS:
        write(report, kind, tmp_path / f"report.{kind}")
        assert (tmp_path / f"report.{kind}").stat().st_size > 1000


def test_a_template_and_the_dictionary_know_an_own_dataset(store: Path, tmp_path: Path) -> None:
    made = scrutiny("template", "foi", "--out", tmp_path / "foi.csv", "--data", store)
    assert made.returncode == 0, made.stderr
    assert (
        (tmp_path / "foi.csv")
        .read_text(encoding="utf-8-sig")
        .startswith("request_id,directorate,service,received_date")
    )
    assert "request_id" in scrutiny("dictionary", "--data", store).stdout


def test_the_sources_list_the_councils_own_files(store: Path) -> None:
    rows = {row["file"]: row for row in catalogue(Data(Settings(data=store))).rows}
    own = {path.relative_to(store / "catalogue").as_posix() for path in (store / "catalogue").rglob("*.*")}
    assert own <= rows.keys()
    assert rows["themes/foi.toml"]["what"].startswith("Requests for information: their columns and the page")


def test_the_store_is_whole(store: Path) -> None:
    checked = scrutiny("check", "--data", store)
    assert checked.returncode == 0, checked.stdout + checked.stderr


WRONG = [
    (
        'kind = "text", label = "Request"',
        'kind = "txt", label = "Request"',
        "foi.toml, line 13, [columns.request_id] kind",
    ),
    ('lead = "foi_timeliness"', 'lead = "foi_timelines"', 'foi.toml, line 24, [page] lead: "foi_timelines"'),
    ('dimensions = ["directorate", "service", "result"]', "dimensions = 3", "foi.toml, line 5, [dataset] dimensions"),
    (
        'until = "answered_date" }\ndeadline',
        'until = "answered" }\ndeadline',
        'open names "answered", which is no column',
    ),
    (
        '{ kind = "funnel", measure = "foi_timeliness"',
        '{ kind = "funnel", measure = "foi_answered"',
        'foi.toml, line 32, [page] cards: "funnel" draws shares of cases, which foi_answered is not',
    ),
    (
        'did = "answered {fewer} in time" },\n    { kind = "bars',
        'did = "answered fewer in time" },\n    { kind = "bars',
        "did says {fewer} or {lower} once",
    ),
    (
        'kind = "stacked", measure = "foi_answered", by = "result"',
        'kind = "stacked", measure = "foi_answered"',
        "line 34, [page] cards",
    ),
    ('sentence = "{value} of', 'sentence = "{share} of', "foi.toml, line 26, [page] sentence: it needs {value} once"),
    (
        "not_before = [",
        'listed = { of = "counts" }\nnot_before = [',
        '[dataset] listed: "counts" is for lists of the project',
    ),
    (
        "not_before = [",
        'listed = { order = ["-recieved_date"] }\nnot_before = [',
        '[dataset] listed: "-recieved_date" is no column of the list. Did you mean "received_date"?',
    ),
    ('path = "/requests"', 'path = "/complaints"', "foi.toml, line 21, [page] path"),
    (
        'by = "directorate" }',
        'by = "directorate", title = "Places, {whenn}" }',
        'line 30, [page] cards: "Places, {whenn}" can hold these words in curly brackets: council, when',
    ),
    (
        'by = "directorate" }',
        'by = "directorate", note = "Half a {bracket" }',
        'line 30, [page] cards: "Half a {bracket" can hold these words in curly brackets',
    ),
    (
        'by = "directorate" }',
        'by = "directorate", columns = ["answerd"] }',
        'line 30, [page] cards: "answerd" is no column of the cube: received, answered',
    ),
    (
        'by = "directorate" }',
        'by = "directorate", bars = "answerd" }',
        'line 30, [page] cards: "answerd" is no column of the cube: received, answered',
    ),
    (
        'line = "foi_answered" }',
        'line = "foi_answered", parts = ["answered"] }',
        "parts of bars and line are two columns: the first the bars, the second the line.",
    ),
    (
        'kind = "by quarter", measure = "foi_timeliness"',
        'kind = "by quarter", measure = "foi_timeliness", panels = true',
        'panels = true is for kind = "by quarter" with by, such as by = "channel".',
    ),
    (
        '{ kind = "ranked", measure = "foi_timeliness", by = "directorate" }',
        '{ own = "waits" }',
        'line 30, [page] cards: "waits" would be a function in Python',
    ),
    (
        '{ kind = "ranked", measure = "foi_timeliness", by = "directorate" }',
        '{ kind = "ranked", by = "directorate" }',
        'line 30, [page] cards, value 2: a card draws a measure: kind = "by quarter"',
    ),
    (
        'tiles = ["foi_timeliness",',
        'tiles = [{ measure = "foi_timeliness", cases = "{shares}" },',
        'line 27, [page] tiles: "{shares}" can hold these words in curly brackets: council, when',
    ),
    ('tiles = ["foi_timeliness",', 'tiles = [{ title = "Nothing" },', "a tile is a measure"),
    (
        "records = [",
        'listing = { columns = ["request", "service"] }\nrecords = [',
        'line 37, [page] listing: "request" is no column of foi. Did you mean "request_id"?',
    ),
]


@pytest.mark.parametrize(("right", "wrong", "says"), WRONG, ids=[says for _, _, says in WRONG])
def test_a_wrong_declaration_is_refused_by_file_and_line_and_takes_no_other_page_down(
    store: Path, tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    broken = tmp_path / "store"
    shutil.copytree(store, broken)
    file = broken / "catalogue" / "themes" / "foi.toml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    checked = scrutiny("check", "--data", broken)
    assert checked.returncode == 1
    assert says in checked.stdout
    with create_app(Settings(data=broken)).server.test_client() as client:
        assert client.get("/requests").status_code == (404 if "/complaints" in wrong else 503)
        for address in ("/", "/bins", "/children-in-care", "/measure"):
            assert "foi.toml" in opened(client, f"{address}?council=northbeck")["text"]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT 1 AS council", "Missing: month"),
        ("SELECT 1 AS council,\n    nothing FROM foi_newest", "line 2"),
        ("COPY (SELECT 1) TO 'written.csv'; SELECT 1 AS council", "Write one SELECT"),
        (None, "is missing"),
    ],
)
def test_a_wrong_cube_is_refused_when_it_is_loaded(store: Path, tmp_path: Path, sql: str | None, says: str) -> None:
    broken = tmp_path / "store"
    shutil.copytree(store, broken)
    file = broken / "catalogue" / "queries" / "foi_cube.sql"
    file.unlink()
    if sql:
        file.write_text(sql, encoding="utf-8")
    extract = tmp_path / "foi.csv"
    extract.write_text(requests("2020-21-Q1"), encoding="utf-8")
    before = contents(broken)
    loaded = scrutiny("load", "foi", extract, "--council", "northbeck", "--quarter", "2020-21-Q1", "--data", broken)
    assert loaded.returncode == 1
    assert "foi_cube.sql" in loaded.stderr
    assert says in loaded.stderr
    assert contents(broken) == before
    checked = scrutiny("check", "--data", broken)
    assert checked.returncode == 1
    assert "foi_cube.sql" in checked.stdout
    assert says in checked.stdout


WORDED = """\
tiles = [{ measure = "foi_timeliness", title = "In time, {quarter}", cases = "{share} answers" }, "foi_open"]
records = [{ kind = "responded", count = "answered", word = "answered" }]

[[page.cards]]
kind = "ranked"
key = "places"
measure = "foi_timeliness"
by = "service"
title = "Services, {when}"
note = "Select a bar."
columns = ["answered", "value", "since_last", { of = "foi_received", label = "Came in" }]

[[page.cards]]
kind = "by quarter"
key = "places"
measure = "foi_timeliness"
note = "{services} by {period}."

[[page.cards]]
kind = "months"
key = "months"
measure = "foi_answered"
columns = ["value", "share"]

[[page.cards]]
kind = "stacked"
key = "kept"
measure = "foi_answered"
title = "Kept"
parts = [{ of = "in_time", label = "In time" }]
above = { of = "foi_timeliness", label = "In time, %" }
about = "Late ones are not drawn."

[[page.cards]]
kind = "stacked"
key = "results"
measure = "foi_answered"
by = "result"
together = { of = ["full", "part"], label = "Given" }
above = { of = "foi_timeliness", label = "In time, %" }

[[page.cards]]
kind = "ranked"
key = "fewest"
measure = "foi_answered"
by = "service"
title = "{q}: fewest first, after {last} and {year_before}"
order = "lowest first"
alone = true

[[page.cards]]
kind = "by quarter"
key = "apart"
measure = "foi_timeliness"
by = "service"
panels = true
halves = ["In time", "Answered"]

[page.listing]
title = "The register"
columns = ["service", { of = "received_date", label = "Came in" }, "result"]
"""


@pytest.fixture(scope="module")
def worded(store: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of the app over the same store, with a page of requests that says more of itself."""
    data = tmp_path_factory.mktemp("worded") / "store"
    shutil.copytree(store, data)
    file = data / "catalogue" / "themes" / "foi.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("tiles =")] + WORDED, encoding="utf-8")
    return create_app(Settings(data=data)).server.test_client()


def drawn(client: FlaskClient, search: str = "") -> dict[str, dict[str, Any]]:
    """The cards of the page of requests, by key."""
    shown = opened(client, f"/requests?council=northbeck&quarter=2019-20-Q4{search}")["drawn"]["cards"]
    return {card["key"]: card for card in shown}


def headings(card: dict[str, Any]) -> list[str]:
    """The headings of a card's table."""
    return [column["label"] for column in card["table"]["columns"]]


def test_titles_notes_and_columns_can_be_declared(worded: FlaskClient) -> None:
    card = drawn(worded)["places"]
    assert card["title"] == "Services, Q4 2019/20"
    assert card["note"] == "Select a bar."
    assert headings(card) == [
        "Service",
        "Answered",
        "Answered in time",
        "Since last quarter",
        "Came in",
        "Compared with the council",
    ]
    share, moved = card["table"]["rows"][0][2:4]
    assert share.endswith("%")
    assert moved.endswith("points") or moved == "no change"


def test_cards_with_one_key_stand_in_for_each_other(worded: FlaskClient) -> None:
    whole, service = drawn(worded), drawn(worded, "&service=Planning")
    assert "months" not in whole
    assert service["places"]["note"] == "Planning by quarter."
    assert headings(service["places"])[0] == "Quarter"
    assert headings(service["months"]) == ["Month", "Answered", "Of all"]


def test_columns_of_the_cube_are_stacked_below_a_share(worded: FlaskClient) -> None:
    card = drawn(worded)["kept"]
    assert (card["title"], headings(card)) == ("Kept", ["Quarter", "In time", "In time, %"])
    assert card["about"]["definition"].endswith("Late ones are not drawn.")


def test_parts_that_go_together_are_stacked_as_one_and_stand_alone_in_the_table(worded: FlaskClient) -> None:
    card = drawn(worded)["results"]
    assert headings(card)[1:] == ["Given in full", "Given in part", "Together", "In time, %"]
    assert stacked(card) == {"Given"}


def test_no_share_of_all_stands_above_the_parts_chosen(worded: FlaskClient) -> None:
    card = drawn(worded, "&result=part")["results"]
    assert headings(card)[1:] == ["Given in part", "Together"]
    assert stacked(card) == {"Given in part"}


def test_parts_over_time_can_stand_in_panels_each_with_its_target(worded: FlaskClient) -> None:
    card = drawn(worded)["apart"]
    assert headings(card) == ["Quarter", "Housing Options, target 90%", "Planning, target 90%"]
    layout = card["figure"]["layout"]
    assert [(line["xref"], line["y0"]) for line in layout["shapes"]] == [("x", 90), ("x2", 90)]
    assert "Housing Options: target 90%; Planning: target 90%." in card["described"]


def test_one_part_needs_no_panels(worded: FlaskClient) -> None:
    card = drawn(worded, "&service=Planning")["apart"]
    assert headings(card)[:3] == ["Quarter", "In time", "Answered"]
    assert "xaxis2" not in card["figure"]["layout"]


def stacked(card: dict[str, Any]) -> set[str]:
    """The names of the parts that a card's bars are made of."""
    return {trace["name"] for trace in card["figure"]["data"] if trace["type"] == "bar"}


def test_ranked_parts_can_come_in_another_order_and_a_chosen_one_stand_alone(worded: FlaskClient) -> None:
    whole, service = drawn(worded)["fewest"], drawn(worded, "&service=Planning")["fewest"]
    counts = [int(row[-1]) for row in whole["table"]["rows"]]
    assert counts == sorted(counts)
    assert whole["title"] == "Q4: fewest first, after Q3 2019/20 and Q4 2018/19"
    assert all(whole["table"]["links"])
    assert [row[0] for row in service["table"]["rows"]] == ["Planning"]
    assert service["finding"].startswith("Planning has ")
    assert service["table"]["links"] == []


def test_tiles_and_lists_of_records_can_be_worded(worded: FlaskClient) -> None:
    shown = opened(worded, "/requests?council=northbeck&quarter=2019-20-Q4&records=responded")
    assert "In time, Q4 2019/20" in shown["text"]
    assert " answers" in shown["text"]
    records = shown["drawn"]["records"]
    assert records["title"].startswith("The register: ")
    assert [column["label"] for column in records["columns"]] == ["Service", "Came in", "Result"]


def test_filters_without_anything_offer_a_way_out(client: FlaskClient) -> None:
    shown = opened(client, "/requests?council=northbeck&quarter=2019-20-Q4&service=Planning&result=part")
    assert "Nothing was recorded for these filters in any quarter." in shown["text"]
    assert "Show all results" in shown["text"]
