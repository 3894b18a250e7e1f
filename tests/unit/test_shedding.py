"""A server of which too much is asked refuses some, answers the rest, and all again once they are through."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from dashboard.web.serving.shedding import RETRY_SECONDS, Application, shedding

MOST, ASKING, PATIENCE = 5, 20, 60


@contextmanager
def serving(application: Application, waiting: Callable[[Any], int]) -> Iterator[Any]:
    """A server with one thread that refuses some of what it is asked."""
    done, sockets = threading.Event(), dict[int, Any]()

    def run() -> None:
        while not done.is_set():
            wasyncore.loop(timeout=0.05, use_poll=True, map=sockets, count=1)

    shed = shedding(application, lambda: waiting(server), MOST)
    server = create_server(shed, map=sockets, host="127.0.0.1", port=0, threads=1)
    runs = threading.Thread(target=run)
    runs.start()
    try:
        yield server
    finally:
        done.set()
        runs.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


def test_those_too_many_are_told_to_come_again_and_the_rest_are_answered() -> None:
    go_on, asked = threading.Event(), threading.Event()

    def slow(_: Any, start: Any) -> list[bytes]:
        asked.set()
        assert go_on.wait(PATIENCE)
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    def ask() -> tuple[int, str | None, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=PATIENCE)
        connection.request("GET", "/")
        answer = connection.getresponse()
        found = answer.status, answer.headers["Retry-After"], answer.read()
        connection.close()
        return found

    with serving(slow, lambda server: len(server.task_dispatcher.queue)) as server, ThreadPoolExecutor(ASKING) as pool:
        first = pool.submit(ask)
        assert asked.wait(PATIENCE)
        others = [pool.submit(ask) for _ in range(ASKING - 1)]
        for _ in range(PATIENCE * 100):
            if len(server.task_dispatcher.queue) == ASKING - 1:
                break
            threading.Event().wait(0.01)
        go_on.set()
        assert first.result()[0] == 200
        found = [one.result() for one in others]
        assert ask() == (200, None, b"ok")
    assert Counter(status for status, _, _ in found) == {503: ASKING - 1 - MOST - 1, 200: MOST + 1}
    assert {retry for status, retry, _ in found if status == 503} == {str(RETRY_SECONDS)}
    assert all(b"Try again" in text for status, _, text in found if status == 503)


def test_what_is_asked_ahead_waits_for_nobody_and_nobody_for_it() -> None:
    def answer(_: Any, start: Any) -> list[bytes]:
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    def said(method: str, headers: dict[str, str]) -> bytes:
        connection.request(method, "/", headers=headers)
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read()

    waiting, ahead = [0], {"X-Ahead": "1"}
    with serving(answer, lambda _: waiting[0]) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=PATIENCE)
        connection.connect()
        kept = connection.sock
        assert said("POST", ahead) == b"ok"
        waiting[0] = 1
        assert [said("POST", ahead), said("POST", {}), said("GET", ahead)] == [b"null", b"ok", b"ok"]
        waiting[0] = MOST
        assert [said("POST", ahead), said("POST", {})] == [b"null", b"ok"]
        assert connection.sock is kept, "nobody has to connect again"
        connection.close()
