"""The look in numbers: palette, type and sizes that figures, pages and exports share.

The style sheet reads the same values as custom properties (`css_variables`), so a colour is changed
in one place. A palette for the projector is a second `Palette`, not a second style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

TEXT_SIZE = 14
SMALL_SIZE = 13

CHART_HEIGHT = 340
NOMINAL_WIDTH = 580
NARROW_WIDTH = 350


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

    @property
    def series(self) -> tuple[str, ...]:
        """The categorical colours, in the order in which charts take them."""
        return (self.series_1, self.series_2, self.series_3, self.series_4, self.series_5, self.series_6)


LIGHT = Palette(
    paper="#ffffff",
    ink="#14191f",
    quiet="#4c5761",
    rule="#cfd5da",
    grid="#e4e8eb",
    strip="#f4f6f7",
    brand="#12436d",
    brand_text="#ffffff",
    link="#12436d",
    focus="#ffdd00",
    late="#f46a25",
    late_text="#a83c06",
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
    missed="#9d1428",
    missed_wash="#fae5e6",
    plain="#3a444d",
    plain_wash="#e9edf0",
)


def css_variables(palette: Palette = LIGHT) -> str:
    """The palette and the type as CSS declarations: `--paper: #ffffff; …`."""
    colours = [f"--{item.name.replace('_', '-')}: {getattr(palette, item.name)}" for item in fields(palette)]
    return "; ".join([*colours, f"--font: {FONT}", f"--chart-height: {CHART_HEIGHT}px"])
