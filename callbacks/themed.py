"""What happens on every page about a theme: the address changes, its view is asked once, the browser repaints."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from dashboard.pages.registry import page_at
from dashboard.store.data import Releases
from dashboard.web import components, speaking
from layouts.shell import ANNOUNCER, DATA_DATE, NAVIGATION, URL, data_date, navigation_links
from layouts.themed import CONTENT, HEADER, SECTIONS, ThemedPage, header


def register(app: Dash, source: Releases) -> None:
    """Joins every page about a theme to its view: one callback for all, since one page is open at a time."""

    def update(search: str | None, path: str | None) -> tuple[Any, ...]:
        speaking.as_address(source.data, search or "")
        data = source.newest()
        page = page_at(path or "/", data)
        if page is None or not page.dataset:
            raise PreventUpdate
        view, drawn = ThemedPage.of(data, page).content(data, search or "")
        links = navigation_links(page, data, view.state)
        release = data_date(data, view.state.council)  # one loaded since the page was opened
        return header(page, view), components.sections(page.key, view.sections), drawn, links, release

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
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("scrutiny", "paint"),
        Output(ANNOUNCER, "children", allow_duplicate=True),
        Input(CONTENT, "data"),
        prevent_initial_call="initial_duplicate",
    )
