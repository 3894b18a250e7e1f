"""A plot as a plain dictionary in Plotly's schema, in a palette, for a wide or a narrow screen.

The dictionary carries its whole layout: nothing is left for Plotly to measure and nothing comes from a template. The
browser gets the wide one, and under `layout.meta.narrow` what differs in the narrow one: it picks by its width.
`layout.meta.over_time` says that a series can be heard.
"""

from __future__ import annotations

from dashboard.figures import theme
from dashboard.figures.plot import Plot
from dashboard.figures.plotly.layout import layout
from dashboard.figures.plotly.marks import Look, traces
from dashboard.figures.plotly.text import Json
from dashboard.figures.theme import Palette


def to_plotly(plot: Plot, palette: Palette = theme.LIGHT, *, narrow: bool = False) -> Json:
    """The plot as Plotly takes it."""
    look = Look(plot.upright, palette, narrow)
    data = [
        trace | on_axes(number) for number, one in enumerate(plot.panels or (plot,), 1) for trace in traces(one, look)
    ]
    return {"data": data, "layout": layout(plot, palette, narrow=narrow)}


def on_axes(number: int) -> Json:
    """The axes of a panel; those of the first are Plotly's usual ones."""
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"} if number > 1 else {}


def for_browser(plot: Plot, palette: Palette) -> Json:
    """The plot for a wide screen, with what differs on a narrow one."""
    wide, narrow = to_plotly(plot, palette), to_plotly(plot, palette, narrow=True)
    patch = {
        name: differing(value, narrow["layout"][name]) if isinstance(value, dict) else narrow["layout"][name]
        for name, value in wide["layout"].items()
        if value != narrow["layout"][name]
    }
    traces = [differing(one, other) for one, other in zip(wide["data"], narrow["data"], strict=True)]
    narrowed = {**patch, **({"traces": traces} if any(traces) else {})}
    wide["layout"]["meta"] = {"narrow": narrowed, **({"over_time": True} if plot.over_time else {})}
    return wide


def differing(one: Json, other: Json) -> Json:
    """What the other says otherwise."""
    return {name: value for name, value in other.items() if one[name] != value}
