"""Tables on slides: native, with a heading row, in type that can be read from the back, parted where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from dashboard.basics.dealing import dealt
from dashboard.figures.theme import LIGHT
from dashboard.report.powerpoint.deck import ROOM
from dashboard.views import contract, rendering
from dashboard.views.pieces import Table

SIZE = 14
LETTER = int(Pt(SIZE)) * 0.5
WIDE_LETTER = int(Pt(SIZE)) * 0.58  # of a single word, which may be bold and have few thin letters
LINE = int(Pt(SIZE)) * 1.2
GAP = Inches(0.1)  # at both sides of a cell's words
NAMES = Inches(3.2)  # what a first column of long names gets before the table is parted
AIR = Inches(0.1)  # above and below them, together
TALLEST = Inches(4.1)
WIDEST = int(ROOM) / 3  # what a single word gets
MOST_WITH_SENTENCES = 3
STEPS, MOST_MEASURED = 40, 4  # in which the room is dealt out, and how many of a column's texts are looked at
LONGEST_TEXT = 90  # letters; what is longer is for the speaker's notes


@dataclass(frozen=True)
class Grid:
    """A table of texts; numeric columns stand at the right.

    `text` is what is said of it; `widths` are those of the table of which it is a part; `beside` is for each row what
    no column has room for.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()
    title: str = ""
    text: str = ""
    widths: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()


def grid_of(table: Table) -> Grid:
    """A view's table as the page writes it; a column without a value is left out."""
    shown = rendering.table_json(table)
    rows = [[text_of(cell) for cell in row] for row in shown["rows"]]
    kept = [
        place for place in range(len(table.columns)) if any(row[place] not in ("", "—") for row in rows) or not rows
    ]
    return Grid(
        tuple(shown["columns"][place]["label"] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        tuple(bool(shown["columns"][place]["numeric"]) for place in kept),
    )


def text_of(cell: contract.Cell) -> str:
    """A cell as text: a status as its shape and word, a number that is judged with the shape."""
    if isinstance(cell, str):
        return cell
    if "text" in cell:
        mark = cast("contract.Mark", cell)
        return shape_and_word(mark["judged"]["shape"], mark["text"]) if mark["judged"] else mark["text"]
    return shape_and_word(cell["shape"], cell["word"])


def shape_and_word(shape: str, word: str) -> str:
    """A status as it is written where nothing is drawn; the two stay in one line."""
    return f"{shape}\N{NO-BREAK SPACE}{word}"


def least_widths(grid: Grid) -> list[float]:
    """The columns' widths in which no word is broken, save one that would leave no room for two others as wide."""
    return [
        min(WIDE_LETTER * (1 + max(len(word) for text in column for word in text.split(" "))) + 2 * GAP, WIDEST)
        for column in columns_of(grid)
    ]


def most_widths(grid: Grid) -> list[float]:
    """The columns' widths in which every text stands in one line."""
    return [
        max(LETTER * (max(map(len, column)) + 1) + 2 * GAP, few)
        for few, column in zip(least_widths(grid), columns_of(grid), strict=True)
    ]


def columns_of(grid: Grid) -> list[list[str]]:
    """The texts of each column, its heading first."""
    return [[heading, *(row[place] for row in grid.rows)] for place, heading in enumerate(grid.headings)]


def widths_of(grid: Grid) -> list[int]:
    """The columns' widths: each at least its longest word, and of the rest of the room as much as its texts fill."""
    least, most = least_widths(grid), most_widths(grid)
    if sum(most) <= ROOM:
        return [round(width * ROOM / sum(most)) for width in most]
    widths = [round(width) for width in least]
    long_texts = [sorted(set(column), key=len)[-MOST_MEASURED:] for column in columns_of(grid)]
    step = round(max(ROOM - sum(widths), 0) / STEPS)
    for _ in range(STEPS):  # wider goes what makes rows high
        lines = [max(lines_of(text, width) for text in texts) for texts, width in zip(long_texts, widths, strict=True)]
        widths[lines.index(max(lines))] += step
    return widths


def lines_of(text: str, width: int) -> int:
    """About how many lines a text takes in a column of this width."""
    letters = max(int((width - 2 * GAP) / LETTER), 1)
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0
        lines += (len(word) - 1) // letters
        used += len(word) + (1 if used else 0)
    return lines


def height_of(row: Sequence[str], widths: Sequence[int]) -> int:
    """About how high a row is."""
    lines = max(lines_of(text, width) for text, width in zip(row, widths, strict=True))
    return round(lines * LINE) + int(AIR)


def for_slides(grid: Grid) -> Grid:
    """The table with the columns that fit a slide; what is in the others is said beside each row, for the notes.

    Columns of sentences go first, save in a table of two or three columns, which may be all about them.
    """
    places, aside = list(range(len(grid.headings))), []
    if len(places) > MOST_WITH_SENTENCES:
        aside = [place for place in places[1:] if max((len(row[place]) for row in grid.rows), default=0) > LONGEST_TEXT]
        places = [place for place in places if place not in aside]
    while len(places) > 1 and not fits(of_columns(grid, places)):
        aside.insert(0, places.pop())
    if not aside:
        return grid
    beside = tuple(
        f"{row[0]}: " + "; ".join(f"{grid.headings[place]} {row[place]}" for place in aside) for row in grid.rows
    )
    return replace(of_columns(grid, places), beside=beside)


def fits(grid: Grid) -> bool:
    """Whether a slide has room for the columns, with some to spare for a first one of long names."""
    first, *others = least_widths(grid)
    return max(first, min(most_widths(grid)[0], int(NAMES))) + sum(others) <= int(ROOM)


def of_columns(grid: Grid, places: Sequence[int]) -> Grid:
    """The table with these columns alone."""
    return replace(
        grid,
        headings=tuple(grid.headings[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in grid.rows),
        numeric=tuple(grid.numeric[place] for place in places) if grid.numeric else (),
    )


def pages_of(grid: Grid) -> Iterator[Grid]:
    """The table in parts that fit a slide each, about as high as each other and with the same columns; one without
    columns is its only part."""
    if not grid.headings:
        yield grid
        return
    widths = widths_of(grid)
    grid = replace(grid, widths=tuple(widths))
    heights = [height_of(row, widths) for row in grid.rows]
    room = int(TALLEST) - height_of(grid.headings, widths)
    for rows in dealt(heights, room):
        yield replace(grid, rows=grid.rows[rows], beside=grid.beside[rows])


def add_grid(slide: Slide, place: int, grid: Grid, description: str) -> None:
    """The table in the slide's place for one; the description is what a screen reader says."""
    holder = slide.placeholders[place]
    frame = holder.insert_table(len(grid.rows) + 1, len(grid.headings))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    widths = grid.widths or widths_of(grid)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for number, (row, texts) in enumerate(zip(table.rows, (grid.headings, *grid.rows), strict=True)):
        row.height = Emu(height_of(texts, widths))
        for column, text in enumerate(texts):
            right = bool(grid.numeric) and grid.numeric[column]
            write(table.cell(number, column), text, heading=number == 0, right=right)


def write(cell: _Cell, text: str, *, heading: bool, right: bool) -> None:
    """A cell's words; the heading row has a dark line under it, other rows a faint one."""
    cell.text = text
    cell.margin_left = cell.margin_right = GAP
    cell.margin_top = cell.margin_bottom = Emu(AIR // 2)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if heading else MSO_ANCHOR.TOP
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string((LIGHT.strip if heading else LIGHT.paper)[1:])
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(SIZE), heading
        paragraph.font.color.rgb = RGBColor.from_string(LIGHT.ink[1:])
