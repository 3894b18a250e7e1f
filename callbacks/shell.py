"""The wiring every page has: the address changes, the view is asked once, the browser repaints."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.store.data import Source
from dashboard.web import components
from layouts.shell import ANNOUNCER, URL, navigation_id, navigation_links
from layouts.themed import ThemedPage, header


def repaint(app: Dash, source: Source, page: ThemedPage) -> None:
    """Asks the page's view whenever the address changes, in one round trip; the browser alone paints the answer."""

    def update(search: str | None) -> tuple[Any, ...]:
        data = source.newest()
        view, drawn = page.content(data, search or "")
        links = navigation_links(page.page, data, view.state)
        return header(page.page, view), components.sections(page.key, view.sections), drawn, links

    app.callback(
        output=(
            Output(page.header_id, "children"),
            Output(page.sections_id, "children"),
            Output(page.content_id, "data"),
            Output(navigation_id(page.page), "children"),
        ),
        inputs={"search": Input(URL, "search")},
        prevent_initial_call=True,
    )(update)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("scrutiny", "paint"),
        Output(ANNOUNCER, "children", allow_duplicate=True),
        Input(page.content_id, "data"),
        prevent_initial_call="initial_duplicate",
    )
