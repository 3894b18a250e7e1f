"""A report as a presentation: one slide a finding, with a chart that can be edited, and its origin in the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from dashboard import formatting as fmt
from dashboard.report.charts import add_chart, parts_of
from dashboard.report.content import Chapter, Report, Told, nobody, whole_text
from dashboard.report.deck import BODY, SOURCE, SUPPORT, add_slide, new_deck, speak_english
from dashboard.report.grids import Grid, add_grid, for_slides, grid_of, pages_of, shape_and_word
from dashboard.report.plot import plot_of
from dashboard.views.parts import Card, Section, Status, Tile

MOST_LETTERS = 125  # of a title, in two lines
MOST_SUPPORT = 225  # of the line below, in two lines
MOST_NOTE = 130  # letters of a card's note that still fit under a chart
# what the page says of its own charts and tables, which slides do not have
OF_THE_PAGE = ("Select ", "Thin lines", "The percentage above", "The table ", "Illustrative records.")
MOST_SLIDES = 3  # for the table of one card


def write_slides(report: Report, out: Path | BinaryIO, told: Told = nobody) -> None:
    """Writes the report as a PPTX file."""
    deck = new_deck(report)
    cover(deck, report)
    agenda = add_slide(deck, "Text")
    starts = []
    for number, chapter in enumerate(report.chapters):
        told(chapter.title, number / max(len(report.chapters), 1))
        starts.append(opening(deck, report, chapter))
        for card in chapter.view.cards:
            finding(deck, report, chapter, card)
        for grid, notes in told_in_words(chapter):
            tables(deck, report, chapter, grid, notes, most=None)
    fill_agenda(agenda, report, starts)
    closing(deck, report)
    speak_english(deck)
    deck.save(str(out) if isinstance(out, Path) else out)


def cover(deck: Deck, report: Report) -> None:
    """The title slide."""
    slide = add_slide(deck, "Title")
    fill(slide, 0, report.title)
    fill(slide, BODY, f"{report.council_name}\n{report.period.long_label}")
    fill(slide, SOURCE, "Illustrative records, not a council's own." if report.illustrative else "")
    note(slide, report.origin)


def fill_agenda(slide: Slide, report: Report, starts: list[Slide]) -> None:
    """The list of chapters, each leading to its slide."""
    fill(slide, 0, "What this presentation covers")
    frame = slide.placeholders[BODY].text_frame
    for number, (chapter, start) in enumerate(zip(report.chapters, starts, strict=True)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = chapter.title
        paragraph.space_after = 0
        link(slide, run._r, start)
    fill(slide, SOURCE, origin(report))
    note(slide, "Select a line to go to its chapter.")


def link(slide: Slide, run: etree._Element, target: Slide) -> None:
    """Makes a run lead to another slide."""
    properties = run.find(qn("a:rPr"))
    if properties is None:
        properties = run.makeelement(qn("a:rPr"), {})
        run.insert(0, properties)
    found = etree.SubElement(properties, qn("a:hlinkClick"))
    found.set(qn("r:id"), slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))
    found.set("action", "ppaction://hlinksldjump")


def opening(deck: Deck, report: Report, chapter: Chapter) -> Slide:
    """A chapter's first slide: what it says, and its key measures."""
    view = chapter.view
    slide = add_slide(deck, "Chapter")
    fill(slide, 0, view.headline)
    fill(slide, SUPPORT, f"{chapter.title}, {chapter.view.state.quarter.label}\n{view.support}")
    if view.tiles:
        add_grid(slide, BODY, tiles_grid(view.tiles), f"Key measures of {chapter.title.lower()}")
    else:
        remove(slide, BODY)
    fill(slide, SOURCE, origin(report, chapter))
    intervals = [f"{tile.title}: {tile.interval}." for tile in view.tiles if tile.interval]
    note(slide, view.headline + ".", view.support, *intervals, *view.notices, about(report, chapter))
    return slide


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
    headings = ("Measure", "Now", "Of", "Target", "Status", "Change")
    kept = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    return Grid(
        tuple(headings[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        tuple(place == 1 for place in kept),
    )


def finding(deck: Deck, report: Report, chapter: Chapter, card: Card) -> None:
    """A card's slides: its chart, or two where it draws two kinds of thing; its table where it has no chart."""
    if card.figure is None:
        tables(deck, report, chapter, grid_of(card.table), card_notes(report, chapter, card), card=card)
        return
    for extra, plot in parts_of(plot_of(card.figure)):
        slide = add_slide(deck, "Chart")
        head, rest = titled(card)
        fill(slide, 0, head)
        fill(slide, SUPPORT, with_rest(status_line(chapter, card, extra), rest))
        add_chart(slide.placeholders[BODY], plot, f"{card.title}{': ' + extra if extra else ''}. {card.finding}")
        fill(slide, SOURCE, origin(report, chapter, card.note))
        note(slide, *card_notes(report, chapter, card))


def tables(
    deck: Deck,
    report: Report,
    chapter: Chapter,
    grid: Grid,
    notes: list[str],
    *,
    card: Card | None = None,
    most: int | None = MOST_SLIDES,
) -> None:
    """A table on one slide or several."""
    every = list(pages_of(for_slides(grid)))
    pages = every if most is None else every[:most]
    complete = len(pages) == len(every)
    head, rest = titled(card) if card else (grid.title, grid.text)
    words = with_rest(status_line(chapter, card) if card else f"{chapter.title}.", rest)
    for number, page in enumerate(pages):
        slide = add_slide(deck, "Table")
        fill(slide, 0, head + (" (continued)" if number else ""))
        fill(slide, SUPPORT, words if complete else f"{words} Not all of the {len(grid.rows)} rows are shown here.")
        add_grid(slide, BODY, page, card.title if card else grid.title)
        fill(slide, SOURCE, origin(report, chapter, card.note if card else ""))
        note(slide, *notes, *page.beside)


def told_in_words(chapter: Chapter) -> Iterator[tuple[Grid, list[str]]]:
    """What the page shows beside its cards: what needs attention, what is told in words, an open list."""
    view = chapter.view
    if view.items:
        rows = tuple((status_words(item.status), item.title, item.sentence) for item in view.items)
        yield Grid(("Status", "Measure", "What happened"), rows, title=view.headline), []
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
    headings = ("Subject", "Status", "What is said")
    kept = [place for place in range(3) if any(row[place] for row in rows)]
    status = f" {status_words(section.status)}." if section.status else ""
    return Grid(
        tuple(headings[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        title=section.title,
        text=f"{section.text}{status}",
    )


def status_line(chapter: Chapter, card: Card, extra: str = "") -> str:
    """What a slide shows, and how its measure stands: word and shape, never a colour alone."""
    shows = f"{card.title}{': ' + extra.lower() if extra else ''}"
    tiles = chapter.view.tiles
    own = (one for one in tiles if card.about.measure and one.key == card.about.measure)
    tile = next(own, next((one for one in tiles if one.title in card.finding), None))
    if tile is None or tile.status is None or tile.status.code == "not_available":
        return f"{chapter.title}. {shows}."
    target = f", {tile.target.lower()}" if tile.target else ""
    return f"{shows}. {tile.title}: {tile.value}{target}, {status_words(tile.status)}."


def status_words(status: Status | None) -> str:
    """A status as shape and word."""
    return shape_and_word(status.shape, status.word) if status else ""


def titled(card: Card) -> tuple[str, str]:
    """A card's finding as a title, and what of it the title has no room for."""
    first, _, rest = card.finding.partition(". ")
    if len(card.finding) <= MOST_LETTERS:
        return card.finding.removesuffix("."), ""
    if len(first) <= MOST_LETTERS:
        return first, rest
    return card.title, card.finding


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


def origin(report: Report, chapter: Chapter | None = None, words: str = "") -> str:
    """The line at a slide's foot: what it is about, how new it is, and which filters and figures."""
    facts = dict(report.facts)
    period = chapter.view.state.quarter.label if chapter else report.period.label
    filters = (chapter.filters if chapter else "") or facts["Filters"]
    line = (
        f"{report.council_name}, {period}. Filters: {filters}. {facts['Figures']} figures, data to {facts['Data to']}, "
        f"release {facts['Release']}."
    )
    line += " Illustrative records." if report.illustrative else ""
    said = " ".join(one for one in sentences(words) if not one.startswith(OF_THE_PAGE))
    return f"{said}\n{line}" if said and len(said) <= MOST_NOTE else line


def about(report: Report, chapter: Chapter) -> str:
    """Where a chapter's numbers come from, in full."""
    return f"{chapter.view.sources}\n{report.origin}\nAddress: {chapter.address}"


def card_notes(report: Report, chapter: Chapter, card: Card) -> list[str]:
    """What a speaker may be asked: the definition, both halves, the council's words, the source and the queries."""
    halves = [("Numerator", card.about.numerator), ("Denominator", card.about.denominator)]
    return [
        f"{card.title}. {card.finding}",
        card.note,
        *(f"{quote.heading}: {whole_text(quote)}" for quote in card.quotes),
        f"Definition: {card.about.definition}",
        *(f"{name}: {text}" for name, text in halves if text),
        f"Queries: {fmt.listed(card.about.queries)}.",
        about(report, chapter),
    ]


def closing(deck: Deck, report: Report) -> None:
    """The last slide: where the numbers come from."""
    rows = [*report.facts, *((title, f"Left out. {why}") for title, why in report.missing)]
    sources = [(chapter.title, chapter.view.sources) for chapter in report.chapters]
    grid = Grid(("What", "Which"), (*rows, *sources), title="Where the numbers come from")
    for number, page in enumerate(pages_of(grid)):
        slide = add_slide(deck, "Table")
        fill(slide, 0, grid.title + (" (continued)" if number else ""))
        fill(slide, SUPPORT, "The notes of each slide hold its definition and its queries.")
        add_grid(slide, BODY, page, grid.title)
        fill(slide, SOURCE, origin(report))
        note(slide, report.origin)


def fill(slide: Slide, place: int, text: str) -> None:
    """Words in a place of the slide; a place without words goes."""
    if text:
        slide.placeholders[place].text_frame.text = text
    else:
        remove(slide, place)


def remove(slide: Slide, place: int) -> None:
    """Takes an empty place from the slide, which would ask for words."""
    element = slide.placeholders[place]._element
    element.getparent().remove(element)


def note(slide: Slide, *lines: str) -> None:
    """The speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(filter(None, lines))
