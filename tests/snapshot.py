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
PATHS = (
    "attention",
    "complaints",
    "digital",
    "temporary_accommodation",
    "agency",
    "procurement",
    "plan",
    "programme",
    "measure",
)
COUNCILS = ("medway", "medway", "medway", "thurrock", "maidstone")
RECORDS = {
    "complaints": ("received", "responded", "open"),
    "digital": ("counts",),
    "temporary_accommodation": ("received", "responded", "open"),
    "agency": ("counts",),
    "procurement": ("awarded", "with_benefits", "ending"),
}


def asked(client: FlaskClient, callback: dict[str, Any], search: str) -> dict[str, Any]:
    """What the page's own callback answers for this query string."""
    outputs = [
        dict(zip(("id", "property"), one.rsplit(".", 1), strict=True))
        for one in callback["output"].strip(".").split("...")
    ]
    inputs = [{**one, "value": search} if one["property"] == "search" else one for one in callback["inputs"]]
    body = {"output": callback["output"], "outputs": outputs, "inputs": inputs, "changedPropIds": ["app-url.search"]}
    answer = client.post("/_dash-update-component", json=body)
    return json.loads(answer.get_data(as_text=True)) if answer.status_code == 200 else {"status": answer.status_code}


def controls(answer: dict[str, Any], key: str) -> dict[str, Any]:
    """The filters that the page offers in this state."""
    store = answer.get("response", {}).get(f"{key}-content-store", {}).get("data", {})
    return store.get("filters", {}).get("controls", {})


def drawn(client: FlaskClient, callback: dict[str, Any], key: str, choice: random.Random) -> str:
    """A query string out of what the page offers: every control may be used, most are not."""
    council = choice.choice(COUNCILS)
    offered = controls(asked(client, callback, f"?council={council}"), key)
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
    """Key, query string and answer of each state."""
    wired = json.loads(client.get("/_dash-dependencies").get_data(as_text=True))
    choice = random.Random(SEED)
    for number in range(STATES):
        key = PATHS[number % len(PATHS)]
        callback = next(one for one in wired if f"{key}-header.children" in one["output"])
        search = drawn(client, callback, key, choice)
        yield f"{number:03}-{key}", search, asked(client, callback, search)


def main(store: Path, folder: Path) -> None:
    """Writes one file a state."""
    folder.mkdir(parents=True, exist_ok=True)
    client = create_app(Settings(data=store)).server.test_client()
    for name, search, answer in snapshots(client):
        text = json.dumps({"search": search, "answer": answer}, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
