"""Figures: Plotly accepts them, they carry their whole layout, and they say what their rows say."""

import copy
import itertools

import plotly.graph_objects as go
import pytest
from as_plotly import AsPlotly, accepted
from every_form import EVERY_FORM, LAST, line_rows, quarters, ranked_rows, year_rows

from dashboard.figures import for_browser, theme
from dashboard.figures.frame import nice_ticks, spread
from dashboard.figures.stacked import sparse

figures = AsPlotly()


def drawn(form, count):
    """A form's figure as the browser gets it."""
    return accepted(for_browser(EVERY_FORM[form](count), theme.LIGHT))


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
@pytest.mark.parametrize("form", EVERY_FORM)
def test_plotly_accepts_every_form_at_every_size(form, count):
    go.Figure(drawn(form, count))


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_narrow_form_is_accepted_too(form):
    figure = drawn(form, 12)
    layout = copy.deepcopy(figure["layout"])
    patch = layout["meta"]["narrow"]
    traces = patch.pop("traces", [])
    for name, value in patch.items():
        layout[name] = {**layout[name], **value} if isinstance(value, dict) else value
    data = [{**trace, **change} for trace, change in zip(figure["data"], [*traces, *[{}] * 9], strict=False)]
    go.Figure({"data": data, "layout": layout})


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_form_carries_its_sizes_ticks_and_font(form):
    layout = drawn(form, 12)["layout"]
    assert layout["height"] == theme.CHART_HEIGHT
    assert set(layout["margin"]) >= {"t", "r", "b", "l"}
    assert layout["font"]["family"] == theme.FONT
    for axis in ("xaxis", "yaxis"):
        assert layout[axis]["automargin"] is False
        assert "tickvals" in layout[axis]
    assert "template" not in layout


@pytest.mark.parametrize("form", EVERY_FORM)
def test_no_text_is_smaller_than_13_pixels(form):
    assert min(sizes(drawn(form, 12))) >= theme.SMALL_SIZE == 13


def test_nothing_to_draw_is_no_figure():
    assert figures.quarterly_lines([]) is None
    assert figures.quarterly_lines([{"quarter": LAST, "series": "A", "value": None}]) is None
    assert figures.bars_and_line([], bars="a", line_name="b") is None
    assert figures.stacked_bars([{"quarter": LAST, "a": 0}], parts=[("a", "A")]) is None
    assert figures.ranked_bars([]) is None
    assert figures.paired_bars([{"label": "A", "now": 0, "before": 0}], now_label="a", before_label="b") is None
    assert figures.histogram([{"days": 3, "cases": 0}]) is None
    assert figures.banded_bars([]) is None
    assert figures.year_lines([{"series": "2019/20", "place": 0, "label": "April 2019", "value": None}]) is None
    assert figures.year_bars([{"label": "2019/20", "value": None}]) is None
    assert figures.process_lines([{"quarter": LAST, "value": None}], name="A") is None


def test_rows_are_left_as_they_were():
    rows = line_rows()
    before = copy.deepcopy(rows)
    figures.quarterly_lines(rows, targets=[{"value": 80}])
    assert rows == before


def test_a_missing_quarter_is_a_gap_in_the_line():
    rows = [row for row in line_rows(5, ("A",)) if row["quarter"] != (LAST - 2).id]
    trace = figures.quarterly_lines(rows)["data"][0]
    assert trace["y"][2] is None
    assert trace["connectgaps"] is False


def test_published_points_are_filled_and_illustrative_ones_hollow():
    rows = [{"quarter": q, "series": "A", "value": 1.0, "published": q == LAST} for q in quarters(2)]
    colours = figures.quarterly_lines(rows)["data"][0]["marker"]["color"]
    assert colours == [theme.LIGHT.paper, theme.LIGHT.series_1]


def test_at_most_four_series_are_drawn_and_told_apart_by_shape():
    traces = figures.quarterly_lines(line_rows(4, "ABCDE"))["data"]
    assert [trace["name"] for trace in traces] == ["A", "B", "C", "D"]
    assert len({trace["marker"]["symbol"] for trace in traces}) == 4


def test_lines_are_labelled_at_their_ends_with_their_last_value():
    texts = [label["text"] for label in figures.quarterly_lines(line_rows(3))["layout"]["annotations"]]
    assert any("Stage 1 <b>88.0%</b>" in text for text in texts)


def test_labels_at_line_ends_keep_their_distance():
    labels = figures.quarterly_lines(line_rows(3), targets=[{"value": 88.1}])["layout"]["annotations"]
    height = theme.CHART_HEIGHT - 12 - 44
    places = sorted(label["y"] * height for label in labels)
    assert min(b - a for a, b in itertools.pairwise(places)) >= 17.9


def test_spread_keeps_labels_apart_inside_the_plot_and_in_order():
    places = spread([100, 100, 100, 0], gap=20, top=110)
    assert sorted(places, reverse=True) == [*sorted(places[:3], reverse=True), places[3]]
    assert max(places) <= 110
    assert min(abs(a - b) for n, a in enumerate(places) for b in places[n + 1 :]) >= 19.99


def test_a_target_runs_over_the_quarters_for_which_it_is_set():
    target = {"value": 75, "from_quarter": (LAST - 1).id}
    line = figures.quarterly_lines(line_rows(4), targets=[target])["layout"]["shapes"][0]
    assert (line["x0"], line["x1"]) == (1.5, 3.5)


def test_the_year_stands_once_under_its_first_quarter():
    ticks = figures.quarterly_lines(line_rows(6))["layout"]["xaxis"]["ticktext"]
    assert ticks == ["Q3<br>2018/19", "Q4", "Q1<br>2019/20", "Q2", "Q3", "Q4"]


def test_a_year_cut_off_to_its_last_quarter_is_not_named_into_its_neighbour():
    ticks = figures.quarterly_lines(line_rows(5))["layout"]["xaxis"]["ticktext"]
    assert ticks[:2] == ["Q4", "Q1<br>2019/20"]


def test_councils_that_report_by_half_year_or_year_get_their_own_axis():
    def ticks(*periods):
        rows = [{"quarter": period, "series": "A", "value": 1.0} for period in periods]
        return figures.quarterly_lines(rows)["layout"]["xaxis"]["ticktext"]

    assert ticks("2018-19-H1", "2018-19-H2", "2019-20-H1") == ["H1<br>2018/19", "H2", "H1<br>2019/20"]
    assert ticks("2018-19", "2019-20") == ["2018/19", "2019/20"]


def test_long_series_and_phones_name_years_alone():
    assert figures.quarterly_lines(line_rows(28))["layout"]["xaxis"]["ticktext"][0] == "2013/14"
    narrow = figures.quarterly_lines(line_rows(12))["layout"]["meta"]["narrow"]["xaxis"]
    assert narrow["ticktext"] == ["2017/18", "2018/19", "2019/20"]


def test_bars_below_the_target_are_orange_and_say_so():
    figure = figures.ranked_bars(ranked_rows(3), target=80)
    bars, values = figure["data"][0], figure["data"][1]
    assert bars["marker"]["color"] == [theme.LIGHT.series_1, theme.LIGHT.series_1, theme.LIGHT.late]
    assert values["text"] == ["<b>95.0%</b> of 20", "<b>85.0%</b> of 20", "<b>75.0%</b> of 20, below"]
    assert "below target" in bars["hovertext"][2]


def test_bars_carry_where_they_lead_and_their_interval():
    bars = figures.ranked_bars(ranked_rows(1), target=80)["data"][0]
    assert bars["customdata"] == ["?s=0"]
    assert bars["error_x"]["array"] == [4.0]
    assert "95% interval 40.0% to 99.0%" in bars["hovertext"][0]


def test_only_so_many_bars_are_drawn():
    assert len(figures.ranked_bars(ranked_rows(9), limit=5)["data"][0]["x"]) == 5


def test_late_answers_are_orange_and_counted_in_words():
    figure = figures.histogram(
        [{"days": 9, "cases": 4}, {"days": 10, "cases": 3}, {"days": 11, "cases": 2}], deadline=10
    )
    in_time, late = figure["data"]
    assert (sum(in_time["y"]), sum(late["y"])) == (7, 2)
    assert late["marker"]["color"] == theme.LIGHT.late
    assert any("<b>2 late</b> of 9" in label["text"] for label in figure["layout"]["annotations"])


def test_the_words_on_late_answers_stay_inside_the_chart_where_only_its_last_bar_is_late():
    figure = figures.histogram([{"days": 4, "cases": 4}, {"days": 24, "cases": 1}], deadline=10)
    label = next(one for one in figure["layout"]["annotations"] if "late" in one["text"])
    assert (label["x"], label["xanchor"]) == (24.5, "right")


def test_days_beyond_the_axis_are_gathered_and_none_is_lost():
    figure = figures.histogram([{"days": 3, "cases": 5}, {"days": 90, "cases": 1}], deadline=10, last=30)
    assert sum(sum(trace["y"]) for trace in figure["data"]) == 6
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "30+"


def test_mixed_deadlines_take_their_late_cases_from_the_rows():
    figure = figures.histogram([{"days": 12, "cases": 5, "late": 2}])
    assert [sum(trace["y"]) for trace in figure["data"]] == [3, 2]


def test_bands_say_how_many_are_overdue():
    rows = [
        {"label": "0 to 5", "cases": 4},
        {"label": "6 to 10", "cases": 3, "late": 1},
        {"label": "More", "cases": 2, "late": 2},
    ]
    texts = [label["text"] for label in figures.banded_bars(rows)["layout"]["annotations"]]
    assert "overdue" not in texts[0]
    assert "1 overdue" in texts[1]
    assert "all overdue" in texts[2]


def test_this_year_is_strong_and_earlier_years_pale():
    rows = [{"label": "2018/19", "value": 80.0}, {"label": "2019/20", "value": 90.0}]
    bars = figures.year_bars(rows)["data"][0]
    assert bars["marker"]["color"] == [theme.LIGHT.tint, theme.LIGHT.series_1]
    assert bars["text"] == ["80.0%", "<b>90.0%</b>"]


@pytest.mark.parametrize(
    ("bottom", "top", "ticks"),
    [
        (0, 3, [0, 1, 2, 3]),
        (0, 447, [0, 100, 200, 300, 400, 500]),
        (0, 19, [0, 5, 10, 15, 20]),
        (-30, 60, [-40, -20, 0, 20, 40, 60]),
    ],
)
def test_ticks_are_few_and_round(bottom, top, ticks):
    assert nice_ticks(bottom, top) == ticks


def test_sparse_texts_end_with_the_last():
    assert sparse(["a", "b", "c", "d", "e"], 2) == ["a", "", "c", "", "e"]


def sizes(part):
    """Every font size in a figure."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "size" and "family" in part:
                yield value
            yield from sizes(value)
    elif isinstance(part, list):
        for value in part:
            yield from sizes(value)


def test_stacked_bars_wear_the_mark_of_what_has_been_revised() -> None:
    rows = [
        {"quarter": f"2019-20-Q{n}", "a": 3, "b": 4, "share": 40.0, "revised": n == 2 and "before 6"} for n in (1, 2)
    ]
    parts = (("a", "A"), ("b", "B"))
    plain, shared = figures.stacked_bars(rows, parts=parts), figures.stacked_bars(rows, parts=parts, above="share")
    assert [label["text"] for label in plain["layout"]["annotations"]].count("[r]") == 1
    assert [text.endswith("[r]") for text in shared["data"][-1]["text"]] == [False, True]
    assert all("[r] before 6" in series["hovertext"][1] for series in plain["data"])


def test_a_share_above_bars_says_of_how_many_and_stands_off_the_highest() -> None:
    rows = [{"quarter": "2019-20-Q4", "a": 3, "b": 4, "share": 42.9, "above_cases": "3 of 7"}]
    figure = figures.stacked_bars(rows, parts=(("a", "A"), ("b", "B")), above="share", above_label="Share")
    assert figure["data"][-1]["hovertext"] == ["<b>Q4 2019/20</b><br>Share: 42.9% (3 of 7)"]
    assert figure["data"][-1]["y"][0] > 7


def test_a_ranked_bar_says_how_it_stands_against_the_target() -> None:
    rows = [{"label": name, "value": value, "few": name == "C"} for name, value in (("A", 70), ("B", 90), ("C", 90))]
    below, met, few = figures.ranked_bars(rows, target=80)["data"][0]["hovertext"]
    assert below == "<b>A</b><br>70.0%, below target<br>Target 80%"
    assert met == "<b>B</b><br>90.0%<br>Target 80%: target met"
    assert few == "<b>C</b><br>90.0%<br>Target 80%: too few cases to say"


def test_a_band_is_called_by_its_whole_name() -> None:
    rows = [{"label": "0 to 5", "name": "0 to 5 working days", "cases": 3}, {"label": "6 to 10", "cases": 1}]
    bars = figures.banded_bars(rows, in_time="")
    assert bars["data"][0]["hovertext"] == ["<b>0 to 5 working days</b><br>3 cases", "<b>6 to 10</b><br>1 case"]
    assert bars["layout"]["xaxis"]["ticktext"] == ["0 to 5", "6 to 10"]


@pytest.mark.parametrize("name", ["Planning " + "Llanfair" * 9, "Parking and all other matters concerning " * 3])
def test_a_name_without_room_is_shortened_in_the_chart_and_whole_at_its_mark(name: str) -> None:
    name = name.strip()
    figure = figures.ranked_bars([{"label": name, "value": 90}])
    (wide,) = figure["layout"]["yaxis"]["ticktext"]
    (narrow,) = figure["layout"]["meta"]["narrow"]["annotations"]
    assert all(len(line) <= 34 for line in wide.split("<br>"))
    assert len(wide.split("<br>")) == 2
    assert len(narrow["text"]) <= 57
    assert wide.endswith("…")
    assert narrow["text"].endswith("…")
    assert figure["data"][0]["hovertext"][0].startswith(f"<b>{name}</b>")


def test_negative_amounts_are_stacked_below_zero() -> None:
    rows = [
        {"quarter": "2019-20-Q3", "gain": 300_000, "loss": 0},
        {"quarter": "2019-20-Q4", "gain": 2_400_000, "loss": -900_000},
    ]
    figure = figures.stacked_bars(rows, parts=(("gain", "Gain"), ("loss", "Loss")), unit="gbp")
    assert figure
    low, high = figure["layout"]["yaxis"]["range"]
    assert (figure["layout"]["barmode"], low <= -900_000, high >= 2_400_000) == ("relative", True, True)
    assert "−£900,000" in figure["data"][1]["hovertext"][1]
    assert [label["text"].partition("</span> ")[2] for label in figure["layout"]["annotations"]] == [
        "Gain <b>£2.4m</b>",
        "Loss <b>−£900k</b>",
    ]
    go.Figure(figure)


def test_a_negative_value_is_ranked_left_of_zero() -> None:
    rows = [{"label": "Gain", "value": 50_000}, {"label": "Loss", "value": -12_000}]
    figure = figures.ranked_bars(rows, unit="gbp", decimals=0)
    assert figure
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -12_000 < 50_000 < high
    go.Figure(figure)


def test_a_year_is_one_stroke_of_its_width_and_joins_no_line() -> None:
    year = {"quarter": "2016-17", "series": "Take-up", "value": 40.0, "link": "?year"}
    drawn = figures.quarterly_lines([year, *line_rows(12, ["Take-up"])])["data"]
    line = next(trace for trace in drawn if trace["mode"] == "lines+markers")
    stroke = next(trace for trace in drawn if trace["mode"] == "lines")
    assert line["y"][:4] == [None] * 4
    assert (round(stroke["x"][0]), round(stroke["x"][2])) == (0, 3)
    assert stroke["y"][:3] == [40.0] * 3
    assert {"?year"} == set(stroke["customdata"])


def test_years_alone_have_an_axis_of_years_and_no_line() -> None:
    rows = [{"quarter": year, "series": "Take-up", "value": 2.4} for year in ("2012-13", "2013-14")]
    figure = figures.quarterly_lines(rows)
    assert [trace["mode"] for trace in figure["data"]] == ["lines"]
    assert None in figure["data"][0]["x"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["2012/13", "2013/14"]


def test_long_numbers_have_room_before_the_first_mark() -> None:
    def room(value):
        rows = [{"quarter": quarter, "bar": value, "line": value} for quarter in quarters(4)]
        return figures.bars_and_line(rows, bars="In", line_name="Out")["layout"]["xaxis"]["range"][0]

    assert room(300_000) < room(300)


def test_gains_go_right_and_losses_left_of_a_line_inside_the_plot() -> None:
    figure = figures.diverging_bars([{"label": "Online", "value": 15_835}, {"label": "Post", "value": -1_658}])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -1_658
    assert high > 15_835
    assert list(figure["data"][1]["text"]) == ["<b>+15,835</b>", "<b>\u22121,658</b>"]
    assert figures.diverging_bars([{"label": "Online", "value": 0}]) is None


def test_a_year_runs_from_april_to_march_and_stops_where_it_has_no_more_months() -> None:
    figure = figures.year_lines(year_rows(3), unit="gbp")
    assert figure["layout"]["xaxis"]["ticktext"][0::11] == ["Apr", "Mar"]
    assert figure["data"][0]["y"] == [0, 1000.5, 2001, *[None] * 9]
    first = figure["layout"]["annotations"][0]
    assert first["text"].endswith("2019/20 <b>£2k</b>")


def test_a_target_stands_over_bars_and_on_the_axis() -> None:
    rows = [{"quarter": quarter, "bar": 100, "line": 90} for quarter in quarters(4)]
    target = {"value": 400, "from_quarter": LAST, "to_quarter": LAST}
    figure = figures.bars_and_line(rows, bars="A year before", line_name="Spend", unit="gbp", targets=[target])
    assert [(shape["x0"], shape["x1"], shape["y0"]) for shape in figure["layout"]["shapes"]] == [(2.5, 3.5, 400)]
    assert figure["layout"]["yaxis"]["range"][1] >= 400
    assert any("Target £400" in label["text"] for label in figure["layout"]["annotations"])


def test_small_shares_may_fill_their_axis() -> None:
    rows = [{"quarter": LAST, "series": "Off contract", "value": 12.0}]
    assert figures.quarterly_lines(rows)["layout"]["yaxis"]["tickvals"][-1] == 100
    assert figures.quarterly_lines(rows, whole=False)["layout"]["yaxis"]["tickvals"][-1] < 20


def test_a_point_that_stands_out_is_ringed_where_it_stands_and_says_how():
    rows = [{"quarter": quarter, "value": 80.0, "remark": ""} for quarter in quarters(8)]
    rows[5] |= {"value": 99.0, "remark": "Clearly better"}
    line, rings = figures.process_lines(rows, name="Answered")["data"]
    assert (rings["x"], rings["y"]) == ([5], [99.0])
    assert line["hovertext"][5].endswith("Clearly better")
    assert "Clearly" not in line["hovertext"][4]


def test_the_band_covers_the_quarters_that_its_limits_come_from():
    limits = {"centre": 50, "lower": 40, "upper": 60, "from_quarter": LAST - 3, "to_quarter": LAST}
    rows = [{"quarter": quarter, "value": 50.0} for quarter in quarters(8)]
    figure = figures.process_lines(rows, name="Answered", limits=limits)
    band = next(shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect")
    assert (band["x0"], band["x1"], band["y0"], band["y1"]) == (3.5, 7.5, 40, 60)
    assert sum(note["text"] == "Limit" for note in figure["layout"]["annotations"]) == 2


def test_what_happened_stands_upright_a_new_level_where_its_quarter_begins():
    rows = [{"quarter": quarter, "value": 50.0} for quarter in quarters(8)]
    events = [
        {"quarter": LAST - 3, "label": "A", "step": True},
        {"quarter": LAST, "label": "B", "step": False},
    ]
    figure = figures.process_lines(rows, name="Answered", events=events)
    upright = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "line" and shape["x0"] == shape["x1"]]
    assert [line["x0"] for line in upright] == [3.5, 7]
    assert all("dash" in line["line"] for line in upright)
    heads = {
        note["text"]: note["x"] for note in figure["layout"]["annotations"] if note["text"] in ("<b>A</b>", "<b>B</b>")
    }
    assert heads == {"<b>A</b>": 3.5, "<b>B</b>": 7}


def test_a_limit_that_nature_sets_has_no_label():
    limits = {"centre": 95, "lower": 88, "upper": None, "from_quarter": LAST - 7, "to_quarter": LAST}
    rows = [{"quarter": quarter, "value": 95.0} for quarter in quarters(8)]
    figure = figures.process_lines(rows, name="Answered", limits=limits)
    assert sum(note["text"] == "Limit" for note in figure["layout"]["annotations"]) == 1
    assert next(shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect")["y1"] == 100


def test_a_name_is_printed_and_never_run_as_markup():
    name = 'Parks & <a href="https://example.org">gardens</a>'
    rows = [{"label": name, "value": 90.0, "of": 10, "now": 3, "before": 2}]
    for figure in (figures.ranked_bars(rows), figures.paired_bars(rows, now_label="now", before_label="before")):
        assert "<a" not in str(figure)
        assert "Parks & &lt;a" in str(figure)
