"""The counts of published tables, and what everybody knows of how they hang together.

A cell is one count in one place and period. What adds up is not declared but seen: where parts come to their whole,
whoever reads the tables will take it that they do, so that this is an equation of the attack; where they do not, what
is left of it is that they come to no more, or no less. To know too much makes the attack stronger, never weaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dashboard.basics.quarters import MONTHS_IN, Kind, Period

FINER: Mapping[Kind, tuple[Kind, ...]] = {"year": ("half_year", "quarter"), "half_year": ("quarter",), "quarter": ()}


class Cell(NamedTuple):
    """One count: of a council, or of one part by a dimension, in a period."""

    council: str
    counted: str
    dimension: str
    part: str
    period: Period


class Version(NamedTuple):
    """A cell with what it came to: a correction makes another one of it."""

    cell: Cell
    value: float


@dataclass(frozen=True)
class Of:
    """A count that is another one of some values of a dimension, such as the upheld of all answers."""

    count: str
    whole: str
    dimension: str = ""
    values: tuple[str, ...] = ()


class Balance(NamedTuple):
    """Counts of which one stands at a period's end: what stood before, and what came, less what went."""

    stands: str
    came: str
    went: str


@dataclass(frozen=True)
class Group:
    """Cells that hang together: parts of a whole, periods of a longer one, two counts that are the same, or what stands
    at a period's end with what stood before, came and went."""

    kind: Literal["parts", "time", "at most", "same", "balance"]
    whole: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True)
class Relation:
    """A sum of cells, each so many times, that is nought, or at most nought."""

    terms: tuple[tuple[Version, int], ...]
    equal: bool


State = Mapping[Cell, float]
Known = Mapping[Cell, None]  # a set that keeps its order


def groups(cells: Iterable[Cell], shape: Sequence[Of], balances: Sequence[Balance] = ()) -> list[Group]:
    """All that hangs together among these cells; `shape` says which counts are parts of others."""
    known = dict.fromkeys(cells)
    return [*of_dimensions(known), *of_time(known), *of_counts(known, shape), *of_balances(known, balances)]


def of_dimensions(known: Known) -> Iterator[Group]:
    """The parts of each whole, by each dimension."""
    found: dict[tuple[Cell, str], list[Cell]] = {}
    for one in known:
        if one.dimension:
            found.setdefault((one._replace(dimension="", part=""), one.dimension), []).append(one)
    yield from (Group("parts", whole, in_order(parts)) for (whole, _), parts in found.items() if whole in known)


def of_time(known: Known) -> Iterator[Group]:
    """The halves and quarters of each longer period."""
    for one in known:
        for kind in FINER[one.period.kind]:
            times = MONTHS_IN[one.period.kind] // MONTHS_IN[kind]
            first = one.period.index * times
            parts = [one._replace(period=Period(kind, first + place)) for place in range(times)]
            if there := tuple(part for part in parts if part in known):
                yield Group("time", one, there)


def of_counts(known: Known, shape: Sequence[Of]) -> Iterator[Group]:
    """Counts that are part of others, in the same place or in the place that they are all about."""
    for of in shape:
        for one in known:
            if one.counted != of.count:
                continue
            whole = one._replace(counted=of.whole)
            if whole in known:
                yield Group("at most", whole, (one,))
            if of.dimension and not one.dimension:
                places = (whole._replace(dimension=of.dimension, part=value) for value in of.values)
                if there := tuple(place for place in places if place in known):
                    yield Group("parts", one, there)
            if of.dimension and one.dimension == of.dimension and one.part in of.values and whole in known:
                yield Group("same", whole, (one,))


def of_balances(known: Known, balances: Sequence[Balance]) -> Iterator[Group]:
    """What stands at the end of each period, with what makes it another than at the end of the one before."""
    for balance in balances:
        for one in (cell for cell in known if cell.counted == balance.stands):
            before = one._replace(period=one.period - 1)
            parts = before, one._replace(counted=balance.came), one._replace(counted=balance.went)
            if all(part in known for part in parts):
                yield Group("balance", one, parts)


def same(state: State) -> list[Group]:
    """Counts that are the same wherever they both are, in every period of a place: whoever sees this knows it."""
    series: dict[tuple[str, str, str], dict[str, dict[Period, float]]] = {}
    for one, value in state.items():
        counts = series.setdefault((one.council, one.dimension, one.part), {})
        counts.setdefault(one.counted, {})[one.period] = value
    found = []
    for place, counts in series.items():
        first: dict[tuple[tuple[str, int, float], ...], str] = {}
        for count, values in counts.items():
            if not any(values.values()):
                continue
            line = tuple(sorted((period.kind, period.index, value) for period, value in values.items()))
            if (other := first.setdefault(line, count)) != count:
                council, dimension, part = place
                for period in values:
                    one = Cell(council, count, dimension, part, period)
                    found.append(Group("same", one._replace(counted=other), (one,)))
    return found


def less(state: State) -> list[Group]:
    """Counts that are nowhere more than another one: whoever sees this takes it that they cannot be. Of a row of such
    counts each is set beside the next."""
    places: dict[Cell, dict[str, float]] = {}
    for one, value in state.items():
        places.setdefault(one._replace(counted=""), {})[one.counted] = value
    counts = dict.fromkeys(one.counted for one in state)
    below: dict[str, set[str]] = {count: set() for count in counts}
    for count in counts:
        for other in counts:
            both = [(its[count], its[other]) for its in places.values() if count in its and other in its]
            if count != other and both and all(a <= b for a, b in both) and any(a < b for a, b in both):
                below[count].add(other)
    found = []
    for count, others in below.items():
        nearest = [other for other in others if not any(other in below[between] for between in others)]
        found += [
            Group("at most", place._replace(counted=other), (place._replace(counted=count),))
            for place, its in places.items()
            for other in nearest
            if count in its and other in its
        ]
    return found


def relations_of_change(group: Group, before: State, now: State) -> Iterator[Relation]:
    """What everybody takes a correction for: no more has come to a part, or gone from it, than to or from the whole."""
    if group.kind not in ("at most", "parts"):
        return
    for part in group.parts:
        cells = (group.whole, part)
        if any(cell not in state for cell in cells for state in (before, now)):
            continue
        came, more = (now[cell] - before[cell] for cell in cells)
        if 0 <= more <= came or came <= more <= 0:
            sign = 1 if came > 0 else -1
            signs = ((now, part, sign), (before, part, -sign), (now, group.whole, -sign), (before, group.whole, sign))
            yield Relation(tuple((Version(cell, state[cell]), times) for state, cell, times in signs), equal=False)


def relations(group: Group, state: State) -> Iterator[Relation]:
    """What is known of a group's cells in this state of them."""
    if group.whole not in state:
        return
    if group.kind == "balance":
        yield from relations_of_balance(group, state)
        return
    whole, parts = (group.whole, 1), [part for part in group.parts if part in state]
    total = sum(state[part] for part in parts)
    if not parts:
        return
    if group.kind == "same":
        if total == state[group.whole]:
            yield relation([whole, *((part, -1) for part in parts)], state, equal=True)
        return
    if group.kind == "time" and state[parts[-1]] == state[group.whole]:  # what stands at a period's end
        yield relation([whole, (parts[-1], -1)], state, equal=True)
    if total == state[group.whole]:
        yield relation([whole, *((part, -1) for part in parts)], state, equal=True)
    elif total < state[group.whole]:
        yield relation([(group.whole, -1), *((part, 1) for part in parts)], state, equal=False)
    elif group.kind == "parts":  # of what counts in several parts, each is still a part
        yield relation([whole, *((part, -1) for part in parts)], state, equal=False)
        for part in parts:
            if state[part] <= state[group.whole]:
                yield relation([(part, 1), (group.whole, -1)], state, equal=False)


def relations_of_balance(group: Group, state: State) -> Iterator[Relation]:
    """The same of what stands at a period's end; what went uncounted, such as withdrawn cases, makes it less."""
    signs = dict(zip((group.whole, *group.parts), (1, -1, -1, 1), strict=True))
    if all(cell in state for cell in signs):
        left = sum(sign * state[cell] for cell, sign in signs.items())
        yield relation([(cell, -sign if left > 0 else sign) for cell, sign in signs.items()], state, equal=left == 0)


def relation(terms: Iterable[tuple[Cell, int]], state: State, *, equal: bool) -> Relation:
    """A relation between cells as they stand."""
    return Relation(tuple((Version(cell, state[cell]), times) for cell, times in terms), equal)


def in_order(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells of one dimension by their part."""
    return tuple(sorted(cells, key=lambda one: one.part))
