"""What is wrong with a file, cell by cell, told so that the person who sent it can put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.basics.errors import LoadError, counted, quoted

LISTED = 20
UNTOUCHED = "The store is as it was."


@dataclass(frozen=True, order=True)
class Problem:
    """One cell or row: where it is, what was found there, and what is wrong with that."""

    row: int
    place: int
    column: str
    found: str | None
    says: str

    def __str__(self) -> str:
        where = f"row {self.row}" + (f", {self.column}" if self.column else "")
        return f"  {where}: {quoted(self.found) + ' ' if self.found is not None else ''}{self.says}"


class Problems:
    """Collects problems; keeps as many as are listed and counts the rest. `choices` are the values of columns
    in which something else was found; `questions` ask what the `unknown` values of a mapping mean; `hints` say of rows
    what else to do where they are refused."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.count = 0
        self.choices: dict[str, tuple[str, ...]] = {}
        self.unknown = 0
        self.questions: list[str] = []
        self.hints: dict[int, str] = {}
        self.asked: set[int] = set()

    def add(self, problem: Problem) -> None:
        """Notes one problem."""
        self.count += 1
        self.kept.append(problem)
        if len(self.kept) > 100 * LISTED:
            self.kept = sorted(self.kept)[:LISTED]

    def add_where(self, wrong: NDArray[np.bool_], problem_at: Callable[[int], Problem]) -> None:
        """Notes a problem for each row where `wrong` is true; rows come in the file's order."""
        positions = np.flatnonzero(wrong)
        self.count += len(positions)
        self.kept += [problem_at(int(position)) for position in positions[:LISTED]]

    def hint(self, rows: Iterable[int], advice: str) -> None:
        """Notes what else to do where these rows are refused."""
        self.hints |= dict.fromkeys(rows, advice)

    def ask(self, rows: Sequence[int], lines: Iterable[str]) -> None:
        """Notes that these rows hold values of which a mapping does not say what they mean, and asks for that."""
        self.unknown += len(rows)
        self.asked |= self.hints.keys() & set(rows)
        self.questions += lines

    def refuse(self, name: str) -> None:
        """Raises the LoadError that lists the first problems and counts the rest, if there is any."""
        if not self.count + self.unknown:
            return
        lines = [f"{name} was refused: {counted(self.count + self.unknown, 'problem')}. {UNTOUCHED}"]
        lines += [str(problem) for problem in sorted(self.kept)[:LISTED]]
        if self.count > LISTED:
            lines.append(f"  ... and {self.count - LISTED:,} more.")
        mistaken = {one.column for one in sorted(self.kept)[:LISTED]}
        lines += [f"{name} takes {', '.join(values)}." for name, values in self.choices.items() if name in mistaken]
        correct = ["Correct the file and load it again."] if self.count else []
        raise LoadError("\n".join([*lines, *self.questions, *correct, *self.hinted()]))

    def hinted(self) -> list[str]:
        """What else to do about the rows that are listed, each advice once."""
        rows = {problem.row for problem in self.kept} | self.asked
        return list(dict.fromkeys(hint for row, hint in self.hints.items() if row in rows))
