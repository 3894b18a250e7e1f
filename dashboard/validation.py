"""From a file to a frame that keeps its contract, or a LoadError that says what is wrong with the file."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard import reading
from dashboard.contracts import Contract, Field
from dashboard.errors import LoadError, closest
from dashboard.fields import DTYPES
from dashboard.problems import UNTOUCHED, Problem, Problems, listed, quoted
from dashboard.quarters import Period
from dashboard.values import parser

Told = Callable[[float], None]


@dataclass(frozen=True)
class Valid:
    """A file that keeps its contract: its rows, and what there is to say about how they were read."""

    frame: pd.DataFrame
    form: str
    missing_columns: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass
class Cells:
    """One column's cells: every different text once, and for each row which of them stands there."""

    column: Field
    position: int
    known: dict[str, int] = field(default_factory=dict)
    codes: array[int] = field(default_factory=lambda: array("i"))

    def extend(self, texts: Iterable[str]) -> None:
        """Adds the cells of further rows."""
        known = self.known
        self.codes.extend([known.setdefault(text, len(known)) for text in texts])


def validate(path: Path, contract: Contract, period: Period, today: dt.date, told: Told = lambda _: None) -> Valid:
    """The file's rows as a typed frame in the contract's columns; `told` hears the share that has been read.

    Raises LoadError that lists the first twenty problems, by row, and counts the rest.
    """
    try:
        source = reading.read(path, [one.name for one in contract.fields])
        columns, left_out = match(path, source.headings, contract)
        problems = Problems()
        numbers = fill(columns, source, problems, told)
    except OSError as error:
        raise LoadError(f"{path} cannot be read ({error.strerror or error}). {UNTOUCHED}") from error
    frame = Check(columns, numbers, problems, source.errors).typed(contract, period, today)
    problems.refuse(path.name)
    present = {one.column.name for one in columns}
    missing = tuple(one.name for one in contract.fields if one.name not in present)
    return Valid(frame, source.form, missing, left_out)


def match(path: Path, headings: list[str], contract: Contract) -> tuple[list[Cells], tuple[str, ...]]:
    """The contract's columns that the file has, and the headings of those that are left out."""
    names = [heading.strip().strip("\ufeff").casefold() for heading in headings]
    twice = [name for at, name in enumerate(names) if name and name in names[:at]]
    if twice:
        places = [str(at + 1) for at, name in enumerate(names) if name == twice[0]]
        raise LoadError(
            f"{path.name} was refused: the column {quoted(twice[0])} stands in it more than once, as columns "
            f"{' and '.join(places)}. Keep the right one and load the file again. {UNTOUCHED}"
        )
    expected = {one.name.casefold(): one for one in contract.fields}
    other = [heading.strip() for heading, name in zip(headings, names, strict=True) if name and name not in expected]
    absent = [one.name for one in contract.fields if one.required and one.name.casefold() not in names]
    if absent:
        by_words = {words(heading): heading for heading in other}
        lines = [f"{path.name} was refused: a column that {contract.name} need is missing. {UNTOUCHED}"]
        for name in absent:
            near = closest(words(name), by_words)
            lines.append(
                f'  no column "{name}"' + (f"; the nearest heading is {quoted(by_words[near])}" if near else "")
            )
        lines += [f"Its headings are: {listed(headings)}.", "Add the column, or correct its heading in the first row."]
        raise LoadError("\n".join(lines))
    columns = [Cells(expected[name], at) for at, name in enumerate(names) if name in expected]
    unnamed = [f"column {at + 1}, which has no heading" for at, name in enumerate(names) if not name]
    return sorted(columns, key=lambda one: contract.fields.index(one.column)), (*other, *unnamed)


def words(heading: str) -> str:
    """A heading's words in alphabetical order, so that "Date received" is near received_date."""
    return " ".join(sorted(heading.casefold().replace("_", " ").replace("-", " ").split()))


def fill(columns: list[Cells], source: reading.Source, problems: Problems, told: Told) -> NDArray[np.int64]:
    """Reads all rows into the columns; returns the number by which each row is found in the file."""
    width = len(source.headings)
    numbers = array("q")
    for share, portion in source.portions:
        rows = [item for item in portion if any(map(str.strip, item[1]))]
        if source.ragged:
            for number, row in rows:
                if len(row) != width:
                    says = f"the row has {len(row)} fields and the heading {width}"
                    advice = "; put text that holds a separator in quotation marks" if len(row) > width else ""
                    problems.add(Problem(number, 0, "", None, says + advice))
            rows = [item for item in rows if len(item[1]) == width]
        numbers.extend(number for number, _ in rows)
        for one in columns:
            at = one.position
            one.extend([row[at] if at < len(row) else "" for _, row in rows])
        told(share)
    return np.array(numbers, dtype="int64")


class Check:
    """Turns cells into values and holds them to the contract; every cell is reported at most once."""

    def __init__(
        self, columns: list[Cells], numbers: NDArray[np.int64], problems: Problems, sheet_errors: frozenset[str]
    ) -> None:
        self.columns = {one.column.name: one for one in columns}
        self.texts = {one.column.name: list(one.known) for one in columns}
        self.numbers = numbers
        self.problems = problems
        self.sheet_errors = sheet_errors
        self.wrong: dict[str, NDArray[np.bool_]] = {}

    def typed(self, contract: Contract, period: Period, today: dt.date) -> pd.DataFrame:
        """The frame; what breaks the contract has been added to the problems."""
        self.wrong = {one.name: np.zeros(len(self.numbers), dtype=bool) for one in contract.fields}
        frame = contract.typed(
            pd.DataFrame(
                {name: self.values(cells) for name, cells in self.columns.items()}, index=range(len(self.numbers))
            )
        )
        for error in contract.failures(frame, period, today):
            if error.check_output is not None and getattr(error.check, "error", None):
                self.report_rule(error, frame)
        self.report_repeated(contract, frame)
        return frame

    def values(self, cells: Cells) -> pd.Series:
        """The column's values; what cannot be read, or is empty and must not be, is reported."""
        one, parse = cells.column, parser(cells.column)
        codes = np.array(cells.codes, dtype="int64")
        values: list[Any] = []
        refused: dict[int, str] = {}
        for code, text in enumerate(self.texts[one.name]):
            value = None
            trimmed = text.strip()
            if trimmed in self.sheet_errors:
                refused[code] = "is an error of the spreadsheet; correct the formula or the value"
            elif trimmed:
                try:
                    value = parse(trimmed)
                except ValueError as error:
                    refused[code] = str(error)
            elif one.required:
                refused[code] = f"is empty; every row needs a {one.name}"
            values.append(value)
        if refused:
            if one.values:
                self.problems.choices[one.name] = one.values
            self.report(one.name, np.isin(codes, list(refused)), lambda at: refused[codes[at]])
        return pd.Series(values, dtype=DTYPES[one.kind]).take(codes).reset_index(drop=True)

    def text(self, name: str, at: int) -> str:
        """What stands in a cell of the file."""
        return self.texts[name][self.columns[name].codes[at]]

    def report(self, name: str, wrong: NDArray[np.bool_], says: Callable[[int], str]) -> None:
        """Adds a problem for each of these cells that has none yet."""
        place = list(self.wrong).index(name)
        new = wrong & ~self.wrong[name]
        self.wrong[name] |= wrong

        def problem_at(at: int) -> Problem:
            found = self.text(name, at).strip()
            return Problem(int(self.numbers[at]), place, name, found or None, says(at))

        self.problems.add_where(new, problem_at)

    def report_rule(self, error: Any, frame: pd.DataFrame) -> None:
        """Adds the cells that break one of the declaration's checks; a rule between cells needs both to be readable."""
        rule = error.check
        broken = (~error.check_output.reindex(frame.index, fill_value=True).astype(bool)).to_numpy()
        if error.schema.name in self.columns:
            self.report(error.schema.name, broken, lambda _: rule.error)
        elif {rule.name, rule.title} <= self.columns.keys():
            readable = ~self.wrong[rule.name] & ~self.wrong[rule.title]
            self.report(
                rule.name,
                broken & readable,
                lambda at: rule.error.format(other=quoted(self.text(rule.title, at).strip())),
            )

    def report_repeated(self, contract: Contract, frame: pd.DataFrame) -> None:
        """Adds every row whose key an earlier row has."""
        key = list(contract.key)
        repeated = frame.duplicated(key).to_numpy(copy=True)
        for name in key:
            repeated &= ~self.wrong[name]
        if not repeated.any():
            return
        group = frame.groupby(key, sort=False, dropna=False).ngroup()
        first = group.map(pd.Series(range(len(frame))).groupby(group).first())
        rest = "" if len(key) == 1 else f" (with the same {' and '.join(key[1:])})"
        self.report(
            key[0],
            repeated,
            lambda at: f"stands in row {self.numbers[first[at]]} already{rest}; keep one of the two rows",
        )
