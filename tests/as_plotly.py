"""Figure functions through Plotly's writer: what a page draws, each accepted by Plotly's own classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from dashboard import figures
from dashboard.figures.theme import LIGHT


class AsPlotly:
    """`AsPlotly().ranked_bars(rows)` is `figures.ranked_bars(rows)` as the browser gets it, or None."""

    def __getattr__(self, name: str) -> Callable[..., dict[str, Any] | None]:
        def drawn(*given: Any, **options: Any) -> dict[str, Any] | None:
            plot = getattr(figures, name)(*given, **options)
            return None if plot is None else accepted(figures.for_browser(plot, LIGHT))

        return drawn


def accepted(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure, where Plotly would draw it."""
    go.Figure(figure)
    return figure
