"""What happens on the start page."""

from __future__ import annotations

from dash import Dash

from callbacks.shell import repaint
from dashboard.store.data import Source
from layouts.attention import PAGE


def register(app: Dash, source: Source) -> None:
    """Joins the page to its view."""
    repaint(app, source, PAGE)
