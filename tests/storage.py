"""Object storage on this machine: real servers that speak S3, and a line to one that can be slow, held and cut."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.serving import ROOT, command, environment, free_port

BUCKET = "council"
KEY, SECRET = "AKSCRUTINY", "a-secret-that-stands-nowhere"
SECONDS_TO_START = 30
BLOCK = 1 << 16
# Keeps every condition of a write by the file system's own link(2), on the disk, and asks for no key.
LOCALBUCKET = [sys.executable, "-m", "localbucket"]
# Asks for a key, and keeps no condition.
NANIO = [sys.executable, "-m", "nanio", "serve", "--no-access-log", "--data-dir"]


class Server:
    """A server of object storage over a folder, to be stopped and begun again on one port."""

    def __init__(self, folder: Path, words: list[str]) -> None:
        self.folder, self.words, self.port = folder, words, free_port()
        (folder / BUCKET).mkdir(parents=True)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Starts it and waits until it listens."""
        own = environment() | {"NANIO_ACCESS_KEY": KEY, "NANIO_SECRET_KEY": SECRET}
        with (self.folder / "server.log").open("ab") as log:
            words = [*self.words, str(self.folder), "--port", str(self.port), "--host", "127.0.0.1"]
            self.process = subprocess.Popen(words, env=own, stdout=log, stderr=log, cwd=ROOT)
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.02)
        raise AssertionError((self.folder / "server.log").read_text())

    def end(self) -> None:
        """Ends it at once; what it has answered for is on the disk."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def requests(self) -> list[str]:
        """The requests that it has answered, as its log has them."""
        return [one for one in (self.folder / "server.log").read_text().splitlines() if "HTTP/1." in one]


@contextlib.contextmanager
def storage(folder: Path, words: list[str] = LOCALBUCKET) -> Iterator[Server]:
    """A server over a new folder; it ends with the block."""
    server = Server(folder, words)
    server.begin()
    try:
        yield server
    finally:
        server.end()


class Line:
    """A line to a server: each answer comes `seconds` later, and who sends `marked` bytes first waits until it is let
    on. Whatever is held when the line ends never arrives."""

    def __init__(self, port: int, seconds: float = 0.0, marked: bytes = b"") -> None:
        self.port, self.seconds, self.marked = port, seconds, marked
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.answer, daemon=True).start()

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def answer(self) -> None:
        """Joins each connection to one of the server's."""
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listening.accept()
                threading.Thread(target=self.join, args=(near,), daemon=True).start()

    def join(self, near: socket.socket) -> None:
        """Carries what comes from either side."""
        with contextlib.suppress(OSError), near, socket.create_connection(("127.0.0.1", self.port)) as far:
            back = threading.Thread(target=self.carry, args=(far, near, self.seconds), daemon=True)
            back.start()
            self.carry(near, far, 0.0)
            back.join()

    def carry(self, source: socket.socket, target: socket.socket, seconds: float) -> None:
        """Carries what comes from one side until it ends."""
        with contextlib.suppress(OSError):
            while block := source.recv(BLOCK):
                if self.marked and self.marked in block:
                    self.reached.set()
                    self.go_on.wait()
                time.sleep(seconds)
                target.sendall(block)
            target.shutdown(socket.SHUT_WR)


def own(endpoint: str, cache: Path, secret: str = SECRET, **more: str) -> dict[str, str]:
    """The environment of a process that uses the server, with a mirror of its own and none of this machine's keys."""
    kept = {name: value for name, value in environment().items() if not name.startswith("AWS_")}
    return kept | {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "SCRUTINY_CACHE": str(cache),
        **more,
    }


def asked(own: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    """What `scrutiny` with these arguments printed; it never prints where in the code it was, nor a secret."""
    ran = subprocess.run(
        command(*words), cwd=ROOT, env=own, capture_output=True, text=True, encoding="utf-8", check=False
    )
    quiet(ran.stdout + ran.stderr)
    return ran


def quiet(said: str) -> None:
    """Fails where a message or a log tells what nobody should read there."""
    assert "Traceback" not in said, said
    assert SECRET not in said


def fine(own: dict[str, str], *words: str | Path) -> str:
    """What it printed, where it ended well."""
    ran = asked(own, *words)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
