"""Plans, budgets, projects and notes from file to answer: what loading takes and says, and what is kept."""

import datetime as dt
import io

import pandas as pd
import pytest
from loads import contents, written

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError
from dashboard.basics.quarters import Period
from dashboard.intake.loading import load
from dashboard.measures.comments import comments_of, doubt, latest_comments
from dashboard.measures.kpis import kpi_history, kpis_of_period
from dashboard.measures.reconciling.plans import plan_tally
from dashboard.store.data import Data

KPIS = "measure,service_area,period,value,unit,nature,polarity,target,outturn\n"
BUDGETS = "service_area,full_year_budget_gbp,full_year_forecast_gbp\n"
PROJECTS = "workstream,project,status,commentary\n"
NOTES = "measure,kind,author_role,written_date,text\n"
QUARTER = "2016-17-Q1"


@pytest.fixture
def loaded(tmp_path):
    """Loads a file into the test's own store and returns the report."""

    def run(dataset, content, period=QUARTER, council="thurrock", name="file.csv"):
        return load(tmp_path / "store", dataset, written(tmp_path, content, name), council, period)

    return run


@pytest.fixture
def opened(tmp_path):
    """The test's own store, opened anew at each call."""
    return lambda: Data(Settings(data=tmp_path / "store"))


def test_text_is_kept_as_it_is_printed(loaded, opened):
    rows = (
        'Wait,"Front desk, ""A""",2016-17-q1, 7:27 ,mins:sec,RATE,Lower,<10,8:23\n'
        'Spend,007,2016-17-Q1,"2,421K",£,flow,lower,Lower than 2015/16,\'=1+1\n'
        "Naïve – ünïcode,7,2016-17-Q1,,x,stock,neither,,\n"
    )
    report = loaded("kpis", KPIS + rows)
    assert "3 rows read" in report
    assert "read as empty: measure_code, priority, outcome, programme, note, numerator, denominator." in report
    found = {one.service_area: one for one in kpis_of_period(opened(), "thurrock", Period.parse(QUARTER))}
    assert list(found) == ['Front desk, "A"', "007", "7"]
    wait = found['Front desk, "A"']
    assert (wait.value.text, wait.target.text, wait.nature, wait.polarity) == ("7:27", "<10", "rate", "lower")
    assert found["007"].outturn.text == "'=1+1"
    assert found["7"].status == "not_available"


def test_what_cannot_be_judged_is_remarked_on_and_loaded(loaded):
    report = loaded(
        "kpis", KPIS + "A,S,2016-17-Q1,a lot,x,flow,lower,Top quartile,\nB,S,2016-17-Q1,n/a,x,flow,lower,n/a,\n"
    )
    assert "Note: 1 row has a value that cannot be read; it is shown as it is" in report
    assert "Note: 1 row has a target that cannot be read" in report


@pytest.mark.parametrize(
    ("dataset", "content", "words"),
    [
        ("kpis", KPIS + "A,S,2016-17-Q2,1,x,flow,lower,,\n", 'period: "2016-17-Q2" begins after Q1 2016/17 has ended'),
        ("kpis", KPIS + "A,S,spring,1,x,flow,lower,,\n", 'period: "spring" is not a period; write it as 2019-20-Q4'),
        ("kpis", KPIS + "A,S,2016-17-Q1,1,x,float,lower,,\n", 'nature: "float" is not one of the values'),
        ("kpis", KPIS + "A,S,2016-17-Q1,1,x,flow,lower,,\n" * 2, 'measure: "A" stands in row 2 already'),
        ("kpis", KPIS + ",S,2016-17-Q1,1,x,flow,lower,,\n", "measure: is empty; every row needs a measure"),
        ("budgets", BUDGETS + "IT,-5,1\n", 'full_year_budget_gbp: "-5" is negative'),
        ("budgets", BUDGETS + "IT,1,2\nIT,1,2\n", 'service_area: "IT" stands in row 2 already'),
        ("projects", PROJECTS + "A,,amber,\nA,,green,\n", 'workstream: "A" stands in row 2 already'),
        ("projects", PROJECTS + "A,x,purple,\n", "status takes green, amber, red, for_information, not_applicable"),
        ("commentary", NOTES + "A,remark,Head,2016-07-01,Text\n", 'kind: "remark" is not one of the values'),
        ("commentary", NOTES + "A,comment,Head,2999-07-01,Text\n", "lies in the future"),
        ("commentary", NOTES + "A,comment,,2016-07-01,Text\n", "author_role: is empty"),
    ],
)
def test_what_breaks_a_contract_is_refused_and_the_store_left_alone(tmp_path, loaded, dataset, content, words):
    loaded("budgets", BUDGETS + "HR,1,1\n", name="before.csv")
    before = contents(tmp_path / "store")
    with pytest.raises(LoadError) as refused:
        loaded(dataset, content)
    assert words in str(refused.value)
    assert contents(tmp_path / "store") == before


def test_any_kind_of_period_takes_an_extract(loaded, opened):
    for period in ("2015-16", "2016-17-H1", "2016-17-Q3"):
        loaded("budgets", BUDGETS + f'HR,"£1,000.50",{period[:4]}\n', period)
    data = opened()
    for period in ("2015-16", "2016-17-H1", "2016-17-Q3"):
        (row,) = data.rows("budgets_of_period", council="thurrock", basis="latest", period=period)
        assert row["full_year_budget_gbp"] == 1000.5
        assert row["variance_gbp"] == int(period[:4]) - 1000.5


def test_a_note_may_be_written_after_its_period(loaded, opened):
    loaded("kpis", KPIS + '"A, b",S,2016-17-Q1,1,x,flow,lower,,\n')
    loaded("commentary", NOTES + '"A, b",Comment,Head of HR,2016-07-20,"Line one\nline ""two"""\n')
    (note,) = comments_of(opened(), "thurrock", "A, b")
    assert (note.kind, note.written_date) == ("comment", dt.date(2016, 7, 20))
    assert note.text == 'Line one\nline "two"'
    assert note.period == Period.parse(QUARTER)


def test_a_comment_on_an_unknown_measure_is_refused(loaded, opened, tmp_path):
    loaded("kpis", KPIS + "Calls in time,S,2016-17-Q1,1,x,flow,lower,,\n")
    before = contents(tmp_path / "store")
    rows = "Calls in time,comment,Head,2016-07-20,Text\nCals in time,comment,Head,2016-07-20,Text\n"
    with pytest.raises(LoadError) as refused:
        loaded("commentary", NOTES + rows + "complaints_recieved,comment,Head,2016-07-20,Text\n", name="notes.csv")
    said = str(refused.value)
    assert said.startswith("notes.csv was refused: 2 problems. The store is as it was.")
    assert 'row 3, measure: "Cals in time" is neither a measure of the catalogue nor one of the council' in said
    assert 'Did you mean "Calls in time"?' in said
    assert 'row 4, measure: "complaints_recieved"' in said
    assert 'Did you mean "complaints_received"?' in said
    assert "Correct the file and load it again." in said
    assert contents(tmp_path / "store") == before


@pytest.mark.parametrize("name", ["A", "kpi:A", "kpi:A1", "complaints_received"])
def test_a_comment_may_call_a_measure_of_the_plan_by_name_or_code(loaded, name):
    coded = KPIS.replace("measure,", "measure,measure_code,") + "A,A1,S,2016-17-Q1,1,x,flow,lower,,\n"
    loaded("kpis", coded)
    assert "1 row read" in loaded("commentary", NOTES + f"{name},comment,Head,2016-07-20,Text\n")


def test_a_first_store_takes_comments_on_the_catalogues_measures_alone(loaded):
    with pytest.raises(LoadError, match="load the kpis first"):
        loaded("commentary", NOTES + "A,comment,Head,2016-07-20,Text\n")
    assert "1 row read" in loaded("commentary", NOTES + "complaints_received,comment,Head,2016-07-20,Text\n")


def test_a_note_of_an_older_quarter_is_marked(loaded, opened):
    loaded("kpis", KPIS + "A,S,2016-17-Q1,1,x,flow,lower,,\nB,S,2016-17-Q1,1,x,flow,lower,,\n")
    loaded("commentary", NOTES + "A,comment,Head,2016-07-20,Old\n")
    loaded("commentary", NOTES + "B,comment,Head,2016-10-20,New\n", "2016-17-Q2")
    latest = latest_comments(opened(), "thurrock", Period.parse("2016-17-Q2"))
    assert {name: [one.older for one in notes] for name, notes in latest.items()} == {"A": [True], "B": [False]}


def test_what_was_first_published_stays_when_an_extract_is_loaded_again(loaded, opened):
    loaded("kpis", KPIS + "A,S,2016-17-Q1,10,x,flow,lower,,\n")
    loaded("kpis", KPIS + "A,S,2016-17-Q1,12,x,flow,lower,,\n", name="second.csv")
    loaded("kpis", KPIS + "A,S,2016-17-Q1,13,x,flow,lower,,\nA,S,2016-17-Q2,9,x,flow,lower,,\n", "2016-17-Q2")
    data = opened()
    values = {
        basis: [one.value.text for one in kpi_history(data, "thurrock", "A", basis=basis)]
        for basis in ("latest", "first_published")
    }
    assert values == {"latest": ["13", "9"], "first_published": ["10", "9"]}


def test_what_was_first_published_is_a_gap_once_its_file_is_lost(tmp_path, loaded, opened):
    loaded("kpis", KPIS + "A,S,2016-17-Q1,10,x,flow,lower,,\n")
    (path,) = (tmp_path / "store" / "extracts").rglob("records.parquet")
    path.write_bytes(b"damaged")
    loaded("kpis", KPIS + "A,S,2016-17-Q1,12,x,flow,lower,,\n", name="second.csv")
    data = opened()
    assert [one.value.text for one in kpi_history(data, "thurrock", "A")] == ["12"]
    assert kpi_history(data, "thurrock", "A", basis="first_published") == []


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Complaints increased from 453 to 448.", "It speaks of a rise from 453 to 448, which is a fall."),
        ("There were 340 complaints.", "It says 340; the figures say 346."),
        ("There were 346 complaints.", ""),
    ],
)
def test_loading_warns_of_a_comment_that_contradicts_the_figures(loaded, opened, text, warning):
    loaded("kpis", KPIS + "Complaints,S,2016-17-Q1,346,complaints,flow,lower,Reduction,1516\n")
    report = loaded("commentary", NOTES + f"Complaints,comment,Head,2016-07-20,{text}\n")
    said = f"Warning: the comment on Complaints of 2016-07-20 may contradict the figures. {warning}"
    assert (said in report) is bool(warning)
    assert "Warning" not in report or warning
    (note,) = comments_of(opened(), "thurrock", "Complaints")
    assert doubt(opened(), "thurrock", note) == warning


PARAGRAPHS = "Fewer came.\n\n- one, <b>\n- two\n\nThe end."


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_comment_keeps_its_paragraphs_and_points(loaded, opened, kind):
    loaded("kpis", KPIS + "Complaints,S,2016-17-Q1,346,complaints,flow,lower,Reduction,1516\n")
    rows = pd.DataFrame([["Complaints", "comment", "Head", "2016-07-20", PARAGRAPHS]], columns=NOTES.strip().split(","))
    file = io.BytesIO()
    rows.to_csv(file, index=False) if kind == "csv" else rows.to_excel(file, index=False)
    loaded("commentary", file.getvalue(), name=f"notes.{kind}")
    (note,) = comments_of(opened(), "thurrock", "Complaints")
    assert note.text == PARAGRAPHS


def test_a_store_without_plans_has_none(loaded, opened):
    loaded("budgets", BUDGETS + "HR,1,1\n")
    data = opened()
    assert kpis_of_period(data, "thurrock", Period.parse(QUARTER)) == []
    assert kpi_history(data, "thurrock", "A") == []
    assert latest_comments(data, "thurrock", Period.parse(QUARTER)) == {}


def test_the_papers_summary_comes_out_by_counting(sample_store):
    counts = plan_tally(Data(Settings(data=sample_store)), "medway", Period.parse("2017-18-Q2"))
    assert counts.measures == 6
    assert str(counts.on_target) == "4 out of 5"
    assert str(counts.improved_short) == "0 out of 4"
    assert str(counts.improved_long) == "1 out of 5"


def test_the_samples_contradictions_are_those_of_the_papers(sample_store):
    data = Data(Settings(data=sample_store))
    doubted = {
        (note.measure, why)
        for quarter in ("2017-18-Q2", "2019-20-Q4")
        for notes in latest_comments(data, "medway", Period.parse(quarter)).values()
        for note in notes
        if (why := doubt(data, "medway", note))
    }
    assert doubted == {
        ("complaints_received", "It speaks of a rise from 453 to 448, which is a fall."),
        ("ta_households", "It says 327 for Q4 2016/17; the figures say 351."),
        ("complaints_timeliness", "It says 92.9%; the figures say 93.0%."),
    }
