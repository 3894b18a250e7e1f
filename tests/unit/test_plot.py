"""The record of what a chart draws, whatever its visual form, and the pictures drawn from it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image

from dashboard import figures
from dashboard.basics.colours import luminance, ratio
from dashboard.figures.plot import Plot, words
from dashboard.figures.theme import DARK, LIGHT, SERIES, Colour, ink_on
from dashboard.report import fonts
from dashboard.report.pictures import Sheet, drawn, picture
from dashboard.views.pieces import About, Card, Table

QUARTERS = [
    {"quarter": "2019-20-Q1", "series": "Housing", "value": 90.0, "cases": "9 of 10", "published": True},
    {"quarter": "2019-20-Q2", "series": "Housing", "value": None},
    {"quarter": "2019-20-Q4", "series": "Housing", "value": 50.0, "cases": "5 of 10", "published": False},
]
LONG = "A service whose name is longer than any axis has room for"
NAMES = [
    {"label": LONG, "value": 40.0, "of": 5, "low": 12.0, "high": 77.0},
    {"label": "Fish & <chips>", "value": 85.0, "of": 20, "low": 64.0, "high": 95.0},
]


def read(plot: Plot | None) -> Plot:
    assert plot is not None
    return plot


def card(plot: Plot | None) -> Card:
    return Card("k", "Title", "Finding.", plot, Table((), ()), About("", "", "", ()))


def test_a_quarter_without_a_value_is_a_gap_that_keeps_its_place_and_name() -> None:
    plot = read(figures.quarterly_lines(QUARTERS))
    assert plot.categories == ("Q1 2019/20", "Q2 2019/20", "Q3 2019/20", "Q4 2019/20")
    assert plot.series[0].values == (90.0, None, None, 50.0)


def test_a_point_says_what_the_page_says_of_it() -> None:
    plot = read(figures.quarterly_lines(QUARTERS))
    assert plot.series[0].texts == ("90.0% (9 of 10)", "—", "—", "50.0% (5 of 10)")
    assert (plot.unit, plot.decimals) == ("percent", 1)


def test_points_that_no_paper_prints_are_hollow() -> None:
    assert read(figures.quarterly_lines(QUARTERS)).series[0].hollow == (False, False, False, True)


def test_a_target_is_a_dashed_line_with_its_label_over_its_quarters_alone() -> None:
    target = {"value": 80, "from_quarter": "2019-20-Q2", "to_quarter": "2019-20-Q3"}
    (line,) = read(figures.quarterly_lines(QUARTERS, targets=[target])).references
    assert (line.label, line.value, line.start, line.end) == ("Target 80%", 80, 0.5, 2.5)
    assert line.dashed
    assert line.across


def test_a_year_is_one_stroke_over_its_quarters() -> None:
    rows = [{"quarter": "2018-19", "series": "Housing", "value": 70.0}, *QUARTERS]
    (stroke,) = read(figures.quarterly_lines(rows)).of("strokes")
    assert [(round(start, 2), round(end, 2), value) for start, end, value in stroke.spans] == [(-0.42, 3.42, 70.0)]
    assert stroke.values == (70.0, 70.0, 70.0, 70.0, None, None, None, None)


def test_years_alone_are_named_after_themselves() -> None:
    rows = [{"quarter": year, "series": "Housing", "value": 70.0} for year in ("2017-18", "2018-19")]
    plot = read(figures.quarterly_lines(rows))
    assert plot.categories == ("2017/18", "2018/19")
    assert plot.series[0].values == (70.0, 70.0)


def test_half_years_alone_are_named_with_their_year() -> None:
    rows = [{"quarter": half, "series": "Housing", "value": 70.0} for half in ("2017-18-H2", "2018-19-H1")]
    assert read(figures.quarterly_lines(rows)).categories == ("H2 2017/18", "H1 2018/19")


def test_lying_bars_carry_whole_names_intervals_and_what_stands_beside_them() -> None:
    plot = read(figures.ranked_bars(NAMES, target=80))
    bars, texts = plot.series
    assert plot.categories == (LONG, "Fish & <chips>")
    assert bars.values == (40.0, 85.0)
    assert bars.low == (12.0, 64.0)
    assert bars.high == (77.0, 95.0)
    assert [words(line) for line in texts.written] == ["40.0% of 5, below", "85.0% of 20"]
    assert plot.references[0].label == "Target 80%"


def test_the_parts_of_a_stack_keep_their_order_and_the_shares_above_them() -> None:
    rows = [{"quarter": "2019-20-Q4", "on": 3.0, "off": -1.0, "share": 25.0}]
    plot = read(figures.stacked_bars(rows, parts=(("on", "On contract"), ("off", "Off contract")), above="share"))
    assert plot.stacking == "stacked"
    assert [(one.name, one.values) for one in plot.of("bars")] == [("On contract", (3.0,)), ("Off contract", (-1.0,))]
    assert plot.of("texts")[0].written[0][0].text == "25%"


def test_pounds_are_pounds_and_their_shares_do_not_mislead() -> None:
    rows = [{"label": "2018/19", "value": 5.4, "cases": "£1m of £20m"}, {"label": "2019/20", "value": 6.0}]
    assert read(figures.year_bars(rows)).unit == "percent"
    assert read(figures.ranked_bars([{"label": "A", "value": 2500.0}], unit="gbp", decimals=0)).unit == "gbp"


def test_points_that_stand_out_are_rings_at_their_quarters() -> None:
    rows = [{"quarter": f"2019-20-Q{n}", "value": float(n), "remark": "high" if n == 4 else ""} for n in range(1, 5)]
    limits = {"centre": 2.0, "lower": 1.0, "upper": 3.0, "from_quarter": "2019-20-Q1", "to_quarter": "2019-20-Q4"}
    plot = read(figures.process_lines(rows, name="Rate", limits=limits))
    assert plot.of("rings")[0].values == (None, None, None, 4.0)
    assert (plot.bands[0].low, plot.bands[0].high) == (1.0, 3.0)
    assert [line.label for line in plot.references] == ["Mean"]


def test_a_bridge_keeps_where_its_bars_begin() -> None:
    rows = [
        {"label": "Before", "value": 10, "total": True},
        {"label": "Left", "value": -4, "total": False},
        {"label": "After", "value": 6, "total": True},
    ]
    bars = read(figures.bridge(rows)).series[0]
    assert bars.values == (10, 4, 6)
    assert bars.bases == (0, 6, 0)


def test_a_share_over_bars_is_a_number_as_exact_as_the_page_says_it() -> None:
    rows = [{"quarter": "2019-20-Q4", "on": 3.0, "off": 1.0, "share": 100 / 3}]
    plot = read(figures.stacked_bars(rows, parts=(("on", "On"), ("off", "Off")), above="share"))
    assert plot.of("texts")[0].amounts == (33.3,)


def test_numbers_that_need_no_decimals_have_none() -> None:
    rows = [{"label": "A", "value": 12.0}, {"label": "B", "value": 3.0}]
    assert read(figures.ranked_bars(rows, unit="fte", decimals=1)).decimals == 0
    assert read(figures.ranked_bars([*rows, {"label": "C", "value": 3.5}], unit="fte", decimals=1)).decimals == 1


def test_lines_over_months_are_named_by_month_even_where_a_year_has_no_more() -> None:
    rows = [{"series": "2019/20", "place": place, "label": "April 2019", "value": 1.0} for place in range(2)]
    assert read(figures.year_lines(rows)).categories[:2] == ("Apr", "May")


def test_a_period_without_a_value_is_no_stroke() -> None:
    rows = [
        {"quarter": year, "series": "Housing", "value": value} for year, value in (("2017-18", 7), ("2018-19", None))
    ]
    assert len(read(figures.quarterly_lines(rows)).series[0].spans) == 1


def test_limits_that_nature_sets_are_known_as_such() -> None:
    rows = [{"quarter": "2019-20-Q4", "value": 95.0}]
    limits = {"centre": 95, "lower": 88, "upper": None, "from_quarter": "2019-20-Q4", "to_quarter": "2019-20-Q4"}
    (band,) = read(figures.process_lines(rows, name="Rate", limits=limits)).bands
    assert (band.lower, band.upper, band.high) == (True, False, 100)


def test_every_label_at_a_line_s_end_says_which_line_it_is_of() -> None:
    rows = [{"quarter": "2019-20-Q4", "series": name, "value": 5.0} for name in ("Stage 1", "Stage 1 adults")]
    assert [label.of for label in read(figures.quarterly_lines(rows)).wide.labels] == ["Stage 1", "Stage 1 adults"]


def test_a_narrow_frame_has_the_same_marks_and_names_them_elsewhere() -> None:
    plot = read(figures.ranked_bars(NAMES, target=80))
    assert [label.text for label in plot.wide.labels] == ["Target 80%"]
    assert [label.text for label in plot.narrow.labels] == ["Target 80%", LONG, "Fish & <chips>"]
    assert plot.narrow.y.ticks == ()
    assert plot.wide.x.ends == plot.narrow.x.ends


def test_narrow_bars_are_about_as_far_apart_however_many_and_few_take_less_room() -> None:
    def pitch(plot: Plot) -> float:
        top, _, bottom, _ = plot.narrow.margin
        (low, high), (start, end) = plot.narrow.y.ends, plot.narrow.y.domain
        return (plot.narrow.height - top - bottom) * (end - start) / (low - high)

    one, twelve = (read(figures.ranked_bars([*NAMES, *NAMES * 5][:count])) for count in (1, 12))
    assert pitch(one) == pytest.approx(pitch(twelve), rel=0.2)
    assert one.narrow.height < one.wide.height / 1.5 < twelve.narrow.height / 2


def test_a_picture_is_as_wide_as_asked_at_200_dots_an_inch() -> None:
    image = Image.open(BytesIO(picture(card(figures.quarterly_lines(QUARTERS)), width_mm=127)))
    assert image.width == 1000


def test_a_short_list_of_bars_makes_a_low_picture() -> None:
    low = Image.open(BytesIO(picture(card(figures.ranked_bars(NAMES)))))
    high = Image.open(BytesIO(picture(card(figures.ranked_bars(NAMES * 5)))))
    assert low.height < high.height / 2


def test_words_in_a_vector_picture_are_words() -> None:
    text = picture(card(figures.ranked_bars(NAMES)), form="svg").decode()
    assert "Fish &amp; &lt;chips&gt;" in text
    assert "of 20" in text


def test_the_same_plot_is_the_same_file() -> None:
    plot = read(figures.quarterly_lines(QUARTERS))
    assert drawn(plot, 160, "png", LIGHT) == drawn(plot, 160, "png", LIGHT)
    assert drawn(plot, 160, "svg", LIGHT) == drawn(plot, 160, "svg", LIGHT)


def test_threads_draw_what_one_would() -> None:
    cards = [card(figures.ranked_bars(NAMES * count)) for count in (1, 2, 3, 4)]
    alone = [picture(one) for one in cards]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(picture, cards * 2)) == alone * 2


def test_without_the_houses_typeface_the_librarys_own_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SOURCE", fonts.SOURCE.with_name("missing.woff2"))
    fonts.face.cache_clear()
    try:
        assert fonts.face(bold=True) is None
        assert picture(card(figures.ranked_bars(NAMES))).startswith(b"\x89PNG")
    finally:
        fonts.face.cache_clear()


def test_quarters_that_would_touch_leave_room_to_those_that_open_a_year() -> None:
    rows = [
        {
            "quarter": f"{year}-{year % 100 + 1:02}-Q{n}",
            "series": "A series with a name so long that it takes",
            "value": 5,
        }
        for year in range(2014, 2020)
        for n in (1, 2, 3, 4)
    ]
    plot = read(figures.quarterly_lines(rows))
    sheet = Sheet(plot, 160, LIGHT)
    assert [text.partition("\n")[2] for _, text in sheet.roomy()][:2] == ["2014/15", "2015/16"]


@pytest.mark.parametrize("fill", [*SERIES, "tint", "late"])
def test_values_in_bars_can_be_read_on_every_fill(fill: Colour) -> None:
    assert ratio(luminance(LIGHT[fill]), luminance(LIGHT[ink_on(fill)])) >= 4.5


def test_a_picture_in_the_dark_has_its_colours_and_its_patterns() -> None:
    rows = [{"quarter": "2019-20-Q4", "a": 3, "b": 2, "c": 1}]
    plot = read(figures.stacked_bars(rows, parts=(("a", "A"), ("b", "B"), ("c", "C"))))
    dark = drawn(plot, 160, "svg", DARK).decode()
    assert DARK.series_1 in dark
    assert LIGHT.series_1 not in dark
    assert "<pattern" in dark


def test_a_card_without_a_chart_has_no_picture() -> None:
    with pytest.raises(ValueError, match="no chart"):
        picture(card(None))
