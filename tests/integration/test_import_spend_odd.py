"""Published payments as councils really write them: each odd file is read rightly, or refused with the line to add."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from loads import contents, written
from serving import scrutiny_in
from spreadsheets import ods

from dashboard.basics.errors import LoadError, ScrutinyError, UsageError
from dashboard.basics.toml_files import read_mapping
from dashboard.imports import spend
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.imports.spend_suggest import suggestion
from dashboard.store import database
from dashboard.store.writing import read_manifest

MAPPING = """[columns]
date = ["Payment date"]
amount = ["Net amount"]
directorate = ["Directorate"]
service = ["Service"]
category = ["Spend type"]
[agency]
category = ["Agency Staff"]
"""
HEADING = "Body,Directorate,Service,Spend type,Payment date,Net amount,Supplier"


def row(month: int, category: str = "Agency Staff", end: str = "", day: int = 3, amount: str = "1000.00") -> str:
    """A payment of a month of 2026."""
    return f"Exampleshire,Adults,Home care,{category},2026-{month:02}-{day:02},{amount},Invented Ltd{end}"


def month_file(folder: Path, month: int, *rows: str, heading: str = HEADING) -> Path:
    """A month's file; without rows, one of agency staff and one of materials."""
    lines = rows or (row(month), row(month, "Materials"))
    return written(folder, "\r\n".join([heading, *lines, ""]), f"2026-{month:02}.csv")


def imported(folder: Path, *files: Path, mapping: str = MAPPING, **more: object) -> str:
    """The report of an import into the folder's store."""
    rules = written(folder, mapping, "mapping.toml")
    return spend.load(folder / "store", files, "exampleshire", rules, rejects_path=folder / "r.csv", **more)  # type: ignore[arg-type]


def refused(folder: Path, *files: Path, mapping: str = MAPPING) -> str:
    """The message of an import that is refused and stores nothing."""
    with pytest.raises(LoadError) as error:
        imported(folder, *files, mapping=mapping)
    assert not contents(folder / "store")
    return str(error.value)


def stored(folder: Path) -> float:
    """What the store holds as spent on agency staff, in all quarters."""
    extracts = read_manifest(folder / "store").current()
    return sum(database.read_parquet(folder / "store" / one.path)["spend_gbp"].sum() for one in extracts)


@pytest.mark.parametrize(
    "spelling",
    ["Agency  Staff", "Agency\u00a0 Staff", "AGENCY&nbsp;STAFF", "Agency Staff\u200b", "\u2003Agency Staff "],
)
def test_a_category_is_the_same_words_whatever_stands_between_them(tmp_path: Path, spelling: str) -> None:
    said = imported(tmp_path, month_file(tmp_path, 7, row(7), row(7, spelling), row(7, "Materials")))
    assert "Agency staff: 2 rows, £2,000.00." in said
    assert stored(tmp_path) == 2000


def test_a_quarter_without_a_category_that_is_named_stays_a_gap_and_names_those_that_sound_like_it(
    tmp_path: Path,
) -> None:
    old = [month_file(tmp_path, at, row(at, "16.AGENCY WORKERS"), row(at, "Materials")) for at in (4, 5, 6)]
    new = [month_file(tmp_path, at) for at in (7, 8, 9)]
    said = imported(tmp_path, *old, *new)
    assert "Warning: Q1 2026/27 (Apr to Jun 2026) was passed over and stays a gap" in said
    assert "    16.AGENCY WORKERS: 3 rows, £3,000.00" in said
    assert 'under [agency]: category = ["Agency Staff", "16.AGENCY WORKERS"]' in said
    assert [one.period.id for one in read_manifest(tmp_path / "store").current()] == ["2026-27-Q2"]
    both = MAPPING.replace('["Agency Staff"]', '["Agency Staff", "16.agency  workers"]')
    imported(tmp_path, *old, *new, mapping=both)
    assert stored(tmp_path) == 6000


def test_a_quarter_in_which_nothing_was_paid_is_stored_at_a_word(tmp_path: Path) -> None:
    files = [month_file(tmp_path, at, row(at, "Materials")) for at in (4, 5, 6)]
    refused(tmp_path, *files)
    imported(tmp_path, *files, nothing_paid=["2026-27-Q1"])
    assert [(one.period.id, one.rows) for one in read_manifest(tmp_path / "store").current()] == [("2026-27-Q1", 0)]


AMOUNTS = ["Amount", "Net Amount (£)", "Nett", "Value", "Net value"]


def test_the_missing_headings_of_all_files_are_told_at_once_with_the_line_to_add(tmp_path: Path) -> None:
    files = [month_file(tmp_path, 4)]
    for at, heading in enumerate(AMOUNTS, start=5):
        files.append(month_file(tmp_path, at, heading=HEADING.replace("Net amount", heading)))
    message = refused(tmp_path, *files)
    assert message.startswith("5 of 6 files were refused: they lack columns that the mapping names.")
    assert all(f"2026-0{month}.csv, with the headings" in message for month in range(5, 10))
    line = message.rpartition("\n  ")[2]
    assert line == 'amount = ["Net amount", "Amount", "Net Amount (£)", "Nett", "Value", "Net value"]'
    imported(tmp_path, *files, mapping=MAPPING.replace('amount = ["Net amount"]', line))
    assert stored(tmp_path) == 6000


def test_files_that_are_wrong_in_different_ways_are_told_of_at_once(tmp_path: Path) -> None:
    files = month_file(tmp_path, 4, heading=HEADING.replace("Service", "Team")), tmp_path / "2026-05.csv"
    message = refused(tmp_path, *files, written(tmp_path, b"", "2026-06.csv"))
    assert 'no column "Service"' in message
    assert "There is no file" in message
    assert "2026-06.csv is empty" in message


def test_the_month_may_stand_in_the_title(tmp_path: Path) -> None:
    heading = '"Exampleshire: payments over £500, July 2026"\r\n\r\nDirectorate,Service,Supplier,Net amount,Spend type'
    rows = ("Adults,Home care,Invented,1000.00,Agency Staff", "Adults,Home care,Invented,7,Materials", "Total,,,1007,")
    file = month_file(tmp_path, 1, *rows, heading=heading)
    message = refused(tmp_path, file)
    assert message.endswith('take the date out of [columns] and write, under [table]:\n  month_from = "title"')
    mapping = '[table]\nmonth_from = "title"\n' + MAPPING.replace('date = ["Payment date"]\n', "")
    said = imported(tmp_path, file, mapping=mapping)
    assert "July; 1 row of agency staff, £1,000.00." in said
    assert "1 row with a total below the table left out." in said
    by_name = imported(tmp_path, file, mapping=mapping.replace('"title"', '"file name"'))
    assert "January; 1 row of agency staff" in by_name


def test_a_title_of_two_months_is_refused(tmp_path: Path) -> None:
    file = month_file(tmp_path, 7, row(7), heading="Payments of July and August 2026\r\n" + HEADING)
    mapping = '[table]\nmonth_from = "title"\n' + MAPPING.replace('date = ["Payment date"]\n', "")
    assert "names July 2026 and August 2026" in refused(tmp_path, file, mapping=mapping)


@pytest.mark.parametrize("where", ["", 'date = ["Payment date"]\nperiod = ["Period"]\nperiod_format = "calendar"\n'])
def test_a_mapping_says_once_when_a_payment_was_made(tmp_path: Path, where: str) -> None:
    with pytest.raises(UsageError, match=r'add under \[table\]: month_from = "title"'):
        imported(tmp_path, month_file(tmp_path, 7), mapping=MAPPING.replace('date = ["Payment date"]\n', where))


@pytest.mark.parametrize("end", [",#N/A", ",", ",x,y"])
def test_fields_beyond_the_headings_are_passed_over_and_said(tmp_path: Path, end: str) -> None:
    said = imported(tmp_path, month_file(tmp_path, 8, row(8, end=end), row(8, "Materials", end)))
    count = end.count(",")
    assert f"each row has {count} field{'s' if count > 1 else ''} more than the heading" in said
    assert stored(tmp_path) == 1000


def test_a_row_that_has_more_fields_than_the_others_is_counted_as_what_its_category_says(tmp_path: Path) -> None:
    rows = [row(7), *(row(7, "Materials") for _ in range(300)), row(7, end=",Ltd")]
    message = refused(tmp_path, month_file(tmp_path, 7, *rows))
    assert "1 of 2 rows of agency staff cannot be read" in message
    said = imported(tmp_path, month_file(tmp_path, 7, *rows), most_rejects=50)
    assert "1 of them agency staff" in said
    assert "whose category cannot be told" not in said


def test_equal_headings_are_chosen_by_their_number(tmp_path: Path) -> None:
    file = month_file(tmp_path, 7, heading=HEADING.replace("Supplier", "Net amount"))
    assert "which is 6 or 7: amount = 6" in refused(tmp_path, file)
    imported(tmp_path, file, mapping=MAPPING.replace('["Net amount"]', "6"))
    assert stored(tmp_path) == 1000


def test_workbooks_are_read_like_csv(tmp_path: Path) -> None:
    rows = [["Payments of\nJuly"], [], *([*line.split(",")] for line in (HEADING, row(7), row(7, "Materials")))]
    book = openpyxl.Workbook()
    book.active.append(["About"])
    for line in rows:
        (book["Data"] if "Data" in book.sheetnames else book.create_sheet("Data")).append(line)
    book.save(tmp_path / "july.xlsx")
    mapping = '[table]\nsheet = "data"\n' + MAPPING
    assert "July; 1 row of agency staff" in imported(tmp_path, tmp_path / "july.xlsx", mapping=mapping)
    again = ods(tmp_path / "july.ods", About=[["x"]], Data=rows)
    assert "1 unchanged" in imported(tmp_path, again, mapping=mapping)
    bad = ods(tmp_path / "bad.ods", About=[["x"]], Data=[*rows[:3], row(7, amount="n/a").split(",")])
    assert "bad.ods, row 4:" in refused_beside(tmp_path, bad, mapping)


def refused_beside(folder: Path, file: Path, mapping: str) -> str:
    """The message of an import that is refused beside what is stored already."""
    with pytest.raises(ScrutinyError) as error:
        imported(folder, file, mapping=mapping)
    return str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        "\n".join([HEADING, row(7), row(7, "Materials")]).replace(",", "|").encode(),
        ("sep=;\n" + "\n".join([HEADING, row(7), row(7, "Materials")]).replace(",", ";")).encode(),
        "\r\n".join([HEADING, row(7), row(7, "Materials")]).encode("utf-16"),
    ],
    ids=["bars", "sep line", "UTF-16"],
)
def test_however_it_is_written_the_sum_is_the_same(tmp_path: Path, content: bytes) -> None:
    imported(tmp_path, written(tmp_path, content, "july.csv"))
    assert stored(tmp_path) == 1000


def test_a_mapping_may_be_written_in_utf_16_as_powershell_does(tmp_path: Path) -> None:
    rules = written(tmp_path, MAPPING.replace("\n", "\r\n").encode("utf-16"), "mapping.toml")
    assert read_mapping(rules, SpendMapping).agency.category == ["Agency Staff"]


@pytest.mark.parametrize("content", [b"x" * (3 << 20), b"a,b\n" + b"x" * 300_000 + b",1\n"])
def test_a_line_that_no_ledger_has_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    assert "long.csv" in refused(tmp_path, written(tmp_path, content, "long.csv"))


def suggested(folder: Path, *files: Path) -> SpendMapping:
    """The mapping that is proposed for the files."""
    return read_mapping(written(folder, suggestion(files), "suggested.toml"), SpendMapping)


GROSS = "Authority,Date of payment,Doc no,Gross,VAT,Net,Vendor name,Service area,GL description"


def test_net_is_proposed_and_only_what_is_known_to_be_agency_staff(tmp_path: Path) -> None:
    kinds = ("Agency fees", "Materials", "Payments to care agencies")
    rows = [f"Ex,2026-07-{at:02},{at},1200.00,200.00,1000.00,Inv,Children,{kinds[at % 3]}" for at in range(1, 10)]
    found = suggested(tmp_path, month_file(tmp_path, 7, *rows, heading=GROSS))
    assert (found.columns.amount, found.columns.category) == (["Net"], ["GL description"])
    assert found.agency.category == ["Agency fees"]


def test_an_amount_with_tax_is_not_proposed(tmp_path: Path) -> None:
    heading = GROSS.replace(",VAT,Net", "")
    rows = ["Ex,2026-07-01,1,1200.00,Inv,Children,Agency fees", "Ex,2026-07-02,1,12.00,Inv,Place,Materials"]
    text = suggestion([month_file(tmp_path, 7, *rows, heading=heading)])
    assert "# Not found: amount." in text
    assert 'amount = [""]' in text


def test_the_category_is_the_column_whose_cells_say_so(tmp_path: Path) -> None:
    heading = "Payment date,Net amount,Beneficiary,Organisational unit,Category internal name,Purpose"
    kinds = ("Employees,Agency staff", "Premises,Rent", "Transport,Fuel")
    rows = [f"2026-07-{at:02},700.00,Agency staff supplies Ltd,City Development,{kinds[at % 3]}" for at in range(1, 10)]
    found = suggested(tmp_path, month_file(tmp_path, 7, *rows, heading=heading))
    assert (found.columns.category, found.agency.category) == (["Purpose"], ["Agency staff"])


def test_a_column_with_one_value_is_a_column(tmp_path: Path) -> None:
    found = suggested(tmp_path, month_file(tmp_path, 7, row(7), row(7)))
    assert (found.columns.category, found.agency.category) == (["Spend type"], ["Agency Staff"])


def test_two_columns_that_could_be_the_amount_are_none(tmp_path: Path) -> None:
    rows = ["2026-07-01,10.00,11.00,Place,Agency staff", "2026-07-02,12.00,13.00,Place,Rent"]
    text = suggestion(
        [month_file(tmp_path, 7, *rows, heading="Payment date,Line amount,Invoice amount,Directorate,Type")]
    )
    assert "# Not found: amount." in text


def test_categories_that_only_sound_like_agency_staff_are_not_proposed(tmp_path: Path) -> None:
    rows = [row(7, one) for one in ("Temporary accommodation", "Payments to agencies", "Environment Agency levy")]
    text = suggestion([month_file(tmp_path, 7, *rows)])
    assert "\ncategory = []\n" in text
    assert "# * Temporary accommodation" in text


def test_several_files_are_proposed_one_mapping_that_reads_them_all(tmp_path: Path) -> None:
    files = [month_file(tmp_path, 4)]
    for at, heading in enumerate(AMOUNTS, start=5):
        files.append(month_file(tmp_path, at, heading=HEADING.replace("Net amount", heading)))
    assert suggested(tmp_path, *files).columns.amount == ["Net amount", *AMOUNTS]
    imported(tmp_path, *files, mapping=(tmp_path / "suggested.toml").read_text(encoding="utf-8"))
    assert stored(tmp_path) == 6000


def test_a_proposal_can_be_written_to_a_file_which_is_never_overwritten(tmp_path: Path) -> None:
    file = month_file(tmp_path, 7)
    asked = ("import", "spend-over-500", file.name, "--suggest", "--out", "m.toml")
    assert scrutiny_in(tmp_path, *asked).stdout == "Wrote m.toml. Check every line of it.\n"
    assert read_mapping(tmp_path / "m.toml", SpendMapping).columns.amount == ["Net amount"]
    again = scrutiny_in(tmp_path, *asked)
    assert again.returncode == 1
    assert "is there already and was left alone" in again.stderr


def test_rows_of_a_workbook_that_are_left_out_are_listed_by_the_sheets_own_row(tmp_path: Path) -> None:
    rows = [HEADING.split(","), row(7).split(","), [], row(7, amount="n/a").split(",")]
    imported(tmp_path, ods(tmp_path / "july.ods", Data=rows), most_rejects=60)
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as listed:
        assert [one["line"] for one in csv.DictReader(listed)] == ["4"]
