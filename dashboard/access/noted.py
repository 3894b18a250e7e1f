"""What the audit log says of an answer: that somebody opened records, or took figures or records away."""

from __future__ import annotations

import flask

from dashboard.access.opened import Opened, asked
from dashboard.access.reader import reader
from dashboard.access.table import EXPORTS
from dashboard.basics import audit
from dashboard.pages.filters import as_asked
from dashboard.pages.registry import asked as state_of
from dashboard.pages.registry import page_at, pages_of
from dashboard.store.data import Data
from dashboard.store.writing import account

API = "/api/v1/"
REFUSED = 400  # the first status code of those that say that nothing was given


def note(request: flask.Request, answer: flask.Response, data: Data, found: Opened | None) -> None:
    """Records what this answer gives away, if anything; `found` is the list of records that was asked for. An address
    may say anything: only what exists is recorded."""
    exports = request.url_rule is not None and request.url_rule.rule in EXPORTS
    if answer.status_code >= REFUSED or request.method not in ("GET", "POST") or not (exports or found):
        return
    who = reader().account or account()
    if exports and (what := without_page(request)):
        audit.record("export", who, **what, release=data.manifest.release)
        return
    name, search = asked(request)
    page = page_at(name, data) if name.startswith("/") else next((p for p in pages_of(data) if p.key == name), None)
    kind = found.kind if found and page and found.kind in page.records else ""
    whole = bool(found and page and page.records and (request.view_args or {}).get("card") == "records")
    if not (exports or kind):
        return
    what = {"page": page.key if page else "all"}
    if page and page.dataset:
        state = state_of(data, page, search)[0]
        what |= {"council": state.council, "quarter": state.quarter.id}
    if kind:
        what["list"] = kind
    if "report" in flask.g:
        what["report"] = flask.g.report
    if exports:
        what["as"] = (request.view_args or {}).get("card") or as_asked(search).get("format", [""])[-1]
    action = f"{'export' if exports else 'open'}{' records' if kind or whole else ''}"
    audit.record(action, who, **what, release=data.manifest.release)


def without_page(request: flask.Request) -> dict[str, object]:
    """What is taken away that is no page's: the file of a report, by which the line of its asking is known, or a table
    of the API. Nothing for a page's."""
    values = request.view_args or {}
    if "name" in values:
        return {"report": values["name"]}
    if request.path.startswith(API):
        council = request.args.get("council")
        return {"as": request.path.removeprefix(API), **({"council": council} if council else {})}
    return {}
