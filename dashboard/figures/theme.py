"""The look in numbers: palette, type and sizes that figures, pages and exports share.

The style sheet reads the same values as custom properties (`css_variables`), so a colour is changed
in one place. The palette for a dark room is a second `Palette`, not a second style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from dashboard.basics.colours import luminance, ratio

FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

TEXT_SIZE = 14
SMALL_SIZE = 13

CHART_HEIGHT = 340
NOMINAL_WIDTH = 580
NARROW_WIDTH = 350

# What charts say of a colour: what it is for. Which one that is, a palette knows.
Colour = Literal[
    "paper", "ink", "quiet", "rule", "grid", "late", "late_text", "tint", "plain_wash",
    "series_1", "series_2", "series_3", "series_4",
]  # fmt: skip
INK: Colour = "ink"
PAPER: Colour = "paper"
SERIES: tuple[Colour, ...] = ("series_1", "series_2", "series_3", "series_4")  # the most that one chart takes


@dataclass(frozen=True)
class Palette:
    """Every colour by what it is for. All text colours reach 4.5:1 on the paper and on the washes."""

    paper: str
    ink: str
    quiet: str
    rule: str
    grid: str
    strip: str
    brand: str
    brand_text: str
    link: str
    focus: str
    late: str
    late_text: str
    tint: str
    series_1: str
    series_2: str
    series_3: str
    series_4: str
    series_5: str
    series_6: str
    met: str
    met_wash: str
    near: str
    near_wash: str
    missed: str
    missed_wash: str
    plain: str
    plain_wash: str

    def __getitem__(self, colour: Colour) -> str:
        return str(getattr(self, colour))

    @property
    def series(self) -> tuple[str, ...]:
        """The categorical colours, in the order in which charts take them."""
        return (self.series_1, self.series_2, self.series_3, self.series_4, self.series_5, self.series_6)


LIGHT = Palette(
    paper="#ffffff",
    ink="#14191f",
    quiet="#495460",
    rule="#cfd5da",
    grid="#e4e8eb",
    strip="#f4f6f7",
    brand="#12436d",
    brand_text="#ffffff",
    link="#12436d",
    focus="#ffdd00",
    late="#f46a25",
    late_text="#9c3805",
    tint="#b9cddd",
    series_1="#12436d",
    series_2="#28a197",
    series_3="#801650",
    series_4="#f46a25",
    series_5="#3d3d3d",
    series_6="#a285d1",
    met="#00582b",
    met_wash="#e1f1e7",
    near="#744000",
    near_wash="#fcefd6",
    missed="#971326",
    missed_wash="#fae5e6",
    plain="#3a444d",
    plain_wash="#e9edf0",
)

# For a dark room and for eyes that ask for it; graphics reach 3:1 on the paper.
DARK = Palette(
    paper="#10161c",
    ink="#f3f5f7",
    quiet="#b4bfc8",
    rule="#3d4852",
    grid="#28323b",
    strip="#1a222a",
    brand="#6db3ee",
    brand_text="#10161c",
    link="#6db3ee",
    focus="#ffdd00",
    late="#ef7a33",
    late_text="#ffab7a",
    tint="#4a6a88",
    series_1="#6db3ee",
    series_2="#1f9e86",
    series_3="#f7b0d4",
    series_4="#ef7a33",
    series_5="#dfe4e8",
    series_6="#a585e0",
    met="#7fd8a2",
    met_wash="#10331f",
    near="#f2c063",
    near_wash="#3a2a08",
    missed="#ff9a9f",
    missed_wash="#471a20",
    plain="#c9d2da",
    plain_wash="#29333c",
)
LOOKS = {"light": LIGHT, "dark": DARK}


ARROW = (
    "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='10' height='6' viewBox='0 0 10 6'%3E"
    "%3Cpath d='M0 0h10L5 6z' fill='%23INK'/%3E%3C/svg%3E\")"
)  # of a list to choose from, which no style sheet can colour


def variables(palette: Palette) -> dict[str, str]:
    """The palette as CSS custom properties: `--paper` is `#ffffff`."""
    colours = {f"--{item.name.replace('_', '-')}": getattr(palette, item.name) for item in fields(palette)}
    return {**colours, "--arrow": ARROW.replace("INK", palette.ink[1:])}


def palettes() -> dict[str, dict[str, str]]:
    """Each look's colours by what they are for."""
    return {
        look: {item.name: getattr(palette, item.name) for item in fields(palette)} for look, palette in LOOKS.items()
    }


def declared(palette: Palette) -> str:
    """The palette as CSS declarations: `--paper: #ffffff; …`."""
    return "; ".join(f"{name}: {value}" for name, value in variables(palette).items())


def css_variables() -> str:
    """The light palette and the type as CSS declarations."""
    return f"{declared(LIGHT)}; --font: {FONT}; --pixel: 0.0625rem; --chart-height: calc({CHART_HEIGHT} * var(--pixel))"


def looks_css() -> str:
    """The dark palette on screens: where the device asks for it and the reader has chosen nothing, or has chosen it."""
    dark = f"color-scheme: dark; {declared(DARK)}; --masthead: {DARK.strip}; --masthead-text: {DARK.ink}"
    return (
        f"@media screen {{ :root[data-look=dark] {{ {dark} }} }} "
        f"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-look]) {{ {dark} }} }}"
    )


SEEN = 3  # the least contrast of what must be seen


@cache
def ink_on(colour: Colour, palette: Palette = LIGHT) -> Colour:
    """The colour of text on a fill: ink or the paper's, whichever stands out more."""
    fill, ink, paper = (luminance(palette[one]) for one in (colour, INK, PAPER))
    return INK if ratio(fill, ink) >= ratio(fill, paper) else PAPER


@cache
def edge_of(colour: Colour, palette: Palette = LIGHT) -> Colour:
    """The colour of a fill's edge: the paper's, which keeps neighbours apart, unless the fill itself is too pale to be
    seen on paper."""
    seen = ratio(luminance(palette[colour]), luminance(palette[PAPER])) >= SEEN
    return PAPER if seen else "quiet"
