"""The wiring every page has: when its content arrives, the browser paints it."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from layouts.shell import ANNOUNCER


def paint(app: Dash, content: str) -> None:
    """Paints cards, tables and filter controls whenever the page's content changes; runs in the browser alone."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("scrutiny", "paint"),
        Output(ANNOUNCER, "children"),
        Input(content, "data"),
    )
