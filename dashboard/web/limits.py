"""What is answered at all: requests of a size and shape that a browser sends. All others get a sentence.

Every text that comes in is at most as long as these limits, so that reading it costs milliseconds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import flask

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.pages.filters import MOST_PAIRS, MOST_QUERY

MOST_PATH = 1_000  # letters
MOST_BODY = 64_000  # bytes; a click's holds little more than the address
READING = ("GET", "HEAD", "OPTIONS")  # what another site may ask for by a link, and cannot read
CLICKS = "/_dash-update-component"
KINDS = {"search": str, "pathname": str, "n_clicks": int}  # what may stand in an input of a click, or nothing


def register(server: flask.Flask, callbacks: Mapping[str, Any] | None) -> None:
    """Looks at every request before anything else does; without `callbacks` the server knows no clicks."""

    def look() -> flask.Response | None:
        if not is_address(flask.request.referrer or ""):
            del flask.request.environ["HTTP_REFERER"]  # as where a browser does not say it
        if found := refusal(flask.request, callbacks):
            status, sentence = found
            return flask.Response(sentence + "\n", status, mimetype="text/plain")
        return None

    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    server.before_request(look)


def refusal(request: flask.Request, callbacks: Mapping[str, Any] | None) -> tuple[int, str] | None:
    """The status and the sentence for a request that is not answered, or None."""
    if request.method not in READING and from_elsewhere(request):
        return 403, _("Another site's page asked for this. Open the dashboard itself and ask there.")
    if len(request.path) > MOST_PATH:
        return 414, _(
            "The address has a path of more than {most_path} letters. Check that it is right.",
            most_path=fmt.number(MOST_PATH),
        )
    if len(request.query_string) > MOST_QUERY:
        return 414, _(
            "The address asks for more than {most_query} letters can say. Choose fewer filters.",
            most_query=fmt.number(MOST_QUERY),
        )
    if request.query_string.count(b"&") >= MOST_PAIRS:
        return 400, _(
            "The address asks for more than {most_pairs} things. Choose fewer filters.",
            most_pairs=fmt.number(MOST_PAIRS),
        )
    if (request.content_length or 0) > MOST_BODY:
        return 413, _(
            "The request is larger than {most_body} bytes. Choose fewer filters.", most_body=fmt.number(MOST_BODY)
        )
    if callbacks is not None and request.path == CLICKS and request.method == "POST":
        return refusal_of_click(request, callbacks)
    return None


def from_elsewhere(request: flask.Request) -> bool:
    """Whether a browser says that another site's page asks. Where it names no origin, no browser asks."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    return request.headers.get("Origin", request.host_url.rstrip("/")).partition("://")[2] != request.host


def refusal_of_click(request: flask.Request, callbacks: Mapping[str, Any]) -> tuple[int, str] | None:
    """The same for what a page asks when its address changes."""
    asked: Any = None
    with contextlib.suppress(RecursionError):  # brackets within brackets within brackets
        asked = request.get_json(silent=True)
    if not is_click(asked, callbacks):
        return 400, _("This is not a request that a page of this dashboard sends. Open the page anew.")
    if any(isinstance(one.get("value"), str) and len(one["value"]) > MOST_QUERY for one in asked["inputs"]):
        return 413, _(
            "The page asks for more than {most_query} letters can say. Choose fewer filters.",
            most_query=fmt.number(MOST_QUERY),
        )
    return None


def is_click(asked: Any, callbacks: Mapping[str, Any]) -> bool:
    """Whether this names a callback, its outputs and its inputs with values of their kind, as Dash's script does."""
    if not isinstance(asked, dict) or not isinstance(asked.get("output"), str) or asked["output"] not in callbacks:
        return False
    names = ("inputs", "state", "outputs", "changedPropIds")
    inputs, states, outputs, changed = (asked.get(name, []) for name in names)
    if not all(isinstance(one, list) for one in (inputs, states, outputs, changed)):
        return False
    callback = callbacks[asked["output"]]
    if named(inputs) != named(callback["inputs"]) or named(states) != named(callback["state"]):
        return False
    if not all(isinstance(one, str) for one in changed):
        return False
    if "..{}..".format("...".join(f"{name}.{kind}" for name, kind in named(outputs))) != asked["output"]:
        return False
    values = [(one.get("value"), KINDS.get(one["property"], object)) for one in (*inputs, *states)]
    return all(value is None or isinstance(value, kind) for value, kind in values)


def named(parts: list[Any]) -> list[tuple[Any, Any]]:
    """The ids and properties of a click's inputs or outputs."""
    return [(one.get("id"), one.get("property")) if isinstance(one, dict) else ("", "") for one in parts]


def is_address(text: str) -> bool:
    """Whether this can be taken apart as an address; the empty one can."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True
