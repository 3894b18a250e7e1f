"""Which cells are withheld: those that are small, and as many more as it takes that nobody can work them out.

Cells go by their place in a list, in the order in which they are withheld where any of several would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.disclosure.bounds import TOLERANCE, Bound, Part, Sum

LEAST, MOST = 1, -1  # of the bounds of a cell
Ranges = dict[int, tuple[float, float]]  # the least and the most that cells were seen to be in possible tables


@dataclass
class Closing:
    """The cells that are withheld, worked out from those that have to be.

    `small` are counts that nobody must know: they could be nought. They, and what is withheld for their sake, could
    also be as many numbers as the threshold where all that is not shown has a case, as everybody may take it, since
    nought is withheld last of all. `fixed` is known to everybody already, so that to withhold it is no use, and
    `unknown` never shown, such as what was withheld in an earlier release; of the `free` among it nobody minds if it
    can be worked out.
    """

    values: Sequence[float]
    sums: Sequence[Sum]
    small: Set[int]
    fixed: Set[int]
    unknown: Set[int]
    free: Set[int]
    threshold: int
    hidden: set[int] = field(default_factory=set)
    given: set[int] = field(default_factory=set)  # for which nothing can be done

    def run(self) -> Set[int]:
        """The cells to withhold; none beside the small ones could be shown again without giving one away."""
        first = self.small - self.unknown
        self.hidden = set(first)
        closed, ranges, noughts = set[int](), Ranges(), set[int]()
        for cell in sorted(self.hidden | self.unknown):
            while cell not in closed:
                part = self.part(cell)
                if not self.widen(part, ranges, noughts):
                    closed |= part.unknown
        for cell in sorted(self.hidden - first, reverse=True):
            self.hidden.discard(cell)
            if self.is_needed(cell):
                self.hidden.add(cell)
        return self.hidden

    @cached_property
    def sums_of(self) -> dict[int, list[int]]:
        """The sums that each cell is in."""
        found: dict[int, list[int]] = {}
        for number, one in enumerate(self.sums):
            for cell, _ in one.terms:
                found.setdefault(cell, []).append(number)
        return found

    def part(self, cell: int, least: int = 1) -> Part:
        """All that is not shown and tells of this cell."""
        found, numbers, waiting = {cell}, set[int](), [cell]
        while waiting:
            for number in self.sums_of.get(waiting.pop(), ()):
                if number not in numbers:
                    numbers.add(number)
                    fresh = [one for one, _ in self.sums[number].terms if one not in found and self.is_hidden(one)]
                    found.update(fresh)
                    waiting += fresh
        return Part(frozenset(found), [self.sums[number] for number in sorted(numbers)], self.values, least)

    def is_hidden(self, cell: int) -> bool:
        """Whether a cell is not shown."""
        return cell in self.hidden or cell in self.unknown

    def widen(self, part: Part, ranges: Ranges, noughts: set[int]) -> bool:
        """Withholds what a part's cells could be worked out from; whether there was anything."""
        found: set[int] = set()
        for cell, held_by in self.narrow(part, sorted(part.unknown), ranges, noughts):
            useful = [one for one in held_by if one not in self.fixed]
            if not useful:
                self.given.add(cell)
            elif found.isdisjoint(useful):
                found.add(min(useful))
        self.hidden |= found
        return bool(found)

    def narrow(
        self, part: Part, order: Iterable[int], ranges: Ranges, noughts: set[int]
    ) -> Iterator[tuple[int, Sequence[int]]]:
        """The cells of a part that lie within too narrow bounds, each with the shown cells that hold it there.

        A table that is possible tells of every cell in it, so that few need a question of their own.
        """
        for cell in (one for one in order if one not in self.given and one not in self.free):
            held_by: list[int] = []
            for sign in (LEAST, MOST):
                if self.is_wide(cell, ranges):
                    continue
                bound = part.bound(cell, sign)
                for other, value in bound.table.items():
                    least, most = self.range_of(other, ranges)
                    ranges[other] = min(least, value), max(most, value)
                if not self.is_wide(cell, ranges):
                    held_by += bound.held_by
            from_nought = self.from_nought(cell, noughts) if cell in self.small else None
            if from_nought or not self.is_wide(cell, ranges):
                yield cell, [*held_by, *(from_nought.held_by if from_nought else ())]

    def from_nought(self, cell: int, noughts: set[int]) -> Bound | None:
        """What keeps a small cell from nought even if others might be nought, if anything does: it alone may be known
        to be small, where nothing else is withheld. `noughts` were nought in possible tables."""
        if cell in noughts:
            return None
        bound = self.part(cell, least=0).bound(cell, LEAST)
        noughts |= {other for other, value in bound.table.items() if value <= TOLERANCE}
        return bound if bound.value > TOLERANCE else None

    def range_of(self, cell: int, ranges: Ranges) -> tuple[float, float]:
        """The least and the most that a cell was seen to be; what it is, to begin with."""
        return ranges.get(cell) or (self.values[cell], self.values[cell])

    def is_wide(self, cell: int, ranges: Ranges) -> bool:
        """Whether a cell could be enough numbers: as many as are small, nought among them."""
        least, most = self.range_of(cell, ranges)
        return most - least >= self.threshold - 1 - TOLERANCE

    def is_needed(self, cell: int) -> bool:
        """Whether any cell would be given away with this one shown; those beside it are the likeliest."""
        near = {one for number in self.sums_of.get(cell, ()) for one, _ in self.sums[number].terms}
        seen: set[int] = set()
        for beside in sorted(one for one in near if self.is_hidden(one)):
            if beside not in seen:
                part = self.part(beside)
                seen |= part.unknown
                order = sorted(part.unknown, key=lambda one: (one not in near, one))
                if any(True for _ in self.narrow(part, order, {}, set())):
                    return True
        return False
