"""The palette of the dark room: readable, and the partner of every colour that a figure is drawn in."""

from __future__ import annotations

from dataclasses import fields
from itertools import combinations
from typing import get_args

import pytest

from dashboard.figures import theme
from dashboard.figures.theme import DARK, LIGHT

TEXTS = [
    ("ink", "paper"), ("quiet", "paper"), ("link", "paper"), ("late_text", "paper"), ("ink", "strip"),
    ("quiet", "strip"), ("brand_text", "brand"), ("met", "met_wash"), ("near", "near_wash"), ("missed", "missed_wash"),
    ("plain", "plain_wash"), ("ink", "tint"), ("paper", "series_1"), ("paper", "ink"),
]  # fmt: skip
GRAPHICS = ("series_1", "series_2", "series_3", "series_4", "series_5", "series_6", "late", "tint", "quiet")
TOGETHER = 4  # charts take at most so many of the categorical colours, the first ones
APART = 0.15  # in OKLab, where 0.02 is just noticeable side by side


def linear(colour: str) -> list[float]:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted(
        sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))
        for colour in (one, other)
    )
    return (bright + 0.05) / (dark + 0.05)


def oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_dark_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(getattr(DARK, text), getattr(DARK, ground)) >= 4.5


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground_as_wcag_asks_at_its_strictest(text: str, ground: str) -> None:
    assert contrast(getattr(LIGHT, text), getattr(LIGHT, ground)) >= 7


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", GRAPHICS)
def test_bars_or_their_edges_can_be_seen(name: theme.Colour, palette: theme.Palette) -> None:
    assert max(contrast(palette[one], palette.paper) for one in (name, theme.edge_of(name, palette))) >= 3


@pytest.mark.parametrize("name", GRAPHICS)
def test_dark_graphics_stand_out_from_the_paper(name: str) -> None:
    assert contrast(getattr(DARK, name), DARK.paper) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_that_share_a_chart_are_told_apart(palette: theme.Palette) -> None:
    for one, other in combinations(palette.series[:TOGETHER], 2):
        distance = sum((a - b) ** 2 for a, b in zip(oklab(one), oklab(other), strict=True)) ** 0.5
        assert distance >= APART, (one, other)


def test_bars_of_now_and_before_are_told_apart_in_the_dark() -> None:
    assert contrast(DARK.series_1, DARK.tint) >= 2


def test_colours_that_are_one_in_the_light_are_one_in_the_dark() -> None:
    partners: dict[str, set[str]] = {}
    for item in fields(LIGHT):
        partners.setdefault(getattr(LIGHT, item.name), set()).add(getattr(DARK, item.name))
    assert [light for light, dark in partners.items() if len(dark) > 1] == []


@pytest.mark.parametrize("fill", ["series_1", "tint"])
def test_values_in_bars_can_be_read_in_the_dark(fill: theme.Colour) -> None:
    assert contrast(DARK[fill], DARK[theme.ink_on(fill, DARK)]) >= 4.5


def test_every_colour_that_charts_name_is_in_the_palette() -> None:
    assert {colour for colour in get_args(theme.Colour) if not DARK[colour].startswith("#")} == set()


def test_a_colour_that_charts_are_drawn_in_has_one_partner_in_the_dark() -> None:
    partners = [(getattr(LIGHT, item.name), getattr(DARK, item.name)) for item in fields(LIGHT)]
    assert len(dict(partners)) == len(set(partners))
    assert all(len(colour) == 7 and colour == colour.lower() for pair in partners for colour in pair)


def test_each_look_has_its_own_palette_in_the_style_sheet() -> None:
    css = theme.looks_css()
    assert css.count(f"--paper: {DARK.paper}") == 2
    assert "@media screen and (prefers-color-scheme: dark) { :root:not([data-look])" in css
