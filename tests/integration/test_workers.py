"""Several processes that serve one store: any answers for any report, and one that is killed costs its own alone."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from loads import FREELY, complaints, line, written
from serving import PATIENCE, ROOT, command, environment, free_port, until, wait_until_listening

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.intake.loading import load
from dashboard.report.content import Told
from dashboard.report.jobs import BusyError, Jobs
from dashboard.report.shared import LOST, Folder, folder_for

ASKED = "/report?format=html&export=complaints&council=medway"
OURS = command("serve", "--workers", "2", "--port")
GUNICORN = [sys.executable, "-m", "gunicorn", "-w", "2", "--access-logfile", "-"]
LOGGED = ["--access-logformat", '{"process": "%(p)s", "address": "%(U)s"}', "app:server"]
PROXY = {
    "SCRUTINY_ACCESS": "proxy",
    "SCRUTINY_HOSTS": "x.example",
    "SCRUTINY_PROXIES": "127.0.0.1",
    "SCRUTINY_ROLES": "member=*",
}


@contextmanager
def process(server: list[str], folder: Path, store: Path, **more: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of a server, which keeps its log and its files in the folder."""
    port, log = free_port(), folder / "server.log"
    own = environment() | {"SCRUTINY_DATA": str(store), "TMPDIR": str(folder), "SCRUTINY_LOG": "json"} | more
    words = [*server, str(port)] if server == OURS else [*server, "-b", f"127.0.0.1:{port}", *LOGGED]
    with log.open("w") as output, subprocess.Popen(words, cwd=ROOT, env=own, stdout=output, stderr=output) as started:
        try:
            wait_until_listening(f"http://127.0.0.1:{port}", started, log)
            yield f"http://127.0.0.1:{port}", started
        finally:
            started.terminate()
            try:
                started.wait(PATIENCE)
            finally:
                started.kill()


def ask(address: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """The status and the content of an answer, over a connection of its own."""
    asked = urllib.request.Request(address, method=method, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def lines(folder: Path) -> list[dict[str, Any]]:
    """The lines of a server's log that are JSON, the last unless it is still being written."""
    text = (folder / "server.log").read_text()
    return [json.loads(one) for one in text.split("\n")[:-1] if one.startswith('{"')]


def answered(folder: Path, path: str, since: int = 0) -> set[int]:
    """The processes that have answered for a path since so many lines of the log."""
    return {int(str(one["process"]).strip("<>")) for one in lines(folder)[since:] if one.get("address") == path}


def from_both(folder: Path, address: str, path: str, but: int = 0, **headers: str) -> set[tuple[int, bytes]]:
    """The answers of two processes at least, one that is gone not counted."""
    found, before = set(), len(lines(folder))

    def asked() -> bool:
        found.add(ask(address + path, **headers))
        return len(answered(folder, path, before) - {but}) > 1

    until(asked)
    return found


@pytest.mark.parametrize("server", [OURS, GUNICORN], ids=["scrutiny", "gunicorn"])
def test_any_process_answers_for_any_report(sample_store: Path, tmp_path: Path, server: list[str]) -> None:
    with process(server, tmp_path, sample_store) as (address, started):
        status, job = ask(address + ASKED, "POST")
        assert status == 202
        path = json.loads(job)["address"]
        until(lambda: json.loads(ask(address + path)[1])["done"])
        (state,) = from_both(tmp_path, address, path)
        assert (state[0], json.loads(state[1])["error"]) == (200, "")
        (file,) = from_both(tmp_path, address, json.loads(state[1])["file"])
        assert file[1].startswith(b"<!DOCTYPE html>")
        again = {json.loads(ask(address + ASKED, "POST")[1])["id"] for _ in range(20)}
        assert again == {json.loads(job)["id"]}
        started.terminate()
        assert started.wait(PATIENCE) == 0
    assert [path for path in tmp_path.rglob("*") if path.name == "file"] == []


def test_a_process_that_is_killed_loses_its_own_report_alone(sample_store: Path, tmp_path: Path) -> None:
    with process(OURS, tmp_path, sample_store) as (address, _):
        job = json.loads(ask(f"{address}/report?format=pptx&council=medway", "POST")[1])
        (writer,) = until(lambda: answered(tmp_path, "/report?format=pptx&council=medway"))
        os.kill(writer, signal.SIGKILL)
        state = json.loads(until(lambda: ask(address + job["address"]))[1])
        assert (state["done"], state["error"], state["file"]) == (True, LOST, None)
        assert ask(address + "/complaints")[0] == 200
        again = json.loads(ask(address + ASKED, "POST")[1])
        assert again["id"] != job["id"]
        done = until(lambda: (one := json.loads(ask(address + again["address"])[1]))["done"] and one)
        assert done["error"] == ""
        until(lambda: any("Another takes its place" in one.get("message", "") for one in lines(tmp_path)))
        assert {status for status, _ in from_both(tmp_path, address, "/healthz", but=writer)} == {200}


def test_a_report_is_its_asker_s_in_every_process(sample_store: Path, tmp_path: Path) -> None:
    jo, al = ({"Host": "x.example", "X-Forwarded-User": name} for name in ("jo", "al"))
    with process(OURS, tmp_path, sample_store, **PROXY) as (address, _):
        path = json.loads(ask(address + ASKED, "POST", **jo)[1])["address"]
        until(lambda: json.loads(ask(address + path, **jo)[1])["done"])
        for asked in (path, f"{path}/file"):
            assert {status for status, _ in from_both(tmp_path, address, asked, **al)} == {404}
            assert ask(address + asked, **jo)[0] == 200
            assert ask(address + asked, Host="x.example")[0] == 403


def test_a_release_is_shown_by_every_process_and_no_answer_mixes_two(tmp_path: Path) -> None:
    store, last = tmp_path / "store", 6
    whole, seen = re.compile(r"(?:Release</dt><dd>|: release |\"Release\",\")(\d+)"), set()
    counted = re.compile(r"(\d+) adult social care complaints? (?:was|were) received|: release \d+, (\d+) row")

    def put(number: int) -> None:
        rows = (line(complaint_id=f"C{one}", received_date=f"2020-01-0{one}") for one in range(1, number + 1))
        load(store, "complaints", written(tmp_path, complaints(*rows)), "kent", "2019-20-Q4", options=FREELY)

    put(1)
    with process(OURS, tmp_path, store) as (address, _):
        ended = threading.Event()

        def look() -> None:
            while not ended.is_set():
                status, text = ask(address + "/complaints?council=kent")
                found = {*whole.findall(text.decode()), *filter(None, sum(counted.findall(text.decode()), ()))}
                seen.add((status, *sorted(found)))

        lookers = [threading.Thread(target=look) for _ in range(4)]
        for one in lookers:
            one.start()
        for number in range(2, last + 1):
            put(number)
            until(lambda number=number: (200, str(number)) in seen)
        ended.set()
        for one in lookers:
            one.join()
        assert seen == {(200, str(number)) for number in range(1, last + 1)}
        (figures,) = from_both(tmp_path, address, "/api/v1/figures/complaints_received.csv")
        assert f",{last}," in figures[1].decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_end_with_the_one_that_watches(sample_store: Path, tmp_path: Path, number: signal.Signals) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started in the background ignores it else
    with process(OURS, tmp_path, sample_store) as (address, started):
        assert ask(address + ASKED, "POST")[0] == 202
        started.send_signal(number)
        assert started.wait(PATIENCE) == (-number if number == signal.SIGKILL else 0)

        def refused() -> bool:
            try:
                ask(address + "/healthz")
            except OSError:
                return True
            return False

        until(refused)
    if number != signal.SIGKILL:
        assert list(tmp_path.glob("scrutiny-reports-*")) == []
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def test_what_cannot_be_served_is_said_once(tmp_path: Path) -> None:
    ran = subprocess.run(
        [*OURS, str(free_port()), "--data", str(tmp_path)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("There is no store in ")
    assert len(ran.stderr.splitlines()) == 1


# the folder that they share


def slow(go: threading.Event, begun: list[str], name: str) -> Callable[[Path, Told], str]:
    def make(path: Path, _told: Told) -> str:
        begun.append(name)
        go.wait(PATIENCE)
        path.write_text(name)
        return f"{name}.html"

    return make


def test_the_limits_hold_over_all_processes(tmp_path: Path) -> None:
    go, begun = threading.Event(), list[str]()
    one, two = (Jobs(tmp_path / "reports", waiting=2, of_one=2) for _ in range(2))
    try:
        first = one.start("a", slow(go, begun, "a"), "jo")
        second = two.start("b", slow(go, begun, "b"), "jo")
        assert two.start("a", slow(go, begun, "a"), "al").id == first.id
        with pytest.raises(BusyError, match="that you asked for"):
            two.start("c", slow(go, begun, "c"), "jo")
        third = one.start("c", slow(go, begun, "c"), "al")
        with pytest.raises(BusyError, match="Many reports"):
            two.start("d", slow(go, begun, "d"), "al")
        until(lambda: begun)
        assert [bool(job and job.done) for job in (one.get(first.id), one.get(second.id))] == [False, False]
        assert begun == ["a"]
        go.set()
        for jobs, job in ((two, first), (one, second), (two, third)):
            until(lambda jobs=jobs, job=job: jobs.get(job.id).done)
            assert jobs.file(job).read_text() == job_name(jobs, job.id)
        assert begun == ["a", "b", "c"]
    finally:
        go.set()
        one.end()
        two.end()
    assert list((tmp_path / "reports").glob("report-*")) == []


def job_name(jobs: Jobs, name: str) -> str:
    job = jobs.get(name)
    assert job
    return job.name.removesuffix(".html")


def test_what_a_process_left_is_there_until_the_last_has_ended(tmp_path: Path) -> None:
    go = threading.Event()
    go.set()
    one, two = (Jobs(tmp_path / "reports") for _ in range(2))
    job = one.start("a", slow(go, [], "a"))
    assert two.get(job.id)
    until(lambda: two.get(job.id).done)
    one.end()
    assert two.get(job.id)
    assert two.file(job).read_text() == "a"
    two.end()
    assert not two.file(job).exists()


@pytest.mark.parametrize("name", ["", "..", "../other", "x" * 22, "x" * 22 + "/..", "nul\0"])
def test_a_name_that_is_no_report_s_finds_none(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path / "reports")
    with folder.held():
        assert folder.read(name) is None


def test_no_other_account_can_read_a_report(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "reports")
    go = threading.Event()
    go.set()
    jobs.start("secret", slow(go, [], "a"), "jo", "about", "jo")
    made = [tmp_path / "reports", *(tmp_path / "reports").glob("report-*")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o700, 0o700]
    assert "jo" not in "".join(path.read_text() for path in tmp_path.rglob("job.json"))
    jobs.end()


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_folder_that_others_may_look_into_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports").chmod(mode)
    with pytest.raises(UsageError, match="Other accounts of this machine may look into"):
        Jobs(tmp_path / "reports")
    (tmp_path / "link").symlink_to(tmp_path / "reports")
    with pytest.raises(UsageError):
        Jobs(tmp_path / "link")


def test_servers_of_other_settings_share_nothing(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, reports=str(tmp_path))
    same = replace(settings, port=9000, workers=4, threads=2)
    assert folder_for(settings) == folder_for(same)
    others = [replace(settings, release="draft"), replace(settings, data=tmp_path / "x"), replace(settings, tls=True)]
    assert len({folder_for(one) for one in (settings, *others)}) == 4
