"""The attack: all that two releases show is given to a solver as equations, and no withheld count may come out."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from dashboard.basics.quarters import Period
from dashboard.disclosure.cells import Cell, Of, Version
from dashboard.disclosure.releases import Earlier, Found, Question, Seen, found_in

STAGES, SERVICES = ("adults", "children", "corporate"), ("east", "north", "west")
QUARTERS = [Period.parse(f"2019-20-Q{number}") for number in (1, 2, 3, 4)]
PERIODS = [*QUARTERS, Period.parse("2019-20-H1"), Period.parse("2019-20-H2"), Period.parse("2019-20")]
COUNTS = ("answered", "late")
SHAPE = [Of("late", "answered")]
Leaf = tuple[str, str, str, Period]
Leaves = Mapping[Leaf, int]
WIDTH = 4 - 1e-6


def leaves(chance: random.Random, largest: int) -> dict[Leaf, int]:
    """What nobody is told: each count by stage, service and quarter."""
    found: dict[Leaf, int] = {}
    for stage, service, quarter in itertools.product(STAGES, SERVICES, QUARTERS):
        answered = chance.choice([0, chance.randint(0, largest), chance.randint(0, 3)])
        found["answered", stage, service, quarter] = answered
        found["late", stage, service, quarter] = chance.randint(0, answered)
    return found


def corrected(chance: random.Random, before: Leaves) -> dict[Leaf, int]:
    """The same after a few corrections."""
    found = dict(before)
    for key in chance.sample(sorted(before), chance.randint(1, 3)):
        place = key[1:]
        answered = ("answered", *place)
        found[answered] = max(0, found[answered] + chance.choice([-3, -2, -1, 1, 2, 3, 9]))  # type: ignore[index]
        late = ("late", *place)
        found[late] = min(found[late], found[answered])  # type: ignore[index]
    return found


def of_cell(cell: Cell, among: Leaves) -> list[Leaf]:
    """The leaves that a published number is the sum of."""
    return [
        (counted, stage, service, quarter)
        for counted, stage, service, quarter in among
        if counted == cell.counted
        and cell.part in {"": [""], "stage": [stage], "service": [service]}[cell.dimension]
        and (cell.period == quarter or cell.period.holds(quarter))
    ]


def tables(among: Leaves, services_by: tuple[Period, ...]) -> dict[Cell, int]:
    """Every number of the public tables."""
    places = [("", "", PERIODS), *(("stage", one, PERIODS) for one in STAGES)]
    places += [("service", one, list(services_by)) for one in SERVICES]
    cells = [
        Cell("medway", counted, dimension, part, period)
        for counted in COUNTS
        for dimension, part, periods in places
        for period in periods
    ]
    return {cell: sum(among[leaf] for leaf in of_cell(cell, among)) for cell in cells}


def answer(now: dict[Cell, int], *earlier: Earlier, **more: object) -> Found:
    cells = frozenset(now).union(*earlier)
    return found_in(Question(now, cells, SHAPE, earlier=earlier, **more))  # type: ignore[arg-type]


def seen(now: Mapping[Cell, int], withheld: frozenset[Cell]) -> dict[Cell, Seen]:
    return {cell: Seen(value, cell not in withheld) for cell, value in now.items()}


class Attack:
    """Reckons with leaves alone, of which the tables' own arithmetic knows nothing."""

    def __init__(self, releases: list[tuple[Leaves, Mapping[Cell, Seen]]]) -> None:
        self.places = {
            key: at for at, key in enumerate((number, leaf) for number, (one, _) in enumerate(releases) for leaf in one)
        }
        self.releases = releases
        equal, right, most = [], [], []
        for number, (among, published) in enumerate(releases):
            for cell, one in published.items():
                if one.shown:
                    equal.append(self.row(number, cell))
                    right.append(one.value)
                before = releases[number - 1][1].get(cell) if number else None
                if before and before.value == one.value:  # whoever sees no difference takes it that there is none
                    equal.append(self.row(number, cell) - self.row(number - 1, cell))
                    right.append(0)
            for leaf in (leaf for leaf in among if leaf[0] == "late"):
                row = np.zeros(len(self.places))
                row[self.places[number, leaf]], row[self.places[number, ("answered", *leaf[1:])]] = 1, -1
                most.append(row)
        self.known = {
            "A_eq": csr_array(np.array(equal)),
            "b_eq": right,
            "A_ub": csr_array(np.array(most)),
            "b_ub": np.zeros(len(most)),
        }

    def row(self, number: int, cell: Cell) -> np.ndarray:
        row = np.zeros(len(self.places))
        row[[self.places[number, leaf] for leaf in of_cell(cell, self.releases[number][0])]] = 1
        return row

    def bounds(self, number: int, cell: Cell) -> tuple[float, float]:
        aim = self.row(number, cell)
        found = [linprog(sign * aim, method="highs", bounds=(0, 1000), **self.known) for sign in (1, -1)]
        return found[0].fun, -found[1].fun

    def gains(self, *, from_nought: bool) -> Iterator[Version]:
        """What it finds out: each small count that is shown, and each withheld one with fewer than five values left;
        where asked for, also each small one that could not be each of nought to four."""
        told = {
            Version(cell, one.value) for _, published in self.releases for cell, one in published.items() if one.shown
        }
        yield from (one for one in told if 0 < one.value < 5)
        for number, (_, published) in enumerate(self.releases):
            for cell, one in published.items():
                if Version(cell, one.value) not in told:
                    least, most = self.bounds(number, cell)
                    out = from_nought and 0 < one.value < 5 and (least > 1e-6 or most < WIDTH)
                    if most - least < WIDTH or out:
                        yield Version(cell, one.value)


def drawn(seed: int) -> tuple[tuple[Period, ...], dict[Leaf, int], dict[Leaf, int]]:
    """The periods for which services are shown, and what there is to count in two releases."""
    chance = random.Random(seed)
    services = chance.choice([(), (PERIODS[-1],), (PERIODS[-1], *QUARTERS)])
    first = leaves(chance, chance.choice([3, 6, 20]))
    return services, first, corrected(chance, first)


@pytest.mark.parametrize("seed", range(12))
def test_no_withheld_count_can_be_worked_out_of_two_releases(seed: int) -> None:
    services, first, second = drawn(seed)
    before, now = tables(first, services), tables(second, services)
    at_first = seen(before, answer(before).withheld)
    then = seen(now, answer(now, at_first).withheld)
    assert not list(Attack([(first, at_first)]).gains(from_nought=True))
    assert not list(Attack([(first, at_first), (second, then)]).gains(from_nought=False))
    assert any(not one.shown for one in then.values())
    assert any(one.shown for one in then.values())


def test_every_single_flag_is_needed() -> None:
    _, first, second = drawn(4)
    before, now = tables(first, ()), tables(second, ())
    at_first = seen(before, answer(before).withheld)
    then = answer(now, at_first).withheld
    small = {cell for cell in then if now[cell] < 5}
    assert len(then - small) > 5
    assert not list(Attack([(first, at_first), (second, seen(now, then))]).gains(from_nought=True))
    for flag in then - small:
        dropped = seen(now, then - {flag})
        assert any(Attack([(first, at_first), (second, dropped)]).gains(from_nought=True)), flag


def test_what_one_release_withholds_the_next_does_not_give_away() -> None:
    """A total is corrected by one; the part that was withheld beside a small one must not be shown now."""
    quarter = QUARTERS[0]
    total, small, other, large = (
        Cell("medway", "answered", "stage" if part else "", part, quarter) for part in ("", "a", "b", "c")
    )
    before = {total: 40, small: 3, other: 7, large: 30}
    first = answer(before)
    assert first.withheld == {small, other}
    now = {**before, total: 45, small: 8}
    assert answer(now).withheld == set()
    assert answer(now, seen(before, first.withheld)).withheld == {other, small}


def test_what_was_shown_once_stays_known() -> None:
    """To withhold a part that an earlier release showed would be no use; the total, which is another one now, is."""
    quarter = QUARTERS[0]
    total, small, other = (
        Cell("medway", "answered", "stage" if part else "", part, quarter) for part in ("", "a", "b")
    )
    before = {total: 17, small: 7, other: 10}
    assert answer(before).withheld == set()
    assert answer({**before, total: 13, small: 3}, seen(before, frozenset())).withheld == {total, small}
    assert answer({**before, total: 13, small: 3}).withheld == {other, small}


def test_the_cheapest_cell_goes_and_what_was_withheld_before_goes_first() -> None:
    quarter = QUARTERS[0]
    total, small, *others = (
        Cell("medway", "answered", "stage" if part else "", part, quarter) for part in ("", "a", "b", "c", "d")
    )
    now = dict(zip((total, small, *others), (60, 3, 7, 20, 30), strict=True))
    assert answer(now).withheld == {small, others[0]}
    assert answer(now, printed=frozenset([Version(others[0], 7)])).withheld == {small, others[1]}
    assert answer(now, kept=frozenset([others[0]])).withheld == {small, others[1]}
    last = {**{cell: Seen(value + 1, shown=True) for cell, value in now.items()}, others[2]: Seen(30, shown=False)}
    assert answer(now, last).withheld == {small, others[2]}


def test_what_is_printed_is_not_withheld_however_small() -> None:
    cell = Cell("medway", "answered", "", "", QUARTERS[0])
    assert answer({cell: 3}).withheld == {cell}
    assert answer({cell: 3}, printed=frozenset([Version(cell, 3)])).withheld == set()
    assert answer({cell: 3}, printed=frozenset([Version(cell, 4)])).withheld == {cell}


def test_a_rest_is_withheld_only_where_it_is_sensitive_itself() -> None:
    answered, late = (Cell("medway", counted, "", "", QUARTERS[0]) for counted in COUNTS)
    now = {answered: 30, late: 27}
    assert answer(now).withheld == set()
    assert len(answer(now, rests=[("answered", "late")]).withheld) == 1


def test_nothing_is_withheld_that_is_not_about_people() -> None:
    cell = Cell("medway", "answered", "", "", QUARTERS[0])
    assert found_in(Question({cell: 3}, frozenset())).withheld == set()


@pytest.mark.parametrize("threshold", [3, 5, 8])
def test_the_threshold_says_what_is_small(threshold: int) -> None:
    cell = Cell("medway", "answered", "", "", QUARTERS[0])
    for value in range(12):
        assert (cell in answer({cell: value}, threshold=threshold).withheld) == (0 < value < threshold)


def test_counts_that_are_always_the_same_are_withheld_together() -> None:
    """Who sees that two counts agree in every other period knows one from the other."""
    answered, due = ({q: Cell("medway", name, "", "", q) for q in QUARTERS} for name in ("answered", "due"))
    values = dict(zip(QUARTERS, (9, 3, 12, 7), strict=True))
    now = {cells[q]: value for q, value in values.items() for cells in (answered, due)}
    half = frozenset(answered.values())  # of the two only one is sensitive
    assert found_in(Question(now, half)).withheld == {answered[QUARTERS[1]], due[QUARTERS[1]]}
