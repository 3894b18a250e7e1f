"""A plot's frame as Plotly's layout: sizes, axes, labels, and lines and bands behind the marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.plot import BEYOND, Axis, Band, Frame, Label, Plot, Reference
from dashboard.figures.plotly.text import Json, font, markup, plain
from dashboard.figures.theme import Palette

EDGE = -3  # undoes Plotly's own gap, so that labels begin at the card's left edge
STACKINGS: Mapping[str, Json] = {
    "none": {}, "stacked": {"barmode": "relative"}, "overlaid": {"barmode": "overlay"},
}  # fmt: skip
LAYERS: Mapping[str, Json] = {"marks": {}, "grid": {"layer": "between"}, "nothing": {"layer": "below"}}


@dataclass(frozen=True)
class Names:
    """What Plotly calls the axes of a panel by its number, from 1, or of a plot that is alone."""

    number: int = 0

    @property
    def suffix(self) -> str:
        """What follows an axis' letter."""
        return str(self.number) if self.number > 1 else ""

    def of(self, letter: str, *, share: bool = False) -> str:
        """The axis, or its room, of which places are shares."""
        if not share:
            return letter + self.suffix
        return f"{letter}{self.suffix} domain" if self.number else "paper"


def layout(plot: Plot, palette: Palette, *, narrow: bool) -> Json:
    """The whole layout: sizes, axes, labels, and lines and bands behind the marks."""
    frame = plot.frame(narrow=narrow)
    top, right, bottom, left = frame.margin
    parts = [(Names(number), one) for number, one in enumerate(plot.panels, 1)] or [(Names(), plot)]
    return {
        "height": frame.height,
        "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0, "autoexpand": False},
        "paper_bgcolor": palette["paper"],
        "plot_bgcolor": palette["paper"],
        "font": font(palette, theme.SMALL_SIZE),
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette["paper"],
            "bordercolor": palette["ink"],
            "font": font(palette, theme.TEXT_SIZE),
            "align": "left",
        },
        **{name: axis for names, one in parts for name, axis in axes(one, palette, names, narrow=narrow).items()},
        "annotations": [
            annotation(label, palette, names) for names, one in parts for label in one.frame(narrow=narrow).labels
        ],
        "shapes": [drawn for names, one in parts for drawn in shapes(one, palette, names)],
        **STACKINGS[plot.stacking],
    }


def axes(plot: Plot, palette: Palette, names: Names, *, narrow: bool) -> Json:
    """The two axes of a plot or of a panel, by their names in the layout."""
    frame = plot.frame(narrow=narrow)
    found = upright_axes(frame, palette) if plot.upright else lying_axes(frame, palette)
    if not names.number:
        return found
    return {
        f"xaxis{names.suffix}": {**found["xaxis"], "domain": list(frame.x.domain), "anchor": names.of("y")},
        f"yaxis{names.suffix}": {**found["yaxis"], "domain": list(frame.y.domain), "anchor": names.of("x")},
    }


def shapes(plot: Plot, palette: Palette, names: Names) -> list[Json]:
    """Bands and lines behind the marks."""
    bands = [band(one, palette, names) for one in plot.bands]
    return [*bands, *(shape(one, palette, names) for one in plot.references)]


def upright_axes(frame: Frame, palette: Palette) -> Json:
    """Categories along the bottom; faint lines, each with its value standing on it at the card's left edge."""
    values = {
        "ticklabelposition": "inside top",
        "ticklabelstandoff": EDGE,
        "ticklabeloverflow": "allow",
        "showgrid": True,
        "gridcolor": palette["grid"],
        "gridwidth": 1,
        **zero_line(palette),
    }
    return {"xaxis": axis(frame.x, palette), "yaxis": {**axis(frame.y, palette), **values}}


def lying_axes(frame: Frame, palette: Palette) -> Json:
    """Names below each other at the card's edge; the zero line alone shows where bars begin."""
    names = {
        "domain": list(frame.y.domain),
        "anchor": "free",
        "position": 0,
        "ticklabelposition": "inside",
        "ticklabelstandoff": EDGE,
        "ticklabeloverflow": "allow",  # a last name of two lines would be hidden
        "tickfont": font(palette, theme.TEXT_SIZE),
    }
    return {
        "xaxis": {**axis(frame.x, palette), "domain": list(frame.x.domain), **zero_line(palette)},
        "yaxis": {**axis(frame.y, palette), **names},
    }


def axis(given: Axis, palette: Palette) -> Json:
    """An axis that shows only what it is told to."""
    return {
        "type": "linear",
        "automargin": False,
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "showline": False,
        "ticks": "",
        "tickmode": "array",
        "tickangle": 0,
        "tickfont": font(palette, theme.SMALL_SIZE, "quiet"),
        "title": {"text": ""},
        "range": list(given.ends),
        "tickvals": [at for at, _ in given.ticks],
        "ticktext": [plain(text) for _, text in given.ticks],
    }


def zero_line(palette: Palette) -> Json:
    """The line that bars stand on, or begin at."""
    return {"zeroline": True, "zerolinecolor": palette["quiet"], "zerolinewidth": 1}


def annotation(label: Label, palette: Palette, names: Names) -> Json:
    """Words at a place."""
    right, up = label.shift
    return {
        "text": markup(label.lines, palette),
        "xref": names.of("x", share=label.x_is_share),
        "x": label.x,
        "xanchor": label.horizontal,
        "yref": names.of("y", share=label.y_is_share),
        "y": label.y,
        "yanchor": label.vertical,
        **({"xshift": right} if right else {}),
        **({"yshift": up} if up else {}),
        "showarrow": False,
        **({"align": label.horizontal} if len(label.lines) > 1 else {}),
        "font": font(palette, label.size, label.colour),
        **({"bgcolor": palette["paper"]} if label.covers else {}),
        **({"borderpad": 0} if label.flush else {}),
    }


def shape(line: Reference, palette: Palette, names: Names) -> Json:
    """A line that values are read against."""
    start, end = (0, BEYOND) if line.whole else (line.start, line.end)
    along, level = ("x", "y") if line.across else ("y", "x")
    dash = {"dash": ",".join(f"{pixels}px" for pixels in line.dashes)} if line.dashes else {}
    return {
        "type": "line",
        f"{along}ref": names.of(along, share=line.whole),
        f"{level}ref": names.of(level),
        f"{along}0": start,
        f"{along}1": end,
        f"{level}0": line.value,
        f"{level}1": line.value,
        "line": {"color": palette[line.colour], "width": 1.25 if line.dashed else 1, **dash},
        **LAYERS[line.depth],
    }


def band(one: Band, palette: Palette, names: Names) -> Json:
    """A shaded range."""
    return {
        "type": "rect",
        "xref": names.of("x"),
        "yref": names.of("y"),
        "x0": one.start,
        "x1": one.end,
        "y0": one.low,
        "y1": one.high,
        "fillcolor": palette[one.colour],
        "line": {"width": 0},
        "layer": "below",
    }
