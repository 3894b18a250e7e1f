"""What the server writes down: lines with their time, or, where a setting asks for it, one of JSON for every request.

Each request has an id, which its answer carries and every line about it. What somebody searched for is never written.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import secrets
import time
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import flask
from werkzeug.exceptions import HTTPException

from dashboard.basics import audit
from dashboard.basics.config import Settings

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
ID = "X-Request-Id"
SEARCHED = ("find", "address")  # an address within one may search too
SIGNING = ("code", "state")  # by which somebody is signing on
log = logging.getLogger(__name__)


class AsJson(logging.Formatter):
    """A line as JSON; one that is written while a request is answered names it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        content: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": record.process,
            "from": record.name,
            "message": record.getMessage(),
        }
        if flask.has_request_context() and "request_id" in flask.g:
            content["request"] = flask.g.request_id
        content |= getattr(record, "fields", {})
        if record.exc_info:
            content["error"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False)


def begin(settings: Settings) -> None:
    """Sets up the log of this process, which goes to the standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if settings.log == "json" else logging.Formatter(PLAIN, "%Y-%m-%dT%H:%M:%S%z"))
    handler.addFilter(lambda record: record.name != audit.log.name)  # which has a handler of its own
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    log.setLevel(logging.INFO)


def register(server: flask.Flask, settings: Settings) -> None:
    """Gives each request its id and, where the setting asks for it, writes it down once it has been answered."""

    def start() -> None:
        flask.g.request_id, flask.g.began = secrets.token_hex(8), time.perf_counter()

    def end(response: flask.Response) -> flask.Response:
        if "request_id" not in flask.g:
            return response
        response.headers[ID] = flask.g.request_id
        if settings.log == "json":
            fields = {
                "method": flask.request.method,
                "address": asked(),
                "status": response.status_code,
                "milliseconds": round(1000 * (time.perf_counter() - flask.g.began), 1),
                "bytes": response.content_length,
            }
            log.info("request", extra={"fields": fields})
        return response

    server.before_request(start)
    server.after_request(end)


def asked() -> str:
    """The address that a request asks for, a click's being the page's, without what was searched for."""
    path, search = flask.request.path, flask.request.query_string.decode("utf-8", "replace")
    for part in parts_of_click():
        if isinstance(part.get("value"), str):
            path = part["value"] if part.get("property") == "pathname" else path
            search = part["value"] if part.get("property") == "search" else search
    return quote(path) + without_words(search)


def parts_of_click() -> list[dict[str, Any]]:
    """The inputs of a click, or none where the request is no click that can be read."""
    body = None
    if flask.request.is_json:
        with contextlib.suppress(RecursionError, HTTPException):  # brackets within brackets, or far too many
            body = flask.request.get_json(silent=True)
    lists = [body.get(name) for name in ("inputs", "state")] if isinstance(body, dict) else []
    return [part for one in lists if isinstance(one, list) for part in one if isinstance(part, dict)]


def without_words(search: str) -> str:
    """A query string without what it searches for, and without what signs on."""
    pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True)
    kept = [(name, "..." if name in SEARCHED + SIGNING else value) for name, value in pairs]
    return "?" + urlencode(kept) if kept else ""
