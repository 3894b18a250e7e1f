"""The database behind the pages: no SQL leads out of the store, changes its settings or keeps others waiting."""

from __future__ import annotations

from pathlib import Path

import pytest
from clicks import CLICKS, click
from loads import complaints, line, written
from own_themes import FILES, QUARTERS, add, load_file

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError, StoreError, TooMuchError
from dashboard.intake.loading import load
from dashboard.store import database
from dashboard.store.data import Data, Source
from dashboard.store.manifest import read_manifest
from dashboard.store.queries import Queries

ENDLESS = "SELECT count(*) AS n FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 1"
LARGE = "SELECT count(*) AS n FROM (SELECT DISTINCT a.range * 100000 + b.range FROM range(10000) a, range(5000) b)"
PARTS = "complaints_components"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{outside}')",
        "SELECT * FROM read_text('{outside}')",
        "SELECT * FROM read_text('{store}/extracts/../manifest.json')",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/written.csv'",
        "ATTACH '{folder}/other.db'",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '100GB'",
        "SET max_execution_time = 0",
        "RESET lock_configuration",
    ],
)
def test_whatever_it_is_asked_it_stays_in_the_extracts(data: Data, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    asked = sql.format(outside=tmp_path / "secret.csv", folder=tmp_path, store=data.settings.data)
    with pytest.raises(database.Failure, match=r"disabled|locked|Cannot"):
        data.connection.cursor().execute(asked).fetchall()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize("folder", ["with 'a' quote", "[0-9]*", "at a distance/../here"])
def test_a_store_in_a_folder_of_any_name_lists_its_records(tmp_path: Path, folder: str) -> None:
    store = tmp_path / folder / "store"
    (tmp_path / "at a distance").mkdir()
    load(store, "complaints", written(tmp_path, complaints(line())), "kent", "2019-20-Q4")
    client = create_app(Settings(data=store)).server.test_client()
    assert "C1" in client.get("/download/complaints/records.csv?records=received").text


def test_a_councils_own_sql_cannot_read_a_file_outside_the_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (tmp_path / "secret.csv").write_text("council\nkent\n")
    add(store, "foi")
    query = store / "catalogue" / "queries" / "foi_cube.sql"
    query.write_text(query.read_text() + f"\nUNION ALL SELECT council FROM read_csv('{tmp_path / 'secret.csv'}')")
    with pytest.raises(CatalogueError, match=r"foi_cube.sql cannot be run: Permission Error: Cannot access file"):
        load_file(store, "foi", FILES["foi"](QUARTERS[0]), QUARTERS[0])
    assert read_manifest(store).release == 0


def test_a_question_that_takes_too_long_or_too_much_is_ended_in_a_sentence() -> None:
    connection = database.connect_within(megabytes=100, processors=1, seconds=0.2)
    queries = Queries({"endless": ENDLESS, "large": LARGE})
    with pytest.raises(TooMuchError, match=r"longer than 0\.2 s"):
        database.rows(connection, "endless", queries)
    patient = database.connect_within(megabytes=100, processors=1, seconds=60)
    with pytest.raises(TooMuchError, match="more memory than the database may take"):
        database.rows(patient, "large", queries)


def test_pages_answer_503_in_a_sentence_where_a_question_takes_too_long(sample_store: Path) -> None:
    source = Source(Settings(data=sample_store, seconds=1))
    app = create_app(source.settings, source)
    client, data = app.server.test_client(), source.newest()
    client.get("/_dash-layout")
    header = "-- columns:    n BIGINT\n-- reads:      complaints_cube\n"
    parameters = "".join(f" AND ${name} IS NOT DISTINCT FROM NULL" for name in data.queries.parameters(PARTS))
    data.queries = Queries({**data.queries.texts, PARTS: header + ENDLESS + parameters.replace("AND", "OR")})
    for answer in (
        client.get("/api/v1/figures/complaints_received.csv"),
        client.post(CLICKS, json=click(app, "?council=medway")),
    ):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert "longer than 1 s" in answer.text
    page = client.get("/complaints?council=medway")
    assert (page.status_code, "longer than 1 s" in page.text) == (200, True)


def test_an_extract_that_vanishes_under_a_question_is_told_without_its_path(data: Data) -> None:
    queries = Queries({"gone": f"SELECT * FROM read_parquet('{data.settings.data}/extracts/no-such.parquet')"})
    with pytest.raises(StoreError, match="A file of the store could not be read") as told:
        database.rows(data.connection, "gone", queries)
    assert str(data.settings.data) not in str(told.value)


def test_settings_bound_the_database(sample_store: Path) -> None:
    data = Data(Settings(data=sample_store, memory=300, processors=1, seconds=7))
    asked = "SELECT current_setting('memory_limit'), current_setting('threads'), current_setting('max_execution_time')"
    assert data.connection.execute(asked).fetchall() == [("286.1 MiB", 1, 7000)]
