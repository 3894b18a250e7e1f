"""What is to be withheld of the newest release, given all that was shown in those before it.

What was shown once stays known. A cell that is the same in several releases is one unknown, so that what any of them
shows tells of all; one that was corrected is another in each, and the tables of its time still hold for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.disclosure.cells import Cell, Group, Of, Relation, State, Version, groups, relation, relations, same


@dataclass(frozen=True)
class Seen:
    """A cell in a release: what it came to, and whether it was shown."""

    value: float
    shown: bool


Earlier = Mapping[Cell, Seen]


@dataclass(frozen=True)
class Question:
    """The cells of a release, and which of them nobody must be able to work out.

    `sensitive` are those of which a small one is withheld, those of earlier releases too; `rests` are pairs of a whole
    count and a part of it, of which the rest is sensitive as well. `printed` are known from papers and never withheld,
    `kept` are withheld last, since a paper prints what is made of them.
    """

    state: State
    sensitive: frozenset[Cell]
    shape: Sequence[Of] = ()
    rests: Sequence[tuple[str, str]] = ()
    printed: frozenset[Version] = frozenset()
    kept: frozenset[Cell] = frozenset()
    earlier: Sequence[Earlier] = ()
    threshold: int = 5


@dataclass(frozen=True)
class Found:
    """The cells to withhold, and those for which nothing can be done: what everybody knows gives them away."""

    withheld: frozenset[Cell]
    given: frozenset[Version]


def found_in(question: Question) -> Found:
    """The cells of the newest release that are to be withheld."""
    now = question.state
    earlier = [{cell: one.value for cell, one in state.items()} for state in question.earlier]
    rests = list(rests_of(question, (now, *earlier)))
    counted = {Version(*one) for state in (now, *earlier) for one in state.items() if one[0] in question.sensitive}
    counted.update(version for one in rests for version, _ in one.terms if version.cell not in now)
    shown = {Version(cell, one.value) for state in question.earlier for cell, one in state.items() if one.shown}
    fixed = shown | question.printed
    small = {one for one in counted - fixed if 0 < one.value < question.threshold}
    if not small:
        return Found(frozenset(), frozenset())
    from dashboard.disclosure.closing import Closing  # with the solver, which takes long to import and is seldom needed

    last = {cell for cell, one in question.earlier[-1].items() if not one.shown} if question.earlier else set()

    def cost(version: Version) -> tuple[bool, bool, bool, float, Version]:
        cell = version.cell
        return cell in question.kept, cell not in last, version.value == 0, version.value, version

    every = [*groups(itertools.chain(now, *earlier), question.shape), *same(now)]
    known = [*dict.fromkeys(all_relations(every, now, earlier)), *rests]
    current = {Version(*one) for one in now.items()}
    versions = current.union(small, (version for one in known for version, _ in one.terms))
    closing = Closing(
        known, frozenset(small), frozenset(fixed), frozenset(versions - current - fixed), question.threshold, cost
    )
    hidden = closing.run()
    return Found(frozenset(one.cell for one in hidden), frozenset(closing.given & (hidden | closing.unknown)))


def all_relations(every: Sequence[Group], now: State, earlier: Sequence[State]) -> Iterator[Relation]:
    """What is known of the cells as they are, and as they were where they were others."""
    for group in every:
        yield from relations(group, now)
    of: dict[Cell, list[Group]] = {}
    for group in every:
        for cell in (group.whole, *group.parts):
            of.setdefault(cell, []).append(group)
    for state in earlier:
        changed = (cell for cell, value in state.items() if now.get(cell) != value)
        touched = {id(group): group for cell in changed for group in of.get(cell, ())}
        for group in touched.values():
            yield from relations(group, state)


def rests_of(question: Question, states: Sequence[State]) -> Iterator[Relation]:
    """What is left of wholes without their part, each a cell that is never shown, where it is few and sensitive."""
    found: dict[Relation, None] = {}
    for whole_count, part_count in question.rests:
        for state in states:
            for whole in (cell for cell in state if cell.counted == whole_count and cell in question.sensitive):
                part = whole._replace(counted=part_count)
                if part in state and 0 < (left := state[whole] - state[part]) < question.threshold:
                    rest = whole._replace(counted=whole_count + part_count)
                    cells = {whole: state[whole], part: state[part], rest: left}
                    one = relation([(whole, 1), (part, -1), (rest, -1)], cells, equal=True)
                    found[one] = None
    yield from found
