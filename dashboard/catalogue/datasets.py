"""A dataset as its declaration says it: what a file holds, what its cube counts, and the page that shows it.

Everything between a file and a page follows from these records: contract, dictionary, template, the SQL that has
the same shape for every dataset, filters, splits, records. They are read from text by `dashboard.catalogue.themes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from dashboard.basics.errors import listed, nearest
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


def ordering(value: object) -> object:
    """A name, maybe with - before it."""
    identifier(value.removeprefix("-") if isinstance(value, str) else value)
    return value


def coded(value: object) -> object:
    """A code, yes or no, or a list of such."""
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str | bool):
            raise ValueError(f"{one} is no code; write text in quotation marks, true or false, or a list of them.")
        identifier(one)
    return value


Name = Annotated[str, BeforeValidator(identifier)]
Coded = Annotated[Any, BeforeValidator(coded)]
Ordered = Annotated[str, BeforeValidator(ordering)]


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


Where = dict[Name, Coded]  # columns and the code or codes that they have


class Sum(Record):
    """A flow or stock that is no column of the cube: the sum of one, or the number of rows, where others have these
    values."""

    of: Name = ""
    where: Where = {}


class Unknown(Record):
    """How an empty value of a dimension is written in those rows of the cube that should have one; in others it stays
    empty."""

    where: Where
    written: Text


class Component(Record):
    """What measures are made of where it is no flow or stock as it is: the sum of several, in pounds if they are pence;
    of one value of a dimension, or of `any`, `always`, whatever is chosen, or `usually`, unless others are chosen."""

    of: list[Name] = []
    always: dict[Name, Name] = {}
    usually: dict[Name, Name] = {}


class Beside(Record):
    """A flow or stock that counts only where another column of its row is known too, such as the half of a share: the
    column `of` the file that it is, its own unless said."""

    of: Name = ""
    known: Name


class Listed(Record):
    """How the list of records is read: which columns it shows (all), what text in them is found (all of it), and by
    which columns it is ordered where nobody sorts it, with - before it for descending.

    `first` are lists that another column orders; `of` says that counts are listed rather than records.
    """

    of: Literal["records", "counts"] = "records"
    columns: list[Name] = []
    find: list[Name] = []
    order: list[Ordered] = []
    first: dict[Name, Name] = {}


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


class Agreeing(Record):
    """A rate as printed, both halves from which it can be worked out, and its unit."""

    value: Name
    numerator: Name
    denominator: Name
    unit: Name


class Sensitive(Record):
    """Which of what the dataset's measures are made of counts people, so that the public is shown no small one.

    It is so `unless` a row says that it is about something else. `rests` are pairs of a whole and a part of it, of
    which what is left counts people who must not be known either.
    """

    of: list[Name] = Field(min_length=1)
    unless: dict[Name, list[Name]] = {}
    rests: list[tuple[Name, Name]] = []


class Declared(Record):
    """The `[dataset]` of a declaration.

    `dimensions` are the cube's columns by which it can be split, `filters` those of them that pages offer to choose
    from, all where it names none. `flows` add up over time, `stocks` are a period's last month's; both are columns of
    the cube, or `sums` over those of its rows that are meant by `where`. `components` are what measures are made of
    where SQL of the dataset's own makes something else of them, `made` where the declaration says what.
    `beside` are those that count only where another column is known.
    `apart` are pairs of them of which neither is part of the other, so that a ratio of the two is no share of cases.
    `prints` are measures of a council's own data whose value, for every place, stands in its column of the same name.
    `statuses` says that its rows are judged one by one, so that pages can be filtered by status. `entered` says that
    each row is a measure's value, and is what stands before a measure's name in its id. `national` is the place that
    holds a dataset about every council, `loaded_by` the command that brings it in where that is not `scrutiny load`.
    Of a `snapshot` every extract is the whole list as it stood at its period's end, so that only stocks are counted.
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
    where: Where = {}
    sums: dict[Name, Sum] = {}
    unknown: dict[Name, Unknown] = {}
    beside: dict[Name, Beside] = {}
    components: list[Name] = []
    made: dict[Name, Component] = {}
    listed: Listed | None = None
    apart: list[tuple[Name, Name]] = []
    sensitive: Sensitive | None = None
    open: Open | None = None
    closing: list[Name] = []
    deadline: Deadline | None = None
    judged: Judged | None = None
    by_period: bool = False
    snapshot: bool = False
    entered: str = ""
    national: str = ""
    prints: list[Name] = []
    loaded_by: str = ""
    not_before: list[tuple[Name, Name]] = []
    at_most: list[tuple[Name, Name]] = []
    needs: list[Needs] = []
    readable: list[Readable] = []
    agreeing: list[Agreeing] = []

    @property
    def offered(self) -> tuple[str, ...]:
        """The dimensions by which pages can be filtered."""
        return tuple(self.dimensions if self.filters is None else self.filters)

    @property
    def values(self) -> tuple[str, ...]:
        """Flows and stocks."""
        return (*self.flows, *self.stocks)

    @property
    def made_of(self) -> tuple[str, ...]:
        """What the dataset's measures can be made of."""
        return tuple(self.components or self.made or self.values)


# the words in curly brackets that a text of a page may hold, with what stands in their place
WORDS = {
    "council": "the council's name",
    "when": "the quarter, or the month chosen in it",
    "quarter": "the quarter",
    "q": "the quarter of any year",
    "last": "the quarter before it",
    "year_before": "the same quarter of the year before",
    "period": "quarter, half-year or year",
    "Period": "the same at the start of a heading",
    "year": "the financial year",
    "months": "the months of the quarter, in words",
    "services": "the services chosen",
    "marks": "what filled and hollow points mean, where a chart has both",
    "no_target": "a sentence where the lead measure has no target",
}
# those of what stands under a tile's number
CASES = {"share": "both halves of a share", "numerator": "its numerator", "denominator": "its denominator"}
A_SHARE = "had a {lower} share"  # what parts did that differ from the whole
IN_BRACKETS = re.compile(r"\{(\w+)\}")

Drawn = Literal["by quarter", "by month", "ranked", "funnel", "months", "stacked", "bars and line", "same quarter"]
Written = Literal["text", "count", "percent", "signed", "days", "date", "number", "gbp", "in_unit", "change_in_unit"]


class Shown(Record):
    """A column of a card's table, of a list of records, or a part of stacked bars; its name alone says the rest.

    `of` is a column of the cube, or of the list, another measure, or what follows from the card's measure: `value`,
    `numerator`, `of`, `share` of all parts, the interval from `low` to `high`, `since_last` and `since_year`, how the
    value moved, and `year_before`, what it was. `kind` is how its values are written where that does not follow. One
    that is shown `where_known` is left out of a list, or of a theme's own card, of which no row has it. A part of bars
    that is `quiet` is pale: it is there for the whole, and nothing is to be done about it.
    """

    of: Name
    label: str = ""
    kind: Written | None = None
    decimals: int | None = None
    where_known: bool = False
    quiet: bool = False

    @model_validator(mode="before")
    @classmethod
    def by_name(cls, value: Any) -> Any:
        """A name alone is the column of this name."""
        return {"of": value} if isinstance(value, str) else value


class Together(Record):
    """Parts that stacked bars show as one."""

    of: list[Name] = Field(min_length=2)
    label: Text


class Tile(Record):
    """One measure at a glance; its name alone says the rest. `cases` is what stands under the value. One that is the
    theme's `own` is a function in its room."""

    measure: Name = ""
    own: Name = ""
    title: str = ""
    cases: str = ""

    @model_validator(mode="before")
    @classmethod
    def by_name(cls, value: Any) -> Any:
        """A name alone is the measure of this name."""
        return {"measure": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def one_of_two(self) -> Self:
        """A tile is a measure, or its theme's own."""
        if bool(self.measure) == bool(self.own):
            raise ValueError('a tile is a measure, such as "foi_timeliness".')
        return self


class Card(Record):
    """One card of a declared page, out of the library; `by` is what it is split by. Of one that is the theme's `own` a
    function in its room says what it shows; its numbers come from a `query` of its own, if they do.

    Cards with one `key` stand in for each other: the first that has something to show is shown. `halves` head the
    columns of numerator and denominator, `columns` are the table's, `parts` and `above` the columns of the cube that
    are stacked, or drawn as bars and line, and the share that stands above them; parts `together` are stacked as one.
    Ranked `bars` are another column than the measure's own, without what is zero. What parts `did` that differ from the
    whole a finding says with {fewer} or {lower} in it. Ranked parts come in another
    `order` than those to look at first, and one that is chosen is shown `alone`, where it says so. An axis of
    percentages runs to 100 where it is `whole`; parts over time stand in small `panels`, each with its own target,
    instead of as lines in one chart; a table without a chart may be `wide`. `about` follows the measure's definition,
    or is the whole of it where an own card is of no measure: then it says what is `counted`, `out_of` what.
    """

    kind: Drawn | None = None
    measure: Name = ""
    own: Name = ""
    key: Name = ""
    by: str = ""
    line: str = ""
    bars: Name = ""
    title: str = ""
    note: str = ""
    halves: tuple[Text, Text] | None = None
    columns: list[Shown] = []
    parts: list[Shown] = []
    above: Shown | None = None
    together: Together | None = None
    did: str = A_SHARE
    order: Literal["lowest first", "highest first"] | None = None
    alone: bool = False
    whole: bool = True
    panels: bool = False
    wide: bool = False
    query: Name = ""
    about: str = ""
    counted: str = ""
    out_of: str = ""

    @property
    def shown(self) -> list[Shown]:
        """All that it shows beside its measure."""
        return [*self.columns, *self.parts, *([self.above] if self.above else [])]

    @model_validator(mode="after")
    def one_of_two(self) -> Self:
        """A card draws a measure, or is its theme's own."""
        if not self.own and not (self.kind and self.measure):
            raise ValueError('a card draws a measure: kind = "by quarter", measure = "foi_timeliness".')
        if IN_BRACKETS.findall(self.did) not in (["fewer"], ["lower"]):
            raise ValueError('did says {fewer} or {lower} once, such as "answered {fewer} in time".')
        if self.panels and not (self.kind == "by quarter" and self.by):
            raise ValueError('panels = true is for kind = "by quarter" with by, such as by = "channel".')
        if self.kind == "bars and line" and len(self.parts) not in (0, 2):
            raise ValueError("parts of bars and line are two columns: the first the bars, the second the line.")
        return self


def key_of(card: Card) -> str:
    """A card's key in addresses."""
    if card.own or card.key:
        return card.own or card.key
    if card.kind == "bars and line":
        return f"{card.measure}_and_{card.line or card.measure}"
    by = "month" if card.kind == "by month" else card.by
    return (
        f"{card.measure}_same_quarter"
        if card.kind == "same quarter"
        else f"{card.measure}_by_{by}{'_funnel' if card.kind == 'funnel' else ''}"
        if by
        else card.measure
    )


@dataclass(frozen=True)
class OwnCode:
    """A code that a council adds to a column, and the built-in one whose rules it follows, if any."""

    code: str
    label: str
    order: int | None
    counts_as: str


def placed(values: Mapping[str, str], own: Iterable[OwnCode]) -> dict[str, str]:
    """All codes with their labels in the order to show them: an own one stands at the place that it names, counted
    from 1, or after all others."""
    places = {code: (place, 1) for place, code in enumerate(values, 1)}
    labels = dict(values)
    for one in own:
        places[one.code] = (one.order or len(values) + 1, 0)
        labels[one.code] = one.label
    return {code: labels[code] for code in sorted(labels, key=places.__getitem__)}


class Declaration(Record):
    """A whole file: the dataset, its columns and, where it has one of its own, its page."""

    dataset: Declared
    columns: dict[Name, Column] = Field(min_length=1)
    page: PageWords | None = None
    _id: str = PrivateAttr(default="")
    _like: dict[tuple[str, str], tuple[str, ...]] = PrivateAttr(default_factory=dict)

    @property
    def id(self) -> str:
        """What the dataset is called: its file's name."""
        return self._id

    @property
    def holds_counts(self) -> bool:
        """Whether its rows are counts of a month, of which the key names no single record."""
        key = self.dataset.key
        return "month" in key and set(key) <= {"month", *self.dataset.dimensions}

    @property
    def sql_types(self) -> dict[str, str]:
        """Each column's type in a Parquet file, in order."""
        return {name: SQL_TYPES[column.kind] for name, column in self.columns.items()}

    def named(self, name: str) -> Self:
        """The declaration under this name."""
        self._id = name
        return self

    def with_codes(self, own: Mapping[str, Iterable[OwnCode]]) -> Self:
        """The declaration with codes that a council adds to its columns."""
        rows = {name: list(codes) for name, codes in own.items()}
        columns = {
            name: one.model_copy(update={"values": placed(one.values, rows[name])}) if name in rows else one
            for name, one in self.columns.items()
        }
        like = {
            (name, code): tuple(one.code for one in rows[name] if one.counts_as == code)
            for name in rows
            for code in self.columns[name].values
        }
        return self.model_copy(update={"columns": columns}).counting(like)

    def counting(self, like: dict[tuple[str, str], tuple[str, ...]]) -> Self:
        """The declaration with these codes that count as built-in ones."""
        self._like = like
        return self

    def like(self, column: str, code: str) -> list[str]:
        """A code and those that count as it."""
        return [code, *self._like.get((column, code), ())]

    @property
    def stand_ins(self) -> dict[tuple[str, str], list[str]]:
        """The codes as which others count, by column and code, each with all that it stands for."""
        return {key: self.like(*key) for key, others in self._like.items() if others}

    @property
    def counts_as(self) -> dict[tuple[str, str], str]:
        """For each added code of a column the built-in one as which it counts."""
        return {(column, own): code for (column, code), others in self._like.items() for own in others}

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
        one, counted = self.dataset, self.dataset.values
        for where, names, known in self.counts():
            for name in names:
                if name not in known:
                    says = f'{where} names "{name}", which is none of {listed(list(known))}.{nearest(name, known)}'
                    raise PlacedError(["dataset", where], name, says)
        for key in ("flows", "stocks", "sums", "dimensions"):
            for name in (name for name in getattr(one, key) if name in RESERVED):
                says = f'"{name}" has a meaning of its own here; give it another name.'
                raise PlacedError(["dataset", key], name, says)
        for name in (name for name in one.flows if one.snapshot):
            says = f'"{name}" cannot be a flow: each extract of a snapshot is the whole list. Make it a stock.'
            raise PlacedError(["dataset", "flows"], name, says)
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
        found += [
            ("beside", [one.of or name, one.known], ("whole", "number", "money")) for name, one in d.beside.items()
        ]
        found += [("readable", [one.column], ("text",)) for one in d.readable]
        found += [("agreeing", [one.value, one.unit], ("text",)) for one in d.agreeing]
        found += [("agreeing", [one.numerator, one.denominator], ("number",)) for one in d.agreeing]
        return found

    def counts(self) -> list[tuple[str, list[str], tuple[str, ...]]]:
        """Where the declaration names flows, stocks and dimensions, which, and among which they have to be."""
        d = self.dataset
        found = [
            ("sums", list(d.sums), d.values),
            ("beside", list(d.beside), d.values),
            ("unknown", list(d.unknown), tuple(d.dimensions)),
        ]
        if said := d.sensitive:
            found.append(("sensitive", [*said.of, *(name for pair in said.rests for name in pair)], d.made_of))
            found.append(("sensitive", list(said.unless), tuple(d.dimensions)))
        for name, one in d.made.items():
            found += [("made", one.of or [name], d.values), ("made", [*one.always, *one.usually], tuple(d.dimensions))]
        return found


class List(Record):
    """A list of records behind a number: those received, answered or open, those standing on a snapshot, or the months
    counted.

    `count` is the column of the cube that says how many they are, `word` what follows that number, or stands alone.
    """

    kind: Literal["received", "responded", "open", "standing", "counts"]
    count: Name = ""
    word: Text


class Listing(Record):
    """How records are listed: what the list is called, and its columns; those of the dataset where none are named."""

    title: str = ""
    columns: list[Shown] = []


class PageWords(Record):
    """The `[page]` of a declaration: where it is, what it is called, and what it shows in which order.

    `sentence` says the lead measure in words, `{value} of requests were answered in time`; `noun` is one and many of
    what is counted. `records` are the lists behind the numbers, `listing` how they are shown.

    Where it stands in the navigation (`position`) and in the whole report (`chapter`), which pieces a presentation
    shows unasked (`slides`) and a document opens with (`opening`) may be said too. `also` are the other datasets that
    it shows, `lists` the records that are listed in the theme's own way.
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
    tiles: list[Tile] = Field(default=[], max_length=6)
    cards: list[Card] = []
    records: list[List] = []
    listing: Listing = Listing()

    @field_validator("sentence")
    @classmethod
    def fills(cls, sentence: str) -> str:
        """A sentence has room for the value, and for nothing else."""
        if sentence and (sentence.count("{value}") != 1 or set("{}") & set(sentence.replace("{value}", ""))):
            raise ValueError("it needs {value} once, where the number goes, and no other curly brackets.")
        return sentence

    def texts(self) -> list[tuple[str, str, bool]]:
        """Every text that may hold words in curly brackets: the key that it stands under, and whether it is a tile's
        cases."""
        plain = [
            *(("tiles", one.title) for one in self.tiles),
            *(("cards", text) for one in self.cards for text in (one.title, one.note, one.about)),
            *(("cards", column.label) for one in self.cards for column in one.shown),
            *(("records", one.word) for one in self.records),
            *(("listing", text) for text in (self.listing.title, *(one.label for one in self.listing.columns))),
        ]
        return [*((key, text, False) for key, text in plain), *(("tiles", one.cases, True) for one in self.tiles)]


Declaration.model_rebuild()
