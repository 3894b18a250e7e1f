"""Writes down what every page says for 200 states of the sample, to be compared before and after a change.

    python tests/snapshot.py STORE FOLDER      one JSON file a state
    diff -r FOLDER-BEFORE FOLDER-AFTER

States are drawn by a fixed seed from the choices that the pages themselves offer, and asked for over HTTP, so
that nothing of the inside is named here.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app import create_app
from dashboard.basics.config import Settings

STATES = 200
SEED = 2019
PATHS = {
    "attention": "/",
    "complaints": "/complaints",
    "digital": "/digital",
    "temporary_accommodation": "/temporary-accommodation",
    "agency": "/agency",
    "procurement": "/procurement",
    "plan": "/plan",
    "programme": "/programme",
    "measure": "/measure",
}
COUNCILS = ("medway", "medway", "medway", "thurrock", "maidstone")
RECORDS = {
    "complaints": ("received", "responded", "open"),
    "digital": ("counts",),
    "temporary_accommodation": ("received", "responded", "open"),
    "agency": ("counts",),
    "procurement": ("awarded", "with_benefits", "ending"),
}


def asked(client: FlaskClient, path: str, search: str) -> dict[str, Any]:
    """What the page at this address says: all its words in order, and what the browser draws."""
    answer = client.get("/_dash-layout?" + urlencode({"address": path + search}))
    parts = list(components(json.loads(answer.get_data(as_text=True))))
    stores = [part["props"]["data"] for part in parts if part.get("type") == "Store" and "data" in part["props"]]
    return {"words": [part["text"] for part in parts if "text" in part], "drawn": stores}


def components(node: Any) -> Iterator[dict[str, Any]]:
    """Every component of a layout in reading order; a piece of text stands as `text`."""
    if isinstance(node, list):
        for item in node:
            yield from components(item)
    elif isinstance(node, dict) and "props" in node:
        yield node
        yield from components(node["props"].get("children"))
    elif isinstance(node, str):
        yield {"text": node}


def controls(answer: dict[str, Any]) -> dict[str, Any]:
    """The filters that the page offers in this state."""
    return next((store["filters"]["controls"] for store in answer["drawn"] if "filters" in store), {})


def drawn(client: FlaskClient, key: str, choice: random.Random) -> str:
    """A query string out of what the page offers: every control may be used, most are not."""
    council = choice.choice(COUNCILS)
    offered = controls(asked(client, PATHS[key], f"?council={council}"))
    pairs = [("council", council)]
    for name, control in offered.items():
        options = [option[0] for option in control["options"]]
        if name == "council" or choice.random() > (0.9 if name in ("quarter", "measure") else 0.3):
            continue
        pairs += [(name, one) for one in choice.sample(options, min(len(options), choice.choice((1, 1, 2))))][
            : 2 if "values" in control else 1
        ]
    if key in RECORDS and choice.random() < 0.25:
        pairs.append(("records", choice.choice(RECORDS[key])))
    return "?" + urlencode(pairs)


def snapshots(client: FlaskClient) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Key, address and answer of each state."""
    choice = random.Random(SEED)
    for number in range(STATES):
        key = list(PATHS)[number % len(PATHS)]
        search = drawn(client, key, choice)
        yield f"{number:03}-{key}", PATHS[key] + search, asked(client, PATHS[key], search)


def main(store: Path, folder: Path) -> None:
    """Writes one file a state."""
    folder.mkdir(parents=True, exist_ok=True)
    client = create_app(Settings(data=store)).server.test_client()
    for name, address, answer in snapshots(client):
        text = json.dumps({"address": address, **answer}, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
