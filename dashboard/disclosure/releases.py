"""What is to be withheld of the newest release, given all that was shown in those before it.

What was shown once stays known. A cell that is the same in several releases is one unknown, so that what any of them
shows tells of all; one that was corrected is another in each, and the tables of its time still hold for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.disclosure.cells import (
    Balance,
    Cell,
    Group,
    Of,
    Relation,
    State,
    Version,
    groups,
    less,
    relation,
    relations,
    relations_of_change,
    same,
)


@dataclass(frozen=True)
class Seen:
    """A cell in a release: what it came to, whether it was shown, and whether it was in a public table at all."""

    value: float
    shown: bool
    listed: bool = True


@dataclass(frozen=True)
class Past:
    """What is known of earlier releases: every version of a cell that was `shown` and that was `withheld`, the tables
    of those in which anything was another than now, and what was withheld in the `last`."""

    shown: frozenset[Version] = frozenset()
    withheld: frozenset[Version] = frozenset()
    tables: Sequence[State] = ()
    last: frozenset[Cell] = frozenset()


@dataclass(frozen=True)
class Question:
    """The cells of a release, and which of them nobody must be able to work out.

    `sensitive` are those of which a small one is withheld, those of earlier releases too; `rests` are pairs of a whole
    count and a part of it, of which the rest is sensitive as well. `printed` are known from papers and never withheld,
    `kept` are withheld last, since a paper prints what is made of them. What is `unlisted` is in no table: it is never
    shown, and tells only how others hang together.
    """

    state: State
    sensitive: frozenset[Cell]
    unlisted: frozenset[Cell] = frozenset()
    shape: Sequence[Of] = ()
    balances: Sequence[Balance] = ()
    rests: Sequence[tuple[str, str]] = ()
    printed: frozenset[Version] = frozenset()
    kept: frozenset[Cell] = frozenset()
    past: Past = Past()
    threshold: int = 5


@dataclass(frozen=True)
class Found:
    """The cells to withhold, and those for which nothing can be done: what everybody knows gives them away."""

    withheld: frozenset[Cell]
    given: frozenset[Version]


def found_in(question: Question) -> Found:
    """The cells of the newest release that are to be withheld."""
    past, now = question.past, question.state
    current = {Version(*one) for one in now.items() if one[0] not in question.unlisted}
    rests = list(rests_of(question, (now, *past.tables)))
    counted = {one for one in (*current, *past.withheld) if one.cell in question.sensitive}
    counted.update(one.terms[-1][0] for one in rests)
    fixed = past.shown | question.printed
    small = {one for one in counted - fixed if 0 < one.value < question.threshold}
    if not small:
        return Found(frozenset(), frozenset())
    from dashboard.disclosure.bounds import Sum  # with the solver, which takes long to import and is seldom needed
    from dashboard.disclosure.closing import Closing

    every = [*groups(itertools.chain(now, *past.tables), question.shape, question.balances), *same(now), *less(now)]
    known = [*dict.fromkeys(all_relations(every, now, past.tables)), *rests]
    versions = current.union(small, (version for one in known for version, _ in one.terms))

    def cost(version: Version) -> tuple[bool, bool, bool, float, Version]:
        cell = version.cell
        return cell in question.kept, cell not in past.last, version.value == 0, version.value, version

    order = sorted(versions, key=cost)
    place = {version: at for at, version in enumerate(order)}
    unknown = versions - current - fixed
    closing = Closing(
        values=[version.value for version in order],
        sums=[Sum(tuple((place[version], times) for version, times in one.terms), one.equal) for one in known],
        small={place[one] for one in small},
        fixed={place[one] for one in versions & fixed},
        unknown={place[one] for one in unknown},
        free={place[one] for one in unknown - small - past.withheld},
        threshold=question.threshold,
    )
    hidden = closing.run()
    given = closing.given & (hidden | closing.unknown)
    return Found(frozenset(order[at].cell for at in hidden), frozenset(order[at] for at in given))


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
            yield from relations_of_change(group, state, now)


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
