"""Answers to requests that no browser of ours makes: a sentence each, and no traceback."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import flask
from dash import Dash
from werkzeug.exceptions import HTTPException, MethodNotAllowed

CALLBACKS = "/_dash-update-component"
FILES = "/_dash-component-suites/"
log = logging.getLogger(__name__)


def register(app: Dash) -> None:
    """Adds the checks before requests, and the answers where one fails."""
    app.server.before_request(lambda: check(app))
    app.server.register_error_handler(Exception, answer)


def check(app: Dash) -> flask.Response | None:
    """The refusal of a wrong method or of a callback's body that is not one, or None where all is well."""
    request = flask.request
    if isinstance(request.routing_exception, MethodNotAllowed):
        allowed = sorted(set(request.routing_exception.valid_methods or ()))
        return sentence(f"This address does not take {request.method}.", 405, {"Allow": ", ".join(allowed)})
    body: Any = request.get_json(silent=True) if request.path == CALLBACKS and request.is_json else None
    if request.path == CALLBACKS and request.is_json and not (readable(body) and body["output"] in app.callback_map):
        return sentence("The request is not one of this dashboard's pages. Open the page again.", 400)
    return None


def readable(body: Any) -> bool:
    """Whether a callback's body has the parts that Dash reads, and only texts and numbers where a page asks."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    given: list[Any] = [body.get("inputs"), body.get("state") or [], body.get("changedPropIds") or []]
    if not all(isinstance(values, list) for values in given) or not isinstance(body.get("outputs"), list | dict):
        return False
    return all(searchable(value) for value in [*given[0], *given[1]])


def searchable(value: Any) -> bool:
    """Whether one input has a name, and an address's query, where it is that, is text."""
    if isinstance(value, list):
        return all(searchable(one) for one in value)
    if not isinstance(value, dict) or not isinstance(value.get("property"), str):
        return False
    return value["property"] != "search" or value.get("value") is None or isinstance(value["value"], str)


def answer(error: Exception) -> flask.Response | HTTPException:
    """What a failed request gets; only what nobody foresaw is logged whole."""
    if isinstance(error, HTTPException):
        return error
    if flask.request.path.startswith(FILES):
        return sentence("There is no such file.", 404)
    log.exception("%s failed", flask.request.path)
    return sentence("Something went wrong on the server. Try again; its log says what it was.", 500)


def sentence(text: str, status: int, headers: dict[str, str] | None = None) -> flask.Response:
    """An answer of one sentence."""
    return flask.Response(text + "\n", status, headers, mimetype="text/plain")


def path_and_query(address: str) -> tuple[str, str]:
    """The path and query of an address; nothing of one that is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.path, parts.query
