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
    return {"data": drawn(plot, palette, narrow=narrow), "layout": layout(plot, palette, narrow=narrow)}


def drawn(plot: Plot, palette: Palette, *, narrow: bool) -> list[Json]:
    """The traces of the plot, or of its panels."""
    look = Look(plot.upright, palette, narrow)
    return [
        trace | on_axes(number) for number, one in enumerate(plot.panels or (plot,), 1) for trace in traces(one, look)
    ]


def on_axes(number: int) -> Json:
    """The axes of a panel; those of the first are Plotly's usual ones."""
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"} if number > 1 else {}


def for_browser(plot: Plot, palette: Palette) -> Json:
    """The plot for a wide screen, with what differs on a narrow one."""
    wide, narrow = to_plotly(plot, palette), layout(plot, palette, narrow=True)
    patch = {
        name: differing(value, narrow[name]) if isinstance(value, dict) else narrow[name]
        for name, value in wide["layout"].items()
        if value != narrow[name]
    }
    others = drawn(plot, palette, narrow=True) if plot.differs_narrow else []  # most are drawn the same
    marks = [differing(one, other) for one, other in zip(wide["data"], others, strict=False)]
    narrowed = {**patch, **({"traces": marks} if any(marks) else {})}
    wide["layout"]["meta"] = {"narrow": narrowed, **({"over_time": True} if plot.over_time else {})}
    return wide


def differing(one: Json, other: Json) -> Json:
    """What the other says otherwise."""
    return {name: value for name, value in other.items() if one[name] != value}
