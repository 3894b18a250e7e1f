"""Files as they come: CSV, XLSX or Parquet, read as headings and rows of text.

Every cell becomes the text that a person would have typed, so that one grammar (`values.py`) serves all
three. Rows keep the number by which the person will find them: the file's own line, the sheet's own row.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from dashboard.basics.errors import LoadError, nearest
from dashboard.intake.problems import UNTOUCHED
from dashboard.store import database

Row = tuple[int, Sequence[str]]
CHUNK = 20_000
DELIMITERS = (",", ";", "\t")
SHEET_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
ADVICE = "Save it as CSV or XLSX and load that."


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
    `below` fills with the numbers of the rows under the table that are left out."""

    form: str
    headings: list[str]
    portions: Iterator[tuple[float, list[Row]]]
    ragged: bool = False
    errors: frozenset[str] = frozenset()
    below: list[int] = field(default_factory=list)


def read(path: Path, expected: Iterable[str], place: Place = ANYWHERE) -> Source:
    """The file, opened at the table's place; `expected` headings help to tell what separates a CSV's fields.

    Raises LoadError that says why the file cannot be read; reading its rows may raise one, too.
    """
    if path.is_dir():
        raise LoadError(f"{path} is a folder. Give the path of one CSV, XLSX or Parquet file.")
    if not path.exists():
        folder = path.parent if path.parent.is_dir() else Path()
        raise LoadError(f"There is no file {path}.{nearest(path.name, [one.name for one in folder.iterdir()])}")
    readers: dict[str, Callable[[Path, list[str], Place], Source]] = {
        ".csv": read_csv,
        ".xlsx": read_xlsx,
        ".parquet": read_parquet,
    }
    if path.suffix.lower() not in readers:
        raise LoadError(f'{path.name} ends with "{path.suffix}"; files end with .csv, .xlsx or .parquet. {ADVICE}')
    if path.stat().st_size == 0:
        raise LoadError(f"{path.name} is empty. Export it again, with a first row that names the columns.")
    return readers[path.suffix.lower()](path, list(expected), place)


def read_csv(path: Path, expected: list[str], place: Place) -> Source:
    """A CSV file in UTF-8, with or without byte order mark, or Windows-1252."""
    encoding, form = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        lines = itertools.islice(file, (place.header_row or 1) - 1, None)
        first = next((line for line in lines if line.strip()), "")
    delimiter = delimiter_of(first, expected)
    below: list[int] = []
    rows = csv_rows(path, encoding, delimiter, place, below)
    _, portion = next(rows)
    if not portion:
        raise LoadError(
            no_heading(path.name, place)
            or f"{path.name} holds no rows. Export it again, with a first row that names the columns."
        )
    names = {",": "commas", ";": "semicolons", "\t": "tabs"}
    note = "" if delimiter == "," else f", separated by {names[delimiter]}"
    return Source(form + note, list(portion[0][1]), rows, ragged=True, below=below)


def encoding_of(path: Path) -> tuple[str, str]:
    """Python's name of the file's encoding, and ours; refuses what is no text."""
    for encoding, form in (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                start = file.read(4)
                file.seek(0)
                if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                    raise LoadError(f'{path.name} is written in UTF-16. Save it as "CSV UTF-8" and load that.')
                while block := file.read(1 << 20):
                    if b"\x00" in block:
                        raise LoadError(f"{path.name} is not a CSV file: it holds bytes that are no text. {ADVICE}")
                    decoder.decode(block)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding, form + (" with byte order mark" if start.startswith(codecs.BOM_UTF8) else "")
    raise LoadError(f"{path.name} is neither UTF-8 nor Windows-1252 text. {ADVICE}")


def delimiter_of(line: str, expected: list[str]) -> str:
    """What separates the fields: whatever finds most of the expected names in the heading, or else most fields."""
    wanted = {name.casefold() for name in expected}

    def found(delimiter: str) -> tuple[int, int]:
        fields = next(csv.reader([line], delimiter=delimiter), [])
        return len({field.strip().casefold() for field in fields} & wanted), len(fields)

    return max(DELIMITERS, key=found)


def csv_rows(
    path: Path, encoding: str, delimiter: str, place: Place, below: list[int]
) -> Iterator[tuple[float, list[Row]]]:
    """The heading as a portion of its own, then the rows, each with the line it begins on; blank lines are skipped."""
    size = path.stat().st_size
    line = 1
    table = Table(place, below)
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        portion: list[Row] = []
        wanted = 1
        try:
            for row in reader:
                if table.holds(line, row):
                    portion.append((line, row))
                    if len(portion) == wanted:
                        yield raw.tell() / size, portion
                        portion, wanted = [], CHUNK
                line = reader.line_num + 1
        except csv.Error as error:
            raise LoadError(
                f"{path.name}, row {line}: the quotation marks do not pair up ({error}). Text that holds a quotation "
                'mark, a separator or a line break must stand in quotation marks, each " inside it doubled. '
                "The store is as it was."
            ) from error
        yield 1.0, portion


def read_xlsx(path: Path, expected: list[str], place: Place) -> Source:  # noqa: ARG001 - one signature for all three
    """A sheet of a workbook: the first one, if the place does not say which."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that hold no data
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = sheet_of(path, book.worksheets, place.sheet)
        total = sheet.max_row or 0
        sheet.reset_dimensions()  # some programs write the wrong ones
        cells = sheet.iter_rows(values_only=True)
    except LoadError:
        raise
    except Exception as error:  # a damaged workbook can fail in any of the layers below
        raise unreadable(path, error) from error
    below: list[int] = []
    rows = sheet_rows(path, cells, total, place, below)
    _, portion = next(rows)
    if not portion:
        raise LoadError(
            no_heading(f'Sheet "{sheet.title}" of {path.name}', place)
            or f'The sheet "{sheet.title}" of {path.name} is empty. Its first row must name the columns.'
        )
    count = len(book.worksheets)
    first = place.sheet is None and count > 1
    form = f'sheet "{sheet.title}"' + (f", the first of {count}" if first else "")
    headings = list(portion[0][1])
    while not headings[-1].strip():  # cells that were only formatted
        headings.pop()
    return Source(form, headings, rows, errors=SHEET_ERRORS, below=below)


def sheet_of(path: Path, sheets: Sequence[Any], wanted: str | int | None) -> Any:
    """The sheet of this name, in any case, or of this number counted from one; the first if neither is given."""
    titles = [sheet.title for sheet in sheets]
    if isinstance(wanted, str):
        for sheet in sheets:
            if sheet.title.strip().casefold() == wanted.strip().casefold():
                return sheet
        near = nearest(wanted, titles)
        raise LoadError(f'{path.name} has no sheet "{wanted}".{near} It has: {", ".join(titles)}. {UNTOUCHED}')
    if (wanted or 1) > len(sheets):
        raise LoadError(f"{path.name} has no sheet {wanted}. It has {len(sheets)}: {', '.join(titles)}. {UNTOUCHED}")
    return sheets[(wanted or 1) - 1]


def no_heading(what: str, place: Place) -> str | None:
    """The message where the row that should hold the headings is blank or beyond the end."""
    if place.header_row is None:
        return None
    return f"{what} has no headings in row {place.header_row}. Correct header_row in the mapping. {UNTOUCHED}"


class Table:
    """Tells which of a file's rows belong to the table: its headings and all below them, or up to a blank row."""

    def __init__(self, place: Place, below: list[int]) -> None:
        self.place, self.below = place, below
        self.begun = self.ended = False

    def holds(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the row is one of the table's; rows are asked about in the file's order. Blank ones are not."""
        filled = any(map(str.strip, cells))
        if not self.begun:
            here = self.place.header_row
            self.begun = filled if here is None else number == here
            return self.begun and filled
        if not filled and self.place.until_blank_row:
            self.ended = True
        if self.ended and filled:
            self.below.append(number)
        return filled and not self.ended


def sheet_rows(
    path: Path, cells: Iterator[Sequence[Any]], total: int, place: Place, below: list[int]
) -> Iterator[tuple[float, list[Row]]]:
    """The heading as a portion of its own, then the rows with the sheet's numbers; empty ones are skipped."""
    portion: list[Row] = []
    wanted = 1
    number = 0
    table = Table(place, below)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a cell whose date is out of range comes as an error text
            for number, row in enumerate(cells, start=1):
                texts = [plain(cell) for cell in row]
                if table.holds(number, texts):
                    portion.append((number, texts))
                    if len(portion) == wanted:
                        yield min(1.0, number / max(total, 1)), portion
                        portion, wanted = [], CHUNK
    except Exception as error:  # a damaged workbook can fail in any of the layers below
        raise unreadable(path, error) from error
    yield 1.0, portion


def read_parquet(path: Path, expected: list[str], place: Place) -> Source:  # noqa: ARG001 - it is one table
    """A Parquet file; only expected columns are read, and each must be of a simple type."""
    wanted = {name.casefold() for name in expected}
    try:
        columns = database.parquet_columns(path)
    except database.Failure as error:
        raise unreadable(path, error) from error
    for name, kind in columns:
        if name.strip().casefold() in wanted and not (kind.startswith(database.SIMPLE_TYPES) and "[" not in kind):
            raise LoadError(
                f'{path.name}, column "{name}": its type is {kind[:40]}, which holds no plain values. '
                "Write it as text, a date, a number or a boolean. The store is as it was."
            )
    return Source("Parquet", [name for name, _ in columns], parquet_rows(path, columns, wanted))


def parquet_rows(path: Path, columns: list[tuple[str, str]], wanted: set[str]) -> Iterator[tuple[float, list[Row]]]:
    """The rows, counted from 1."""
    positions = [at for at, (name, _) in enumerate(columns) if name.strip().casefold() in wanted]
    number = 0
    try:
        for share, block in database.parquet_blocks(path, positions, CHUNK):
            portion: list[Row] = []
            for values in block:
                number += 1
                cells = [""] * len(columns)
                for at, value in zip(positions, values, strict=True):
                    cells[at] = plain(value)
                portion.append((number, cells))
            yield share, portion
    except (database.Failure, ValueError, OverflowError) as error:
        raise unreadable(path, error) from error


def plain(value: Any) -> str:
    """A cell as the text that a person would have typed."""
    if isinstance(value, str):
        return value
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, (float, Decimal)):
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        return format(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact, "f")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def unreadable(path: Path, error: BaseException) -> LoadError:
    """The error for a file that is not what its name says."""
    kind = {".xlsx": "a workbook", ".parquet": "a Parquet file"}[path.suffix.lower()]
    text = str(error).strip() or type(error).__name__
    return LoadError(
        f"{path.name} cannot be opened as {kind}; it may be damaged, protected by a password, or something else "
        f"under that name ({text.splitlines()[0][:100]}). Export it again. The store is as it was."
    )
