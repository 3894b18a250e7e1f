"""Between which numbers an unknown count must lie, given all that is shown: linear programming (HiGHS, by SciPy)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from dashboard.disclosure.cells import Relation, Version

TOLERANCE = 1e-6
LEAST_MOVE = 1e-9  # of a bound, for each one that a shown cell could be more or less
ROOM = 100  # times what is largest in a table: as far as anything unknown is thought to reach


@dataclass(frozen=True)
class Bound:
    """The least or the most that an unknown cell can be, a table in which it is that, and the shown cells that keep it
    from being less or more."""

    value: float
    table: Mapping[Version, float]
    held_by: Sequence[Version]


@dataclass(frozen=True)
class Part:
    """Unknown cells that hang together through relations, with these; all else in them is shown."""

    unknown: frozenset[Version]
    relations: Sequence[Relation]

    @cached_property
    def columns(self) -> dict[Version, int]:
        """The place of each cell."""
        cells = dict.fromkeys([*sorted(self.unknown), *(v for one in self.relations for v, _ in one.terms)])
        return {version: place for place, version in enumerate(cells)}

    @cached_property
    def program(self) -> dict[str, object]:
        """The relations as the solver takes them: what is shown is fixed, what is not is nought or more."""
        sides = {True: "eq", False: "ub"}
        found: dict[str, object] = {}
        for equal, name in sides.items():
            rows = [one for one in self.relations if one.equal == equal]
            if rows:
                places = [(row, self.columns[v], times) for row, one in enumerate(rows) for v, times in one.terms]
                at, to, times = zip(*places, strict=True)
                found[f"A_{name}"] = csr_array((times, (at, to)), shape=(len(rows), len(self.columns)), dtype=float)
                found[f"b_{name}"] = np.zeros(len(rows))
        most = ROOM * (1 + max(version.value for version in self.columns))
        found["bounds"] = [(0, most) if v in self.unknown else (v.value, v.value) for v in self.columns]
        return found

    def bound(self, version: Version, sign: int) -> Bound:
        """The least (1) or the most (-1) that an unknown cell can be."""
        aim = np.zeros(len(self.columns))
        aim[self.columns[version]] = sign
        found = linprog(aim, method="highs", **self.program)
        if found.x is None:
            raise ArithmeticError(f"The solver found no numbers for a published table: {found.message}")
        moves = found.lower.marginals + found.upper.marginals
        shown = ((v, moves[at]) for v, at in self.columns.items() if v not in self.unknown)
        # what is nought can only be thought to be more
        held = [v for v, moved in shown if moved < -LEAST_MOVE or (moved > LEAST_MOVE and v.value > 0)]
        table = {v: float(found.x[self.columns[v]]) for v in self.unknown}
        return Bound(float(sign * found.fun), table, held)


def parts(unknown: Iterable[Version], relations: Sequence[Relation]) -> Iterator[Part]:
    """The unknown cells in parts of which nothing in one tells of the other."""
    of: dict[Version, list[int]] = {version: [] for version in unknown}
    for number, one in enumerate(relations):
        for version, _ in one.terms:
            if version in of:
                of[version].append(number)
    left = dict.fromkeys(of)
    while left:
        begin = next(iter(left))
        found, numbers, waiting = {begin}, set[int](), [begin]
        while waiting:
            for number in of[waiting.pop()]:
                if number not in numbers:
                    numbers.add(number)
                    fresh = [v for v, _ in relations[number].terms if v in of and v not in found]
                    found.update(fresh)
                    waiting += fresh
        for version in found:
            del left[version]
        yield Part(frozenset(found), [relations[number] for number in sorted(numbers)])
