"""The chapters of a Word report: all that a page shows, in the order in which a paper tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dashboard.basics.languages import _
from dashboard.basics.paragraphs import blocks
from dashboard.basics.quarters import Period
from dashboard.report.blocks import Block
from dashboard.report.content import Chapter, whole_text
from dashboard.report.pictures import picture
from dashboard.report.word.paper import KEPT, Paper
from dashboard.report.word.tables import Grid, Value, grid_of
from dashboard.views.pieces import Card, Item, Passage, Quote, Section, Table, Tile, earlier, parted

MOST_ROWS = 25  # a longer table stands in the appendix, and its first rows in the chapter
FIRST_ROWS = 8
PICTURE_WIDTH = 140.0
LONG_TEXT = 60  # letters from which a cell's text stands below a crowded table
MOST_ACROSS = 8  # columns of places by quarter that upright paper has room for
CROWDED = 6  # columns of a crowded one
Later = list[tuple[str, str, Table]]
Drawn = Callable[[Card], None]

SENTENCE = re.compile(r"(?<=[.!?])\s+")


def themed(
    paper: Paper,
    chapter: Chapter,
    later: Later,
    drawn: Drawn,
    *,
    period: Period,
    part: bool,
    told: tuple[str, ...] = (),
) -> None:
    """A page as a chapter, or on its own; tables too long for it are kept for later, sections told before are left
    out. A chapter for another period than the report's says so."""
    view = chapter.view
    paper.chapter(chapter.title, new_page=part)
    paper.text(f"{view.headline}.", "Lead")
    paper.text(view.advice)
    if chapter.filters or view.state.quarter != period:
        paper.text(chapter.scope, "Note")
    for notice in view.notices:
        paper.text(notice, "Note")
    if view.tiles:
        paper.table(_("At a glance, {quarter}", quarter=view.state.quarter.label), tiles_grid(view.tiles))
    for block in chapter.blocks:
        paper.table(f"{block.code}, {block.title}. {block.aim}", block_grid(block))
    for wanted in chapter.wanted:
        paper.gap(_("Comment wanted"), f"{wanted}.")
    if view.items:
        paper.table(_("What needs attention"), items_grid(view.items))
    if view.items_note:
        paper.text(view.items_note, "Note")
    keys = chapter.page.opening
    first = sorted((card for card in view.cards if card.key in keys), key=lambda card: keys.index(card.key))
    for card in first:
        one_card(paper, chapter, card, later, drawn)
    for prose in chapter.paragraphs:
        if not prose.card:
            paper.heading(prose.heading)
            paper.text(prose.text)
    for section in view.sections:
        if section.key not in told:
            section_of(paper, section)
    for card in view.cards:
        if card not in first:
            one_card(paper, chapter, card, later, drawn)


def one_card(paper: Paper, chapter: Chapter, card: Card, later: Later, drawn: Drawn) -> None:
    """A card: its finding, its chart, its numbers and what the council says of them."""
    paper.heading(card.title)
    paper.text(card.finding, "Finding")
    for prose in chapter.paragraphs:
        if prose.card == card.key:
            paper.text(prose.text, properties=KEPT)
    if card.figure is not None:
        drawn(card)
        paper.picture(
            picture(card, PICTURE_WIDTH),
            captioned(chapter, card),
            f"{card.finding} {card.marked}".strip(),
            PICTURE_WIDTH,
        )
    paper.text(printed_note(card.note), "Note")
    if card.table.rows:
        numbers(paper, captioned(chapter, card), card, later)
    now, before = parted(card.quotes)
    quoted(paper, now)
    if before:
        paper.text(earlier(before), "QuoteBy")
        quoted(paper, before)


def quoted(paper: Paper, said: Sequence[Quote]) -> None:
    """Notes with who wrote them and where they are doubtful."""
    for quote in said:
        by = f"{quote.heading} ({quote.mark})" if quote.mark else quote.heading
        paper.text(by, "QuoteBy")
        for block in blocks(whole_text(quote)):
            for line in block.lines:
                paper.text(line, "ListBullet" if block.points else "Quote")
        paper.text(quote.doubt, "Note")


def captioned(chapter: Chapter, card: Card) -> str:
    """A card's title where several chapters have one of that name."""
    return f"{chapter.title}: {card.title}"


def numbers(paper: Paper, title: str, card: Card, later: Later) -> None:
    """The card's table; of a long one the first rows below its chart, of one that is wide with quarters the newest of
    them, and the way to all."""
    table = card.table
    apart = set_apart(table)
    beyond = tuple(column.key for column in table.columns[MOST_ACROSS:]) if table.marks else ()
    grid = grid_of(table, (*apart, *beyond))
    if len(table.rows) > MOST_ROWS:
        anchor = paper.anchor()
        later.append((anchor, title, table))
        if card.figure is not None:
            paper.table(
                _(
                    "{title}, the first {first_rows} of {count} rows",
                    title=title,
                    first_rows=FIRST_ROWS,
                    count=len(table.rows),
                ),
                grid.first(FIRST_ROWS),
            )
        paper.add_link(_("All rows are in the appendix: "), anchor, title)
        return
    if beyond:
        anchor = paper.anchor()
        later.append((anchor, title, table))
        paper.table(
            _(
                "{title}, the first {most_across} of {count} columns",
                title=title,
                most_across=MOST_ACROSS,
                count=len(table.columns),
            ),
            grid,
        )
        paper.add_link(_("All columns are in the appendix: "), anchor, title)
        return
    paper.table(title, grid)
    notes_below(paper, table, apart)


def set_apart(table: Table) -> tuple[str, ...]:
    """The columns of a crowded table whose texts are too long for it."""
    if len(table.columns) <= CROWDED:
        return ()
    return tuple(
        column.key
        for column in table.columns[1:]
        if column.kind == "text" and any(len(str(row.get(column.key) or "")) > LONG_TEXT for row in table.rows)
    )


def notes_below(paper: Paper, table: Table, apart: tuple[str, ...]) -> None:
    """What the columns set apart say: each text once, led by the rows that it is about."""
    first = table.columns[0].key
    for key in apart:
        about: dict[str, list[str]] = {}
        for row in table.rows:
            if row.get(key):
                about.setdefault(str(row[key]), []).append(str(row[first]))
        for text, names in about.items():
            paper.led(f"{'; '.join(names)}:", text, "SmallBullet")


def tiles_grid(tiles: tuple[Tile, ...]) -> Grid:
    """The page's figures at a glance."""
    judged, aimed = any(tile.status for tile in tiles), any(tile.target for tile in tiles)
    moved = any(tile.changes for tile in tiles)
    headings = [
        _("Measure"),
        _("Value"),
        _("Based on"),
        *([_("Target")] if aimed else []),
        *([_("Status")] if judged else []),
    ]
    rows: list[tuple[Value, ...]] = []
    for tile in tiles:
        row: list[Value] = [tile.title, tile.value, "\n".join(filter(None, [tile.cases, tile.interval]))]
        if aimed:
            row.append(tile.target.removeprefix("Target ") or _("None"))
        if judged:
            row.append(tile.status or "")
        if moved:
            row.append("\n".join(change.text for change in tile.changes))
        rows.append(tuple(row))
    headings += [_("Change")] if moved else []
    numeric = tuple(heading in ("Value", "Target") for heading in headings)
    return Grid(tuple(headings), numeric, tuple(rows), folded=(_("Status"),))


def block_grid(block: Block) -> Grid:
    """A headline measure: the period before, this one and the year."""
    return Grid(
        (_("Period"), _("Value"), _("Target"), _("Status"), _("Long trend"), _("Short trend")),
        (False, True, True, False, False, False),
        tuple(
            (one.period, one.value, one.target, one.status, one.long_trend, one.short_trend) for one in block.standings
        ),
    )


def items_grid(items: tuple[Item, ...]) -> Grid:
    """What needs attention, the most pressing first."""
    return Grid(
        (_("Measure"), _("What happened"), _("Status")),
        (False, False, False),
        tuple((item.title, item.sentence[:1].upper() + item.sentence[1:], item.status) for item in items),
    )


def section_of(paper: Paper, section: Section) -> None:
    """What is told in words, each passage with its judgement where it has one."""
    paper.heading(section.title)
    if section.status:
        paper.led(f"{section.status.shape} {section.status.word}.", section.text)
    else:
        paper.text(section.text, "Note", KEPT)
    for passage in section.passages:
        passage_of(paper, passage)


def passage_of(paper: Paper, passage: Passage) -> None:
    """One thing told in words."""
    judged = f"{passage.status.shape} {passage.status.word}" if passage.status else ""
    before = f", {passage.before}" if passage.before else ""
    said = " ".join(filter(None, [f"{judged}{before}." if judged else "", passage.text, passage.detail]))
    paper.led(f"{passage.title}." if passage.title else "", said, "ListBullet")
    paper.text(passage.source, "Note")


def sources(paper: Paper, chapter: Chapter) -> None:
    """Where a chapter's numbers come from, where they are on screen, and what they mean."""
    paper.heading(chapter.title)
    paper.text(chapter.view.sources)
    for card in chapter.view.cards:
        if card.about.source:
            paper.text(f"{card.title}: {card.about.source}")
    paper.text(_("On screen: {address}", address=chapter.address), "Note")
    defined: dict[str, list[str]] = {}
    for card in chapter.view.cards:
        about = card.about
        halves = ((_("Numerator"), about.numerator), (_("Denominator"), about.denominator))
        parts = [about.definition, *(f"{name}: {sentence(text)}" for name, text in halves if text)]
        if about.definition:
            defined.setdefault(" ".join(parts), []).append(card.title)
    for text, titles in defined.items():
        paper.led(f"{'; '.join(titles)}.", text, "SmallBullet")


def sentence(text: str) -> str:
    """The words with a full stop."""
    return text if text.endswith(".") else f"{text}."


def printed_note(note: str) -> str:
    """A card's note without what can be done only on screen: selecting a bar, opening its table."""
    sentences = SENTENCE.split(note)
    return " ".join(one for one in sentences if one and not one.startswith(("Select ", "The table ")))
