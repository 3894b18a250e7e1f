"""What happens on every page about a theme: the address changes, its view is asked once, the browser repaints."""

from __future__ import annotations

from typing import Any

import flask
from dash import ClientsideFunction, Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from dashboard.pages.registry import page_at
from dashboard.store.data import Releases
from dashboard.web import components, speaking
from layouts.shell import ANNOUNCER, DATA_DATE, NAVIGATION, URL, data_date, navigation_links
from layouts.themed import CONTENT, HEADER, SECTIONS, ThemedPage, header

# The place of what the browser draws, as Dash writes it: no text of the answer can say it, since it has quotes in it.
PLACE = f'"{CONTENT}":{{"data":'
EMPTY = f"{PLACE}null}}".encode()


def register(app: Dash, source: Releases) -> None:
    """Joins every page about a theme to its view: one callback for all, since one page is open at a time."""

    def update(search: str | None, path: str | None) -> tuple[Any, ...]:
        speaking.as_address(source.data, search or "")
        data = source.newest()
        page = page_at(path or "/", data)
        if page is None or not page.dataset:
            raise PreventUpdate
        view, flask.g.drawn = ThemedPage.of(data, page).shown(data, search or "")
        links = navigation_links(page, data, view.state)
        release = data_date(data, view.state.council)  # one loaded since the page was opened
        return header(page, view), components.sections(page.key, view.sections), None, links, release

    app.callback(
        output=(
            Output(HEADER, "children"),
            Output(SECTIONS, "children"),
            Output(CONTENT, "data"),
            Output(NAVIGATION, "children"),
            Output(DATA_DATE, "children"),
        ),
        inputs={"search": Input(URL, "search")},
        state={"path": State(URL, "pathname")},
        prevent_initial_call=True,
    )(update)
    app.server.after_request(with_drawing)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("scrutiny", "paint"),
        Output(ANNOUNCER, "children", allow_duplicate=True),
        Input(CONTENT, "data"),
        prevent_initial_call="initial_duplicate",
    )


def with_drawing(answer: flask.Response) -> flask.Response:
    """Puts what the browser draws, which is JSON already, in its place in the answer to a click."""
    if drawn := flask.g.pop("drawn", ""):
        answer.set_data(answer.get_data().replace(EMPTY, f"{PLACE}{drawn}}}".encode(), 1))
    return answer
