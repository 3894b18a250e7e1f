"""Very many values in order, with a few of them named."""

from __future__ import annotations

import pytest
from as_plotly import AsPlotly

from dashboard import figures as records
from dashboard.figures import theme

figures = AsPlotly()

ROWS = [
    {"label": "Medway", "value": 4.8, "own": True, "place": 2},
    {"label": "Westminster", "value": 25.0, "place": 1},
    {"label": "Gravesham", "value": 2.5, "near": True, "place": 3},
    {"label": "Maidstone", "value": None, "place": None},
]
LINES = [{"label": "England", "value": 2.52}, {"label": "South East", "value": 2.66}]


def curve(rows=ROWS, lines=LINES, **how):
    """The figure, which Plotly takes."""
    return figures.value_curve(rows, lines=lines, unit="per_1000", decimals=2, noun="authorities", **how)


def texts(figure):
    """What is written into it."""
    return [one["text"] for one in figure["layout"]["annotations"]]


def points(figure):
    """Each dot's place, value, shape, size and colour, from the left."""
    traces = figure["data"]
    marks = (
        zip(t["x"], t["y"], t["marker"]["symbol"], t["marker"]["size"], t["marker"]["color"], strict=True)
        for t in traces
    )
    return sorted(point for trace in marks for point in trace)


def test_values_stand_from_the_lowest_to_the_highest_and_unknown_ones_not_at_all():
    assert [(place, value) for place, value, *_ in points(curve())] == [(0, 2.5), (1, 4.8), (2, 25.0)]


def test_the_councils_own_and_its_neighbours_differ_in_shape_size_and_colour():
    _, _, shapes, sizes, colours = zip(*points(curve()), strict=True)
    assert shapes == ("square", "diamond", "circle")
    assert len(set(sizes)) == 3
    assert colours == (theme.LIGHT.series_3, theme.LIGHT.series_1, theme.LIGHT.quiet)


def test_the_councils_own_is_drawn_last_so_that_nothing_hides_it():
    assert curve()["data"][-1]["marker"]["symbol"] == ["square", "diamond"]


def test_the_councils_own_is_named_with_its_value():
    assert "<b>Medway 4.80</b>" in texts(curve())


def test_lines_across_are_named_and_differ_in_their_dashes():
    figure = curve()
    assert {"┄ England 2.52", "┄ South East 2.66"} <= set(texts(figure))
    dashes = [shape["line"]["dash"] for shape in figure["layout"]["shapes"]]
    assert len(set(dashes)) == 2


def test_labels_of_lines_that_lie_close_do_not_overlap():
    places = [one["y"] for one in curve()["layout"]["annotations"] if one.get("xshift") == 6 and one["x"] == 1]
    assert (max(places) - min(places)) * theme.CHART_HEIGHT > theme.SMALL_SIZE


def test_the_axis_says_how_many_there_are():
    assert "3 authorities, lowest to highest" in texts(curve())


def test_three_hundred_values_are_smaller_dots():
    many = [{"label": f"A{n}", "value": n / 10} for n in range(300)]
    assert max(curve(many)["data"][0]["marker"]["size"]) < max(curve(many[:50])["data"][0]["marker"]["size"])


@pytest.mark.parametrize("rows", [[], [{"label": "Maidstone", "value": None}]])
def test_without_a_value_there_is_no_figure(rows):
    assert figures.value_curve(rows) is None


def test_one_value_alone_can_be_drawn():
    assert curve(ROWS[:1], [])["data"][0]["x"] == [0]


def test_a_name_with_a_bracket_is_no_markup():
    figure = curve([{"label": "A<b", "value": 1.0, "own": True}], [])
    assert "<b>A&lt;b 1.00</b>" in texts(figure)


def test_documents_draw_every_dot_side_by_side():
    plot = records.value_curve(ROWS, lines=LINES, unit="per_1000", decimals=2)
    assert plot.upright
    assert plot.categories == ("Gravesham", "Medway", "Westminster")
    assert {one.form for one in plot.series} == {"dots"}
    assert [line.label for line in plot.references] == ["England 2.52", "South East 2.66"]
