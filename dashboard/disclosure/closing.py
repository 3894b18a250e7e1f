"""Which cells are withheld: those that are small, and as many more as it takes that nobody can work them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.disclosure.bounds import TOLERANCE, Part, parts
from dashboard.disclosure.cells import Relation, Version

LEAST, MOST = 1, -1  # of the bounds of a cell
Ranges = dict[Version, tuple[float, float]]  # the least and the most that cells were seen to be in possible tables


@dataclass
class Closing:
    """The cells that are withheld, worked out from those that have to be.

    `small` are counts that must look as if they could be anything from nought to one below the threshold; what is
    withheld for their sake must be as wide. `fixed` is known to everybody already, so that to withhold it is no use,
    and `unknown` never shown, such as what was withheld in an earlier release; of the `free` among it nobody minds if
    it can be worked out. The cheapest cells go first.
    """

    relations: Sequence[Relation]
    small: frozenset[Version]
    fixed: frozenset[Version]
    unknown: frozenset[Version]
    free: frozenset[Version]
    threshold: int
    cost: Callable[[Version], Any]
    hidden: set[Version] = field(default_factory=set)
    given: set[Version] = field(default_factory=set)  # for which nothing can be done

    def run(self) -> frozenset[Version]:
        """The cells to withhold; none beside the small ones could be shown again without giving one away."""
        first = self.small - self.unknown
        self.hidden = set(first)
        closed: set[frozenset[Version]] = set()
        ranges: Ranges = {}
        while part := next((one for one in self.parts() if one.unknown not in closed), None):
            if not self.widen(part, ranges):
                closed.add(part.unknown)
        self.show_again(first)
        return frozenset(self.hidden)

    def parts(self) -> Iterator[Part]:
        """What is not shown, in parts that hang together."""
        return parts(sorted(self.hidden | self.unknown), self.relations)

    def widen(self, part: Part, ranges: Ranges) -> bool:
        """Withholds what a part's cells could be worked out from; whether there was anything."""
        found: set[Version] = set()
        for version, held_by in self.narrow(part, sorted(part.unknown), ranges):
            useful = [one for one in held_by if one not in self.fixed]
            if not useful:
                self.given.add(version)
            elif found.isdisjoint(useful):
                found.add(min(useful, key=self.cost))
        self.hidden |= found
        return bool(found)

    def narrow(
        self, part: Part, order: Iterable[Version], ranges: Ranges
    ) -> Iterator[tuple[Version, Sequence[Version]]]:
        """The cells of a part that lie within too narrow bounds, each with the shown cells that hold it there.

        A table that is possible tells of every cell in it, so that few need a question of their own.
        """
        for version in (one for one in order if one not in self.given and one not in self.free):
            held_by: list[Version] = []
            for sign in (LEAST, MOST):
                if self.is_far(version, sign, ranges):
                    continue
                bound = part.bound(version, sign)
                for other, value in bound.table.items():
                    least, most = ranges.get(other, (other.value, other.value))
                    ranges[other] = min(least, value), max(most, value)
                if not self.is_far(version, sign, ranges):
                    held_by += bound.held_by
            if not self.is_wide(version, ranges):
                yield version, held_by

    def is_wide(self, version: Version, ranges: Ranges) -> bool:
        """Whether a cell could be enough numbers."""
        if version in self.small:
            return all(self.is_far(version, sign, ranges) for sign in (LEAST, MOST))
        least, most = ranges.get(version, (0, 0))
        return most - least >= self.threshold - 1 - TOLERANCE

    def is_far(self, version: Version, sign: int, ranges: Ranges) -> bool:
        """Whether one bound of a cell is as far away as it has to be."""
        if version not in self.small:
            return self.is_wide(version, ranges)
        least, most = ranges.get(version, (version.value, version.value))
        return least <= TOLERANCE if sign == LEAST else most >= self.threshold - 1 - TOLERANCE

    def show_again(self, first: frozenset[Version]) -> None:
        """Shows what turns out not to be needed, the dearest first."""
        for version in sorted(self.hidden - first, key=self.cost, reverse=True):
            self.hidden.discard(version)
            if any(self.is_needed(version, part) for part in self.parts() if version in part.columns):
                self.hidden.add(version)

    def is_needed(self, version: Version, part: Part) -> bool:
        """Whether a part would give a cell away with this one shown; those beside it are the likeliest."""
        near = {other for one in part.relations if version in one.cells for other in one.cells}
        order = sorted(part.unknown, key=lambda one: (one not in near, one))
        return any(True for _ in self.narrow(part, order, {}))
