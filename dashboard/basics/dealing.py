"""How rows of different height are dealt onto slides, so that none is cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

STEPS = 40  # in which a part's room is made larger until the parts are few enough


def dealt(heights: Sequence[int], room: int) -> list[slice]:
    """The rows in as few parts as have room each, about as high as each other; nothing is one empty part."""
    least = len(breaks(heights, room))
    even = sum(heights) // least
    while len(breaks(heights, even)) > least:
        even += max(room // STEPS, 1)
    return [slice(first, end) for first, end in pairwise([0, *breaks(heights, min(even, room))])]


def breaks(heights: Sequence[int], room: int) -> list[int]:
    """After which rows a new part begins, the end of the table being the last."""
    ends, used = [], 0
    for place, height in enumerate(heights):
        if used and used + height > room:
            ends.append(place)
            used = 0
        used += height
    return [*ends, len(heights)]
