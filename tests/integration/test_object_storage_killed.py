"""Killed at any step, a load into object storage leaves the old store or the new one, and the next load goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from killed_remote import STRIDE
from loads import FREELY, complaints, contents, line, written
from serving import ROOT, command
from storage import BUCKET, Line, own, storage

from dashboard.basics.addresses import folder_for
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.store.remote.copies import copied

PATIENCE = 60


def file(folder: Path, name: str, day: str) -> Path:
    return written(folder, complaints(line(complaint_id=name, received_date=day)), name)


def test_a_load_killed_at_any_step_leaves_the_old_store_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with storage(tmp_path / "storage") as server:
        given = own(server.endpoint, tmp_path)
        for name in (name for name in given if name.startswith("AWS_")):
            monkeypatch.setenv(name, given[name])
        store = folder_for(f"s3://{BUCKET}/store", tmp_path / "mirror")
        for name, day, quarter in (("a.csv", "2019-11-04", "2019-20-Q3"), ("b.csv", "2020-02-03", "2019-20-Q4")):
            load(store, "complaints", file(tmp_path, name, day), "kent", quarter, options=FREELY)
        file(tmp_path, "next.csv", "2020-05-04")
        file(tmp_path, "later.csv", "2020-07-06")
        ran = subprocess.run(
            [sys.executable, ROOT / "tests" / "killed_remote.py", tmp_path],
            cwd=ROOT, env=given, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout + ran.stderr
        told = [json.loads(one) for one in ran.stdout.splitlines() if one.startswith("[")]
        releases = [before["release"] for before, _ in told]
        assert releases == sorted(releases)
        assert set(releases) == {2, 3}
        assert releases.count(2) > 5
        for before, after in told:
            assert before["wrong"] == after["wrong"] == []
            assert after["release"] == before["release"] + 1
        assert {str(before["files"]) for before, _ in told if before["release"] == 2} == {str(told[0][0]["files"])}
        for place, (_, after) in enumerate(told):  # what the killed one has sent is gone
            there = contents(server.folder / BUCKET / f"killed-{STRIDE * place}")
            extracts = [name for name in there if name.startswith("extracts/")]
            assert len(extracts) == sum(name.startswith("extracts/") for name in after["files"])


def test_a_load_killed_while_its_manifest_is_on_the_way_leaves_the_old_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with storage(tmp_path / "storage") as server:
        held = Line(server.port, marked=b"PUT /council/store/manifests/")
        place, path = f"s3://{BUCKET}/store", file(tmp_path, "a.csv", "2019-11-04")
        words = command("load", "complaints", path, "--council", "kent", "--quarter", "2019-20-Q3", "--new-council")
        with subprocess.Popen([*words, "--data", place], cwd=ROOT, env=own(held.endpoint, tmp_path / "one")) as one:
            assert held.reached.wait(PATIENCE)
            one.kill()
        assert one.returncode == -signal.SIGKILL
        assert list((server.folder / BUCKET / "store" / "extracts").rglob("*.parquet"))
        assert not (server.folder / BUCKET / "store" / "manifests").exists()
        for name, value in own(server.endpoint, tmp_path).items():
            if name.startswith("AWS_"):
                monkeypatch.setenv(name, value)
        store = folder_for(place, tmp_path / "one")
        load(store, "complaints", path, "kent", "2019-20-Q3", options=FREELY)
        with copied(store) as fresh:
            assert str(check(fresh)).startswith("The store is whole: release 1, 1 extract,")
