"""HTTP beside the pages gives the numbers of the command line, and explains what it cannot give."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.basics.config import Settings
from dashboard.measures.readings import figures
from dashboard.store.data import Data, Source


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    settings = Settings(data=sample_store)
    return create_app(settings, Source(settings)).server.test_client()


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_health_names_the_release(client: FlaskClient) -> None:
    assert json.loads(client.get("/healthz").data)["status"] == "ok"


def test_measures_are_listed_with_their_definitions(client: FlaskClient) -> None:
    found = {row["id"]: row for row in json.loads(client.get("/api/v1/measures?council=medway").data)}
    assert found["complaints_timeliness"]["code"] == "CUSBFL31i"
    assert all(row["definition"] for row in found.values())


def test_figures_are_those_of_the_measures_module(client: FlaskClient, sample_store: Path) -> None:
    address = "/api/v1/figures/complaints_upheld_rate.json?council=medway&from=2018-19-Q1&by=stage&stage=adults"
    served = json.loads(client.get(address).data)
    asked = figures(
        Data(Settings(data=sample_store)),
        "complaints_upheld_rate",
        council="medway",
        since="2018-19-Q1",
        by="stage",
        filters={"stage": ["adults"]},
    )
    assert served == asked.to_dict("records")
    assert len(served) == 8


def test_every_printed_figure_is_given_beside_ours(client: FlaskClient, sample_store: Path) -> None:
    rows = table(client.get("/api/v1/published.csv").get_data(as_text=True))
    assert len(rows) == len(Data(Settings(data=sample_store)).catalogue.published)
    assert {row["verdict"] for row in rows} == {"same", "known contradiction", "printed but not computed"}


def test_the_download_of_lines_by_part_has_a_line_for_each_part_and_quarter(client: FlaskClient) -> None:
    rows = table(client.get("/download/complaints/timeliness.csv?council=medway&quarter=2019-20-Q4").text)
    assert [*rows[0]][-7:] == ["Quarter", "Stage", "In time", "Answered", "Answered in time", "Target", "Revised"]
    assert len(rows) == 48


def test_csv_and_json_agree(client: FlaskClient) -> None:
    address = "/api/v1/figures/complaints_timeliness.{}?quarter=2019-20-Q4&by=service"
    as_csv = table(client.get(address.format("csv")).text)
    as_json = json.loads(client.get(address.format("json")).data)
    assert [row["value"] for row in as_csv] == ["" if row["value"] is None else str(row["value"]) for row in as_json]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/api/v1/figures/complaint.csv", "There is no measure"),
        ("/api/v1/figures/complaints_open.xml", 'There is no format "xml"'),
        ("/api/v1/figures/complaints_open.csv?quarter=latest", "is not a period"),
        ("/api/v1/figures/complaints_open.csv?councl=medway", 'Did you mean "council"?'),
        ("/api/v1/measures?dataset=complaints", "There is: council."),
        ("/api/v1/published.csv?council=medway", "/api/v1/published.csv takes none"),
        ("/download/complaints/pie.csv", "There is no card"),
        ("/download/cakes/pie.csv", "There is no page"),
    ],
)
def test_a_wrong_question_gets_a_sentence(client: FlaskClient, address: str, message: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert message in json.loads(answer.data)["error"]


def test_a_cards_file_says_what_it_holds_in_its_name_and_on_every_row(client: FlaskClient) -> None:
    answer = client.get("/download/complaints/summary.csv?council=medway&quarter=2019-20-Q4&stage=adults")
    assert (
        "medway-complaints-timeliness-compared-with-the-previous-quarter-adult-social-care"
        in answer.headers["Content-Disposition"]
    )
    found = table(answer.text)
    assert {row["Filters"] for row in found} == {"Adult social care"}
    assert {row["Data to"] for row in found} == {"2020-03-31"}
    assert [row["Q4 2019/20"] for row in found[:3]] == ["23", "21", "10"]


def test_the_records_file_holds_as_many_rows_as_the_page_counts(client: FlaskClient) -> None:
    query = "?council=medway&quarter=2019-20-Q4&stage=corporate_stage_1&records=responded"
    found = table(client.get("/download/complaints/records.csv" + query).text)
    assert len(found) == 225
    assert sum(int(row["Working days"]) <= 10 for row in found) == 203


def test_a_file_names_the_words_searched_for_where_it_is_of_what_was_searched(client: FlaskClient) -> None:
    query = "?council=medway&quarter=2019-20-Q4&records=responded&find=housing"
    (row, *_) = table(client.get("/download/complaints/records.csv" + query).text)
    assert (row["Filters"], row["Basis"], row["Quarter on show"]) == ("with “housing”", "latest", "2019-20-Q4")
    assert {row["Filters"] for row in table(client.get("/download/complaints/summary.csv" + query).text)} == {"none"}
