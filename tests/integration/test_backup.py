"""A copy of the store is whole whatever is loaded meanwhile, and can be put back where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from loads import FREELY, complaints, contents, line, written
from serving import scrutiny

from dashboard.basics import calendars
from dashboard.basics.config import Settings
from dashboard.basics.errors import StoreError
from dashboard.cli import backup as backups
from dashboard.cli.backup import backup, restore
from dashboard.intake import check as checking
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.store.data import Source
from dashboard.store.manifest import read_manifest

QUARTER = "2019-20-Q4"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = tmp_path / "store"
    again(store, 1)
    (store / "catalogue").mkdir()
    (store / "catalogue" / "labels.csv").write_text("dataset,column,code,label\n,council,kent,Kent\n")
    return store


def again(store: Path, count: int) -> None:
    """Loads the quarter with so many complaints."""
    lines = [line(complaint_id=f"C{number}") for number in range(count)]
    load(store, "complaints", written(store.parent, complaints(*lines)), "kent", QUARTER, options=FREELY)


def held(store: Path) -> dict[str, str]:
    return {name: digest for name, digest in contents(store).items() if name != "lock"}


def test_a_backup_put_back_is_the_store_as_it_was(store: Path, tmp_path: Path) -> None:
    before = held(store)
    copied = backup(store, tmp_path / "copies" / "one")
    assert str(copied) == f"Backed up release 1 to {tmp_path / 'copies' / 'one'}: 4 files beside manifest.json."
    again(store, 2)
    shutil.rmtree(store)
    assert str(restore(tmp_path / "copies" / "one", store)).startswith(f"Restored release 1 to {store}")
    assert held(store) == before
    assert check(store).wrong == ()
    again(store, 3)
    assert check(store).notes == ()


@pytest.mark.parametrize("loads", [1, 3])
def test_a_backup_begun_before_a_load_is_whole(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loads: int
) -> None:
    """Each load comes after the manifest was copied and before the cube was, which the load replaces."""
    copy, left = shutil.copy2, [*range(loads)]

    def copy_late(source: Any, target: Any) -> None:
        if "cubes" in str(source) and left:
            again(store, 10 + left.pop())
        copy(source, target)

    monkeypatch.setattr(backups.shutil, "copy2", copy_late)
    assert backup(store, tmp_path / "copy").damaged == ()
    assert check(tmp_path / "copy").wrong == ()
    assert held(tmp_path / "copy") == held(store)
    assert read_manifest(tmp_path / "copy").release == 1 + loads


def test_what_an_interrupted_backup_left_is_no_backup_and_in_nobodys_way(store: Path, tmp_path: Path) -> None:
    left = tmp_path / "copy.tmp" / "cubes" / "half.parquet"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    backup(store, tmp_path / "copy")
    assert held(tmp_path / "copy") == held(store)
    assert not left.exists()


def test_a_damaged_file_is_copied_and_told(store: Path, tmp_path: Path) -> None:
    (cube,) = (store / "cubes").iterdir()
    (extract,) = (store / "extracts").rglob("records.parquet")
    cube.write_bytes(b"x")
    extract.unlink()
    done = scrutiny("backup", tmp_path / "copy", "--data", store)
    assert done.returncode == 1
    assert f"cubes/{cube.name} is damaged" in done.stdout
    assert "records.parquet cannot be read (No such file or directory)" in done.stdout
    assert (tmp_path / "copy" / "manifest.json").exists()
    assert "Traceback" not in done.stderr


def test_nothing_is_ever_written_over(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy")
    before = contents(tmp_path)
    for refused, why in (
        (lambda: backup(store, tmp_path / "copy"), "is there already"),
        (lambda: backup(store, store / "copy"), "lies in the store itself"),
        (lambda: backup(tmp_path / "nowhere", tmp_path / "other"), "There is no store"),
        (lambda: backup(store, tmp_path / "file.csv" / "copy"), "could not be written"),
        (lambda: restore(tmp_path / "copy", store), "is not empty"),
        (lambda: restore(tmp_path / "nowhere", tmp_path / "new"), "There is no backup"),
    ):
        with pytest.raises(StoreError, match=why):
            refused()
    assert contents(tmp_path) == before


def test_a_server_shows_a_store_that_was_put_back(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy")
    again(store, 5)
    source = Source(Settings(data=store))
    assert source.newest().manifest.release == 2
    store.rename(tmp_path / "away")
    assert source.newest().unopened
    assert source.newest().manifest.release == 2
    done = scrutiny("restore", tmp_path / "copy", "--data", store)
    assert done.returncode == 0
    assert (source.newest().manifest.release, source.newest().unopened) == (1, False)


def test_a_clock_that_was_set_back_makes_no_extract_wrong(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = checking.dt.date(2012, 1, 1)
    before = calendars.working_days()
    for module in (calendars, checking):
        monkeypatch.setattr(module, "today", lambda: long_ago)
    assert check(store).wrong == ()
    assert calendars.working_days().equals(before)
