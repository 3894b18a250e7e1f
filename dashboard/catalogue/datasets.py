"""A dataset as its declaration says it: what a file holds, what its cube counts, and the page that shows it.

Everything between a file and a page follows from these records: contract, dictionary, template, the SQL that has
the same shape for every dataset, filters, splits, records. They are read from text by `dashboard.catalogue.themes`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from dashboard.basics.errors import nearest
from dashboard.basics.toml_files import PlacedError, Text

Kind = Literal["text", "one of", "date", "month", "period", "whole", "number", "money", "flag"]
# what a column of each kind is in a Parquet file
SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "one of": "VARCHAR",
    "date": "DATE",
    "month": "DATE",
    "period": "VARCHAR",
    "whole": "BIGINT",
    "number": "DOUBLE",
    "money": "DOUBLE",
    "flag": "BOOLEAN",
}
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
RESERVED = ("council", "quarter", "basis", "kind", "split", "part", "place", "first", "last", "month", "total")


def identifier(value: object) -> object:
    """A name that may stand in SQL and in addresses as it is."""
    if isinstance(value, str) and not NAME.fullmatch(value):
        raise ValueError(f'"{value[:40]}" is no name; write small letters, digits and underscores, a letter first.')
    return value


Name = Annotated[str, BeforeValidator(identifier)]


PLACE = ("directorate", "service")  # the dimensions by which one goes down; they stand first everywhere


class Record(BaseModel):
    """A part of a declaration; it never changes, and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Record):
    """One column of a file. `values` are the codes of a `one of`, each with its label.

    `planned` days may lie after the extract's period and in the future, `afterwards` ones after the period alone;
    a `credit` is money that may be negative. `filter` heads the page's filter where the label would be too long;
    `examples` are what a template's two rows hold where its kind alone would not do.
    """

    kind: Kind
    label: Text
    description: str = ""
    values: dict[Name, Text] = {}
    optional: bool = False
    planned: bool = False
    afterwards: bool = False
    credit: bool = False
    filter: str = ""
    examples: list[str] = []

    @model_validator(mode="after")
    def whole(self) -> Self:
        """Values belong to a `one of`, and it has some."""
        if (self.kind == "one of") != bool(self.values):
            raise ValueError(
                'a column of kind "one of" has values, such as { full = "Given in full" }; others have none.'
            )
        return self


class Open(Record):
    """When a record is open: from one day until another, unless it has one of these values."""

    since: Name = Field(alias="from")
    until: Name
    unless: dict[Name, Name] = {}


class Deadline(Record):
    """Within how many working days, counted from one day, the other has to follow."""

    since: Name = Field(alias="from")
    until: Name
    working_days: int = Field(ge=0)


class Judged(Record):
    """The dimension whose values have targets of their own for these measures, and the value that stands for the whole
    where one headline is wanted."""

    by: Name
    measures: list[Name] = Field(min_length=1)
    stands_for: str = ""


class Needs(Record):
    """A note on rows that say one thing without the day that belongs to it."""

    column: Name
    day: Name
    consequence: Text
    unless: list[Text] = []


class Readable(Record):
    """A note on rows whose text cannot be read as it is meant."""

    column: Name
    written: Literal["value", "target"] = Field(alias="as")
    consequence: Text


class Declared(Record):
    """The `[dataset]` of a declaration.

    `dimensions` are the cube's columns by which it can be split, `filters` those of them that pages offer to choose
    from, all where it names none. `flows` add up over time, `stocks` are a period's last month's; both are columns of
    the cube. `components` are what measures are made of where SQL of the dataset's own makes something else of them.
    `apart` are pairs of them of which neither is part of the other, so that a ratio of the two is no share of cases.
    `prints` are measures of a council's own data whose value, for every place, stands in its column of the same name.
    `statuses` says that its rows are judged one by one, so that pages can be
    filtered by status. `national` is the place that holds a dataset about every council,
    `loaded_by` the command that brings it in where that is not `scrutiny load`.
    """

    title: Text
    description: str = ""
    label: str = ""
    version: str = "1"
    statuses: bool = False
    key: list[Name] = Field(min_length=1)
    dimensions: list[Name] = []
    filters: list[Name] | None = None
    flows: list[Name] = []
    stocks: list[Name] = []
    components: list[Name] = []
    apart: list[tuple[Name, Name]] = []
    open: Open | None = None
    deadline: Deadline | None = None
    judged: Judged | None = None
    by_period: bool = False
    national: str = ""
    prints: list[Name] = []
    loaded_by: str = ""
    not_before: list[tuple[Name, Name]] = []
    at_most: list[tuple[Name, Name]] = []
    needs: list[Needs] = []
    readable: list[Readable] = []

    @property
    def offered(self) -> tuple[str, ...]:
        """The dimensions by which pages can be filtered."""
        return tuple(self.dimensions if self.filters is None else self.filters)

    @property
    def made_of(self) -> tuple[str, ...]:
        """What the dataset's measures can be made of."""
        return tuple(self.components or (*self.flows, *self.stocks))


class Card(Record):
    """One card of a declared page, out of the library; `by` is what it is split by."""

    kind: Literal["by quarter", "by month", "ranked", "stacked", "bars and line", "same quarter"]
    measure: Name
    by: str = ""
    line: str = ""
    title: str = ""


def key_of(card: Card) -> str:
    """A card's key in addresses."""
    if card.kind == "bars and line":
        return f"{card.measure}_and_{card.line or card.measure}"
    by = "month" if card.kind == "by month" else card.by
    return (
        f"{card.measure}_same_quarter"
        if card.kind == "same quarter"
        else f"{card.measure}_by_{by}"
        if by
        else card.measure
    )


class Declaration(Record):
    """A whole file: the dataset, its columns and, where it has one of its own, its page."""

    dataset: Declared
    columns: dict[Name, Column] = Field(min_length=1)
    page: PageWords | None = None
    _id: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """What the dataset is called: its file's name."""
        return self._id

    @property
    def sql_types(self) -> dict[str, str]:
        """Each column's type in a Parquet file, in order."""
        return {name: SQL_TYPES[column.kind] for name, column in self.columns.items()}

    def named(self, name: str) -> Self:
        """The declaration under this name."""
        self._id = name
        return self

    @model_validator(mode="after")
    def consistent(self) -> Self:
        """Every column that is named exists and is of the kind that it is named as."""
        for where, names, kinds in self.mentions():
            for name in names:
                if name not in self.columns:
                    says = f'{where} names "{name}", which is no column.{nearest(name, self.columns)}'
                    raise PlacedError(["dataset", where], name, says)
                if kinds and self.columns[name].kind not in kinds:
                    says = f'{where} names "{name}", which is of kind "{self.columns[name].kind}", not {kinds[0]}.'
                    raise PlacedError(["dataset", where], name, says)
        one, counted = self.dataset, [*self.dataset.flows, *self.dataset.stocks]
        for key, names in (("flows", one.flows), ("stocks", one.stocks), ("dimensions", one.dimensions)):
            for name in (name for name in names if name in RESERVED):
                says = f'"{name}" has a meaning of its own here; give it another name.'
                raise PlacedError(["dataset", key], name, says)
        if len(set(counted)) < len(counted):
            says = "flows and stocks name one column twice; a column is one or the other."
            raise PlacedError(["dataset", "flows"], "", says)
        for name in (name for pair in one.apart for name in pair):
            if name not in one.made_of:
                says = f'apart names "{name}", which is not counted.{nearest(name, one.made_of)}'
                raise PlacedError(["dataset", "apart"], name, says)
        return self

    def mentions(self) -> list[tuple[str, list[str], tuple[str, ...]]]:
        """Where the declaration names columns, which, and of what kind they have to be."""
        d, days = self.dataset, ("date",)
        found: list[tuple[str, list[str], tuple[str, ...]]] = [("key", list(d.key), ())]
        if d.open:
            found += [("open", [d.open.since, d.open.until], days), ("open", list(d.open.unless), ())]
        if d.deadline:
            found.append(("deadline", [d.deadline.since, d.deadline.until], days))
        found += [("not_before", list(pair), days) for pair in d.not_before]
        found += [("at_most", list(pair), ("whole", "number", "money")) for pair in d.at_most]
        found += [("needs", [one.column, one.day], ()) for one in d.needs]
        found += [("readable", [one.column], ("text",)) for one in d.readable]
        return found


class List(Record):
    """A list of records behind a number: those received, answered or open, or the months counted.

    `count` is the column of the cube that says how many they are, `word` what follows that number.
    """

    kind: Literal["received", "responded", "open", "counts"]
    count: Name
    word: Text


class PageWords(Record):
    """The `[page]` of a declaration: where it is, what it is called, and what it shows in which order.

    `sentence` says the lead measure in words, `{value} of requests were answered in time`; `noun` is one and many of
    what is counted. `records` are the lists behind the numbers.

    Where it stands in the navigation (`position`) and in the whole report (`chapter`), which pieces a presentation
    shows unasked (`slides`) and a document opens with (`opening`) may be said too. The project's own themes say in
    code what they show; their `lists` are the records that they open, `also` the other datasets that they show.
    """

    key: str = ""
    path: Annotated[str, Field(pattern=r"^/[a-z0-9-]+$")]
    title: Text
    section: str = "Running the council"
    description: Text
    also: list[Name] = []
    filters: list[Name] = []
    position: int = 90
    chapter: int = 90
    slides: list[str] = []
    opening: list[str] = []
    lists: list[str] = []
    lead: str = ""
    noun: list[Text] = ["record", "records"]
    sentence: str = ""
    tiles: list[Name] = Field(default=[], max_length=6)
    cards: list[Card] = []
    records: list[List] = []

    @field_validator("sentence")
    @classmethod
    def fills(cls, sentence: str) -> str:
        """A sentence has room for the value, and for nothing else."""
        if sentence and (sentence.count("{value}") != 1 or set("{}") & set(sentence.replace("{value}", ""))):
            raise ValueError("it needs {value} once, where the number goes, and no other curly brackets.")
        return sentence


Declaration.model_rebuild()
