"""A running server sees a load without a restart, and keeps what it has where a new release cannot be opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import StoreError
from dashboard.basics.quarters import Period
from dashboard.store.data import Data, Source

LINES = """complaint_id,directorate,service,stage,received_date,responded_date
N1,Place,Bins,corporate_stage_1,2020-04-02,2020-04-09
N2,Place,Bins,corporate_stage_1,2020-04-02,
"""


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


def load(store: Path, tmp_path: Path, council: str = "medway") -> None:
    file = tmp_path / "extract.csv"
    file.write_text(LINES)
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
