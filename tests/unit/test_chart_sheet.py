"""What a native chart holds, from the record of what the page draws."""

from __future__ import annotations

from dashboard import figures
from dashboard.figures.plot import Plot
from dashboard.report.powerpoint.chart_lines import end_line
from dashboard.report.powerpoint.chart_sheet import data_of, marks_of, parts_of

QUARTERS = [{"quarter": f"2019-20-Q{n}", "value": 90.0 + n} for n in range(1, 5)]


def made(plot: Plot | None) -> Plot:
    assert plot is not None
    return plot


def limits(lower: float | None, upper: float | None) -> list[str]:
    """The names of the limits in the sheet."""
    found = {"centre": 92, "lower": lower, "upper": upper, "from_quarter": "2019-20-Q1", "to_quarter": "2019-20-Q4"}
    plot = made(figures.process_lines(QUARTERS, name="In time", limits=found))
    return [mark.name for mark in marks_of(plot) if mark.kind == "limit"]


def test_two_limits_are_told_apart_and_one_alone_is_the_limit() -> None:
    assert limits(85, 97) == ["Lower limit", "Upper limit"]
    assert limits(85, None) == ["Limit"]
    assert limits(None, 97) == ["Limit"]
    assert limits(None, None) == []


def test_a_share_over_bars_is_a_line_of_its_own_as_exact_as_the_page() -> None:
    rows = [{"quarter": "2019-20-Q4", "on": 2.0, "off": 1.0, "share": 100 / 3}]
    plot = made(figures.stacked_bars(rows, parts=(("on", "On"), ("off", "Off")), above="share", above_label="Off"))
    (_, bars), (name, share) = parts_of(plot)
    assert [one.form for one in bars.series] == ["bars", "bars"]
    assert (name, share.series[0].form, share.series[0].values) == ("Off", "line", (33.3,))
    assert (share.unit, share.wide.labels) == ("percent", ())


def test_days_are_written_as_an_axis_of_many_has_room_for_them() -> None:
    plot = made(figures.histogram([{"days": 1, "cases": 2}, {"days": 40, "cases": 1}], last=30))
    data = data_of(plot, marks_of(plot))
    assert [category.label for category in data.categories][-2:] == ["29", "30+"]
    assert plot.categories[-1] == "30 or more working days"


def test_quarters_stand_under_their_years_and_years_alone_do_not() -> None:
    plot = made(figures.process_lines(QUARTERS, name="In time"))
    (year,) = data_of(plot, marks_of(plot)).categories
    assert (year.label, [quarter.label for quarter in year.sub_categories]) == ("2019/20", ["Q1", "Q2", "Q3", "Q4"])
    rows = [{"quarter": year, "series": "A", "value": 1.0} for year in ("2018-19", "2019-20")]
    years = made(figures.quarterly_lines(rows))
    assert [category.label for category in data_of(years, marks_of(years)).categories] == ["2018/19", "2019/20"]


def test_a_line_has_its_own_label_where_another_s_name_begins_alike() -> None:
    rows = [
        {"quarter": "2019-20-Q4", "series": name, "value": n} for n, name in enumerate(("Stage 1 adults", "Stage 1"))
    ]
    plot = made(figures.quarterly_lines(rows, unit="count", decimals=0))
    assert [run.text for run in end_line(plot, "Stage 1")] == ["■", " Stage 1 ", "1"]
