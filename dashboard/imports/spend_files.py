"""One "spend over £500" file: how it is written, where its headings are, and a plain copy for DuckDB to read."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.basics.errors import LoadError, closest, listed, nearest, quoted
from dashboard.intake.formats import text_files, workbooks
from dashboard.intake.months import months_in
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import same, spaced

TOP_LINES = 30
SAMPLED = 5_000
BLOCK = 1 << 20
Headings = Mapping[str, Sequence[str | int]]


@dataclass(frozen=True)
class Heading:
    """The row that names the columns: what separates them, the names, and the file's line on which it ends."""

    delimiter: str
    names: list[str]
    last_line: int


@dataclass(frozen=True)
class SpendFile:
    """A file whose columns are found; `positions` says at which of them each part of a line stands."""

    path: Path
    text: Path
    encoding: str
    form: str
    heading: Heading
    positions: dict[str, int]
    width: int

    @property
    def surplus(self) -> int:
        """How many fields each of its rows has beyond those that the heading names."""
        return self.width - len(self.heading.names)

    def stated_month(self, where: str) -> dt.date:
        """The one month that its title or its name says; LoadError where it says none, or several."""
        texts = [self.path.stem] if where == "file name" else title_of(self.text, self.encoding, self.heading)
        found = months_in(texts)
        if len(found) == 1:
            return found[0]
        names = " and ".join(f"{one:%B %Y}" for one in found) or "no month such as July 2026"
        raise LoadError(
            f"{self.path.name} was refused: its {where}, {quoted(' '.join(texts))}, names {names}. Give each month's "
            f"file a {where} that names it, or say under [table] month_from = "
            f'"{"title" if where == "file name" else "file name"}". {UNTOUCHED}'
        )

    def copy(self, target: Path) -> None:
        """Writes the lines below the headings as UTF-8 with one kind of line end, whatever the size, a block at a time.

        DuckDB's reader stops at a file that mixes line ends, and reads no Windows-1252.
        """
        with (
            self.text.open(encoding=self.encoding) as source,
            target.open("w", encoding="utf-8", newline="\n") as plain,
        ):
            for _ in range(self.heading.last_line):
                source.readline()
            shutil.copyfileobj(source, plain, BLOCK)


class MissingError(LoadError):
    """A file lacks columns that the mapping names; `missing` has the alternatives of each by its part."""

    def __init__(
        self, path: Path, text: Path, names: Sequence[str], missing: Mapping[str, Sequence[str | int]]
    ) -> None:
        self.path, self.text, self.missing = path, text, missing
        self.names = [spaced(name) for name in names if name.strip()]
        super().__init__("\n".join(not_found(self)))


def opened(path: Path, headings: Headings, text: Path | None = None) -> SpendFile:
    """The file with the mapping's columns found in it; `headings` holds each part's alternatives, maybe none.

    A workbook is read from the `text` that `as_text` has made of it. Raises LoadError that says which column was not
    found and what there is instead.
    """
    text = text or path
    encoding, form = checked_encoding(text)
    best: tuple[int, Heading] | None = None
    for heading in heading_rows(text, encoding):
        lacking = sum(bool(names) and position_of(heading.names, names) is None for names in headings.values())
        if not lacking:
            width = max(row_width(text, encoding, heading), len(heading.names))
            return SpendFile(path, text, encoding, form, heading, positions(path, heading, headings), width)
        if best is None or (-lacking, len(heading.names)) > (-best[0], len(best[1].names)):
            best = lacking, heading
    if best is None:
        raise LoadError(f"{path.name} holds no rows. Export it again, with a row that names the columns. {UNTOUCHED}")
    names = best[1].names
    missing = {part: one for part, one in headings.items() if one and position_of(names, one) is None}
    raise MissingError(path, text, names, missing)


def as_text(path: Path, folder: Path, sheet: str | int | None) -> Path:
    """The path of a CSV file as it is; of a workbook, a CSV file in the folder with a line for each row of a sheet."""
    if path.suffix.lower() not in workbooks.SUFFIXES or not path.is_file():
        return path
    target = folder / f"{len(list(folder.iterdir()))}-{path.stem}.csv"
    found = workbooks.sheet_of(path, workbooks.sheets_of(path), sheet)
    rows = [trimmed(row) for row in workbooks.rows_of(path, found)]
    width = max(map(len, rows), default=0)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*row, *[""] * (width - len(row))] if row else [] for row in rows)
    return target


def trimmed(row: Sequence[str]) -> list[str]:
    """A sheet's row, each cell on one line, without the empty cells at its end."""
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def checked_encoding(path: Path) -> tuple[str, str]:
    """Python's name of the file's encoding, and ours; refuses what is no text file."""
    if path.suffix.lower() in (".pdf", ".zip"):
        raise LoadError(f'{path.name} ends with "{path.suffix}"; the import reads CSV files and workbooks.')
    if path.is_dir():
        raise LoadError(f"{path} is a folder. Give the paths of its CSV files.")
    if not path.is_file():
        folder = path.parent if path.parent.is_dir() else Path()
        raise LoadError(f"There is no file {path}.{nearest(path.name, [one.name for one in folder.iterdir()])}")
    if path.stat().st_size == 0:
        raise LoadError(f"{path.name} is empty. Download it again. {UNTOUCHED}")
    try:
        letters = text_files.letters_of(path)
    except OSError as error:
        raise LoadError(f"{path} cannot be read ({error.strerror or error}). {UNTOUCHED}") from error
    return letters.encoding, letters.form


def heading_rows(path: Path, encoding: str) -> Iterator[Heading]:
    """Every row near the top that could name the columns, as each separator would part it."""
    with path.open(encoding=encoding, newline="") as file:
        top = list(islice(file, TOP_LINES))
    for delimiter in text_files.DELIMITERS:
        reader = csv.reader(top, delimiter=delimiter)
        try:
            for row in reader:
                if any(map(str.strip, row)):
                    yield Heading(delimiter, row, reader.line_num)
        except csv.Error:  # a field too long to be one; another separator may part it
            continue


def row_width(path: Path, encoding: str, heading: Heading) -> int:
    """How many fields each row below the headings has, if they all have as many; 0 if not. Many rows are looked at."""
    with path.open(encoding=encoding, newline="") as file:
        rows = csv.reader(islice(file, heading.last_line, heading.last_line + SAMPLED), delimiter=heading.delimiter)
        try:
            widths = {len(row) for row in rows if any(map(str.strip, row))}
        except csv.Error:
            return 0
    return widths.pop() if len(widths) == 1 else 0


def title_of(path: Path, encoding: str, heading: Heading) -> list[str]:
    """The lines above the headings."""
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(file, heading.last_line - 1))
    return [spaced(line.strip('\r\n,;\t|"')) for line in lines if line.strip()]


def position_of(names: Sequence[str], alternatives: Sequence[str | int]) -> int | None:
    """Where the first alternative that exists stands; a number is that of a column."""
    there = [same(name) for name in names]
    for one in alternatives:
        if isinstance(one, int):
            if one <= len(names):
                return one - 1
        elif same(one) in there:
            return there.index(same(one))
    return None


def positions(path: Path, heading: Heading, headings: Headings) -> dict[str, int]:
    """At which column each part of a line stands; refuses a heading that stands twice."""
    found = {}
    there = [same(name) for name in heading.names]
    for part, alternatives in headings.items():
        at = position_of(heading.names, alternatives)
        if at is not None:
            if there.count(there[at]) > 1 and at + 1 not in alternatives:
                places = [str(place + 1) for place, name in enumerate(there) if name == there[at]]
                raise LoadError(
                    f"{path.name} was refused: the heading {quoted(heading.names[at].strip())} stands in it more than "
                    f"once, so that nobody can tell which column is meant. Say it by its number under [columns], "
                    f"which is {' or '.join(places)}: {PARTS[part]} = {places[0]}. {UNTOUCHED}"
                )
            found[part] = at
    return found


PARTS = {
    "date_text": "date", "amount_text": "amount", "supplier": "supplier", "directorate": "directorate",
    "service": "service", "category": "category",
}  # fmt: skip


def not_found(error: MissingError) -> Iterator[str]:
    """What to say of columns that a file does not have."""
    yield f"{error.path.name} was refused: a column that the mapping names is not in it. {UNTOUCHED}"
    yield from missing_lines(error)
    yield f"Its headings are: {listed(error.names, 30)}."
    yield "Add the heading to the mapping's list, beside those of other months."


def missing_lines(error: MissingError) -> Iterator[str]:
    """A line for each heading that is missing, with the nearest one that is there."""
    by_words = {same(name): name for name in error.names}
    for one in dict.fromkeys(map(tuple, error.missing.values())):
        near = closest(same(str(one[0])), by_words)
        advice = f"; the nearest heading is {quoted(by_words[near])}" if near else ""
        yield f"  no column {' or '.join(quoted(str(name)) for name in one)}{advice}"
