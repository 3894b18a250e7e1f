"""Small panels over quarters: one a series, on one scale, each with its own target, whatever draws them."""

from __future__ import annotations

from typing import Any

import pytest
from as_plotly import accepted
from matplotlib.text import Text

from dashboard import figures
from dashboard.basics.quarters import Period, span
from dashboard.figures import theme
from dashboard.figures.plot import Plot
from dashboard.figures.plotly.writer import for_browser, to_plotly
from dashboard.report.pictures import Sheet

LAST = Period.parse("2019-20-Q4")
STAGES = ("Stage 1", "Stage 2", "Children", "Adults")
AIMS = {"Stage 1": "Target 80%", "Children": "Target 75% from Q1 2019/20", "Adults": "No target"}
TARGETS = [
    {"series": "Stage 1", "value": 80},
    {"series": "Children", "value": 75, "from_quarter": "2019-20-Q1", "to_quarter": "2019-20-Q4"},
]


def rows_of(*names: str, count: int = 12) -> list[dict[str, Any]]:
    return [
        {"quarter": quarter, "series": name, "value": 90.0 - 10 * place, "published": quarter.number == 4}
        for place, name in enumerate(names)
        for quarter in span(LAST - (count - 1), LAST)
    ]


def panels_of(*names: str, **how: Any) -> Plot:
    found = figures.quarterly_panels(how.pop("rows", rows_of(*names)), targets=TARGETS, aims=AIMS, **how)
    assert found is not None
    return found


def heads(plot: Plot) -> list[str]:
    return [panel.wide.labels[0].text.strip() for panel in plot.panels]


def test_a_panel_s_head_says_name_last_value_and_what_it_is_held_against() -> None:
    assert heads(panels_of(*STAGES)) == [
        "● Stage 1 90.0% ┄ Target 80%",
        "■ Stage 2 80.0%",
        "◆ Children 70.0% ┄ Target 75% from Q1 2019/20",
        "▲ Adults 60.0% No target",
    ]


def test_a_value_that_is_not_of_the_last_quarter_names_its_quarter() -> None:
    rows = rows_of("Stage 2", "Adults")
    rows[-1]["value"] = None
    assert heads(panels_of(rows=rows))[1] == "■ Adults 80.0% in Q3 2019/20 No target"


def test_each_panel_has_its_own_target_over_its_quarters_alone() -> None:
    lines = [[(one.value, one.start, one.end) for one in panel.references] for panel in panels_of(*STAGES).panels]
    assert lines == [[(80, -0.5, 11.5)], [], [(75, 7.5, 11.5)], []]


def test_panels_share_one_scale() -> None:
    assert len({panel.wide.y.ends for panel in panels_of(*STAGES).panels}) == 1


def test_hollow_points_gaps_and_marks_of_revision_are_as_in_lines() -> None:
    rows = rows_of("Stage 1", "Stage 2")
    rows[1] |= {"value": None}
    rows[3] |= {"revised": "first published 96.3%, now 96.1%"}
    panel, lines = panels_of(rows=rows).panels[0], figures.quarterly_lines(rows)
    assert lines is not None
    assert panel.series[0] == lines.series[0]
    assert [(label.text, label.x) for label in panel.wide.labels[1:]] == [("[r]", 3)]


def test_those_filtered_by_come_first() -> None:
    assert [panel.series[0].name for panel in panels_of(*STAGES, order=["Adults"]).panels][:2] == ["Adults", "Stage 1"]


@pytest.mark.parametrize("others", [(), ("Stage 2",)], ids=["alone", "beside one without a value"])
def test_a_single_series_is_one_chart_as_ever(others: tuple[str, ...]) -> None:
    rows = rows_of("Stage 1")
    empty = [{**row, "series": name, "value": None} for name in others for row in rows]
    assert panels_of(rows=[*rows, *empty]) == figures.quarterly_lines(rows, targets=TARGETS)


def test_without_a_value_there_is_nothing_to_draw() -> None:
    assert figures.quarterly_panels([{**row, "value": None} for row in rows_of(*STAGES)]) is None


def boxes(plot: Plot, *, narrow: bool, height: float = 0) -> list[tuple[float, ...]]:
    """Where each panel's plot is, with what stands above and below it, in pixels from the top left; the chart is of
    its own height or, as on a slide, of another."""
    found = []
    for panel in plot.panels:
        frame = panel.frame(narrow=narrow)
        top, right, bottom, left = frame.margin
        across, high = theme.NARROW_WIDTH if narrow else theme.NOMINAL_WIDTH, (height or frame.height) - top - bottom
        x = [left + share * (across - left - right) for share in frame.x.domain]
        y = [top + (1 - share) * high for share in frame.y.domain]
        found.append((x[0], y[1] - top, x[1], y[0] + bottom))
    return found


@pytest.mark.parametrize(
    ("narrow", "slide"), [(False, False), (False, True), (True, False)], ids=["wide", "on a slide", "narrow"]
)
@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("quarters", [4, 20])
def test_no_panel_reaches_into_another_or_out_of_the_chart(
    narrow: bool, slide: bool, count: int, quarters: int
) -> None:
    plot = panels_of(rows=rows_of(*STAGES[:count], count=quarters))
    width = theme.NARROW_WIDTH if narrow else theme.NOMINAL_WIDTH
    height = theme.CHART_HEIGHT if slide else plot.frame(narrow=narrow).height
    placed = boxes(plot, narrow=narrow, height=height)
    for number, (left, top, right, bottom) in enumerate(placed):
        assert left >= 0
        assert top >= -0.001
        assert right <= width
        assert bottom <= height + 0.001
        for other in placed[:number]:
            assert other[2] < left or right < other[0] or other[3] <= top + 0.001


def test_panels_stand_two_abreast_and_below_each_other_on_a_phone() -> None:
    plot = panels_of(*STAGES)
    assert len({box[0] for box in boxes(plot, narrow=False)}) == 2
    assert len({box[0] for box in boxes(plot, narrow=True)}) == 1


def test_in_the_browser_each_panel_s_marks_lines_and_labels_are_on_its_own_axes() -> None:
    figure = accepted(to_plotly(panels_of(*STAGES)))
    assert [trace.get("xaxis", "x") for trace in figure["data"]] == ["x", "x2", "x3", "x4"]
    assert [(one["xref"], one["yref"], one["y0"]) for one in figure["layout"]["shapes"]] == [
        ("x", "y", 80), ("x3", "y3", 75),
    ]  # fmt: skip
    assert [one["xref"] for one in figure["layout"]["annotations"]] == [
        "x domain", "x2 domain", "x3 domain", "x4 domain",
    ]  # fmt: skip


def test_a_narrow_screen_gets_other_places_for_the_same_panels() -> None:
    patch = for_browser(panels_of(*STAGES), theme.LIGHT)["layout"]["meta"]["narrow"]
    assert patch["xaxis2"]["domain"] == [0, 1]
    assert patch["height"] > theme.CHART_HEIGHT


def test_a_picture_has_every_panel_s_marks_and_words_in_its_own_part() -> None:
    sheet = Sheet(panels_of(*STAGES), 160, theme.LIGHT)
    sheet.draw()
    texts = [one for one in sheet.figure.artists if isinstance(one, Text)]
    words = {text.get_text().strip(): text.get_position() for text in texts}
    assert set(STAGES) <= set(words)
    assert words["Stage 1"][1] == words["Stage 2"][1] < words["Children"][1]
    assert words["Stage 1"][0] < words["Stage 2"][0]
