"""The server alone: clicks replayed over HTTP, one after the other and by twenty people at once."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from benchmarks.browser import Click

PEOPLE = 20
SECONDS = 5


def with_search(body: str, search: str) -> bytes:
    """The body of a click's request, for another state."""
    asked = json.loads(body)
    for item in asked["inputs"]:
        if item["property"] == "search":
            item["value"] = search
    return json.dumps(asked).encode()


class Client:
    """One person's connection to the server."""

    def __init__(self, click: Click, address: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        self.path = urlsplit(click.address).path
        self.body = click.body

    def click(self, search: str) -> float:
        """The milliseconds until the answer is there, packed as for a browser."""
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, br"}
        start = time.perf_counter()
        self.connection.request("POST", self.path, with_search(self.body, search), headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The server answered {answer.status} to {search}")
        return 1000 * (time.perf_counter() - start)


def one_by_one(click: Click, address: str, searches: Sequence[str]) -> list[float]:
    """The milliseconds of each click."""
    client = Client(click, address)
    return [client.click(search) for search in searches]


def clicks_a_second(click: Click, address: str, searches: Sequence[str]) -> float:
    """How many clicks of twenty people the server answers in a second; it runs for five seconds."""
    end = time.perf_counter() + SECONDS

    def person(number: int) -> int:
        client, done = Client(click, address), 0
        while time.perf_counter() < end:
            client.click(searches[(number * 7 + done) % len(searches)])
            done += 1
        return done

    start = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as people:
        total = sum(people.map(person, range(PEOPLE)))
    return total / (time.perf_counter() - start)
