"""Starts the command line as a user would, so that tests meet what a user meets."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a test gives up, far more than a start or an answer takes


def scrutiny(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What `scrutiny` with these arguments printed, and its exit code."""
    return scrutiny_in(ROOT, *arguments)


def scrutiny_in(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The same, started in this folder."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


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
