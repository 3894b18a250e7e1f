"""The server alone: clicks replayed over HTTP, one after the other and by fifty people at once."""

from __future__ import annotations

import http.client
import itertools
import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

from benchmarks.browser import Click

PEOPLE = 50
HELD = 6  # connections that a browser keeps open
SLOW = 120  # clients beside the people that send a byte of their request every few seconds
SECONDS = 5
SECONDS_A_BYTE = 1.0


def with_search(body: str, search: str) -> bytes:
    """The body of a click's request, for another state."""
    asked = json.loads(body)
    for item in asked["inputs"]:
        if item["property"] == "search":
            item["value"] = search
    return json.dumps(asked).encode()


class Client:
    """One person's connections to the server, which are used in turn and stay open."""

    def __init__(self, click: Click, address: str) -> None:
        host = urlsplit(address).netloc
        self.connections = itertools.cycle([http.client.HTTPConnection(host, timeout=30) for _ in range(HELD)])
        self.path = urlsplit(click.address).path
        self.body = click.body

    def click(self, search: str) -> float:
        """The milliseconds until the answer is there, packed as for a browser."""
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, br"}
        start = time.perf_counter()
        connection = next(self.connections)
        connection.request("POST", self.path, with_search(self.body, search), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The server answered {answer.status} to {search}")
        return 1000 * (time.perf_counter() - start)


def one_by_one(click: Click, address: str, searches: Sequence[str]) -> list[float]:
    """The milliseconds of each click."""
    client = Client(click, address)
    return [client.click(search) for search in searches]


@contextmanager
def slow_clients(address: str) -> Iterator[None]:
    """Clients that never come to the end of their request, for as long as the block lasts."""
    host, end = urlsplit(address), threading.Event()
    slow = [socket.create_connection((host.hostname, host.port), timeout=30) for _ in range(SLOW)]

    def trickle() -> None:
        while not end.wait(SECONDS_A_BYTE):
            for one in slow:
                one.sendall(b"x")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
        for one in slow:
            one.close()


def clicks_a_second(click: Click, address: str, searches: Sequence[str]) -> tuple[float, float]:
    """How many clicks of fifty people the server answers in a second, and the milliseconds of the slowest; it runs for
    five seconds, beside slow clients."""
    end = time.perf_counter() + SECONDS

    def person(number: int) -> list[float]:
        client, took = Client(click, address), list[float]()
        while time.perf_counter() < end:
            took.append(client.click(searches[(number * 7 + len(took)) % len(searches)]))
        return took

    start = time.perf_counter()
    with slow_clients(address), ThreadPoolExecutor(PEOPLE) as people:
        took = [*itertools.chain.from_iterable(people.map(person, range(PEOPLE)))]
    return len(took) / (time.perf_counter() - start), max(took)
