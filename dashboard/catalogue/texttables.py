"""Small tables kept as text, read with every mistake noted: file, line, column, what was found, what to do.

A person who edits a catalogue file sees all its problems at once, not one a run.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.basics.errors import UsageError, nearest
from dashboard.basics.quarters import Period

LISTED = 20
IN_LINE = re.compile(r", line (\d+)")
MOST_WHOLE = 10_000


@dataclass
class Problems:
    """The mistakes found so far, each a sentence; the files that they are in, each with its first line that has one,
    or 0 where no line is to blame."""

    found: list[str] = field(default_factory=list)
    files: dict[Path, int] = field(default_factory=dict)

    def add(self, path: Path, sentence: str) -> None:
        """Notes a mistake in this file."""
        self.found.append(sentence)
        line = IN_LINE.search(sentence)
        self.files.setdefault(path, int(line[1]) if line else 0)

    def message(self) -> str:
        """All of them on a screen: the first twenty and the count of the rest."""
        rest = len(self.found) - LISTED
        return "\n".join(self.found[:LISTED] + ([f"... and {rest} more."] if rest > 0 else []))


@dataclass(frozen=True)
class Line:
    """One row of a text table; what cannot be read is noted as a problem and comes back as a stand-in."""

    path: Path
    number: int
    cells: dict[str, str]
    problems: Problems

    def note(self, column: str, advice: str) -> None:
        """Notes a problem with this cell."""
        found = self.cells.get(column, "")
        self.problems.add(self.path, f'{self.path}, line {self.number}, {column}: "{found}". {advice}')

    def text(self, column: str) -> str:
        """The cell without outer spaces, empty or not."""
        return self.cells[column]

    def required(self, column: str) -> str:
        """The cell, which may not be empty."""
        if not self.cells[column]:
            self.note(column, "It may not be empty.")
        return self.cells[column]

    def one_of(self, column: str, valid: Collection[str], *, optional: bool = False) -> str:
        """The cell, which must be one of these values."""
        value = self.cells[column]
        if value not in valid and not (optional and not value):
            shown = ", ".join(list(valid)[:LISTED])
            self.note(column, f"It must be one of: {shown}.{nearest(value, valid) if value else ''}")
        return value

    def many_of(self, column: str, valid: Collection[str]) -> tuple[str, ...]:
        """The cell's values, separated by `|`, each of which must be one of these."""
        values = tuple(part.strip() for part in self.cells[column].split("|") if part.strip())
        for value in values:
            if value not in valid:
                self.note(column, f'"{value}" must be one of: {", ".join(valid)}.{nearest(value, valid)}')
        return values

    def number_in(self, column: str) -> float:
        """The cell as a number, written plainly: 80 or 3.35."""
        try:
            value = float(self.cells[column])
        except ValueError:
            value = float("nan")
        if value != value or value in (float("inf"), float("-inf")):
            self.note(column, "Write a plain number such as 80 or 3.35, without % or thousands commas.")
            return 0.0
        return value

    def whole(self, column: str, most: int = MOST_WHOLE) -> int:
        """The cell as a whole number from 0 to `most`."""
        value = self.cells[column]
        if not (value.isascii() and value.isdecimal() and len(value) < 10 and int(value) <= most):
            self.note(column, f"Write a whole number from 0 to {most:,}.")
            return 0
        return int(value)

    def date(self, column: str) -> dt.date:
        """The cell as a date."""
        try:
            return dt.date.fromisoformat(self.cells[column])
        except ValueError:
            self.note(column, "Write a date as 2019-12-31.")
            return dt.date(1990, 1, 1)

    def period(self, column: str) -> Period:
        """The cell as a financial quarter, half-year or year."""
        try:
            return Period.parse(self.cells[column])
        except UsageError:
            self.note(column, "Write a period as 2019-20-Q4, 2017-18-H1 or 2019-20.")
            return Period.parse("2015-16")

    def quarter(self, column: str) -> Period:
        """The cell as a financial quarter."""
        try:
            found = Period.parse(self.cells[column])
        except UsageError:
            found = None
        if found is None or found.kind != "quarter":
            self.note(column, "Write a quarter as 2019-20-Q4 (January to March 2020).")
            return Period.parse("2015-16-Q1")
        return found


def read_table(
    path: Path, columns: Collection[str], problems: Problems, optional: Collection[str] = ()
) -> Iterator[Line]:
    """The rows of the file at this path, cells without outer spaces; none if its header is wrong.

    A column that is `optional` may be missing, and is empty then.
    """
    try:
        reader = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True))
        table = [(reader.line_num, cells) for cells in reader]
    except FileNotFoundError:
        problems.add(path, f"{path} is missing. It needs at least a first line with: {','.join(columns)}.")
        return
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.add(path, f"{path} cannot be read ({error}). Save it as CSV in UTF-8.")
        return
    header = [name.strip() for name in table[0][1]] if table else []
    absent = {name for name in optional if name not in header}
    if sorted([*header, *absent]) != sorted(columns):
        missing = ", ".join(name for name in columns if name not in header) or "none"
        extra = ", ".join(name for name in header if name not in columns) or "none"
        problems.add(
            path,
            f"{path}, line 1: the columns are not those expected. Missing: {missing}; unknown or repeated: {extra}. "
            f"Write: {','.join(columns)}",
        )
        return
    for number, cells in table[1:]:
        if not any(cells):
            continue
        if len(cells) != len(header):
            problems.add(
                path,
                f"{path}, line {number}: {len(cells)} cells where the first line has {len(header)}. "
                "Put double quotes around a cell that holds a comma.",
            )
            continue
        found = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        yield Line(path, number, dict.fromkeys(absent, "") | found, problems)
