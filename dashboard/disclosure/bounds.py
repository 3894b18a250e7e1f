"""Between which numbers an unknown count must lie, given all that is shown: linear programming (HiGHS, by SciPy).

Cells go by their place in a list here, which is quicker than by what they are about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

TOLERANCE = 1e-6
LEAST_MOVE = 1e-9  # of a bound, for each one that a shown cell could be more or less
ROOM = 100  # times what is largest in a table: as far as anything unknown is thought to reach


@dataclass(frozen=True)
class Sum:
    """Cells by their places, each so many times, whose sum is nought, or at most nought."""

    terms: tuple[tuple[int, int], ...]
    equal: bool


@dataclass(frozen=True)
class Bound:
    """The least or the most that an unknown cell can be, a table in which it is that, and the shown cells that keep it
    from being less or more."""

    value: float
    table: Mapping[int, float]
    held_by: Sequence[int]


@dataclass(frozen=True)
class Part:
    """Unknown cells that hang together through these sums; all else in them is shown and comes to its value."""

    unknown: frozenset[int]
    sums: Sequence[Sum]
    values: Sequence[float]
    least: int  # what everybody takes what is not shown to be at least: 1, since nought is withheld last of all, or 0

    @cached_property
    def columns(self) -> dict[int, int]:
        """The column of each cell in the program."""
        cells = dict.fromkeys([*sorted(self.unknown), *(cell for one in self.sums for cell, _ in one.terms)])
        return {cell: column for column, cell in enumerate(cells)}

    @cached_property
    def program(self) -> dict[str, object]:
        """The sums as the solver takes them: what is shown is fixed."""
        sides = {True: "eq", False: "ub"}
        found: dict[str, object] = {}
        for equal, name in sides.items():
            rows = [one for one in self.sums if one.equal == equal]
            if rows:
                places = [(row, self.columns[cell], times) for row, one in enumerate(rows) for cell, times in one.terms]
                at, to, times = zip(*places, strict=True)
                found[f"A_{name}"] = csr_array((times, (at, to)), shape=(len(rows), len(self.columns)), dtype=float)
                found[f"b_{name}"] = np.zeros(len(rows))
        shown = np.array([self.values[cell] for cell in self.columns], dtype=float)
        free = np.array([cell in self.unknown for cell in self.columns])
        most = ROOM * (1 + shown.max())
        found["bounds"] = np.column_stack(
            (np.where(free, np.minimum(self.least, shown), shown), np.where(free, most, shown))
        )
        return found

    def bound(self, cell: int, sign: int) -> Bound:
        """The least (1) or the most (-1) that an unknown cell can be."""
        aim = np.zeros(len(self.columns))
        aim[self.columns[cell]] = sign
        found = linprog(aim, method="highs", **self.program)
        if found.x is None:
            raise ArithmeticError(f"The solver found no numbers for a published table: {found.message}")
        moves = found.lower.marginals + found.upper.marginals
        shown = ((one, moves[at]) for one, at in self.columns.items() if one not in self.unknown)
        # what is nought can only be thought to be more
        held = [one for one, moved in shown if moved < -LEAST_MOVE or (moved > LEAST_MOVE and self.values[one] > 0)]
        table = {one: float(found.x[self.columns[one]]) for one in self.unknown}
        return Bound(float(sign * found.fun), table, held)
