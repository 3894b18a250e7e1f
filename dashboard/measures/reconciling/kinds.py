"""What a figure of ours is when a paper's is held against it, and how many of each kind agree.

It shows in the dataset's declaration and in what is asked of it; nothing here names a dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, NN_, _
from dashboard.catalogue.records import Published
from dashboard.measures.kpis import DATASET, PREFIX
from dashboard.measures.reconciling.plans import SCORECARD
from dashboard.store.data import Data

SAME = "same"
DIFFERS = "differs"
KNOWN = N_("known contradiction")
NOT_COMPUTED = N_("printed but not computed")
VERDICTS = (SAME, KNOWN, DIFFERS, NOT_COMPUTED)

FROM_RECORDS = N_("computed from records")
COUNTED = N_("counted")
ENTERED = N_("as entered")
KINDS = (FROM_RECORDS, COUNTED, ENTERED)
IN_CATALOGUE = ("target", "deadline", "benchmark")  # quantities that somebody wrote into the catalogue


def kind_of(data: Data, published: Published) -> str:
    """Whether our figure is computed from records, counted (from counts or lists as loaded, or of
    measures), or as entered."""
    if published.measure == SCORECARD:
        return COUNTED
    declared = data.catalogue.datasets.get(dataset_of(data, published.measure))
    if published.quantity in IN_CATALOGUE or declared is None or declared.dataset.by_period:
        return ENTERED
    return COUNTED if declared.holds_counts or declared.dataset.snapshot else FROM_RECORDS


def dataset_of(data: Data, measure: str) -> str:
    """The dataset that a published figure belongs to; one that is no measure is called as its dataset."""
    if measure.startswith(PREFIX) or measure == SCORECARD:
        return DATASET
    known = data.catalogue.measures.get(measure)
    return known.dataset if known else measure


def summary(found: Iterable[tuple[str, str]]) -> str:
    """How many figures of each kind there are and how they compare, and whether any differs; `found` are verdicts and
    kinds."""
    counts = Counter(found)
    of_kind = {kind: sum(counts[verdict, kind] for verdict in VERDICTS) for kind in KINDS}
    each = [
        f"{fmt.plural(number, 'figure', 'figures')} {_(kind)} ({compared(counts, kind)})"
        for kind, number in of_kind.items()
        if number
    ]
    if missing := sum(number for (verdict, _rest), number in counts.items() if verdict == NOT_COMPUTED):
        each.append(f"{fmt.plural(missing, 'figure', 'figures')} {_(NOT_COMPUTED)}")
    differing = sum(counts[DIFFERS, kind] for kind in KINDS)
    parts = f": {'; '.join(each)}" if each else ""
    printed = capital(fmt.plural(counts.total(), "printed figure", "printed figures"))
    return f"{printed}{parts}. {capital(differ(differing))}."


def compared(counts: Counter[tuple[str, str]], kind: str) -> str:
    """`175 the same, 1 known contradiction, none differs`, of the figures of one kind."""
    same, known, other = (counts[verdict, kind] for verdict in (SAME, _(KNOWN), DIFFERS))
    contradictions = f", {fmt.plural(known, *NN_('known contradiction', 'known contradictions'))}" if known else ""
    return _(
        "{same} the same{contradictions}, {differ}",
        same=fmt.number(same) if same else _("none"),
        contradictions=contradictions,
        differ=differ(other, bare=True),
    )


def differ(number: int, *, bare: bool = False) -> str:
    """`no figures differ`, `1 figure differs`; bare without the noun: `none differ`, `1 differs`."""
    verb = _("differs") if number == 1 else _("differ")
    return (
        f"{(fmt.number(number) if number else _('none'))} {verb}"
        if bare
        else f"{fmt.plural(number, 'figure', 'figures')} {verb}"
    )


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
