"""The quarterly monitoring report as a Word document, in the shape of the papers, ready to be edited and sent on."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import docx

from dashboard.basics.languages import _
from dashboard.report.content import Chapter, Report, Told, nobody
from dashboard.report.word.chapters import (
    Later,
    items_grid,
    notes_below,
    passage_of,
    section_of,
    set_apart,
    sources,
    themed,
    tiles_grid,
)
from dashboard.report.word.dress import dress
from dashboard.report.word.paper import Paper
from dashboard.report.word.tables import Grid, grid_of
from dashboard.views.pieces import Card, Section, Table

GROUP, NOTE = "group", "note"
KEY = "key"


def write_document(report: Report, out: Path | BinaryIO, told: Told = nobody) -> None:
    """Writes the report as .docx; `told` hears how far it is."""
    document = docx.Document(str(report.template) if report.template else None)
    paper = Paper(document, dress(document, report))
    later: Later = []
    charts = sum(card.figure is not None for chapter in report.chapters for card in chapter.view.cards)
    done = 0

    def drawn(card: Card) -> None:
        nonlocal done
        told(f"Drawing: {card.title}", done / max(charts, 1))
        done += 1

    title_block(paper, report)
    whole = len(report.chapters) > 1
    for chapter in report.chapters:
        if chapter.page.key == "attention":
            overview(paper, report, chapter, report.key if whole else None)
        else:
            themed(paper, chapter, later, drawn, period=report.period, part=whole, told=(KEY,) if whole else ())
    for chapter in report.chapters:
        if chapter.listing and chapter.page.key != "attention":
            listed(paper, chapter.listing.title, chapter.listing.table)
    if whole:
        closing(paper, report)
    appendix(paper, later)
    origin(paper, report)
    paper.finish()
    document.save(str(out) if isinstance(out, Path) else out)
    told(_("Written"), 1.0)


def title_block(paper: Paper, report: Report) -> None:
    """What it is, for whom and by whom; the last an officer has to say."""
    if report.logo and report.logo.suffix.lower() == ".png":
        paper.logo(report.logo.read_bytes(), report.council_name)
    paper.text(report.title, "Title")
    paper.text(report.subject, "Subtitle")
    meeting = (
        _("the date of the committee's meeting")
        if report.committees
        else _("the committee and the date of its meeting")
    )
    paper.gap(_("To complete"), _("{meeting}; the name and role of the report's author.", meeting=meeting))
    if report.illustrative:
        paper.text(_("The records behind these figures are illustrative."), "Note")
    if len(report.chapters) > 1:
        paper.contents()


def overview(paper: Paper, report: Report, chapter: Chapter, key: Section | None) -> None:
    """The summary with its counts, what needs attention and a comment, the key, and the scorecard."""
    view = chapter.view
    paper.chapter(_("Summary of performance"), new_page=False)
    paper.text(f"{view.headline}.", "Lead")
    paper.text(view.advice)
    if chapter.filters:
        paper.text(chapter.scope, "Note")
    for notice in view.notices:
        paper.text(notice, "Note")
    paper.table(
        _("Measures on target, better and worse, {quarter}", quarter=view.state.quarter.label), tiles_grid(view.tiles)
    )
    if view.items:
        paper.chapter(chapter.title, new_page=False)
        paper.table(_("What needs attention, {quarter}", quarter=view.state.quarter.label), items_grid(view.items))
    if view.items_note:
        paper.text(view.items_note, "Note")
    for section in view.sections:
        section_of(paper, section)
    if report.wanted:
        paper.chapter(_("Comments wanted"), new_page=False)
        paper.text(_("Readers will ask about these, and the council has not said anything on them yet."))
        for wanted in report.wanted:
            paper.gap(_("Comment wanted"), f"{wanted}.")
    if key:
        paper.chapter(_("Key to statuses and trends"), new_page=False)
        key_of(paper, key)
    if chapter.listing:
        paper.turn(landscape=True)
        scorecard(paper, chapter.listing.title, chapter.listing.table)
        paper.text(view.sources, "Note")
        paper.turn(landscape=False)


def key_of(paper: Paper, key: Section) -> None:
    """What shapes and words mean."""
    paper.table(
        _("What the statuses mean"),
        Grid(
            (_("Status"), _("Meaning")),
            (False, False),
            tuple((one.status, one.text) for one in key.passages if one.status),
        ),
    )
    for passage in key.passages:
        if not passage.status:
            passage_of(paper, passage)


def scorecard(paper: Paper, title: str, table: Table) -> None:
    """Every measure, a table for each priority or theme, with the latest notes below it."""
    paper.chapter(title, new_page=False)
    rows = sorted(table.rows, key=lambda row: str(row[GROUP]))
    empty = [column.key for column in table.columns if all(row.get(column.key) is None for row in rows)]
    apart = (GROUP, NOTE, *empty)
    every = grid_of(table, apart)
    for group, members in groupby(rows, key=lambda row: str(row[GROUP])):
        part = Table(table.columns, tuple(members))
        paper.heading(group)
        paper.table(f"{title}: {group}", grid_of(part, apart), like=every)
        notes_below(paper, part, (NOTE,))


def listed(paper: Paper, title: str, table: Table) -> None:
    """A list of records on paper of its own, turned where it is wide."""
    wide = len(table.columns) > 6
    if wide:
        paper.turn(landscape=True)
    paper.chapter(title, new_page=not wide)
    paper.table(title, grid_of(table))
    paper.text(_("This is the whole list."), "Note")
    if wide:
        paper.turn(landscape=False)


def closing(paper: Paper, report: Report) -> None:
    """What a paper ends with and only an officer can write, and which themes have nothing for the period."""
    paper.chapter(_("Implications and recommendation"), new_page=False)
    paper.gap(_("To complete"), _("risks, and financial and legal implications."))
    paper.gap(
        _("To complete"),
        _("what the committee is asked to do with this report on {report}.", report=report.period.label),
    )
    if report.missing:
        paper.chapter(_("Not in this report"), new_page=False)
        for title, why in report.missing:
            paper.led(f"{title}.", why, "ListBullet")


def appendix(paper: Paper, later: Later) -> None:
    """The tables that are too long for their chapters; those too wide for them last, on paper turned for them."""
    if not later:
        return
    paper.chapter(_("Appendix: longer tables"))
    long, wide = ([one for one in later if bool(one[2].marks) is marked] for marked in (False, True))
    for one in long:
        longer(paper, *one)
    if wide:
        paper.text(_("Tables that are too wide for this paper follow on paper turned for them."), "Note")
        paper.turn(landscape=True)
        for one in wide:
            longer(paper, *one)
        paper.text(_("These have every quarter that the pages show."), "Note")
        paper.turn(landscape=False)


def longer(paper: Paper, anchor: str, title: str, table: Table) -> None:
    """A table of the appendix, whole."""
    paper.heading(title, 2, anchor)
    apart = set_apart(table)
    paper.table(title, grid_of(table, apart))
    notes_below(paper, table, apart)


def origin(paper: Paper, report: Report) -> None:
    """What the report was made from, and what its numbers mean."""
    paper.chapter(_("Appendix: definitions and sources"))
    paper.table(_("About this report"), Grid((_("What"), _("Which")), (False, False), report.facts))
    for chapter in report.chapters:
        sources(paper, chapter)
