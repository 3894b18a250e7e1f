"""Reads the sheets TA1 and A1 of the Ministry's workbook of statutory homelessness tables.

Rows are found by area code, columns by their headings, the quarter by the title. What the tables mark as missing
(`..`, `-`) is missing; anything else that is no number is refused with its cell.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dashboard.basics.errors import LoadError, listed, nearest, quoted
from dashboard.basics.quarters import FULL_MONTH_NAMES, MONTH_NAMES, Period
from dashboard.imports.mhclg_headings import A1, BETWEEN, TA1, Wanted, matching, plain
from dashboard.intake.formats import workbooks
from dashboard.intake.formats.sheets import Sheet, letters
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import spaced, visible

ENGLAND = "E92000001"
AREA = re.compile(r"(E92|E12|E0[6-9]|E10)\d{6}")
LEVELS = {"E92": "country", "E12": "region"}
MISSING = re.compile(r"|\.{2,}|[-–—:]|\[(?:[a-z]|low)\]", re.IGNORECASE)
NUMBER = re.compile(r"\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
MARKS = re.compile(r"\s*(?:[*†‡]+|[rpe]|\((?:r|p|e)\)|\[(?:[rpe]|note \d+)\])$", re.IGNORECASE)
CODE_COLUMNS, CONTENTS_ROWS, MOST_HEADINGS = 5, 20, 2000
MONTHS = {name.casefold(): at % 12 + 1 for at, name in enumerate((*FULL_MONTH_NAMES, *MONTH_NAMES))}
MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(\d{4})(?!\d{2})"  # one more digit is a footnote's number
SHORT_YEAR = re.compile(r"([a-z]{3,})\W*(\d\d)(?!\d)", re.IGNORECASE)
DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {MONTH} {YEAR}")
ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
SHORT_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
SPAN = re.compile(rf"\b{MONTH}(?: (\d{{4}}))? ?(?:to|-) ?{MONTH} {YEAR}")

Values = dict[str, float | None]


@dataclass(frozen=True)
class Area:
    """One row of a table: its place, its area, and its numbers by column name."""

    row: int
    code: str
    name: str
    values: Values


@dataclass(frozen=True)
class Table:
    """One table, read. `unmatched` are the names of rows with numbers that have no area code we know."""

    name: str
    title: str
    period: Period
    areas: dict[str, Area]
    absent: tuple[str, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True)
class Workbook:
    """What a workbook says of one quarter: a row an area, in the columns of the dataset."""

    period: Period
    rows: list[dict[str, Any]]
    absent: tuple[str, ...]
    unmatched: tuple[str, ...]
    on_one_sheet: tuple[str, ...]
    published: dt.date | None


def read(path: Path) -> Workbook:
    """The workbook's numbers; LoadError with one sentence that names what was not found, and what was instead."""
    book = opened(path)
    places, flows = (
        read_sheet(path, sheet_of(path, book, name), wanted) for name, wanted in (("TA1", TA1), ("A1", A1))
    )
    if places.period != flows.period:
        raise LoadError(
            f"{path.name} was refused: sheet TA1 is of {places.period.long_label} and sheet A1 of "
            f"{flows.period.long_label}. Take both from the same workbook. {UNTOUCHED}"
        )
    codes = [*places.areas, *(code for code in flows.areas if code not in places.areas)]
    one_sheet = [name_of(code, places, flows) for code in codes if (code in places.areas) != (code in flows.areas)]
    return Workbook(
        period=places.period,
        rows=[row_of(code, places, flows) for code in codes],
        absent=tuple(dict.fromkeys(places.absent + tuple(n for n in flows.absent if n != "households_in_area"))),
        unmatched=tuple(dict.fromkeys(places.unmatched + flows.unmatched)),
        on_one_sheet=tuple(one_sheet),
        published=published(book, places.period),
    )


def row_of(code: str, places: Table, flows: Table) -> dict[str, Any]:
    """One area's numbers from both sheets; what only the later sheet knows fills a gap of the earlier one."""
    values: Values = {}
    for sheet in (flows, places):
        if code in sheet.areas:
            values |= {name: value for name, value in sheet.areas[code].values.items() if value is not None}
    return {
        "area_code": code,
        "area": name_of(code, places, flows),
        "level": LEVELS.get(code[:3], "authority"),
        **values,
    }


def name_of(code: str, *sheets: Table) -> str:
    """The area's name as the first sheet that has it prints it; `ENGLAND` in the letters of the others."""
    name = next(sheet.areas[code].name for sheet in sheets if code in sheet.areas)
    return name.title() if name.isupper() else name


def opened(path: Path) -> list[Sheet]:
    """The workbook's sheets; refuses what is none."""
    if not path.is_file():
        folder = path.parent if path.parent.is_dir() else Path()
        raise LoadError(f"There is no file {path}.{nearest(path.name, [one.name for one in folder.iterdir()])}")
    if path.suffix.lower() not in workbooks.SUFFIXES:
        raise LoadError(
            f'{path.name} ends with "{path.suffix}". Give the Ministry\'s workbook as it is published, XLSX or ODS. '
            f"{UNTOUCHED}"
        )
    return workbooks.sheets_of(path)


def sheet_of(path: Path, sheets: Sequence[Sheet], name: str) -> Sheet:
    """The sheet of this table: `TA1`, `TA1_`, `Table TA1`, `TA1 - Apr-Jun 18`, whatever the case."""
    called = re.compile(rf"(table[\W_]*)?{name}(?![0-9a-z])", re.IGNORECASE)
    found = [sheet for sheet in sheets if called.match(spaced(sheet.title))]
    exact = [sheet for sheet in found if re.sub(r"[\W_]", "", sheet.title).casefold() == name.casefold()]
    if len(exact or found) > 1:
        raise LoadError(
            f"{path.name} was refused: several of its sheets are of table {name}: "
            f"{listed([sheet.title for sheet in exact or found])}. Keep the one of the quarter. {UNTOUCHED}"
        )
    if not found:
        raise LoadError(
            f"{path.name} was refused: it has no sheet {name}. Its sheets are: "
            f"{listed([sheet.title for sheet in sheets])}. Give the Ministry's detailed local authority tables of one "
            f"quarter. {UNTOUCHED}"
        )
    return (exact or found)[0]


def read_sheet(path: Path, sheet: Sheet, wanted: Sequence[Wanted]) -> Table:
    """One table's areas with the wanted numbers."""
    cells = squared(list(workbooks.rows_of(path, sheet)))
    first, code_column = first_area(path, sheet, cells)
    title, period = titled(path, sheet, [text_of(value) for row in cells[:first] for value in row])
    columns, absent = found_columns(path, sheet, cells, first, wanted)
    areas: dict[str, Area] = {}
    unmatched = []
    for at in range(first, len(cells)):
        row = cells[at]
        code, name = text_of(row[code_column]).upper(), name_in(row, code_column)
        if AREA.fullmatch(code):
            values = {w.name: number(path, sheet, at, column, row[column], w) for w, column in columns.items()}
            area = Area(at + 1, code, name, values)
            if code in areas and areas[code].values != values:
                raise LoadError(
                    f"{path.name} was refused: {name} ({code}) stands twice on sheet {sheet.title}, in rows "
                    f"{areas[code].row} and {at + 1}, with different numbers. Keep the right row. {UNTOUCHED}"
                )
            areas.setdefault(code, area)
        elif name and any(NUMBER.fullmatch(text_of(row[column])) for column in columns.values()):
            unmatched.append(name)
    return Table(sheet.title, title, period, areas, absent, tuple(unmatched))


def first_area(path: Path, sheet: Sheet, cells: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The row and the column of the first area's code."""
    for at, row in enumerate(cells):
        for column, value in enumerate(row[:CODE_COLUMNS]):
            if AREA.fullmatch(text_of(value).upper()):
                return at, column
    raise LoadError(
        f"{path.name} was refused: sheet {sheet.title} has no row with an area code such as {ENGLAND} in its first "
        f"{CODE_COLUMNS} columns. {UNTOUCHED}"
    )


def name_in(row: Sequence[str], code_column: int) -> str:
    """The name beside a code: the next text in the row."""
    texts = (text_of(value) for value in row[code_column + 1 : code_column + 1 + CODE_COLUMNS])
    return next((text for text in texts if not is_missing(text) and not NUMBER.fullmatch(text)), "")


def found_columns(
    path: Path, sheet: Sheet, cells: Sequence[Sequence[str]], first: int, wanted: Sequence[Wanted]
) -> tuple[dict[Wanted, int], tuple[str, ...]]:
    """The column of each number that the sheet has, and the names of those it may do without and does."""
    headings = headings_of(sheet, cells, first)
    columns: dict[Wanted, int] = {}
    absent = []
    for one in wanted:
        found = matching(one, headings)
        if len(found) > 1:
            places = " and ".join(f"{letters(at)}" for at in found)
            raise LoadError(
                f'{path.name} was refused: on sheet {sheet.title} the columns {places} both read "{one.says}". '
                f"Keep the right one. {UNTOUCHED}"
            )
        if found:
            columns[one] = found[0]
        elif one.needed:
            others = [BETWEEN.join(parts) for parts in headings.values()]
            near = nearest(one.says, [parts[-1] for parts in headings.values()])
            raise LoadError(
                f'{path.name} was refused: sheet {sheet.title} has no column "{one.says}".{near} '
                f"Its headings are: {'; '.join(others)[:MOST_HEADINGS]}. {UNTOUCHED}"
            )
        else:
            absent.append(one.name)
    return columns, tuple(absent)


def headings_of(sheet: Sheet, cells: Sequence[Sequence[str]], first: int) -> dict[int, tuple[str, ...]]:
    """For each column the plain words that stand over it, top down."""
    over: dict[int, list[str]] = {}
    spread = {
        (row, column): cells[top][left]
        for top, left, bottom, right in sheet.spans()
        if top < first
        for row in range(top, min(bottom, first - 1) + 1)
        for column in range(left, right + 1)
    }
    if all(row == 0 for row, _ in spread):
        spread |= unmerged(cells, first)
    for at in range(1, first):
        for column in range(len(cells[at])):
            words = plain(text_of(spread.get((at, column), cells[at][column])))
            if words and words != (over.setdefault(column, []) or [""])[-1]:
                over[column].append(words)
    return {column: tuple(parts) for column, parts in over.items() if parts}


def unmerged(cells: Sequence[Sequence[str]], first: int) -> dict[tuple[int, int], str]:
    """What merged headings would spread, in a copy of a table that lost them: up to the next text or empty column."""
    found: dict[tuple[int, int], str] = {}
    for at in range(1, first):
        over = ""
        for column, value in enumerate(cells[at]):
            below = any(text_of(row[column]) for row in cells[at:first])
            over = (value if text_of(value) else over) if below else ""
            found[at, column] = over
    return found


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no number: `..`, `......`, `-`, or a shorthand such as [x] and [z]."""
    return bool(MISSING.fullmatch(text))


def number(path: Path, sheet: Sheet, row: int, column: int, value: str, wanted: Wanted) -> float | None:
    """The cell as a number, or None where the table says it is missing; counts are whole."""
    text = text_of(value)
    if is_missing(text):
        return None
    plain_number = re.sub(r"(?<=\d),(?=\d{3})", "", without_marks(text))
    if not NUMBER.fullmatch(plain_number):
        raise refused_cell(
            path, sheet, row, column, text, "is no number; the tables write .. or - where one is missing"
        )
    found = float(plain_number) * wanted.scale
    if wanted.whole and wanted.scale == 1 and found != round(found):
        raise refused_cell(path, sheet, row, column, text, f"is no whole number, and {wanted.says} are counted")
    return float(round(found)) if wanted.whole else found


def refused_cell(path: Path, sheet: Sheet, row: int, column: int, text: str, says: str) -> LoadError:
    """The error for one cell."""
    place = f"sheet {sheet.title}, cell {letters(column)}{row + 1}"
    return LoadError(f"{path.name} was refused: {place}: {quoted(text)} {says}. {UNTOUCHED}")


def without_marks(text: str) -> str:
    """A number without what marks it as revised or provisional."""
    return MARKS.sub("", text)


def squared(rows: list[list[str]]) -> list[list[str]]:
    """The rows, each as wide as the widest."""
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def text_of(value: str) -> str:
    """A cell's text without outer spaces and what nobody sees."""
    return visible(value).strip()


def titled(path: Path, sheet: Sheet, texts: Sequence[str]) -> tuple[str, Period]:
    """The table's title and the quarter that it names, as a span of months or as its last day."""
    above = [text for text in texts if text]
    for text in [*above, SHORT_YEAR.sub(r"\1 20\2", sheet.title)]:
        for period in quarters_in(text):
            return text, period
    raise LoadError(
        f"{path.name} was refused: the title of sheet {sheet.title} names no financial quarter, such as April to June "
        f'2024 or 30 June 2024; it is "{" ".join(above[0].split())[:200] if above else ""}". Give the tables of one '
        f"quarter. {UNTOUCHED}"
    )


def quarters_in(text: str) -> Iterator[Period]:
    """The quarters that a text names by their first and last month, or by their last day."""
    words = single_spaced(text)
    for match in SPAN.finditer(words):
        first, last, year = MONTHS[match[1]], MONTHS[match[3]], int(match[4])
        quarter = Period.holding(dt.date(year, last, 1))
        begun = dt.date(int(match[2] or year), first, 1)
        if (begun, last) == (quarter.first_day, quarter.last_day.month):
            yield quarter
    for day in days_in(words):
        quarter = Period.holding(day)
        if day == quarter.last_day:
            yield quarter


def days_in(words: str) -> Iterator[dt.date]:
    """The days that a text names."""
    found = [(int(match[3]), MONTHS[match[2]], int(match[1])) for match in DAY.finditer(words)]
    found += [(int(match[1]), int(match[2]), int(match[3])) for match in ISO_DAY.finditer(words)]
    found += [(int(match[3]), int(match[2]), int(match[1])) for match in SHORT_DAY.finditer(words)]
    for year, month, day in found:
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            yield dt.date(year, month, day)


def single_spaced(text: str) -> str:
    """A text in small letters with single spaces and plain hyphens."""
    return " ".join(text.replace("–", "-").replace("—", "-").casefold().split())


def published(sheets: Sequence[Sheet], period: Period) -> dt.date | None:
    """The day after the quarter that the contents sheet prints as the workbook's publication, if it prints one.

    Where it prints a day of revision, too, that day counts; that of the next publication does not.
    """
    rows = islice(sheets[0].rows(), CONTENTS_ROWS)
    texts = [single_spaced(part) for row in rows for value in row for part in re.split(r"[.,;\n]", text_of(value))]
    printed = [(day, text) for text in texts if "next" not in text for day in days_in(text) if day > period.last_day]
    revised = [day for day, text in printed if re.search("revis|updat|correct", text)]
    return max(revised, default=printed[0][0] if printed else None)
