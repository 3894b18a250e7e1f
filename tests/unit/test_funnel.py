"""The funnel: where its points and curves stand, what they say, and that names cover nothing."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from every_form import CURVE, funnel_rows

from dashboard import figures
from dashboard.figures.frame import text_width
from dashboard.figures.plot import Plot
from dashboard.figures.point_names import NAME_HEIGHT, clear
from dashboard.figures.theme import LIGHT
from dashboard.report.pictures import drawn

NAMES = ("Planning", "Housing Options", "Special Educational Needs", "Waste Services", "Libraries", "Adult Education")


def row(label: str, value: float, of: int, look: str = "usual", **more: Any) -> dict[str, Any]:
    return {"label": label, "value": value, "of": of, "look": look, "link": "?x=1", "told": "In words", **more}


def plotted(rows: list[dict[str, Any]], **more: Any) -> Plot:
    plot = figures.funnel(rows, **{"whole": 90.0, "curves": [CURVE], "counts": "Answers", **more})
    assert plot is not None
    return plot


def test_cases_are_across_on_a_scale_of_tens_and_shares_up() -> None:
    plot = plotted([row("Planning", 80.0, 100), row("Libraries", 95.0, 1000)])
    (dots,) = plot.of("dots")
    assert (dots.at, dots.values) == ((2.0, 3.0), (80.0, 95.0))
    assert plot.wide.x.powers
    assert [text for _, text in plot.wide.x.ticks] == ["100", "200", "500", "1,000"]
    assert [text for _, text in plot.narrow.x.ticks] == ["100", "1,000"]


def test_a_single_case_stands_at_one() -> None:
    plot = plotted([row("Planning", 0.0, 1), row("Libraries", 95.0, 30)])
    assert plot.wide.x.ticks[0] == (0.0, "1")
    assert plot.wide.y.ticks[0] == (0, "0%")


def test_what_a_point_is_can_be_told_without_colour() -> None:
    looks = ("clearly", "may", "usual", "few")
    (dots,) = plotted([row(look, 80.0 + n, 10 + n, look) for n, look in enumerate(looks)]).of("dots")
    assert len({*zip(dots.symbols, dots.sizes, strict=True)}) == len(looks)
    assert len({dots.symbols[0], dots.symbols[1], dots.symbols[2]}) == 3


def test_orange_is_the_side_to_look_at_alone_and_what_cannot_be_judged_is_pale() -> None:
    given = [
        row("A", 50.0, 40, "clearly", alarm=True),
        row("B", 99.0, 50, "may", alarm=False),
        row("C", 10.0, 5, "few"),
    ]
    assert plotted(given).of("dots")[0].colours == ("late", "series_1", "tint")


def test_a_point_says_its_cases_its_verdict_and_that_it_leads_somewhere() -> None:
    (dots,) = plotted([row("Planning", 80.0, 100, cases="80 of 100"), row("B", 90.0, 50)]).of("dots")
    assert dots.hovers[0] == ("Planning", "80.0% (80 of 100)", "In words", "Select to look closer")
    assert dots.links == ("?x=1", "?x=1")


def test_lines_are_the_whole_and_the_target_which_alone_is_dashed() -> None:
    plot = plotted([row("A", 80.0, 100), row("B", 95.0, 10)], target=85)
    assert [(line.label, line.value, line.dashed) for line in plot.references] == [
        ("Council 90.0%", 90.0, False),
        ("Target 85%", 85, True),
    ]


def test_curves_end_where_the_plot_does_and_those_outside_it_are_left_out() -> None:
    plot = plotted([row("A", 88.0, 100), row("B", 92.0, 1000)])
    assert {value for one in plot.of("curve") for value in one.values if value is not None} == {90.0}
    far = figures.Curve("95%", [1, 1000], [(0.0, 10.0), (1.0, 5.0)])
    assert not plotted([row("A", 88.0, 100), row("B", 92.0, 1000)], curves=[far]).of("curve")


def boxes(plot: Plot, *, narrow: bool) -> list[tuple[float, float, float, float]]:
    """The boxes that names take, in pixels."""
    frame, width = (plot.narrow, 350) if narrow else (plot.wide, 580)
    top, right, bottom, _ = frame.margin
    (left, end), (low, high) = frame.x.ends, frame.y.ends
    found = []
    for label in (label for label in frame.labels if not label.x_is_share):
        x = (label.x - left) / (end - left) * (width - right) + label.shift[0]
        y = (high - label.y) / (high - low) * (frame.height - top - bottom) - label.shift[1]
        wide = max(text_width(run.text) for line in label.lines for run in line)
        start, half = (x if label.horizontal == "left" else x - wide), NAME_HEIGHT * len(label.lines) / 2
        found.append((start, y - half, start + wide, y + half))
    return found


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("apart", [0.0, 0.4, 1.5, 6.0])
def test_names_cover_no_other_name_and_stay_in_the_plot(apart: float, narrow: bool) -> None:
    rows = [row(name, 70 + apart * n, 20 + 7 * n, "clearly") for n, name in enumerate(NAMES)]
    found = boxes(plotted(rows), narrow=narrow)
    assert found
    assert all(clear(one, [two for two in found if two is not one]) for one in found)
    width = 350 - plotted(rows).narrow.margin[1] if narrow else 580 - plotted(rows).wide.margin[1]
    assert all(left >= 0 and right <= width for left, _, right, _ in found)


@pytest.mark.parametrize("narrow", [False, True])
def test_those_outside_alone_are_named_in_the_picture(narrow: bool) -> None:
    looks = ("clearly", "may", "usual", "few")
    plot = plotted([row(look, 60.0 + 10 * n, 20 * 4**n, look) for n, look in enumerate(looks)])
    frame = plot.narrow if narrow else plot.wide
    assert [label.text for label in frame.labels if not label.x_is_share] == ["clearly", "may"]


def test_points_of_nothing_are_no_funnel() -> None:
    assert figures.funnel([], whole=90) is None
    assert figures.funnel([{"label": "A", "value": None, "of": 0, "look": "few"}], whole=90) is None


@pytest.mark.parametrize("values", [(0.0, 0.0), (100.0, 100.0), (93.0, 93.4), (0.0, 100.0), (12.0, 31.0)])
def test_the_axis_of_shares_holds_every_value_at_even_steps(values: tuple[float, float]) -> None:
    plot = plotted([row("A", values[0], 10), row("B", values[1], 20)], whole=values[0])
    ticks = [tick for tick, _ in plot.wide.y.ticks]
    assert ticks[0] <= min(values)
    assert max(values) <= ticks[-1]
    assert len({b - a for a, b in pairwise(ticks)}) == 1
    assert 2 <= len(ticks) <= 7


def test_a_picture_has_the_names_and_the_lines() -> None:
    rows = [row("Planning", 70.0, 60, "clearly"), row("B", 90.0, 50)]
    text = drawn(plotted(rows, target=85), 160, "svg", LIGHT).decode()
    assert all(word in text for word in ("Planning", "Council 90.0%", "Target 85%", "Answers (log scale)"))


def test_rows_stay_as_they_were_given() -> None:
    rows = funnel_rows(5)
    before = [dict(one) for one in rows]
    plotted(rows)
    assert rows == before
    assert math.isclose(plotted(rows).of("dots")[0].at[0], math.log10(4))
