"""A system's own export, told in the contract's words: which heading is which column, what a value means.

A mapping file for `scrutiny load` says it. The file stays as it is, and a message about it keeps naming its own
headings, values and rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from dashboard.basics import files
from dashboard.basics.errors import counted, quoted
from dashboard.basics.toml_files import Texts, read_mapping
from dashboard.contracts import datasets
from dashboard.intake import date_formats
from dashboard.intake.cells import parser
from dashboard.intake.reading import ANYWHERE, Place, plain

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
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def parser(self, column: datasets.Field) -> Callable[[str], Any]:
        """The function that reads this column's cells as the mapping has them; None is an empty cell."""
        inner = parser(column)
        if column.name in self.constants:
            return inner
        if column.kind in DATED and self.name:
            inner = date_formats.parser(inner, self.formats.get(column.name, ()), column.kind == "month", self.name)
        meanings = self.meanings.get(column.name, {})
        if not meanings:
            return inner

        def parse(text: str) -> Any:
            known = meanings.get(text.casefold(), text)
            return inner(known) if known else None

        return parse

    def wanted(self, column: datasets.Field) -> tuple[str, ...]:
        """The headings under which a file may have the column."""
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
        keys = {value: json.dumps(value, ensure_ascii=False) for value in list(found)[:MOST_ASKED]}
        width = max(map(len, keys.values()))
        for value, key in keys.items():
            rows, first = found[value]
            yield f'  {key:<{width}} = "?"  # {counted(rows, "row")}, first in row {first}'
        if len(found) > len(keys):
            yield f"  ... and {len(found) - len(keys):,} more. Is it the right column?"


PLAIN = Translation()


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
    """The meanings by value, without case and outer spaces; refuses two that are then the same."""
    known: dict[str, str] = {}
    for value, meaning in meanings.items():
        key = value.strip().casefold()
        if key in known:
            raise ValueError(f"{quoted(value)} stands in it twice, apart from case and spaces. Keep one.")
        known[key] = meaning
    return known


class Strict(BaseModel):
    """A part of a mapping in which only known keys may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TablePlace(Strict):
    """`[table]`: where the table stands in the file."""

    sheet: Annotated[str | int | None, BeforeValidator(sheet_named)] = None
    header_row: int | None = Field(default=None, ge=1)
    until_blank_row: bool = False


class Words(Strict):
    """A mapping for `scrutiny load`; `model_for` adds the contract's columns."""

    table: TablePlace = TablePlace()
    columns: BaseModel = Strict()
    constants: BaseModel = Strict()
    values: BaseModel = Strict()
    dates: BaseModel = Strict()

    @model_validator(mode="after")
    def one_source_each(self) -> Words:
        """Refuses a column that is both read and constant."""
        for name in self.columns.model_fields_set & self.constants.model_fields_set:
            raise ValueError(f"{name} stands under [columns] and under [constants]. Keep one of the two.")
        return self


def read_translation(path: Path, contract: datasets.Contract) -> Translation:
    """The mapping file's content for a dataset; UsageError that lists all that is wrong with it."""
    words = read_mapping(path, model_for(contract))
    dates = words.dates.model_dump(exclude_unset=True)
    general = tuple(dates.pop(EVERY_DATE, ()))
    return Translation(
        name=path.name,
        sha256=files.sha256_of(path),
        place=Place(**words.table.model_dump()),
        headings={name: tuple(texts) for name, texts in words.columns.model_dump(exclude_unset=True).items()},
        constants=words.constants.model_dump(exclude_unset=True),
        meanings=words.values.model_dump(exclude_unset=True),
        formats={one.name: tuple(dates.get(one.name, general)) for one in contract.fields if one.kind in DATED},
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
    parts = {
        "columns": {one.name: (Texts, None) for one in contract.fields},
        "constants": constants,
        "values": values,
        "dates": dates,
    }
    models = {name: create_model(name, __base__=Strict, **columns) for name, columns in parts.items()}
    tables: dict[str, Any] = {name: (model, model()) for name, model in models.items()}
    return create_model("mapping", __base__=Words, **tables)
