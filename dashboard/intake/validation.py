"""From a file to a frame that keeps its contract, or a LoadError that says what is wrong with the file."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.basics.errors import LoadError, closest, listed, quoted
from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import Contract, Field
from dashboard.contracts.fields import DTYPES
from dashboard.intake import reading
from dashboard.intake.problems import UNTOUCHED, Problem, Problems
from dashboard.intake.translation import PLAIN, Translation

Told = Callable[[float], None]


@dataclass(frozen=True)
class Valid:
    """A file that keeps its contract: its rows, and what there is to say about how they were read."""

    frame: pd.DataFrame
    form: str
    missing_columns: tuple[str, ...]
    left_out: tuple[str, ...]
    below: tuple[int, ...] = ()
    read_from: tuple[str, ...] = ()


@dataclass
class Cells:
    """One column's cells: every different text once, and for each row which of them stands there.

    A column without a position in the file is the same `constant` in every row; `named` is its name for a person.
    """

    column: Field
    position: int | None
    named: str
    constant: str = ""
    known: dict[str, int] = field(default_factory=dict)
    codes: array[int] = field(default_factory=lambda: array("i"))

    def extend(self, texts: Iterable[str]) -> None:
        """Adds the cells of further rows."""
        known = self.known
        self.codes.extend([known.setdefault(text, len(known)) for text in texts])


def validate(
    path: Path,
    contract: Contract,
    period: Period,
    today: dt.date,
    told: Told = lambda _: None,
    translation: Translation = PLAIN,
) -> Valid:
    """The file's rows as a typed frame in the contract's columns; `told` hears the share that has been read.

    Raises LoadError that lists the first twenty problems, by row, and counts the rest.
    """
    headings = [heading for one in contract.fields for heading in translation.wanted(one)]
    try:
        source = reading.read(path, headings, translation.place)
        columns, left_out = match(path, source.headings, contract, translation)
        problems = Problems()
        numbers = fill(columns, source, problems, told)
    except OSError as error:
        raise LoadError(f"{path} cannot be read ({error.strerror or error}). {UNTOUCHED}") from error
    check = Check(columns, numbers, problems, source.errors, translation)
    frame = check.typed(contract, period, today)
    problems.refuse(path.name)
    present = {one.column.name for one in columns}
    missing = tuple(one.name for one in contract.fields if one.name not in present)
    named = tuple(one.named for one in columns if one.named != one.column.name)
    return Valid(frame, source.form, missing, left_out, tuple(source.below), named)


def match(
    path: Path, headings: list[str], contract: Contract, translation: Translation = PLAIN
) -> tuple[list[Cells], tuple[str, ...]]:
    """The contract's columns that the file has, and the headings of those that are left out."""
    names = [plain_name(heading) for heading in headings]
    asked = {plain_name(heading) for one in contract.fields for heading in translation.wanted(one)}
    twice = [
        name for at, name in enumerate(names) if name and name in names[:at] and (name in asked or not translation.name)
    ]
    if twice:
        places = [str(at + 1) for at, name in enumerate(names) if name == twice[0]]
        raise LoadError(
            f"{path.name} was refused: the column {quoted(twice[0])} stands in it more than once, as columns "
            f"{' and '.join(places)}. Keep the right one and load the file again. {UNTOUCHED}"
        )
    columns: list[Cells] = []
    absent: list[tuple[str, ...]] = []
    for one in contract.fields:
        wanted = translation.wanted(one)
        at = next((names.index(name) for name in map(plain_name, wanted) if name in names), None)
        if one.name in translation.constants:
            constant = translation.constants[one.name]
            columns.append(Cells(one, None, f"{one.name} (always {quoted(constant)})", constant))
        elif at is not None:
            own = headings[at].strip()
            named = one.name if names[at] == one.name.casefold() else f"{one.name} ({quoted(own)})"
            columns.append(Cells(one, at, named))
        elif one.required or one.name in translation.headings:
            absent.append((one.name, *(heading for heading in wanted if heading != one.name)))
    taken = {one.position for one in columns}
    other = [headings[at].strip() for at, name in enumerate(names) if name and at not in taken]
    if absent:
        raise LoadError("\n".join(not_found(path, headings, other, contract, absent, translation)))
    unnamed = [f"column {at + 1}, which has no heading" for at, name in enumerate(names) if not name]
    return columns, (*other, *unnamed)


def plain_name(heading: str) -> str:
    """A heading without its case and what stands around it."""
    return heading.strip().strip("\ufeff").strip().casefold()


def not_found(
    path: Path,
    headings: list[str],
    other: list[str],
    contract: Contract,
    absent: Sequence[tuple[str, ...]],
    translation: Translation,
) -> Iterator[str]:
    """What to say of columns that are not there: each comes with the headings under which it was looked for."""
    yield f"{path.name} was refused: a column that {contract.name} need is missing. {UNTOUCHED}"
    by_words = {words(heading): heading for heading in other}
    for name, *sought in absent:
        near = closest(words(sought[0] if sought else name), by_words)
        yield (
            f'  no column "{name}"'
            + (f", for which {translation.name} names {' or '.join(map(quoted, sought))}" if sought else "")
            + (f"; the nearest heading is {quoted(by_words[near])}" if near else "")
        )
    yield f"Its headings are: {listed(headings)}."
    if translation.name:
        yield (
            f"Say in {translation.name} which heading holds it, under [columns], or what it is in every row, under "
            "[constants]; if these are not the headings, say under [table] which row they are in."
        )
    else:
        yield "Add the column or correct its heading, or explain the file's own headings with --mapping."


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
            if at is None:
                one.extend([one.constant] * len(rows))
            else:
                one.extend([row[at] if at < len(row) else "" for _, row in rows])
        told(share)
    return np.array(numbers, dtype="int64")


class Check:
    """Turns cells into values and holds them to the contract; every cell is reported at most once."""

    def __init__(
        self,
        columns: list[Cells],
        numbers: NDArray[np.int64],
        problems: Problems,
        sheet_errors: frozenset[str],
        translation: Translation,
    ) -> None:
        self.columns = {one.column.name: one for one in columns}
        self.texts = {one.column.name: list(one.known) for one in columns}
        self.numbers = numbers
        self.problems = problems
        self.sheet_errors = sheet_errors
        self.translation = translation
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
                self.report_rule(error, frame, contract)
        self.report_repeated(contract, frame)
        return frame

    def values(self, cells: Cells) -> pd.Series:
        """The column's values; what cannot be read, or is empty and must not be, is reported."""
        one, parse = cells.column, self.translation.parser(cells.column)
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
                self.problems.choices[cells.named] = one.values
            if one.values and self.translation.name:
                self.ask_meanings(cells, codes, refused)
            self.report(one.name, np.isin(codes, list(refused)), lambda at: refused[codes[at]])
        return pd.Series(values, dtype=DTYPES[one.kind]).take(codes).reset_index(drop=True)

    def ask_meanings(self, cells: Cells, codes: NDArray[np.int64], refused: Mapping[int, str]) -> None:
        """Asks what the values mean of which the mapping does not say so: all at once, not cell by cell."""
        texts = self.texts[cells.column.name]
        asked = [code for code in refused if (text := texts[code].strip()) and text not in self.sheet_errors]
        if not asked:
            return
        wrong = np.isin(codes, asked)
        self.wrong[cells.column.name] |= wrong
        numbers = self.numbers[wrong]
        found: dict[str, tuple[int, int]] = {}
        spelt: dict[str, str] = {}
        each = np.unique(codes[wrong], return_index=True, return_counts=True)
        for code, place, rows in zip(*each, strict=True):  # as they first stand in the file
            value = spelt.setdefault(texts[code].strip().casefold(), texts[code].strip())
            before, first = found.get(value, (0, int(numbers[place])))
            found[value] = (before + int(rows), first)
        self.problems.ask(int(wrong.sum()), self.translation.question(cells.column, cells.named, found))

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
            return Problem(int(self.numbers[at]), place, self.columns[name].named, found or None, says(at))

        self.problems.add_where(new, problem_at)

    def report_rule(self, error: Any, frame: pd.DataFrame, contract: Contract) -> None:
        """Adds the cells that break one of the declaration's checks; a rule between cells needs both to be readable."""
        rule = error.check
        broken = (~error.check_output.reindex(frame.index, fill_value=True).astype(bool)).to_numpy()
        if error.schema.name in self.columns:
            self.report(error.schema.name, broken, lambda _: rule.error)
        elif {rule.name, rule.title} <= self.columns.keys():
            readable = ~self.wrong[rule.name] & ~self.wrong[rule.title]
            rate = contract.agreeing.get(rule.name)
            self.report(
                rule.name,
                broken & readable,
                lambda at: rule.error.format(
                    other=quoted(self.text(rule.title, at).strip()),
                    expected=rate.expected(frame.iloc[at]) if rate else "",
                ),
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
