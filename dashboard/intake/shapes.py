"""Tables of another shape than the dataset's: with totals and rows of other kinds in them, with one column for each
value, with a key in several columns, with the month in the title.

A mapping says each of these. Rows are turned as they are read, and a message keeps naming the file's own rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.basics.errors import LoadError, counted, listed, quoted
from dashboard.basics.toml_files import toml_text
from dashboard.intake.months import months_in
from dashboard.intake.problems import UNTOUCHED, Problem, Problems
from dashboard.intake.reading import Row, Source
from dashboard.intake.words import same, spaced

Heading = str | int
TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b", re.IGNORECASE)
TOTAL_BEGINS = "gGsStT"
FEW = 6


@dataclass(frozen=True)
class Unpivot:
    """Columns that become rows: the heading of each stands in `by`, its cell in `into`."""

    by: str
    into: str
    columns: tuple[Heading, ...]

    @property
    def by_heading(self) -> str:
        """What the new column of headings is called."""
        return f"heading of {listed([str(one) for one in self.columns], FEW)}"

    @property
    def into_heading(self) -> str:
        """What the new column of cells is called."""
        return listed([str(one) for one in self.columns], FEW)


@dataclass(frozen=True)
class Shape:
    """What a mapping says of the table's shape. `leave_out` has the values by heading, `join` the headings by column;
    `month_from` is `title` or `file name`."""

    totals: tuple[str, ...] = ()
    surplus_fields: bool = False
    month_from: str = ""
    sum_to_months: bool = False
    leave_out: Mapping[Heading, tuple[str, ...]] = field(default_factory=dict)
    join: Mapping[str, tuple[Heading, ...]] = field(default_factory=dict)
    unpivot: Unpivot | None = None

    def new_headings(self) -> dict[str, str]:
        """The headings of the columns that are made here, by the contract's column."""
        made = {column: " + ".join(map(str, parts)) for column, parts in self.join.items()}
        if self.unpivot:
            made |= {self.unpivot.by: self.unpivot.by_heading, self.unpivot.into: self.unpivot.into_heading}
        return made

    def read_headings(self) -> list[Heading]:
        """The file's headings that are read here."""
        joined = [one for parts in self.join.values() for one in parts]
        return [*joined, *self.leave_out, *(self.unpivot.columns if self.unpivot else ())]


AS_IT_IS = Shape()


def position(names: Sequence[str], heading: Heading) -> int | None:
    """Where a heading stands, or the column of this number."""
    if isinstance(heading, int):
        return heading - 1 if heading <= len(names) else None
    return names.index(same(heading)) if same(heading) in names else None


def month_named(path: Path, source: Source, where: str) -> str:
    """The month in the title above the headings or in the file's name; LoadError where there is none, or several."""
    heading = same("\n".join(source.headings))
    above = []
    for _, cells in source.above:
        if same("\n".join(cells)) == heading:
            break
        above += [cell for cell in cells if cell.strip()]
    texts = [path.stem] if where == "file name" else [*above, source.sheet]
    found = months_in(texts)
    if len(found) == 1:
        return f"{found[0]:%Y-%m}"
    what = f"the name {quoted(path.stem)}" if where == "file name" else f"the title {quoted(' '.join(above))}"
    names = f"several months, {listed([f'{one:%B %Y}' for one in found])}" if found else "no month such as July 2026"
    other = "title" if where == "file name" else "file name"
    raise LoadError(
        f"{path.name} was refused: {what} names {names}. Give each month's file its own name and title, or say under "
        f'[table] of the mapping where the month stands: month_from = "{other}". {UNTOUCHED}'
    )


class Turned:
    """A source whose rows are turned as the shape says; counts what is left out, for the report."""

    def __init__(self, path: Path, source: Source, shape: Shape, problems: Problems, mapping: str) -> None:
        self.source, self.shape, self.problems, self.mapping = source, shape, problems, mapping
        self.width = len(source.headings)
        names = [same(heading) for heading in source.headings]
        absent = [one for one in shape.read_headings() if position(names, one) is None]
        if absent:
            raise LoadError(
                f"{path.name} was refused: {mapping} names {listed([f'{quoted(str(one))}' for one in absent])} under "
                f"[leave_out], [join] or [unpivot], which is no heading of it. {UNTOUCHED}\n"
                f"Its headings are: {listed([spaced(one) for one in source.headings])}."
            )
        self.places = {one: position(names, one) or 0 for one in shape.read_headings()}
        self.unwanted = {self.places[one]: {same(text) for text in texts} for one, texts in shape.leave_out.items()}
        self.totals = {same(one) for one in shape.totals}
        self.left_out: dict[str, int] = {}
        self.total_rows: dict[int, str] = {}
        self.seeming_totals: dict[int, str] = {}
        self.wide: list[tuple[int, int]] = []
        self.rows = 0
        self.all_surplus_blank = True

    @property
    def headings(self) -> list[str]:
        """The file's headings, and those of the columns that are made of others."""
        return [*self.source.headings, *dict.fromkeys(self.shape.new_headings().values())]

    def portions(self) -> Iterator[tuple[float, list[Row]]]:
        """The rows as the contract wants them."""
        for share, portion in self.source.portions:
            if self.shape == AS_IT_IS:
                yield share, [row for row in portion if self.stays(*row)]
            else:
                yield share, [turned for row in portion for turned in self.turned(row)]

    def stays(self, number: int, cells: Sequence[str]) -> bool:
        """Whether a row of a table that is left as it is counts."""
        self.note_total(number, cells)
        fits = len(cells) == self.width or self.fits(number, cells)
        self.rows += fits
        return fits

    def turned(self, row: Row) -> Iterator[Row]:
        """One row of the file as none, one or several."""
        number, cells = row
        if self.left(number, cells) or not self.fits(number, cells):
            return
        self.rows += 1
        filled = [*cells[: self.width], *[""] * (self.width - len(cells))]
        joined = [
            " / ".join(part for place in self.parts(column) if (part := filled[place].strip()))
            for column in self.shape.join
        ]
        if self.shape.unpivot is None:
            yield number, [*filled, *joined]
            return
        for heading in self.shape.unpivot.columns:
            cell = filled[self.places[heading]]
            if cell.strip():
                yield number, [*filled, *joined, spaced(self.source.headings[self.places[heading]]), cell]

    def parts(self, column: str) -> list[int]:
        """Where the parts of a joined column stand."""
        return [self.places[one] for one in self.shape.join[column]]

    def left(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the mapping leaves the row out."""
        first = next(cell for cell in cells if cell.strip())
        if self.totals and any(re.match(rf"{re.escape(one)}(?!\w)", same(first)) for one in self.totals):
            self.total_rows[number] = spaced(first)
            return True
        self.note_total(number, cells)
        for place, values in self.unwanted.items():
            text = spaced(cells[place]) if place < len(cells) else ""
            if same(text) in values:
                what = f"{spaced(self.source.headings[place])} is {quoted(text)}"
                self.left_out[what] = self.left_out.get(what, 0) + 1
                return True
        return False

    def note_total(self, number: int, cells: Sequence[str]) -> None:
        """Notes a row that begins as a total does."""
        first = cells[0].strip() or next(cell for cell in cells if cell.strip()).strip()
        if first[0] in TOTAL_BEGINS and TOTAL.match(first):
            self.seeming_totals[number] = spaced(first)
            self.problems.hint([number], self.total_hint(first))

    def total_hint(self, first: str) -> str:
        """How to leave out a row that seems to be a total."""
        line = f"totals = {toml_text(spaced(first))}"
        return f"If it is a total, leave such rows out: {under(self.mapping, 'table', line)}"

    def fits(self, number: int, cells: Sequence[str]) -> bool:
        """Whether the row has the fields that the heading names; it may have more, which `surplus` judges."""
        if not self.source.ragged or len(cells) == self.width:
            return True
        if len(cells) < self.width:
            says = f"the row has {len(cells)} fields and the heading {self.width}"
            self.problems.add(Problem(number, 0, "", None, says))
            return False
        self.wide.append((number, len(cells)))
        more = (cell.strip() for cell in cells[self.width :])
        self.all_surplus_blank = self.all_surplus_blank and all(not cell or cell.startswith("#") for cell in more)
        return True

    def surplus(self) -> set[int]:
        """The rows that have more fields than the heading without being meant so; each is a problem.

        They are meant where the mapping says so, where every row ends alike, or where nothing stands in them.
        """
        alike = len(self.wide) == self.rows > 1 and len({width for _, width in self.wide}) == 1
        if self.shape.surplus_fields or alike or self.all_surplus_blank:
            return set()
        for number, width in self.wide:
            says = (
                f"the row has {width} fields and the heading {self.width}; put text that holds a separator in "
                "quotation marks"
            )
            self.problems.add(Problem(number, 0, "", None, says))
        self.problems.hint(
            [self.wide[0][0]],
            "If the fields that the headings name stand in their places, read these alone: "
            + under(self.mapping, "table", "surplus_fields = true"),
        )
        return {number for number, _ in self.wide}

    def said(self) -> Iterator[str]:
        """What was left out, in sentences."""
        if self.wide:
            yield (
                f"{counted(len(self.wide), 'row')} {'has' if len(self.wide) == 1 else 'have'} more fields than the "
                "heading; the columns that it names were read."
            )
        if self.total_rows:
            rows = listed([f"row {number} ({quoted(text)})" for number, text in self.total_rows.items()], FEW)
            yield f"Left out as {'totals' if len(self.total_rows) > 1 else 'a total'}: {rows}."
        for number, first in list(self.seeming_totals.items())[:FEW]:
            what = f"row {number} begins with {quoted(first)} and was read like any other"
            yield f"Warning: {what}. {self.total_hint(first)}"
        for what, count in self.left_out.items():
            yield f"Left out by {self.mapping}: {counted(count, 'row')} in which {what}."


def under(mapping: str, table: str, line: str) -> str:
    """Where a line is to be added, and the line."""
    return f"add to {mapping or 'a mapping (--mapping)'}, under [{table}]:\n  {line}"


def refuse_cut_off(path: Path, source: Source, needed: Sequence[int], mapping: str) -> None:
    """Refuses a table that goes on below the blank row at which the mapping ends it: rows there are whole ones.

    `needed` are the places of the columns that every row must fill.
    """
    whole = [
        number
        for number, cells in source.below
        if needed and all(at < len(cells) and cells[at].strip() for at in needed)
    ]
    if not whole:
        return
    rest = [next(cell for cell in cells if cell.strip()) for number, cells in source.below if number not in whole]
    rows = listed([str(one) for one in whole], FEW)
    says = (
        f"{path.name} was refused: the table goes on below the blank row that is to end it, in "
        f"{counted(len(whole), 'row')} ({rows}). {UNTOUCHED}\nTake until_blank_row out of {mapping}"
    )
    if rest:
        texts = ", ".join(toml_text(spaced(one)) for one in dict.fromkeys(rest[:FEW]))
        says += f"; leave out what else stands there, under [table]:\n  totals = [{texts}]"
    raise LoadError(says)
