"""`scrutiny sample`: writes once, says so the second time, and never touches anybody else's store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from serving import scrutiny

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import contract_for
from dashboard.sample import build
from dashboard.store.writing import NewExtract, commit, read_manifest


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


def test_a_second_time_it_is_there_already(sample_store: Path) -> None:
    before = (sample_store / "manifest.json").read_bytes()
    again = scrutiny("sample", "--data", sample_store)
    assert (again.returncode, "already" in again.stdout) == (0, True)
    assert (sample_store / "manifest.json").read_bytes() == before


def test_an_unfinished_sample_is_finished_and_has_the_same_data_files(sample_store: Path, tmp_path: Path) -> None:
    for batch in list(build.releases())[:3]:
        commit(tmp_path / "begun", batch)
    assert build.write(tmp_path / "begun").startswith("Wrote the sample")
    assert files(tmp_path / "begun") == files(sample_store)


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
