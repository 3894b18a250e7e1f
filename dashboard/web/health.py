"""Whether the server is alive, and whether what it shows is whole: for monitors, and without details.

Anybody may ask, so that no file is named, and only administrators are told more than whether all is well: the log,
`scrutiny check` and the notices of pages say which file it is.
"""

from __future__ import annotations

import datetime as dt

import flask

from dashboard.access.reader import reader
from dashboard.access.table import HEALTH
from dashboard.store.data import Data, Releases
from dashboard.store.health import unwell

HOUR = dt.timedelta(hours=1)


def register(server: flask.Flask, source: Releases) -> None:
    """Adds the routes to the server."""
    alive(server)
    server.add_url_rule("/readyz", "readyz", lambda: ready(source.newest()))


def alive(server: flask.Flask) -> None:
    """Adds the route that says that the server answers."""
    server.add_url_rule("/healthz", "healthz", lambda: {"status": "ok"})


def ready(data: Data) -> tuple[dict[str, object], int]:
    """Whether any file of the store cannot be used, which makes the status 503; for administrators the release on show,
    its age, and how many files these are."""
    damaged = len(unwell(data))
    said: dict[str, object] = {"status": "damaged" if damaged else "ok"}
    if reader().may(HEALTH):
        loaded = next(one.loaded_at for one in data.manifest.releases if one.number == data.manifest.release)
        age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(loaded)
        said |= {
            "release": data.manifest.release,
            "loaded_at": loaded,
            "age_hours": max(0, age // HOUR),  # a clock may have been set back
            "damaged": damaged,
        }
    return said, 503 if damaged else 200
