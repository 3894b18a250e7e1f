"""The lines of "spend over £500" files that cannot be read, found again in the file and written down for a person.

DuckDB counts and sums; only where something cannot be read does this module walk through the file once more, to
name its own line and to copy the row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics.csv_text import cell
from dashboard.basics.errors import LoadError, quoted
from dashboard.imports.spend_ledger import Ledger
from dashboard.intake.problems import UNTOUCHED
from dashboard.store import database

MOST = 100_000
HEADINGS = ("file", "line", "reason", "row")
REASONS = {
    "no_amount": "the amount is empty",
    "amount": "{found} is not an amount of money",
    "no_date": "the date or period is empty",
    "date": "{found} is not a date or period that the mapping describes",
    "future": "{found} lies in the future",
    "total": "a total below the table, which would count everything twice",
}


@dataclass(frozen=True)
class Reject:
    """A line that was left out, and why."""

    file: str
    line: int
    reason: str
    row: str


def rejects(ledger: Ledger, number: int) -> list[Reject]:
    """The lines of one file that were left out, in the file's order.

    Raises LoadError where quotation marks are so mixed up that the rows found here are not those that were read.
    """
    file = ledger.files[number]
    wanted = {
        int(row["place"]): REASONS[row["outcome"]].format(found=quoted(row["found"] or ""))
        for row in database.rows(ledger.connection, "ledger_rejects", file=number, most=MOST)
    }
    if not wanted and not ledger.broken[number]:
        return []
    found = []
    place = 0
    for line, row, text in lines_of(ledger.copy_of(number), file.heading.delimiter):
        at = file.heading.last_line + line
        if row is None:
            found.append(Reject(file.path.name, at, "the quotation marks do not pair up", text))
        elif len(row) < file.width or any(row[file.width :]):
            reason = f"the row has {len(row)} fields and the heading {file.width}"
            found.append(Reject(file.path.name, at, reason, text))
        else:
            if place in wanted:
                found.append(Reject(file.path.name, at, wanted[place], text))
            place += 1
        if len(found) == MOST:
            return found
    if place != ledger.lines(number):
        raise mixed_up(ledger, number)
    return found


def mixed_up(ledger: Ledger, number: int) -> LoadError:
    """The error for rows that cannot be told apart."""
    name = ledger.files[number].path.name
    return LoadError(
        f"{name}: the quotation marks do not pair up, first in row {ledger.first_broken(number)}, so that its rows "
        f"cannot be told apart. Each quotation mark inside a text must stand doubled. {UNTOUCHED}"
    )


def lines_of(copy: Path, delimiter: str) -> Iterator[tuple[int, list[str] | None, str]]:
    """Each row that is not blank: the line on which it begins, its fields (None if it is no row) and its text."""
    with copy.open(encoding="utf-8", newline="") as source:
        seen: list[str] = []

        def remembered() -> Iterator[str]:
            for text in source:
                seen.append(text)
                yield text

        reader = csv.reader(remembered(), delimiter=delimiter, skipinitialspace=True, strict=True)
        start = 1
        while True:
            row: list[str] | None
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                row = without_spaces("".join(seen), delimiter)
            if row != []:
                yield start, row, "".join(seen).rstrip("\n")
            start += len(seen)
            seen.clear()


def without_spaces(text: str, delimiter: str) -> list[str] | None:
    """The fields of a row with spaces after a closing quotation mark, which DuckDB takes; None if it is no row."""
    closed = re.sub(f'" +(?={re.escape(delimiter)}|$)', '"', text.rstrip("\n"))
    lines = closed.splitlines(keepends=True)
    try:
        return next(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True), None)
    except csv.Error:
        return None


def write(target: Path, found: Iterable[Reject]) -> None:
    """Writes the lines to a CSV file that holds nothing for a spreadsheet to run."""
    try:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            for one in found:
                writer.writerow([one.file, one.line, one.reason, cell(one.row)])
    except OSError as error:
        raise LoadError(
            f"{target} cannot be written ({error.strerror or error}). Name another file with --rejects."
        ) from error
