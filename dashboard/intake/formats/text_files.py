"""CSV files as systems write them: what letters they are in, what parts their fields, and their rows with their lines.

Memory is bounded whatever the file holds: it is read in blocks, and a line that no table has is refused.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dashboard.basics.errors import LoadError
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import same

DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
ADVICE = "Save it as CSV or XLSX and load that."
LONGEST_LINE = 1 << 20
BLOCK = 1 << 20
LINE_END = re.compile(rb"[\r\n]")
STATED = re.compile(r'"?sep=(\\t|[^"\r\n])"?[,;\t|]*\s*')
# what the letters outside the alphabet that councils write begin with in UTF-8: £ é ü and the like, – ’ €
BEGINNINGS = (0xC2, 0xC3, 0xC4, 0xC5, 0xE2)


@dataclass(frozen=True)
class Letters:
    """How a file's letters are written: Python's name of it, and ours."""

    encoding: str
    form: str


def letters_of(path: Path) -> Letters:
    """How the file is written: UTF-8 with or without byte order mark, UTF-16, or Windows-1252.

    Raises LoadError for what is no text, for a line longer than any table's and for a file that ends in the middle of
    a letter.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return checked(path, Letters("utf-16", "UTF-16"))
    if len(start) == 4 and (start[1::2] == b"\0\0") != (start[::2] == b"\0\0"):
        return checked(path, Letters("utf-16-le" if start[1] == 0 else "utf-16-be", "UTF-16"))
    mark = " with byte order mark" if start.startswith(codecs.BOM_UTF8) else ""
    for letters in (Letters("utf-8-sig", "UTF-8" + mark), Letters("cp1252", "Windows-1252" + mark)):
        try:
            return checked(path, letters)
        except UnicodeDecodeError:
            continue
    raise LoadError(f"{path.name} is neither UTF-8 nor Windows-1252 text. {ADVICE}")


def checked(path: Path, letters: Letters) -> Letters:
    """The letters, once the whole file can be read in them; UnicodeDecodeError where it is written otherwise."""
    decoder = codecs.getincrementaldecoder(letters.encoding)()
    line, length, beyond = 1, 0, False
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if b"\x00" in block and not letters.encoding.startswith("utf-16"):
                raise LoadError(f"{path.name} is not a CSV file: it holds bytes that are no text. {ADVICE}")
            for part in LINE_END.split(block):
                length += len(part)
                if length > LONGEST_LINE:
                    raise LoadError(
                        f"{path.name}, row {line}: the line is longer than a million letters, so that this is no "
                        f"table. Export it again, with a line for each row. {UNTOUCHED}"
                    )
                length, line = 0, line + 1
            length, line = len(part), line - 1
            text = decoder.decode(block)
            beyond = beyond or (letters.encoding == "utf-8-sig" and not text.isascii())
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if letters.encoding.startswith("utf-16") or beyond or error.object[error.start] in BEGINNINGS:
            raise LoadError(
                f"{path.name} ends in the middle of a letter, so that its end is missing. Export or copy it again. "
                f"{UNTOUCHED}"
            ) from error
        raise
    return letters


def delimiter_of(lines: Sequence[str], expected: Sequence[str]) -> str:
    """What separates the fields: whatever finds most of the expected names in one of the lines near the top, or else
    most fields in the first of them."""
    wanted = {same(name) for name in expected}

    def fields(line: str, delimiter: str) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            return []

    def found(delimiter: str) -> tuple[int, int]:
        names = [{same(field) for field in fields(line, delimiter)} & wanted for line in lines]
        return max(map(len, names), default=0), max((len(fields(line, delimiter)) for line in lines[:1]), default=0)

    return max(DELIMITERS, key=found)


def stated_delimiter(path: Path, letters: Letters) -> str | None:
    """What the first line says that separates the fields, as spreadsheet programs understand it: `sep=;`."""
    with path.open(encoding=letters.encoding, newline="") as file:
        match = STATED.fullmatch(file.readline(LONGEST_LINE))
    return match[1].replace("\\t", "\t") if match else None


def lines_from(path: Path, letters: Letters, number: int, most: int) -> list[str]:
    """The first lines from this one on that are not blank."""
    with path.open(encoding=letters.encoding, newline="") as file:
        filled = (line for line in itertools.islice(file, number - 1, None) if line.strip())
        return list(itertools.islice(filled, most))


@contextmanager
def decoded(path: Path, letters: Letters) -> Iterator[tuple[IO[bytes], IO[str]]]:
    """The file's bytes, by which one can tell how much has been read, and its text."""
    with path.open("rb") as raw, io.TextIOWrapper(raw, letters.encoding, newline="") as text:
        yield raw, text
