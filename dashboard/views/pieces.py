"""The pieces that every view is made of: columns, tables, cards, tiles.

They hold plain values. Layouts arrange them, exports write them, so that a page, a file and a slide
cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dashboard.basics.languages import ENGLISH, _, spoken
from dashboard.figures.plot import Plot
from dashboard.pages.filters import State

CLICKING = re.compile(r" ?Select an? [^.]*\.")

ColumnKind = Literal[
    "text",
    "count",
    "percent",
    "points",
    "number",
    "signed",
    "days",
    "gbp",
    "date",
    "minutes",
    "in_unit",
    "change_in_unit",
    "status",
]


@dataclass(frozen=True)
class Column:
    """A table's column: its key in the rows, its heading, and how its values are written.

    `in_unit` and `change_in_unit` write a value, or a change with its direction, as the row's own `unit` says;
    `status` shows a Status as word, shape and colour. `beside` are the two halves that stand small beside a value:
    203 of 225.
    """

    key: str
    label: str
    kind: ColumnKind = "text"
    decimals: int = 0
    beside: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Status:
    """A judgement in word and shape: `code` is green, amber, red, achieved, failed, data_only or not_available."""

    code: str
    word: str
    shape: str

    def __str__(self) -> str:
        """The word alone, for files."""
        return self.word


@dataclass(frozen=True)
class Mark:
    """What one cell of a table is beside its value: the query string it leads to, how it is judged, whether it rests on
    too few cases, and how dark it is among its like, 0 to 4."""

    link: str | None = None
    status: Status | None = None
    few: bool = False
    tone: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of raw values (percentages 0 to 100, None for not available) under headed columns.

    `links` holds for each row the query string of the view it leads to, or None; `marks`, where there are any, for each
    row those of its cells by their columns' keys. One that is `whole` is shown at its full height, others scroll in the
    place of their chart.
    """

    columns: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    links: tuple[str | None, ...] = ()
    whole: bool = False
    marks: tuple[Mapping[str, Mark], ...] = ()

    def __post_init__(self) -> None:
        """Columns may have been written down before anybody asked, so that their headings are said here."""
        if spoken() != ENGLISH:
            object.__setattr__(self, "columns", tuple(replace(one, label=_(one.label)) for one in self.columns))

    def some(self, rows: slice) -> Table:
        """The same of some of its rows, with where these lead and what their cells are."""
        return replace(self, rows=self.rows[rows], links=self.links[rows], marks=self.marks[rows])

    def marked(self) -> Iterator[tuple[dict[str, Any], Mapping[str, Mark]]]:
        """Each row with the marks of its cells."""
        for place, row in enumerate(self.rows):
            yield row, self.marks[place] if self.marks else {}

    @classmethod
    def linked(cls, columns: tuple[Column, ...], rows: Iterable[dict[str, Any]], *, whole: bool = False) -> Table:
        """A table whose rows hold the query string they lead to under `link`."""
        kept = tuple(rows)
        return cls(columns, kept, tuple(row["link"] for row in kept), whole)


@dataclass(frozen=True)
class About:
    """Where a card's numbers come from: definition, both halves of the ratio, and the queries that ran; where they
    are a measure of the catalogue, which one, and of which dataset; where they do not come from the page's own extract,
    from which one."""

    definition: str
    numerator: str
    denominator: str
    queries: tuple[str, ...]
    measure: str = ""
    dataset: str = ""
    source: str = ""


@dataclass(frozen=True)
class Quote:
    """What the council says of a number, every part ready to be printed.

    `mark` says that it is about an earlier period or the whole council, `rest` is shown on request, `doubt` says
    what speaks against it. One that is `older` than the period on show is folded. `lang` is the language of `text` and
    `rest`, where that is another than the page's.
    """

    heading: str
    mark: str
    text: str
    rest: str
    doubt: str
    older: bool = False
    lang: str | None = None


def parted(quotes: Sequence[Quote]) -> tuple[list[Quote], list[Quote]]:
    """The notes of the period on show, and the older ones."""
    return [one for one in quotes if not one.older], [one for one in quotes if one.older]


def earlier(quotes: Sequence[Quote]) -> str:
    """What older notes are folded under."""
    return _("Earlier notes ({count})", count=len(quotes))


@dataclass(frozen=True)
class Card:
    """One chart with its finding, its table and its origin. `figure` is None where there is nothing to draw;
    the finding then says why and what to try.

    `where` is the part of the council and the month that it is of, as far as its finding does not name them; one that
    is `council_wide` is of the whole, whatever is chosen; `subject` is what it speaks of, where only its page or its
    title says so. `marked` says what the marks of its chart stand for, which the note says too, and what its panels are
    held against. `in_file` is the table as its download has it, where that is of another shape.
    """

    key: str
    title: str
    finding: str
    figure: Plot | None
    table: Table
    about: About
    note: str = ""
    wide: bool = False
    quotes: tuple[Quote, ...] = ()
    where: str = ""
    council_wide: bool = False
    subject: str = ""
    marked: str = ""
    in_file: Table | None = None

    @property
    def described(self) -> str:
        """The chart in words, in its place for those who do not see it."""
        return " ".join(filter(None, (f"{self.title}. {self.finding}", self.marked)))

    @property
    def caption(self) -> str:
        """The note without what it says of clicking, for where nothing can be clicked."""
        return CLICKING.sub("", self.note).strip()

    @property
    def by_part(self) -> bool:
        """Whether it sets parts of the council side by side: what is said of the whole is not of one of them."""
        return self.key.startswith(("directorates", "services"))

    @property
    def headline(self) -> str:
        """The finding as it stands alone, away from its page."""
        subject = "" if self.subject.lower() in self.finding.lower() else self.subject
        of = ", ".join(filter(None, (self.where, subject)))
        return f"{of}: {self.finding}" if of else self.finding


@dataclass(frozen=True)
class Change:
    """A movement: `direction` is improved, worsened, static, higher, lower, same or not_available; `revised` is
    what has changed since it was first published. `moved` is how far the number went, where the text begins with that;
    above 0 is up."""

    direction: str
    text: str
    moved: float = 0.0


@dataclass(frozen=True)
class Tile:
    """One measure at a glance, every part ready to be printed."""

    key: str
    title: str
    value: str
    cases: str
    status: Status | None
    target: str
    changes: tuple[Change, ...]
    interval: str = ""
    link: str | None = None


@dataclass(frozen=True)
class Crumb:
    """One step of the way down: council, directorate, service, month, records."""

    label: str
    link: str | None


@dataclass(frozen=True)
class Item:
    """Something that needs attention: a sentence with its number, its judgement, its past, and the address of the
    view that explains it."""

    title: str
    sentence: str
    status: Status
    history: tuple[float | None, ...]
    target: float | None
    link: str


@dataclass(frozen=True)
class Passage:
    """One thing that is told in words, such as a project or a risk. `detail` is shown on request."""

    title: str
    text: str = ""
    status: Status | None = None
    before: str = ""
    detail: str = ""
    source: str = ""


@dataclass(frozen=True)
class Section:
    """Passages under a heading, with a judgement of the whole where it has one of its own."""

    key: str
    title: str
    passages: tuple[Passage, ...]
    text: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class Paragraph:
    """Sentences under a heading of their own or, where `card` names one, with that card."""

    heading: str
    sentences: tuple[str, ...]
    card: str = ""

    @property
    def text(self) -> str:
        """The sentences, one after the other."""
        return " ".join(self.sentences)


@dataclass(frozen=True)
class Records:
    """One page of the records behind a number; `summary` says in words what is listed, where it is one thing.

    A list that is the page's own content cannot be closed; `noun` is what it is a list of.
    """

    title: str
    table: Table
    total: int
    page: int
    pages: int
    summary: str = ""
    noun: str = "record"
    closable: bool = True


@dataclass(frozen=True)
class View:
    """All that a page says for one state. `way_out` leads from filters under which there is nothing to the nearest view
    that has something. Of one that is `missing` the council has not what it is about; `elsewhere` are the pages that
    have something. `sources` says for readers where the numbers come from, `extract` with releases and checksums.
    """

    state: State
    title: str
    headline: str
    support: str
    tiles: tuple[Tile, ...]
    cards: tuple[Card, ...]
    crumbs: tuple[Crumb, ...]
    sources: str
    extract: str = ""
    notices: tuple[str, ...] = ()
    record_links: tuple[Crumb, ...] = ()
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    items_note: str = ""
    records: Records | None = None
    way_out: Crumb | None = None
    missing: bool = False
    elsewhere: tuple[Crumb, ...] = ()

    @property
    def advice(self) -> str:
        """The support with the way out in words, where no link can stand."""
        return f"{self.support} {self.way_out.label}." if self.way_out else self.support

    def card(self, key: str) -> Card:
        """The card with this key."""
        return next(card for card in self.cards if card.key == key)
