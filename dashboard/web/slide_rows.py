"""How much of a table or list a slide has room for, in the letters that the last row of the room can read.

The window sets the size of every letter (assets/present.css), so that about as much stands on a slide of any size: the
room is measured in letters. What does not fit goes on to the slide's next part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import cast

from dashboard.basics.dealing import dealt
from dashboard.views import contract
from dashboard.views.pieces import Passage, Section, Table
from dashboard.views.rendering import table_json

ACROSS, ACROSS_HEADLINE = 148, 76  # letters of a line
GAP = 2  # between two columns
EASY, FEWEST = 24, 2  # letters in which a text of several lines is easily read; columns that always stay
NEVER = "\N{NO-BREAK SPACE}"
ROOM = 3150  # hundredths of a letter's size, as all heights here: a window without kicker, foot and bar
LINE, HEADLINE, AIR = 130, 207, 72  # a line, one of the headline, and what is around a row
WIDE, BESIDE = 1.12, 31  # how much larger words are than a table's, and the letters that a status before them takes


def room_for(around: contract.Shown, notices: Sequence[str]) -> int:
    """How much room the words around it leave a table or list."""
    above = HEADLINE * lines(around["headline"], ACROSS_HEADLINE)
    above += sum(LINE * lines(text, ACROSS) + AIR // 2 for text in (around["text"], *notices) if text)
    return ROOM - above - (LINE + AIR // 2 if around["status"] else 0)


def parts_of(of: object, room: int) -> list[slice]:
    """The rows of a table, or the passages of a section, part by part; anything else is one whole."""
    if isinstance(of, Table):
        head, *rows = heights(table_json(of))
        return dealt(rows, room - head)
    if isinstance(of, Section):
        return dealt([passage_height(one) for one in of.passages], room)
    return [slice(None)]


def heights(table: contract.Table) -> list[int]:
    """About how high the headings are, and each row."""
    columns = columns_of(table)
    widths = widths_of(columns)
    return [LINE * max(map(lines, row, widths)) + AIR for row in zip(*columns, strict=True)]


def written(cell: contract.Cell) -> str:
    """A cell as text; a status has its shape and a margin on both sides, and is never broken."""
    if isinstance(cell, str):
        return cell
    if "text" in cell:
        mark = cast("contract.Mark", cell)
        return (f"{mark['judged']['shape']} " if mark["judged"] else "") + mark["text"]
    return f"{cell['shape']} {cell['word']}".replace(" ", NEVER) + 4 * NEVER


def with_room(table: Table) -> Table:
    """The table with as many of its first columns as can be read beside each other."""
    columns = columns_of(table_json(table))
    wanted = [max(longest_word(column), min(max(map(len, column)), EASY)) + GAP for column in columns]
    while len(wanted) > FEWEST and sum(wanted) > ACROSS:
        wanted.pop()
    return replace(table, columns=table.columns[: len(wanted)])


def columns_of(table: contract.Table) -> list[list[str]]:
    """The texts of each column, its heading first."""
    return [
        [head["label"], *(written(row[place]) for row in table["rows"])] for place, head in enumerate(table["columns"])
    ]


def longest_word(column: Sequence[str]) -> int:
    """How many letters cannot be broken."""
    return max(len(word) for text in column for word in text.split(" "))


def widths_of(columns: Sequence[Sequence[str]]) -> list[float]:
    """The columns' widths in letters: each at least its longest word, and of the rest what its texts ask for."""
    least, most = [longest_word(column) for column in columns], [max(map(len, column)) for column in columns]
    spare, wanted = ACROSS - sum(least) - GAP * len(least), sum(most) - sum(least)
    share = min(max(spare, 0) / wanted, 1) if wanted else 0
    return [few + (many - few) * share for few, many in zip(least, most, strict=True)]


def lines(text: str, width: float) -> int:
    """About how many lines a text takes."""
    return max(ceil(len(text) / max(width, 1)), 1)


def passage_height(one: Passage) -> int:
    """About how high something told in words is."""
    across = (ACROSS - BESIDE if one.status else ACROSS) / WIDE
    told = sum(lines(text, across) for text in (one.title, one.text, one.before) if text)
    return round((LINE * told + AIR * 1.5) * WIDE)
