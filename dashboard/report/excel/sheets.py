"""What a report's spreadsheet holds: a list of sheets with one table each, everything that the pages show.

The pages' own tables have a sheet each; headline figures, what needs attention, what is told in words and the
council's comments are gathered into one table for all pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.basics.languages import N_, _
from dashboard.report.content import Chapter, Report, every_table, whole_text
from dashboard.report.excel import cells
from dashboard.report.excel.cells import Cell
from dashboard.views.pieces import About, Card, Table

MOST_NAME = 31  # letters that a spreadsheet allows in a sheet's name
SMALL_WORDS = ("a", "and", "as", "at", "by", "from", "how", "in", "of", "on", "since", "so", "the", "to", "with")
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Note:
    """What a table's numbers are: definition, both halves of a ratio, and the queries that were asked."""

    definition: str
    numerator: str = ""
    denominator: str = ""
    queries: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table with its words. `lines` stand above it: finding, note, what is told beside it."""

    name: str
    title: str
    lines: tuple[str, ...]
    scope: str
    source: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Note | None = None


def sheets(report: Report) -> list[Sheet]:
    """Every sheet of the report, in the order of its tabs, each with a name of its own."""
    found = [
        headlines(report),
        *gathered(report, _("Headline figures"), (_("Page"), _("Measure"), *map(_, TILE)), tile_rows(report)),
        *gathered(report, _("Headline measures"), (_("Page"), *map(_, BLOCK)), block_rows(report)),
        *gathered(report, _("What needs attention"), (_("Measure"), _("What is so"), _("Status")), item_rows(report)),
        *[of_table(report, *one) for one in every_table(report)],
        *gathered(
            report, _("What is told in words"), (_("Page"), _("Heading"), *map(_, PASSAGE)), passage_rows(report)
        ),
        *gathered(
            report,
            _("What the council says"),
            (_("Page"), _("About"), _("By"), _("Text"), _("Mark"), _("Doubt")),
            quotes(report),
        ),
        *gathered(report, _("Comments wanted"), (_("Page"), _("What to explain")), wanted_rows(report)),
        *gathered(report, _("Not in this file"), (_("Page"), _("Why")), missing_rows(report)),
    ]
    return [named(sheet, place) for place, sheet in enumerate(found, start=1)]


TILE = (N_("Value"), N_("Of"), N_("Interval"), N_("Status"), N_("Target"), N_("Changes"))
BLOCK = (
    N_("Code"),
    N_("Measure"),
    N_("Aim"),
    N_("Period"),
    N_("Value"),
    N_("Target"),
    N_("Status"),
    N_("Long trend"),
    N_("Short trend"),
)
FIGURES = (N_("Value"), N_("Target"))
PASSAGE = (N_("Title"), N_("Text"), N_("Status"), N_("Before"), N_("More"), N_("Source"))


def named(sheet: Sheet, place: int) -> Sheet:
    """The sheet under a name that no other has, cut at a word."""
    words = FORBIDDEN.sub(" ", sheet.name.replace("/", "-")).split()
    while words and (len(f"{place} {' '.join(words)}") > MOST_NAME or words[-1].lower() in SMALL_WORDS):
        words.pop()
    name = " ".join([str(place), *words])
    return replace(sheet, name=name.rstrip(" ,;"), title=f"Table {place}: {sheet.title}")


def headlines(report: Report) -> Sheet:
    """What each page finds, and where it is."""
    rows = [
        [one.title, view.headline, view.advice, " ".join(view.notices), one.scope, one.address]
        for one in report.chapters
        for view in [one.view]
    ]
    headings = (_("Page"), _("Finding"), _("What it rests on"), _("Notices"), _("What is shown"), _("Address"))
    return words(report, _("Findings"), headings, rows)


def gathered(report: Report, title: str, headings: tuple[str, ...], rows: Iterable[Sequence[str]]) -> list[Sheet]:
    """One sheet of what is told in words, or none where there is nothing."""
    kept = list(rows)
    return [words(report, title, headings, kept)] if kept else []


def words(report: Report, title: str, headings: tuple[str, ...], rows: Sequence[Sequence[str]]) -> Sheet:
    """A sheet of text, without columns in which nothing stands; figures in it that are plain numbers are numbers."""
    places = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    shown = tuple(headings[place] for place in places)
    kept = tuple(
        tuple(
            cells.printed(row[p]) if headings[p] in [_(one) for one in FIGURES] else cells.text(row[p]) for p in places
        )
        for row in rows
    )
    return Sheet(title, title, (), report.subject, "", shown, kept)


def of_table(report: Report, chapter: Chapter, title: str, table: Table, card: Card | None) -> Sheet:
    """A page's table with the words that stand beside it. One without rows says so in its only row."""
    table = cells.flat(table)
    headings = cells.headings(table) or [_("Rows")]
    rows = [[cells.cell(row, c) for c in table.columns] for row in table.rows]
    units = cells.units(table)
    if units is not None:
        place = next(place for place, column in enumerate(table.columns) if column.kind == "in_unit")
        headings.insert(place, _("Unit"))
        for row, unit in zip(rows, units, strict=True):
            row.insert(place, unit)
    if not rows:
        rows = [[Cell(_("There are no rows")), *[Cell(cells.NOT_APPLICABLE)] * (len(headings) - 1)]]
    return Sheet(
        name=title,
        title=f"{chapter.title}: {title}",
        lines=tuple(filter(None, (card.finding, card.note))) if card else (),
        scope=f"{report.council_name}, {chapter.scope}",
        source=(card.about.source if card else "") or chapter.view.extract or chapter.view.sources,
        headings=tuple(headings),
        rows=tuple(map(tuple, rows)),
        note=note_of(card.about) if card else None,
    )


def note_of(about: About) -> Note:
    """What the card says about its numbers."""
    return Note(about.definition, about.numerator, about.denominator, ", ".join(about.queries))


def tile_rows(report: Report) -> list[Sequence[str]]:
    """The measures at a glance, as the pages print them."""
    return [
        (
            one.title,
            tile.title,
            tile.value,
            tile.cases,
            tile.interval,
            tile.status.word if tile.status else "",
            tile.target,
            "; ".join(change.text for change in tile.changes),
        )
        for one in report.chapters
        for tile in one.view.tiles
    ]


def item_rows(report: Report) -> list[Sequence[str]]:
    """What needs attention, most urgent first."""
    items = [item for one in report.chapters for item in one.view.items]
    return [(item.title, item.sentence, item.status.word) for item in items]


def passage_rows(report: Report) -> list[Sequence[str]]:
    """What is told in words: a row for each heading's own words, and one for each thing told under it."""
    rows: list[Sequence[str]] = []
    for one in report.chapters:
        for section in one.view.sections:
            status = section.status.word if section.status else ""
            if section.text or status:
                rows.append((one.title, section.title, "", section.text, status, "", "", ""))
            rows += [
                (
                    one.title,
                    section.title,
                    passage.title,
                    passage.text,
                    passage.status.word if passage.status else "",
                    passage.before,
                    passage.detail,
                    passage.source,
                )
                for passage in section.passages
            ]
    return rows


def quotes(report: Report) -> list[Sequence[str]]:
    """What the council says of its numbers, whole."""
    return [
        (one.title, card.title, quote.heading, whole_text(quote), quote.mark, quote.doubt)
        for one in report.chapters
        for card in one.view.cards
        for quote in card.quotes
    ]


def wanted_rows(report: Report) -> list[Sequence[str]]:
    """What only an officer can explain, by the page that shows it."""
    rows = [(one.title, sentence) for one in report.chapters for sentence in one.wanted]
    told = {sentence for _rest, sentence in rows}
    return [*rows, *((report.title, sentence) for sentence in report.wanted if sentence not in told)]


def block_rows(report: Report) -> list[Sequence[str]]:
    """The headline measures as the papers print them, a row for each period."""
    return [
        (
            one.title,
            block.code,
            block.title,
            block.aim,
            standing.period,
            standing.value,
            standing.target,
            standing.status.word,
            standing.long_trend,
            standing.short_trend,
        )
        for one in report.chapters
        for block in one.blocks
        for standing in block.standings
    ]


def missing_rows(report: Report) -> list[Sequence[str]]:
    """The pages that have nothing for the period."""
    return list(report.missing)
