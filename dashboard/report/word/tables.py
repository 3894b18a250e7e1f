"""Tables of a Word document: widths that fit the paper, headings that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.figures import theme
from dashboard.report.word.markup import MM, attribute, paragraph, run
from dashboard.views.pieces import Column, Mark, Status, Table
from dashboard.views.rendering import TEXT_KINDS, cell

Value = str | Status
FIGURE, PADDING = 1.64, 3.4  # millimetres: a figure of nine points, both sides of a cell
SMALL_FIGURE, SMALL_PADDING = 1.46, 2.4  # the same in a crowded table
BOLD, SLACK = 1.04, 0.6  # how much wider a bold letter is; figures to spare, since fonts differ
# letters that are not about as wide as a figure, and how wide they are beside one
WIDTHS = {
    **dict.fromkeys("mwMW%&▲▼◆✕✓○—", 1.6),
    **dict.fromkeys("ABCDEGHKNOPQRTUVXY", 1.12),
    **dict.fromkeys("cfrstz-–()/", 0.74),
    **dict.fromkeys("iljI.,:;'’ \N{NO-BREAK SPACE}", 0.48),
}
MOST_WIDE = 160.0  # a column of text that is wider than this is set in lines
UNBROKEN, UNBROKEN_STATUS = 12, 22  # letters up to which a cell's text stays on one line
KEPT_TOGETHER = 8  # rows up to which a table stays on one page
ENDS = 2  # rows of a longer one that do not stand alone at a page's edge
ALMOST = 1.12  # small letters are worth it where a table then nearly fits
TIGHT = (
    f'<w:tblCellMar><w:left w:w="{round(MM)}" w:type="dxa"/><w:right w:w="{round(MM)}" w:type="dxa"/></w:tblCellMar>'
)
WASHES = {
    "green": (theme.LIGHT.met_wash, "StatusMet"),
    "achieved": (theme.LIGHT.met_wash, "StatusMet"),
    "amber": (theme.LIGHT.near_wash, "StatusNear"),
    "look": (theme.LIGHT.near_wash, "StatusNear"),
    "red": (theme.LIGHT.missed_wash, "StatusMissed"),
    "failed": (theme.LIGHT.missed_wash, "StatusMissed"),
    "clearly": (theme.LIGHT.missed_wash, "StatusMissed"),
}


@dataclass(frozen=True)
class Grid:
    """A table as text: headings, which of the columns are numbers, and rows."""

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Value, ...], ...]
    folded: tuple[str, ...] = ()  # headings of columns that may well be set in two lines

    @cached_property
    def letters(self) -> list[tuple[float, float]]:
        """Of each column how long a line it needs at least, and likes best, in figures."""
        found = []
        for place, heading in enumerate(self.headings):
            lines = [line for row in self.rows for line in text_of(row[place]).split("\n")]
            judged = any(isinstance(row[place], Status) for row in self.rows) and heading not in self.folded
            most = UNBROKEN_STATUS if judged else UNBROKEN
            whole = {word for line in lines for word in ([line] if len(line) <= most else line.split(" "))}
            words = (length(word) * BOLD for word in heading.split())
            least = max([*words, *map(length, whole)], default=1)
            liked = max(map(length, lines), default=1) / (2 if heading in self.folded else 1)
            # a heading of several words is set in two lines
            found.append((least, max(least, liked, length(heading) * BOLD / 2)))
        return found

    def first(self, rows: int) -> Grid:
        """The same table with its first rows alone."""
        return replace(self, rows=self.rows[:rows])


def length(text: str) -> float:
    """How long a line a text needs, in figures."""
    return SLACK + sum(WIDTHS.get(letter, 1.0) for letter in text)


def grid_of(table: Table, leaving: Sequence[str] = ()) -> Grid:
    """A view's table as text, without the columns that are told elsewhere."""
    columns = [column for column in table.columns if column.key not in leaving]
    return Grid(
        tuple(column.label for column in columns),
        tuple(column.kind not in TEXT_KINDS for column in columns),
        tuple(
            tuple(value_of(row, column, marks.get(column.key)) for column in columns) for row, marks in table.marked()
        ),
    )


def value_of(row: Mapping[str, object], column: Column, mark: Mark | None) -> Value:
    """A cell as the page writes it; a status keeps its shape, and a number that is judged has one."""
    value = row.get(column.key)
    if isinstance(value, Status):
        return value
    written = str(cell(row, column))
    return replace(mark.status, word=written) if mark and mark.status else written


def text_of(value: Value) -> str:
    """What a cell says: of a status its shape and its word."""
    return f"{value.shape} {value.word}" if isinstance(value, Status) else value


def widths(grid: Grid, room: float) -> tuple[list[float], bool]:
    """The columns' widths in millimetres, and whether the table is set in small letters, so that it fits."""
    unfolded = [liked for _, liked in needs(replace(grid, folded=()), FIGURE, PADDING)]
    if sum(unfolded) <= room:
        return unfolded, False
    usual, small = needs(grid, FIGURE, PADDING), needs(grid, SMALL_FIGURE, SMALL_PADDING)
    if sum(liked for _, liked in usual) <= room:
        return shared(usual, room), False
    if sum(liked for _, liked in small) <= room * ALMOST or sum(least for least, _ in usual) > room:
        return shared(small, room), True
    return shared(usual, room), False


def needs(grid: Grid, figure: float, padding: float) -> list[tuple[float, float]]:
    """Of each column the least width and the one it likes, with figures of this size."""
    found = [(least * figure + padding, liked * figure + padding) for least, liked in grid.letters]
    return [(least, max(least, min(liked, MOST_WIDE))) for least, liked in found]


def shared(pairs: Sequence[tuple[float, float]], room: float) -> list[float]:
    """Widths that fit the room: each column the least, and of what is left a share of what it likes beyond that."""
    least, liked = sum(low for low, _ in pairs), sum(high for _, high in pairs)
    if least >= room:
        return [low * room / least for low, _ in pairs]
    share = min(1.0, (room - least) / ((liked - least) or 1))
    return [low + (high - low) * share for low, high in pairs]


def table_markup(grid: Grid, title: str, description: str, room: float, like: Grid | None = None) -> str:
    """The table, `room` millimetres wide at most, its columns as wide as those of the table that it is `like`."""
    wide, small = widths(like or grid, room)
    twips = [round(width * MM) for width in wide]
    size = "Small" if small else ""
    looks = [f"TableNumber{size}" if number else f"TableText{size}" for number in grid.numeric]
    heads = [f"TableHeadNumber{size}" if number else f"TableHead{size}" for number in grid.numeric]
    sized = [f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in twips]
    head = "".join(
        f"<w:tc>{own}</w:tcPr>{paragraph(run(text), look)}</w:tc>"
        for own, text, look in zip(sized, grid.headings, heads, strict=True)
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    last = len(grid.rows) - 1
    together = len(grid.rows) <= KEPT_TOGETHER
    rows = "".join(row_markup(row, sized, looks, keep=together and place < last) for place, row in enumerate(grid.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{TIGHT if small else ""}'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val="{attribute(title)}"/>'
        f'<w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def row_markup(row: Sequence[Value], sized: Sequence[str], looks: Sequence[str], *, keep: bool) -> str:
    """A row, kept on the page of the next one where that is wanted."""
    cells, kept = [], "<w:keepNext/>" if keep else ""
    for value, own, look in zip(row, sized, looks, strict=True):
        wash, style = WASHES.get(value.code, ("", "")) if isinstance(value, Status) else ("", "")
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{wash[1:]}"/>' if wash else ""
        content = paragraph(run(text_of(value), style=style), look, kept)
        cells.append(f"<w:tc>{own}{shade}</w:tcPr>{content}</w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
