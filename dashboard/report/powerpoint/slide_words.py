"""What slides say: titles, the lines around a chart, what stands in tables, and the speaker's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.paragraphs import blocks, written
from dashboard.report.content import Chapter, Report, whole_text
from dashboard.report.powerpoint.grids import Grid, grid_of, shape_and_word
from dashboard.report.text import cut
from dashboard.views.origin import place
from dashboard.views.pieces import Card, Quote, Section, Status, Tile, earlier, parted
from dashboard.views.rendering import without_checksum

MOST_LETTERS = 130  # of a title, in two lines
MOST_SUPPORT = 320  # of the lines below, which are three
MOST_KICKER = 95  # of the line above, which is one
NOT_DRAWN = (
    N_("Thin lines"),
    N_("Illustrative records."),
)  # what no native chart draws, and what stands at every slide's foot
ABOVE = re.compile(r"The percentage above each bar is ")


def titled(card: Card) -> tuple[str, str]:
    """A card's finding as a title, and what of it the title has no room for."""
    first, _rest, rest = card.headline.partition(". ")
    if len(card.headline) <= MOST_LETTERS:
        return card.headline.removesuffix("."), ""
    if len(first) <= MOST_LETTERS:
        return first, rest
    return card.title, card.headline


def kicker(report: Report, chapter: Chapter | None = None, card: Card | None = None) -> str:
    """Whose figures a slide shows, of when, and what they are filtered by; the slide's foot has what is cut."""
    if chapter is None:
        return cut(f"{report.council_name} · {report.period.label}", MOST_KICKER)
    whole = bool(card and card.council_wide)
    return cut(place(report.council_name, chapter.view.state, chapter.filters, whole=whole), MOST_KICKER)


def caption(card: Card, extra: str = "") -> str:
    """What makes a card's chart or table true, for a slide, whose percentages are a chart of their own, called `extra`,
    and whose tables stand in the notes."""
    said = [one for one in sentences(card.note) if not one.startswith(tuple(map(_, NOT_DRAWN)))]
    said = [ABOVE.sub("The line is ", one) for one in said if extra or not ABOVE.match(one)]
    return " ".join(re.sub(r"\b([Tt])he table\b", r"\1he table in the notes", one) for one in said)


def status_line(chapter: Chapter, card: Card, extra: str = "") -> str:
    """What a slide shows, and how its measure stands: word and shape, never a colour alone."""
    shows = f"{card.title}{': ' + extra.lower() if extra else ''}"
    tiles = chapter.view.tiles
    own = (one for one in tiles if card.about.measure and one.key == card.about.measure)
    tile = next(own, next((one for one in tiles if one.title in card.finding), None))
    if tile is None or tile.status is None or tile.status.code == "not_available":
        return f"{chapter.title}. {shows}."
    target = f", {tile.target.lower()}" if tile.target else ""
    whole = _("Council as a whole, ") if card.by_part and not chapter.filters else ""
    return f"{shows}. {whole}{tile.title}: {tile.value}{target}, {status_words(tile.status)}."


def status_words(status: Status | None) -> str:
    """A status as shape and word."""
    return shape_and_word(status.shape, status.word) if status else ""


def with_rest(line: str, rest: str) -> str:
    """A status line with as many sentences of the rest as it has room for; the notes have them all."""
    for sentence in sentences(rest):
        if len(line) + len(sentence) >= MOST_SUPPORT:
            break
        line += f" {sentence}"
    return line


def sentences(text: str) -> list[str]:
    """A text's sentences."""
    return [one for one in re.split(r"(?<=[.!?]) (?=[A-Z0-9£])", text.strip()) if one]


def origin(report: Report, chapter: Chapter | None = None, card: Card | None = None) -> str:
    """The lines at a slide's foot: what it is about, how new it is, which filters and figures; before that the card's
    own source where it has one."""
    period = chapter.view.state.quarter.label if chapter else report.period.label
    filters = (chapter.filters if chapter else "") or report.known["filters"]
    line = _(
        "{council_name}, {period}. Filters: {filters}. {figures} figures, data to {data_to}, release {release}.",
        council_name=report.council_name,
        period=period,
        filters=filters,
        figures=report.known["figures"],
        data_to=report.known["data_to"],
        release=report.known["release"],
    )
    if card and card.about.source:
        return _("Source: {without_checksum}\n{line}", without_checksum=without_checksum(card.about.source), line=line)
    return _("{line} Illustrative records.", line=line) if report.illustrative else line


def about(report: Report, chapter: Chapter, card: Card | None = None) -> str:
    """Where the numbers of a chapter, or of a card with a source of its own, come from, in full."""
    source = (card.about.source if card else "") or chapter.view.sources
    return _("{source}\n{origin}\nAddress: {address}", source=source, origin=report.origin, address=chapter.address)


def opening_notes(report: Report, chapter: Chapter) -> list[str]:
    """What a speaker may say at a chapter's beginning: its prose, its key measures in full, what wants a comment."""
    view = chapter.view
    tiles = [
        " | ".join(
            filter(None, (tile.title, tile.value, tile.cases, tile.interval, *(one.text for one in tile.changes)))
        )
        for tile in view.tiles
    ]
    return [
        f"{view.headline}.",
        view.advice,
        *(paragraph.text for paragraph in chapter.paragraphs if not paragraph.card),
        *(_("Comment wanted: {words}.", words=words) for words in chapter.wanted),
        *tiles,
        *view.notices,
        about(report, chapter),
    ]


def card_notes(report: Report, chapter: Chapter, card: Card) -> list[str]:
    """What a speaker may be asked: the definition, both halves, the council's words, the source and the queries."""
    now, before = parted(card.quotes)
    halves = [(_("Numerator"), card.about.numerator), (_("Denominator"), card.about.denominator)]
    return [
        f"{card.title}. {card.finding}",
        card.note,
        *(paragraph.text for paragraph in chapter.paragraphs if paragraph.card == card.key),
        *map(said, now),
        *([f"{earlier(before)}:", *map(said, before)] if before else []),
        _("Definition: {definition}", definition=card.about.definition),
        *(f"{name}: {text}" for name, text in halves if text),
        _("Queries: {queries}.", queries=fmt.listed(card.about.queries)),
        _("The table:"),
        *as_lines(grid_of(card.table)),
        about(report, chapter, card),
    ]


def said(quote: Quote) -> str:
    """A note with who wrote it, and of which period it is where that is not the slide's."""
    by = f"{quote.heading} ({quote.mark})" if quote.mark else quote.heading
    return f"{by}: {written(blocks(whole_text(quote)))}"


def as_lines(grid: Grid) -> list[str]:
    """A table as lines of text, for what a chart does not show of it."""
    return [" | ".join(row).replace("\n", ", ") for row in (grid.headings, *grid.rows)]


def tiles_grid(tiles: tuple[Tile, ...]) -> Grid:
    """Key measures as a table."""
    rows = [
        (
            tile.title,
            tile.value,
            tile.cases,
            tile.target.removeprefix("Target "),
            status_words(tile.status),
            tile.changes[0].text if tile.changes else "",
        )
        for tile in tiles
    ]
    headings = (_("Measure"), _("Now"), _("Of"), _("Target"), _("Status"), _("Change"))
    kept = [column for column in range(len(headings)) if any(row[column] for row in rows)]
    return Grid(
        tuple(headings[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in rows),
        tuple(column == 1 for column in kept),
    )


def told_in_words(chapter: Chapter) -> Iterator[tuple[Grid, list[str]]]:
    """What the page shows beside its cards: what needs attention, what is told in words, an open list."""
    view = chapter.view
    if view.items:
        rows = tuple((status_words(item.status), item.title, item.sentence) for item in view.items)
        yield Grid((_("Status"), _("Measure"), _("What happened")), rows, title=chapter.title, text=view.items_note), []
    for section in view.sections:
        yield section_grid(section), [passage.source for passage in section.passages if passage.source]
    if chapter.listing:
        grid = grid_of(chapter.listing.table)
        yield Grid(grid.headings, grid.rows, grid.numeric, title=chapter.listing.title), []


def section_grid(section: Section) -> Grid:
    """What is told in words as a table: subject, status where there is one, and the words."""
    rows = []
    for passage in section.passages:
        words = " ".join(filter(None, (passage.text, passage.before and f"({passage.before})", passage.detail)))
        rows.append((passage.title, status_words(passage.status), words))
    headings = (_("Subject"), _("Status"), _("Commentary"))
    kept = [column for column in range(3) if any(row[column] for row in rows)]
    status = f" {status_words(section.status)}." if section.status else ""
    return Grid(
        tuple(headings[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in rows),
        title=section.title,
        text=f"{section.text}{status}",
    )
