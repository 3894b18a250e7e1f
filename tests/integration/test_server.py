"""The server as strangers meet it: many connections, slow ones, wrong settings, the end."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import urllib.request
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from serving import ROOT, command, environment, free_port, wait_until_listening

from dashboard.web.serving.server import told_to_end

PATIENCE = 30  # seconds until a test gives up, far more than an answer takes
BEGUN = {
    "nothing": b"",
    "part of the headers": b"GET /healthz HTTP/1.1\r\nHost: here\r\nSlow: ",
    "part of the body": b"POST /_dash-update-component HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n{",
}
FILES = 400  # that a process may have open, in one test


def held(address: str, stack: ExitStack, begun: bytes, answered: bool = False) -> socket.socket:
    """A connection that stays, with the beginning of a request, after one that was answered or none."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.connect()
    assert connection.sock is not None
    stack.callback(connection.close)
    if answered:
        connection.request("GET", "/healthz")
        assert connection.getresponse().read()
    connection.sock.sendall(begun)
    return connection.sock


def answer(address: str, path: str = "/healthz") -> int:
    with urllib.request.urlopen(address + path, timeout=PATIENCE) as response:
        return int(response.status)


def test_fifty_browsers_and_slow_clients_leave_room_for_one_more(sample_address: str) -> None:
    with ExitStack() as stack:
        for begun in BEGUN.values():
            for _ in range(100):
                held(sample_address, stack, begun)
        for _ in range(50 * 6):
            held(sample_address, stack, b"", answered=True)
        assert answer(sample_address) == 200
        assert answer(sample_address, "/complaints") == 200


def test_where_too_many_hold_on_the_one_waiting_longest_makes_room(sample_store: Path, tmp_path: Path) -> None:
    few_files = ["sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh"]
    with ExitStack() as stack:
        address, _ = stack.enter_context(process(few_files, tmp_path, sample_store))
        first = held(address, stack, BEGUN["part of the headers"])
        for _ in range(FILES):
            held(address, stack, b"")
        assert answer(address) == 200
        assert first.recv(1) == b""  # closed by the server


def test_port_in_use_is_said_in_a_sentence(sample_address: str, sample_store: Path) -> None:
    said = start("--port", str(urlsplit(sample_address).port), "--data", str(sample_store))
    assert "is in use, perhaps by another Scrutiny" in said


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("SCRUTINY_THREADS", "0", "SCRUTINY_THREADS is 0; it takes a whole number from 1 to 100."),
        ("PORT", "99999", "PORT is 99999; it takes a whole number from 1 to 65535."),
        ("HOST", "no.such.host.invalid", 'There is no address "no.such.host.invalid" to serve on.'),
        ("HOST", "two words", 'There is no address "two words" to serve on.'),
    ],
)
def test_a_setting_that_cannot_be_served_on_is_refused(
    sample_store: Path, variable: str, value: str, sentence: str
) -> None:
    assert start("--data", str(sample_store), **{variable: value}).startswith(sentence)


def start(*arguments: str, **settings: str) -> str:
    """What `scrutiny serve` says that does not start."""
    done = subprocess.run(
        command("serve", *arguments),
        cwd=ROOT,
        env=environment() | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


# a shell that starts the tests in the background has them and what they start ignore Ctrl+C
OBEDIENT = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from dashboard.cli.commands import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_takes_its_reports_with_it(sample_store: Path, tmp_path: Path, number: signal.Signals) -> None:
    obedient = [sys.executable, "-c", OBEDIENT, "serve", "--port"]
    with process([], tmp_path, sample_store, obedient) as (address, server):
        asked = urllib.request.Request(address + "/report?format=html&export=complaints", method="POST")
        with urllib.request.urlopen(asked, timeout=PATIENCE) as response:
            assert response.status == 202
        assert list(tmp_path.glob("scrutiny-reports-*"))
        server.send_signal(number)
        assert server.wait(PATIENCE) == 0
    assert list(tmp_path.glob("scrutiny-reports-*")) == []
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def test_a_signal_that_comes_where_nothing_can_be_raised_is_not_lost() -> None:
    class Thing:
        pass

    woken: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        told = told_to_end(lambda: woken.append(len(told)))
        for number in before:
            thing = Thing()
            gone = weakref.ref(thing, lambda _, number=number: signal.raise_signal(number))
            del thing
            assert gone() is None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert (told, woken) == ([signal.SIGTERM, signal.SIGINT], [1, 2])


OTHER_SERVER = """
import sys, app
assert "server" not in vars(app), "importing app builds nothing"
from waitress import serve
serve(app.server, host="127.0.0.1", port=int(sys.argv[1]))
"""


def test_a_wsgi_server_of_ones_own_can_use_app_server(sample_store: Path, tmp_path: Path) -> None:
    with process([], tmp_path, sample_store, [sys.executable, "-c", OTHER_SERVER]) as (address, _):
        assert answer(address, "/complaints") == 200


@pytest.mark.parametrize("setting", [{"SCRUTINY_DATA": "nowhere"}, {"PORT": "many"}])
def test_a_wsgi_server_that_cannot_start_says_why_in_a_sentence(tmp_path: Path, setting: dict[str, str]) -> None:
    script = "import app; app.server"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment() | setting,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(("There is no store in nowhere.", "PORT"))


@contextmanager
def process(
    before: list[str], folder: Path, store: Path, server: list[str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server's address and process, with the words before its command; it logs and keeps its files in the folder."""
    port, log = free_port(), folder / "server.log"
    own = environment() | {"SCRUTINY_DATA": str(store), "TMPDIR": str(folder)}
    words = [*before, *(server or command("serve", "--port")), str(port)]
    with (
        log.open("w") as output,
        subprocess.Popen(words, cwd=ROOT, env=own, stdout=output, stderr=output) as started,
    ):
        try:
            wait_until_listening(f"http://127.0.0.1:{port}", started, log)
            yield f"http://127.0.0.1:{port}", started
        finally:
            started.kill()
