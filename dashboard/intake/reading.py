"""Files as they come: CSV, a workbook or Parquet, read as headings and rows of text.

Every cell becomes the text that a person would have typed, so that one grammar (`cells.py`) serves all of
them. Rows keep the number by which the person will find them: the file's own line, the sheet's own row.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.basics.errors import LoadError, nearest
from dashboard.intake.formats import text_files, workbooks
from dashboard.intake.formats.number_formats import plain
from dashboard.intake.formats.sheets import NO_RESULT, SHEET_ERRORS
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import same
from dashboard.store import database

Row = tuple[int, Sequence[str]]
Portions = Iterator[tuple[float, list[Row]]]
CHUNK = 20_000
TOP_ROWS = 40


@dataclass(frozen=True)
class Place:
    """Where in a file the table stands: a sheet by name or number, the row of its headings, and whether the first
    blank row ends it. Without a word on it: the first sheet, the first row that is not blank, and the end of it."""

    sheet: str | int | None = None
    header_row: int | None = None
    until_blank_row: bool = False


ANYWHERE = Place()


@dataclass(frozen=True)
class Source:
    """An open file: how it is written, its headings, and its rows in portions with the share read so far (0 to 1).

    No row of the portions is blank. `above` are the rows over the headings and the first ones below them. `below` fills
    with the rows under the table that are left out. `errors` are the texts that stand for no value, with the reason;
    `sheet` is the sheet's name.
    """

    form: str
    headings: list[str]
    portions: Portions
    ragged: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    above: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    sheet: str = ""


def read(path: Path, expected: Iterable[str | int], place: Place = ANYWHERE) -> Source:
    """The file, opened at the table's place; `expected` headings help to tell what separates a CSV's fields.

    Raises LoadError that says why the file cannot be read; reading its rows may raise one, too.
    """
    if path.is_dir():
        raise LoadError(f"{path} is a folder. Give the path of one CSV, XLSX or Parquet file.")
    if not path.exists():
        folder = path.parent if path.parent.is_dir() else Path()
        raise LoadError(f"There is no file {path}.{nearest(path.name, [one.name for one in folder.iterdir()])}")
    readers: dict[str, Callable[[Path, list[str | int], Place], Source]] = {
        ".csv": read_csv,
        ".tsv": read_csv,
        ".txt": read_csv,
        ".parquet": read_parquet,
        **dict.fromkeys(workbooks.SUFFIXES, read_workbook),
    }
    if path.suffix.lower() not in readers:
        raise LoadError(
            f'{path.name} ends with "{path.suffix}"; files end with .csv, .xlsx, .xls, .ods or .parquet. '
            f"{text_files.ADVICE}"
        )
    if path.stat().st_size == 0:
        raise LoadError(f"{path.name} is empty. Export it again, with a first row that names the columns.")
    return readers[path.suffix.lower()](path, list(expected), place)


def read_csv(path: Path, expected: list[str | int], place: Place) -> Source:
    """A CSV file, whatever its letters and what separates its fields."""
    letters = text_files.letters_of(path)
    stated = text_files.stated_delimiter(path, letters)
    top = text_files.lines_from(path, letters, place.header_row or 1, 1 if place.header_row else TOP_ROWS)
    delimiter = stated or text_files.delimiter_of(top, [one for one in expected if isinstance(one, str)])
    table = Table(place, stated is not None)
    portions = csv_portions(path, letters, delimiter, table)
    _, portion = next(portions)
    if not portion:
        raise LoadError(
            no_heading(path.name, place)
            or f"{path.name} holds no rows. Export it again, with a first row that names the columns."
        )
    note = "" if delimiter == "," else f", separated by {text_files.NAMES.get(delimiter, delimiter)}"
    return Source(letters.form + note, list(portion[0][1]), portions, ragged=True, above=table.above, below=table.below)


def csv_portions(path: Path, letters: text_files.Letters, delimiter: str, table: Table) -> Portions:
    """The heading as a portion of its own, then the rows, each with the line it begins on; blank lines are skipped."""
    size = path.stat().st_size
    with text_files.decoded(path, letters) as (raw, text):
        reader = csv.reader(text, delimiter=delimiter, strict=True)

        def rows() -> Iterator[Row]:
            line = 1
            try:
                for row in reader:
                    yield line, row
                    line = reader.line_num + 1
            except csv.Error as error:
                raise LoadError(
                    f"{path.name}, row {line}: the quotation marks do not pair up ({error}). Text that holds a "
                    'quotation mark, a separator or a line break must stand in quotation marks, each " inside it '
                    "doubled. The store is as it was."
                ) from error

        yield from portioned(rows(), table, lambda _: raw.tell() / size)


def read_workbook(path: Path, expected: list[str | int], place: Place) -> Source:  # noqa: ARG001 - one signature for all
    """A sheet of a workbook: the first one, if the place does not say which."""
    sheets = workbooks.sheets_of(path)
    sheet = workbooks.sheet_of(path, sheets, place.sheet)
    table = Table(place)
    numbered: Iterator[Row] = enumerate(workbooks.rows_of(path, sheet), start=1)
    portions = portioned(numbered, table, lambda number: min(1.0, number / max(sheet.height, number)))
    _, portion = next(portions)
    if not portion:
        raise LoadError(
            no_heading(f'Sheet "{sheet.title}" of {path.name}', place)
            or f'The sheet "{sheet.title}" of {path.name} is empty. Its first row must name the columns.'
        )
    first = place.sheet is None and len(sheets) > 1
    form = f'sheet "{sheet.title}"' + (f", the first of {len(sheets)}" if first else "")
    headings = list(portion[0][1])
    while not headings[-1].strip():  # cells that were only formatted
        headings.pop()
    errors = {**SHEET_ERRORS, NO_RESULT: WITHOUT_RESULT}
    return Source(form, headings, portions, errors=errors, above=table.above, below=table.below, sheet=sheet.title)


WITHOUT_RESULT = (
    "holds a formula whose result has not been saved; open the workbook in a spreadsheet program, save it there and "
    "load it again"
)


def no_heading(what: str, place: Place) -> str | None:
    """The message where the row that should hold the headings is blank or beyond the end."""
    if place.header_row is None:
        return None
    return f"{what} has no headings in row {place.header_row}. Correct header_row in the mapping. {UNTOUCHED}"


class Table:
    """Tells which of a file's rows belong to the table: its headings and all below them, or up to a blank row."""

    def __init__(self, place: Place, separator_line: bool = False) -> None:
        self.place, self.separator_line = place, separator_line
        self.above: list[Row] = []
        self.below: list[Row] = []
        self.begun = self.ended = False

    def holds(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the row is one of the table's; rows are asked about in the file's order. Blank ones are not."""
        filled = is_filled(cells)
        if number == 1 and self.separator_line:
            return False
        if filled and len(self.above) < TOP_ROWS:
            self.above.append((number, cells))
        if not self.begun:
            here = self.place.header_row
            self.begun = filled if here is None else number == here
            return self.begun and filled
        if not filled and self.place.until_blank_row:
            self.ended = True
        if self.ended and filled:
            self.below.append((number, cells))
        return filled and not self.ended


def is_filled(cells: Sequence[str]) -> bool:
    """Whether any cell of a row holds more than blanks."""
    return bool(cells and cells[0].strip()) or any(map(str.strip, cells))  # the first alone tells it soonest


def portioned(rows: Iterator[Row], table: Table, share: Callable[[int], float]) -> Portions:
    """The heading as a portion of its own, then the table's rows; blank ones are skipped."""
    portion: list[Row] = []
    wanted = 1
    for number, cells in rows:
        if table.holds(number, cells):
            portion.append((number, cells))
            if len(portion) == wanted:
                yield share(number), portion
                portion, wanted = [], CHUNK
    yield 1.0, portion


def better_place(path: Path, source: Source, wanted: set[str]) -> list[str]:
    """The lines of a mapping that say where the headings are, if more of them stand in another row or on another sheet.

    Looked at are the first rows of each sheet.
    """

    def held(cells: Sequence[str]) -> int:
        return len({same(cell) for cell in cells} & wanted)

    next(source.portions, None)  # so that the first rows are known
    best, lines = held(source.headings), list[str]()
    for number, cells in source.above:
        if held(cells) > best:
            best, lines = held(cells), [f"header_row = {number}"]
            lines += [f'sheet = "{source.sheet}"'] if source.sheet else []
    if source.sheet:
        for sheet in workbooks.sheets_of(path):
            for number, cells in zip(range(1, TOP_ROWS), workbooks.rows_of(path, sheet), strict=False):
                if sheet.title != source.sheet and held(cells) > best:
                    best, lines = held(cells), [f'sheet = "{sheet.title}"', f"header_row = {number}"]
    return lines


def read_parquet(path: Path, expected: list[str | int], place: Place) -> Source:  # noqa: ARG001 - it is one table
    """A Parquet file; only expected columns are read, and each must be of a simple type."""
    try:
        columns = database.parquet_columns(path)
    except database.Failure as error:
        raise workbooks.unreadable(path, "a Parquet file", error) from error
    wanted = {
        same(one) if isinstance(one, str) else same(columns[one - 1][0]) for one in expected if is_there(one, columns)
    }
    for name, kind in columns:
        if same(name) in wanted and not (kind.startswith(database.SIMPLE_TYPES) and "[" not in kind):
            raise LoadError(
                f'{path.name}, column "{name}": its type is {kind[:40]}, which holds no plain values. '
                "Write it as text, a date, a number or a boolean. The store is as it was."
            )
    return Source("Parquet", [name for name, _ in columns], parquet_portions(path, columns, wanted))


def is_there(heading: str | int, columns: Sequence[object]) -> bool:
    """Whether a column's number is one of the file's; a name may be."""
    return isinstance(heading, str) or heading <= len(columns)


def parquet_portions(path: Path, columns: list[tuple[str, str]], wanted: set[str]) -> Portions:
    """The rows, counted from 1; blank ones are skipped."""
    positions = [at for at, (name, _) in enumerate(columns) if same(name) in wanted]
    number = 0
    try:
        for share, block in database.parquet_blocks(path, positions, CHUNK):
            portion: list[Row] = []
            for values in block:
                number += 1
                cells = [""] * len(columns)
                for at, value in zip(positions, values, strict=True):
                    cells[at] = plain(value)
                if is_filled(cells):
                    portion.append((number, cells))
            yield share, portion
    except (database.Failure, ValueError, OverflowError) as error:
        raise workbooks.unreadable(path, "a Parquet file", error) from error
