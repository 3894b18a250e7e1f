"""Which list of single records a request opens, wherever it says so: in the address, in a form, or in a click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import flask

from dashboard.pages.filters import as_asked
from dashboard.pages.registry import pages_of
from dashboard.store.data import Data

CLICKS, LAYOUT, REPORT = "/_dash-update-component", "/_dash-layout", "/report"
OWN = ("records", "find", "sort", "page")  # what an address says of an open list


@dataclass(frozen=True)
class Opened:
    """A page, by its key or path as the request gives it, and the list; nothing where the page's first is meant."""

    page: str
    kind: str


def opened(request: flask.Request, data: Data) -> Opened | None:
    """The list that a request asks for, be there such a one or not; None where it asks for none."""
    values = request.view_args or {}
    page, search = asked(request)
    kind = next(filter(None, reversed(as_asked(search).get("records", []))), "")
    whole = values.get("card") == "records" and any(one.key == page and one.records for one in pages_of(data))
    return Opened(page, kind) if kind or whole else None


def asked(request: flask.Request) -> tuple[str, str]:
    """The page that a request is about, and the query string that says what of it."""
    query = request.query_string.decode("utf-8", "replace")
    if request.path == CLICKS:
        values = clicked(request)
        return values.get("pathname", ""), values.get("search", "")
    rule = request.url_rule.rule if request.url_rule else ""
    if rule == LAYOUT and "address" in request.args:
        path, _, query = request.args["address"].partition("?")
        return path, query
    if rule == REPORT:
        query = "&".join(filter(None, (query, urlencode(list(request.form.items(multi=True))))))
        return as_asked(query).get("export", [""])[-1], query
    return (request.view_args or {}).get("page") or request.path, query


def clicked(request: flask.Request) -> dict[str, str]:
    """What a click says of the page's address."""
    body: Any = request.get_json(silent=True) if request.method == "POST" else None
    parts = [*body.get("inputs", []), *body.get("state", [])] if body else []
    return {one["property"]: one["value"] for one in parts if isinstance(one.get("value"), str)}


def without(path: str, query: str) -> str:
    """The address without what it says of an open list."""
    kept = [(name, value) for name, value in parse_qsl(query) if name not in OWN]
    return path + ("?" + urlencode(kept) if kept else "")
