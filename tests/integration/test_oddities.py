"""What a load says is odd about a file, before anybody sees its figures; and a dry run, which says it and writes
nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import FREELY, complaints, contents, line, written
from serving import scrutiny

from dashboard.basics.errors import LoadError, UsageError
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.store import database
from dashboard.store.manifest import read_manifest

BEFORE, NOW, YEAR_BEFORE = "2019-20-Q3", "2019-20-Q4", "2018-19-Q4"
DAYS = {BEFORE: "2019-11-04", NOW: "2020-02-03", YEAR_BEFORE: "2019-02-04", "2020-21-Q1": "2020-05-04"}
COUNTS = "month,directorate,service,compliments\n"


def rows(quarter: str, count: int, **cells: str) -> list[str]:
    """So many complaints received and answered in the quarter."""
    day = DAYS[quarter]
    usual = {"received_date": day, "responded_date": day, "outcome": "upheld", "channel": "email"}
    return [line(**{**usual, "complaint_id": f"{quarter}{at}", **cells}) for at in range(count)]


def loaded(tmp_path: Path, quarter: str, lines: list[str], council: str = "kent", **options: bool) -> str:
    """The report of loading these complaints."""
    path = written(tmp_path, complaints(*lines), f"{quarter}.csv")
    return load(tmp_path / "store", "complaints", path, council, quarter, options=Options(**options))


def warnings(report: str) -> list[str]:
    """The lines that say what is odd."""
    return [text for text in report.splitlines() if text.startswith(("Warning", "Note"))]


def test_nothing_is_said_of_a_file_like_the_one_before(tmp_path: Path) -> None:
    assert warnings(loaded(tmp_path, BEFORE, rows(BEFORE, 4))) == []
    assert warnings(loaded(tmp_path, NOW, rows(NOW, 5))) == []


def test_a_file_of_another_quarter_is_told_with_the_quarter_that_it_is_of(tmp_path: Path) -> None:
    (said,) = warnings(loaded(tmp_path, NOW, rows(BEFORE, 2)))
    assert said == (
        "Warning: no row has a day in Q4 2019/20 (received_date, responded_date); 2 of 2 rows lie in Q3 2019/20. "
        "If the file is of Q3 2019/20, load it with --quarter 2019-20-Q3."
    )


def test_a_file_of_another_quarter_is_told_of_whatever_dataset_has_days(tmp_path: Path) -> None:
    text = "reference,directorate,service,referred_date,decided_date,decision\nR1,Place,Waste,2019-07-02,,\n"
    report = load(tmp_path / "store", "ombudsman", written(tmp_path, text), "kent", NOW)
    assert "no row has a day in Q4 2019/20 (referred_date, decided_date); 1 of 1 row lies in Q2 2019/20." in report


def test_a_file_that_is_refused_for_its_days_is_told_the_quarter_in_which_they_lie(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as error:
        loaded(tmp_path, BEFORE, [*rows(NOW, 30), *rows(BEFORE, 3)])
    said = "30 of 33 rows lie in Q4 2019/20. If the file is of Q4 2019/20, load it with --quarter 2019-20-Q4."
    assert said in str(error.value)
    path = written(tmp_path, f"{COUNTS}2020-02,Place,Waste,3\n")
    with pytest.raises(LoadError, match=r"1 of 1 row lies in Q4 2019/20\."):
        load(tmp_path / "store", "compliments", path, "kent", BEFORE)


def test_a_few_days_beyond_the_quarter_are_no_other_quarters_file(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as error:
        loaded(tmp_path, BEFORE, [*rows(NOW, 3), *rows(BEFORE, 30)])
    assert "If the file is of" not in str(error.value)


@pytest.mark.parametrize("other", ["WASTE", "waste", "Waste"])
def test_a_name_in_another_case_is_told_with_both_spellings(tmp_path: Path, other: str) -> None:
    loaded(tmp_path, BEFORE, rows(BEFORE, 4))
    found = warnings(loaded(tmp_path, NOW, rows(NOW, 4, service=other)))
    if other == "Waste":
        assert found == []
    else:
        (said,) = found
        assert f'shown as two: service "{other}" and "Waste". Correct the file, or write into renames.csv' in said


@pytest.mark.parametrize(
    ("stored", "named"),
    [
        ("Wa\u200bste", "Wa<U+200B>ste"),
        ("Wa\u00adste", "Wa<U+00AD>ste"),
        ("Waste ", "Waste "),
        ("W&#97;ste", "W&#97;ste"),
    ],
)
def test_a_name_that_an_older_load_stored_with_what_nobody_sees_is_told(
    tmp_path: Path, stored: str, named: str
) -> None:
    loaded(tmp_path, BEFORE, rows(BEFORE, 4))
    (extract,) = read_manifest(tmp_path / "store").extracts
    frame = database.read_parquet(tmp_path / "store" / extract.path)
    database.write_parquet(frame.assign(service=stored), tmp_path / "store" / extract.path)
    assert f'service "Waste" and "{named}"' in loaded(tmp_path, NOW, rows(NOW, 4))


def test_two_spellings_in_one_file_are_told(tmp_path: Path) -> None:
    report = loaded(tmp_path, NOW, [*rows(NOW, 1), *rows(NOW, 1, complaint_id="B", directorate="place")])
    assert 'directorate "Place" and "place"' in report


def test_a_name_that_another_dataset_spells_otherwise_is_told(tmp_path: Path) -> None:
    loaded(tmp_path, BEFORE, rows(BEFORE, 2))
    path = written(tmp_path, f"{COUNTS}2020-02,Place,WASTE,3\n2020-02,Place,Parking,3\n")
    report = load(tmp_path / "store", "compliments", path, "kent", NOW)
    assert 'shown as two: service "WASTE" and "Waste". Correct the file' in report


LISTS = {
    "kpis": (
        "measure,service_area,period,value,unit,nature,polarity\n",
        ["Calls,Corporate,2019-20-Q3,70%,percent,rate,higher\n", "Visits,Corporate,2019-20-Q3,12,visits,flow,higher\n"],
        "Calls,Corporate,2019-20-Q3,71%,percent,rate,higher\n",
    ),
    "budgets": (
        "service_area,full_year_budget_gbp,full_year_forecast_gbp\n",
        ["Waste,500,510.50\n", "Parking,100,90\n"],
        "Waste,500,510.51\n",
    ),
    "projects": (
        "workstream,project,status,commentary\n",
        ["Homes,,amber,\n", "Homes,Register,green,On time\n"],
        "Homes,,red,\n",
    ),
    "actions": (
        "action,priority,due_date,status,saving_planned_gbp,saving_made_gbp\n",
        ["Depot,Waste,2020-06-30,on_track,500,\n", "Permits,Parking,2021-03-31,late,100,5\n"],
        "Depot,Waste,2020-06-30,done,500,\n",
    ),
    "commentary": (
        "author_role,kind,measure,written_date,text\n",
        ["Head,comment,agency_spend,2020-01-20,Fewer staff\n", "Head,comment,agency_fte,2020-01-20,Rain\n"],
        "Head,comment,agency_spend,2020-01-20,More staff\n",
    ),
}


@pytest.mark.parametrize("dataset", LISTS)
def test_a_list_that_is_the_one_of_another_quarter_is_told(tmp_path: Path, dataset: str) -> None:
    heading, lines, other = LISTS[dataset]
    same = "Warning: the same rows as Q3 2019/20's. If the file is of Q3 2019/20, load that of Q4 2019/20 in its place."

    def report(quarter: str, rows: list[str]) -> list[str]:
        path = written(tmp_path, heading + "".join(rows), f"{quarter}.csv")
        return load(tmp_path / "store", dataset, path, "kent", quarter, options=FREELY).splitlines()

    assert same not in report(BEFORE, lines)
    assert same not in report(NOW, [other, lines[1]])
    assert same not in report(NOW, [*lines, other.replace(",", " too,", 1)])
    assert same in report(NOW, lines[::-1])
    assert not [text for text in report("2019-20", lines) if "the same rows" in text], "the year holds the quarter"


def test_a_list_of_another_source_or_with_its_period_corrected_is_told_too(tmp_path: Path) -> None:
    heading, lines, _ = LISTS["kpis"]
    load(tmp_path / "store", "kpis", written(tmp_path, heading + "".join(lines)), "kent", BEFORE)
    again = written(tmp_path, (heading + "".join(lines)).replace(BEFORE, NOW))
    report = load(tmp_path / "store", "kpis", again, "kent", NOW, options=Options(source="plan"))
    assert "Warning: the same rows as Q3 2019/20's." in report


def test_names_that_are_new_or_gone_are_counted_and_named(tmp_path: Path) -> None:
    loaded(tmp_path, BEFORE, [*rows(BEFORE, 2), *rows(BEFORE, 1, complaint_id="P", service="Parking")])
    lines = [
        *rows(NOW, 1, service="Lettings"),
        *(rows(NOW, 1, complaint_id=f"{n}", service=f"S{n}")[0] for n in range(8)),
    ]
    report = loaded(tmp_path, NOW, lines)
    assert (
        "Note: Services: 9 new (Lettings, S0, S1, S2, S3, S4 and 3 more); 2 gone since Q3 2019/20 (Parking, Waste)."
        in report
    )
    assert "If a new one is an old one renamed, say so in renames.csv" in report


def test_names_that_renames_csv_knows_are_neither_new_nor_gone_nor_two(tmp_path: Path) -> None:
    (tmp_path / "store" / "catalogue").mkdir(parents=True)
    text = "council,column,old,new\nkent,service,Waste,Environment\nkent,service,parking,Parking\n"
    written(tmp_path / "store" / "catalogue", text, "renames.csv")
    loaded(tmp_path, BEFORE, [*rows(BEFORE, 2), *rows(BEFORE, 1, complaint_id="P", service="Parking")])
    lines = [*rows(NOW, 2, service="Environment"), *rows(NOW, 1, complaint_id="P2", service="parking")]
    assert warnings(loaded(tmp_path, NOW, lines)) == []


def test_a_refusal_for_lost_rows_names_the_quarter_that_the_file_is_of(tmp_path: Path) -> None:
    loaded(tmp_path, NOW, rows(NOW, 4))
    with pytest.raises(LoadError, match=r"lacks 4 of the 4 rows(.|\n)*3 of 3 rows lie in Q3 2019/20\. If the file"):
        loaded(tmp_path, NOW, rows(BEFORE, 3))


def test_a_column_or_category_that_was_never_empty_is_told(tmp_path: Path) -> None:
    both = [*rows(BEFORE, 3), *rows(BEFORE, 1, complaint_id="S", stage="corporate_stage_1")]
    loaded(tmp_path, BEFORE, both)
    report = loaded(tmp_path, NOW, rows(NOW, 4, outcome="", channel=""))
    assert "Warning: empty in every row, and never empty before: outcome, channel." in report
    assert "Warning: without a row, and never without one before: stage corporate_stage_1." in report
    again = loaded(tmp_path, "2020-21-Q1", rows("2020-21-Q1", 4, channel=""))
    assert "never empty before" not in again


def test_totals_that_moved_by_more_than_half_are_told(tmp_path: Path) -> None:
    loaded(tmp_path, BEFORE, rows(BEFORE, 10))
    report = loaded(tmp_path, NOW, rows(NOW, 4))
    (said,) = warnings(report)
    assert (
        said
        == "Warning: moved by more than half against Q3 2019/20: "
        + ", ".join(
            f"{name} 4 (then 10)"
            for name in ("rows", "rows with received_date in the period", "rows with responded_date in the period")
        )
        + "."
    )


def test_totals_like_those_of_the_same_quarter_a_year_ago_are_not_told(tmp_path: Path) -> None:
    loaded(tmp_path, YEAR_BEFORE, rows(YEAR_BEFORE, 5))
    loaded(tmp_path, BEFORE, rows(BEFORE, 20))
    assert "moved by more than half" not in loaded(tmp_path, NOW, rows(NOW, 4))


def test_each_sum_is_held_against_the_one_before(tmp_path: Path) -> None:
    for quarter, month, counts in ((BEFORE, "2019-11", 40), (NOW, "2020-02", 90)):
        path = written(tmp_path, f"{COUNTS}{month},Place,Waste,{counts}\n", f"{quarter}.csv")
        report = load(tmp_path / "store", "compliments", path, "kent", quarter)
    assert "Warning: moved by more than half against Q3 2019/20: compliments 90 (then 40)." in report


def test_a_council_that_the_store_does_not_know_is_refused_with_the_nearest(tmp_path: Path) -> None:
    loaded(tmp_path, BEFORE, rows(BEFORE, 2), council="northbeck")
    before = contents(tmp_path / "store")
    with pytest.raises(
        UsageError, match=r'nothing of a council "northbek"\. Did you mean "northbeck"\?.*--new-council'
    ):
        loaded(tmp_path, NOW, rows(NOW, 2), council="northbek")
    assert contents(tmp_path / "store") == before
    assert "Release 2" in loaded(tmp_path, NOW, rows(NOW, 2), council="northbek", new_council=True)


def test_a_dry_run_says_everything_and_writes_nothing(tmp_path: Path) -> None:
    loaded(tmp_path, BEFORE, rows(BEFORE, 10))
    before = contents(tmp_path / "store")
    path = written(tmp_path, complaints(*rows(NOW, 4, service="waste")), "next.csv")
    command = ["load", "complaints", path, "--council", "kent", "--quarter", NOW, "--data", tmp_path / "store"]
    dry = scrutiny(*command, "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert contents(tmp_path / "store") == before
    wet = scrutiny(*command)
    assert dry.stdout == f"Dry run, nothing was written. {wet.stdout.replace('Release 2:', 'Release 2 would be:')}"
    assert len(warnings(wet.stdout)) == 2


def test_a_dry_run_makes_no_store_and_refuses_what_a_load_would(tmp_path: Path) -> None:
    assert "Release 1 would be" in loaded(tmp_path, NOW, rows(NOW, 2), dry_run=True)
    assert not (tmp_path / "store").exists()
    with pytest.raises(LoadError, match="1 problem"):
        loaded(tmp_path, NOW, rows(NOW, 1, stage="x"), dry_run=True)
