"""The marks of a plot as Plotly's traces: for each form of series the traces that draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.figures import theme
from dashboard.figures.plot import Form, Plot, Series
from dashboard.figures.plotly.text import Json, font, markup, plain
from dashboard.figures.theme import Palette

STEM = 0.03
EDGED = 10  # pixels from which on a dot has an edge in the paper's colour; it would eat up smaller ones


@dataclass(frozen=True)
class Look:
    """How marks are drawn: which way, in which palette, for which screen."""

    upright: bool
    palette: Palette
    narrow: bool


def traces(plot: Plot, look: Look) -> list[Json]:
    """The series from the back to the front, behind them what leads to dots, on them the inner half of intervals."""
    return [
        *(stems(one, look) for one in plot.of("dots") if not look.upright),
        *(WRITERS[one.form](one, look) for one in plot.series),
        *(lower_whiskers(one, look.palette) for one in plot.series if one.low),
    ]


def bars(one: Series, look: Look) -> Json:
    """Bars, with the part of their intervals that lies beyond them."""
    offset = one.narrow_offset if look.narrow and one.narrow_offset is not None else one.offset
    return {
        "type": "bar",
        "name": one.name,
        **placed(look, range(len(one.values)), one.values),
        **spoken(one.hovers, one.links),
        "width": one.narrow_width if look.narrow and one.narrow_width is not None else one.width,
        "marker": {"color": same([look.palette[colour] for colour in one.colours]), "line": edge(one, look.palette)},
        **({} if look.upright else {"orientation": "h"}),
        **({} if offset is None else {"offset": offset}),
        **({"base": list(one.bases)} if one.bases else {}),
        **(at_foot(one, look.palette) if one.written else {}),
        **({"error_x": whiskers(one.values, one.high, "array", look.palette["ink"])} if one.high else {}),
    }


def at_foot(one: Series, palette: Palette) -> Json:
    """What is written at the foot of bars, in a colour that stands out from theirs."""
    return {
        "text": [markup([words], palette) for words in one.written],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "insidetextfont": {
            **font(palette, theme.TEXT_SIZE),
            "color": [palette[theme.ink_on(colour, palette)] for colour in one.colours],
        },
        "constraintext": "none",
    }


def line(one: Series, look: Look) -> Json:
    """A line with a mark on each value; gaps break it."""
    colour = look.palette[one.colours[0]]
    return {
        **scatter(one, "lines+markers"),
        **placed(look, range(len(one.values)), one.values),
        **spoken(one.hovers, one.links),
        "connectgaps": False,
        "line": {"color": colour, "width": 2.25, "shape": "linear"},
        "marker": {
            "symbol": same(one.symbols),
            "size": same(one.sizes),
            "color": [look.palette["paper"] if hollow else colour for hollow in one.hollow],
            "line": {"color": colour, "width": 1.75},
        },
    }


def curve(one: Series, look: Look) -> Json:
    """A thin line without marks."""
    dash = {"dash": ",".join(f"{pixels}px" for pixels in one.dashes)} if one.dashes else {}
    return {
        **scatter(one, "lines"),
        **placed(look, one.places, one.values),
        **spoken((), ()),
        "connectgaps": False,
        "line": {"color": look.palette[one.colours[0]], "width": 1, **dash},
    }


def strokes(one: Series, look: Look) -> Json:
    """Level strokes, each with a point in its middle to be pointed at."""
    x = [place for start, end, _ in one.spans for place in (start, (start + end) / 2, end, None)]
    y = [level for _, _, value in one.spans for level in (value, value, value, None)]
    return {
        **scatter(one, "lines"),
        "x": x,
        "y": y,
        **spoken([lines for lines in one.hovers for _ in range(4)], [link for link in one.links for _ in range(4)]),
        "connectgaps": False,
        "line": {"color": look.palette[one.colours[0]], "width": 5},
    }


def rings(one: Series, look: Look) -> Json:
    """Rings around the values that there are."""
    known = [place for place, value in enumerate(one.values) if value is not None]
    return {
        **scatter(one, "markers"),
        **placed(look, known, [one.values[place] for place in known]),
        **spoken((), ()),
        "marker": {
            "symbol": f"{one.symbols[0]}-open",
            "size": same(one.sizes),
            "color": look.palette[one.colours[0]],
            "line": {"width": 2.5},
        },
    }


def dots(one: Series, look: Look) -> Json:
    """The dots that there are; upright ones may touch, with the largest in front."""
    known = [place for place, value in enumerate(one.values) if value is not None]
    if look.upright:
        known.sort(key=lambda place: one.sizes[place])
    sizes = [one.sizes[place] for place in known]
    edges = [theme.edge_of(one.colours[place], look.palette) for place in known]
    return {
        **scatter(one, "markers"),
        **placed(look, [one.places[place] for place in known], [one.values[place] for place in known]),
        **spoken([one.hovers[place] for place in known], [one.links[place] for place in known] if one.links else []),
        "marker": {
            "symbol": [one.symbols[place] for place in known],
            "size": sizes,
            "color": [look.palette[one.colours[place]] for place in known],
            "line": {
                "color": same([look.palette[edge] for edge in edges]),
                "width": [
                    1 if size >= EDGED or edge != theme.PAPER else 0 for size, edge in zip(sizes, edges, strict=True)
                ],
            },
            "opacity": 1,  # Plotly fades markers of several sizes
        },
    }


def stems(one: Series, look: Look) -> Json:
    """Thin lines that lead the eye to dots."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": "",
        **placed(look, range(len(one.values)), one.values),
        **spoken((), ()),
        "width": STEM,
        "marker": {"color": look.palette["rule"]},
    }


def texts(one: Series, look: Look) -> Json:
    """Values written over bars, or in a column at their right."""
    written = one.narrow_written if look.narrow and one.narrow_written else one.written
    return {
        **scatter(one, "text"),
        **placed(look, range(len(one.values)), one.values),
        **spoken(one.hovers, one.links),
        **({"meta": list(one.amounts)} if one.amounts else {}),  # for who asks for the highest of them
        "text": [markup([words], look.palette) for words in written],
        "textposition": "top center" if look.upright else "middle right",
        "textfont": font(look.palette, theme.SMALL_SIZE if look.upright else theme.TEXT_SIZE),
    }


def lower_whiskers(one: Series, palette: Palette) -> Json:
    """The half of the intervals that lies on the bars: in the paper's colour, which shows on them."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "",
        "x": list(one.values),
        "y": list(range(len(one.values))),
        **spoken((), ()),
        "marker": {"opacity": 0},
        "error_x": whiskers(one.values, one.low, "arrayminus", palette["paper"]),
    }


def whiskers(values: Sequence[float | None], ends: Sequence[float | None], side: str, colour: str) -> Json:
    """Thin lines from each value to the end of its interval on one side."""
    lengths = [0 if value is None or end is None else abs(end - value) for value, end in zip(values, ends, strict=True)]
    return {
        "type": "data",
        "symmetric": False,
        "array": [0] * len(lengths),
        "arrayminus": [0] * len(lengths),
        side: lengths,
        "color": colour,
        "thickness": 1.5,
        "width": 0,
    }


def scatter(one: Series, mode: str) -> Json:
    """What lines, points and texts share; they may reach over the plot's edge."""
    return {"type": "scatter", "mode": mode, "name": one.name, "cliponaxis": False}


def placed(look: Look, places: Iterable[float], values: Sequence[float | None]) -> Json:
    """Where marks stand: at their categories' places, at their values."""
    return {"x": list(places), "y": list(values)} if look.upright else {"x": list(values), "y": list(places)}


def spoken(hovers: Sequence[tuple[str, ...]], links: Sequence[str | None]) -> Json:
    """What marks say when they are pointed at, and where they lead."""
    if not hovers:
        return {"hoverinfo": "skip"}
    found: Json = {"hoverinfo": "text", "hovertext": [told(lines) for lines in hovers]}
    return {**found, "customdata": list(links)} if links else found


@lru_cache(20_000)  # narrow and wide say the same, and so do the quarters of many states
def told(lines: tuple[str, ...]) -> str:
    """Lines of a hover, the first one strong."""
    return "<br>".join((f"<b>{plain(lines[0])}</b>", *map(plain, lines[1:]))) if lines else ""


def same(values: Sequence[Any]) -> Any:
    """One for all, where they are the same."""
    return values[0] if len(set(values)) == 1 else list(values)


def edge(one: Series, palette: Palette) -> Json:
    """Thin edges: neighbours stay apart in forced colours and on paper in greyscale, and pale bars can be seen."""
    return {"color": same([palette[theme.edge_of(colour, palette)] for colour in one.colours]), "width": 1}


WRITERS: Mapping[Form, Callable[[Series, Look], Json]] = {
    "bars": bars,
    "line": line,
    "curve": curve,
    "strokes": strokes,
    "rings": rings,
    "dots": dots,
    "texts": texts,
}
