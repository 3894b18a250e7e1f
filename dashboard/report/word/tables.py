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
FIGURE = 1.82  # millimetres: a figure of ten points, which nothing in a table is smaller than
PADDING, TIGHT_PADDING = 3.4, 2.4  # both sides of a cell, and in a crowded table
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
ALMOST = 1.12  # tight cells are worth it where a table then nearly fits
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
    broken: bool = False  # whether what is short and of several words may be set in lines too

    @cached_property
    def letters(self) -> list[tuple[float, float]]:
        """Of each column how long a line it needs at least, and likes best, in figures."""
        found = []
        for place, heading in enumerate(self.headings):
            lines = [line for row in self.rows for line in text_of(row[place]).split("\n")]
            judged = any(isinstance(row[place], Status) for row in self.rows) and heading not in self.folded
            most = 0 if self.broken else UNBROKEN_STATUS if judged else UNBROKEN
            whole = {word for line in lines for word in ([line] if len(line) <= most else line.split(" "))}
            words = (length(word) * BOLD for word in heading.split())
            least = max([*words, *map(length, whole)], default=1)
            liked = max(map(length, lines), default=1) / (2 if heading in self.folded else 1)
            # a heading of several words is set in two lines
            found.append((least, max(least, liked, length(heading) * BOLD / 2)))
        return found

    def of(self, places: Sequence[int]) -> Grid:
        """The columns at these places alone."""
        headings = tuple(self.headings[place] for place in places)
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return replace(self, headings=headings, numeric=tuple(self.numeric[place] for place in places), rows=rows)

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
    """The columns' widths in millimetres, and whether the table has tight cells, so that it fits."""
    unfolded = [liked for _, liked in needs(replace(grid, folded=()), PADDING)]
    if sum(unfolded) <= room:
        return unfolded, False
    usual, tight = needs(grid, PADDING), needs(grid, TIGHT_PADDING)
    if sum(liked for _, liked in usual) <= room:
        return shared(usual, room), False
    if sum(liked for _, liked in tight) <= room * ALMOST or sum(least for least, _ in usual) > room:
        if sum(least for least, _ in tight) > room:
            tight = needs(replace(grid, broken=True), TIGHT_PADDING)
        return shared(tight, room), True
    return shared(usual, room), False


def needs(grid: Grid, padding: float) -> list[tuple[float, float]]:
    """Of each column the least width and the one it likes, in millimetres."""
    found = [(least * FIGURE + padding, liked * FIGURE + padding) for least, liked in grid.letters]
    return [(least, max(least, min(liked, MOST_WIDE))) for least, liked in found]


def parts(grid: Grid, room: float) -> list[tuple[int, ...]]:
    """The columns of each table that a grid is set in, by their places: one where the paper is wide enough for every
    word, else several that all begin with the first column."""
    least = [low for low, _ in needs(replace(grid, broken=True), TIGHT_PADDING)]
    found: list[tuple[int, ...]] = [(0,)]
    for place in range(1, len(least)):
        if len(found[-1]) > 1 and sum(least[one] for one in (*found[-1], place)) > room:
            found.append((0,))
        found[-1] = (*found[-1], place)
    return found


def shared(pairs: Sequence[tuple[float, float]], room: float) -> list[float]:
    """Widths that fit the room: each column the least, and of what is left a share of what it likes beyond that."""
    least, liked = sum(low for low, _ in pairs), sum(high for _, high in pairs)
    if least >= room:
        return [low * room / least for low, _ in pairs]
    share = min(1.0, (room - least) / ((liked - least) or 1))
    return [low + (high - low) * share for low, high in pairs]


def table_markup(grid: Grid, title: str, description: str, room: float, like: Grid | None = None) -> str:
    """The table, `room` millimetres wide at most, its columns as wide as those of the table that it is `like`."""
    wide, tight = widths(like or grid, room)
    twips = [round(width * MM) for width in wide]
    looks = ["TableNumber" if number else "TableText" for number in grid.numeric]
    heads = ["TableHeadNumber" if number else "TableHead" for number in grid.numeric]
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
        f'<w:tblLayout w:type="fixed"/>{TIGHT if tight else ""}'
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
