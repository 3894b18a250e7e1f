"""A running server sees a load without a restart, and keeps what it has where a new release cannot be opened."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from clicks import CLICKS, click
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import StoreError
from dashboard.basics.formatting import date
from dashboard.basics.quarters import Period
from dashboard.store.data import Data, Source
from layouts.themed import CONTENT

LINES = """complaint_id,directorate,service,stage,received_date,responded_date
N1,Place,Bins,corporate_stage_1,2020-04-02,2020-04-09
N2,Place,Bins,corporate_stage_1,2020-04-02,
"""


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


def load(store: Path, tmp_path: Path, council: str = "medway", lines: str = LINES) -> None:
    file = tmp_path / "extract.csv"
    file.write_text(lines)
    done = scrutiny("load", "complaints", file, "--council", council, "--quarter", "2020-21-Q1", "--data", store)
    assert done.returncode == 0, done.stderr


def test_a_load_is_seen_at_the_next_click(store: Path, tmp_path: Path) -> None:
    source = Source(Settings(data=store))
    before = source.newest()
    assert source.newest() is before
    load(store, tmp_path)
    after = source.newest()
    assert after.manifest.release == before.manifest.release + 1
    assert after.periods("complaints", "medway")[-1] == Period.parse("2020-21-Q1")


def test_an_open_page_names_the_release_of_its_numbers(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(store, tmp_path)
    source = Source(Settings(data=store))
    app = create_app(source.settings, source)
    client = app.server.test_client()
    today = date(dt.datetime.now(dt.UTC).date())
    page = client.get("/complaints?council=medway").text
    assert f"Data to 30 June 2020 \\u00b7 updated {today}" in page
    assert '["release","Release","1"]' in page or '["release", "Release", "1"]' in page
    load(store, tmp_path, lines=LINES + "N3,Place,Bins,corporate_stage_1,2020-05-05,2020-05-07\n")
    answer = client.post(CLICKS, json=click(app, "?council=medway&directorate=Place")).json
    assert answer["response"]["app-data-date"]["children"] == f"Data to 30 June 2020 · updated {today}"
    assert ["release", "Release", "2"] in answer["response"][CONTENT]["data"]["origin"]


def test_targets_and_labels_of_a_new_catalogue_are_seen_at_the_next_click(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(store, tmp_path, council="testshire")
    source = Source(Settings(data=store))
    client = create_app(source.settings, source).server.test_client()
    judged = "/complaints?council=testshire&stage=corporate_stage_1"
    assert "no target" in client.get(judged).text
    (store / "catalogue").mkdir()
    target = "complaints_timeliness,testshire,corporate_stage_1,2020-21-Q1,,number,"
    for value in ("85", "87.5"):
        text = f"measure,council,area,from_quarter,to_quarter,kind,value\n{target}{value}\n"
        (store / "catalogue" / "targets.csv").write_text(text)
        assert f"{value}%" in client.get(judged).text
    (store / "catalogue" / "labels.csv").write_text("dataset,column,code,label\n,council,testshire,Test and Shire\n")
    assert "Test and Shire Council" in client.get(judged).text


def test_a_manifest_that_cannot_be_read_leaves_the_last_release_in_use(store: Path) -> None:
    source = Source(Settings(data=store))
    before = source.newest()
    manifest = store / "manifest.json"
    manifest.write_text("{")
    os.utime(manifest, ns=(1, 1))
    assert source.newest() is before


def test_a_council_with_complaints_alone_has_no_cards_of_what_it_lacks(tmp_path: Path) -> None:
    from opened import COMPLAINTS as PAGE

    load(tmp_path / "store", tmp_path, council="testshire")
    view, _ = PAGE.content(Data(Settings(data=tmp_path / "store")), "")
    keys = {card.key for card in view.cards}
    assert "timeliness" in keys
    assert not keys & {"ombudsman", "compliments"}


def test_without_a_store_one_is_told_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="scrutiny sample"):
        Data(Settings(data=tmp_path))
