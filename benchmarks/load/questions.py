"""What the people of a load test ask, and a checksum of each answer, so that it can be held to the one given alone.

Imports nothing of the project's: Locust runs from an environment of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from itertools import product

CLICKS = "/_dash-update-component"
DRAWN = re.compile(rb'"end_id":"[^"]*"')  # which Dash draws anew for each document
COUNCIL = "medway"
PAGES = ("", "complaints", "digital", "temporary-accommodation", "agency", "procurement", "plan")
QUARTERS = tuple(f"{year}-{str(year + 1)[2:]}-Q{number}" for year in (2018, 2019) for number in (1, 2, 3, 4))
RECORDS = {"complaints": "open", "temporary-accommodation": "open", "agency": "awarded", "procurement": "awarded"}
CARDS = {"complaints": ("timeliness", "volumes"), "digital": ("channels",), "agency": ("spend",)}
REPORTS = ("complaints", "digital", "agency")
OUTPUTS = (
    ("app-page-header", "children"),
    ("app-page-sections", "children"),
    ("app-content-store", "data"),
    ("app-navigation", "children"),
    ("app-data-date", "children"),
)


@dataclass(frozen=True)
class Question:
    """A request: `body` where it is a click."""

    kind: str
    address: str
    body: str = ""

    @property
    def key(self) -> str:
        """Its name among the answers."""
        return f"{self.address} {self.body}"


def checksum(answer: bytes) -> str:
    """What is kept of an answer."""
    return hashlib.sha256(DRAWN.sub(b"", answer)).hexdigest()


def page(name: str, search: str) -> Question:
    """A page opened in a browser."""
    return Question("page", f"/{name}?{search}")


def click(name: str, search: str) -> Question:
    """What a page's script asks when its address has changed."""
    body = {
        "output": "..{}..".format("...".join(f"{one}.{kind}" for one, kind in OUTPUTS)),
        "outputs": [{"id": one, "property": kind} for one, kind in OUTPUTS],
        "inputs": [{"id": "app-url", "property": "search", "value": f"?{search}"}],
        "state": [{"id": "app-url", "property": "pathname", "value": f"/{name}"}],
        "changedPropIds": ["app-url.search"],
    }
    return Question("click", CLICKS, json.dumps(body))


def of_member() -> list[Question]:
    """Pages and filters."""
    states = [(name, f"council={COUNCIL}&quarter={quarter}") for name, quarter in product(PAGES, QUARTERS)]
    return [ask(name, search) for name, search in states for ask in (page, click)]


def of_analyst() -> list[Question]:
    """Lists of records, and what stands in cards and lists as files."""
    found = []
    for quarter, (name, kind) in product(QUARTERS, RECORDS.items()):
        search = f"council={COUNCIL}&quarter={quarter}&records={kind}"
        key = name.replace("-", "_")
        found += [page(name, search), click(name, search), Question("file", f"/download/{key}/records.csv?{search}")]
    found += [
        Question("file", f"/download/{name}/{card}.csv?council={COUNCIL}&quarter={quarter}")
        for quarter, (name, cards) in product(QUARTERS, CARDS.items())
        for card in cards
    ]
    return found


def of_officer() -> list[Question]:
    """A presentation of a page: its slides one after the other, found by whoever asks for its agenda."""
    return [Question("agenda", f"/present/agenda.json?council={COUNCIL}&quarter={quarter}") for quarter in QUARTERS]


def slides(agenda: str, answer: bytes) -> list[Question]:
    """The slides of an agenda."""
    _, _, search = agenda.partition("?")
    groups = json.loads(answer)["groups"]
    keys = [one["key"] for group in groups for one in group["slides"]]
    return [Question("slide", f"/present/slide.json?{search}&slide={key}") for key in keys]


def reports() -> list[Question]:
    """Reports that are written beside all this, by what they are of."""
    search = f"council={COUNCIL}&quarter={QUARTERS[-1]}"
    return [Question("report", f"/report?format=html&export={name}&{search}") for name in REPORTS]
