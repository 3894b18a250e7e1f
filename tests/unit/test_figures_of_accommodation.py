"""The bridge from one total to the next, and dots on a common scale."""

from __future__ import annotations

from as_plotly import AsPlotly

from dashboard.figures import theme

figures = AsPlotly()

STEPS = [
    {"label": "Q3", "value": 397, "total": True},
    {"label": "Came", "value": 145, "total": False},
    {"label": "Left", "value": -130, "total": False},
    {"label": "Q4", "value": 412, "total": True},
]


def test_the_bars_of_a_bridge_float_from_the_level_before():
    bar = figures.bridge(STEPS)["data"][0]
    assert bar["base"] == [0, 397, 412, 0]
    assert bar["y"] == [397, 145, 130, 412]


def test_a_change_in_a_bridge_carries_its_sign():
    texts = [label["text"] for label in figures.bridge(STEPS)["layout"]["annotations"]]
    assert texts == ["<b>397</b>", "<b>+145</b>", "<b>−130</b>", "<b>412</b>"]


def test_coming_and_going_differ_in_more_than_their_sign():
    colours = figures.bridge(STEPS)["data"][0]["marker"]["color"]
    assert colours == [theme.LIGHT.series_1, theme.LIGHT.series_2, theme.LIGHT.tint, theme.LIGHT.series_1]


def test_a_bridge_without_a_total_is_no_figure():
    assert figures.bridge([]) is None
    assert figures.bridge(STEPS[1:2]) is None


def test_the_councils_own_dot_is_told_apart_by_its_shape():
    rows = [{"label": "Medway", "value": 3.35, "own": True}, {"label": "England", "value": 3.5}]
    dots = figures.ranked_dots(rows, unit="per_1000", decimals=2)["data"][1]
    assert dots["marker"]["symbol"] == ["diamond", "circle"]
    assert dots["hovertext"] == ["<b>Medway</b><br>3.35", "<b>England</b><br>3.50"]


def test_a_place_without_a_value_has_no_dot():
    rows = [{"label": "Medway", "value": None, "own": True}, {"label": "England", "value": 3.5}]
    assert figures.ranked_dots(rows)["data"][1]["x"] == [3.5]
    assert figures.ranked_dots(rows[:1]) is None


def test_bands_say_what_they_count():
    bar = figures.banded_bars([{"label": "Over 2 years", "cases": 1}], case=("household", "households"), in_time="")[
        "data"
    ][0]
    assert bar["hovertext"] == ["<b>Over 2 years</b><br>1 household"]
