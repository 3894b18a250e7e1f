"""Every request passes here first: who has sent it is found out, and whoever may not have the answer is refused."""

from __future__ import annotations

from collections.abc import Callable

import flask

from dashboard.access.doors import NOT_SIGNED_ON, Door
from dashboard.access.refused import RefusedError
from dashboard.access.table import OPEN


def register(server: flask.Flask, door: Door, no_entry: Callable[[RefusedError], flask.Response]) -> None:
    """Looks at every request before anything else does."""

    def look() -> flask.Response | None:
        try:
            found = flask.g.reader = door.who(flask.request)
            rule = flask.request.url_rule
            if not found.known and (rule is None or rule.rule not in OPEN):
                raise RefusedError(403, NOT_SIGNED_ON)
        except RefusedError as refused:
            return no_entry(refused)
        return None

    server.before_request(look)
