"""Loading a file: what is taken, what is refused and what is said about it."""

import datetime as dt

import openpyxl
import pytest
from loads import HEADING, complaints, contents, line, written
from serving import scrutiny

from dashboard.basics.errors import LoadError, ScrutinyError
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.store import database
from dashboard.store.writing import read_manifest


def rows_of(store, dataset="complaints", quarter="2019-20-Q4"):
    """The rows of the current extract, by its first column."""
    extract = next(one for one in read_manifest(store).current(dataset) if one.period.id == quarter)
    return database.read_parquet(store / extract.path)


def loaded(tmp_path, content, name="file.csv", quarter="2019-20-Q4", dataset="complaints"):
    """The report of a load into the test's own store."""
    path = written(tmp_path, content, name)
    return load(tmp_path / "store", dataset, path, "medway", quarter, options=Options(replace=True))


def refused(tmp_path, content, name="file.csv", quarter="2019-20-Q4", dataset="complaints"):
    """The message of a load that is refused; it leaves a store with an extract in it byte for byte as it was."""
    loaded(tmp_path, complaints(line()), "before.csv")
    before = contents(tmp_path / "store")
    with pytest.raises(LoadError) as error:
        loaded(tmp_path, content, name, quarter, dataset)
    assert contents(tmp_path / "store") == before
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (complaints(line(service="Café")).encode(), "UTF-8)"),
        (b"\xef\xbb\xbf" + complaints(line(service="Café")).encode(), "UTF-8 with byte order mark"),
        (complaints(line(service="Café")).encode("cp1252"), "Windows-1252"),
        (complaints(line(service="Café")).replace(",", ";").encode(), "separated by semicolons"),
        (complaints(line(service="Café")).replace(",", "\t").encode(), "separated by tabs"),
        (complaints(line(service="Café")).replace("\n", "\r\n").encode(), "UTF-8)"),
        (complaints(line(service="Café")).replace(",", "|").encode(), "separated by bars"),
        (complaints(line(service="Café")).encode("utf-16"), "UTF-16)"),
        (complaints(line(service="Café")).encode("utf-16-le"), "UTF-16)"),
        (("sep=;\n" + complaints(line(service="Café")).replace(",", ";")).encode(), "separated by semicolons"),
    ],
)
def test_text_is_read_however_it_is_written(tmp_path, content, form):
    assert form in loaded(tmp_path, content)
    assert rows_of(tmp_path / "store")["service"].tolist() == ["Café"]


def test_columns_are_found_by_name_and_others_never_stored(tmp_path):
    text = (
        "Resident, RECEIVED_date ,stage,service,directorate,complaint_id\nJo Smith,2020-01-02,ADULTS , 007 ,NA,null\n"
    )
    report = loaded(tmp_path, text)
    assert "Left out, because the contract does not have them: Resident." in report
    assert "read as empty: responded_date, outcome, theme, channel, acknowledged_date, extended_to." in report
    row = rows_of(tmp_path / "store").iloc[0]
    assert list(row[["complaint_id", "directorate", "service", "stage"]]) == ["null", "NA", "007", "adults"]
    everything = b"".join(path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())
    assert b"Smith" not in everything


def test_lines_with_nothing_on_them_are_passed_over_and_counted_as_lines(tmp_path):
    report = loaded(tmp_path, complaints("", line(), "   ", "," * 8, line(complaint_id="C2")))
    assert "2 rows read" in report
    assert "row 6, stage" in refused(
        tmp_path, complaints("", line(), "   ", "," * 8, line(complaint_id="C2", stage="x"))
    )


def test_services_7_and_07_and_007_are_three(tmp_path):
    loaded(tmp_path, complaints(*(line(complaint_id=one, service=one) for one in ("7", "07", "007"))))
    assert sorted(rows_of(tmp_path / "store")["service"]) == ["007", "07", "7"]


def test_a_workbook_may_hold_real_dates_and_numbers(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADING.split(","))
    book.active.append([7, "Place", 12.0, "adults", dt.date(2020, 1, 2), dt.date(2020, 1, 3), None, None, None])
    book.save(tmp_path / "file.xlsx")
    assert 'sheet "Sheet"' in load(tmp_path / "store", "complaints", tmp_path / "file.xlsx", "medway", "2019-20-Q4")
    row = rows_of(tmp_path / "store").iloc[0]
    assert [row["complaint_id"], row["service"], str(row["responded_date"].date())] == ["7", "12", "2020-01-03"]


def test_a_parquet_file_may_hold_real_dates_and_an_empty_column(tmp_path):
    with database.connect() as connection:
        connection.sql(
            "SELECT 'C1' AS complaint_id, 'Place' AS directorate, 7 AS service, 'adults' AS stage, "
            "DATE '2020-01-02' AS received_date, TIMESTAMP '2020-01-03' AS responded_date, NULL AS outcome, [1] AS more"
        ).write_parquet(str(tmp_path / "file.parquet"))
    report = load(tmp_path / "store", "complaints", tmp_path / "file.parquet", "medway", "2019-20-Q4")
    assert "1 row read (Parquet)" in report
    assert rows_of(tmp_path / "store")["service"].tolist() == ["7"]


def test_a_heading_without_rows_is_an_extract_with_nothing_in_it(tmp_path):
    assert "nothing in it" in loaded(tmp_path, HEADING)
    assert read_manifest(tmp_path / "store").current()[0].rows == 0


@pytest.mark.parametrize(
    ("rows", "where", "what"),
    [
        ([line(stage="corporate stage 1")], "row 2, stage", 'Did you mean "corporate_stage_1"?'),
        ([line(), line(complaint_id="C2"), line()], "row 4, complaint_id", '"C1" stands in row 2 already'),
        ([line(received_date="2020-02-30")], "row 2, received_date", "does not exist"),
        ([line(received_date="2999-01-01")], "row 2, received_date", "lies in the future"),
        ([line(received_date="1989-12-31")], "row 2, received_date", "before 1990"),
        ([line(received_date="2020-04-01")], "row 2, received_date", "after the period's end, 31 March 2020"),
        ([line(responded_date="2020-01-01")], "row 2, responded_date", 'is before received_date, "2020-01-02"'),
        ([line(service="  ")], "row 2, service", "is empty"),
        ([line() + ",more"], "row 2", "10 fields and the heading 9"),
        ([line(theme='"two\nlines"'), line(complaint_id="C2", stage="x")], "row 4, stage", '"x" is not one'),
    ],
)
def test_a_wrong_cell_is_named_by_row_column_value_and_remedy(tmp_path, rows, where, what):
    message = refused(tmp_path, complaints(*rows))
    assert message.startswith("file.csv was refused: 1 problem.")
    assert f"  {where}: " in message
    assert what in message


def test_the_first_twenty_problems_are_listed_and_the_rest_counted(tmp_path):
    lines = [line(complaint_id=f"C{number}", stage="x" * 500) for number in range(33)]
    message = refused(tmp_path, complaints(*lines))
    assert "33 problems" in message
    assert "... and 13 more." in message
    assert len(message.splitlines()) <= 25
    assert max(map(len, message.splitlines())) <= 120


def test_a_rule_between_two_cells_says_nothing_where_one_cannot_be_read(tmp_path):
    message = refused(tmp_path, complaints(line(received_date="soon", responded_date="2020-01-01")))
    assert "1 problem." in message


def test_a_missing_column_is_named_with_the_nearest_heading(tmp_path):
    message = refused(tmp_path, complaints(line()).replace("received_date", "Date recieved"))
    assert 'no column "received_date"; the nearest heading is "Date recieved"' in message


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("nul.csv", complaints(line(service="a\x00b")), "bytes that are no text"),
        ("cut.csv", complaints(line(service="Caf")).encode().rstrip() + b"\xc3", "middle of a letter"),
        ("binary.csv", bytes(range(1, 256)), "neither UTF-8 nor Windows-1252"),
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n \n\n", "holds no rows"),
        ("quotes.csv", complaints(line(service='"open'), line(complaint_id="C2")), "quotation marks do not pair up"),
        ("twice.csv", complaints(line()).replace("theme", " STAGE "), "more than once, as columns 4 and 8"),
        ("empty.xlsx", b"", "is empty"),
        ("junk.xlsx", b"PK no workbook", "cannot be opened as a workbook"),
        ("junk.parquet", b"PAR1 no table", "cannot be opened as a Parquet file"),
        ("junk.xls", b"x", "cannot be opened as a workbook"),
        ("junk.ods", b"x", "cannot be opened as a workbook"),
        ("old.wks", b"x", "files end with .csv, .xlsx, .xls, .ods or .parquet"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path, name, content, what):
    assert what in refused(tmp_path, content, name)


def test_a_nested_parquet_column_is_refused_by_its_type(tmp_path):
    with database.connect() as connection:
        connection.sql("SELECT [1] AS service").write_parquet(str(tmp_path / "file.parquet"))
    with pytest.raises(LoadError, match=r"its type is INTEGER\[\]"):
        load(tmp_path / "store", "complaints", tmp_path / "file.parquet", "medway", "2019-20-Q4")


@pytest.mark.parametrize(
    ("dataset", "council", "quarter", "what"),
    [
        ("complaint", "medway", "2019-20-Q4", 'Did you mean "complaints"'),
        ("complaints", "Medway", "2019-20-Q4", "not a council id"),
        ("complaints", "../up", "2019-20-Q4", "not a council id"),
        ("complaints", "medway", "2019-20-Q5", "not a period"),
        ("complaints", "medway", "2150-51", "has not begun"),
        ("complaints", "medway", "1970-71-Q1", "before 1990"),
    ],
)
def test_a_dataset_council_or_period_that_cannot_be_is_refused(tmp_path, dataset, council, quarter, what):
    with pytest.raises(ScrutinyError, match=what):
        load(tmp_path / "store", dataset, written(tmp_path, complaints(line())), council, quarter)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["nothing.csv", "folder.csv"])
def test_a_path_that_is_no_file_is_refused(tmp_path, name):
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(LoadError, match=r"no file|is a folder"):
        load(tmp_path / "store", "complaints", tmp_path / name, "medway", "2019-20-Q4")


def test_an_outcome_without_an_answer_is_taken_with_a_note(tmp_path):
    report = loaded(tmp_path, complaints(line(outcome="upheld"), line(complaint_id="C2", outcome="withdrawn")))
    assert "Note: 1 row has outcome but no responded_date" in report


def test_the_same_file_again_makes_no_release(tmp_path):
    loaded(tmp_path, complaints(line()))
    before = contents(tmp_path / "store")
    assert "no new release" in loaded(tmp_path, complaints(line()))
    assert contents(tmp_path / "store") == before


def test_a_replaced_extract_is_compared_with_the_one_before(tmp_path):
    loaded(tmp_path, complaints(*(line(complaint_id=one) for one in ("A", "B", "C"))))
    report = loaded(
        tmp_path, complaints(line(complaint_id="A"), line(complaint_id="B", theme="Bins"), line(complaint_id="D"))
    )
    assert report.startswith("Release 2:")
    assert "It replaces the extract of release 1: 1 row new, 1 changed, 1 unchanged, 1 gone." in report


def test_open_records_that_a_later_extract_does_not_have_are_counted(tmp_path):
    earlier = [line(complaint_id="A"), line(complaint_id="B"), line(complaint_id="C", outcome="withdrawn")]
    loaded(tmp_path, complaints(*earlier))
    report = loaded(
        tmp_path, complaints(line(complaint_id="A", theme="Bins"), line(complaint_id="N")), quarter="2020-21-Q1"
    )
    assert "1 record new, 1 changed, 0 unchanged" in report
    assert "1 record that was open in the extract of Q4 2019/20 is missing from this one" in report


def test_counts_of_months_are_not_counted_twice_by_a_wider_extract(tmp_path):
    text = "month,directorate,service,compliments\n2020-01,Place,Waste,12.0\n"
    loaded(tmp_path, text, dataset="compliments")
    with pytest.raises(LoadError, match="Q4 2019/20 is loaded already"):
        loaded(tmp_path, text, dataset="compliments", quarter="2019-20")
    assert "Release 2" in loaded(
        tmp_path, text.replace("2020-01", "2019-12"), dataset="compliments", quarter="2019-20-Q3"
    )


def test_the_command_prints_the_reason_and_exits_1_without_a_traceback(tmp_path):
    path = written(tmp_path, complaints(line(stage="x")))
    done = scrutiny(
        "load", "complaints", path, "--council", "medway", "--quarter", "2019-20-Q4", "--data", tmp_path / "store"
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("file.csv was refused: 1 problem.")
    assert not (tmp_path / "store").exists()
