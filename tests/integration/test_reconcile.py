"""`scrutiny reconcile`: every figure of Medway's papers comes out, and a wrong one is found."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from serving import scrutiny

from dashboard.catalogue import NOT_A_MEASURE

Row = dict[str, str]
OURS = ("complaints_", "ombudsman_", "compliments_")
HEADER = "document,council,period,printed,unit,measure,quantity,filters,basis,place,known,reason\n"


@pytest.fixture(scope="module")
def rows(sample_store: Path) -> list[Row]:
    printed = scrutiny("reconcile", "--data", sample_store, "--format", "csv")
    assert printed.returncode == 0, printed.stderr
    return list(csv.DictReader(io.StringIO(printed.stdout)))


def test_medways_complaints_ombudsman_and_compliments_come_out_as_printed(rows: list[Row]) -> None:
    ours = [row for row in rows if row["document"] in ("000", "001") and row["measure"].startswith(OURS)]
    assert len(ours) > 150
    others = [(row["document"], row["printed"]) for row in ours if row["verdict"] != "same"]
    assert others == [("000", "92.9%")]  # beside 93.0% and 93% in the same paper


def test_the_contradiction_is_named(rows: list[Row]) -> None:
    (known,) = [row for row in rows if row["verdict"] == "known contradiction"]
    assert (known["printed"], known["computed"]) == ("92.9%", "93.0%")
    assert "93.0%" in known["note"]


def test_what_is_not_computed_says_why(rows: list[Row]) -> None:
    apart = [row for row in rows if row["verdict"] == "printed but not computed"]
    assert apart
    assert all(row["note"] and not row["computed"] for row in apart)
    assert {row["measure"] for row in rows} >= {NOT_A_MEASURE}


def test_the_table_ends_with_the_counts(sample_store: Path) -> None:
    printed = scrutiny("reconcile", "--data", sample_store)
    assert printed.returncode == 0
    assert " same, 1 known contradiction, 0 differs, " in printed.stdout.splitlines()[-1]


def test_a_figure_that_differs_is_shown_and_ends_with_1(sample_store: Path, tmp_path: Path) -> None:
    data = tmp_path / "store"
    shutil.copytree(sample_store, data)
    (data / "catalogue").mkdir(exist_ok=True)
    (data / "catalogue" / "published.csv").write_text(
        HEADER
        + "X,medway,2019-20-Q4,90.3%,percent,complaints_timeliness,value,stage=corporate_stage_1,,page 1,,\n"
        + "X,medway,2019-20-Q4,85%,percent,complaints_timeliness,target,stage=corporate_stage_1,,page 1,,\n"
        + "X,medway,2019-20-Q4,+5.9,percentage points,complaints_timeliness,change,stage=corporate_stage_1,,page 1,,\n"
        + "X,medway,2019-20-Q4,50%,percent,complaints_timeliness,target,stage=adults,,page 1,,\n",
        encoding="utf-8",
    )
    printed = scrutiny("reconcile", "--data", data, "--format", "csv")
    added = [row for row in csv.DictReader(io.StringIO(printed.stdout)) if row["document"] == "X"]
    assert printed.returncode == 1
    assert [row["verdict"] for row in added] == ["differs"] * 4
    assert [row["computed"] for row in added] == ["90.2%", "80%", "−5.9", "no target"]
