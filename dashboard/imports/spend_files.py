"""One "spend over £500" file: how it is written, where its headings are, and a plain copy for DuckDB to read."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.basics.errors import LoadError, closest, listed, nearest, quoted
from dashboard.intake import text_files
from dashboard.intake.problems import UNTOUCHED

TOP_LINES = 30
BLOCK = 1 << 20
Headings = Mapping[str, Sequence[str]]


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
    encoding: str
    form: str
    heading: Heading
    positions: dict[str, int]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.heading.names)

    def copy(self, target: Path) -> None:
        """Writes the lines below the headings as UTF-8 with one kind of line end, whatever the size, a block at a time.

        DuckDB's reader stops at a file that mixes line ends, and reads no Windows-1252.
        """
        with (
            self.path.open(encoding=self.encoding) as source,
            target.open("w", encoding="utf-8", newline="\n") as plain,
        ):
            for _ in range(self.heading.last_line):
                source.readline()
            shutil.copyfileobj(source, plain, BLOCK)


def opened(path: Path, headings: Headings) -> SpendFile:
    """The file with the mapping's columns found in it; `headings` holds each part's alternatives, maybe none.

    Raises LoadError that says which column was not found and what there is instead.
    """
    encoding, form = checked_encoding(path)
    best: tuple[int, Heading] | None = None
    for heading in heading_rows(path, encoding):
        missing = sum(bool(names) and position_of(heading.names, names) is None for names in headings.values())
        if not missing:
            return SpendFile(path, encoding, form, heading, positions(path, heading, headings))
        if best is None or (-missing, len(heading.names)) > (-best[0], len(best[1].names)):
            best = missing, heading
    if best is None:
        raise LoadError(f"{path.name} holds no rows. Export it again, with a row that names the columns. {UNTOUCHED}")
    raise not_found(path, best[1].names, headings)


def checked_encoding(path: Path) -> tuple[str, str]:
    """Python's name of the file's encoding, and ours; refuses what is no text file."""
    if path.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods", ".pdf", ".zip"):
        raise LoadError(f'{path.name} ends with "{path.suffix}"; the import reads CSV files. Save it as CSV first.')
    if path.is_dir():
        raise LoadError(f"{path} is a folder. Give the paths of its CSV files.")
    if not path.is_file():
        folder = path.parent if path.parent.is_dir() else Path()
        raise LoadError(f"There is no file {path}.{nearest(path.name, [one.name for one in folder.iterdir()])}")
    if path.stat().st_size == 0:
        raise LoadError(f"{path.name} is empty. Download it again. {UNTOUCHED}")
    try:
        letters = text_files.letters_of(path)
        return letters.encoding, letters.form
    except OSError as error:
        raise LoadError(f"{path} cannot be read ({error.strerror or error}). {UNTOUCHED}") from error


def heading_rows(path: Path, encoding: str) -> Iterator[Heading]:
    """Every row near the top that could name the columns, as each separator would part it."""
    with path.open(encoding=encoding, newline="") as file:
        top = list(islice(file, TOP_LINES))
    for delimiter in text_files.DELIMITERS:
        reader = csv.reader(top, delimiter=delimiter)
        for row in reader:
            if any(map(str.strip, row)):
                yield Heading(delimiter, row, reader.line_num)


def same_words(heading: str) -> str:
    """A heading without regard to case and spaces."""
    return " ".join(heading.replace("\ufeff", "").split()).casefold()


def position_of(names: Sequence[str], alternatives: Sequence[str]) -> int | None:
    """Where the first alternative that exists stands."""
    there = [same_words(name) for name in names]
    return next((there.index(same_words(one)) for one in alternatives if same_words(one) in there), None)


def positions(path: Path, heading: Heading, headings: Headings) -> dict[str, int]:
    """At which column each part of a line stands; refuses a heading that stands twice."""
    found = {}
    there = [same_words(name) for name in heading.names]
    for part, alternatives in headings.items():
        at = position_of(heading.names, alternatives)
        if at is not None:
            if there.count(there[at]) > 1:
                raise LoadError(
                    f"{path.name} was refused: the heading {quoted(heading.names[at].strip())} stands in it more than "
                    f"once, so that nobody can tell which column is meant. Rename one of them. {UNTOUCHED}"
                )
            found[part] = at
    return found


def not_found(path: Path, names: Sequence[str], headings: Headings) -> LoadError:
    """The error for columns that the file does not have."""
    by_words = {same_words(name): name.strip() for name in names if name.strip()}
    lines = [f"{path.name} was refused: a column that the mapping names is not in it. {UNTOUCHED}"]
    missed: dict[tuple[str, ...], None] = {}
    for alternatives in headings.values():
        if alternatives and position_of(names, alternatives) is None:
            missed[tuple(alternatives)] = None
    for one in missed:
        near = closest(same_words(one[0]), by_words)
        advice = f"; the nearest heading is {quoted(by_words[near])}" if near else ""
        lines.append(f"  no column {' or '.join(quoted(name) for name in one)}{advice}")
    lines.append(f"Its headings are: {listed([name.strip() for name in names if name.strip()], 30)}.")
    lines.append("Add the heading to the mapping's list, beside those of other months.")
    return LoadError("\n".join(lines))
