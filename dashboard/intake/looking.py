"""Which column of an unknown table holds what, judged by its heading and by what stands in it.

A column is proposed where both agree and no other does as well; what is doubtful is left to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dashboard.contracts.datasets import Contract, Field
from dashboard.intake import date_formats, units
from dashboard.intake.cells import DAY, MONTH, parser
from dashboard.intake.formats import workbooks
from dashboard.intake.reading import TOP_ROWS, Place, Row, read
from dashboard.intake.words import same, spaced, tidy

LOOKED_AT = 5_000
NEARLY_ALL, MOSTLY = 0.95, 0.8
MOST_KINDS = 60
WORD = re.compile(r"[a-z]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
VALUE = re.compile(r"[-+£]?[\d,.]*\d%?")
# words that say the same in a heading; the first is the contract's
MEANINGS = (
    ("id", "ref", "reference", "number", "no"),
    ("directorate", "dept", "department", "division"),
    ("service", "team", "section", "unit"),
    ("received", "logged", "opened", "created", "raised"),
    ("responded", "closed", "answered", "resolved", "replied", "response"),
    ("outcome", "result", "decision"),
    ("channel", "source", "method", "contact"),
    ("stage", "step", "level"),
    ("spend", "charge", "cost", "amount"),
    ("month", "period", "week"),
    ("start", "started", "begin", "from"),
    ("end", "ended", "finish", "until"),
    ("category", "job", "title"),
    ("reason", "why"),
)
SAID = {word: meanings[0] for meanings in MEANINGS for word in meanings}
EMPTY_WORDS = {"date", "the", "of", "on", "gbp", "case", "complaint", "code", "in", "for", "name", "type"}


@dataclass
class Column:
    """A column of a table: its heading and its cells of the first rows, each different text counted."""

    heading: str
    cells: Counter[str] = field(default_factory=Counter)

    def share(self, test: Callable[[str], object]) -> float:
        """The share of its filled cells that pass a test."""
        filled = sum(count for text, count in self.cells.items() if text)
        return sum(count for text, count in self.cells.items() if text and test(text)) / filled if filled else 0.0


@dataclass
class Looked:
    """One table: where it stands, its columns, and which of them holds what; `formats` are those of its dates."""

    path: Path
    place: Place
    columns: list[Column]
    found: dict[str, Column]
    formats: dict[str, str | None]


def looked_at(path: Path, contract: Contract) -> Looked:
    """The file's likeliest table, looked at; LoadError where it cannot be read."""
    tables = [look(path, place, contract) for place in places(path)]
    return max(tables, key=lambda one: len(one.found))


def places(path: Path) -> Iterator[Place]:
    """Where the file could hold its table: of a workbook, on each sheet with something in it."""
    if path.suffix.lower() not in workbooks.SUFFIXES or not path.is_file():
        yield Place()
        return
    sheets = workbooks.sheets_of(path)
    for at, sheet in enumerate(sheets):
        if any(any(map(str.strip, row)) for row in islice(workbooks.rows_of(path, sheet), TOP_ROWS)):
            yield Place(sheet=sheet.title if at else None)


def look(path: Path, place: Place, contract: Contract) -> Looked:
    """The table at this place of the file."""
    source = read(path, [one.name for one in contract.fields], place)
    rows: list[Row] = []
    for _, portion in source.portions:
        rows += portion
        if len(rows) >= LOOKED_AT:
            break
    top = [row for row in source.above if not rows or row[0] < rows[0][0]] + rows
    at = max(range(min(len(top), TOP_ROWS)), key=lambda number: words_in(top[number][1]))
    columns = [Column(spaced(heading)) for heading in top[at][1]]
    for _, cells in top[at + 1 :][:LOOKED_AT]:
        for column, cell in zip(columns, cells, strict=False):
            column.cells[tidy(cell)] += 1
    formats: dict[str, str | None] = {}
    chosen(columns, contract, formats)
    formats = {"": next((one for one in formats.values() if one), None)}  # what one column tells, another has as well
    found = chosen(columns, contract, formats)
    where = Place(place.sheet, top[at][0] if at else None)
    return Looked(path, where, columns, found, {name: formats[name] for name in found if name in formats})


def words_in(cells: Sequence[str]) -> int:
    """How many different cells of a row are words, as headings are."""
    return len({same(cell) for cell in cells if cell.strip() and not is_value(spaced(cell))})


def is_value(text: str) -> bool:
    """Whether a text is a number or a day, and so no heading."""
    return bool(VALUE.fullmatch(text) or DAY.fullmatch(text) or date_formats.guessed(text))


def chosen(columns: Sequence[Column], contract: Contract, formats: dict[str, str | None]) -> dict[str, Column]:
    """The column of each field for which one column, and no other, is the likeliest; each column is used once."""
    scores = {
        (one.name, at): likeness(column, one, formats)
        for one in contract.fields
        for at, column in enumerate(columns)
        if column.heading
    }
    found: dict[str, Column] = {}
    taken: set[int] = set()

    def surest(one: Field) -> float:
        return max((scores.get((one.name, at), 0.0) for at in range(len(columns))), default=0.0)

    for one in sorted(contract.fields, key=surest, reverse=True):
        free = {at: scores.get((one.name, at), 0.0) for at in range(len(columns)) if at not in taken}
        best = max(free.values(), default=0.0)
        likeliest = [at for at, score in free.items() if score == best > 0]
        if len(likeliest) == 1:
            found[one.name] = columns[likeliest[0]]
            taken.add(likeliest[0])
    return found


def likeness(column: Column, wanted: Field, formats: dict[str, str | None]) -> float:
    """How surely a column holds a field: 0 where its cells cannot, or where neither heading nor cells speak for it."""
    named = named_like(column.heading, wanted)
    if wanted.values:
        share = column.share(lambda text: value_of(text, wanted) is not None)
        if len(column.cells) > MOST_KINDS:
            return 0
        return share * 1.5 if share >= MOSTLY else named if share > 0 or named == 1 else 0
    if not any(column.cells):
        return named
    return named * fits(column, wanted, formats) if named else 0


def fits(column: Column, wanted: Field, formats: dict[str, str | None]) -> bool:
    """Whether nearly all cells can be read as the field's kind, in one format if they are dates."""
    if wanted.kind in ("date", "month"):
        texts = [text for text in column.cells if text]
        iso = column.share(lambda text: DAY.match(text) or MONTH.fullmatch(text)) >= NEARLY_ALL
        format_ = None if iso else date_format(texts, formats.get(""))
        if iso or format_:
            formats[wanted.name] = format_
        return iso or format_ is not None
    if wanted.kind == "text":
        return not all(VALUE.fullmatch(text) for text in column.cells if text) or (
            wanted.printed or wanted.name.endswith("_id")
        )
    parse, number_of = parser(wanted), units.reader(wanted)
    return column.share(lambda text: readable(text, lambda cell: parse(number_of(cell)))) >= NEARLY_ALL


def date_format(texts: Sequence[str], known: str | None) -> str | None:
    """The one format in which all of the texts are days; nothing where day and month could be exchanged, unless that
    is `known` of another column."""
    if known and written_as(texts, known):
        return known
    guesses = {guess for text in texts if (guess := date_formats.guessed(text))}
    fitting = [one for one in guesses if written_as(texts, one)]
    if len(fitting) != 1:
        return None
    swapped = fitting[0].replace("dd/mm", "mm/dd")
    return None if swapped != fitting[0] and written_as(texts, swapped) else fitting[0]


def written_as(texts: Sequence[str], spelling: str) -> bool:
    """Whether all of the texts are days in this spelling."""
    return all(readable(text, lambda cell: date_formats.read_as(cell, spelling)) for text in texts)


def readable(text: str, parse: Callable[[str], object]) -> bool:
    """Whether a parser takes the text."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def value_of(text: str, wanted: Field) -> str | None:
    """The contract's value that a text is, but for case, spaces and small differences of writing."""
    known = {squeezed(value): value for value in wanted.values}
    return known.get(squeezed(text))


def squeezed(text: str) -> str:
    """The letters and digits of a text, `partially` as `partly`."""
    return re.sub(r"[\W_]", "", same(text)).replace("partially", "partly")


def named_like(heading: str, wanted: Field) -> float:
    """How like a heading is to a field's name, from 0 to 1: the share of the name's words that it says."""
    said = meanings(heading)
    best = max(len(asked & said) / len(asked | said) for asked in (meanings(wanted.name), meanings(wanted.label)))
    return 1.0 if same(heading) in (same(wanted.name), same(wanted.label)) else best


def meanings(text: str) -> set[str]:
    """The words of a heading or a name, those that say the same as one; words that say little only where all do."""
    words = [SAID.get(word, word) for word in WORD.findall(CAMEL.sub(" ", text).casefold().replace("_", " "))]
    return set(words) - EMPTY_WORDS or set(words) or {""}
