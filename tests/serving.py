"""Starts the command line as a user would, so that tests meet what a user meets."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a test gives up, far more than a start or an answer takes
# Commands run in processes of their own, forked from one that has imported what they import, which takes longer.
if sys.platform == "win32":
    READY = multiprocessing.get_context("spawn")
else:
    READY = multiprocessing.get_context("forkserver")
READY.set_forkserver_preload(
    [
        "dashboard.cli.commands",
        "dashboard.disclosure.closing",
        "dashboard.intake.check",
        "dashboard.intake.loading",
        "dashboard.measures.readings",
        "dashboard.report.write",
        "dashboard.sample.build",
        "pandera.backends.pandas.builtin_checks",
    ]
)


def scrutiny(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What `scrutiny` with these arguments printed, and its exit code."""
    return scrutiny_in(ROOT, *arguments)


def scrutiny_in(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The same, started in this folder."""
    words = [*map(str, arguments)]
    with tempfile.TemporaryDirectory() as own:
        out, errors = Path(own) / "out", Path(own) / "errors"
        process = READY.Process(target=run, args=(folder, environment(), words, out, errors))
        process.start()
        process.join()
        assert process.exitcode is not None
        return subprocess.CompletedProcess(
            words, process.exitcode, out.read_text(encoding="utf-8"), errors.read_text(encoding="utf-8")
        )


def run(folder: Path, own: dict[str, str], words: list[str], out: Path, errors: Path) -> None:
    """The command itself, in its own process: its folder and environment, and where it prints to."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(own)
    for number, path in ((1, out), (2, errors)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    sys.argv = ["scrutiny", *words]
    from dashboard.cli.commands import main

    main()


def command(*arguments: str | Path) -> list[str]:
    """The command line of the environment that runs the tests."""
    return [sys.executable, "-m", "dashboard", *map(str, arguments)]


def environment() -> dict[str, str]:
    """This process's environment without the settings of whoever runs the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SCRUTINY_")}
    for name in ("HOST", "PORT"):
        own.pop(name, None)
    return own | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(data: Path, log: Path) -> Iterator[str]:
    """The address of a production server over this store; it ends with the block."""
    with started(command("serve", "--data", data), ROOT, environment(), log) as address:
        yield address


@contextlib.contextmanager
def started(serve: list[str], folder: Path, own: dict[str, str], log: Path, port: int | None = None) -> Iterator[str]:
    """The address of the server that this command starts in this folder and environment; it ends with the block."""
    port = port or free_port()
    with (
        log.open("w", encoding="utf-8") as output,
        subprocess.Popen(
            [*serve, "--port", str(port)], cwd=folder, env=own, stdout=output, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            wait_until_listening(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_until_listening(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when the server answers; fails with what it printed."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=5) as answer:
                answer.read()
                return
        except urllib.error.HTTPError:  # it listens, and says that its store is damaged
            return
        except OSError:  # nobody listens, or who does has not begun to answer
            time.sleep(0.05)
    raise AssertionError("`scrutiny serve` did not start:\n" + log.read_text(encoding="utf-8"))


def until(found: Callable[[], Any]) -> Any:
    """What is found as soon as it is anything."""
    deadline = time.monotonic() + PATIENCE
    while not (now := found()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return now
