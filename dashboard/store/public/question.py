"""What is asked before a dataset's public tables are written: which of their cells have to be withheld."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping

from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import Declaration, Sensitive
from dashboard.catalogue.printed import read_printed
from dashboard.catalogue.records import Catalogue, Published
from dashboard.disclosure.cells import Balance, Cell, Of, Version
from dashboard.disclosure.releases import Question, found_in
from dashboard.store.public.numbers import Number, halves_of
from dashboard.store.public.past import Timeline, past_of

HALVES = ("numerator", "denominator")
log = logging.getLogger(__name__)


def withheld_of(
    values: Mapping[Cell, Number],
    listed: frozenset[Cell],
    timeline: Timeline,
    catalogue: Catalogue,
    declaration: Declaration,
    threshold: int,
) -> frozenset[Cell]:
    """The cells that are withheld of those that are `listed`, given what all come to and what was shown before."""
    said = declaration.dataset.sensitive
    if not said:
        return frozenset()
    state = {cell: value for cell, value in values.items() if value is not None}
    sensitive = of_people((*state, *timeline), said, declaration)
    ever = (*state.items(), *((cell, seen.value) for cell, line in timeline.items() for _, seen in line if seen))
    if not said.rests and not any(0 < value < threshold for cell, value in ever if cell in sensitive):
        return frozenset()
    printed, kept = printed_of(catalogue, declaration.id)
    answer = found_in(
        Question(
            state=state,
            sensitive=sensitive,
            unlisted=frozenset(state.keys() - listed),
            shape=shape_of(catalogue, declaration.id),
            balances=balances_of(declaration),
            rests=said.rests,
            printed=printed,
            kept=kept,
            past=past_of(timeline, state),
            threshold=threshold,
        )
    )
    for cell, _ in sorted(answer.given):
        place = cell.counted, cell.council, cell.period.id, cell.part
        log.warning("%s of %s, %s %s: what was published earlier tells too much of it", *place)
    return answer.withheld


def of_people(cells: tuple[Cell, ...], said: Sensitive, declaration: Declaration) -> frozenset[Cell]:
    """The cells of which a small one is withheld."""
    harmless = {
        (name, code) for name, codes in said.unless.items() for one in codes for code in declaration.like(name, one)
    }
    return frozenset(one for one in cells if one.counted in said.of and (one.dimension, one.part) not in harmless)


def shape_of(catalogue: Catalogue, dataset: str) -> list[Of]:
    """Which counts of a dataset are parts of others: shares of cases, and sums of fewer rows than another sum's."""
    shares = (one for one in catalogue.measures.values() if one.dataset == dataset and one.proportion)
    found = [Of(one.numerator, one.denominator) for one in shares if len(halves_of(one)) == len(HALVES)]
    sums = catalogue.datasets[dataset].dataset.sums
    for name, one in sums.items():
        for other, whole in sums.items():
            more = {key: value for key, value in one.where.items() if key not in whole.where}
            less = {key: value for key, value in one.where.items() if key in whole.where}
            if name != other and one.of == whole.of and less == whole.where and len(more) <= 1:
                for key, value in more.items():
                    codes = value if isinstance(value, list) else [value]
                    found.append(Of(name, other, key, tuple(str(code) for code in codes)))
    return list(dict.fromkeys(found))


def balances_of(declaration: Declaration) -> list[Balance]:
    """What is open at a period's end, with what was received and answered, where the dataset's lists say which is."""
    counts = {one.kind: one.count for one in declaration.page.records if one.count} if declaration.page else {}
    if not {"open", "received", "responded"} <= counts.keys():
        return []
    return [Balance(counts["open"], counts["received"], counts["responded"])]


def printed_of(catalogue: Catalogue, dataset: str) -> tuple[frozenset[Version], frozenset[Cell]]:
    """The counts that papers print, and those that a rate which they print is made of."""
    counts, halves = set[Version](), set[Cell]()
    for one in catalogue.published:
        for cell in cells_of(one, catalogue, dataset):
            number = read_printed(one.printed)
            is_count = one.quantity != "value" or not catalogue.measures[one.measure].denominator
            if is_count and number and number.near == "exactly":
                counts.add(Version(cell, round(number.number * number.scale)))
            halves.add(cell)
    return frozenset(counts), frozenset(halves)


def cells_of(one: Published, catalogue: Catalogue, dataset: str) -> Iterator[Cell]:
    """The cells that a printed figure is about."""
    measure = catalogue.measures.get(one.measure)
    single = [(name, values[0]) for name, values in one.filters.items() if len(values) == 1]
    if not measure or measure.dataset != dataset or len(single) != len(one.filters) or len(single) > 1:
        return
    dimension, part = single[0] if single else ("", "")
    halves = dict(zip(HALVES, halves_of(measure), strict=False))
    for counted in halves.values() if one.quantity == "value" else filter(None, [halves.get(one.quantity, "")]):
        yield Cell(one.council, counted, dimension, part, Period.parse(one.period))
