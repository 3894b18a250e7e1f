"""Published ledgers read into a database, in bounded memory; every sum is exact, to the penny."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dashboard.basics.calendars import today
from dashboard.basics.errors import LoadError
from dashboard.basics.quarters import Period
from dashboard.imports.spend_files import SpendFile
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import same
from dashboard.store import database

MEMORY = "512MB"
LONGEST_REJECT = 10_000  # the database keeps no more of one


@dataclass(frozen=True)
class Outcome:
    """How some lines were read: `outcome` is read, blank, total, broken or what is wrong with them."""

    file: int
    outcome: str
    is_agency: bool
    lines: int
    known: int = 0
    amount: Decimal = Decimal(0)
    credits: Decimal = Decimal(0)


class Ledger:
    """The lines of all files of one import."""

    def __init__(self, files: Sequence[SpendFile], mapping: SpendMapping, folder: Path) -> None:
        self.files = files
        self.mapping = mapping
        self.folder = folder
        self.connection = database.connect(MEMORY, folder)
        self.broken: dict[int, int] = {}
        self.broken_agency: dict[int, int] = {}
        self.first_byte: dict[int, int] = {}

    def copy_of(self, number: int) -> Path:
        """Where the plain copy of a file lies."""
        return self.folder / f"{number}.csv"

    def read(self, number: int, *, keep_suppliers: bool) -> None:
        """Reads one file's lines; LoadError where a quotation mark that does not close swallows them."""
        file = self.files[number]
        try:
            self.fill(number, file, keep_suppliers)
        except (OSError, database.Failure) as error:
            reason = str(error).strip().split("\n")[0]
            raise LoadError(f"{file.path.name} cannot be read ({reason}). {UNTOUCHED}") from error
        self.broken[number] = self.broken_lines(number)

    def fill(self, number: int, file: SpendFile, keep_suppliers: bool) -> None:
        """Adds one file's lines to those of the files before it."""
        file.copy(self.copy_of(number))
        parts = {part: file.positions.get(part) for part in self.mapping.columns.parts}
        database.view_csv(
            self.connection, "ledger_lines", self.copy_of(number), file.heading.delimiter, file.width, parts
        )
        database.append(
            self.connection,
            "ledger_rows",
            "ledger_rows",
            file=number,
            date_formats=self.mapping.date_formats,
            period_format=self.mapping.columns.period_format,
            separator=self.mapping.split.at if self.mapping.split else None,
            stated_month=file.stated_month(where) if (where := self.mapping.table.month_from) else None,
            categories=self.mapping.agency.spellings,
            keep_suppliers=int(keep_suppliers),
            today=today(),
        )

    def broken_lines(self, number: int) -> int:
        """How many lines of the file are no rows; one that swallows the lines after it counts with them."""
        count = 0
        for byte, kind, text in database.csv_rejects(self.connection):
            lines = text.strip("\n").count("\n") + 1
            if kind == "LINE SIZE OVER MAXIMUM" or (lines > 1 and len(text) >= LONGEST_REJECT):
                raise LoadError(
                    f"{self.files[number].path.name}, row {self.line_at(number, byte)}: a quotation mark opens here "
                    "and does not close, so that the lines after it cannot be told apart. Close it or remove it; one "
                    f"inside a text stands doubled. {UNTOUCHED}"
                )
            count += lines
            if self.is_agency(number, kind, text):
                self.broken_agency[number] = self.broken_agency.get(number, 0) + lines
            self.first_byte.setdefault(number, byte)
        return count

    def is_agency(self, number: int, kind: str, text: str) -> bool:
        """Whether a row with more or fewer fields than the heading has a category of agency staff in its place."""
        if kind not in ("TOO MANY COLUMNS", "MISSING COLUMNS"):
            return False
        file = self.files[number]
        try:
            fields = next(csv.reader(text.strip().splitlines(), delimiter=file.heading.delimiter), [])
        except csv.Error:
            return False
        at = file.positions["category"]
        return at < len(fields) and same(fields[at]) in map(same, self.mapping.agency.spellings)

    def first_broken(self, number: int) -> int:
        """The file's own line on which the first of its lines that are no rows begins."""
        return self.line_at(number, self.first_byte.get(number, 0))

    def lines(self, number: int) -> int:
        """How many rows of the file were read, whatever came of them."""
        return sum(one.lines for one in self.outcomes() if one.file == number and one.outcome != "broken")

    def line_at(self, number: int, byte: int) -> int:
        """The file's own line that begins at this byte of its copy."""
        with self.copy_of(number).open("rb") as copy:
            lines, left = 1, byte
            while block := copy.read(min(left, 1 << 20)):
                lines += block.count(b"\n")
                left -= len(block)
        return self.files[number].heading.last_line + lines

    def outcomes(self) -> list[Outcome]:
        """How all lines were read."""
        found = [Outcome(**row) for row in database.rows(self.connection, "ledger_outcomes")]
        for number, lines in self.broken.items():
            agency = self.broken_agency.get(number, 0)
            found += [Outcome(number, "broken", kind, n) for kind, n in ((True, agency), (False, lines - agency)) if n]
        return found

    def categories(self, period: Period | None = None) -> list[database.Row]:
        """The categories of the lines, or of those of one quarter, with their lines and sums, largest first."""
        first, last = (period.months[0], period.months[-1]) if period else (None, None)
        return database.rows(self.connection, "ledger_categories", first=first, last=last)


@contextmanager
def ledger(files: Sequence[SpendFile], mapping: SpendMapping) -> Iterator[Ledger]:
    """A ledger with a folder for what does not fit into memory, which is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        one = Ledger(files, mapping, Path(folder))
        try:
            yield one
        finally:
            one.connection.close()
