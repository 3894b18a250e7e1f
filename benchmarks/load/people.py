"""The people, as Locust runs them: each has a browser's connections and its own pace, and looks at every answer."""

from __future__ import annotations

import json
import os
import random
import re
import time
from pathlib import Path
from typing import Any

import gevent
from gevent.pool import Pool
from locust import FastHttpUser, between, task

from benchmarks.load import questions
from benchmarks.load.questions import Question, checksum

ALONE: dict[str, str] = json.loads(Path(os.environ["LOAD_ALONE"]).read_text(encoding="utf-8"))
HELD = 6  # connections of a browser
OWN = re.compile(r'(?:src|href)="(/(?:assets|scripts|_dash-component-suites)/[^"]+)"')
PATIENCE_SECONDS = 120


class Person(FastHttpUser):  # type: ignore[misc]  # an extra, so that there may be no types
    """Somebody with an account and a browser, which fetches scripts and styles once."""

    abstract = True
    concurrency = HELD
    network_timeout = connection_timeout = 60.0
    groups = ""
    asks: tuple[Question, ...] = ()

    def on_start(self) -> None:
        """Opens the browser."""
        self.kept: set[str] = set()
        self.chosen = random.Random(id(self))
        account = f"{type(self).__name__.lower()}-{self.chosen.randrange(1000)}"
        self.headers = {"Host": "load.example", "X-Forwarded-User": account, "X-Forwarded-Groups": self.groups}
        self.headers["Accept-Encoding"] = "gzip, br"

    def ask(self, asked: Question, known: str = "") -> bytes:
        """The answer, held to the one that was given when nobody else asked, which is known by another name maybe."""
        more: dict[str, Any] = {"method": "GET", "headers": self.headers}
        if asked.body:
            more = {"method": "POST", "data": asked.body}
            more["headers"] = {**self.headers, "Content-Type": "application/json"}
        with self.client.request(url=asked.address, name=asked.kind, catch_response=True, **more) as answer:
            content: bytes = answer.content or b""
            if answer.status_code == 200 and checksum(content) != ALONE[known or asked.key]:
                answer.failure("another answer than alone")
        return content

    def look(self, asked: Question) -> None:
        """Opens a page with all that it needs, six files at a time, or clicks on one."""
        content = self.ask(asked)
        if asked.kind == "page":
            new = set(OWN.findall(content.decode())) - self.kept
            self.kept |= new
            files = Pool(HELD)
            for address in new:
                files.spawn(self.client.get, address, headers=self.headers, name="script or style")
            files.join()

    def export(self) -> None:
        """Asks for a report and fetches it once it is written; that others are before it is no error."""
        asked = self.chosen.choice(questions.reports())
        with self.client.post(asked.address, headers=self.headers, name="report", catch_response=True) as answer:
            if answer.status_code in (429, 503) and answer.headers.get("Retry-After"):
                answer.success()
                return
            job = json.loads(answer.content)
        until = time.monotonic() + PATIENCE_SECONDS
        while not job["done"] and time.monotonic() < until:
            gevent.sleep(1)
            job = json.loads(self.client.get(job["address"], headers=self.headers, name="progress").content)
        self.ask(Question("report's file", job["file"] or job["address"]), asked.address)


class Member(Person):
    """Opens pages and filters them."""

    weight = 36
    wait_time = between(1, 4)
    asks = tuple(questions.of_member())

    @task
    def read(self) -> None:
        """One page or filter."""
        self.look(self.chosen.choice(self.asks))


class Analyst(Person):
    """Opens lists of records, takes them away, has reports written."""

    weight = 12
    groups = "team"
    wait_time = between(1, 4)
    asks = tuple(questions.of_analyst())

    @task(12)
    def read(self) -> None:
        """One list, filter or file."""
        self.look(self.chosen.choice(self.asks))

    @task(1)
    def take_report(self) -> None:
        """One report."""
        self.export()


class Officer(Person):
    """Presents: one slide after the other."""

    weight = 2
    wait_time = between(2, 5)
    asks = tuple(questions.of_officer())

    def on_start(self) -> None:
        """Opens the agenda."""
        super().on_start()
        self.left: list[Question] = []

    @task
    def present(self) -> None:
        """The next slide."""
        if not self.left:
            agenda = self.chosen.choice(self.asks)
            self.left = questions.slides(agenda.address, self.ask(agenda))
        self.ask(self.left.pop(0))
