"""Loading a system's own export by a mapping."""

import datetime as dt

import openpyxl
import pandas as pd
import pytest
from loads import complaints, contents, line, written

from dashboard.basics.errors import LoadError, ScrutinyError, UsageError
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.store import database
from dashboard.store.writing import read_manifest

EXPORT = """Complaints
Run on 2 April 2020

Ref,Team,Type,In,Out,Result,Name
7,Waste,Stage 1,02/01/2020,13/01/2020 16:40,Upheld,Jo Smith
007,Parking,STAGE 1 ,31/03/2020,,n/a,Al Jones

Total,2,,,,,
"""
MAPPING = """
[table]
header_row = 4
until_blank_row = true
[columns]
complaint_id = ["Number", "ref"]
service = "Team"
stage = "Type"
received_date = "In"
responded_date = "Out"
outcome = "Result"
[constants]
directorate = "Place"
[values.stage]
"Stage 1" = "corporate_stage_1"
[values.outcome]
"N/A" = ""
[dates]
format = ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
"""


def loaded(tmp_path, content=EXPORT, mapping=MAPPING, name="export.csv", dataset="complaints"):
    """The report of a load by this mapping into the test's own store."""
    rules = written(tmp_path, mapping, "mapping.toml")
    path = written(tmp_path, content, name)
    return load(tmp_path / "store", dataset, path, "exampleshire", "2019-20-Q4", rules, Options(replace=True))


def refused(tmp_path, content=EXPORT, mapping=MAPPING, name="export.csv"):
    """The message of a load that is refused; the store stays as it was."""
    load(
        tmp_path / "store",
        "complaints",
        written(tmp_path, complaints(line())),
        "exampleshire",
        "2019-20-Q4",
        options=Options(replace=True),
    )
    before = contents(tmp_path / "store")
    with pytest.raises(ScrutinyError) as error:
        loaded(tmp_path, content, mapping, name)
    assert contents(tmp_path / "store") == before
    return str(error.value)


def rows_of(tmp_path):
    """The rows of the newest extract."""
    extract = read_manifest(tmp_path / "store").current()[0]
    return database.read_parquet(tmp_path / "store" / extract.path)


def workbook(tmp_path, **sheets):
    """A workbook of sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "export.xlsx")
    return (tmp_path / "export.xlsx").read_bytes()


def test_an_export_is_read_as_its_mapping_says(tmp_path):
    report = loaded(tmp_path)
    first, second = sorted(rows_of(tmp_path).to_dict("records"), key=lambda row: row["service"], reverse=True)
    assert (first["complaint_id"], first["directorate"], first["stage"]) == ("7", "Place", "corporate_stage_1")
    assert (str(first["received_date"])[:10], str(first["responded_date"])[:10]) == ("2020-01-02", "2020-01-13")
    assert (first["outcome"], second["complaint_id"]) == ("upheld", "007")
    assert pd.isna(second["outcome"])
    assert second["stage"] == "corporate_stage_1"
    assert 'By mapping.toml: complaint_id ("Ref"), directorate (always "Place"), service ("Team")' in report
    assert "Left out below the blank row that ends the table: 1 row, from row 8." in report
    assert "Left out, because neither the contract nor mapping.toml names them: Name." in report


def test_what_the_mapping_does_not_name_is_never_stored(tmp_path):
    loaded(tmp_path)
    stored = b"".join(path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())
    assert b"Smith" not in stored


def test_an_empty_mapping_changes_nothing(tmp_path):
    assert "1 row read" in loaded(tmp_path, complaints(line()), "")


def test_a_changed_mapping_makes_a_new_release_of_an_unchanged_file(tmp_path):
    loaded(tmp_path)
    assert "Nothing was changed" in loaded(tmp_path)
    report = loaded(tmp_path, mapping=MAPPING.replace('"Place"', '"Environment"'))
    assert report.startswith("Release 2:")
    assert "2 changed" in report
    assert set(rows_of(tmp_path)["directorate"]) == {"Environment"}


def test_a_store_from_before_mappings_is_read_and_its_file_still_known(tmp_path):
    load(tmp_path / "store", "complaints", written(tmp_path, complaints(line())), "exampleshire", "2019-20-Q4")
    manifest = tmp_path / "store" / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    older = text.replace(',\n   "mapping_sha256": ""', "")
    assert older != text
    manifest.write_text(older, encoding="utf-8")
    again = load(tmp_path / "store", "complaints", tmp_path / "file.csv", "exampleshire", "2019-20-Q4")
    assert "Nothing was changed" in again


def test_one_heading_may_serve_two_columns(tmp_path):
    rules = MAPPING.replace('[constants]\ndirectorate = "Place"', "").replace(
        'service = "Team"', 'service = "Team"\ndirectorate = "Team"'
    )
    loaded(tmp_path, mapping=rules)
    assert set(rows_of(tmp_path)["directorate"]) == {"Waste", "Parking"}


def test_a_heading_that_stands_twice_matters_only_if_it_is_used(tmp_path):
    twice = EXPORT.replace("Result,Name", "Result,Name,Name").replace("Smith", "Smith,x").replace("Jones", "Jones,x")
    assert "2 rows read" in loaded(tmp_path, twice)
    assert "more than once" in refused(tmp_path, EXPORT.replace("Name", "Team"))


def test_a_sheet_of_a_workbook_is_found_by_name_or_number(tmp_path):
    rows = [["Complaints"], [], [], ["Ref", "Team", "Type", "In", "Out", "Result"]]
    rows.append(["7", "Waste", "Stage 1", dt.date(2020, 1, 2), dt.date(2020, 1, 13), "Upheld"])
    content = workbook(tmp_path, Cover=[["About"]], Data=rows)
    for sheet in ('"data"', "2"):
        rules = MAPPING.replace("[table]", f"[table]\nsheet = {sheet}")
        assert '1 row read (sheet "Data")' in loaded(tmp_path, content, rules, "export.xlsx") or sheet == "2"
    assert str(rows_of(tmp_path)["responded_date"][0])[:10] == "2020-01-13"
    for sheet in ('"Dta"', "3"):
        message = refused(tmp_path, content, MAPPING.replace("[table]", f"[table]\nsheet = {sheet}"), "export.xlsx")
        assert "has no sheet" in message
        assert "Cover, Data" in message


def test_a_heading_row_beyond_the_end_is_refused(tmp_path):
    assert "no headings in row 40" in refused(tmp_path, mapping=MAPPING.replace("header_row = 4", "header_row = 40"))


def test_a_wrong_cell_is_named_by_its_own_line_heading_and_value(tmp_path):
    message = refused(tmp_path, EXPORT.replace("02/01/2020", "02/13/2020"))
    assert '  row 5, received_date ("In"): "02/13/2020" is not a day written like 31/10/2019' in message


def test_a_rule_between_cells_names_the_heading_too(tmp_path):
    message = refused(tmp_path, EXPORT.replace("13/01/2020 16:40", "01/01/2020"))
    assert 'row 5, responded_date ("Out"): "01/01/2020" is before received_date, "02/01/2020"' in message


def test_a_date_in_a_form_that_the_mapping_does_not_name_says_where_to_name_it(tmp_path):
    message = refused(tmp_path, mapping=MAPPING.split("[dates]", maxsplit=1)[0])
    assert "or say under [dates] in mapping.toml how it is written" in message


def test_all_values_without_a_meaning_are_asked_for_at_once_ready_to_paste(tmp_path):
    rows = [f'{number},Waste,"{stage}",02/01/2020,,{result},\n' for number, (stage, result) in enumerate(ODD)]
    export = EXPORT.replace("007,", "".join(rows) + "007,")
    message = refused(tmp_path, export)
    assert message.startswith("export.csv was refused: 7 problems.")
    asked = message.split("under [values.stage]")[1].split("Rows of another kind")[0].splitlines()[1:]
    assert asked == [
        '  "MP enquiry"  = "?"  # 3 rows, first in row 6',
        '  "Stage \\"9\\"" = "?"  # 1 row, first in row 8',
    ]
    meanings = "".join(f"{one.split(' = ')[0]} = 'adults'\n" for one in asked)
    rules = MAPPING.replace("[values.stage]\n", "[values.stage]\n" + meanings)
    rules = rules.replace("[values.outcome]\n", '[values.outcome]\n"Maybe" = ""\n')
    assert "6 rows read" in loaded(tmp_path, export, rules)


ODD = [("MP enquiry", "Maybe"), ("mp enquiry", "Maybe"), ('Stage ""9""', "Maybe"), ("MP enquiry", "Upheld")]


def test_a_column_without_a_table_of_values_is_asked_for_with_its_heading(tmp_path):
    message = refused(tmp_path, mapping=MAPPING.replace('[values.outcome]\n"N/A" = ""\n', ""))
    assert '  [values.outcome]\n  "n/a" = "?"  # 1 row, first in row 6' in message
    assert 'withdrawn, or "" for none.' in message


@pytest.mark.parametrize("column", ["service", "outcome"])
def test_a_mapped_heading_that_is_not_there_is_refused_even_for_a_column_that_may_be_empty(tmp_path, column):
    heading = {"service": "Team", "outcome": "Result"}[column]
    message = refused(tmp_path, EXPORT.replace(heading, heading + "s"))
    assert f'no column "{column}", for which mapping.toml names "{heading}"' in message
    assert f'the nearest heading is "{heading}s"' in message


def test_a_month_may_be_written_in_words(tmp_path):
    rules = '[columns]\nmonth = "When"\n[dates]\nformat = "mmm yyyy"\n'
    loaded(tmp_path, "When,directorate,service,compliments\nJan 2020,A,B,3\n", rules, dataset="compliments")
    assert str(rows_of(tmp_path)["month"][0])[:10] == "2020-01-01"


def test_everything_wrong_with_a_mapping_is_told_at_once(tmp_path):
    message = refused(
        tmp_path,
        mapping="""
[table]
sheet = 0
header_row = 0
[columns]
complaint = "Ref"
service = []
[constants]
stage = "corporate"
directorate = ["Place"]
[values.outcome]
"Yes" = "upholded"
"yes " = "upheld"
[values.service]
"?" = ""
[dates]
format = "dd/qq/yyyy"
responded_date = "mm/yyyy"
theme = "dd/mm/yyyy"
[colums]
service = "Team"
""",
    )
    assert message.splitlines()[0] == "mapping.toml cannot be used: 12 problems."
    for part in [
        "[table] sheet: names no sheet",
        "[table] header_row: 0 is too small; write 1 or more.",
        '[columns] complaint: there is no such key. Did you mean "complaint_id"? There is: complaint_id, directorate',
        "[columns] service: an empty list stands where",
        '[constants] stage: "corporate" is not one of the values.',
        "[constants] directorate: a list stands where there should be text",
        '[values.outcome] Yes: "upholded" is not one of the values. Did you mean "upheld"?',
        "[values.service] ?: an empty text would leave service empty, which every row needs.",
        '[dates] format: "qq" has no meaning',
        '[dates] responded_date: "mm/yyyy" does not hold day, month and year',
        "[dates] theme: there is no such key.",
        'colums: there is no such key. Did you mean "columns"?',
    ]:
        assert part in message


@pytest.mark.parametrize(
    ("mapping", "what"),
    [
        ('[columns]\nservice = "Team"\n[constants]\nservice = "Waste"', "service stands under [columns] and under"),
        ('[values.stage]\n"A" = "adults"\n"a " = "adults"', "stands in it twice"),
        ('[columns]\nservice = "Team\n', "cannot be used, line 2"),
        ("[values.stage]\nStage 1 = 'adults'", "line 2, \"Stage 1 = 'adults'\": expected"),
        ("columns = 3", "columns: 3 stands where there should be a table"),
    ],
)
def test_a_mapping_that_cannot_be_says_why(tmp_path, mapping, what):
    rules = written(tmp_path, mapping, "mapping.toml")
    with pytest.raises(UsageError) as error:
        load(tmp_path / "store", "complaints", written(tmp_path, EXPORT), "exampleshire", "2019-20-Q4", rules)
    assert what in str(error.value)
    assert not (tmp_path / "store").exists()


def test_a_mapping_in_another_encoding_is_refused(tmp_path):
    rules = written(tmp_path, '[columns]\nservice = "Café"'.encode("cp1252"), "mapping.toml")
    with pytest.raises(UsageError, match="is not UTF-8 text"):
        load(tmp_path / "store", "complaints", written(tmp_path, EXPORT), "exampleshire", "2019-20-Q4", rules)


def test_a_mapping_that_is_not_there_is_named_with_the_nearest_file(tmp_path):
    written(tmp_path, MAPPING, "mapping.toml")
    with pytest.raises(UsageError, match=r'no mapping file .*maping.toml. Did you mean "mapping.toml"'):
        load(tmp_path / "s", "complaints", written(tmp_path, EXPORT), "medway", "2019-20-Q4", tmp_path / "maping.toml")


def test_without_a_mapping_a_foreign_export_is_told_of_mappings(tmp_path):
    with pytest.raises(LoadError, match="or explain the file's own headings with --mapping"):
        load(tmp_path / "store", "complaints", written(tmp_path, EXPORT), "exampleshire", "2019-20-Q4")
