"""Whether the server is alive, and whether what it shows is whole: for monitors, and without details.

Anybody may ask, so that no file is named: the log, `scrutiny check` and the notices of pages say which it is.
"""

from __future__ import annotations

import datetime as dt

import flask

from dashboard.store.data import Data, Source
from dashboard.store.health import unwell

HOUR = dt.timedelta(hours=1)


def register(server: flask.Flask, source: Source) -> None:
    """Adds the routes to the server."""
    server.add_url_rule("/healthz", "healthz", lambda: {"status": "ok"})
    server.add_url_rule("/readyz", "readyz", lambda: ready(source.newest()))


def ready(data: Data) -> tuple[dict[str, object], int]:
    """The release on show, its age, and how many files of the store cannot be used, which make the status 503."""
    damaged = len(unwell(data))
    loaded = next(one.loaded_at for one in data.manifest.releases if one.number == data.manifest.release)
    age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(loaded)
    return {
        "status": "damaged" if damaged else "ok",
        "release": data.manifest.release,
        "loaded_at": loaded,
        "age_hours": max(0, age // HOUR),  # a clock may have been set back
        "damaged": damaged,
    }, 503 if damaged else 200
