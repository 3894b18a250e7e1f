"""What the browser's scripts read of a page, a slide and a file in the making: every record, key by key.

Python builds exactly these, which mypy holds. `make format` writes them as TypeScript for the scripts, whose types
`make check` holds: a key that is renamed on one side alone is found without a browser. Text is ready to be printed;
`link`, `csv` and the like are addresses.
"""

# Without `from __future__ import annotations`: `make format` could not tell then which keys may be missing.
from typing import Any, Literal, NotRequired, TypedDict

Options = list[list[str]]  # each a value and its label
Fact = tuple[str, str, str]  # its key, which is the same in every language, a label and what is said under it
Direction = Literal["ascending", "descending", "none"]


class Chip(TypedDict):
    """A judgement as word, shape and colour."""

    status: str
    word: str
    shape: str


class Figure(TypedDict):
    """A chart as Plotly draws it."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]


class Mark(TypedDict):
    """A number with a judgement, a shade (`few`, `tone-0` to `tone-4`) and a way to what it is of."""

    text: str
    link: str | None
    judged: Chip | None
    shade: str


Cell = str | Chip | Mark


class Heading(TypedDict):
    """The head of a column; with `sort`, the address of the list sorted by it."""

    label: str
    numeric: bool
    sort: NotRequired[str]
    direction: NotRequired[Direction]


class Table(TypedDict):
    """Rows of text under headings; `links` holds for each row where it leads, or nothing at all. The second line of a
    number is what stands small beside it; one that is `whole` is shown at its full height."""

    columns: list[Heading]
    rows: list[list[Cell]]
    links: list[str | None]
    whole: bool


class Told(TypedDict):
    """A paragraph, or a list with a line for each point, and its language where it is not the page's."""

    lines: list[str]
    points: bool
    lang: str | None


class Quote(TypedDict):
    """What the council says of a number."""

    heading: str
    mark: str
    text: list[Told]
    rest: list[Told]
    doubt: str
    older: bool


class About(TypedDict):
    """Where a card's numbers come from."""

    definition: str
    numerator: str
    denominator: str
    queries: list[str]
    source: str
    more: str | None


class Card(TypedDict):
    """A chart or a table with its words; `described` stands in place of the chart for those who do not see it. `file`
    is the name of its picture without ending; the picture says when and of which part it is (`filters`), what makes the
    chart true (`caption`), and its source where that is not the page's own extract (`origin`)."""

    key: str
    title: str
    finding: str
    headline: str
    described: str
    note: str
    quotes: list[Quote]
    figure: Figure | None
    table: Table
    about: About
    csv: str
    present: str
    file: str
    filters: str
    caption: str
    origin: str


class Records(Table):
    """A page of records: sorting, paging and closing are addresses."""

    title: str
    summary: str
    total: int
    shown: str
    find: str
    previous: str | None
    next: str | None
    close: str | None
    csv: str


class OneOf(TypedDict):
    """A filter from which one is chosen."""

    value: str
    options: Options
    label: str
    all: None


class SeveralOf(TypedDict):
    """A filter from which any number are chosen; none chosen means what `all` says."""

    values: list[str]
    options: Options
    label: str
    all: str


class Filters(TypedDict):
    """The filter strip: each control by its name, the services of each directorate, the address without a choice."""

    controls: dict[str, OneOf | SeveralOf]
    services: dict[str, list[str]]
    clear: str | None


class Drawing(TypedDict):
    """Everything a page shows beyond its header."""

    query: str
    title: str
    announce: str
    sources: str
    filters: Filters
    cards: list[Card]
    records: Records | None


class Page(Drawing):
    """The same with what everything that leaves the screen says of its origin."""

    origin: list[Fact]


class Term(TypedDict):
    """A word, the ways in which it is written, and what it means."""

    id: str
    word: str
    forms: list[str]
    meaning: str


class Glossary(TypedDict):
    """The words that pages explain, and the regular expression that finds them in a text."""

    pattern: str
    terms: list[Term]


class Judgement(Chip):
    """How a slide's measure stands."""

    of: str
    value: str
    target: str


class Item(Chip):
    """Something that needs attention, with its past as a small picture."""

    title: str
    sentence: str
    picture: str
    link: str | None


class Tile(TypedDict):
    """A measure at a glance."""

    title: str
    value: str
    cases: str
    status: Chip | None
    target: str
    changes: list[str]


class Passage(TypedDict):
    """One thing told in words."""

    title: str
    text: str
    before: str
    status: Chip | None


class Matter(TypedDict, total=False):
    """What a slide has to look at, one of these; `rows` is how many the whole table has."""

    items: list[Item]
    tiles: list[Tile]
    passages: list[Passage]
    figure: Figure
    table: Table
    rows: int


class Shown(Matter):
    """A slide by itself: a sentence to head it, what there is to look at, and what is said of that."""

    title: str
    headline: str
    text: str
    note: str
    quotes: list[Quote]
    status: Judgement | None
    about: NotRequired[list[list[str]]]


class Ways(TypedDict):
    """The addresses that one can go to from a slide."""

    first: str
    previous: str | None
    next: str | None
    last: str
    light: str
    dark: str
    short: str


class Slide(Shown):
    """A slide in its presentation. `where` says whose figures it shows, of when and of which part, `own` are the
    address's words that are the presentation's, `quarters` the addresses and labels of what the slider offers,
    `quarter` the place of the one on show."""

    query: str
    key: str
    page: str
    place: int
    count: int
    document: str
    announce: str
    notices: list[str]
    where: str
    source: str
    origin: list[Fact]
    extract: str
    filters: Filters
    back: str
    ways: Ways
    own: dict[str, str]
    quarters: list[list[str]]
    quarter: int
    period: str
    look: str
    colours: dict[str, str]
    release: int


class Choice(TypedDict):
    """A slide that an agenda may hold."""

    key: str
    title: str


class Group(TypedDict):
    """The slides of a page."""

    page: str
    slides: list[Choice]


class Agenda(TypedDict):
    """All that can be shown, and the keys of what is on the agenda."""

    groups: list[Group]
    chosen: list[str]
    count: str


class Job(TypedDict):
    """A file in the making: what is being done, the share of it, what went wrong, and where the file is."""

    id: str
    address: str
    step: str
    share: float
    done: bool
    error: str
    file: str | None
    name: str
