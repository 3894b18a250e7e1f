"""Published payments over £500 become agency spending: exactly, or not at all."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loads import contents, written
from opened import AGENCY as PAGE
from serving import ROOT, scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, ScrutinyError, UsageError
from dashboard.basics.toml_files import read_mapping
from dashboard.imports import spend
from dashboard.imports.spend_files import opened
from dashboard.imports.spend_ledger import ledger
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.imports.spend_suggest import suggestion
from dashboard.intake.differences import rows_of
from dashboard.store.data import Data
from dashboard.store.writing import read_manifest

HEADING = "Payment Date,Net Amount,Supplier Name,Service Area,Team,Expenses Type"
MAPPING = """
[columns]
date = ["Invoice Payment Date", "Payment Date"]
amount = ["Net Amount"]
supplier = ["Supplier Name"]
directorate = ["Service Area"]
service = ["Team"]
category = ["Expenses Type"]

[agency]
category = ["Agency staff"]
"""
APRIL = (
    '28/04/2022,"1,200.50",Hands Ltd,Place,Waste,Agency staff',
    "29/04/2022,(200.25),Hands Ltd,Place,Waste,AGENCY STAFF ",
    "29/04/2022,0.10,Hands Ltd,Adults,Home care,Agency staff",
    "30/04/2022,0.20,A N Other,Adults,Home care,Agency staff",
    "30/04/2022,5000,Environment Agency,Place,Rivers,Fees",
)
MAY = ("13/05/2022,300,Hands Ltd,Place,Waste,Agency staff", "14/05/2022,800,Bricks Ltd,Place,Roads,Works")
JUNE = ("30/06/2022,400,Hands Ltd,Place,Waste,Agency staff",)


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """The mapping of these files."""
    return written(tmp_path, MAPPING, "mapping.toml")


def spending(folder: Path, *lines: str, name: str = "april.csv", heading: str = HEADING) -> Path:
    """A file of payments."""
    return written(folder, "\n".join([heading, *lines]) + "\n", name)


def quarter_files(folder: Path) -> list[Path]:
    """The three files of a quarter."""
    months = {"april.csv": APRIL, "may.csv": MAY, "june.csv": JUNE}
    return [spending(folder, *lines, name=name) for name, lines in months.items()]


def imported(folder: Path, mapping: Path, files: Sequence[Path], **more: object) -> str:
    """The report of an import into the folder's store."""
    more.setdefault("rejects_path", folder / "rejects.csv")
    return spend.load(folder / "store", files, "spendshire", mapping, **more)  # type: ignore[arg-type]


def figures(folder: Path, by: str) -> dict[str, float]:
    """Agency spending by something, as the command line prints it."""
    asked = ("agency_spend", "--council", "spendshire", "--quarter", "2022-23-Q1", "--by", by, "--format", "json")
    printed = scrutiny("figures", *asked, "--data", folder / "store")
    assert printed.returncode == 0, printed.stderr
    return {row[by]: row["value"] for row in json.loads(printed.stdout)}


def counted(files: Sequence[Path], column: int) -> dict[str, float]:
    """The same sums, in plain Python."""
    sums: Counter[str] = Counter()
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in list(csv.reader(lines))[1:]:
                if row[5].strip().casefold() == "agency staff":
                    credit = row[1].startswith("(")
                    amount = Decimal(row[1].strip("()").replace(",", ""))
                    sums[row[column]] += -amount if credit else amount  # type: ignore[assignment]
    return {name: float(value) for name, value in sums.items()}


def test_a_quarters_files_become_one_release_that_agrees_with_plain_python(tmp_path: Path, mapping: Path) -> None:
    files = quarter_files(tmp_path)
    said = scrutiny(
        "import",
        "spend-over-500",
        *files,
        "--council",
        "spendshire",
        "--mapping",
        mapping,
        "--data",
        tmp_path / "store",
    )
    assert said.returncode == 0, said.stderr
    assert "Release 1: agency of spendshire" in said.stdout
    assert "Agency staff: 6 rows, £1,700.55, credits of £200.25 taken off." in said.stdout
    assert "Other spending: 2 rows, £5,800.00." in said.stdout
    assert figures(tmp_path, "directorate") == counted(files, 3)
    assert figures(tmp_path, "service") == counted(files, 4)
    assert figures(tmp_path, "month") == {"2022-04": 1000.55, "2022-05": 300.0, "2022-06": 400.0}
    assert scrutiny("check", "--data", tmp_path / "store").returncode == 0


def test_suppliers_are_stored_only_where_asked_for(tmp_path: Path, mapping: Path) -> None:
    files = quarter_files(tmp_path)
    said = imported(tmp_path, mapping, files)
    assert "Suppliers' names are not stored." in said
    assert not any(b"A N Other" in path.read_bytes() for path in (tmp_path / "store").rglob("*.*") if path.is_file())
    said = imported(tmp_path, mapping, files, keep_suppliers=True)
    assert "Suppliers' names are stored" in said
    asked = rows_of(tmp_path / "store", spend.contract_for("agency"), read_manifest(tmp_path / "store").current()[0])
    assert asked is not None
    assert "spend: Agency staff / Adults / Home care / A N Other" in set(asked["assignment_id"])


def test_several_quarters_are_one_release_and_the_same_files_none(tmp_path: Path, mapping: Path) -> None:
    later = spending(
        tmp_path,
        *(f"{day}/0{month}/2022,10,Hands Ltd,Place,Waste,Agency staff" for day in (13, 14) for month in (7, 8, 9)),
        name="later.csv",
    )
    files = [*quarter_files(tmp_path), later]
    said = imported(tmp_path, mapping, files)
    manifest = read_manifest(tmp_path / "store")
    assert manifest.release == 1
    assert [(one.period.id, one.source) for one in manifest.current()] == [
        ("2022-23-Q1", "april.csv, may.csv, june.csv"),
        ("2022-23-Q2", "later.csv"),
    ]
    assert "Q2 2022/23 (Jul to Sep 2022): July, August and September; 6 rows of agency staff, £60.00." in said
    assert "Nothing was changed, and there is no new release" in imported(tmp_path, mapping, files)
    assert read_manifest(tmp_path / "store").release == 1


def test_another_mapping_of_the_same_files_is_a_new_release(tmp_path: Path, mapping: Path) -> None:
    files = quarter_files(tmp_path)
    imported(tmp_path, mapping, files)
    mapping.write_text(MAPPING.replace('["Agency staff"]', '["Agency staff", "Works"]'), encoding="utf-8")
    assert "Release 2" in imported(tmp_path, mapping, files)


def test_a_quarter_that_lacks_months_is_loaded_with_a_warning(tmp_path: Path, mapping: Path) -> None:
    said = imported(tmp_path, mapping, [spending(tmp_path, *APRIL)])
    assert "Warning: these files hold nothing of May and June, so the spending of Q1 2022/23" in said


def test_fewer_months_than_the_store_holds_are_refused(tmp_path: Path, mapping: Path) -> None:
    files = quarter_files(tmp_path)
    imported(tmp_path, mapping, files)
    before = contents(tmp_path / "store")
    with pytest.raises(LoadError, match=r"holds April, May and June; these files hold April alone.*\n.*together"):
        imported(tmp_path, mapping, files[:1])
    assert contents(tmp_path / "store") == before


def test_late_payments_of_a_quarter_that_is_loaded_do_not_bar_the_next_one(tmp_path: Path, mapping: Path) -> None:
    imported(tmp_path, mapping, quarter_files(tmp_path))
    late = ("30/06/2022,5,Hands Ltd,Place,Waste,Agency staff", "13/07/2022,7,Hands Ltd,Place,Waste,Agency staff")
    july = spending(tmp_path, *late, name="july.csv")
    with pytest.raises(LoadError, match="--quarter names the others"):
        imported(tmp_path, mapping, [july])
    assert "Release 2" in imported(tmp_path, mapping, [july], quarters=["2022-23-Q2"])


def test_stray_days_of_another_quarter_do_not_make_it_a_quarter_of_nothing(tmp_path: Path, mapping: Path) -> None:
    stray = spending(tmp_path, "31/03/2022,10,Bricks Ltd,Place,Roads,Works", name="stray.csv")
    said = imported(tmp_path, mapping, [*quarter_files(tmp_path), stray])
    assert "Q4 2021/22 was passed over: these files hold March alone, and no agency staff in it." in said
    assert [one.period.id for one in read_manifest(tmp_path / "store").current()] == ["2022-23-Q1"]


def test_one_quarter_can_be_asked_for(tmp_path: Path, mapping: Path) -> None:
    stray = spending(tmp_path, "31/03/2022,10,Hands Ltd,Place,Waste,Agency staff", name="stray.csv")
    imported(tmp_path, mapping, [*quarter_files(tmp_path), stray], quarters=["2022-23-Q1"])
    assert [one.period.id for one in read_manifest(tmp_path / "store").current()] == ["2022-23-Q1"]
    with pytest.raises(LoadError, match="hold nothing of Q3 2020/21"):
        imported(tmp_path, mapping, quarter_files(tmp_path), quarters=["2020-21-Q3"])


REJECTED = (
    "31/04/2022,70,Hands Ltd,Place,Waste,Agency staff",
    "30/04/2022,n/a,Bricks Ltd,Place,Roads,Works",
    "30/04/2022,7",
    '30/04/2022,8,"Bricks" Ltd,Place,Roads,Works',
    '30/04/2022,9,"Two\nlines",Place,Roads,Works',
    "",
    "30/04/2022,=1+1,Bricks Ltd,Place,Roads,Works",
    ",99999,,,,",
)


def test_rows_that_cannot_be_read_are_listed_with_the_files_own_line(tmp_path: Path, mapping: Path) -> None:
    file = spending(tmp_path, *APRIL, *REJECTED)
    said = imported(tmp_path, mapping, [file], most_rejects=60)
    assert "5 rows could not be read (45.45%); the 1 whose amount is known sum to £70.00." in said
    assert "1 of them agency staff, £70.00 as far as known: the spending shown lacks these." in said
    assert "2 whose category cannot be told." in said
    assert "1 row with a total below the table left out." in said
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as listed:
        rows = list(csv.DictReader(listed))
    assert [(row["line"], row["reason"]) for row in rows] == [
        ("7", '"31/04/2022" is not a date or period that the mapping describes'),
        ("8", '"n/a" is not an amount of money'),
        ("9", "the row has 2 fields and the heading 6"),
        ("10", "the quotation marks do not pair up"),
        ("14", '"=1+1" is not an amount of money'),
        ("15", "a total below the table, which would count everything twice"),
    ]
    assert rows[3]["row"] == '30/04/2022,8,"Bricks" Ltd,Place,Roads,Works'


def test_lines_are_found_again_among_rows_that_are_written_loosely(tmp_path: Path, mapping: Path) -> None:
    loose = ('30/04/2022,1, "Bricks" ,Place,Roads,Works', "30/04/2022,1,Bricks,Place,Roads,Works,,", "", "   ")
    file = spending(tmp_path, *APRIL, *loose, "30/04/2022,n/a,Bricks,Place,Roads,Works")
    imported(tmp_path, mapping, [file], most_rejects=50)
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as listed:
        assert [row["line"] for row in csv.DictReader(listed)] == ["10", "11"]


def test_more_unreadable_rows_than_allowed_leave_the_store_as_it_was(tmp_path: Path, mapping: Path) -> None:
    file = spending(tmp_path, *APRIL, *REJECTED)
    with pytest.raises(LoadError, match=r"5 of 11 rows cannot be read \(45.45%\); allowed are 1.00%") as refused:
        imported(tmp_path, mapping, [file])
    assert 'april.csv, row 7: "31/04/2022" is not a date' in str(refused.value)
    assert f"{tmp_path / 'rejects.csv'} lists them." in str(refused.value)
    assert not (tmp_path / "store").exists()


def test_unreadable_agency_rows_among_many_others_are_too_many_of_the_agencys(tmp_path: Path, mapping: Path) -> None:
    many = ["30/04/2022,1,Bricks Ltd,Place,Roads,Works"] * 500
    file = spending(tmp_path, *APRIL, "30/04/2022,n/a,Hands Ltd,Place,Waste,Agency staff", *many)
    with pytest.raises(LoadError, match="1 of 5 rows of agency staff cannot be read"):
        imported(tmp_path, mapping, [file])


def test_a_quotation_mark_that_swallows_the_rest_is_refused_with_its_line(tmp_path: Path, mapping: Path) -> None:
    many = ["30/04/2022,1,Bricks Ltd,Place,Roads,Works"] * 500
    file = spending(tmp_path, *APRIL, '30/04/2022,1,"Bricks Ltd,Place,Roads,Works', *many)
    with pytest.raises(LoadError, match=r"april\.csv, row 7: a quotation mark opens here and does not close"):
        imported(tmp_path, mapping, [file])


def test_an_unknown_category_is_refused_with_those_that_sound_like_it(tmp_path: Path, mapping: Path) -> None:
    mapping.write_text(MAPPING.replace("Agency staff", "Agency"), encoding="utf-8")
    with pytest.raises(LoadError, match=r'No row has the category "Agency"(?s:.)*Agency staff: 3 rows, £1,200.80'):
        imported(tmp_path, mapping, [spending(tmp_path, *APRIL)])


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        (("03/04/2022", "04/05/2022"), "2 dates could be read with the day or with the month first"),
        (("04/03/2022", "04/29/2022"), "The dates look American"),
    ],
)
def test_doubtful_dates_are_refused_until_the_mapping_says_how_they_are_written(
    tmp_path: Path, mapping: Path, dates: Sequence[str], says: str
) -> None:
    file = spending(tmp_path, *(f"{day},10,Hands Ltd,Place,Waste,Agency staff" for day in dates))
    with pytest.raises(LoadError, match=says):
        imported(tmp_path, mapping, [file])
    order = "mm/dd/yyyy" if "29" in dates[1] else "dd/mm/yyyy"
    mapping.write_text(MAPPING.replace("[columns]", f'[columns]\ndate_format = "{order}"'), encoding="utf-8")
    assert "Agency staff: 2 rows, £20.00." in imported(tmp_path, mapping, [file])


@pytest.mark.parametrize(
    "content",
    [
        "\n".join([HEADING, *APRIL]).replace("Hands", "Hånds £").encode("cp1252"),
        b"\xef\xbb\xbf" + "\r\n".join([HEADING, *APRIL, ""]).encode(),
        ("Payments over £500\nApril 2022,,\n\n" + "\n".join([HEADING, *APRIL])).encode(),
        (HEADING.replace("Net Amount", '"  net\n AMOUNT "') + "\r\n" + "\n".join(APRIL) + "\r\n").encode(),
        "\n".join([HEADING, *APRIL]).replace(",", ";").replace('"1;200.50"', "1200.50").encode(),
    ],
    ids=["Windows-1252", "byte order mark", "titles above", "heading of two lines", "semicolons"],
)
def test_however_it_is_written_the_sum_is_the_same(tmp_path: Path, mapping: Path, content: bytes) -> None:
    said = imported(tmp_path, mapping, [written(tmp_path, content)])
    assert "Agency staff: 4 rows, £1,000.55, credits of £200.25 taken off." in said


def test_headings_may_differ_between_the_files_of_one_import(tmp_path: Path, mapping: Path) -> None:
    other = spending(tmp_path, *MAY, name="may.csv", heading=HEADING.replace("Payment Date", "Invoice payment date"))
    assert "Agency staff: 5 rows, £1,300.55" in imported(tmp_path, mapping, [spending(tmp_path, *APRIL), other])


def test_a_missing_column_is_refused_with_the_nearest_heading(tmp_path: Path, mapping: Path) -> None:
    file = spending(tmp_path, *APRIL, heading=HEADING.replace("Net Amount", "Nett Amount (£)"))
    with pytest.raises(LoadError, match='no column "Net Amount"; the nearest heading is "Nett Amount'):
        imported(tmp_path, mapping, [file])


def test_what_is_asked_for_wrongly_is_refused_in_a_sentence(tmp_path: Path, mapping: Path) -> None:
    file = spending(tmp_path, *APRIL)
    with pytest.raises(UsageError, match="given twice"):
        imported(tmp_path, mapping, [file, file])
    with pytest.raises(UsageError, match=r"copy\.csv holds the same as april\.csv"):
        imported(tmp_path, mapping, [file, written(tmp_path, file.read_bytes(), "copy.csv")])
    with pytest.raises(UsageError, match="holds something else"):
        imported(tmp_path, mapping, [file], rejects_path=mapping)
    with pytest.raises(LoadError, match="There is no file"):
        imported(tmp_path, mapping, [tmp_path / "aprl.csv"])
    with pytest.raises(ScrutinyError, match="cannot be opened as a workbook"):
        imported(tmp_path, mapping, [written(tmp_path, b"PK", "april.xlsx")])
    with pytest.raises(ScrutinyError, match="reads CSV files and workbooks"):
        imported(tmp_path, mapping, [written(tmp_path, b"%PDF", "april.pdf")])
    mapping.write_text(MAPPING.replace('["Agency staff"]', "[]").replace("amount =", "amuont ="), encoding="utf-8")
    with pytest.raises(UsageError, match=r"3 problems(?s:.)*amuont(?s:.)*\[agency\] category"):
        imported(tmp_path, mapping, [file])


def test_a_suggestion_can_be_saved_and_used_as_it_is(tmp_path: Path) -> None:
    file = spending(tmp_path, *APRIL)
    suggested = scrutiny("import", "spend-over-500", "--suggest", file)
    assert suggested.returncode == 0, suggested.stderr
    mapping = written(tmp_path, suggested.stdout, "suggested.toml")
    assert read_mapping(mapping, SpendMapping).agency.category == ["Agency staff"]
    assert "*" in suggested.stdout
    assert "Agency staff: 4 rows, £1,000.55" in imported(tmp_path, mapping, [file])


def test_a_suggestion_knows_financial_periods_and_joined_columns(tmp_path: Path) -> None:
    rows = [
        f"202201,2022-04-{day},{day}.50,Hands,Adults-{team},{kind}"
        for day, team, kind in ((10, "Care", "Agency"), (11, "Rest", "Works"), (12, "Care", "Agency"))
    ]
    file = spending(tmp_path, *rows, heading="Period,Updated,Amount,Supplier ID(T),Area(T),Cipfsubs(T)")
    mapping = read_mapping(written(tmp_path, suggestion([file]), "suggested.toml"), SpendMapping)
    assert mapping.columns.period == ["Period"]
    assert mapping.columns.period_format == "financial"
    assert mapping.columns.directorate == ["Area(T)"]
    assert mapping.split is not None
    assert mapping.split.at == "-"


def test_what_a_suggestion_cannot_find_it_names(tmp_path: Path) -> None:
    text = suggestion([spending(tmp_path, "1,2", "3,4", heading="Alpha,Beta")])
    assert "# Not found: date, amount, directorate, category." in text
    assert "Alpha, Beta" in text


def test_the_mappings_in_the_guide_can_be_used_as_they_stand(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    mappings = [read_mapping(written(tmp_path, block, "guide.toml"), SpendMapping) for block in blocks]
    assert [mapping.agency.category for mapping in mappings] == [["Agency Staff"], ["Agency Costs"]]


def test_the_page_shows_payments_without_what_they_cannot_say(tmp_path: Path, mapping: Path) -> None:
    imported(tmp_path, mapping, quarter_files(tmp_path))
    data = Data(Settings(data=tmp_path / "store"))
    shown, _ = PAGE.content(data, "?council=spendshire&quarter=2022-23-Q1")
    assert shown.headline == "Agency staff cost £1,701 in April to June 2022"
    assert "How many full-time equivalents they are, and why they are needed, is not recorded." in shown.support
    assert [tile.value for tile in shown.tiles] == ["£1,701", "£1,001", "£300", "£400"]
    assert [card.key for card in shown.cards] == ["spend", "cumulative", "directorates", "services"]
    assert [link.label for link in shown.record_links] == ["4 monthly sums"]
    records = PAGE.content(data, "?council=spendshire&quarter=2022-23-Q1&records=counts")[0].records
    assert records is not None
    assert [column.label for column in records.table.columns] == ["Assignment", "Month", "Service", "Role", "Spend"]


CELLS = {
    "date": st.sampled_from(["2022-04-30", "2022-05-01", "30/06/2022", "", "soon"]),
    "amount": st.one_of(
        st.decimals(-10_000, 10_000, places=2).map(lambda value: f"{value:,}"),
        st.decimals(0, 100, places=2).map(lambda value: f"({value})"),
        st.sampled_from(["", "n/a", "5.00-"]),
    ),
    "category": st.sampled_from(["Agency staff", "agency staff", "Works", "Environment Agency"]),
}


@given(st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=12))
def test_no_pound_is_lost_or_counted_twice(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    file = folder / "april.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(HEADING.split(","))
        writer.writerows([row["date"], row["amount"], "S", "Place", "Waste", row["category"]] for row in rows)
    mapping = read_mapping(written(folder, MAPPING, "mapping.toml"), SpendMapping)
    with ledger([opened(file, mapping.columns.parts)], mapping) as found:
        found.read(0, keep_suppliers=False)
        outcomes = found.outcomes()
    assert sum(one.lines for one in outcomes) == len(rows)
    known = [plain_amount(row["amount"]) for row in rows]
    assert sum(one.amount for one in outcomes) == sum(value for value in known if value is not None)
    agency = [one for one in outcomes if one.outcome == "read" and one.is_agency]
    assert sum(one.amount for one in agency) == sum(
        value
        for row, value in zip(rows, known, strict=True)
        if value is not None and row["date"] not in ("", "soon") and row["category"].lower() == "agency staff"
    )


def plain_amount(text: str) -> Decimal | None:
    """An amount, read in plain Python."""
    if text in ("", "n/a"):
        return None
    digits = text.replace(",", "")
    return -Decimal(digits.strip("()-")) if digits[0] == "(" or digits[-1] == "-" else Decimal(digits)
