"""Answers where a request cannot be answered: a sentence each, and no traceback."""

from __future__ import annotations

import logging

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard.basics.errors import TooMuchError

RETRY_SECONDS = 60  # after which an answer that was refused for want of time, memory or a turn may be asked for again

log = logging.getLogger(__name__)


def register(server: flask.Flask) -> None:
    """Refuses wrong methods, which Dash's own routes would take for unknown pages, and answers what fails."""
    server.before_request(wrong_method)
    server.register_error_handler(Exception, answer)


def wrong_method() -> flask.Response | None:
    """The refusal of a method that an address does not take, or None."""
    wrong = flask.request.routing_exception
    if not isinstance(wrong, MethodNotAllowed):
        return None
    allowed = ", ".join(sorted(set(wrong.valid_methods or ())))
    text = f"This address does not take {flask.request.method}.\n"
    return flask.Response(text, 405, {"Allow": allowed}, mimetype="text/plain")


def answer(error: Exception) -> flask.Response | HTTPException:
    """What a failed request gets; only what nobody foresaw is logged whole."""
    if isinstance(error, HTTPException):
        return error
    if isinstance(error, TooMuchError):
        return too_much(flask.Response(f"{error}\n", mimetype="text/plain"))
    log.exception("%s failed", flask.request.path)
    text = "Something went wrong on the server. Try again; its log says what it was.\n"
    return flask.Response(text, 500, mimetype="text/plain")


def too_much(response: flask.Response) -> flask.Response:
    """The answer as one that may be there later."""
    response.status_code = 503
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
