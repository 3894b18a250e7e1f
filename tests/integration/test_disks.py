"""Disks that are full, cannot be written, are gone or are slow, below commands and below a server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from loads import complaints, contents, line, written
from serving import PATIENCE, ROOT, environment, scrutiny, serving, started, until

ROOM = 40  # megabytes
PAGE = "/complaints?council=medway&quarter=2019-20-Q4"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("only an administrator of the machine may give a test a disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=False, stderr=subprocess.DEVNULL)


def loading(store: Path, file: Path, quarter: str = "2019-20-Q4") -> tuple[str | Path, ...]:
    return (
        "load",
        "complaints",
        file,
        "--council",
        "medway",
        "--quarter",
        quarter,
        "--new-council",
        "--replace",
        "--data",
        store,
    )


def answer(address: str) -> tuple[int, str]:
    """The status and the text of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


@pytest.fixture
def store(disk: Path, tmp_path: Path) -> Path:
    """A store on the small disk."""
    done = scrutiny(*loading(disk / "store", written(tmp_path, complaints(line()))))
    assert done.returncode == 0, done.stderr
    return disk / "store"


def test_a_full_disk_leaves_the_store_as_it_was_and_room_mends_it(store: Path, disk: Path, tmp_path: Path) -> None:
    file = written(tmp_path, complaints(*(line(complaint_id=os.urandom(16).hex()) for _ in range(20_000))))
    before, filler = contents(store), disk / "filler"
    free = shutil.disk_usage(disk).free
    filler.write_bytes(bytes(free - 200_000))
    refused = scrutiny(*loading(store, file))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"Writing to {store} failed (No space left on device). The store is as it was.\n"
    assert contents(store) == before
    assert scrutiny("check", "--data", store).returncode == 0
    filler.unlink()
    assert scrutiny(*loading(store, file)).returncode == 0
    assert "20,000" in scrutiny("releases", "--data", store).stdout


def test_a_disk_that_cannot_be_written_is_served_and_loads_are_refused(store: Path, disk: Path, tmp_path: Path) -> None:
    file = written(tmp_path, complaints(line(theme="Bins")))
    before = contents(store)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    refused = scrutiny(*loading(store, file))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert (
        refused.stderr == f"{store} cannot be written to (Read-only file system). Check --data and its permissions.\n"
    )
    assert scrutiny("check", "--data", store).returncode == 0
    with serving(store, tmp_path / "server.log") as address:
        assert answer(address + PAGE)[0] == 200
        assert answer(address + "/readyz")[0] == 200
    assert contents(store) == before
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def test_a_disk_that_vanishes_leaves_the_last_release_in_use(store: Path, disk: Path, tmp_path: Path) -> None:
    figures = "/api/v1/figures/complaints_received.json"
    with serving(store, tmp_path / "server.log") as address:
        shown = json.loads(answer(address + figures)[1])
        subprocess.run(["umount", "--lazy", disk], check=True)
        until(lambda: answer(address + "/readyz")[0] == 503)
        assert answer(address + "/healthz")[0] == 200
        assert answer(address + PAGE)[0] == 200
        assert json.loads(answer(address + figures)[1]) == shown
    assert "Traceback" not in (tmp_path / "server.log").read_text()


# Each file of the store takes a twentieth of a second to open, as over a network that is not well.
SLOW = f"""
import sys, time
def slow(event, given):
    if event == "open" and "slow-store" in str(given[0]):
        time.sleep(0.05)
sys.addaudithook(slow)
sys.path.insert(0, {str(ROOT)!r})
from dashboard.cli.commands import main
main()
"""


def test_over_a_slow_disk_everything_is_answered(sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "slow-store"
    shutil.copytree(sample_store, store)
    serve = [sys.executable, "-c", SLOW, "serve", "--data", str(store)]
    with started(serve, ROOT, environment(), tmp_path / "server.log") as address:
        assert answer(address + "/healthz")[0] == 200
        assert answer(address + PAGE)[0] == 200
        assert answer(address + "/readyz")[0] == 200
