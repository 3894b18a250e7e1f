"""Every request passes here: who has sent it is found out, and whoever may not have the answer is refused."""

from __future__ import annotations

from collections.abc import Callable

import flask

from dashboard.access.every_door import Door
from dashboard.access.noted import note
from dashboard.access.opened import CLICKS, opened, without
from dashboard.access.reader import NOBODY, Reader, Role, reader, sign_out
from dashboard.access.refused import RefusedError
from dashboard.access.table import CALLBACKS, PAGES, PUBLIC, RECORDS, ROUTES, SIGNING, UNKNOWN_ADDRESS
from dashboard.basics.languages import N_, _
from dashboard.store.data import Data
from dashboard.store.public.data import NOT_PUBLISHED

NO_ROLE = N_(
    "Your account, {account}, has no role in this dashboard. Ask who looks after it to put you in a group that has."
)
NO_RECORDS = N_(
    "This opens a list of single records, and your account, {account}, may see figures alone. Ask who looks "
    "after the dashboard if you need them."
)
NOT_YOURS = N_("Your account, {account}, may not open this. Ask who looks after the dashboard if you need it.")
WITHOUT = N_("Open the page without its records")
NOT_IN_TABLE = N_("Nobody may open this address.")

KNOWN = {**ROUTES, **SIGNING}


def register(
    server: flask.Flask,
    door: Door,
    release: Callable[[], Data],
    no_entry: Callable[[RefusedError], flask.Response],
) -> None:
    """Looks at every request whose size and shape are a browser's, before anything answers it; `release` gives the one
    in use without looking for a newer one, which whatever answers does."""

    def look() -> flask.Response | None:
        try:
            flask.g.reader = found = door.who(flask.request)
            for role in asked_by(flask.request):
                if found == NOBODY and role:
                    return door.nobody(flask.request)
                admit(found, role)
            if found.may("member"):
                flask.g.opened = opened(flask.request, release())
                if flask.g.opened:
                    admit(found, RECORDS)
        except RefusedError as refused:
            return no_entry(refused)
        return None

    def look_back(answer: flask.Response) -> flask.Response:
        if reader().may("member"):
            note(flask.request, answer, release(), flask.g.get("opened"))
        return answer

    door.register(server)
    server.register_error_handler(RefusedError, no_entry)
    server.before_request(look)
    server.after_request(look_back)


def register_public(server: flask.Flask, door: Door, no_entry: Callable[[RefusedError], flask.Response]) -> None:
    """Looks at every request of a server that everybody may ask: where nothing is published there is nothing."""

    def look() -> flask.Response | None:
        try:
            flask.g.reader = door.who(flask.request)
            rule = flask.request.url_rule
            if rule is None or rule.rule not in PUBLIC:
                raise RefusedError(404, NOT_PUBLISHED)
        except RefusedError as refused:
            return no_entry(refused)
        return None

    server.before_request(look)


def asked_by(request: flask.Request) -> list[Role | None]:
    """The roles that an address, and on a click each thing that it changes, asks for."""
    if request.url_rule is None:
        return [UNKNOWN_ADDRESS]
    if request.url_rule.rule not in KNOWN:
        raise RefusedError(403, _(NOT_IN_TABLE))
    found = [KNOWN[request.url_rule.rule]]
    if request.path == CLICKS and request.method == "POST":
        outputs = request.get_json()["output"].strip(".").split("...")
        if not CALLBACKS.keys() >= set(outputs):
            raise RefusedError(403, _(NOT_IN_TABLE))
        found += [CALLBACKS[output] for output in outputs]
    return found


def admit(found: Reader, role: Role | None) -> None:
    """Refuses a reader who may not have what asks for this role."""
    if found.may(role):
        return
    request = flask.request
    sentence = _(NO_RECORDS) if role == RECORDS else _(NOT_YOURS) if found.roles else _(NO_ROLE)
    is_page = request.url_rule is not None and request.url_rule.rule in PAGES
    query = request.query_string.decode("utf-8", "replace")
    way_out = (_(WITHOUT), without(request.path, query)) if role == RECORDS and is_page else None
    if not found.roles and sign_out():  # another account of theirs may have one
        way_out = (_("Sign out"), sign_out())
    raise RefusedError(403, sentence.format(account=found.account), way_out)
