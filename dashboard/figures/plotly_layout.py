"""A plot's frame as Plotly's layout: sizes, axes, labels, and lines and bands behind the marks."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures import theme
from dashboard.figures.plot import BEYOND, Axis, Band, Frame, Label, Plot, Reference
from dashboard.figures.plotly_text import Json, font, markup, plain
from dashboard.figures.theme import Palette

EDGE = -3  # undoes Plotly's own gap, so that labels begin at the card's left edge
STACKINGS: Mapping[str, Json] = {
    "none": {}, "stacked": {"barmode": "relative"}, "overlaid": {"barmode": "overlay"},
}  # fmt: skip
LAYERS: Mapping[str, Json] = {"marks": {}, "grid": {"layer": "between"}, "nothing": {"layer": "below"}}


def layout(plot: Plot, frame: Frame, palette: Palette) -> Json:
    """The whole layout: sizes, axes, labels, and lines and bands behind the marks."""
    top, right, bottom, left = frame.margin
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
        **(upright_axes(frame, palette) if plot.upright else lying_axes(frame, palette)),
        "annotations": [annotation(label, palette) for label in frame.labels],
        "shapes": [*(band(one, palette) for one in plot.bands), *(shape(one, palette) for one in plot.references)],
        **STACKINGS[plot.stacking],
    }


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


def annotation(label: Label, palette: Palette) -> Json:
    """Words at a place."""
    right, up = label.shift
    return {
        "text": markup(label.lines, palette),
        "xref": "paper" if label.x_is_share else "x",
        "x": label.x,
        "xanchor": label.horizontal,
        "yref": "paper" if label.y_is_share else "y",
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


def shape(line: Reference, palette: Palette) -> Json:
    """A line that values are read against."""
    start, end = (0, BEYOND) if line.whole else (line.start, line.end)
    along, level = ("x", "y") if line.across else ("y", "x")
    dash = {"dash": ",".join(f"{pixels}px" for pixels in line.dashes)} if line.dashes else {}
    return {
        "type": "line",
        f"{along}ref": "paper" if line.whole else along,
        f"{level}ref": level,
        f"{along}0": start,
        f"{along}1": end,
        f"{level}0": line.value,
        f"{level}1": line.value,
        "line": {"color": palette[line.colour], "width": 1.25 if line.dashed else 1, **dash},
        **LAYERS[line.depth],
    }


def band(one: Band, palette: Palette) -> Json:
    """A shaded range."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y",
        "x0": one.start,
        "x1": one.end,
        "y0": one.low,
        "y1": one.high,
        "fillcolor": palette[one.colour],
        "line": {"width": 0},
        "layer": "below",
    }
