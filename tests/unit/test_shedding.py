"""A server of which too much is asked refuses some, answers the rest, and all again once they are through."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from dashboard.web.serving.shedding import AHEAD, RETRY_SECONDS, shedding

MOST, ASKING, PATIENCE = 5, 20, 60


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

    def run() -> None:
        while not done.is_set():
            wasyncore.loop(timeout=0.05, use_poll=True, map=sockets, count=1)

    done, sockets = threading.Event(), dict[int, Any]()
    shed = shedding(slow, lambda: len(server.task_dispatcher.queue), MOST)
    server = create_server(shed, map=sockets, host="127.0.0.1", port=0, threads=1)
    with ThreadPoolExecutor(ASKING + 1) as pool:
        runs = pool.submit(run)
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
        done.set()
        runs.result()
    server.task_dispatcher.shutdown()
    wasyncore.close_all(sockets)
    assert Counter(status for status, _, _ in found) == {503: ASKING - 1 - MOST - 1, 200: MOST + 1}
    assert {retry for status, retry, _ in found if status == 503} == {str(RETRY_SECONDS)}
    assert all(b"Try again" in text for status, _, text in found if status == 503)


def test_what_is_asked_ahead_waits_for_nobody_and_nobody_for_it() -> None:
    def answer(_: Any, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b"ok"]

    def status(waiting: int, environ: dict[str, Any]) -> str:
        found: list[str] = []
        shedding(answer, lambda: waiting, MOST)(environ, lambda status, _: found.append(status[:3]))
        return found[0]

    ahead = {AHEAD: "1"}
    assert [status(0, ahead), status(1, ahead), status(1, {}), status(MOST, {})] == ["200", "204", "200", "200"]
