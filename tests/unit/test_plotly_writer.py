"""Plotly's dictionary as it is written from a plot: markup, palettes, and what differs on a narrow screen."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from as_plotly import accepted
from every_form import EVERY_FORM

from dashboard import figures
from dashboard.basics.colours import contrast
from dashboard.figures import plot as record
from dashboard.figures import theme, to_plotly
from dashboard.figures.plot import Plot, Reference, Run
from dashboard.figures.theme import DARK, LIGHT

NAMES = [
    {"label": "Housing", "value": 0.0, "of": 5, "low": 4e-17, "high": 20.0},
    {"label": "Parking", "value": 85.0, "of": 20, "low": 64.0, "high": 95.0},
]


def plot_of(rows: list[dict[str, Any]], **how: Any) -> Plot:
    found = figures.ranked_bars(rows, **how)
    assert found is not None
    return found


def merged(figure: dict[str, Any]) -> dict[str, Any]:
    """What a narrow browser draws."""
    layout = {**figure["layout"]}
    patch = {**layout.pop("meta")["narrow"]}
    traces = patch.pop("traces", [{}] * len(figure["data"]))
    for name, value in patch.items():
        layout[name] = {**layout[name], **value} if isinstance(value, dict) else value
    data = [{**trace, **change} for trace, change in zip(figure["data"], traces, strict=True)]
    return {"data": data, "layout": layout}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("form", EVERY_FORM)
def test_what_the_browser_gets_is_on_a_narrow_screen_what_is_written_for_one(form: str, palette: theme.Palette) -> None:
    plot = EVERY_FORM[form](12)
    both = figures.for_browser(plot, palette)
    assert accepted(merged(both)) == to_plotly(plot, palette, narrow=True)
    wide = {name: value for name, value in both["layout"].items() if name != "meta"}
    assert {"data": both["data"], "layout": wide} == to_plotly(plot, palette)


def seen(palette: theme.Palette, *colours: str) -> bool:
    """Whether one of these can be seen on the paper."""
    return max(contrast(colour, palette.paper) for colour in colours) >= theme.SEEN


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_dot_and_every_mark_of_a_key_or_its_edge_can_be_seen(form: str, palette: theme.Palette) -> None:
    drawn = to_plotly(EVERY_FORM[form](12), palette)
    for mark in re.findall('<span style="color:([^"]+)">', json.dumps(drawn).replace('\\"', '"')):
        assert seen(palette, *mark.split(";stroke:")), mark
    for marker in [
        one["marker"] for one in drawn["data"] if one.get("mode") == "markers" and "symbol" in one["marker"]
    ]:
        places = range(len(marker["line"]["width"])) if isinstance(marker["line"]["width"], list) else ()
        for place in places:
            fill, edge = (
                one[place] if isinstance(one, list) else one for one in (marker["color"], marker["line"]["color"])
            )
            assert seen(palette, fill, edge if marker["line"]["width"][place] else fill), marker


def test_what_follows_in_time_says_that_it_can_be_heard() -> None:
    drawn = {form: figures.for_browser(plot(4), LIGHT) for form, plot in EVERY_FORM.items()}
    assert {form for form, figure in drawn.items() if figure["layout"]["meta"].get("over_time")} == {
        "quarterly_lines", "quarterly_panels", "bars_and_line", "stacked_bars", "process_lines", "year_bars",
        "year_lines",
    }  # fmt: skip


@pytest.mark.parametrize("form", EVERY_FORM)
def test_no_colour_of_the_light_palette_is_left_in_the_dark(form: str) -> None:
    dark = json.dumps(figures.for_browser(EVERY_FORM[form](12), DARK))
    alike = {LIGHT[colour] for colour in theme.SERIES} & {DARK[colour] for colour in theme.SERIES}
    assert [colour for colour in vars(LIGHT).values() if colour in dark and colour not in alike] == []


def test_the_same_plot_is_written_in_either_palette() -> None:
    plot = plot_of(NAMES)
    assert to_plotly(plot)["data"][0]["marker"]["color"] == LIGHT.series_1
    assert to_plotly(plot, DARK)["data"][0]["marker"]["color"] == DARK.series_1


def test_what_a_mark_says_is_the_plot_s_own_lines() -> None:
    (hover, _) = to_plotly(plot_of([{**NAMES[1], "link": "?s=1"}, NAMES[0]]))["data"][0]["hovertext"]
    assert hover == "<b>Parking</b><br>85.0% of 20<br>95% interval 64.0% to 95.0%<br>Select to look closer"


def test_an_interval_lies_on_both_sides_even_where_rounding_puts_its_end_past_the_value() -> None:
    bars, _, lower = to_plotly(plot_of(NAMES))["data"]
    assert bars["error_x"]["array"] == [20.0, 10.0]
    assert lower["error_x"]["arrayminus"] == [pytest.approx(0), 21.0]
    assert lower["error_x"]["array"] == [0, 0]


def test_a_label_is_written_in_weights_and_colours_and_a_bracket_is_no_markup() -> None:
    plot = plot_of(NAMES)
    words = record.Label(((Run("●", colour="late"), Run(" a<b "), Run("12", bold=True)), (Run("below"),)), 0, 0)
    figure = to_plotly(replace(plot, wide=replace(plot.wide, labels=(words,))), DARK)
    (label,) = accepted(figure)["layout"]["annotations"]
    assert label["text"] == f'<span style="color:{DARK.late}">●</span> a&lt;b <b>12</b><br>below'


def test_a_name_of_a_series_is_printed_and_never_run_as_markup() -> None:
    rows = [{"quarter": "2019-20-Q4", "series": '<a href="https://example.org">x</a>', "value": 5.0}]
    assert "<a" not in json.dumps(to_plotly(figures.quarterly_lines(rows))["layout"])
    assert "<a" not in to_plotly(figures.quarterly_lines(rows))["data"][0]["hovertext"][0]


def test_lines_lie_where_the_plot_says() -> None:
    plot = plot_of(NAMES)
    lines = (Reference(5, 0, 1, depth="grid"), Reference(6, whole=True, across=False, dashes=()))
    target, deadline = accepted(to_plotly(replace(plot, references=lines)))["layout"]["shapes"]
    assert (target["y0"], target["x1"], target["line"]["dash"], target["layer"]) == (5, 1, "4px,3px", "between")
    assert (deadline["x0"], deadline["yref"], deadline["y1"], "dash" in deadline["line"]) == (6, "paper", 1.06, False)


def test_the_largest_dots_are_drawn_last_where_dots_may_touch() -> None:
    rows = [{"label": "Own", "value": 1.0, "own": True}, {"label": "Near", "value": 2.0, "near": True}]
    (dots,) = to_plotly(figures.value_curve(rows))["data"]
    assert (dots["x"], dots["marker"]["symbol"]) == ([1, 0], ["square", "diamond"])


def test_the_line_of_a_target_over_years_begins_with_the_first_bar_on_every_screen() -> None:
    plot = figures.year_bars([{"label": "2018/19", "value": 80.0}, {"label": "2019/20", "value": 90.0}], target=75)
    for narrow in (False, True):
        (line,) = to_plotly(plot, narrow=narrow)["layout"]["shapes"]
        assert (line["xref"], line["x0"], line["x1"]) == ("x", -0.5, 1.5)


def test_a_name_of_two_lines_is_broken_on_the_axis_and_whole_elsewhere() -> None:
    plot = figures.banded_bars([{"label": "Jul\n2018", "cases": 2}])
    assert plot.categories == ("Jul 2018",)
    assert to_plotly(plot)["layout"]["xaxis"]["ticktext"] == ["Jul<br>2018"]


@pytest.mark.parametrize("form", EVERY_FORM)
def test_marks_that_are_said_not_to_differ_on_a_narrow_screen_do_not(form: str) -> None:
    plot = EVERY_FORM[form](12)
    wide, narrow = (to_plotly(plot, narrow=one)["data"] for one in (False, True))
    assert plot.differs_narrow or wide == narrow
