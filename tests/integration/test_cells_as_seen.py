"""Cells are read as a person sees them: percentages, times, marks and units, in every format of workbook."""

import datetime as dt
import re
import zipfile

import openpyxl
import pytest
from loads import complaints, contents, line, written
from spreadsheets import FORMULA, Shown, ods, xls

from dashboard.basics.errors import LoadError
from dashboard.intake.loading import load
from dashboard.store import database
from dashboard.store.writing import read_manifest

PLAN = ["measure", "service_area", "period", "value", "unit", "nature", "polarity", "target"]
QUARTER = "2026-27-Q2"


def measure(value, unit="percent", target=None, name="Calls answered"):
    """A row of a plan."""
    return [name, "Customer", QUARTER, value, unit, "rate", "higher", target]


def stored(tmp_path, column="value"):
    """A column of the newest extract."""
    rows = database.read_parquet(tmp_path / "store" / read_manifest(tmp_path / "store").current()[0].path)
    return rows[column].tolist()


def loaded(tmp_path, path, dataset="kpis", mapping=""):
    """The report of a load into the test's own store."""
    rules = written(tmp_path, mapping, "mapping.toml") if mapping else None
    return load(tmp_path / "store", dataset, path, "exampleshire", QUARTER, rules)


def workbook(tmp_path, rows, formats=(), name="plan.xlsx"):
    """A workbook of these rows; `formats` are number formats by cell."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in dict(formats).items():
        book.active[cell].number_format = number_format
    book.save(tmp_path / name)
    return tmp_path / name


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.913, "0.0%", "91.3%"),
        (0.97, "0%", "97%"),
        (0.91345, "0.00%", "91.35%"),
        (1.005, "0%", "101%"),
        (-0.025, '0.0%;[Red]-0.0%', "-2.5%"),
        (91.3, '0.0"%"', "91.3"),
        (91.3, r"0.0\%", "91.3"),
        (0.913, "General", "0.913"),
        (dt.time(8, 23), "h:mm", "8:23"),
        (dt.time(0, 8, 23), "mm:ss", "08:23"),
        (dt.timedelta(hours=49, minutes=30), "[h]:mm", "49:30"),
        (dt.timedelta(minutes=75, seconds=5), "[mm]:ss", "75:05"),
    ],
)  # fmt: skip
def test_a_value_of_a_workbook_is_what_its_number_format_shows(tmp_path, value, number_format, text):
    loaded(tmp_path, workbook(tmp_path, [PLAN, measure(value)], {"D2": number_format}))
    assert stored(tmp_path) == [text]


def test_a_target_is_read_as_it_is_shown_too(tmp_path):
    loaded(tmp_path, workbook(tmp_path, [PLAN, measure(0.97, target=0.98)], {"D2": "0%", "H2": "0%"}))
    assert stored(tmp_path, "target") == ["98%"]


def test_a_number_with_leading_zeros_keeps_them(tmp_path):
    heading = ["complaint_id", "directorate", "service", "stage", "received_date"]
    rows = [heading, [42, "Place", "Waste", "adults", dt.date(2026, 7, 2)]]
    loaded(tmp_path, workbook(tmp_path, rows, {"A2": "00000"}), "complaints")
    assert stored(tmp_path, "complaint_id") == ["00042"]


def test_a_date_that_is_shown_as_a_month_is_that_month(tmp_path):
    rows = [["month", "directorate", "service", "compliments"], [dt.date(2026, 7, 31), "Place", "Waste", 3]]
    loaded(tmp_path, workbook(tmp_path, rows, {"A2": "mmm-yy"}), "compliments")
    assert stored(tmp_path, "month") == [dt.datetime(2026, 7, 1)]  # noqa: DTZ001 - a day has no zone


def test_an_ods_workbook_shows_the_same(tmp_path):
    rows = [
        [one.replace("_", "\n").title() for one in PLAN],
        measure(Shown("percentage", 0.913, "91.3%"), target=Shown("percentage", 0.85, "85%")),
        measure(Shown("percentage", 0.5, ""), name="No text"),
        measure(Shown("time", "PT00H08M23S", "08:23"), "minutes", name="Time"),
        measure(Shown("currency", 1234.5, "£1,234.50"), "£", name="Spend"),
        measure(12, "number", name="Visits"),
    ]
    mapping = '[columns]\nservice_area = "Service Area"\n'
    loaded(tmp_path, ods(tmp_path / "plan.ods", Plan=rows), mapping=mapping)
    assert dict(zip(stored(tmp_path, "measure"), stored(tmp_path), strict=True)) == {
        "Calls answered": "91.3%", "No text": "50%", "Time": "08:23", "Spend": "1234.5", "Visits": "12",
    }  # fmt: skip
    assert "85%" in stored(tmp_path, "target")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("91.3%*", "91.3%"), ("91.3 (p)", "91.3"), ("12 days", "12"), ("00:08:23", "8:23"), ("1:02:03", "62:03"),
        ("12 working days", "12"), ("<10", "<10"), ("8:23", "8:23"), ("almost 5 minutes", "almost 5"),
    ],
)  # fmt: skip
def test_what_a_plan_prints_is_read_without_mark_and_unit(tmp_path, value, text):
    loaded(tmp_path, workbook(tmp_path, [PLAN, measure(value)]))
    assert stored(tmp_path) == [text]


def test_an_xls_workbook_shows_the_same(tmp_path):
    mapping = '[table]\nsheet = "plan"\n[columns]\nservice_area = "Service area"\n'
    report = loaded(tmp_path, xls(tmp_path / "plan.xls"), mapping=mapping)
    assert '2 rows read (sheet "Plan")' in report
    assert stored(tmp_path) == ["91.3%", "08:23"]
    assert stored(tmp_path, "target")[0] == "85%"


HEADING = ["complaint_id", "directorate", "service", "stage", "received_date", "responded_date", "note"]


def with_formulas(tmp_path):
    """A workbook as a program writes it that works nothing out: one formula is in a column that is read."""
    row = ["C1", "Place", "Waste", "adults", dt.date(2026, 7, 2), "=E2+5", "=E2+6"]
    return workbook(tmp_path, [HEADING, row], name="cases.xlsx")


def test_a_formula_without_a_result_is_refused_with_its_cell(tmp_path):
    with pytest.raises(LoadError) as error:
        loaded(tmp_path, with_formulas(tmp_path), "complaints")
    assert 'row 2, responded_date, sheet "Sheet", cell F2: holds a formula whose result has not been' in str(
        error.value
    )
    assert "open the workbook in a spreadsheet program, save it there and load it again" in str(error.value)
    assert "1 problem." in str(error.value)
    assert not contents(tmp_path / "store")


def changed(path, cell):
    """The workbook with this text in place of the first formula's cell."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'<c r="F2".*?</c>', cell, parts[sheet])
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def test_a_formula_with_its_result_is_read_and_so_is_one_whose_result_is_an_empty_text(tmp_path):
    loaded(tmp_path, changed(with_formulas(tmp_path), b'<c r="F2" s="1"><f>E2+5</f><v>46210</v></c>'), "complaints")
    assert stored(tmp_path, "responded_date") == [dt.datetime(2026, 7, 7)]  # noqa: DTZ001 - a day has no zone
    report = loaded(tmp_path, changed(with_formulas(tmp_path), b'<c r="F2" t="str"><f>""</f><v></v></c>'), "complaints")
    assert "1 changed" in report


def test_a_zero_for_a_result_of_a_workbook_that_is_still_to_be_worked_out_is_none(tmp_path):
    with pytest.raises(LoadError, match="cell F2: holds a formula"):
        loaded(tmp_path, changed(with_formulas(tmp_path), b'<c r="F2"><f>E2+5</f><v>0</v></c>'), "complaints")


def test_a_formula_of_an_ods_workbook_is_refused_likewise(tmp_path):
    row = ["C1", "Place", "Waste", "adults", dt.date(2026, 7, 2), FORMULA]
    with pytest.raises(LoadError, match='responded_date, sheet "Cases", cell F2: holds a formula'):
        loaded(tmp_path, ods(tmp_path / "cases.ods", Cases=[HEADING[:6], row]), "complaints")


AGENCY = "assignment_id,month,directorate,service,role_category,reason,spend_gbp,fte\n"


def agency(tmp_path, spend="10", fte="1"):
    """A file of one month of an assignment."""
    return written(tmp_path, AGENCY + f'A1,2026-07,Place,Waste,Loader,vacancy,"{spend}",{fte}\n', "agency.csv")


@pytest.mark.parametrize(
    ("spend", "fte", "found"),
    [
        ("£1,234.50*", "0.6*", (1234.5, 0.6)),
        ("1234.50 (p)", "0.6 (r)", (1234.5, 0.6)),
        ("10", "0.6p", (10, 0.6)),
        ("10", "0.6 FTE", (10, 0.6)),
        ("1E-18", "1.2E-17", (0, 0)),
        ("-3.6e-12", "2", (0, 2)),
    ],
)
def test_a_number_may_have_a_mark_or_its_columns_own_unit(tmp_path, spend, fte, found):
    loaded(tmp_path, agency(tmp_path, spend, fte), "agency")
    assert (stored(tmp_path, "spend_gbp")[0], stored(tmp_path, "fte")[0]) == found


def test_the_report_counts_the_marks(tmp_path):
    report = loaded(tmp_path, agency(tmp_path, "10*", "0.6 (p)"), "agency")
    assert "Marked as provisional or revised in spend_gbp: 1 number (*); the numbers were read without" in report
    assert "Marked as provisional or revised in fte: 1 number ((p));" in report


@pytest.mark.parametrize(
    ("fte", "line", "value"),
    [
        ("60%", 'fte = "fraction"', 0.6),
        ("60%", 'fte = "%"', 60),
        ("12 days", 'fte = "days"', 12),
        ("00:30:00", 'fte = "hh:mm:ss in minutes"', 30),
        ("37:30", 'fte = "hh:mm in hours"', 37.5),
    ],
)
def test_another_unit_is_read_only_where_the_mapping_says_so(tmp_path, fte, line, value):
    with pytest.raises(LoadError, match=r"under \[units\] of a mapping"):
        loaded(tmp_path, agency(tmp_path, fte=fte), "agency")
    loaded(tmp_path, agency(tmp_path, fte=fte), "agency", f"[units]\n{line}\n")
    assert stored(tmp_path, "fte") == [value]


def test_what_could_be_pence_is_a_mark_only_where_the_mapping_says_so(tmp_path):
    with pytest.raises(LoadError, match='"10p" is not an amount of money'):
        loaded(tmp_path, agency(tmp_path, "10p"), "agency")
    loaded(tmp_path, agency(tmp_path, "10p"), "agency", '[table]\nmarks = ["p"]\n')
    assert stored(tmp_path, "spend_gbp") == [10]


def test_what_a_spreadsheets_sum_makes_of_a_whole_number_is_that_number(tmp_path):
    rows = [["month", "directorate", "service", "compliments"], [dt.date(2026, 7, 1), "A", "B", 3 - 4e-16]]
    loaded(tmp_path, workbook(tmp_path, rows), "compliments")
    assert stored(tmp_path, "compliments") == [3]


def test_a_line_that_no_table_has_is_refused_in_a_sentence(tmp_path):
    for name, content in {
        "one.csv": b"x" * (3 << 20),
        "later.csv": complaints(line()).encode() + b"," * (3 << 20),
        "wide.txt": ("a\tb\n" + "x" * (2 << 20)).encode("utf-16"),
    }.items():
        with pytest.raises(LoadError, match=r"row \d+: the line is longer than a million letters"):
            loaded(tmp_path, written(tmp_path, content, name), "complaints")


def test_a_field_as_long_as_that_is_refused_too(tmp_path):
    path = written(tmp_path, "complaint_id,stage\n" + "x" * 500_000 + ",adults\n", "field.csv")
    with pytest.raises(LoadError, match=r"field\.csv"):
        loaded(tmp_path, path, "complaints")


@pytest.mark.parametrize("end", [b"\xc2", b"\xe2\x80", b"Caf\xc3"])
def test_a_file_that_ends_within_a_letter_is_no_windows_1252(tmp_path, end):
    with pytest.raises(LoadError, match="ends in the middle of a letter"):
        loaded(tmp_path, written(tmp_path, complaints(line()).encode().rstrip() + end, "cut.csv"), "complaints")


def test_windows_1252_may_end_with_a_letter_of_its_own(tmp_path):
    text = complaints(line(received_date="2026-07-02")).rstrip().replace("Waste", "Café") + "\n"
    header, row = text.splitlines()
    cells = row.split(",")
    cells[-2] = "Café"
    path = written(tmp_path, f"{header}\n{','.join(cells[:-1])},".encode("cp1252"), "whole.csv")
    assert "Windows-1252" in loaded(tmp_path, path, "complaints")
    swapped = header.replace(",channel", "").replace("theme", "x") + ",theme\n" + ",".join(cells[:-2]) + ",,Café"
    assert "Windows-1252" in loaded(tmp_path, written(tmp_path, swapped.encode("cp1252"), "end.csv"), "complaints")
