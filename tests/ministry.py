"""Workbooks in the shape of the Ministry's homelessness tables, with invented numbers, for the tests of the import."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from dashboard.sample import papers

BREAKFAST = "Bed and breakfast hotels (including shared annexes)"
EACH = ("Total number of households", "Total with children")
PLACES = {
    "ta_households": ("Total number of households in TA1,2", ""),
    "households_in_area": ("Number of households in area5  (000s)", ""),
    "ta_households_per_1000": ("Total number of households in TA per (000s)", ""),
    "ta_with_children": ("Total number of households in TA with children", ""),
    "ta_children": ("Total number of children in TA", ""),
    "bed_and_breakfast": (BREAKFAST, EACH[0]),
    "bed_and_breakfast_with_children": (BREAKFAST, EACH[1]),
    "bb_with_children_over_six_weeks": (BREAKFAST, "Total with children and resident more than 6 weeks"),
    "pending": (BREAKFAST, "Total with children and resident more than 6 weeks and pending review / appeal"),
    "nightly_paid": ("Nightly paid, privately managed accommodation, self-contained", EACH[0]),
    "nightly_paid_with_children": ("Nightly paid, privately managed accommodation, self-contained", EACH[1]),
    "hostel": ("Hostels (including reception centres, emergency units and refuges)", EACH[0]),
    "hostel_with_children": ("Hostels (including reception centres, emergency units and refuges)", EACH[1]),
    "private_leased": ("Private sector accommodation leased by your authority or a registered provider", EACH[0]),
    "private_leased_with_children": (
        "Private sector accommodation leased by your authority or a registered provider",
        EACH[1],
    ),
    "council_or_housing_association": ("Local authority or Housing association (LA/HA) stock", EACH[0]),
    "council_or_housing_association_with_children": ("Local authority or Housing association (LA/HA) stock", EACH[1]),
    "other": ("Any other type of temporary accommodation (including not known)6", EACH[0]),
    "other_with_children": ("Any other type of temporary accommodation (including not known)6", EACH[1]),
    "out_of_district": ("In TA in another local authority district", ""),
    "duty_owed_no_accommodation": ("Duty owed, no accommodation secured7", EACH[0]),
    "duty_owed_with_children": ("Duty owed, no accommodation secured7", EACH[1]),
}
FLOWS = {
    "assessments": ("Total initial assessments1,2", ""),
    "owed_a_duty": ("Assessed as owed a duty", "Total owed a prevention or relief duty"),
    "prevention_duty": (
        "Assessed as owed a duty",
        "Threatened with homelessness within 56 days – \nPrevention duty owed",
    ),
    "notices": ("Assessed as owed a duty", "Of which: due to service of valid Section 21 Notice3"),
    "relief_duty": ("Assessed as owed a duty", "Homeless - \nRelief duty owed4"),
    "households_in_area": ("Number of households\n in area5 (000s)", ""),
}
ENGLAND, LONDON, SOUTH_EAST, MEDWAY = "E92000001", "E12000007", "E12000008", "E06000035"
NAMES = {
    ENGLAND: "ENGLAND",
    LONDON: "London",
    SOUTH_EAST: "South East",
    MEDWAY: "Medway Towns",
    "E07000109": "Gravesham",
    "E07000110": "Maidstone",
    "E09000033": "Westminster",
}
# households in temporary accommodation, thousands of households, assessments
NUMBERS: dict[str, tuple[Any, float, Any]] = {
    ENGLAND: (1010, 400.5, 5010),
    LONDON: (600, 100.25, 2000),
    SOUTH_EAST: (240, 90.125, 900),
    MEDWAY: (60, 12.5, 300),
    "E07000109": (25, 10.0, 120),
    "E07000110": ("..", 15.0, 80),
    "E09000033": (500, 20.0, 700),
}
Columns = Mapping[str, tuple[str, str]]
Row = tuple[str, str, dict[str, Any]]


def place_values(households: Any, thousands: float) -> dict[str, Any]:
    """A row of sheet TA1: everybody in nightly paid accommodation but a tenth in bed and breakfast."""
    if households == "..":
        return dict.fromkeys(PLACES, "..") | {"households_in_area": thousands}
    breakfast = households // 10
    return dict.fromkeys(PLACES, 0) | {
        "ta_households": households,
        "households_in_area": thousands,
        "ta_households_per_1000": households / thousands,
        "ta_with_children": households // 2,
        "ta_children": households,
        "bed_and_breakfast": breakfast,
        "bed_and_breakfast_with_children": breakfast if breakfast >= 5 else "-",
        "bb_with_children_over_six_weeks": 1 if breakfast >= 5 else "-",
        "pending": 0 if breakfast >= 5 else "-",
        "nightly_paid": households - breakfast,
        "nightly_paid_with_children": households // 2,
        "out_of_district": households // 4,
    }


def flow_values(assessments: Any, thousands: float) -> dict[str, Any]:
    """A row of sheet A1: half of the households owed a prevention duty, a quarter a relief duty."""
    half, quarter = assessments // 2, assessments // 4
    owed = {"owed_a_duty": half + quarter, "prevention_duty": half, "notices": 3, "relief_duty": quarter}
    return {"assessments": assessments, **owed, "households_in_area": thousands}


def workbook(
    path: Path,
    *,
    at_end: str = "30 June 2021",
    span: str = "April to June 2021",
    numbers: Mapping[str, tuple[Any, float, Any]] = NUMBERS,
    changed: Mapping[tuple[str, str], Any] | None = None,
    places: Columns = PLACES,
    flows: Columns = FLOWS,
    contents: bool = True,
    extra: Sequence[Row] = (),
) -> Path:
    """A workbook of one quarter. `changed` are cells by area code and column; `extra` are rows of both sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if contents:
        sheet = book.create_sheet("Contents")
        sheet["D4"], sheet["D5"], sheet["D7"] = "Statutory homelessness", span, dt.date(2021, 11, 25)
    for name, title, columns in (
        ("A1", f"Table A1 - Number of households by initial assessment\nEngland, {span}", flows),
        ("TA1", f"Table TA1 - Number of households by type of temporary accommodation\nEngland, {at_end}", places),
    ):
        rows: list[Row] = []
        for code in (ENGLAND, LONDON, *numbers):  # London stands among the first rows and again as a region
            households, thousands, assessments = numbers[code]
            values = place_values(households, thousands) if name == "TA1" else flow_values(assessments, thousands)
            values |= {column: value for (area, column), value in (changed or {}).items() if area == code}
            if code != ENGLAND or not rows:
                rows.append((code, NAMES.get(code, f"Borough {code}"), values))
            if len(rows) == 2:
                rows.append(("-", "Rest of England", values))
        fill(book.create_sheet(name), title, columns, [*rows, *extra])
    book.save(path)
    return path


def fill(sheet: Any, title: str, columns: Columns, rows: Sequence[Row]) -> None:
    """Writes one table: a title, hidden captions, headings of two rows with merged groups, the areas, the notes."""
    sheet["A1"] = title
    sheet.merge_cells("A1:I1")
    sheet.row_dimensions[3].hidden = True
    for at, (name, (_, leaf)) in enumerate(columns.items(), start=5):
        sheet.cell(3, at, f"Sum of {name}")
        sheet.cell(7, at, leaf or None)
        for number, (_, _, values) in enumerate(rows, start=8):
            sheet.cell(number, at, values.get(name))
    at = 5
    for group, members in itertools.groupby(columns.values(), key=lambda heading: heading[0]):
        leaves = [leaf for _, leaf in members]
        sheet.cell(6, at, group)
        last = at + len(leaves) - 1
        sheet.merge_cells(start_row=6, end_row=6 if any(leaves) else 7, start_column=at, end_column=last)
        at = last + 1
    for number, (code, name, _) in enumerate(rows):
        sheet.cell(8 + number, 1, code)
        sheet.cell(8 + number, 2, name)
    sheet.cell(10 + len(rows), 1, "Notes")
    sheet.cell(11 + len(rows), 1, 1)
    sheet.cell(11 + len(rows), 2, "Totals are rounded.")
    sheet.cell(12 + len(rows), 1, "..")
    sheet.cell(12 + len(rows), 2, "Authority with missing data.")


def say_which_area(store: Path) -> None:
    """Writes into the store's catalogue which area each council of the sample is."""
    (store / "catalogue").mkdir(parents=True, exist_ok=True)
    shutil.copy(papers.FOLDER / "councils.csv", store / "catalogue")
