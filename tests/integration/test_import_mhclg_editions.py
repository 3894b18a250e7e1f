"""The Ministry's tables in every form in which they were published: formats, sheet names, marks, editions, codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from loads import contents
from ministry import FLOWS, MEDWAY, NUMBERS, PLACES, say_which_area, workbook
from serving import scrutiny
from spreadsheets import ods

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError
from dashboard.imports.mhclg import load
from dashboard.imports.mhclg_headings import A1, TA1, matching, plain
from dashboard.measures.readings import figures
from dashboard.store.data import Data
from dashboard.store.writing import read_manifest


@pytest.fixture(autouse=True)
def areas(tmp_path: Path) -> None:
    """The test's own store knows which area each council is."""
    say_which_area(tmp_path / "store")


def value(tmp_path: Path, name: str) -> float | None:
    """Medway's figure of a measure."""
    found: list[float | None] = figures(Data(Settings(data=tmp_path / "store")), name, council="medway")[
        "value"
    ].tolist()
    return found[0]


def as_ods(path: Path, *, merged: bool = True) -> Path:
    """The workbook as ODS, with or without its merged cells."""
    book = openpyxl.load_workbook(path)
    spans = {
        str(sheet.cell(area.min_row, area.min_col).value): (area.size["columns"], area.size["rows"])
        for sheet in book.worksheets
        for area in sheet.merged_cells.ranges
    }
    sheets = {
        sheet.title: [without_covered(sheet, row) for row in sheet.iter_rows()] if merged else sheet.values
        for sheet in book.worksheets
    }
    return ods(path.with_suffix(".ods"), spans if merged else None, **sheets)  # type: ignore[arg-type]


def without_covered(sheet, row):
    """A row's values, without the cells beside the first of merged ones: it writes these itself."""
    covered = {
        (area.min_row, column)
        for area in sheet.merged_cells.ranges
        for column in range(area.min_col + 1, area.max_col + 1)
    }
    return [cell.value for cell in row if (cell.row, cell.column) not in covered]


@pytest.mark.parametrize("merged", [True, False])
def test_ods_reads_the_same_as_xlsx(tmp_path: Path, merged: bool) -> None:
    path = workbook(tmp_path / "tables.xlsx")
    load(tmp_path / "store", path)
    report = load(tmp_path / "store", as_ods(path, merged=merged))
    assert "0 rows new, 0 changed, 7 unchanged, 0 gone." in report
    assert "published 25 November 2021" in report


def renamed(path: Path, names: dict[str, str]) -> Path:
    """The workbook with other names of its sheets."""
    book = openpyxl.load_workbook(path)
    for old, new in names.items():
        book[old].title = new
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("places", "flows"),
    [
        ("TA1_", "A1_"),
        ("TA1 - Apr-Jun 21", "A1 - Apr-Jun 21"),
        ("Table TA1", "Table A1"),
        ("table_ta1", "a1 (revised)"),
    ],
)
def test_a_sheet_is_known_by_its_tables_name(tmp_path: Path, places: str, flows: str) -> None:
    load(tmp_path / "store", renamed(workbook(tmp_path / "tables.xlsx"), {"TA1": places, "A1": flows}))
    assert value(tmp_path, "statutory_ta_households") == 60


def test_the_quarter_may_stand_in_the_sheets_name_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path / "tables.xlsx", at_end="end of quarter", span="first quarter")
    load(tmp_path / "store", renamed(path, {"TA1": "TA1 - Apr-Jun 21", "A1": "A1 - Apr-Jun 21"}))
    assert [one.period.id for one in read_manifest(tmp_path / "store").current()] == ["2021-22-Q1"]


def test_sheets_of_several_quarters_are_refused(tmp_path: Path) -> None:
    path = renamed(workbook(tmp_path / "tables.xlsx"), {"TA1": "TA1 - Apr-Jun 21"})
    book = openpyxl.load_workbook(path)
    book.create_sheet("TA1 - Jul-Sep 21")
    book.create_sheet("TA10")
    book.save(path)
    with pytest.raises(LoadError, match="several of its sheets are of table TA1: TA1 - Apr-Jun 21, TA1 - Jul-Sep 21"):
        load(tmp_path / "store", path)


@pytest.mark.parametrize("mark", ["......", "[x]", "[z]", "[c]", "[low]", "–"])
def test_a_number_that_is_missing_stays_missing_however_it_is_marked(tmp_path: Path, mark: str) -> None:
    load(tmp_path / "store", workbook(tmp_path / "tables.xlsx", changed={(MEDWAY, "ta_households"): mark}))
    assert value(tmp_path, "statutory_ta_households") is None


@pytest.mark.parametrize("text", ["60r", "60 (P)", "60*", "60 [r]"])
def test_a_number_may_be_marked_as_revised_or_provisional(tmp_path: Path, text: str) -> None:
    load(tmp_path / "store", workbook(tmp_path / "tables.xlsx", changed={(MEDWAY, "ta_households"): text}))
    assert value(tmp_path, "statutory_ta_households") == 60


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("assessments", ("Total number of households assessed1,2", "")),
        ("owed_a_duty", ("Total households assessed as owed a duty", "")),
        ("owed_a_duty", ("Number of households", "Households owed a prevention or a relief duty")),
        ("prevention_duty", ("Threatened with homelessness - Prevention duty owed", "")),
        ("relief_duty", ("Already homeless – Relief Duty owed (include accepted local connection referrals)", "")),
    ],
)
def test_headings_of_earlier_editions_are_understood(tmp_path: Path, name: str, heading: tuple[str, str]) -> None:
    load(tmp_path / "store", workbook(tmp_path / "tables.xlsx", flows={**FLOWS, name: heading}))
    assert value(tmp_path, "statutory_assessments") == 300
    assert value(tmp_path, "statutory_owed_a_duty") == 225


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Households in TA\nTotal[note 34]", "ta_households"),
        ("Households in area\n(thousands)[note 5]", "households_in_area"),
        ("Households in TA\nTotal\n(per thousand)\nTotal", "ta_households_per_1000"),
        ("Households in TA with children\nTotal", "ta_with_children"),
        ("Children in TA\nTotal", "ta_children"),
        ("Households in B&Bs including shared annexes\nTotal", "bed_and_breakfast"),
    ],
)
def test_headings_of_one_row_are_understood(printed: str, name: str) -> None:
    found = [one.name for one in (*TA1, *A1[:-1]) if matching(one, {0: (plain(printed),)})]
    assert found == [name]


def edition(tmp_path: Path, day: object, households: int, name: str = "tables.xlsx") -> Path:
    """A workbook of the quarter that says this of its publication."""
    path = workbook(tmp_path / name, numbers={**NUMBERS, MEDWAY: (households, 12.5, 300)})
    book = openpyxl.load_workbook(path)
    book["Contents"]["D7"] = day
    book.save(path)
    return path


NEWER = dt.date(2022, 2, 27)


@pytest.mark.parametrize("day", [dt.date(2021, 12, 3), "Published 3 December 2021", "Released: 03/12/2021", None])
def test_an_older_edition_is_refused_and_taken_only_at_a_word(tmp_path: Path, day: object) -> None:
    load(tmp_path / "store", edition(tmp_path, NEWER, 60))
    before = contents(tmp_path / "store")
    older = edition(tmp_path, day, 54, "older.xlsx")
    says = "was published on 3 December 2021" if day else "does not say when it was published"
    with pytest.raises(LoadError, match=rf"{says}, and release 1 holds the tables .* published on 27 February 2022"):
        load(tmp_path / "store", older)
    assert contents(tmp_path / "store") == before
    done = scrutiny("import", "mhclg-homelessness", older, "--older", "--data", tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert value(tmp_path, "statutory_ta_households") == 54


@pytest.mark.parametrize(
    "day", [dt.date(2022, 3, 1), NEWER, "Published 3 December 2021, revised 1 March 2022. Next update: 30 April 2022"]
)
def test_a_later_edition_takes_the_place_of_the_one_before(tmp_path: Path, day: object) -> None:
    load(tmp_path / "store", edition(tmp_path, NEWER, 60))
    load(tmp_path / "store", edition(tmp_path, day, 61, "later.xlsx"))
    assert value(tmp_path, "statutory_ta_households") == 61


def test_an_area_is_found_by_the_codes_that_it_had_before(tmp_path: Path) -> None:
    numbers = {("E06000900" if code == MEDWAY else code): row for code, row in NUMBERS.items()}
    path = workbook(tmp_path / "tables.xlsx", numbers=numbers)
    assert "medway (E06000035)" in load(tmp_path / "store", path)
    assert value(tmp_path, "statutory_ta_households") is None
    catalogue = tmp_path / "store" / "catalogue"
    row = "medway,E06000035,E12000008,E07000110,E06000900|E06000901"
    (catalogue / "councils.csv").write_text(
        f"council,code,region_code,neighbours,former_codes\n{row}\n", encoding="utf-8"
    )
    assert "Release 2" in load(tmp_path / "store", path)
    assert value(tmp_path, "statutory_ta_households") == 60


def test_every_column_of_the_tables_is_still_one(tmp_path: Path) -> None:
    headings = {at: tuple(plain(part) for part in parts if part) for at, parts in enumerate(PLACES.values())}
    assert all(len(matching(one, headings)) == 1 for one in TA1)
