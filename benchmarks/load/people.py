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
AGAIN = "told to come again"


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
        return self.answered(asked.address, asked.kind, ALONE[known or asked.key], **more)

    def answered(self, address: str, name: str, alone: str = "", **more: Any) -> bytes:
        """What is answered, held to what it is known to be; nothing where it is an error. Who is told to come again
        waits as long as that says."""
        while True:
            with self.client.request(url=address, name=name, catch_response=True, **more) as answer:
                content: bytes = answer.content or b""
                pause = answer.headers.get("Retry-After") if answer.status_code in (429, 503) else None
                if pause:
                    answer.request_meta["name"] = AGAIN
                    answer.success()
                elif (given := 200 <= answer.status_code < 300) and alone and checksum(content) != alone:
                    answer.failure("another answer than alone")
            if not pause:
                return content if given else b""
            gevent.sleep(float(pause))

    def look(self, asked: Question) -> None:
        """Opens a page with all that it needs, six files at a time, or clicks on one."""
        content = self.ask(asked)
        if asked.kind == "page":
            new = set(OWN.findall(content.decode())) - self.kept
            self.kept |= new
            files = Pool(HELD)
            for address in new:
                files.spawn(self.answered, address, "script or style", method="GET", headers=self.headers)
            files.join()

    def export(self) -> None:
        """Asks for a report and fetches it once it is written, which may take its turn."""
        asked = self.chosen.choice(questions.reports())
        job = self.answered(asked.address, "report", method="POST", headers=self.headers)
        until = time.monotonic() + PATIENCE_SECONDS
        while job and not (state := json.loads(job))["done"] and time.monotonic() < until:
            gevent.sleep(1)
            job = self.answered(state["address"], "progress", method="GET", headers=self.headers)
        if job:  # without an answer it counts as an error already
            self.ask(Question("report's file", state["file"] or state["address"]), asked.address)


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
            if answer := self.ask(agenda):
                self.left = questions.slides(agenda.address, answer)
        if self.left:
            self.ask(self.left.pop(0))
