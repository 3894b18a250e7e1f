"""Between which numbers an unknown count must lie, given all that is shown: linear programming (HiGHS).

Cells go by their place in a list here, which is quicker than by what they are about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from highspy import Highs, HighsLp, HighsModelStatus, MatrixFormat, kHighsInf

TOLERANCE = 1e-6
LEAST_MOVE = 1e-9  # of a bound, for each one that a shown cell could be more or less
ROOM = 100  # times what is largest in a table: as far as anything unknown is thought to reach


@dataclass(frozen=True)
class Sum:
    """Cells by their places, each so many times, whose sum is nought, or at most nought."""

    terms: tuple[tuple[int, int], ...]
    equal: bool

    def columns(self, of: Mapping[int, int]) -> dict[int, int]:
        """How many times each column is in it; a cell may stand in it twice."""
        found: dict[int, int] = {}
        for cell, times in self.terms:
            found[of[cell]] = found.get(of[cell], 0) + times
        return found


@dataclass(frozen=True)
class Bound:
    """The least or the most that an unknown cell can be, a table in which it is that, and the shown cells that keep it
    from being less or more."""

    value: float
    table: Mapping[int, float]
    held_by: Sequence[int]


class Solver(Highs):
    """HiGHS without its name and licence on the standard output, which it else prints as it begins."""

    def enableCallbacks(self) -> None:  # noqa: N802
        """What it begins with."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


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
    def solver(self) -> Solver:
        """The sums as the solver takes them: what is shown is fixed. From question to question it goes on where it was,
        which is ten times as quick as to begin anew."""
        shown = np.array([self.values[cell] for cell in self.columns], dtype=float)
        free = np.array([cell in self.unknown for cell in self.columns])
        rows = [one.columns(self.columns) for one in self.sums]
        program = HighsLp()
        program.num_col_, program.num_row_ = len(self.columns), len(self.sums)
        program.col_cost_ = np.zeros(len(self.columns))
        program.col_lower_ = np.where(free, np.minimum(self.least, shown), shown)
        program.col_upper_ = np.where(free, ROOM * (1 + shown.max()), shown)
        program.row_lower_ = np.array([0 if one.equal else -kHighsInf for one in self.sums])
        program.row_upper_ = np.zeros(len(self.sums))
        program.a_matrix_.format_ = MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *map(len, rows)])
        program.a_matrix_.index_ = np.array([column for row in rows for column in row])
        program.a_matrix_.value_ = np.array([times for row in rows for times in row.values()], dtype=float)
        solver = Solver()  # type: ignore[no-untyped-call]
        solver.passModel(program)
        return solver

    def bound(self, cell: int, sign: int) -> Bound:
        """The least (1) or the most (-1) that an unknown cell can be."""
        solver, column = self.solver, self.columns[cell]
        solver.changeColCost(column, sign)
        solver.run()
        if (status := solver.getModelStatus()) != HighsModelStatus.kOptimal:
            raise ArithmeticError(
                f"The solver found no numbers for a published table: {solver.modelStatusToString(status)}"
            )
        found = solver.getSolution()
        value, moves = list(found.col_value), list(found.col_dual)
        solver.changeColCost(column, 0)
        shown = ((one, moves[at]) for one, at in self.columns.items() if one not in self.unknown)
        # what is nought can only be thought to be more
        held = [one for one, moved in shown if moved < -LEAST_MOVE or (moved > LEAST_MOVE and self.values[one] > 0)]
        table = {one: value[self.columns[one]] for one in self.unknown}
        return Bound(value[column], table, held)
