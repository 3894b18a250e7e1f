"""What happens while presenting: the browser asks for slides one by one, and for the one after beforehand."""

from __future__ import annotations

import json

import flask
from dash import ClientsideFunction, Dash, Input, Output

from dashboard.basics.errors import ScrutinyError
from dashboard.store.data import Releases
from dashboard.views import contract
from dashboard.web import qr
from dashboard.web.presenting import PATH, agenda_json, slide_json
from layouts.present import STORE
from layouts.shell import ANNOUNCER


def register(app: Dash, source: Releases) -> None:
    """Starts the script once the page stands, and answers what it asks for."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("present", "start"),
        Output(ANNOUNCER, "children", allow_duplicate=True),
        Input(STORE, "data"),
        prevent_initial_call="initial_duplicate",
    )

    def search() -> str:
        return flask.request.query_string.decode("utf-8", "replace")

    def slide() -> flask.Response:
        return answer(slide_json(source.newest(), search()))

    def agenda() -> flask.Response:
        return answer(agenda_json(source.newest(), search()))

    def code() -> flask.Response:
        try:
            picture = qr.svg(flask.request.args.get("address", ""), flask.request.host)
        except ScrutinyError as error:
            return flask.Response(str(error), status=400, mimetype="text/plain")
        return flask.Response(picture, mimetype="image/svg+xml")

    for view in (slide, agenda):
        app.server.add_url_rule(f"{PATH}/{view.__name__}.json", f"present-{view.__name__}", view)
    app.server.add_url_rule(f"{PATH}/code.svg", "present-code", code)


def answer(found: contract.Slide | contract.Agenda) -> flask.Response:
    """The answer as JSON with everything in its order, such as the filters."""
    return flask.Response(json.dumps(found, ensure_ascii=False), mimetype="application/json")
