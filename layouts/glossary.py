"""The words that pages use and explain, all of them on a page of text."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.basics.languages import _
from dashboard.store.data import Data


def layout(data: Data, search: str) -> list[Any]:  # noqa: ARG001 the same for every address
    """Every word with its meaning, as a list that can be linked to."""
    listed = [
        part
        for one in data.catalogue.glossary
        for part in (html.Dt(one.word, id=one.id, tabIndex="-1"), html.Dd(one.meaning))
    ]
    text = _(
        "The words of councils and of statistics that pages use. Where one is dotted on a page, it opens its meaning."
    )
    return [html.Div([html.H1(_("What words mean")), html.P(text), html.Dl(listed)], className="prose")]
