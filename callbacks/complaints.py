"""What happens on the complaints page: the address changes, the view is asked once, the page is repainted."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from callbacks.shell import paint
from dashboard.data import Source
from layouts.complaints import CONTENT, HEADER, content, header
from layouts.shell import RETRY, URL


def register(app: Dash, source: Source) -> None:
    """Joins the page to its view."""

    def update(search: str | None, retry: int | None) -> tuple[list[Any], dict[str, Any]]:  # noqa: ARG001 asks again
        view, drawn = content(source.newest(), search or "")
        return header(view), drawn

    app.callback(
        output=(Output(HEADER, "children"), Output(CONTENT, "data")),
        inputs={"search": Input(URL, "search"), "retry": Input(RETRY, "n_clicks")},
        prevent_initial_call=True,
    )(update)
    paint(app, CONTENT)
