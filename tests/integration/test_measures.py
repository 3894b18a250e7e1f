"""Measures over the sample: the numbers a paper prints, asked for in every way there is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.measures.readings import figures
from dashboard.store.data import Data


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def rows(data: Data, measure: str, **asked: object) -> list[dict[str, object]]:
    return figures(data, measure, council="medway", **asked).to_dict("records")  # type: ignore[arg-type,return-value]


def test_the_command_line_gives_the_counts_of_the_fourth_quarter(sample_store: Path) -> None:
    asked = "complaints_timeliness --council medway --quarter 2019-20-Q4 --by stage --format csv"
    printed = scrutiny("figures", *asked.split(), "--data", sample_store)
    assert printed.returncode == 0, printed.stderr
    found = {row["stage"]: row for row in csv.DictReader(io.StringIO(printed.stdout))}
    assert {stage: (row["numerator"], row["denominator"]) for stage, row in found.items()} == {
        "corporate_stage_1": ("203", "225"),
        "corporate_stage_2": ("41", "54"),
        "childrens_stage_1": ("27", "30"),
        "adults": ("10", "21"),
    }
    assert float(found["corporate_stage_1"]["value"]) == pytest.approx(100 * 203 / 225)
    assert [found["corporate_stage_1"][key] for key in ("status", "short_trend", "unit")] == [
        "green",
        "worsened",
        "percent",
    ]


def test_json_holds_the_same_numbers_as_csv(sample_store: Path) -> None:
    asked = ["figures", "complaints_open", "--from", "2018-19-Q1", "--data", sample_store, "--format"]
    as_csv = list(csv.DictReader(io.StringIO(scrutiny(*asked, "csv").stdout)))
    as_json = json.loads(scrutiny(*asked, "json").stdout)
    assert len(as_json) == 8
    assert [int(row["value"]) for row in as_csv] == [row["value"] for row in as_json]


def test_first_published_keeps_what_the_papers_box_printed(data: Data) -> None:
    asked = {"quarter": "2019-20-Q3", "filters": {"stage": ["corporate_stage_1"]}}
    [latest] = rows(data, "complaints_timeliness", **asked)
    [first] = rows(data, "complaints_timeliness", basis="first_published", **asked)
    assert (latest["numerator"], first["numerator"]) == (341, 342)


def test_a_year_pools_its_quarters_and_a_stock_takes_its_last(data: Data) -> None:
    quarters = rows(data, "complaints_received", quarter="2019-20-Q4", since="2019-20-Q1")
    [year] = rows(data, "complaints_received", quarter="2019-20")
    assert year["value"] == sum(row["value"] for row in quarters)  # type: ignore[misc]
    [open_year] = rows(data, "complaints_open", quarter="2019-20")
    [open_quarter] = rows(data, "complaints_open", quarter="2019-20-Q4")
    assert open_year["value"] == open_quarter["value"]
    stage_1 = {"filters": {"stage": ["corporate_stage_1"]}}
    [pooled] = rows(data, "complaints_timeliness", quarter="2019-20", **stage_1)
    assert round(pooled["value"], 1) == 93.0  # type: ignore[call-overload]


def test_a_half_year_is_two_quarters(data: Data) -> None:
    [half] = rows(data, "complaints_received", quarter="2017-18-H1", filters={"stage": ["corporate_stage_1"]})
    assert half["value"] == 344 + 448


def test_parts_add_up_to_the_whole(data: Data) -> None:
    [whole] = rows(data, "complaints_received", quarter="2019-20-Q4")
    for split in ("directorate", "service", "stage", "month", "theme"):
        parts = rows(data, "complaints_received", quarter="2019-20-Q4", by=split)
        assert sum(row["value"] for row in parts) == whole["value"], split  # type: ignore[misc]


def test_months_print_as_year_and_month_in_order(data: Data) -> None:
    found = rows(
        data, "complaints_timeliness", quarter="2017-18-Q2", by="month", filters={"stage": ["corporate_stage_2"]}
    )
    assert [row["month"] for row in found] == ["2017-07", "2017-08", "2017-09"]
    assert found[-1]["value"] == 100


def test_a_period_without_data_is_a_gap_and_not_a_zero(data: Data) -> None:
    found = rows(data, "complaints_received", since="2019-20-Q4", quarter="2020-21-Q1")
    assert found[-1]["value"] is None
    assert found[-1]["status"] == "not_available"


def test_the_first_quarters_have_no_long_trend(data: Data) -> None:
    found = rows(data, "complaints_received", since="2015-16-Q1", quarter="2016-17-Q1")
    assert [row["long_trend"] == "not_available" for row in found] == [True, True, True, True, False]


def test_timeliness_over_all_stages_has_no_target(data: Data) -> None:
    [pooled] = rows(data, "complaints_timeliness", quarter="2019-20-Q4")
    assert (pooled["target"], pooled["status"]) == (None, "data_only")
    assert (pooled["numerator"], pooled["denominator"]) == (203 + 41 + 27 + 10, 225 + 54 + 30 + 21)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "channel"}, "cannot be split by channel"),
        ({"filters": {"service": ["Planing"]}}, 'Did you mean "Planning"'),
        ({"filters": {"stage": ["stage_3"]}}, 'no stage "stage_3"'),
        ({"quarter": "Q4"}, "is not a period"),
        ({"since": "2019-20-Q4", "quarter": "2018-19-Q1"}, "is later than the last"),
        ({"basis": "newest"}, 'no basis "newest"'),
        ({"period": "month"}, 'no period "month"'),
    ],
)
def test_what_does_not_exist_is_refused_in_words(data: Data, asked: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        rows(data, "complaints_timeliness", **asked)


def test_an_unknown_measure_exits_1_with_the_nearest_name(sample_store: Path) -> None:
    printed = scrutiny("figures", "complaints_timelines", "--data", sample_store)
    assert printed.returncode == 1
    assert 'Did you mean "complaints_timeliness"?' in printed.stderr
    assert "Traceback" not in printed.stderr
