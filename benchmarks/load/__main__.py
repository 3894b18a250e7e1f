"""`python -m benchmarks.load`: asks everything alone, lets fifty people ask it at once, prints what came out."""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load import questions
from benchmarks.load.questions import Question, checksum
from tests.serving import ROOT, command, environment, scrutiny, started

LOCUST = ROOT / ".venv" / "load" / "bin" / "locust"
HERE = {"X-Forwarded-User": "alone", "Host": "load.example"}
PROXY = {
    "SCRUTINY_ACCESS": "proxy",
    "SCRUTINY_HOSTS": "load.example",
    "SCRUTINY_PROXIES": "127.0.0.1",
    "SCRUTINY_ROLES": "member=*; analyst=team",
}
A_SECOND = 10  # people who come in each second
ROW = "{:<44}{:>16}"


def ask(address: str, asked: Question, groups: str = "") -> bytes:
    """The answer to a question that nobody else asks beside."""
    headers = {**HERE, "X-Forwarded-Groups": groups}
    if asked.body:
        headers["Content-Type"] = "application/json"
    method = "POST" if asked.kind in ("click", "report") else "GET"
    data = asked.body.encode() if asked.body else None
    request = urllib.request.Request(address + asked.address, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        content: bytes = answer.read()
    return content


def alone(address: str) -> dict[str, str]:
    """The checksum of every answer."""
    found = {}
    for asked in (*questions.of_member(), *questions.of_officer()):
        answer = ask(address, asked)
        found[asked.key] = checksum(answer)
        if asked.kind == "agenda":
            found |= {one.key: checksum(ask(address, one)) for one in questions.slides(asked.address, answer)}
    found |= {one.key: checksum(ask(address, one, "team")) for one in questions.of_analyst()}
    return found


def of_reports(address: str) -> dict[str, str]:
    """The checksum of every report's file, by what asks for it."""
    found = {}
    for asked in questions.reports():
        job = json.loads(ask(address, asked, "team"))
        while not job["done"]:
            time.sleep(0.2)
            job = json.loads(ask(address, Question("progress", job["address"]), "team"))
        found[asked.address] = checksum(ask(address, Question("file", job["file"]), "team"))
    return found


def megabytes(port: str) -> float:
    """The memory of the server's processes: those whose command names its port."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if port.encode() in words and b"serve" in words:
                status = (folder / "status").read_text()
                total += int(status.partition("VmRSS:")[2].split()[0])
        except (OSError, IndexError):
            continue
    return total / 1024


def crowd(address: str, folder: Path, people: int, seconds: int, answers: dict[str, str]) -> list[float]:
    """Lets the people in, and returns the server's memory of each second."""
    (folder / "alone.json").write_text(json.dumps(answers), encoding="utf-8")
    words = [
        LOCUST, "-f", ROOT / "benchmarks" / "load" / "people.py", "--headless", "--only-summary", "--host", address,
        "-u", people, "-r", A_SECOND, "-t", f"{seconds}s", "--csv", folder / "out", "--exit-code-on-error", "0",
    ]  # fmt: skip
    own = {**os.environ, "LOAD_ALONE": str(folder / "alone.json"), "PYTHONPATH": str(ROOT)}
    held, ended = list[float](), threading.Event()

    def look() -> None:
        while not ended.wait(1):
            held.append(megabytes(address.rpartition(":")[2]))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        with (folder / "locust.log").open("w") as log:
            subprocess.run([*map(str, words)], cwd=ROOT, env=own, check=True, stdout=log, stderr=log)
    finally:
        ended.set()
        watching.join()
    if faults := [line for line in (folder / "locust.log").read_text().splitlines() if "ERROR" in line]:
        raise SystemExit("\n".join(faults[:20]))
    return held


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a table that Locust wrote."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def report(folder: Path, held: Sequence[float], answers: int) -> int:
    """Prints what came out; how many answers were errors or wrong."""
    stats, failures = rows(folder / "out_stats.csv"), rows(folder / "out_failures.csv")
    wrong = sum(int(one["Occurrences"]) for one in failures if "another answer" in one["Error"])
    for one in stats:
        name = "all" if one["Name"] == "Aggregated" else one["Name"]
        print(ROW.format(f"{name}: asked", f"{int(one['Request Count']):,}"))
        print(ROW.format(f"{name}: p95, ms", one["95%"]))
    (total,) = (one for one in stats if one["Name"] == "Aggregated")
    errors = int(total["Failure Count"]) - wrong
    print(ROW.format("errors", f"{errors:,}"))
    print(ROW.format(f"wrong answers, of {answers:,} different ones", f"{wrong:,}"))
    middle = held[len(held) // 2 :]
    print(ROW.format("memory halfway, at the end, most; MB", f"{middle[0]:.0f}, {middle[-1]:.0f}, {max(held):.0f}"))
    for one in failures:
        print(f"{one['Occurrences']} x {one['Method']} {one['Name']}: {one['Error'][:200]}")
    return errors + wrong


def main() -> None:
    """Serves the sample, asks alone, lets the people in."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--people", type=int, default=50)
    reader.add_argument("--seconds", type=int, default=300)
    reader.add_argument("--workers", type=int, default=1)
    reader.add_argument("--data", type=Path, help="A store that `scrutiny sample` wrote (default: a new one).")
    asked = reader.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scrutiny-load-")))
        data = asked.data or folder / "store"
        if not asked.data and (written := scrutiny("sample", "--data", data)).returncode:
            raise SystemExit(written.stderr)
        words = command("serve", "--data", data, "--workers", str(asked.workers))
        address = stack.enter_context(started(words, ROOT, environment() | PROXY, folder / "server.log"))
        answers = alone(address) | of_reports(address)
        held = crowd(address, folder, asked.people, asked.seconds, answers)
        faults = report(folder, held, len(answers))
        after = sum(answers[key] != found for key, found in alone(address).items())
        print(ROW.format("wrong answers afterwards, each asked alone", f"{after:,}"))
        sys.exit(1 if faults + after else 0)


if __name__ == "__main__":
    main()
