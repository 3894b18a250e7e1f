"""Answers where a request cannot be answered: a sentence each, and no traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from http import HTTPStatus

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard.basics.errors import TooMuchError
from dashboard.basics.languages import _
from dashboard.web.journal import asked

RETRY_SECONDS = 60  # after which an answer that was refused for want of time, memory or a turn may be asked for again

log = logging.getLogger(__name__)


def register(server: flask.Flask) -> None:
    """Refuses wrong methods, which Dash's own routes would take for unknown pages, and answers what fails."""
    server.before_request(wrong_method)
    server.register_error_handler(Exception, answer)


def wrong_method() -> flask.Response | None:
    """The refusal of a method that an address does not take, or None. One that only takes in what is sent would else
    be read as a page's."""
    wrong = flask.request.routing_exception
    if isinstance(wrong, MethodNotAllowed):
        return not_taken(wrong.valid_methods or ())
    own = [rule.methods or () for rule in flask.current_app.url_map.iter_rules() if rule.rule == flask.request.path]
    if own and not any(flask.request.method in methods for methods in own):
        return not_taken(*own)
    return None


def not_taken(allowed: Iterable[str]) -> flask.Response:
    """That an address does not take a method, and which it takes."""
    text = _("This address does not take {method}.\n", method=flask.request.method)
    return flask.Response(text, 405, {"Allow": ", ".join(sorted(set(allowed)))}, mimetype="text/plain")


def answer(error: Exception) -> flask.Response | HTTPException:
    """What a failed request gets; only what nobody foresaw is logged whole."""
    if isinstance(error, HTTPException):
        return error if (error.code or 0) < HTTPStatus.BAD_REQUEST else in_words(error)
    if isinstance(error, TooMuchError):
        return too_much(flask.Response(f"{error}\n", mimetype="text/plain"))
    name = flask.g.get("request_id", "")
    log.exception("%s failed (request %s)", asked(), name)
    text = _("Something went wrong on the server. Try again; its log says what it was (request {name}).\n", name=name)
    return flask.Response(text, 500, mimetype="text/plain")


def in_words(error: HTTPException) -> flask.Response:
    """A refusal of the server's own as a sentence, with its headers."""
    known = {404: _("There is no such file."), 413: _("The request is too large. Choose fewer filters.")}
    response = flask.Response(f"{known.get(error.code or 0, f'{error.name}.')}\n", error.code, mimetype="text/plain")
    response.headers.extend((name, value) for name, value in error.get_headers() if name != "Content-Type")
    return response


def too_much(response: flask.Response) -> flask.Response:
    """The answer as one that may be there later."""
    response.status_code = 503
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
