"""How many columns each card takes, so that every row of the grid is full and the order of Tab is that on the screen.

assets/scripts/grid.js does the same for the cards of another state.
"""

from __future__ import annotations

from collections.abc import Sequence


def spans(wide: Sequence[bool], columns: int) -> list[int]:
    """The columns of each card in a grid of two or three; `wide` says whether one fills a row by itself.

    Between two wide ones the others fill rows. Where one place stays empty, the first of them takes two. Where two do,
    a single one takes the row, or two of them take two places each.
    """
    found = [columns if fills else 1 for fills in wide]
    first = 0
    for end, fills in enumerate([*wide, True]):
        if not fills:
            continue
        count, rest = end - first, (end - first) % columns
        if rest == columns - 1:
            found[first] = 2
        elif rest and count == 1:
            found[first] = columns
        elif rest:
            found[first] = found[first + 2] = 2
        first = end + 1
    return found
