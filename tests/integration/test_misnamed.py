"""A row of the council's own catalogue on a measure that no loaded plan has is told with its line and the nearest."""

from __future__ import annotations

from pathlib import Path

from loads import written

from dashboard.intake.check import check
from dashboard.intake.loading import load

PLAN = (
    "measure,measure_code,service_area,period,value,unit,nature,polarity,target\n"
    "Calls in time,C1,Corporate,2019-20-Q3,70%,percent,rate,higher,75%\n"
)
TARGETS = "measure,council,area,from_quarter,to_quarter,kind,value\n"
BENCHMARKS = "measure,comparator,comparator_code,quarter,value,source\n"


def own_files(store: Path, targets: str, benchmarks: str) -> None:
    (store / "catalogue").mkdir(parents=True, exist_ok=True)
    (store / "catalogue" / "targets.csv").write_text(TARGETS + targets)
    (store / "catalogue" / "benchmarks.csv").write_text(BENCHMARKS + benchmarks)


def test_check_and_load_name_the_line_and_the_nearest_measure(tmp_path: Path) -> None:
    store = tmp_path / "store"
    own_files(
        store,
        "kpi:Calls in time,northbeck,,2019-20-Q1,,number,1\nkpi:Cals in time,northbeck,,2019-20-Q1,,number,1\n",
        "kpi:C1,England,,2019-20-Q3,55,A table\nkpi:C11,England,,2019-20-Q3,55,A table\n",
    )
    assert check(store).notes == (), "nothing of a plan has been loaded"
    report = load(store, "kpis", written(tmp_path, PLAN), "northbeck", "2019-20-Q3")
    sentence = "catalogue/{}, line 3, measure: no measure that has been loaded is called {} Did you mean {}?"
    said = (
        sentence.format("targets.csv", '"kpi:Cals in time".', '"kpi:Calls in time"'),
        sentence.format("benchmarks.csv", '"kpi:C11".', '"kpi:C1"'),
    )
    assert all(f"Warning: {one}" in report for one in said)
    found = check(store)
    assert (found.wrong, found.notes) == ((), said)


def test_a_renamed_service_that_nothing_has_is_told_by_load_and_check(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (store / "catalogue").mkdir(parents=True)
    text = "council,column,old,new\nkent,service,Wast,Environment\nkent,service,Parking,Streets\nsurrey,service,A,B\n"
    written(store / "catalogue", text, "renames.csv")
    counts = "month,directorate,service,compliments\n2020-02,Place,Waste,3\n2020-02,Place,Parking,1\n"
    report = load(store, "compliments", written(tmp_path, counts), "kent", "2019-20-Q4")
    said = 'nothing that has been loaded has the service "Wast", so it is not shown as "Environment"'
    assert [said in line for line in report.splitlines() if "nothing that has been loaded" in line] == [True]
    assert [said in note for note in check(store).notes if "nothing that has been loaded" in note] == [True]
