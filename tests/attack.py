"""Whoever wants to know what published tables withhold: all that they show is given to a solver as equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from dashboard.basics.quarters import Period
from dashboard.disclosure.cells import Cell, Version
from dashboard.disclosure.releases import Seen

Leaf = tuple[str, str, str, Period]  # what is counted, of a stage and a service, in a quarter
Leaves = Mapping[Leaf, int]
WIDTH = 4 - 1e-6


def of_cell(cell: Cell, among: Leaves) -> list[Leaf]:
    """The leaves that a published number is the sum of."""
    return [
        (counted, stage, service, quarter)
        for counted, stage, service, quarter in among
        if counted == cell.counted
        and cell.part in {"": [""], "stage": [stage], "service": [service]}[cell.dimension]
        and (cell.period == quarter or cell.period.holds(quarter))
    ]


class Attack:
    """Reckons with leaves alone, of which the tables' own arithmetic knows nothing.

    `parts` are counts that are part of another one, wherever one looks.
    """

    def __init__(self, releases: list[tuple[Leaves, Mapping[Cell, Seen]]], parts: Iterable[tuple[str, str]]) -> None:
        self.places = {
            key: at for at, key in enumerate((number, leaf) for number, (one, _) in enumerate(releases) for leaf in one)
        }
        self.releases = releases
        equal, right, most, least = [], [], [], []
        for number, (among, published) in enumerate(releases):
            for cell, one in published.items():
                if one.shown:
                    equal.append(self.row(number, cell))
                    right.append(one.value)
                elif one.value:  # who thinks that it is nothing is told so, since nought is withheld last of all
                    least.append(-self.row(number, cell))
                before = releases[number - 1][1].get(cell) if number else None
                if before and before.value == one.value:  # whoever sees no difference takes it that there is none
                    equal.append(self.row(number, cell) - self.row(number - 1, cell))
                    right.append(0)
            for part, whole in parts:
                for leaf in (leaf for leaf in among if leaf[0] == part):
                    row = np.zeros(len(self.places))
                    row[self.places[number, leaf]], row[self.places[number, (whole, *leaf[1:])]] = 1, -1
                    most.append(row)
        equals = {"A_eq": csr_array(np.array(equal)), "b_eq": right}
        self.known = {
            guesses: {**equals, "A_ub": csr_array(np.array([*most, *more])), "b_ub": [0] * len(most) + [-1] * len(more)}
            for guesses, more in ((True, least), (False, []))
        }

    def row(self, number: int, cell: Cell) -> np.ndarray:
        row = np.zeros(len(self.places))
        row[[self.places[number, leaf] for leaf in of_cell(cell, self.releases[number][0])]] = 1
        return row

    def bounds(self, number: int, cell: Cell, *, guesses: bool = True) -> tuple[float, float]:
        """Between which numbers a cell lies; who guesses takes it that what is withheld has a case."""
        aim, known = self.row(number, cell), self.known[guesses]
        found = [linprog(sign * aim, method="highs", bounds=(0, 1000), **known) for sign in (1, -1)]
        return found[0].fun, -found[1].fun

    def gains(self, *, from_nought: bool) -> Iterator[Version]:
        """What it finds out: each small count that is shown, and each withheld one with fewer than five values left;
        where asked for, also each small one that could not be nought."""
        told = {
            Version(cell, one.value) for _, published in self.releases for cell, one in published.items() if one.shown
        }
        yield from (one for one in told if 0 < one.value < 5)
        for number, (_, published) in enumerate(self.releases):
            for cell, one in published.items():
                if Version(cell, one.value) not in told:
                    least, most = self.bounds(number, cell)
                    small = from_nought and 0 < one.value < 5
                    if most - least < WIDTH or (small and self.bounds(number, cell, guesses=False)[0] > 1e-6):
                        yield Version(cell, one.value)
