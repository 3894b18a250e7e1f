"""Killed before any of its writes, a command leaves the old store or the new one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from loads import complaints, contents, line, written
from serving import ROOT, environment

from dashboard.basics.config import Settings
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.measures.readings import figures
from dashboard.store.data import Data
from dashboard.store.manifest import Manifest, read_manifest

Q4, Q1 = "2019-20-Q4", "2020-21-Q1"


def file(folder: Path, name: str, day: str, *ids: str) -> Path:
    return written(folder, complaints(*(line(complaint_id=one, received_date=day) for one in ids)), name)


def shown(store: Path) -> list[tuple[str, str, float | None]]:
    """What the public and who may see drafts are shown."""
    return [
        (seen, row["quarter"], row["value"])
        for seen in ("public", "draft")
        for row in figures(
            Data(Settings(data=store, release=seen)), "complaints_received", since="2019-20-Q3", quarter=Q1
        ).to_dict("records")
    ]


def files_of(store: Path, manifest: Manifest) -> dict[str, str]:
    """The manifest and every file that it knows, with their checksums."""
    found = contents(store)
    return {name: found[name] for name in ("manifest.json", *sorted(manifest.paths()))}


@pytest.mark.parametrize("command", ["load", "draft", "withdraw", "publish"])
def test_a_command_killed_at_any_write_leaves_the_old_store_or_the_new_one(command: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(store, "complaints", file(tmp_path, "q3.csv", "2019-11-04", "A"), "kent", "2019-20-Q3")
    load(store, "complaints", file(tmp_path, "q4.csv", "2020-02-03", "B"), "kent", Q4)
    load(
        store,
        "complaints",
        file(tmp_path, "q1.csv", "2020-05-04", "C"),
        "kent",
        Q1,
        options=Options(draft=command != "load"),
    )
    file(tmp_path, "next.csv", "2020-05-05", "D", "E")
    old = files_of(store, read_manifest(store))
    subprocess.run(
        [sys.executable, ROOT / "tests" / "killed.py", tmp_path, command], cwd=ROOT, env=environment(), check=True
    )
    copies = sorted(tmp_path.glob("killed-*"), key=lambda path: int(path.name.removeprefix("killed-")))
    before, after = shown(store), shown(copies[-1])
    assert before != after
    manifests = [read_manifest(copy) for copy in copies]
    releases = [one.release for one in manifests]
    assert releases == sorted(releases)
    assert releases.count(3) > 5
    last = releases.count(3) - 1
    for copy, manifest in zip(copies, manifests, strict=True):
        assert check(copy).wrong == ()
        if manifest.release == 3:
            assert files_of(copy, manifest) == old
    assert shown(copies[last]) == before
    assert shown(copies[last + 1]) == after
    for copy in copies[last : last + 2]:
        load(copy, "compliments", written(tmp_path, "month,directorate,service,compliments\n"), "kent", Q4)
        assert check(copy).wrong == check(copy).notes == ()
