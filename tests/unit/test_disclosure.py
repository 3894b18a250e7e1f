"""The attack: all that two releases show is given to a solver as equations, and no withheld count may come out."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Mapping

import pytest
from attack import Attack, Leaf, of_cell

from dashboard.basics.quarters import Period
from dashboard.disclosure.cells import Balance, Cell, Of, Version
from dashboard.disclosure.releases import Found, Past, Question, Seen, found_in

STAGES, SERVICES = ("adults", "children", "corporate"), ("east", "north", "west")
QUARTERS = [Period.parse(f"2019-20-Q{number}") for number in (1, 2, 3, 4)]
PERIODS = [*QUARTERS, Period.parse("2019-20-H1"), Period.parse("2019-20-H2"), Period.parse("2019-20")]
CUBES = int(os.environ.get("ATTACK_CUBES", "12"))
COUNTS = ("answered", "late")
SHAPE = [Of("late", "answered")]
PARTS = [("late", "answered")]


def leaves(chance: random.Random, largest: int) -> dict[Leaf, int]:
    """What nobody is told: each count by stage, service and quarter."""
    found: dict[Leaf, int] = {}
    for stage, service, quarter in itertools.product(STAGES, SERVICES, QUARTERS):
        answered = chance.choice([0, chance.randint(0, largest), chance.randint(0, 3)])
        found["answered", stage, service, quarter] = answered
        found["late", stage, service, quarter] = chance.randint(0, answered)
    return found


def corrected(chance: random.Random, before: Mapping[Leaf, int]) -> dict[Leaf, int]:
    """The same after a few corrections."""
    found = dict(before)
    for key in chance.sample(sorted(before), chance.randint(1, 3)):
        place = key[1:]
        answered = ("answered", *place)
        found[answered] = max(0, found[answered] + chance.choice([-3, -2, -1, 1, 2, 3, 9]))  # type: ignore[index]
        late = ("late", *place)
        found[late] = min(found[late], found[answered])  # type: ignore[index]
    return found


def tables(among: Mapping[Leaf, int], services_by: tuple[Period, ...]) -> dict[Cell, int]:
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


def answer(now: dict[Cell, int], *earlier: Mapping[Cell, Seen], **more: object) -> Found:
    """What is withheld after these releases, of which every cell is sensitive."""
    cells = more.pop("sensitive", frozenset(now).union(*earlier))
    told = [(Version(cell, one.value), one.shown) for state in earlier for cell, one in state.items()]
    past = Past(
        shown=frozenset(version for version, shown in told if shown),
        withheld=frozenset(version for version, shown in told if not shown),
        tables=[{cell: one.value for cell, one in state.items()} for state in earlier],
        last=frozenset(cell for cell, one in earlier[-1].items() if not one.shown) if earlier else frozenset(),
    )
    return found_in(Question(now, cells, shape=SHAPE, past=past, **more))  # type: ignore[arg-type]


def seen(now: Mapping[Cell, int], withheld: frozenset[Cell]) -> dict[Cell, Seen]:
    return {cell: Seen(value, cell not in withheld) for cell, value in now.items()}


def drawn(seed: int) -> tuple[tuple[Period, ...], dict[Leaf, int], dict[Leaf, int]]:
    """The periods for which services are shown, and what there is to count in two releases."""
    chance = random.Random(seed)
    services = chance.choice([(), (PERIODS[-1],), (PERIODS[-1], *QUARTERS)])
    first = leaves(chance, chance.choice([3, 6, 20]))
    return services, first, corrected(chance, first)


@pytest.mark.parametrize("seed", range(CUBES))
def test_no_withheld_count_can_be_worked_out_of_two_releases(seed: int) -> None:
    services, first, second = drawn(seed)
    before, now = tables(first, services), tables(second, services)
    at_first = seen(before, answer(before).withheld)
    then = seen(now, answer(now, at_first).withheld)
    assert not list(Attack([(first, at_first)], PARTS).gains(from_nought=True))
    assert not list(Attack([(first, at_first), (second, then)], PARTS).gains(from_nought=False))
    assert any(not one.shown for one in then.values())
    assert any(one.shown for one in then.values())


def test_every_single_flag_is_needed() -> None:
    """Of tables where what is known of corrections (a part changes by no more than its whole) keeps nothing back, which
    the attack does not reckon with."""
    _, first, second = drawn(0)
    before, now = tables(first, ()), tables(second, ())
    at_first = seen(before, answer(before).withheld)
    then = answer(now, at_first).withheld
    small = {cell for cell in then if now[cell] < 5}
    assert len(then - small) > 5
    assert not list(Attack([(first, at_first), (second, seen(now, then))], PARTS).gains(from_nought=True))
    for flag in then - small:
        dropped = seen(now, then - {flag})
        assert any(Attack([(first, at_first), (second, dropped)], PARTS).gains(from_nought=True)), flag


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


def test_what_is_published_no_more_stays_known() -> None:
    """The total alone is innocent; beside the other parts, which an earlier list had, it is not."""
    total, small, other, large = (
        Cell("medway", "answered", "stage" if part else "", part, QUARTERS[0]) for part in ("", "a", "b", "c")
    )
    parts = {small: 3, other: 7, large: 30}
    first = seen(parts, frozenset([small]))
    assert answer({total: 40}).withheld == set()
    assert answer({total: 40, **parts}, first, unlisted=frozenset(parts)).withheld == {total}


def test_tables_that_have_a_whole_in_common_tell_of_each_other_though_nobody_sees_it() -> None:
    total = Cell("medway", "answered", "", "", QUARTERS[0])
    stages = {total._replace(dimension="stage", part=part): value for part, value in (("a", 3), ("b", 17))}
    services = {total._replace(dimension="service", part=part): value for part, value in (("x", 9), ("y", 11))}
    found = answer({total: 20, **stages, **services}, unlisted=frozenset([total])).withheld
    assert len(found) > 1
    assert total not in found
    assert len(answer({total: 20, **stages}, unlisted=frozenset([total])).withheld) == 1


def test_the_cheapest_cell_goes_and_what_was_withheld_before_goes_first() -> None:
    quarter = QUARTERS[0]
    total, small, *others = (
        Cell("medway", "answered", "stage" if part else "", part, quarter) for part in ("", "a", "b", "c", "d")
    )
    now = dict(zip((total, small, *others), (60, 3, 7, 20, 30), strict=True))
    assert answer(now).withheld == {small, others[0]}
    assert answer(now, printed=frozenset([Version(others[0], 7)])).withheld == {small, others[1]}
    assert answer(now, kept=frozenset([others[0]])).withheld == {small, others[1]}
    earlier = {cell: value + (-1 if cell == total else 1) for cell, value in now.items()}
    last = {**{cell: Seen(value, shown=True) for cell, value in earlier.items()}, others[2]: Seen(30, shown=False)}
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


def test_of_what_counts_in_several_parts_each_part_is_still_at_most_the_whole() -> None:
    """Households with two placements: the other part, taken from the whole, leaves at least two."""
    whole, small, other = (
        Cell("medway", "answered", "stage" if part else "", part, QUARTERS[0]) for part in ("", "a", "b")
    )
    assert len(answer({whole: 20, small: 3, other: 18}).withheld) > 1
    assert answer({whole: 20, small: 3, other: 20}).withheld == {small}


def test_what_stands_at_the_end_of_a_year_is_that_of_its_last_quarter() -> None:
    stock = {one: Cell("medway", "answered", "", "", one) for one in PERIODS}
    values = dict(zip(PERIODS, (9, 8, 12, 3, 8, 3, 3), strict=True))
    assert answer({stock[one]: value for one, value in values.items()}).withheld == {
        stock[one] for one in PERIODS if values[one] == 3
    }


def test_a_sum_of_some_values_tells_of_the_parts_that_it_is_made_of() -> None:
    """Upheld is fully and partly upheld together, be it called another count."""
    cell = Cell("medway", "answered", "outcome", "full", QUARTERS[0])
    partly, both = cell._replace(part="partly"), Cell("medway", "upheld", "", "", QUARTERS[0])
    now = {cell: 3, partly: 9, both: 12}
    shape = [Of("upheld", "answered", "outcome", ("full", "partly"))]
    assert len(found_in(Question(now, frozenset(now), shape=shape)).withheld) > 1
    assert found_in(Question(now, frozenset(now))).withheld == {cell}


def test_what_is_open_tells_of_what_came() -> None:
    """Twenty were open, nine were answered and fourteen are open now: three came, unless some were withdrawn."""
    before = Cell("medway", "open", "", "", QUARTERS[0])
    now = before._replace(period=QUARTERS[1])
    came, went = now._replace(counted="received"), now._replace(counted="responded")
    balances = [Balance("open", "received", "responded")]
    for withdrawn in (0, 1):
        state = {before: 20, came: 3, went: 9, now: 14 - withdrawn}
        assert found_in(Question(state, frozenset(state))).withheld == {came}
        assert len(found_in(Question(state, frozenset(state), balances=balances)).withheld) > 1


def test_ones_in_a_row_are_not_told_by_their_sum() -> None:
    """Whoever takes it that what is withheld has a case could say of five that come to five what each is."""
    total, *parts = (
        Cell("medway", "answered", "stage" if part else "", part, QUARTERS[0]) for part in ("", *"abcdefg")
    )
    now = {total: 89, **dict(zip(parts, (1, 1, 1, 1, 1, 24, 60), strict=True))}
    assert answer(now).withheld == {*parts[:6]}


def test_a_count_that_is_nowhere_more_than_another_tells_of_it() -> None:
    """Answers with a deadline are answers; where one stage has none, the shown count of another's says how many."""
    answered = [Cell("medway", "answered", "stage" if part else "", part, QUARTERS[0]) for part in ("", "a", "b", "c")]
    due = [cell._replace(counted="due") for cell in answered]
    now = dict(zip((*answered, *due), (76, 67, 8, 1, 75, 67, 8, 0), strict=True))
    found = found_in(Question(now, frozenset(answered))).withheld
    assert answered[3] in found
    assert due[2] in found


def test_a_correction_is_not_told_by_what_has_come_to_a_part() -> None:
    """A service that is new in a correction, all of whose cases were upheld: as many more upheld, as many cases."""
    received = [Cell("medway", "received", "stage" if part else "", part, QUARTERS[0]) for part in ("", "a", "b")]
    upheld = received[0]._replace(counted="upheld")
    before = {received[0]: 60, received[1]: 60, received[2]: 0, upheld: 28}
    now = {**before, received[0]: 64, received[2]: 4, upheld: 32}
    first = seen(before, frozenset())
    last = {**first, received[0]: Seen(60, shown=False)}
    sensitive = frozenset(received)
    assert upheld in answer(now, last, sensitive=sensitive).withheld
