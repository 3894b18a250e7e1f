"""What a browser sends to the server on a click."""

from __future__ import annotations

from typing import Any

from dash import Dash

CLICKS = "/_dash-update-component"


def click(app: Dash, search: Any, **changes: Any) -> dict[str, Any]:
    """What the complaints page sends when its address has changed."""
    output = next(name for name in app.callback_map if name.startswith("..app-page-header."))
    parts = [part.rpartition(".") for part in output[2:-2].split("...")]
    known, callback = {"search": search, "pathname": "/complaints"}, app.callback_map[output]
    return {
        "output": output,
        "outputs": [{"id": name, "property": kind} for name, _, kind in parts],
        **{
            part: [one | {"value": known.get(one["property"])} for one in callback[part]]
            for part in ("inputs", "state")
        },
        "changedPropIds": ["app-url.search"],
    } | changes
