"""From a file to a frame that keeps its contract, or a LoadError that says what is wrong with the file."""

from __future__ import annotations

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.basics.errors import LoadError, closest, counted, listed, quoted
from dashboard.basics.quarters import Period
from dashboard.basics.toml_files import toml_text
from dashboard.contracts.datasets import Contract, Field
from dashboard.contracts.fields import DTYPES
from dashboard.intake import reading, shapes, sums
from dashboard.intake.busiest import busiest, latest_days
from dashboard.intake.formats.sheets import NO_RESULT, letters
from dashboard.intake.problems import UNTOUCHED, Problem, Problems
from dashboard.intake.translation import PLAIN, Translation
from dashboard.intake.units import NUMERIC, without_mark
from dashboard.intake.words import same, spaced, tidy

Told = Callable[[float], None]
NO_MONTH = "is not the first day"


@dataclass(frozen=True)
class Valid:
    """A file that keeps its contract: its rows, with the number of each in the file, or of the first that is summed in
    it, and what there is to say about how they were read."""

    frame: pd.DataFrame
    form: str
    missing_columns: tuple[str, ...]
    left_out: tuple[str, ...]
    below: tuple[int, ...] = ()
    read_from: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype="int64"))


@dataclass
class Cells:
    """One column's cells: every different text once, by the order in which they come, and for each row which of them
    stands there.

    A column without a position in the file is the same `constant` in every row; `named` is its name for a person.
    """

    column: Field
    position: int | None
    named: str
    constant: str = ""
    known: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    codes: array[int] = field(default_factory=lambda: array("i"))

    def extend(self, texts: Sequence[str]) -> None:
        """Adds the cells of further rows."""
        self.codes.extend(map(self.known.__getitem__, texts))


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
    headings += translation.shape.read_headings()
    problems = Problems()
    try:
        source = reading.read(path, headings, translation.place)
        translation = with_month(path, source, contract, translation)
        turned = shapes.Turned(path, source, translation.shape, problems, translation.name)
        columns, left_out = match(path, source, turned, contract, translation)
        numbers = fill(columns, turned, told)
    except OSError as error:
        raise LoadError(f"{path} cannot be read ({error.strerror or error}). {UNTOUCHED}") from error
    needed = [one.position for one in columns if one.column.required and one.position is not None]
    shapes.refuse_cut_off(path, source, [at for at in needed if at < turned.width], translation.name)
    check = Check(columns, numbers, problems, source, translation)
    frame = check.typed(contract, period, today)
    if translation.shape.sum_to_months:
        numbers = numbers[~frame.duplicated(list(contract.key)).to_numpy()]
        frame = sums.to_months(frame, contract, check.report_unlike)
    problems.refuse(path.name)
    present = {one.column.name for one in columns}
    missing = tuple(one.name for one in contract.fields if one.name not in present)
    named = tuple(one.named for one in columns if one.named != one.column.name)
    below = tuple(number for number, _ in source.below)
    return Valid(frame, source.form, missing, left_out, below, named, (*turned.said(), *check.notes), numbers)


def with_month(path: Path, source: reading.Source, contract: Contract, translation: Translation) -> Translation:
    """The translation with the month that the title or the file's name says, where it is to be taken from there."""
    where = translation.shape.month_from
    if not where:
        return translation
    name = next(one.name for one in contract.fields if one.kind == "month")
    month = shapes.month_named(path, source, where)
    return replace(translation, constants={**translation.constants, name: month})


def match(
    path: Path, source: reading.Source, turned: shapes.Turned, contract: Contract, translation: Translation = PLAIN
) -> tuple[list[Cells], tuple[str, ...]]:
    """The contract's columns that the file has, and the headings of those that are left out."""
    headings = turned.headings
    names = [same(heading) for heading in headings]
    refuse_twice(path, names, contract, translation)
    columns: list[Cells] = []
    absent: list[tuple[str, ...]] = []
    for one in contract.fields:
        wanted = translation.wanted(one)
        at = next((at for heading in wanted if (at := shapes.position(names, heading)) is not None), None)
        if one.name in translation.constants:
            constant = translation.constants[one.name]
            columns.append(Cells(one, None, f"{one.name} (always {quoted(constant)})", constant))
        elif at is not None:
            own = spaced(headings[at]) or f"column {at + 1}"
            named = one.name if names[at] == one.name.casefold() else f"{one.name} ({quoted(own)})"
            columns.append(Cells(one, at, named))
        elif one.required or one.name in translation.headings:
            absent.append((one.name, *(column_named(heading) for heading in wanted if heading != one.name)))
    taken = {one.position for one in columns} | set(turned.places.values()) | {*range(turned.width, len(names))}
    other = [spaced(headings[at]) for at, name in enumerate(names) if name and at not in taken]
    if absent:
        raise LoadError("\n".join(not_found(path, source, other, contract, absent, translation)))
    unnamed = [
        f"column {at + 1}, which has no heading" for at, name in enumerate(names) if not name and at not in taken
    ]
    return columns, (*other, *unnamed)


def column_named(heading: shapes.Heading) -> str:
    """A heading, or `column 8`."""
    return heading if isinstance(heading, str) else f"column {heading}"


def refuse_twice(path: Path, names: Sequence[str], contract: Contract, translation: Translation) -> None:
    """Refuses a heading that stands twice and that would be read, with the line that chooses one of the columns."""
    asked = {
        same(heading): one.name
        for one in contract.fields
        if one.name not in translation.constants
        for heading in translation.wanted(one)
        if isinstance(heading, str)
    }
    for at, name in enumerate(names):
        if not name or name not in names[:at] or not (name in asked or not translation.name):
            continue
        places = [str(place + 1) for place, one in enumerate(names) if one == name]
        line = f"{asked.get(name, name)} = {places[-1]}"
        raise LoadError(
            f"{path.name} was refused: the column {quoted(name)} stands in it more than once, as columns "
            f"{' and '.join(places)}. Keep the right one and load the file again. {UNTOUCHED}\n"
            f"To choose one by its number, {shapes.under(translation.name, 'columns', line)}"
        )


def not_found(
    path: Path,
    source: reading.Source,
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
    yield f"Its headings are: {listed([spaced(one) for one in source.headings])}."
    if translation.name:
        yield (
            f"Say in {translation.name} which heading holds it, under [columns], or what it is in every row, under "
            "[constants]; if these are not the headings, say under [table] which row they are in."
        )
    else:
        yield "Add the column or correct its heading, or explain the file's own headings with --mapping."
    close = {
        name: by_words[near] for name, *sought in absent if (near := closest(words((sought or [name])[0]), by_words))
    }
    if close:
        lines = "\n  ".join(f"{name} = {toml_text(heading)}" for name, heading in close.items())
        yield f"If that is meant, {shapes.under(translation.name, 'columns', lines)}"
    wanted = {same(one) for field in contract.fields for one in translation.wanted(field) if isinstance(one, str)}
    if found := reading.better_place(path, source, wanted):
        lines = "\n  ".join(found)
        yield f"Such headings stand elsewhere in it; {shapes.under(translation.name, 'table', lines)}"


def words(heading: str) -> str:
    """A heading's words in alphabetical order, so that "Date received" is near received_date."""
    return " ".join(sorted(same(heading).replace("_", " ").replace("-", " ").split()))


def fill(columns: list[Cells], turned: shapes.Turned, told: Told) -> NDArray[np.int64]:
    """Reads all rows into the columns; returns the number by which each row is found in the file."""
    numbers = array("q")
    for share, rows in turned.portions():
        numbers.extend(number for number, _ in rows)
        cells = list(zip_longest(*(row for _, row in rows), fillvalue=""))
        for one in columns:
            at = one.position
            if at is None:
                one.extend([one.constant] * len(rows))
            else:
                one.extend(cells[at] if at < len(cells) else [""] * len(rows))
        told(share)
    found = np.array(numbers, dtype="int64")
    if turned.wide and (wrong := turned.surplus()):
        kept = ~np.isin(found, list(wrong))
        for one in columns:
            one.codes = array("i", np.array(one.codes, dtype="int32")[kept].tolist())
        found = found[kept]
    return found


class Check:
    """Turns cells into values and holds them to the contract; every cell is reported at most once."""

    def __init__(
        self,
        columns: list[Cells],
        numbers: NDArray[np.int64],
        problems: Problems,
        source: reading.Source,
        translation: Translation,
    ) -> None:
        self.columns = {one.column.name: one for one in columns}
        self.texts = {one.column.name: list(one.known) for one in columns}
        self.numbers = numbers
        self.problems = problems
        self.source = source
        self.translation = translation
        self.notes: list[str] = []
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
        self.advise_period(contract, frame, period)
        if not self.translation.shape.sum_to_months:
            self.report_repeated(contract, frame)
        return frame

    def advise_period(self, contract: Contract, frame: pd.DataFrame, period: Period) -> None:
        """Where most rows lie in another period, names it beside those that are refused for their days."""
        names = [one.name for one in contract.fields if one.dated]
        most = busiest(frame, names, period.kind)
        if most is not None and most.period != period and 2 * most.rows > most.of:
            last, first = pd.Timestamp(period.last_day), pd.Timestamp(period.first_day)
            latest = latest_days(frame, names)
            self.problems.hint(self.numbers[latest[(latest > last) | (latest < first)].index].tolist(), str(most))

    def values(self, cells: Cells) -> pd.Series:
        """The column's values; what cannot be read, or is empty and must not be, is reported."""
        one, parse = cells.column, self.translation.parser(cells.column)
        codes = np.array(cells.codes, dtype="int64")
        values: list[Any] = []
        refused: dict[int, str] = {}
        for code, text in enumerate(self.texts[one.name]):
            value = None
            trimmed = tidy(text)
            if trimmed in self.source.errors:
                refused[code] = self.source.errors[trimmed]
            elif trimmed:
                try:
                    value = parse(trimmed)
                except ValueError as error:
                    refused[code] = str(error)
            elif one.required:
                refused[code] = f"is empty; every row needs a {one.name}"
            values.append(value)
        if one.kind in NUMERIC or one.printed:
            self.note_marks(cells, codes)
        if refused:
            if one.values:
                self.problems.choices[cells.named] = one.values
            if one.values and self.translation.name:
                self.ask_meanings(cells, codes, refused)
            if one.kind == "month" and (days := [code for code, says in refused.items() if says.startswith(NO_MONTH)]):
                rows = self.numbers[np.isin(codes, days)].tolist()
                self.problems.hint(rows, sums.ADVICE + shapes.under(self.translation.name, "table", sums.LINE))
            self.report(one.name, np.isin(codes, list(refused)), lambda at: refused[codes[at]])
        return pd.Series(values, dtype=DTYPES[one.kind]).take(codes).reset_index(drop=True)

    def note_marks(self, cells: Cells, codes: NDArray[np.int64]) -> None:
        """Notes how many of the column's numbers are marked as provisional or revised."""
        texts = map(tidy, self.texts[cells.column.name])
        marks = {
            code: text.replace(bare, "").strip()
            for code, text in enumerate(texts)
            if (bare := without_mark(text, cells.column, self.translation.marks)) != text
        }
        if rows := int(np.isin(codes, list(marks)).sum()):
            self.notes.append(
                f"Marked as provisional or revised in {cells.named}: {counted(rows, 'number')} "
                f"({listed(sorted(set(marks.values())))}); the numbers were read without the mark."
            )

    def ask_meanings(self, cells: Cells, codes: NDArray[np.int64], refused: Mapping[int, str]) -> None:
        """Asks what the values mean of which the mapping does not say so: all at once, not cell by cell."""
        texts = self.texts[cells.column.name]
        asked = [code for code in refused if (text := tidy(texts[code])) and text not in self.source.errors]
        if not asked:
            return
        wrong = np.isin(codes, asked)
        self.wrong[cells.column.name] |= wrong
        numbers = self.numbers[wrong]
        found: dict[str, tuple[int, int]] = {}
        spelt: dict[str, str] = {}
        each = np.unique(codes[wrong], return_index=True, return_counts=True)
        for code, place, rows in zip(*each, strict=True):  # as they first stand in the file
            value = spelt.setdefault(same(texts[code]), tidy(texts[code]))
            before, first = found.get(value, (0, int(numbers[place])))
            found[value] = (before + int(rows), first)
        self.problems.ask(numbers.tolist(), self.translation.question(cells.column, cells.named, found))

    def text(self, name: str, at: int) -> str:
        """What stands in a cell of the file."""
        return self.texts[name][self.columns[name].codes[at]]

    def cell(self, name: str, at: int) -> str:
        """A cell as a workbook names it: `sheet "Data", cell B7`."""
        return f'sheet "{self.source.sheet}", cell {letters(self.columns[name].position or 0)}{self.numbers[at]}'

    def report(self, name: str, wrong: NDArray[np.bool_], says: Callable[[int], str]) -> None:
        """Adds a problem for each of these cells that has none yet."""
        place = list(self.wrong).index(name)
        new = wrong & ~self.wrong[name]
        self.wrong[name] |= wrong

        def problem_at(at: int) -> Problem:
            found, named = self.text(name, at).strip(), self.columns[name].named
            if found == NO_RESULT:  # there is nothing to show, but its cell can be named
                named, found = f"{named}, {self.cell(name, at)}", ""
            return Problem(int(self.numbers[at]), place, named, found or None, says(at))

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
        if contract.field(key[0]).kind == "text" and self.columns[key[0]].position is not None:
            line = f'{key[0]} = ["{spaced(self.source.headings[self.columns[key[0]].position or 0])}", "..."]'
            advice = (
                f"If several columns together tell the rows apart, {shapes.under(self.translation.name, 'join', line)}"
            )
            self.problems.hint(self.numbers[repeated].tolist(), advice)
        rest = "" if len(key) == 1 else f" (with the same {' and '.join(key[1:])})"
        self.report(
            key[0],
            repeated,
            lambda at: f"stands in row {self.numbers[first[at]]} already{rest}; keep one of the two rows",
        )

    def report_unlike(self, name: str, wrong: NDArray[np.bool_], first: pd.Series) -> None:
        """Adds the rows whose cell is another than in the first row of the same month."""
        self.report(
            name,
            wrong,
            lambda at: (
                f"is another than {quoted(self.text(name, int(first[at])).strip())} in row "
                f"{self.numbers[int(first[at])]}, with which the row is to be summed; only counts and money can be"
            ),
        )
