"""A complaint that escalates under one reference is two records, each with its own answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from loads import complaints, line, written
from opened import COMPLAINTS as PAGE

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.store.data import Data
from dashboard.store.manifest import manifest_path

Q3, Q4 = "2019-20-Q3", "2019-20-Q4"


def stage(number: int, reference: str, received: str, responded: str = "") -> str:
    """A complaint at a corporate stage."""
    outcome = "not_upheld" if responded else ""
    dates = {"received_date": received, "responded_date": responded, "outcome": outcome}
    return line(complaint_id=reference, stage=f"corporate_stage_{number}", **dates)


FIRST = [
    stage(1, "C1", "2019-10-02", "2019-10-10"),
    stage(1, "C2", "2019-10-07", "2019-10-17"),
    stage(1, "C3", "2019-11-05", "2019-12-20"),
    stage(1, "C4", "2019-11-06", "2019-11-12"),
]


def loaded(tmp_path: Path, quarter: str, *lines: str) -> str:
    """The report of loading these complaints."""
    return load(tmp_path / "store", "complaints", written(tmp_path, complaints(*lines)), "kent", quarter)


def answered(data: Data, quarter: str, number: int) -> tuple[float, float]:
    """How many complaints of a stage were answered in time, and how many in all."""
    at = {"stage": [f"corporate_stage_{number}"]}
    row = figures(data, "complaints_timeliness", quarter=quarter, filters=at).iloc[0]
    return row["numerator"], row["denominator"]


def test_escalating_in_the_next_quarter_keeps_both_answers(tmp_path: Path) -> None:
    loaded(tmp_path, Q3, *FIRST)
    loaded(
        tmp_path,
        Q4,
        stage(2, "C1", "2020-01-02", "2020-01-15"),
        stage(2, "C4", "2020-01-03"),
        stage(1, "C5", "2020-01-08"),
    )
    data = Data(Settings(data=tmp_path / "store"))
    assert answered(data, Q3, 1) == (3, 4)
    assert answered(data, Q4, 2) == (1, 1)
    assert figures(data, "complaints_escalation_rate", quarter=Q3)["value"].tolist() == [0]
    assert figures(data, "complaints_escalation_rate", quarter=Q4)["value"].tolist() == [200]


def test_escalating_within_a_quarter_keeps_both_answers(tmp_path: Path) -> None:
    loaded(tmp_path, Q4, stage(1, "C1", "2020-01-02", "2020-01-09"), stage(2, "C1", "2020-01-13", "2020-02-20"))
    data = Data(Settings(data=tmp_path / "store"))
    assert [answered(data, Q4, 1), answered(data, Q4, 2)] == [(1, 1), (0, 1)]


def test_both_stages_are_in_the_list_of_records(tmp_path: Path) -> None:
    loaded(tmp_path, Q4, stage(1, "C1", "2020-01-02", "2020-01-09"), stage(2, "C1", "2020-01-13", "2020-02-20"))
    data = Data(Settings(data=tmp_path / "store"))
    view, _ = PAGE.content(
        data, f"?council=kent&quarter={Q4}&records=received&stage=corporate_stage_1&stage=corporate_stage_2"
    )
    shown = [(row["complaint_id"], row["stage"]) for row in view.records.table.rows]
    assert sorted(shown) == [("C1", "corporate_stage_1"), ("C1", "corporate_stage_2")]


def test_one_reference_twice_at_one_stage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r'row 3, complaint_id: "C1" stands in row 2 already \(with the same stage\)'):
        loaded(tmp_path, Q4, stage(1, "C1", "2020-01-02"), stage(1, "C1", "2020-01-13"))


def test_a_stage_left_open_by_an_escalation_is_told(tmp_path: Path) -> None:
    loaded(tmp_path, Q3, stage(1, "C1", "2019-10-02"), stage(1, "C2", "2019-10-02"))
    report = loaded(tmp_path, Q4, stage(2, "C1", "2020-01-02"))
    assert "2 records that were open in the extract of Q3 2019/20 are missing from this one" in report
    assert "1 of them is in this one with another stage: it is open as well until a file holds it" in report


def test_a_store_that_knew_complaints_by_their_reference_alone_says_so_and_counts_both_after_a_load(
    tmp_path: Path,
) -> None:
    loaded(tmp_path, Q3, *FIRST)
    loaded(tmp_path, Q4, stage(2, "C1", "2020-01-02", "2020-01-15"))
    manifest = manifest_path(tmp_path / "store")
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["cubes"]["complaints"]["definitions"]["declaration"] = "of before"
    manifest.write_text(json.dumps(content), encoding="utf-8")
    assert Data(Settings(data=tmp_path / "store")).redefined == ["complaints"]
    report = loaded(tmp_path, "2019-20-Q2")
    assert "The figures of complaints were counted anew" in report
    assert Data(Settings(data=tmp_path / "store")).redefined == []
