"""The store: whole at every moment, one writer at a time, nothing lost."""

import secrets
import subprocess
import time

import pytest
from filelock import FileLock
from loads import HEADING, complaints, contents, line, written
from serving import command, environment

from dashboard.basics.errors import StoreError
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.store import writing as store_module
from dashboard.store.writing import read_manifest, write_lock


def loaded(tmp_path, *lines, quarter="2019-20-Q4", name="file.csv"):
    return load(tmp_path / "store", "complaints", written(tmp_path, complaints(*lines), name), "medway", quarter)


@pytest.mark.parametrize("share", [0.5, 0.7, 0.8, 0.9, 0.95])
def test_a_load_killed_at_any_moment_leaves_the_old_store_or_the_new_one(tmp_path, share):
    data = tmp_path / "store"
    many = [line(complaint_id=f"C{number}") for number in range(3000)]
    arguments = ("load", "complaints", tmp_path / "file.csv", "--council", "medway", "--quarter", "2019-20-Q4")
    written(tmp_path, complaints(*many))
    began = time.monotonic()
    subprocess.run(command(*arguments, "--data", data), env=environment(), check=True, capture_output=True)
    whole = time.monotonic() - began
    before = contents(data)
    written(tmp_path, complaints(*many, line(complaint_id="more")))
    with subprocess.Popen(command(*arguments, "--data", data), env=environment(), stdout=subprocess.DEVNULL) as process:
        time.sleep(whole * share)
        process.kill()
    assert check(data).wrong == ()
    if read_manifest(data).release == 1:
        assert {name: contents(data)[name] for name in before} == before
    loaded(tmp_path, *many, line(complaint_id="and another"))
    assert check(data).wrong == ()
    assert check(data).notes == ()


@pytest.mark.parametrize("again", [{"theme": "Bins"}, {}], ids=["another file", "the same file"])
def test_what_an_unfinished_load_left_is_noted_and_removed_by_the_next(tmp_path, again):
    loaded(tmp_path, line())
    data = tmp_path / "store"
    left = data / "extracts/dataset=complaints/council=medway/quarter=2019-20-Q3/release=2/records.parquet.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    found = check(data)
    assert found.wrong == ()
    assert "left by a load that did not finish" in str(found)
    loaded(tmp_path, line(**again))
    assert not left.parent.parent.exists()


def test_a_second_writer_is_told_to_wait(tmp_path, monkeypatch):
    loaded(tmp_path, line())
    monkeypatch.setattr(store_module, "PATIENCE_SECONDS", 0.1)
    with FileLock(tmp_path / "store" / "lock"), pytest.raises(StoreError, match="Another load is writing"):
        loaded(tmp_path, line(theme="Bins"))
    assert read_manifest(tmp_path / "store").release == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be written to"), write_lock(tmp_path / "file"):
        pass


def test_a_write_that_fails_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    loaded(tmp_path, line())
    before = contents(tmp_path / "store")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module.files, "put_in_place", full)
    with pytest.raises(StoreError, match="No space left on device"):
        loaded(tmp_path, line(theme="Bins"))
    assert contents(tmp_path / "store") == before


def test_what_the_database_cannot_write_is_said_as_the_system_says_it(tmp_path):
    many = [line(complaint_id=secrets.token_hex(16)) for _ in range(20_000)]
    written(tmp_path, complaints(*many))
    arguments = ("load", "complaints", tmp_path / "file.csv", "--council", "medway", "--quarter", "2019-20-Q4")
    small_files = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh"]
    done = subprocess.run(
        [*small_files, *command(*arguments, "--data", tmp_path / "store")],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == f"Writing to {tmp_path / 'store'} failed (File too large). The store is as it was.\n"
    assert read_manifest(tmp_path / "store").release == 0


def test_the_same_rows_in_another_order_give_the_same_bytes(tmp_path):
    lines = [line(complaint_id=f"C{number}") for number in range(50)]
    for name, rows in (("one", lines), ("two", lines[::-1])):
        load(tmp_path / name, "complaints", written(tmp_path, complaints(*rows)), "medway", "2019-20-Q4")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert {key: one[key] for key in one if key.endswith("parquet")} == {
        key: two[key] for key in two if key.endswith("parquet")
    }


def test_a_damaged_extract_is_a_gap_until_it_is_loaded_again(tmp_path):
    loaded(tmp_path, line(), name="q4.csv")
    data = tmp_path / "store"
    damaged = data / read_manifest(data).current()[0].path
    damaged.write_bytes(damaged.read_bytes()[:-1])
    report = loaded(tmp_path, line(complaint_id="C2"), quarter="2020-21-Q1", name="q1.csv")
    assert "is a gap until its extract (q4.csv) is loaded again" in report
    assert read_manifest(data).cubes["complaints"].gaps == (damaged.relative_to(data).as_posix(),)
    assert "q4.csv again for medway, 2019-20-Q4" in str(check(data))
    loaded(tmp_path, line(), name="q4.csv")
    assert read_manifest(data).cubes["complaints"].gaps == ()
    assert check(data).wrong == ()


def test_a_damaged_manifest_is_named_and_nothing_is_written(tmp_path):
    loaded(tmp_path, line())
    (tmp_path / "store" / "manifest.json").write_text('{"format": 1', encoding="utf-8")
    before = contents(tmp_path / "store")
    with pytest.raises(StoreError, match=r"manifest\.json is damaged"):
        loaded(tmp_path, line(theme="Bins"))
    assert contents(tmp_path / "store") == before


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "C:/x"])
def test_a_manifest_whose_paths_lead_out_of_the_store_is_damaged(tmp_path, path):
    loaded(tmp_path, line())
    manifest = tmp_path / "store" / "manifest.json"
    inside = read_manifest(tmp_path / "store").extracts[0].path
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(inside, path), encoding="utf-8")
    with pytest.raises(StoreError, match="leads out of the store"):
        read_manifest(tmp_path / "store")


def test_check_finds_a_file_that_no_release_knows(tmp_path):
    loaded(tmp_path, line())
    data = tmp_path / "store"
    (data / "extracts" / "dataset=complaints" / "mine.csv").write_text("x")
    assert check(data).wrong == ("extracts/dataset=complaints/mine.csv: no release knows this file",)


def test_check_finds_a_cube_that_was_changed(tmp_path):
    loaded(tmp_path, line())
    cube = next((tmp_path / "store" / "cubes").iterdir())
    cube.write_bytes(cube.read_bytes() + b"x")
    assert "its checksum is not the manifest's" in str(check(tmp_path / "store"))


def test_check_of_no_store_says_so(tmp_path):
    with pytest.raises(StoreError, match="There is no store"):
        check(tmp_path)


def test_an_extract_of_nothing_is_published(tmp_path):
    load(tmp_path / "store", "complaints", written(tmp_path, HEADING), "medway", "2019-20-Q4")
    assert read_manifest(tmp_path / "store").cubes["complaints"].rows == 0
    assert check(tmp_path / "store").wrong == ()
