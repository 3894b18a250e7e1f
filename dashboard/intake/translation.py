"""A system's own export, told in the contract's words: which heading is which column, what a value means.

A mapping file for `scrutiny load` says it. The file stays as it is, and a message about it keeps naming its own
headings, values and rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from dashboard.basics import files
from dashboard.basics.errors import counted, nearest, quoted
from dashboard.basics.toml_files import Text, Texts, as_list, read_mapping, toml_text
from dashboard.contracts import datasets
from dashboard.intake import date_formats, units
from dashboard.intake.cells import parse_date, parse_month, parser
from dashboard.intake.formats.number_formats import plain
from dashboard.intake.reading import ANYWHERE, Place
from dashboard.intake.shapes import Heading, Shape, Unpivot
from dashboard.intake.words import same

DATED = ("date", "month")
EVERY_DATE = "format"
MOST_ASKED = 40


@dataclass(frozen=True)
class Translation:
    """What a mapping says: columns are named by the contract, headings and values as the file has them.

    `meanings` has for each column the contract's value of a text in lower case; an empty one is read as empty.
    """

    name: str = ""
    sha256: str = ""
    place: Place = ANYWHERE
    headings: Mapping[str, tuple[Heading, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    shape: Shape = field(default_factory=Shape)

    def parser(self, column: datasets.Field) -> Callable[[str], Any]:
        """The function that reads this column's cells as the mapping has them; None is an empty cell."""
        inner = parser(column)
        if column.kind in units.NUMERIC:
            inner = measured(inner, units.reader(column, self.units.get(column.name, ""), self.marks))
        if column.printed:
            inner = measured(inner, lambda text: units.printed(text, column, self.marks))
        if column.name in self.constants:
            return inner
        if column.kind == "month" and self.shape.sum_to_months:
            inner = month_of_day
        if column.kind in DATED and self.name:
            inner = date_formats.parser(inner, self.formats.get(column.name, ()), column.kind == "month", self.name)
        meanings = self.meanings.get(column.name, {})
        if not meanings:
            return inner

        def parse(text: str) -> Any:
            known = meanings.get(same(text), text)
            return inner(known) if known else None

        return parse

    def wanted(self, column: datasets.Field) -> tuple[Heading, ...]:
        """The headings under which a file may have the column, or its place as a number."""
        return self.headings.get(column.name, () if column.name in self.constants else (column.name,))

    def question(self, column: datasets.Field, named: str, found: Mapping[str, tuple[int, int]]) -> Iterator[str]:
        """Asks what values mean, in lines to paste; `found` says in how many rows each stands, and first in which."""
        table = f"[values.{column.name}]"
        known = column.name in self.meanings
        empty = "" if column.required else ', or "" for none'
        yield (
            f"Say in {self.name} what {'this value' if len(found) == 1 else 'these values'} of {named} mean"
            f"{'s' if len(found) == 1 else ''}, in place of the question mark{f', under {table}' if known else ''}. "
            f"It takes {', '.join(column.values)}{empty}."
        )
        if not known:
            yield f"  {table}"
        keys = {value: toml_text(value) for value in list(found)[:MOST_ASKED]}
        width = max(map(len, keys.values()))
        for value, key in keys.items():
            rows, first = found[value]
            yield f'  {key:<{width}} = "?"  # {counted(rows, "row")}, first in row {first}'
        if len(found) > len(keys):
            yield f"  ... and {len(found) - len(keys):,} more. Is it the right column?"
        if column.required:
            yield f'Rows of another kind are left out with a line under [leave_out]: {column.name} = ["..."]'


PLAIN = Translation()


def measured(inner: Callable[[str], Any], number_of: Callable[[str], str]) -> Callable[[str], Any]:
    """The parser of a number that reads what `number_of` leaves of a cell."""
    return lambda text: inner(number_of(text))


def month_of_day(text: str) -> Any:
    """The month of a day, or the month that the text is."""
    try:
        return parse_date(text).replace(day=1)
    except ValueError:
        return parse_month(text)


def sheet_named(value: Any) -> Any:
    """The value if it can name a sheet or count one."""
    if isinstance(value, bool) or not (
        (isinstance(value, str) and value.strip()) or (isinstance(value, int) and value > 0)
    ):
        raise ValueError("names no sheet; write its name in quotation marks, or its number, the first being 1.")
    return value


def as_text(value: Any) -> Any:
    """A number, a day or a truth value as the text that a person would have typed; anything else as it is."""
    return value if isinstance(value, (str, list, dict)) else plain(value)


def meaning_for(column: datasets.Field) -> Callable[[str], str]:
    """The check that a text can stand in the column; an empty one only where a cell may be empty."""
    parse = parser(column)

    def check(text: str) -> str:
        if not text.strip():
            if column.required:
                raise ValueError(f"an empty text would leave {column.name} empty, which every row needs.")
            return ""
        try:
            parse(text.strip())
        except ValueError as error:
            says = f"{quoted(text)} {error}" + ("" if str(error).endswith((".", "?")) else ".")
            taken = f" {column.name} takes {', '.join(column.values)}." if column.values else ""
            raise ValueError(says + taken) from None
        return text.strip()

    return check


def lower_case(meanings: dict[str, str]) -> dict[str, str]:
    """The meanings by value, as words are compared; refuses two that are then the same."""
    known: dict[str, str] = {}
    for value, meaning in meanings.items():
        key = same(value)
        if key in known:
            raise ValueError(f"{quoted(value)} stands in it twice, apart from case and spaces. Keep one.")
        known[key] = meaning
    return known


def heading(value: Any) -> Any:
    """A heading or the number of a column, the first being 1."""
    if isinstance(value, bool) or not (
        (isinstance(value, str) and value.strip()) or (isinstance(value, int) and value > 0)
    ):
        raise ValueError("is no heading; write it in quotation marks, or the column's number, the first being 1.")
    return value


def as_headings(value: Any) -> Any:
    """One heading as a list that holds only it; anything else as it is."""
    return [value] if isinstance(value, (str, int)) and not isinstance(value, bool) else value


Headings = Annotated[
    list[Annotated[str | int, BeforeValidator(heading)]], BeforeValidator(as_headings), Field(min_length=1)
]
Texts0 = Annotated[list[str], BeforeValidator(as_list), Field(min_length=1)]


class Strict(BaseModel):
    """A part of a mapping in which only known keys may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TablePlace(Strict):
    """`[table]`: where the table stands in the file."""

    sheet: Annotated[str | int | None, BeforeValidator(sheet_named)] = None
    header_row: int | None = Field(default=None, ge=1)
    until_blank_row: bool = False
    totals: Texts = []
    surplus_fields: bool = False
    month_from: Literal["title", "file name"] | None = None
    sum_to_months: bool = False
    marks: Texts = []


class Columns(Strict):
    """`[unpivot]`: columns that become rows."""

    by: str
    into: str
    columns: Headings


class Words(Strict):
    """A mapping for `scrutiny load`; `model_for` adds the contract's columns."""

    table: TablePlace = TablePlace()
    leave_out: dict[str, Texts0] = {}
    unpivot: Columns | None = None
    join: BaseModel = Strict()
    units: BaseModel = Strict()
    columns: BaseModel = Strict()
    constants: BaseModel = Strict()
    values: BaseModel = Strict()
    dates: BaseModel = Strict()

    @model_validator(mode="after")
    def one_source_each(self) -> Words:
        """Refuses a column that comes from two places."""
        tables: dict[str, Iterable[str]] = {
            "columns": self.columns.model_fields_set,
            "constants": self.constants.model_fields_set,
            "join": self.join.model_fields_set,
            "unpivot": (self.unpivot.by, self.unpivot.into) if self.unpivot else (),
        }
        for one, other in combinations(tables, 2):
            for name in sorted({*tables[one]} & {*tables[other]}):
                raise ValueError(f"{name} stands under [{one}] and under [{other}]. Keep one of the two.")
        return self


def read_translation(path: Path, contract: datasets.Contract) -> Translation:
    """The mapping file's content for a dataset; UsageError that lists all that is wrong with it."""
    words = read_mapping(path, model_for(contract))
    dates = words.dates.model_dump(exclude_unset=True)
    general = tuple(dates.pop(EVERY_DATE, ()))
    columns = {name: tuple(texts) for name, texts in words.columns.model_dump(exclude_unset=True).items()}
    shape = shape_of(words, columns)
    table = words.table
    return Translation(
        name=path.name,
        sha256=files.sha256_of(path),
        place=Place(sheet=table.sheet, header_row=table.header_row, until_blank_row=table.until_blank_row),
        headings={**columns, **{name: (heading,) for name, heading in shape.new_headings().items()}},
        units=words.units.model_dump(exclude_unset=True),
        marks=tuple(table.marks),
        shape=shape,
        constants=words.constants.model_dump(exclude_unset=True),
        meanings=words.values.model_dump(exclude_unset=True),
        formats={one.name: tuple(dates.get(one.name, general)) for one in contract.fields if one.kind in DATED},
    )


def shape_of(words: Words, columns: Mapping[str, tuple[Heading, ...]]) -> Shape:
    """What the mapping says of the table's shape. A row may be left out by one of our columns or by a heading."""
    table, unpivot = words.table, words.unpivot
    return Shape(
        totals=tuple(table.totals),
        surplus_fields=table.surplus_fields,
        month_from=table.month_from or "",
        sum_to_months=table.sum_to_months,
        leave_out={columns.get(name, (name,))[0]: tuple(texts) for name, texts in words.leave_out.items()},
        join={name: tuple(parts) for name, parts in words.join.model_dump(exclude_unset=True).items()},
        unpivot=Unpivot(unpivot.by, unpivot.into, tuple(unpivot.columns)) if unpivot else None,
    )


def model_for(contract: datasets.Contract) -> type[Words]:
    """The model of a mapping for this dataset: its columns are the keys, their values are checked."""
    constants: dict[str, Any] = {}
    values: dict[str, Any] = {}
    dates: dict[str, Any] = {}
    for one in contract.fields:
        checked = Annotated[str, BeforeValidator(as_text), AfterValidator(meaning_for(one))]
        constants[one.name] = (Annotated[checked, Field(min_length=1)], None)
        values[one.name] = (Annotated[dict[str, checked], AfterValidator(lower_case)], None)
        if one.kind in DATED:
            known = AfterValidator(date_formats.checked_month if one.kind == "month" else date_formats.checked)
            dates[one.name] = (Annotated[Texts, known], None)
    if dates:
        whole = any(one.kind == "date" for one in contract.fields)
        dates[EVERY_DATE] = (
            Annotated[Texts, AfterValidator(date_formats.checked if whole else date_formats.checked_month)],
            None,
        )
    names = tuple(one.name for one in contract.fields)
    month = next((one.name for one in contract.fields if one.kind == "month"), None)

    def months_only(table: TablePlace) -> TablePlace:
        """The table's place, once it asks for months of a dataset that has them."""
        if month is None and (table.month_from or table.sum_to_months):
            raise ValueError(f"month_from and sum_to_months are for counts of months, which {contract.name} are not.")
        return table

    parts: dict[str, dict[str, Any]] = {
        "columns": {one.name: (Headings, None) for one in contract.fields},
        "join": {one.name: (Headings, None) for one in contract.fields if one.kind == "text"},
        "units": {one.name: (Text, None) for one in contract.fields if one.kind in units.NUMERIC},
        "constants": constants,
        "values": values,
        "dates": dates,
    }
    models = {name: create_model(name, __base__=Strict, **columns) for name, columns in parts.items()}
    tables: dict[str, Any] = {name: (model, model()) for name, model in models.items()}
    named = Annotated[str, AfterValidator(column_of(names))]
    unpivot = create_model("unpivot", __base__=Columns, by=(named, ...), into=(named, ...))
    tables["unpivot"] = (unpivot | None, None)
    tables["table"] = (Annotated[TablePlace, AfterValidator(months_only)], TablePlace())
    return create_model("mapping", __base__=Words, **tables)


def column_of(names: Sequence[str]) -> Callable[[str], str]:
    """The check that a text is one of the contract's columns."""

    def check(text: str) -> str:
        if text not in names:
            raise ValueError(f"{quoted(text)} is no column.{nearest(text, names)} There is: {', '.join(names)}.")
        return text

    return check
