"""Texts of a plot in Plotly's markup and its fonts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.figures import theme
from dashboard.figures.plot import Line, Run
from dashboard.figures.theme import Colour, Palette

Json = dict[str, Any]


def markup(lines: Iterable[Line], palette: Palette) -> str:
    """Lines of a label in Plotly's markup."""
    return "<br>".join("".join(marked(run, palette) for run in line) for line in lines)


def marked(run: Run, palette: Palette) -> str:
    """A piece of a label in its weight and colour; a pale mark has the edge of what it stands for."""
    text = f"<b>{plain(run.text)}</b>" if run.bold else plain(run.text)
    if not run.colour:
        return text
    edge = theme.edge_of(run.colour, palette)
    stroke = "" if edge == theme.PAPER else f";stroke:{palette[edge]}"
    return f'<span style="color:{palette[run.colour]}{stroke}">{text}</span>'


def plain(text: str) -> str:
    """A text that Plotly prints as it is: a name with a `<` in it is no markup."""
    return text.replace("<", "&lt;").replace("\n", "<br>")


def font(palette: Palette, size: float, colour: Colour = "ink") -> Json:
    """A font in Plotly's words."""
    return {"family": theme.FONT, "size": size, "color": palette[colour]}
