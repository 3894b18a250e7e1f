"""The start page: what it counts, what it puts first, and the scorecard."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import written
from opened import ATTENTION as PAGE

from dashboard.basics.config import Settings
from dashboard.intake.loading import load
from dashboard.store.data import Data
from dashboard.views.pieces import View


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, search: str) -> View:
    return PAGE.content(data, search)[0]


def rows(shown: View) -> list[dict[str, object]]:
    assert shown.records is not None
    return list(shown.records.table.rows)


def test_the_papers_summary_comes_out_by_counting(data: Data) -> None:
    assert view(data, "?council=medway&quarter=2017-18-Q2").support == (
        "Council plan: 4 of 5 on target; 0 of 4 improved since last quarter; 1 of 5 improved over the long term."
    )


def test_missed_targets_come_first_and_lead_to_the_view_that_explains_them(data: Data) -> None:
    first, second, *others = view(data, "?council=medway&quarter=2019-20-Q4").items
    assert {first.status.code, second.status.code} == {"red"}
    assert all(item.status.code != "red" for item in others)
    assert second.link.startswith("/measure?council=medway&quarter=2019-20-Q4&measure=ta_")


def test_the_headline_counts_what_the_scorecard_shows(data: Data) -> None:
    shown = view(data, "?council=medway&quarter=2019-20-Q4")
    judged = [row["status"].code for row in rows(shown)]  # type: ignore[attr-defined]
    assert shown.headline == "Two of five measures with a target missed it in Q4 2019/20"
    assert (judged.count("red"), judged.count("green")) == (2, 3)


def test_a_single_measure_with_a_target_is_no_plural(tmp_path: Path) -> None:
    row = "measure,service_area,period,value,unit,nature,polarity,target\nA,S,2019-20-Q4,9,x,flow,higher,8\n"
    load(tmp_path / "store", "kpis", written(tmp_path, row), "northbeck", "2019-20-Q4")
    shown = view(Data(Settings(data=tmp_path / "store")), "?council=northbeck")
    assert shown.headline == "The one measure with a target met it in Q4 2019/20"


def test_statuses_can_be_achieved_or_failed(data: Data) -> None:
    shown = view(data, "?council=thurrock&quarter=2016-17-Q1&scheme=achieved_failed")
    assert {row["status"].code for row in rows(shown)} <= {"achieved", "failed", "data_only", "not_available"}  # type: ignore[attr-defined]


def test_the_scorecard_is_filtered_by_status_and_sorted_as_asked(data: Data) -> None:
    missed = rows(view(data, "?council=thurrock&quarter=2016-17-Q1&status=red"))
    assert missed
    assert {row["status"].code for row in missed} == {"red"}  # type: ignore[attr-defined]
    names = [row["name"] for row in rows(view(data, "?council=medway&quarter=2019-20-Q4&sort=-name"))]
    assert names == sorted(names, key=lambda name: str(name).casefold(), reverse=True)


def test_a_council_with_years_alone_is_read_by_the_year(data: Data) -> None:
    found = {row["name"]: row for row in rows(view(data, "?council=maidstone&quarter=2013-14-H2"))}
    assert found["Transactions"]["value"] == 7949 + 74635 + 175720


def test_a_years_target_stands_beside_the_year_so_far(data: Data) -> None:
    found = {row["code"]: row for row in rows(view(data, "?council=medway&quarter=2017-18-Q2"))}
    assert (found["HC4"]["year_target"], found["NI 156"]["year_target"]) == ("600", 350)


def test_a_measure_carries_its_newest_note_with_role_and_date(data: Data) -> None:
    found = {row["name"]: row for row in rows(view(data, "?council=medway&quarter=2017-18-Q2"))}
    note = str(found["Households in temporary accommodation (NI 156)"]["note"])
    assert "354" in note
    assert note.endswith("12 October 2017)")


def test_the_code_that_papers_print_for_stage_1_stands_there_alone(data: Data) -> None:
    shown = [str(row["name"]) for row in rows(view(data, "?council=medway&quarter=2019-20-Q4"))]
    assert [name for name in shown if "CUSBFL31i" in name] == [
        "Complaints answered within the deadline, corporate stage 1 (CUSBFL31i)"
    ]
