"""A plot of every visual form, as large as asked, for tests of figures and of their writers."""

from collections.abc import Callable

from dashboard import figures
from dashboard.basics.quarters import Period, span
from dashboard.figures.plot import Plot

LAST = Period.parse("2019-20-Q4")


def quarters(count):
    return span(LAST - (count - 1), LAST)


def line_rows(count=12, series=("Stage 1", "Stage 2")):
    return [
        {"quarter": quarter.id, "series": name, "value": 90.0 - place, "cases": "9 of 10", "published": place % 2 == 0}
        for name in series
        for place, quarter in enumerate(quarters(count))
    ]


def ranked_rows(count=3):
    return [
        {
            "label": f"Service {place}",
            "value": 95.0 - 10 * place,
            "of": 20,
            "low": 40.0,
            "high": 99.0,
            "link": f"?s={place}",
        }
        for place in range(count)
    ]


def year_rows(count):
    return [
        {"series": name, "place": place, "label": f"Month {place}", "value": 1000.5 * place, "link": f"?m={place}"}
        for name in ("2019/20", "2018/19")
        for place in range(min(count, 12))
    ]


CURVE = figures.Curve("95%", [1, 10, 100, 1000], [(20.0, 100.0), (50.0, 100.0), (70.0, 90.0), (77.0, 83.0)])


def funnel_rows(count):
    looks = ("clearly", "may", "usual", "few")
    return [
        {
            "label": f"Service {place}",
            "value": 60.0 + place,
            "of": 4 + place * 11,
            "look": looks[place % len(looks)],
            "alarm": place % 2 == 0,
            "cases": "9 of 10",
            "told": "Clearly lower",
            "link": f"?s={place}",
        }
        for place in range(count)
    ]


EVERY_FORM: dict[str, Callable[[int], Plot]] = {
    "quarterly_lines": lambda count: figures.quarterly_lines(line_rows(count), targets=[{"value": 80}]),
    "quarterly_panels": lambda count: figures.quarterly_panels(
        line_rows(count), targets=[{"series": "Stage 1", "value": 80}], aims={"Stage 1": "Target 80%"}
    ),
    "bars_and_line": lambda count: figures.bars_and_line(
        [{"quarter": quarter, "bar": 300, "line": 290} for quarter in quarters(count)], bars="In", line_name="Out"
    ),
    "stacked_bars": lambda count: figures.stacked_bars(
        [{"quarter": quarter, "a": 3, "b": 4, "share": 43.0} for quarter in quarters(count)],
        parts=[("a", "Upheld"), ("b", "Not upheld")],
        above="share",
        above_label="Share upheld",
    ),
    "ranked_bars": lambda count: figures.ranked_bars(ranked_rows(count), target=80),
    "funnel": lambda count: figures.funnel(funnel_rows(count), whole=80, curves=[CURVE], target=85, counts="Answers"),
    "paired_bars": lambda count: figures.paired_bars(
        [{"label": f"Theme {n}", "now": n + 1, "before": n} for n in range(count)], now_label="Q4", before_label="Q3"
    ),
    "diverging_bars": lambda count: figures.diverging_bars(
        [{"label": f"Channel {n}", "value": (n + 1) * (-1) ** n, "link": None} for n in range(count)]
    ),
    "histogram": lambda count: figures.histogram([{"days": n, "cases": 5} for n in range(count)], deadline=10),
    "banded_bars": lambda count: figures.banded_bars(
        [{"label": f"{n} days", "cases": 5, "late": 1} for n in range(count)]
    ),
    "bridge": lambda count: figures.bridge(
        [{"label": f"Q{n}", "value": 9 + n, "total": n in (0, count - 1)} for n in range(count)]
    ),
    "ranked_dots": lambda count: figures.ranked_dots(
        [{"label": f"Council {n}", "value": 1.5 + n, "own": n == 0, "when": "Q4"} for n in range(count)]
    ),
    "process_lines": lambda count: figures.process_lines(
        [{**row, "remark": "above the limits" if n == 0 else ""} for n, row in enumerate(line_rows(count, ["A"]))],
        name="Answered in time",
        limits={"centre": 84, "lower": 78, "upper": None, "from_quarter": quarters(count)[0], "to_quarter": LAST},
        targets=[{"value": 80}],
    ),
    "year_lines": lambda count: figures.year_lines(year_rows(count)),
    "value_curve": lambda count: figures.value_curve(
        [{"label": f"Council {n}", "value": 1.5 + n, "own": n == 0, "near": n == 1} for n in range(count)],
        lines=[{"label": "England", "value": 2.0}],
    ),
    "year_bars": lambda count: figures.year_bars(
        [{"label": f"{2000 + n}/01", "value": 80.0} for n in range(count)], target=75
    ),
}
