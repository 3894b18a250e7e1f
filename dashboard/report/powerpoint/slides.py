"""A report as a presentation: one slide a finding, with a chart that can be edited, and its origin in the notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches

from dashboard.basics.languages import _
from dashboard.report.content import Chapter, Report, Told, nobody
from dashboard.report.powerpoint.chart_sheet import parts_of
from dashboard.report.powerpoint.charts import add_chart
from dashboard.report.powerpoint.deck import (
    BODY,
    KICKER,
    LEFT,
    SOURCE,
    SUPPORT,
    add_slide,
    in_sections,
    new_deck,
    speak_english,
    tidy,
)
from dashboard.report.powerpoint.grids import Grid, add_grid, for_slides, grid_of, pages_of
from dashboard.report.powerpoint.panels import add_panels
from dashboard.report.powerpoint.slide_words import (
    as_lines,
    caption,
    card_notes,
    kicker,
    opening_notes,
    origin,
    status_line,
    tiles_grid,
    titled,
    told_in_words,
    with_rest,
)
from dashboard.views.pieces import Card

LOGO_TOP, LOGO_WIDTH, LOGO_HEIGHT = Inches(0.5), Inches(3), Inches(1)
MOST_LISTED = 15  # slides for a list of records; the notes have all of it


def write_slides(report: Report, out: Path | BinaryIO, told: Told = nobody) -> None:
    """Writes the report as a PPTX file."""
    talk = Talk(report)
    talk.cover()
    agenda = talk.slide("Text", _("What this presentation covers")) if len(report.chapters) > 1 else None
    for number, chapter in enumerate(report.chapters):
        told(chapter.title, number / len(report.chapters))
        talk.open(chapter)
        for card in chapter.view.cards:
            talk.finding(chapter, card)
        for grid, notes in told_in_words(chapter):
            talk.tables(chapter, grid, notes)
    if agenda:
        talk.fill_agenda(agenda)
    talk.close()
    talk.save(out)


class Talk:
    """A deck in the making, with the titles that it has already: each slide has one of its own."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.deck = new_deck(report)
        self.titles: set[str] = set()
        self.starts: list[tuple[str, Slide]] = []

    def slide(self, layout: str, title: str, otherwise: str = "") -> Slide:
        """A new slide with this title; where one has it already, what is said otherwise is added, and then a number."""
        told_apart = [title, f"{title} ({otherwise})"] if otherwise else [title]
        told_apart += [f"{told_apart[-1]}, {number}" for number in range(2, len(self.titles) + 3)]
        own = next(one for one in told_apart if one not in self.titles)
        self.titles.add(own)
        slide = add_slide(self.deck, layout)
        fill(slide, 0, own)
        return slide

    def cover(self) -> None:
        """The title slide."""
        report = self.report
        slide = self.slide("Title", report.title)
        fill(slide, BODY, f"{report.council_name}\n{report.period.long_label}")
        if report.logo and report.logo.suffix.lower() == ".png":
            show_logo(slide, report.logo, report.council_name)
        fill(slide, SOURCE, _("Illustrative records, not a council's own.") if report.illustrative else "")
        note(slide, report.origin)
        self.starts.append((report.title, slide))

    def fill_agenda(self, slide: Slide) -> None:
        """The list of chapters, each leading to its slide."""
        frame = slide.placeholders[BODY].text_frame
        for number, (title, start) in enumerate(self.starts[1:]):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = title
            link(slide, run._r, start)
        fill(slide, KICKER, kicker(self.report))
        fill(slide, SOURCE, origin(self.report))
        note(slide, _("Select a line to go to its chapter."))

    def open(self, chapter: Chapter) -> None:
        """A chapter's first slide: what it says, and its key measures."""
        view = chapter.view
        slide = self.slide("Chapter", view.headline, chapter.title)
        self.starts.append((chapter.title, slide))
        fill(slide, KICKER, kicker(self.report, chapter))
        fill(slide, SUPPORT, "\n".join(filter(None, (chapter.title, view.advice, *view.notices))))
        tabulate(slide, tiles_grid(view.tiles), _("Key measures of {chapter}", chapter=chapter.title.lower()))
        fill(slide, SOURCE, origin(self.report, chapter))
        note(slide, *opening_notes(self.report, chapter))

    def finding(self, chapter: Chapter, card: Card) -> None:
        """A card's slides: its chart, or two where it draws two kinds of thing; its table where it has no chart."""
        notes = card_notes(self.report, chapter, card)
        if card.figure is None:
            self.tables(chapter, grid_of(card.table), notes, card=card)
            return
        for extra, plot in parts_of(card.figure):
            head, rest = titled(card)
            slide = self.slide("Chart", head, extra or card.title)
            # no native chart has a line across lying bars
            against = [f"{line.label}." for line in plot.references if line.label and not plot.upright]
            told = filter(None, (status_line(chapter, card, extra), *against, caption(card, extra)))
            fill(slide, KICKER, kicker(self.report, chapter, card))
            fill(slide, SUPPORT, with_rest(" ".join(told), rest))
            shown = f"{card.title}: {extra}" if extra else card.title
            draw = add_panels if plot.panels else add_chart
            draw(slide.placeholders[BODY], plot, replace(card, title=shown).described)
            fill(slide, SOURCE, origin(self.report, chapter, card))
            note(slide, *notes)

    def tables(self, chapter: Chapter, grid: Grid, notes: list[str], *, card: Card | None = None) -> None:
        """A table whole, on one slide or several; of a list of records no more than some, of which the first one's
        notes have all."""
        every = list(pages_of(for_slides(grid)))
        pages = every if card else every[:MOST_LISTED]
        cut = len(pages) < len(every)
        head, rest = titled(card) if card else (grid.title, grid.text)
        shown = card.title if card else chapter.title
        words = " ".join(filter(None, (status_line(chapter, card), caption(card)))) if card else f"{shown}."
        words = with_rest(words, rest) + (
            _(" The notes of the first have all {count} rows.", count=len(grid.rows)) if cut else ""
        )
        for number, page in enumerate(pages, start=1):
            whose = (
                _("{head} ({number} of {count})", head=head, number=number, count=len(pages))
                if len(pages) > 1
                else head
            )
            slide = self.slide("Table", whose, shown)
            fill(slide, KICKER, kicker(self.report, chapter, card))
            fill(slide, SUPPORT, words)
            tabulate(slide, page, card.title if card else grid.title)
            fill(slide, SOURCE, origin(self.report, chapter, card))
            whole = [_("The table:"), *as_lines(grid)] if cut and number == 1 else []
            note(slide, *notes, *whole, *page.beside)

    def close(self) -> None:
        """The last slides: where the numbers come from."""
        rows = [*self.report.facts, *((title, _("Left out. {why}", why=why)) for title, why in self.report.missing)]
        sources = [(chapter.title, chapter.view.sources) for chapter in self.report.chapters]
        grid = Grid((_("What"), _("Which")), (*rows, *sources), title=_("Where the numbers come from"))
        for page in pages_of(grid):
            slide = self.slide("Table", grid.title, _("continued"))
            fill(slide, KICKER, kicker(self.report))
            fill(slide, SUPPORT, _("The notes of each slide hold its definition, its queries and its table."))
            tabulate(slide, page, grid.title)
            fill(slide, SOURCE, origin(self.report))
            note(slide, self.report.origin)

    def save(self, out: Path | BinaryIO) -> None:
        """Writes the file."""
        in_sections(self.deck, self.starts)
        tidy(self.deck)
        speak_english(self.deck)
        self.deck.save(str(out) if isinstance(out, Path) else out)


def link(slide: Slide, run: etree._Element, target: Slide) -> None:
    """Makes a run lead to another slide."""
    properties = run.find(qn("a:rPr"))
    if properties is None:
        properties = run.makeelement(qn("a:rPr"), {})
        run.insert(0, properties)
    found = etree.SubElement(properties, qn("a:hlinkClick"))
    found.set(qn("r:id"), slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))
    found.set("action", "ppaction://hlinksldjump")


def fill(slide: Slide, place: int, text: str) -> None:
    """Words in a place of the slide; a place without words goes."""
    if text:
        slide.placeholders[place].text_frame.text = text
    else:
        remove(slide, place)


def show_logo(slide: Slide, path: Path, name: str) -> None:
    """A council's logo at the top of a slide, named for screen readers, as large as its place allows."""
    shown = slide.shapes.add_picture(str(path), LEFT, LOGO_TOP)
    scale = min(LOGO_WIDTH / shown.width, LOGO_HEIGHT / shown.height)
    shown.width, shown.height = Emu(round(shown.width * scale)), Emu(round(shown.height * scale))
    shown.name = name
    shown._element.nvPicPr.cNvPr.set("descr", name)


def tabulate(slide: Slide, grid: Grid, description: str) -> None:
    """A table in the slide's place for one; without a column there is nothing to show, and the place goes."""
    if grid.headings:
        add_grid(slide, BODY, grid, description)
    else:
        remove(slide, BODY)


def remove(slide: Slide, place: int) -> None:
    """Takes an empty place from the slide, which would ask for words."""
    element = slide.placeholders[place]._element
    element.getparent().remove(element)


def note(slide: Slide, *lines: str) -> None:
    """The speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(filter(None, lines))
