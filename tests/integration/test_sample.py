"""`scrutiny sample`: writes once, says so the second time, and never touches anybody else's store."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from serving import command, environment, scrutiny

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import contract_for
from dashboard.intake.releases import withdraw
from dashboard.sample import build
from dashboard.store.writing import NewExtract, commit, read_manifest, strays


def files(data: Path) -> dict[str, bytes]:
    """Every data file of the store; the manifest holds times and the lock nothing."""
    return {str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*.parquet"))}


def test_the_sample_is_one_release_a_period_all_illustrative(sample_store: Path) -> None:
    manifest = read_manifest(sample_store)
    found = [{one.period for one in manifest.extracts if one.release == n} for n in range(1, manifest.release + 1)]
    assert [len(periods) for periods in found] == [1] * manifest.release
    periods = [period for (period,) in found]
    assert periods == sorted(periods)
    assert periods[-2:] == [Period.parse("2019-20-Q4"), Period.parse("2024-25")]  # the last is one paper's alone
    assert all(extract.illustrative for extract in manifest.extracts)
    assert {one.by for one in manifest.releases} == {""}


def test_a_second_time_it_is_there_already(sample_store: Path) -> None:
    before = (sample_store / "manifest.json").read_bytes()
    again = scrutiny("sample", "--data", sample_store)
    assert (again.returncode, "already" in again.stdout) == (0, True)
    assert (sample_store / "manifest.json").read_bytes() == before


def test_a_release_that_was_withdrawn_is_not_written_again(sample_store: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(sample_store, tmp_path / "store"))
    number = read_manifest(data).release
    withdraw(data, number, "to see it go")
    assert build.write(data).startswith("The sample is already in")
    assert read_manifest(data).release == number + 1


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The sample's last two releases alone, written whole; from here on no more of it is written."""
    few = list(build.releases())[-2:]
    monkeypatch.setattr(build, "releases", lambda: few)
    build.write(tmp_path / "short")
    return tmp_path / "short"


def test_one_killed_on_the_way_leaves_no_part_of_it_and_the_next_writes_it_whole(short: Path, tmp_path: Path) -> None:
    data = tmp_path / "store"
    with subprocess.Popen(command("sample", "--data", data), env=environment(), stdout=subprocess.DEVNULL) as writing:
        while len(list(data.rglob("*.parquet"))) < len(files(short)) and writing.poll() is None:
            time.sleep(0.01)
        writing.kill()
    assert list(data.rglob("*.parquet"))
    assert not (data / "manifest.json").exists()
    assert build.write(data).startswith("Wrote the sample")
    assert files(data) == files(short)
    assert strays(data, read_manifest(data)) == []


def test_one_that_lacks_its_last_releases_is_finished_and_has_the_same_data_files(short: Path, tmp_path: Path) -> None:
    for batch in build.releases()[:1]:
        commit(tmp_path / "begun", batch)
    assert build.write(tmp_path / "begun").startswith("Wrote the sample")
    assert files(tmp_path / "begun") == files(short)


@pytest.mark.parametrize("start_from_sample", [True, False])
def test_a_store_with_other_data_is_refused_and_left_alone(
    sample_store: Path, tmp_path: Path, start_from_sample: bool
) -> None:
    data = tmp_path / "store"
    if start_from_sample:
        shutil.copytree(sample_store, data)
    empty = contract_for("compliments").empty()
    commit(data, [NewExtract("compliments", "kent", Period.parse("2020-21-Q1"), empty, "kent.csv", "0" * 64)])
    before = (data / "manifest.json").read_bytes()
    refused = scrutiny("sample", "--data", data)
    assert refused.returncode == 1
    assert "not the sample" in refused.stderr
    assert (data / "manifest.json").read_bytes() == before
